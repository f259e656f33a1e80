//! A theme's assets: which file wins, the fingerprint in its name, and the names in stylesheets and scripts.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::built_in;
use super::minify::minified;
use super::place::within;
use super::reference::{AssetReference, css_references, js_references};
use crate::blob::Blob;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::language::Language;
use crate::path::{OutputPath, SourcePath, encode_component, percent_decode, percent_encode};
use crate::source::{SourceFile, SourceTree};

/// A file that themes publish below `assets/`.
pub(super) struct Asset {
    /// `assets/fonts/text.1a2b3c4d.woff2`
    pub output: OutputPath,
    /// Its bytes, with the names of other assets in it replaced.
    pub bytes: Vec<u8>,
    /// The assets that it loads.
    pub loads: Vec<String>,
}

/// A file of a theme before it is renamed, minified.
struct RawAsset<'a> {
    bytes: Cow<'a, [u8]>,
    links: Vec<Link>,
}

/// A position in a stylesheet or script that names another asset.
struct Link {
    range: Range<usize>,
    target: String,
    /// The import statement, if it can be replaced with the stylesheet that it loads.
    import: Option<Range<usize>>,
}

/// What the address of every asset begins with, from the site's root.
pub(super) const ASSETS: &str = "assets/";

/// How many levels of imports are replaced with their stylesheets; a browser follows the rest.
const MOST_IMPORTS: usize = 16;

/// From this size in bytes on, a stylesheet keeps its imports: sheets that import others twice would double with each
/// level.
const LARGEST: usize = 4_000_000;

/// The tokens as custom properties: not a file, but every stylesheet may import it.
pub(super) const TOKENS: &str = "tokens.css";

/// The name of the module with the strings that scripts get in a language: no file either.
pub(super) fn strings_module(language: &Language) -> String {
    format!("strings/{language}.js")
}

impl Asset {
    /// Its address from the site's root. Every byte that could end an address in HTML, a stylesheet or a list of images is
    /// encoded.
    pub fn address(&self) -> String {
        let parts: Vec<String> = self.output.as_str().split('/').map(encode_component).collect();
        parts.join("/")
    }
}

/// Reads the assets of every theme, by their path below `assets/`; the nearest theme's file wins. `made` are the names and texts
/// of those that are not files.
///
/// The fingerprint in a name covers the file and everything that it loads, so that a changed font also renames its
/// stylesheet, and a browser may cache every asset forever.
pub(super) fn read_assets(
    tree: &SourceTree,
    chain: &[String],
    made: Vec<(String, String)>,
    found: &mut Diagnostics,
) -> BTreeMap<String, Asset> {
    let made: Vec<SourceFile> = made
        .into_iter()
        .map(|(name, text)| {
            let path = SourcePath::new(&name).expect("a plain file name");
            SourceFile { path, content: Blob::Text(text.into()), facts: None }
        })
        .collect();
    let mut files: BTreeMap<&str, &SourceFile> = made.iter().map(|file| (file.path.as_str(), file)).collect();
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
        match file.content.bytes() {
            Ok(bytes) => {
                let text = match built_in::minified(file) {
                    Some(text) => Some(Cow::Borrowed(text)),
                    None => minified(name, &bytes).map(Cow::Owned),
                };
                let links = match &text {
                    Some(text) => find_links(name, file, text, &files, found),
                    None => Vec::new(),
                };
                let bytes = text.map_or(bytes, text_bytes);
                raw.insert(name, RawAsset { bytes, links });
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
        let output = OutputPath::new(&format!("{ASSETS}{folder}{}", file_names[name]))
            .expect("an asset's path comes from that of a source file");
        let mut bytes = Vec::with_capacity(asset.bytes.len());
        let mut loads = Vec::new();
        write(name, &raw, &file_names, &mut vec![name], &mut bytes, &mut loads);
        assets.insert(String::from(*name), Asset { output, bytes, loads });
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
    // Covers the published bytes, but with the original names of assets, since the new names are being computed here.
    for asset in std::iter::once(name).chain(loaded).filter_map(|name| raw.get(name)) {
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

/// Writes an asset with the names of other assets replaced, and imports replaced with their stylesheets. `open` are those
/// being written, so that circular imports end.
fn write<'a>(
    name: &'a str,
    raw: &'a BTreeMap<&str, RawAsset>,
    file_names: &BTreeMap<&str, String>,
    open: &mut Vec<&'a str>,
    bytes: &mut Vec<u8>,
    loads: &mut Vec<String>,
) {
    let asset = &raw[name];
    let folder = |name: &str| name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut done = 0;
    for link in &asset.links {
        let target = link.target.as_str();
        let Some(file_name) = file_names.get(target) else { continue };
        match &link.import {
            // Relative addresses in a stylesheet from another folder would be wrong here.
            Some(import)
                if folder(target) == folder(name)
                    && !open.contains(&target)
                    && open.len() <= MOST_IMPORTS
                    && bytes.len() <= LARGEST =>
            {
                bytes.extend_from_slice(&asset.bytes[done..import.start]);
                open.push(target);
                write(target, raw, file_names, open, bytes, loads);
                open.pop();
                done = import.end;
            }
            _ => {
                bytes.extend_from_slice(&asset.bytes[done..link.range.start]);
                bytes.extend_from_slice(percent_encode(file_name).as_bytes());
                done = link.range.end;
                loads.push(link.target.clone());
            }
        }
    }
    bytes.extend_from_slice(&asset.bytes[done..]);
}

fn text_bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// The links of a stylesheet or script to other assets, in its minified text. Each range covers a file name, since folders keep
/// their names.
fn find_links(
    name: &str,
    file: &SourceFile,
    text: &str,
    files: &BTreeMap<&str, &SourceFile>,
    found: &mut Diagnostics,
) -> Vec<Link> {
    let references = match file.path.extension() {
        "css" => css_references,
        _ => js_references,
    };
    let place = SourcePath::new(name).expect("a part of a source path is one too");
    // Minifying keeps the references and their order.
    let originals = LazyCell::new(|| references(file.text().unwrap_or_default()));
    let mut links = Vec::new();
    for (number, AssetReference { range, may_leave, import }) in references(text).into_iter().enumerate() {
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
                links.push(Link { range, target: target.as_str().to_owned(), import });
            }
            // A script may load files that other parts of kb publish, such as the search index.
            None if may_leave => {}
            target => {
                let message = format!("no asset is called “{path}”");
                let range = originals.get(number).map_or(0..0, |original| original.range.clone());
                let span = Span::new(&file.path, within(file.text().unwrap_or_default(), &range));
                let diagnostic = found.report(&codes::THEME_INVALID, span, message).label("not found");
                let wanted = target.as_ref().map_or(path, SourcePath::as_str);
                match nearest(wanted, files.keys().copied()) {
                    Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
                    None => diagnostic.hint("it must be in the `assets/` folder of a theme"),
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
