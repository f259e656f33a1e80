//! The files about the site: sitemap, robots.txt, redirects, previews.
//!
//! Takes the linked site, gives files. Reads only the site, never HTML, so that no theme can break it.

mod previews;
mod sitemap;

pub use previews::{Previews, WantedHeadings};

use crate::config::Config;
use crate::escape::escape;
use crate::path::{OutputPath, Route, encode_path, percent_encode};
use crate::site::{PageId, Site};

const ROBOTS: &str = "robots.txt";

/// The paths of all of them except the previews.
pub fn site_paths(config: &Config, site: &Site) -> impl Iterator<Item = OutputPath> {
    let named = sitemap::names(config, site).into_iter().chain([ROBOTS.to_owned()]);
    let named = named.map(|name| OutputPath::new(&name).expect("a plain file name"));
    named.chain(site.redirects.keys().map(Route::output_path))
}

/// Whether one of them is at a path.
pub fn is_site_path(config: &Config, site: &Site, path: &OutputPath) -> bool {
    match path.as_str() {
        ROBOTS | sitemap::NAME => true,
        name if sitemap::is_name(name) => sitemap::names(config, site).iter().any(|own| own == name),
        _ => Route::of_file(path).is_some_and(|route| site.redirects.contains_key(&route)),
    }
}

/// Whether a site may have a file of its own in place of the one at a path.
pub fn is_replaceable(path: &OutputPath) -> bool {
    matches!(path.as_str(), sitemap::NAME | ROBOTS)
}

/// The text of the one at a path.
pub fn site_file(config: &Config, site: &Site, path: &OutputPath) -> Option<String> {
    match path.as_str() {
        ROBOTS => Some(robots(config)),
        name if sitemap::is_name(name) => sitemap::text(config, site, name),
        _ => {
            let (from, to) = site.redirects.get_key_value(&Route::of_file(path)?)?;
            Some(redirect(config, site, from, *to))
        }
    }
}

fn robots(config: &Config) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", config.url.join(sitemap::NAME))
}

/// A page at an old address that redirects to the new one immediately, or shows a link where redirects are switched off.
fn redirect(config: &Config, site: &Site, from: &Route, to: PageId) -> String {
    let page = site.page(to);
    let document = page.kind.document().map(|id| site.document(id));
    let title =
        escape(document.map_or(&config.in_language(&page.language).title, |document| &document.title));
    let to = &page.route;
    let link = escape(&format!("{}{}", from.to_root(), percent_encode(&encode_path(to.below_root()))));
    let canonical = escape(&config.url.of_path(to.below_root()));
    let language = escape(document.map_or(&page.language, |document| &document.language).as_str());
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={link}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<p><a href=\"{link}\">{title}</a></p>\n</html>\n"
    )
}
