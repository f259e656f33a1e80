//! `_headers` and `_redirects`, for Netlify (<https://docs.netlify.com/routing/redirects/>) and Cloudflare
//! (<https://developers.cloudflare.com/pages/configuration/redirects/>).
//!
//! Both read the same lines differently: Netlify compares decoded paths, Cloudflare encoded ones; a file at an old address comes
//! before a rule at Netlify unless it is forced by `!`, which Cloudflare does not know.

use super::{LASTING, Redirect, Rules};
use crate::path::encode_path;

pub(super) fn headers(rules: &Rules) -> String {
    let mut text = format!("{}\n", rules.encoded("*"));
    for (name, value) in &rules.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    if rules.has_lasting_assets {
        text.push_str(&format!("{}\n  Cache-Control: {LASTING}\n", rules.encoded("assets/*")));
    }
    text
}

pub(super) fn netlify<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    let mut text = format!("{} {} 404!\n", rules.at(".kb-site"), rules.encoded("404.html"));
    for Redirect { from, to } in redirects {
        text.push_str(&format!("{from} {to} 301!\n"));
    }
    text
}

pub(super) fn cloudflare<'a>(rules: &Rules, redirects: impl Iterator<Item = &'a Redirect>) -> String {
    // It cannot answer 404.
    let mut text = format!("{} {} 302\n", rules.encoded(".kb-site"), rules.encoded(""));
    for Redirect { from, to } in redirects {
        text.push_str(&format!("{} {to} 301\n", encode_path(from)));
    }
    text
}
