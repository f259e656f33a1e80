//! `hosting` and `[csp]`: which hosts the site is published on, and what its pages may load besides what they show.

use crate::data::{Reader, Spanned};
use crate::diagnostic::{Diagnostics, codes, did_you_mean};

/// A host, or a web server, that takes its rules from files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Apache, or a host that runs it.
    Apache,
    /// Azure Static Web Apps.
    Azure,
    /// Caddy.
    Caddy,
    /// Cloudflare Pages, or Workers with static assets.
    Cloudflare,
    /// Firebase Hosting.
    Firebase,
    /// Netlify.
    Netlify,
    /// nginx.
    Nginx,
    /// Vercel.
    Vercel,
}

/// Every host by its name in `site.toml`.
pub const HOSTS: [(&str, Host); 8] = [
    ("apache", Host::Apache),
    ("azure", Host::Azure),
    ("caddy", Host::Caddy),
    ("cloudflare", Host::Cloudflare),
    ("firebase", Host::Firebase),
    ("netlify", Host::Netlify),
    ("nginx", Host::Nginx),
    ("vercel", Host::Vercel),
];

/// A directive of a content security policy (CSP Level 3, section 6) that lists where something may come from or go to. They are
/// written in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Directive {
    /// `script-src`
    Script,
    /// `style-src`
    Style,
    /// `img-src`
    Image,
    /// `font-src`
    Font,
    /// `media-src`: sounds, films and subtitles.
    Media,
    /// `connect-src`: what scripts request.
    Connect,
    /// `frame-src`: pages inside a page.
    Frame,
    /// `worker-src`
    Worker,
    /// `object-src`: `<object>` and `<embed>`.
    Object,
    /// `manifest-src`
    Manifest,
    /// `form-action`: where forms go.
    Form,
    /// `frame-ancestors`: which sites may show this one inside theirs.
    Ancestors,
}

/// The directives by their names.
pub const DIRECTIVES: [(&str, Directive); 12] = [
    ("script-src", Directive::Script),
    ("style-src", Directive::Style),
    ("img-src", Directive::Image),
    ("font-src", Directive::Font),
    ("media-src", Directive::Media),
    ("connect-src", Directive::Connect),
    ("frame-src", Directive::Frame),
    ("worker-src", Directive::Worker),
    ("object-src", Directive::Object),
    ("manifest-src", Directive::Manifest),
    ("form-action", Directive::Form),
    ("frame-ancestors", Directive::Ancestors),
];

impl Host {
    /// Its name in `site.toml`.
    pub fn name(self) -> &'static str {
        HOSTS.iter().find(|(_, host)| *host == self).expect("the list has all of them").0
    }

    /// The files at the root of a site that it obeys. What a web server includes begins with `.kb-`, and is not for readers.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Host::Apache => &[".htaccess"],
            Host::Azure => &["staticwebapp.config.json"],
            Host::Caddy => &[".kb-caddy.conf"],
            Host::Cloudflare | Host::Netlify => &["_headers", "_redirects"],
            Host::Firebase => &["firebase.json"],
            Host::Nginx => &[".kb-nginx.conf"],
            Host::Vercel => &["vercel.json"],
        }
    }
}

pub(super) fn read_hosting(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Vec<Spanned<Host>> {
    let mut hosts: Vec<Spanned<Host>> = Vec::new();
    for written in reader.texts("hosting", found) {
        let host = HOSTS.iter().find(|(name, _)| *name == written.value).map(|(_, host)| *host);
        let (message, hint) = match host {
            Some(host) if hosts.iter().any(|other| other.value == host) => continue,
            Some(host) => {
                let other = hosts.iter().find(|other| other.value.files() == host.files());
                let Some(other) = other else {
                    hosts.push(written.with(host));
                    continue;
                };
                (
                    format!(
                        "{} and {} read the same files, each in its own way",
                        other.value.name(),
                        host.name()
                    ),
                    "keep one of them".to_owned(),
                )
            }
            None => (
                format!("kb knows no host “{}”", written.value),
                did_you_mean(&written.value, HOSTS.iter().map(|(name, _)| *name)).unwrap_or_else(|| {
                    let names: Vec<&str> = HOSTS.iter().map(|(name, _)| *name).collect();
                    format!("write any of {}; other hosts need no files from kb", names.join(", "))
                }),
            ),
        };
        found.report(&codes::CONFIG_INVALID, reader.span(&written.range), message).hint(hint);
    }
    hosts
}

/// `[csp]`: what a site allows besides what its pages use, by directive.
pub(super) fn read_csp(mut reader: Reader<'_>, found: &mut Diagnostics) -> Vec<(Directive, String)> {
    let mut allowed = Vec::new();
    for (name, directive) in DIRECTIVES {
        for source in reader.texts(name, found) {
            if is_source(&reader, &source, found) {
                allowed.push((directive, source.value));
            }
        }
    }
    reader.finish(found);
    allowed
}

/// A source expression (CSP Level 3, section 2.3.1) has no spaces, and `;` or `,` would end it.
fn is_source(reader: &Reader<'_>, source: &Spanned<String>, found: &mut Diagnostics) -> bool {
    let is_source = !source.value.is_empty()
        && source.value.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"'));
    if !is_source {
        let message = format!("“{}” is not one source", source.value);
        found
            .report(&codes::CONFIG_INVALID, reader.span(&source.range), message)
            .hint("write the start of the addresses, such as `https://stats.example.com`, each in quotes of its own");
    }
    is_source
}
