//! A theme's assets: which file wins, what its name says of its content, and the names in stylesheets and scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::place::within;
use super::reference::{AssetReference, css_references, js_references};
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::path::{OutputPath, SourcePath, percent_decode, percent_encode};
use crate::source::{SourceFile, SourceTree};

/// A file that themes publish below `assets/`.
pub(super) struct Asset {
    /// `assets/fonts/text.1a2b3c4d.woff2`
    pub output: OutputPath,
    /// Its bytes, with the names of other assets in it replaced.
    pub bytes: Vec<u8>,
}

/// A file of a theme before it is renamed.
struct RawAsset {
    bytes: Vec<u8>,
    links: Vec<Link>,
}

/// A place in a stylesheet or script that names another asset.
struct Link {
    range: Range<usize>,
    target: String,
}

/// Reads the assets of every theme, by their path below `assets/`; the nearest theme's file wins.
///
/// A name's fingerprint covers the file and all that it loads, so that a changed font also renames its stylesheet, and a
/// browser may keep every asset for ever.
pub(super) fn read_assets(
    tree: &SourceTree,
    chain: &[String],
    found: &mut Diagnostics,
) -> BTreeMap<String, Asset> {
    let mut files: BTreeMap<&str, &SourceFile> = BTreeMap::new();
    for theme in chain.iter().rev() {
        let folder = format!("themes/{theme}/assets/");
        for file in tree.iter() {
            if let Some(name) = file.path.as_str().strip_prefix(&folder) {
                files.insert(name, file);
            }
        }
    }
    let mut raw: BTreeMap<&str, RawAsset> = BTreeMap::new();
    for (name, file) in &files {
        match file.bytes() {
            Ok(bytes) => {
                let links = find_links(name, file, &files, found);
                raw.insert(name, RawAsset { bytes: bytes.into_owned(), links });
            }
            Err(error) => {
                let message = format!("{} cannot be read: {error}", file.path);
                found.report(&codes::FILE_UNREADABLE, Span::new(&file.path, 0..0), message);
            }
        }
    }
    let file_names: BTreeMap<&str, String> =
        raw.keys().map(|name| (*name, fingerprinted(name, &fingerprint(name, &raw)))).collect();
    let mut assets = BTreeMap::new();
    for (name, asset) in &raw {
        let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let output = OutputPath::new(&format!("assets/{folder}{}", file_names[name]))
            .expect("an asset's path comes from that of a source file");
        assets.insert(String::from(*name), Asset { output, bytes: rewritten(asset, &file_names) });
    }
    assets
}

/// Eight digits that change with the asset and with everything that it loads, directly or not.
fn fingerprint(name: &str, raw: &BTreeMap<&str, RawAsset>) -> String {
    let mut loaded = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(next) = waiting.pop() {
        for link in raw.get(next).map_or(&[][..], |asset| &asset.links) {
            if link.target != name && loaded.insert(link.target.as_str()) {
                waiting.push(&link.target);
            }
        }
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&raw[name].bytes);
    for asset in loaded.into_iter().filter_map(|name| raw.get(name)) {
        hasher.update(blake3::hash(&asset.bytes).as_bytes());
    }
    hasher.finalize().to_hex()[..8].to_owned()
}

/// `text.1a2b3c4d.woff2` of `fonts/text.woff2`
fn fingerprinted(name: &str, fingerprint: &str) -> String {
    let file_name = name.rsplit_once('/').map_or(name, |(_, file_name)| file_name);
    match file_name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{fingerprint}.{extension}"),
        None => format!("{file_name}.{fingerprint}"),
    }
}

fn rewritten(asset: &RawAsset, file_names: &BTreeMap<&str, String>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(asset.bytes.len());
    let mut done = 0;
    for link in &asset.links {
        let Some(file_name) = file_names.get(link.target.as_str()) else { continue };
        bytes.extend_from_slice(&asset.bytes[done..link.range.start]);
        bytes.extend_from_slice(percent_encode(file_name).as_bytes());
        done = link.range.end;
    }
    bytes.extend_from_slice(&asset.bytes[done..]);
    bytes
}

/// The links of a stylesheet or script to other assets. Each range is that of a file name, since folders keep their names.
fn find_links(
    name: &str,
    file: &SourceFile,
    files: &BTreeMap<&str, &SourceFile>,
    found: &mut Diagnostics,
) -> Vec<Link> {
    let Some(text) = file.text() else { return Vec::new() };
    let references = match file.path.extension() {
        "css" => css_references(text),
        "js" | "mjs" => js_references(text),
        _ => Vec::new(),
    };
    let place = SourcePath::new(name).expect("a part of a source path is one too");
    let mut links = Vec::new();
    for AssetReference { range, may_leave } in references {
        let address = &text[range.clone()];
        let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
        if path.is_empty() || has_scheme(path) || path.starts_with("//") {
            continue;
        }
        let target = match path.starts_with('/') {
            true => None,
            false => place.join(&percent_decode(path)),
        };
        match target {
            Some(target) if files.contains_key(target.as_str()) => {
                let start = range.start + path.rfind('/').map_or(0, |slash| slash + 1);
                let range = start..range.start + path.len();
                links.push(Link { range, target: target.as_str().to_owned() });
            }
            // A script may load what other parts of kb publish, such as the search index.
            None if may_leave => {}
            target => {
                let message = format!("no asset is called “{path}”");
                let span = Span::new(&file.path, within(text, &range));
                let diagnostic = found.report(&codes::THEME_INVALID, span, message).label("not found");
                let wanted = target.as_ref().map_or(path, SourcePath::as_str);
                match nearest(wanted, files.keys().copied()) {
                    Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
                    None => diagnostic.hint("it must lie below the `assets/` of a theme"),
                };
            }
        }
    }
    links
}

// `data:`, `https:`, `blob:`
fn has_scheme(path: &str) -> bool {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}
