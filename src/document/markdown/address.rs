//! What the addresses of links and images in Markdown refer to.

use std::ops::Range;

use crate::document::Target;

/// What `![[…]]` shows.
pub(super) enum Embedded {
    /// An image, its size in CSS pixels (0 for none) and its alternative text.
    Image { path: String, width: u16, height: u16, words: String },
    /// Another file, to link to.
    File { path: String, words: String },
    /// A part of an article.
    Article(Target),
}

/// The target of `[[name#Heading]]`.
pub(super) fn read_wikilink(name: &str) -> Target {
    // In a table the bar is written `\|`, which leaves the backslash at the end of the name.
    let name = name.strip_suffix('\\').unwrap_or(name).trim();
    let (article, heading) = match name.split_once('#') {
        // Obsidian joins a path of headings, which is followed when the article is known.
        Some((article, headings)) => (article.trim(), Some(headings.trim().trim_end_matches('#').trim())),
        None => (name, None),
    };
    let heading = heading.filter(|heading| !heading.is_empty()).map(str::to_owned);
    match (article.is_empty(), heading) {
        (true, Some(heading)) => Target::Here { heading },
        // A relative path is followed from here; anything else is a name to look up.
        (_, heading) if article.starts_with(['.', '/']) => Target::Path { path: article.to_owned(), heading },
        (_, heading) => {
            let name = article.strip_suffix(".md").unwrap_or(article).to_owned();
            Target::Name { name, heading }
        }
    }
}

/// What `![[name|words]]` shows.
pub(super) fn read_embed(name: &str, words: &str) -> Embedded {
    let name = name.strip_suffix('\\').unwrap_or(name).trim();
    if !is_file(name) {
        return Embedded::Article(read_wikilink(name));
    }
    if !is_image(name) {
        return Embedded::File { path: name.to_owned(), words: words.to_owned() };
    }
    let (before, last) = words.rsplit_once('|').unwrap_or(("", words));
    match read_size(last.trim()) {
        Some((width, height)) => {
            let words = before.trim_end_matches('\\').trim().to_owned();
            Embedded::Image { path: name.to_owned(), width, height, words }
        }
        None => {
            Embedded::Image { path: name.to_owned(), width: 0, height: 0, words: words.trim().to_owned() }
        }
    }
}

/// What `![words](address)` shows. If wikilinks are switched off, Obsidian writes all embeds this way.
pub(super) enum Shown {
    Image,
    /// A note, or a part of one.
    Article,
    /// A file or a site that no page can show.
    Link,
}

/// What an address shows as an image.
pub(super) fn shown_as(target: &Target) -> Shown {
    match target {
        Target::Here { .. } => Shown::Article,
        Target::Path { path, .. } if extension(path).is_some_and(|extension| extension == "md") => {
            Shown::Article
        }
        Target::Path { path, .. } if is_file(path) && !is_image(path) => Shown::Link,
        Target::Url(url) => {
            let path = url.split(['?', '#']).next().unwrap_or("");
            match is_file(path) {
                true if is_image(path) => Shown::Image,
                true => Shown::Link,
                false if is_player(url) => Shown::Link,
                false => Shown::Image,
            }
        }
        Target::Name { .. }
        | Target::Path { .. }
        | Target::Form(_)
        | Target::Cta(_)
        | Target::Collection(_)
        | Target::Tag(_) => Shown::Image,
    }
}

/// Whether an address is on a site whose addresses are pages, not images. Obsidian shows a player for these.
fn is_player(url: &str) -> bool {
    const SITES: [&str; 6] =
        ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "twitter.com", "x.com"];
    let Some((_, rest)) = url.split_once("//") else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("").to_ascii_lowercase();
    SITES
        .iter()
        .any(|site| host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.')))
}

/// Splits words and a size, as in `![words|300](a.png)`, into words, width and height (0 for none). None if there is no
/// size.
pub(super) fn split_size(words: &str) -> Option<(&str, u16, u16)> {
    let (before, size) = words.rsplit_once('|')?;
    let (width, height) = read_size(size.trim())?;
    Some((before.trim_end_matches('\\').trim_end(), width, height))
}

fn read_size(text: &str) -> Option<(u16, u16)> {
    match text.split_once('x') {
        Some((width, height)) => Some((width.parse().ok()?, height.parse().ok()?)),
        None => text.parse().ok().map(|width| (width, 0)),
    }
}

/// Whether words are not a description of an image, but a size that cannot be read: `300px`, `50%`, `x200`,
/// `width=300`.
pub(super) fn is_unread_size(words: &str) -> bool {
    let words = words.trim().to_ascii_lowercase();
    let rest = words.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let before = &words[..words.len() - rest.len()];
    let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, 'x' | '.'));
    let is_named =
        matches!(before.trim_end_matches([' ', '=', ':']), "" | "x" | "w" | "h" | "width" | "height");
    is_named
        && !rest.is_empty()
        && matches!(unit.trim(), "" | "px" | "%" | "em" | "rem" | "pt")
        && words.contains(|letter: char| !letter.is_ascii_digit())
}

const IMAGES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"];

// A name such as `Node.js` is an article's, so only extensions of common attachments count as files.
const FILES: [&str; 26] = [
    "pdf", "zip", "csv", "txt", "json", "xml", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods",
    "odp", "epub", "mp3", "mp4", "m4a", "ogg", "wav", "webm", "mov", "ics", "canvas", "base",
];

fn extension(name: &str) -> Option<String> {
    let name = name.split('#').next().unwrap_or("");
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}

fn is_image(name: &str) -> bool {
    extension(name).is_some_and(|extension| IMAGES.contains(&extension.as_str()))
}

fn is_file(name: &str) -> bool {
    is_image(name) || extension(name).is_some_and(|extension| FILES.contains(&extension.as_str()))
}

/// Finds `[^label]`, which the parser leaves as text if no such footnote is defined.
pub(super) fn find_missing_footnotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find("[^") {
        let start = at + offset;
        at = start + 2;
        let is_label = |letter: char| !matches!(letter, '[' | ']' | '^' | '`' | '\n' | '\t');
        let length = text[at..].find(|letter: char| !is_label(letter)).unwrap_or(0);
        let label = &text[at..at + length];
        let is_name = !label.contains(char::is_whitespace)
            || label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
                && label.trim() == label;
        if length > 0 && is_name && text[at + length..].starts_with(']') {
            found.push(start..at + length + 1);
            at += length + 1;
        }
    }
    found
}
