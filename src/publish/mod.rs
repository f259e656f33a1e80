//! The files about the site: sitemap, robots.txt, redirects, previews.
//!
//! Takes the linked site, gives files. Reads only the site, never HTML, so that no theme can break it.

mod previews;

pub use previews::{Previews, WantedHeadings};

use crate::config::Config;
use crate::escape::escape;
use crate::path::{OutputPath, Route, percent_encode};
use crate::site::{PageId, PageKind, Site};

const SITEMAP: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";

/// The paths of all of them except the previews.
pub fn site_paths(site: &Site) -> impl Iterator<Item = OutputPath> {
    let named = [SITEMAP, ROBOTS].map(|name| OutputPath::new(name).expect("a plain file name"));
    named.into_iter().chain(site.redirects.keys().map(Route::output_path))
}

/// Whether a site may have a file of its own in place of the one at a path.
pub fn is_replaceable(path: &OutputPath) -> bool {
    matches!(path.as_str(), SITEMAP | ROBOTS)
}

/// The text of the one at a path.
pub fn site_file(config: &Config, site: &Site, path: &OutputPath) -> Option<String> {
    match path.as_str() {
        SITEMAP => Some(sitemap(config, site)),
        ROBOTS => Some(format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", config.url.join(SITEMAP))),
        _ => {
            let (from, to) = site.redirects.get_key_value(&Route::of_file(path)?)?;
            Some(redirect(config, site, from, *to))
        }
    }
}

/// Every page that search engines may show (sitemaps.org, protocol 0.9).
fn sitemap(config: &Config, site: &Site) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in site.pages.iter() {
        if matches!(page.kind, PageKind::NotFound | PageKind::Thanks(_)) {
            continue;
        }
        xml.push_str("  <url><loc>");
        xml.push_str(&escape(&config.url.join(page.route.below_root())));
        xml.push_str("</loc>");
        let document = page.kind.document().map(|id| site.document(id));
        let changed = document.and_then(|document| document.meta.updated.or(document.meta.date));
        if let Some(date) = changed {
            xml.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// A page at an old address that redirects to the new one immediately, or shows a link where redirects are switched off.
fn redirect(config: &Config, site: &Site, from: &Route, to: PageId) -> String {
    let page = site.page(to);
    let title = page.kind.document().map_or(config.title.as_str(), |id| &site.document(id).title);
    let title = escape(title);
    let to = &page.route;
    let link = escape(&format!("{}{}", from.to_root(), percent_encode(to.below_root())));
    let canonical = escape(&config.url.join(to.below_root()));
    let language = escape(&config.language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={link}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<p><a href=\"{link}\">{title}</a></p>\n</html>\n"
    )
}
