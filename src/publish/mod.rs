//! The files about the site: sitemap, robots.txt, llms.txt, security.txt, redirects, previews, icons.
//!
//! Takes the linked site, gives files. Reads only the site, never HTML, so that no theme can break it.

mod icons;
mod llms;
mod previews;
mod robots;
mod security;
mod sitemap;

pub use icons::{Icon, ico_of_colors, ico_of_png, manifest, png_size};
pub use previews::{Previews, WantedHeadings};

use crate::config::Config;
use crate::escape::escape;
use crate::path::{OutputPath, Route, encode_path};
use crate::site::rules::{LLMS, ROBOTS, SECURITY, SITEMAP};
use crate::site::{PageId, Site};

/// The kinds of files about the site, except the previews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteFile {
    /// The file that search engines are pointed to.
    Sitemap,
    /// A part of the sitemap, if it is too long for one file.
    SitemapPart,
    /// `robots.txt`
    Robots,
    /// `llms.txt`
    Llms,
    /// `.well-known/security.txt`
    Security,
    /// The page at an old address.
    Redirect,
}

impl SiteFile {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = SiteFile> {
        std::iter::successors(Some(SiteFile::Sitemap), |kind| kind.next())
    }

    /// The next kind. A new one is added here, and so to [`SiteFile::all`], or the compiler says so.
    fn next(self) -> Option<SiteFile> {
        match self {
            SiteFile::Sitemap => Some(SiteFile::SitemapPart),
            SiteFile::SitemapPart => Some(SiteFile::Robots),
            SiteFile::Robots => Some(SiteFile::Llms),
            SiteFile::Llms => Some(SiteFile::Security),
            SiteFile::Security => Some(SiteFile::Redirect),
            SiteFile::Redirect => None,
        }
    }

    /// The paths of its files on a site.
    pub fn paths(self, config: &Config, site: &Site) -> Vec<OutputPath> {
        let named = |name: &str| OutputPath::new(name).expect("a plain file name");
        match self {
            SiteFile::Sitemap => vec![named(SITEMAP)],
            SiteFile::SitemapPart => {
                sitemap::part_names(config, site).iter().map(|name| named(name)).collect()
            }
            SiteFile::Robots => vec![named(ROBOTS)],
            SiteFile::Llms => config.outputs.llms.then(|| named(LLMS)).into_iter().collect(),
            SiteFile::Security => config.security.iter().map(|_| named(SECURITY)).collect(),
            SiteFile::Redirect => site.redirects.keys().map(Route::output_path).collect(),
        }
    }

    /// Whether one of its files is at a path: one of [`SiteFile::paths`], without listing them all.
    pub fn is_at(self, config: &Config, site: &Site, path: &OutputPath) -> bool {
        match self {
            SiteFile::Sitemap => path.as_str() == SITEMAP,
            SiteFile::SitemapPart => sitemap::is_part(config, site, path.as_str()),
            SiteFile::Robots => path.as_str() == ROBOTS,
            SiteFile::Llms => config.outputs.llms && path.as_str() == LLMS,
            SiteFile::Security => config.security.is_some() && path.as_str() == SECURITY,
            SiteFile::Redirect => {
                Route::of_file(path).is_some_and(|route| site.redirects.contains_key(&route))
            }
        }
    }

    /// Whether the site may have a file of its own in place of one of these.
    pub fn is_replaceable(self) -> bool {
        match self {
            SiteFile::Sitemap | SiteFile::Robots | SiteFile::Llms | SiteFile::Security => true,
            SiteFile::SitemapPart | SiteFile::Redirect => false,
        }
    }

    /// The text of its file at a path; none if it has no file there.
    pub fn text(self, config: &Config, site: &Site, path: &OutputPath) -> Option<String> {
        match self {
            SiteFile::Sitemap => Some(sitemap::text(config, site)),
            SiteFile::SitemapPart => sitemap::part(config, site, path.as_str()),
            SiteFile::Robots => Some(robots::text(config)),
            SiteFile::Llms => config.outputs.llms.then(|| llms::text(config, site)),
            SiteFile::Security => Some(security::text(config, config.security.as_ref()?)),
            SiteFile::Redirect => {
                let (from, to) = site.redirects.get_key_value(&Route::of_file(path)?)?;
                Some(redirect(config, site, from, *to))
            }
        }
    }
}

/// What only the page at an old address has.
const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"0; url=";

/// Whether a text is that of a page at an old address.
pub fn is_redirect(html: &str) -> bool {
    html.contains(REFRESH)
}

/// A page at an old address that redirects to the new one immediately, or shows a link where redirects are switched off.
fn redirect(config: &Config, site: &Site, from: &Route, to: PageId) -> String {
    let page = site.page(to);
    let document = page.kind.document().map(|id| site.document(id));
    let title =
        escape(document.map_or(&config.in_language(&page.language).title, |document| &document.title));
    let to = &page.route;
    let link = escape(&format!("{}{}", from.to_root(), encode_path(to.below_root())));
    let canonical = escape(&config.url.of_path(to.below_root()));
    let language = escape(document.map_or(&page.language, |document| &document.language).as_str());
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         {REFRESH}{link}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<p><a href=\"{link}\">{title}</a></p>\n</html>\n"
    )
}
