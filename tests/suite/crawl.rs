//! Follows every link of a built site.

use std::collections::{BTreeMap, BTreeSet};

use kb::blob::Blob;
use kb::path::{OutputPath, percent_decode};

/// Every broken link, picture, script, stylesheet and anchor, one per line: page, then address.
///
/// `base` is the path below which the site is served: empty, or `/kb`.
pub fn dead_links(outputs: &BTreeMap<OutputPath, Blob>, base: &str) -> Vec<String> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut pages: Vec<(&str, &str)> = Vec::new();
    for (path, output) in outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(output.in_memory().unwrap()).unwrap();
        ids.insert(path.as_str(), attributes(html, &["id"]).collect());
        pages.push((path.as_str(), html));
    }
    let mut dead = Vec::new();
    for (page, html) in pages {
        let address = format!("{base}/{page}");
        for link in attributes(html, &["href", "src", "poster", "action"]) {
            if link.starts_with("//")
                || link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '.']))
            {
                continue;
            }
            let (path, fragment) =
                link.split_once('#').map_or((link.as_str(), None), |(path, id)| (path, Some(id)));
            let target = match path {
                "" => Some(page.to_owned()),
                path => resolve(&address, path)
                    .and_then(|full| full.strip_prefix(&format!("{base}/")).map(str::to_owned)),
            };
            let target = target.map(|target| percent_decode(&target)).map(|target| match target.as_str() {
                "" => "index.html".to_owned(),
                target if target.ends_with('/') => format!("{target}index.html"),
                target => target.to_owned(),
            });
            let exists = target.as_ref().is_some_and(|target| {
                OutputPath::new(target).is_some_and(|path| outputs.get(&path).is_some())
            });
            let has_anchor = |id: &str| {
                // Every page has a top (HTML standard, "scrolling to a fragment").
                if id.eq_ignore_ascii_case("top") {
                    return true;
                }
                let ids = target.as_ref().and_then(|target| ids.get(target.as_str()));
                ids.is_some_and(|ids| ids.contains(&percent_decode(id)))
            };
            if !exists || fragment.is_some_and(|id| !id.is_empty() && !has_anchor(id)) {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    dead
}

/// The values of some attributes, entities decoded. kb quotes every attribute with double quotes.
pub fn attributes<'a>(html: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    names.iter().flat_map(move |name| {
        let needle = format!(" {name}=\"");
        let starts: Vec<usize> = html.match_indices(&needle).map(|(at, _)| at + needle.len()).collect();
        starts.into_iter().map(|start| {
            let rest = &html[start..];
            let value = &rest[..rest.find('"').unwrap_or(rest.len())];
            value.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&")
        })
    })
}

/// RFC 3986, section 5.2, for paths: none if the address is on another host.
fn resolve(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let mut parts: Vec<&str> = from.split('/').skip(1).collect();
    parts.pop();
    let ends_in_folder = path.ends_with('/') || path.ends_with("..") || path == "." || path.ends_with("/.");
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let joined = format!("/{}", parts.join("/"));
    Some(if ends_in_folder && joined != "/" { format!("{joined}/") } else { joined })
}

/// Every id that a page has more than once, one a line: page, then id.
pub fn repeated_ids(outputs: &BTreeMap<OutputPath, Blob>) -> Vec<String> {
    let mut repeated = Vec::new();
    for (path, output) in outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(output.in_memory().unwrap()).unwrap();
        let mut seen = BTreeSet::new();
        let again = attributes(html, &["id"]).filter(|id| !seen.insert(id.clone()));
        repeated.extend(again.map(|id| format!("{path}: {id}")));
    }
    repeated
}
