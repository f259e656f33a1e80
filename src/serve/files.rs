//! The site's files by the addresses at which a static host serves them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, fs};

use crate::blob::{Blob, Digest};
use crate::path::{OutputPath, percent_decode, percent_encode};

/// Every file of a site, ready to be served.
#[derive(Clone, Debug, Default)]
pub struct Files {
    shelf: Shelf,
    /// The path of the site's address: empty, or `/kb`.
    base: String,
}

/// Where files come from.
#[derive(Clone)]
enum Shelf {
    /// All of them exist.
    Made(BTreeMap<OutputPath, Blob>),
    /// Each is made on request.
    Asked(Arc<Asked>),
}

/// The function that makes the file at a path; none if the site has no such file.
type Make = dyn Fn(&OutputPath) -> Option<Blob> + Send + Sync;

struct Asked {
    make: Box<Make>,
    has_pages: bool,
    /// The files made so far, shared by concurrent requests: a page requested twice is made once.
    made: Mutex<BTreeMap<OutputPath, Blob>>,
}

/// What a static host has at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Served {
    /// A file.
    File(OutputPath),
    /// A folder requested without its slash, or the host's root above the site.
    Redirect(String),
    /// Nothing.
    Missing,
}

impl Files {
    /// The files of a site that is published below `base`: empty, or `/kb`.
    pub fn new(base: &str, files: impl IntoIterator<Item = (OutputPath, Blob)>) -> Files {
        Files { shelf: Shelf::Made(files.into_iter().collect()), base: percent_decode(base) }
    }

    /// The same for files that are made on request, except for some that already exist.
    pub fn when_asked(
        base: &str,
        has_pages: bool,
        made: impl IntoIterator<Item = (OutputPath, Blob)>,
        make: impl Fn(&OutputPath) -> Option<Blob> + Send + Sync + 'static,
    ) -> Files {
        let made = Mutex::new(made.into_iter().collect());
        let asked = Asked { make: Box::new(make), has_pages, made };
        Files { shelf: Shelf::Asked(Arc::new(asked)), base: percent_decode(base) }
    }

    /// The address of the home page, with a slash at its end.
    pub fn home(&self) -> String {
        format!("{}/", percent_encode(&self.base))
    }

    /// Whether there is no page at all, as with a theme that cannot render.
    pub fn has_no_page(&self) -> bool {
        match &self.shelf {
            Shelf::Made(files) => !files.keys().any(|path| path.as_str().ends_with(".html")),
            Shelf::Asked(asked) => !asked.has_pages,
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &OutputPath) -> Option<Blob> {
        match &self.shelf {
            Shelf::Made(files) => files.get(path).cloned(),
            Shelf::Asked(asked) => asked.get(path),
        }
    }

    /// What a static host has at an address, which is still percent-encoded and has no query.
    pub fn find(&self, address: &str) -> Served {
        let decoded = percent_decode(address);
        let Some(path) = decoded.strip_prefix(&self.base) else {
            return if decoded == "/" { Served::Redirect(self.home()) } else { Served::Missing };
        };
        let Some(path) = path.strip_prefix('/') else {
            return if path.is_empty() { Served::Redirect(self.home()) } else { Served::Missing };
        };
        let index = |folder: &str| OutputPath::new(&format!("{folder}index.html"));
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { index(path) } else { OutputPath::new(path) };
        match file.filter(|file| self.get(file).is_some()) {
            Some(file) => Served::File(file),
            None if is_folder => Served::Missing,
            None => match index(&format!("{path}/")).filter(|file| self.get(file).is_some()) {
                Some(_) => Served::Redirect(format!("{address}/")),
                None => Served::Missing,
            },
        }
    }

    /// An address relative to the site's root: `guides/refunds/`; none if it is outside the site.
    pub fn below_root(&self, address: &str) -> Option<String> {
        let decoded = percent_decode(address);
        Some(decoded.strip_prefix(&self.base)?.strip_prefix('/')?.to_owned())
    }

    /// A file that a page loads, by the reference as written; none if it is external or broken.
    pub fn loaded_by(&self, page: &OutputPath, reference: &str) -> Option<(OutputPath, Blob)> {
        let reference = &reference[..reference.find(['?', '#']).unwrap_or(reference.len())];
        if reference.is_empty() || reference.starts_with("//") || reference.contains(':') {
            return None;
        }
        let decoded = percent_decode(reference);
        let path = match decoded.strip_prefix('/') {
            Some(_) => OutputPath::new(decoded.strip_prefix(&self.base)?.strip_prefix('/')?),
            None => page.join(&decoded),
        }?;
        let file = self.get(&path)?;
        Some((path, file))
    }
}

impl Asked {
    fn get(&self, path: &OutputPath) -> Option<Blob> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = made().get(path) {
            return Some(file.clone());
        }
        let file = (self.make)(path)?;
        made().insert(path.clone(), file.clone());
        Some(file)
    }
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf::Made(BTreeMap::new())
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shelf::Made(files) => files.fmt(formatter),
            Shelf::Asked(_) => formatter.write_str("Asked"),
        }
    }
}

