//! Typed paths: where a file comes from, the address of a page, where a file is published.
//!
//! All of these are UTF-8, use `/`, and never contain `..`, so that nothing made from them can leave its root.
//! An address of another site is a [`WebAddress`].

mod media;
mod percent;
mod web;

pub use media::{is_compressible, is_markup, may_be_shown, media_type};
pub use percent::{encode_component, encode_path, percent_decode, percent_encode};
pub use web::{
    NEVER, Purpose, Refusal, SCHEMES, WebAddress, clean_address, scheme_of, without_colon, without_port,
    without_scheme,
};

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// A file of the site, relative to the site's root: `articles/differences/pull-versus-push.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// The address of a page below the site's root: `/`, `/differences/pull-versus-push/` or `/404.html`.
///
/// Starts with `/`, and ends with `/` unless its last part names a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

/// A file of the published site, relative to its root: `differences/pull-versus-push/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// The maximum number of bytes in one part of a path, on most file systems (`NAME_MAX` of Linux, macOS and Windows).
pub const LONGEST_PART: usize = 255;

/// How many bytes the path of a published file may have.
///
/// Systems limit the length of a path including all its folders: macOS to 1,024 bytes, Linux to 4,096. This leaves room for the
/// site's own location.
pub const LONGEST_OUTPUT: usize = 768;

impl SourcePath {
    /// Takes a relative path with `/`. None if it is empty, absolute, or has an empty, `.` or `..` part.
    pub fn new(path: &str) -> Option<SourcePath> {
        is_contained(path).then(|| SourcePath(path.into()))
    }

    /// Follows a link such as `../other/file.png` from the folder of `self`; none if it leaves the root.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        join(self.parent(), relative).and_then(|path| SourcePath::new(&path))
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path within a folder; none if the file is elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The folder, without a trailing slash; empty at the root.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// Whether it is the page of its folder: `index.md`, or `_index.md` as in Hugo and Zola.
    pub fn is_index(&self) -> bool {
        matches!(self.stem(), "index" | "_index")
    }

    /// The part of the file name after the last dot, as written; empty if there is none.
    pub fn extension(&self) -> &str {
        extension(self.as_str())
    }
}

impl Route {
    /// The home page.
    pub fn root() -> Route {
        Route("/".into())
    }

