//! `robots.txt` (RFC 9309): what crawlers may read, and use it for (contentsignals.org).
//!
//! Parsers differ in what the standard leaves open, so each group is written in the one form that all read alike: names first,
//! then rules, no empty line. There is no `Allow`: Python's parser takes the first rule that fits, so `Allow: /` would undo
//! every rule after it.

use crate::config::{Config, SIGNALS};
use crate::path::percent_encode;
use crate::site::rules::SITEMAP;

/// The text of the file.
pub(super) fn text(config: &Config) -> String {
    let robots = &config.robots;
    let mut text = String::from("User-agent: *\n");
    for address in &robots.disallow {
        // Rules may have a query and escapes (RFC 9309, section 2.2.2); a `#` would begin a comment.
        let address = percent_encode(address).replace('#', "%23");
        text.push_str(&format!("Disallow: {}{address}\n", config.url.path));
    }
    if robots.disallow.is_empty() {
        // A group needs a rule; this one forbids nothing.
        text.push_str("Disallow:\n");
    }
    let signals = SIGNALS.iter().zip(robots.signals);
    let signals =
        signals.filter_map(|(name, value)| Some(format!("{name}={}", if value? { "yes" } else { "no" })));
    let signals: Vec<String> = signals.collect();
    if !signals.is_empty() {
        text.push_str(&format!("Content-Signal: {}\n", signals.join(", ")));
    }
    if !robots.block.is_empty() {
        text.push('\n');
        for name in &robots.block {
            text.push_str(&format!("User-agent: {name}\n"));
        }
        text.push_str("Disallow: /\n");
    }
    text + &format!("\nSitemap: {}\n", config.url.join(SITEMAP))
}