/// The file of a page, by the address in the browser, still encoded, of a site below `base`.
pub fn page_at(base: &str, address: &str) -> Option<OutputPath> {
    let decoded = percent_decode(address);
    let path = decoded.strip_prefix(&percent_decode(base))?.strip_prefix('/')?;
    match path.is_empty() || path.ends_with('/') {
        true => OutputPath::new(&format!("{path}index.html")),
        false => OutputPath::new(path).filter(|path| path.extension() == "html"),
    }
}

/// A value that changes whenever the bytes of a file do. A file on disk may be large, so its length and time represent its
/// content.
pub(super) fn mark(file: &Blob) -> Digest {
    match file {
        Blob::Text(text) => Digest::of(text.as_bytes()),
        Blob::Bytes(bytes) => Digest::of(bytes),
        Blob::Disk(place) => {
            let metadata = fs::metadata(place).ok();
            let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            Digest::of_value(&(place, metadata.map(|metadata| metadata.len()), modified))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(base: &str) -> Files {
        let paths = ["index.html", "a/index.html", "a/größe.png", "404.html"];
        let file = |path: &&str| (OutputPath::new(path).unwrap(), Blob::from(b"".to_vec()));
        Files::new(base, paths.iter().map(file))
    }

    fn check(base: &str, address: &str, expected: &str) {
        let found = match files(base).find(address) {
            Served::File(path) => path.to_string(),
            Served::Redirect(address) => format!("→ {address}"),
            Served::Missing => "missing".to_owned(),
        };
        assert_eq!(found, expected, "{address}");
    }

    #[test]
    fn addresses_are_those_of_a_static_host() {
        check("", "/", "index.html");
        check("", "/a/", "a/index.html");
        check("", "/a", "→ /a/");
        check("", "/a/index.html", "a/index.html");
        check("", "/a/gr%C3%B6%C3%9Fe.png", "a/größe.png");
        check("", "/404.html", "404.html");
        check("", "/b/", "missing");
        check("", "/a/größe.png/", "missing");
    }

    #[test]
    fn a_site_below_a_path_is_served_below_it() {
        check("/kb", "/", "→ /kb/");
        check("/kb", "/kb", "→ /kb/");
        check("/kb", "/kb/", "index.html");
        check("/kb", "/kb/a", "→ /kb/a/");
        check("/kb", "/a/", "missing");
        check("/kb", "/kbx/", "missing");
    }

    #[test]
    fn no_address_leaves_the_site() {
        for address in
            ["/../x", "/a/../index.html", "/%2e%2e/x", "/a%2f..%2findex.html", "//a/", "/a\\x", "/%00"]
        {
            check("", address, "missing");
        }
    }

    #[test]
    fn the_file_of_a_page_is_known_by_its_address() {
        let path = |base: &str, address: &str| page_at(base, address).map(|path| path.to_string());
        assert_eq!(path("", "/"), Some("index.html".into()));
        assert_eq!(path("/kb", "/kb/gr%C3%B6%C3%9Fe/"), Some("größe/index.html".into()));
        assert_eq!(path("", "/404.html"), Some("404.html".into()));
        assert_eq!(path("/kb", "/a/"), None);
        assert_eq!(path("", "/../a/"), None);
    }

    #[test]
    fn what_was_made_is_not_made_again() {
        let count = std::sync::atomic::AtomicUsize::new(0);
        let make = move |path: &OutputPath| {
            let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            (path.as_str() != "b").then(|| number.to_string().into())
        };
        let path = |path: &str| OutputPath::new(path).unwrap();
        let there = (path("c"), Blob::from(b"there".to_vec()));
        let files = Files::when_asked("", true, [there], make);
        let text = |name: &str| {
            let file = files.get(&path(name))?;
            Some(String::from_utf8(file.read(0..file.length().unwrap()).unwrap()).unwrap())
        };
        let texts = ["a", "a", "b", "c", "d"].map(|name| text(name).unwrap_or("none".into()));
        assert_eq!(texts.join(" "), "0 0 none there 2");
    }

    #[test]
    fn assets_are_resolved_relative_to_the_page() {
        let page = OutputPath::new("a/index.html").unwrap();
        let loaded = |base: &str, reference: &str| {
            files(base).loaded_by(&page, reference).map(|(path, _)| path.to_string())
        };
        assert_eq!(loaded("", "gr%C3%B6%C3%9Fe.png?x"), Some("a/größe.png".into()));
        assert_eq!(loaded("", "../404.html#a"), Some("404.html".into()));
        assert_eq!(loaded("/kb", "/kb/404.html"), Some("404.html".into()));
        assert_eq!(loaded("", "https://example.com/404.html"), None);
        assert_eq!(loaded("", "//example.com/404.html"), None);
        assert_eq!(loaded("", "../../404.html"), None);
    }
}