    /// Takes the parts of an address, `["differences", "page", "2"]`. None if a part could leave the root.
    pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Option<Route> {
        let mut text = String::from("/");
        for part in parts.into_iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty()) {
            if matches!(part, "." | "..") || part.contains(['\\', '\0']) {
                return None;
            }
            text.push_str(part);
            text.push('/');
        }
        Some(Route(text.into()))
    }

    /// Takes the path of an address as a host gets it, decoded: `/a/b/`, `/a/b`, `/a/index.html` and `/a/b.html`. A
    /// path that names an HTML file gives the address of that file; any other, that of a folder. `None` if a part could
    /// leave the root.
    pub fn from_address(address: &str) -> Option<Route> {
        let folder =
            address.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let route = Route::from_parts([folder.unwrap_or(address)])?;
        let is_file = folder.is_none() && (address.ends_with(".html") || address.ends_with(".htm"));
        Some(if is_file { Route(route.0.trim_end_matches('/').into()) } else { route })
    }

    /// A page that is a file rather than a folder, `/404.html`.
    pub fn from_file(path: &OutputPath) -> Route {
        Route(format!("/{path}").into())
    }

    /// The address at which a host serves this file, if it is a page; the inverse of [`Route::output_path`].
    pub fn of_file(path: &OutputPath) -> Option<Route> {
        let folder = path.as_str().strip_suffix("index.html");
        match folder.filter(|folder| folder.is_empty() || folder.ends_with('/')) {
            Some(folder) => Route::from_parts([folder]),
            None => Some(Route::from_file(path)),
        }
    }

    /// The address with slashes at both ends (unless it names a file).
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders below the root the page's file is.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count() - 1
    }

    /// Without the leading slash: what follows the site's root in a link. Empty for the home page.
    pub fn below_root(&self) -> &str {
        &self.0[1..]
    }

    /// The file that a static host serves.
    pub fn output_path(&self) -> OutputPath {
        match self.0.ends_with('/') {
            true => OutputPath(format!("{}index.html", self.below_root()).into()),
            false => OutputPath(self.below_root().into()),
        }
    }

    /// A file in the page's folder: `differences/pull-versus-push/preview.json`.
    ///
    /// The name must be that of a file.
    pub fn beside(&self, name: &str) -> OutputPath {
        let folder = self.below_root().rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        OutputPath(format!("{folder}{slash}{name}").into())
    }

    /// The relative path from this page to the site's root: `./`, `../`, `../../`.
    pub fn to_root(&self) -> String {
        match self.depth() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl OutputPath {
    /// The part of the file name after the last dot, as written; empty if there is none.
    pub fn extension(&self) -> &str {
        extension(self.as_str())
    }

    /// Takes a relative path with `/`. None if it is empty, absolute, or has an empty, `.` or `..` part.
    pub fn new(path: &str) -> Option<OutputPath> {
        is_contained(path).then(|| OutputPath(path.into()))
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Follows a link such as `../assets/a.css` from the folder of `self`; none if it leaves the root.
    pub fn join(&self, relative: &str) -> Option<OutputPath> {
        join(self.parent(), relative).and_then(|path| OutputPath::new(&path))
    }

    /// Whether the path is longer than [`LONGEST_OUTPUT`].
    pub fn is_too_long(&self) -> bool {
        self.0.len() > LONGEST_OUTPUT
    }

    /// The path within a folder; none if the file is elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The folder, without a trailing slash; empty at the root.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }
}

fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn is_contained(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension,
        _ => "",
    }
}

/// A file's or folder's name in words: `pull-versus-push` is “Pull versus push”. A name with spaces or capitals was written for
/// people, and stays as it is.
pub fn words_of(name: &str) -> String {
    if name.contains(char::is_control) {
        return words_of(&name.replace(char::is_control, " "));
    }
    if name.chars().any(|letter| letter.is_uppercase() || letter.is_whitespace()) {
        return name.to_owned();
    }
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The part of an address for a name: lowercase, letters and digits of any script, `-` for the rest.
///
/// Letters are composed (Unicode NFC) first, so that the same name gives the same address on every system.
pub fn slug(name: &str) -> String {
    match name.is_ascii() {
        // A fast path for ASCII: the same result at a tenth of the cost, and most names are ASCII.
        true => slug_of(name.chars().map(|letter| letter.to_ascii_lowercase()), name.len()),
        false => slug_of(lowercase(name), name.len()),
    }
}

/// A name in the form in which names are compared: letter case does not matter, `-`, `_` and spaces are equal, and
/// letters are composed (Unicode NFC).
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase().replace(['-', '_'], " ");
    }
    let folded = |letter| match letter {
        '-' | '_' => ' ',
        // At the end of a Greek word.
        'ς' => 'σ',
        letter => letter,
    };
    lowercase(name).map(folded).collect()
}

/// A name in lower case, composed.
///
/// Turkish has two such letters: `ı` with the capital `I`, and `i` with the capital `İ`. Elsewhere `i` is the lowercase
/// of `I`. A name does not tell its language, so all four become `i` here; otherwise a name in capitals would be
/// a different name. In Unicode, the lowercase of `İ` is two characters, `i` and a dot above (SpecialCasing.txt),
/// and other programs write it like that too.
fn lowercase(name: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    let letters = name.nfc().flat_map(char::to_lowercase);
    letters.map(|letter| if letter == 'ı' { 'i' } else { letter }).filter(move |letter| {
        let before = last.replace(*letter);
        !(*letter == '\u{307}' && before == Some('i'))
    })
}

