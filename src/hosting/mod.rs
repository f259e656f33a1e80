//! The files that hosts and web servers obey: redirects, headers, the page for missing addresses.
//!
//! Takes the linked site and what its pages use, gives the files of each host in `hosting`. Each host has one writer; what a host
//! cannot express is left to the pages at old addresses, which redirect too. Reads no file and knows no theme.

mod apache;
mod caddy;
mod json;
mod lists;
mod nginx;
mod policy;

pub use policy::Uses;

use crate::config::{Config, Host};
use crate::data::Spanned;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::{OutputPath, encode_path, percent_decode};
use crate::site::{Site, rules};

/// What every host is told, each in its own form.
struct Rules {
    /// Empty, or `/kb`: decoded.
    root: String,
    redirects: Vec<Redirect>,
    /// The headers of every file.
    headers: Vec<(&'static str, String)>,
    /// Whether all files below `/assets/` have names that change with their content.
    has_lasting_assets: bool,
    /// Whether there are compressed copies.
    has_copies: bool,
}

/// An old address.
struct Redirect {
    /// The path, decoded: `/kb/old page/`.
    from: String,
    /// The path, percent-encoded.
    to: String,
}

/// What browsers keep a file for whose name changes with its content: a year is “for ever” (RFC 9111, section 5.2.2.1, and RFC 8246).
const LASTING: &str = "public, max-age=31536000, immutable";

/// The files of the site's hosts.
pub fn paths(config: &Config) -> impl Iterator<Item = OutputPath> {
    let names = config.hosting.iter().flat_map(|host| host.value.files());
    names.map(|name| OutputPath::new(name).expect("a plain file name"))
}

/// The text of a host's file; none if there is none at this path. `uses` is what all pages and stylesheets use.
pub fn text(config: &Config, site: &Site, uses: &Uses, path: &OutputPath) -> Option<String> {
    let mut hosts = config.hosting.iter().map(|host| host.value);
    let host = hosts.find(|host| host.files().contains(&path.as_str()))?;
    let rules = Rules::of(config, site, uses);
    Some(match (host, path.as_str()) {
        (Host::Netlify | Host::Cloudflare, "_headers") => lists::headers(&rules),
        (Host::Netlify, _) => lists::netlify(&rules, host.taken(&rules)),
        (Host::Cloudflare, _) => lists::cloudflare(&rules, host.taken(&rules)),
        (Host::Vercel, _) => json::vercel(&rules, host.taken(&rules)),
        (Host::Azure, _) => json::azure(&rules, host.taken(&rules)),
        (Host::Firebase, _) => json::firebase(&rules, host.taken(&rules)),
        (Host::Apache, _) => apache::text(&rules, host.taken(&rules)),
        (Host::Nginx, _) => nginx::text(&rules, host.taken(&rules)),
        (Host::Caddy, _) => caddy::text(&rules, host.taken(&rules)),
    })
}

/// Reports the redirects that a host cannot be told.
pub fn check(config: &Config, site: &Site) -> Diagnostics {
    let mut found = Diagnostics::default();
    let redirects = redirects(config, site);
    for Spanned { value: host, range } in &config.hosting {
        let span = || Span::new(&config.path, range.clone());
        let left_out: Vec<&Redirect> =
            redirects.iter().filter(|redirect| !host.can_match(&redirect.from)).collect();
        let matched = redirects.len() - left_out.len();
        if let Some(first) = left_out.first() {
            let others = match left_out.len() {
                1 => String::new(),
                more => format!(" and {} more", more - 1),
            };
            let message = format!("{} cannot redirect “{}”{others}", host.name(), first.from);
            found.report(&codes::HOST_REDIRECT, span(), message).hint(BY_PAGES);
        }
        if matched > host.most_redirects() {
            let message =
                format!("{} redirects {} of {matched} old addresses", host.name(), host.most_redirects());
            found.report(&codes::HOST_REDIRECT, span(), message).hint(BY_PAGES);
        }
    }
    found
}

const BY_PAGES: &str = "readers still arrive, by a page at the old address that redirects; to accept that, write `host-redirect = \"allow\"` below `[lints]`";

impl Host {
    /// Whether it can redirect from exactly this address.
    fn can_match(self, from: &str) -> bool {
        match self {
            // A list separates its parts by spaces, `*` and `:` begin patterns, and no form of `?` or `#` is known to both.
            Host::Netlify => {
                !from.contains(|letter: char| letter.is_whitespace() || "*?#".contains(letter))
                    && !from.contains("/:")
            }
            Host::Cloudflare => !from.contains(['*', ':']),
            // `{$NAME}` is a variable of the environment, wherever it is.
            Host::Caddy => !from.contains(['{', '}', '`']),
            // Nothing says whether it compares encoded or decoded paths.
            Host::Azure => !from.contains('*') && encode_path(from) == from,
            // Its emulator decodes an address before it looks for its end.
            Host::Firebase => !from.contains(['?', '#']),
            Host::Apache | Host::Nginx | Host::Vercel => true,
        }
    }

    /// How many redirects it takes.
    fn most_redirects(self) -> usize {
        match self {
            // <https://developers.cloudflare.com/pages/configuration/redirects/>, without the one that hides `.kb-site`.
            Host::Cloudflare => 1_999,
            // <https://vercel.com/docs/project-configuration>: 2,048 with the one that hides `.kb-site`.
            Host::Vercel => 2_000,
            // The file may have 20 kB (<https://learn.microsoft.com/azure/static-web-apps/quotas>).
            Host::Azure => 100,
            // It reads the file for every request.
            Host::Apache => 1_000,
            Host::Caddy | Host::Firebase | Host::Netlify | Host::Nginx => usize::MAX,
        }
    }

    /// The redirects that it is told.
    fn taken(self, rules: &Rules) -> impl Iterator<Item = &Redirect> {
        let matched = rules.redirects.iter().filter(move |redirect| self.can_match(&redirect.from));
        matched.take(self.most_redirects())
    }
}

impl Rules {
    fn of(config: &Config, site: &Site, uses: &Uses) -> Rules {
        let headers = vec![
            ("Content-Security-Policy", uses.policy(&config.csp)),
            // No page needs any of these.
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
            ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        Rules {
            root: percent_decode(&config.url.path),
            redirects: redirects(config, site),
            headers,
            has_lasting_assets: !site.has_files_below(rules::ASSETS),
            has_copies: config.outputs.compress,
        }
    }

    /// The path of a file below the site's root.
    fn at(&self, below_root: &str) -> String {
        format!("{}/{below_root}", self.root)
    }

    /// The same, percent-encoded.
    fn encoded(&self, below_root: &str) -> String {
        encode_path(&self.at(below_root)).into_owned()
    }
}

fn redirects(config: &Config, site: &Site) -> Vec<Redirect> {
    let root = percent_decode(&config.url.path);
    let redirects = site.redirects.iter().map(|(from, to)| Redirect {
        from: format!("{root}{}", from.as_str()),
        to: encode_path(&format!("{root}{}", site.page(*to).route.as_str())).into_owned(),
    });
    redirects.collect()
}

/// Puts a backslash before each of the characters that `is_special` for a pattern.
fn backslashed(text: &str, is_special: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_special(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Whether a character means something in a regular expression.
fn is_regex(letter: char) -> bool {
    ".+*?()[]{}^$|\\".contains(letter)
}