/// A name with its letters composed (Unicode NFC); none if they already are.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of unicode-normalization")]
pub fn composed(name: &str) -> Option<String> {
    match unicode_normalization::is_nfc_quick(name.chars()) {
        unicode_normalization::IsNormalized::Yes => None,
        _ => Some(name.nfc().collect::<String>()).filter(|composed| composed != name),
    }
}

fn slug_of(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    for character in letters {
        if character.is_alphanumeric() || is_combining_mark(character) || character == '_' {
            slug.push(character);
        } else if matches!(character, '\'' | '’') {
            // An apostrophe joins: “customer’s” gives `customers`.
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

// Scripts such as Devanagari and Thai write vowels as marks; without them a heading would be unreadable.
fn is_combining_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

macro_rules! text_of_path {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    )*};
}

text_of_path!(SourcePath, Route, OutputPath);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_its_root() {
        for path in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a\\b", "./a", "a\0b"] {
            assert_eq!(SourcePath::new(path), None, "{path:?}");
            assert_eq!(OutputPath::new(path), None, "{path:?}");
        }
        let page = SourcePath::new("articles/a/b.md").unwrap();
        assert_eq!(page.join("../../../x"), None);
        assert_eq!(page.join("../c/d.png").unwrap().as_str(), "articles/c/d.png");
        assert_eq!(Route::from_parts(["a", "../b"]), None);
    }

    #[test]
    fn routes_know_their_file_and_the_path_to_the_root() {
        let route = Route::from_parts(["differences", "pull"]).unwrap();
        assert_eq!(route.output_path().as_str(), "differences/pull/index.html");
        assert_eq!(route.to_root(), "../../");
        assert_eq!(Route::root().to_root(), "./");
        assert_eq!(route.beside("preview.json").as_str(), "differences/pull/preview.json");
        assert_eq!(Route::root().beside("preview.json").as_str(), "preview.json");
        assert_eq!(Route::root().output_path().as_str(), "index.html");
    }

    #[test]
    fn slugs_are_readable_in_every_script() {
        assert_eq!(slug("Pull versus push!"), "pull-versus-push");
        assert_eq!(slug("The customer’s  view"), "the-customers-view");
        assert_eq!(slug("Größe — e\u{301}te\u{301}"), "größe-été");
        assert_eq!(slug("हिन्दी 日本語"), "हिन्दी-日本語");
        assert_eq!(slug("***"), "");
        assert_eq!(slug("İstanbul"), "istanbul");
        assert_eq!(slug("I\u{307}stanbul"), "istanbul");
        assert_eq!(slug("i\u{307}stanbul"), "istanbul");
        assert_eq!((slug("IŞIK"), slug("ışık")), ("işik".to_owned(), "işik".to_owned()));
    }

    #[test]
    fn letter_case_makes_no_difference() {
        for (one, other) in [
            ("İstanbul", "istanbul"),
            ("İSTANBUL", "i\u{307}stanbul"),
            ("IŞIK", "ışık"),
            ("Größe", "GRÖẞE"),
            ("Cafe\u{301}", "CAFÉ"),
            ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn names_that_were_written_for_people_stay_as_they_are() {
        assert_eq!(words_of("pull-versus-push"), "Pull versus push");
        assert_eq!(words_of("iOS app"), "iOS app");
        assert_eq!(words_of("2-factor authentication"), "2-factor authentication");
        assert_eq!(words_of("Utbildnings- och stödfrågor"), "Utbildnings- och stödfrågor");
    }

    #[test]
    fn addresses_name_files_and_folders() {
        let route = |address: &str| Route::from_address(address).unwrap().to_string();
        assert_eq!(route("/docs/guide.html"), "/docs/guide.html");
        assert_eq!(route("/docs/index.html"), "/docs/");
        assert_eq!(route("/docs/my-index.html"), "/docs/my-index.html");
        assert_eq!(route("docs/page.php"), "/docs/page.php/");
        assert_eq!(route("/"), "/");
        assert_eq!(Route::from_address("/a/../b"), None);
    }
}
