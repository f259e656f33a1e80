//! Cleans HTML that holds raw HTML of an author, and leaves what kb itself made as it is.
//!
//! Every piece of kb's own is kept aside and a mark stands for it while the rest is cleaned. A mark holds a digest of the
//! author's whole text, so no author can write one.

use std::collections::HashSet;

use ammonia::Builder;

/// Pieces that are kept aside.
pub(super) struct Kept {
    nonce: String,
    pieces: Vec<String>,
}

const MARK_START: char = '\u{f0000}';
const MARK_END: char = '\u{f0001}';

impl Kept {
    /// Keeps nothing yet. `text` is all that the author wrote.
    pub fn new(text: &str) -> Kept {
        Kept { nonce: blake3::hash(text.as_bytes()).to_hex().to_string(), pieces: Vec::new() }
    }

    /// Keeps a piece, and gives the mark that stands for it.
    pub fn keep(&mut self, html: String) -> String {
        let mark = format!("{MARK_START}{}:{}{MARK_END}", self.nonce, self.pieces.len());
        self.pieces.push(html);
        mark
    }

    /// Cleans HTML and puts the pieces back.
    pub fn clean(&self, html: &str) -> String {
        let cleaned = cleaner().clean(html).to_string();
        let mut result = String::with_capacity(cleaned.len());
        let mut is_in_tag = false;
        let mut rest = cleaned.as_str();
        // The cleaner escapes `<` and `>` in text and quotes in attributes, so tags are easily told from text.
        while let Some(at) = rest.find(['<', '>', '"', MARK_START]) {
            result.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with(MARK_START) {
                match self.read_mark(rest) {
                    // Within a tag the piece would be an attribute's value: an author's tag is open there.
                    Some((piece, length)) => {
                        if !is_in_tag {
                            result.push_str(piece);
                        }
                        rest = &rest[length..];
                    }
                    None => rest = &rest[MARK_START.len_utf8()..],
                }
                continue;
            }
            let length = match rest.as_bytes()[0] {
                b'<' => {
                    is_in_tag = true;
                    1
                }
                b'>' => {
                    is_in_tag = false;
                    1
                }
                _ if is_in_tag => {
                    let value = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
                    result.push_str(&self.without_marks(&rest[..value]));
                    rest = &rest[value..];
                    continue;
                }
                _ => 1,
            };
            result.push_str(&rest[..length]);
            rest = &rest[length..];
        }
        result.push_str(rest);
        result
    }

    fn read_mark<'a>(&'a self, text: &str) -> Option<(&'a str, usize)> {
        let rest = text.strip_prefix(MARK_START)?.strip_prefix(&self.nonce)?.strip_prefix(':')?;
        let (index, after) = rest.split_once(MARK_END)?;
        let piece = self.pieces.get(index.parse::<usize>().ok()?)?;
        Some((piece, text.len() - after.len()))
    }

    fn without_marks(&self, value: &str) -> String {
        value.replace([MARK_START, MARK_END], "").replace(&self.nonce, "")
    }
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags([
            "section",
            "video",
            "audio",
            "source",
            "track",
            "picture",
            "figure",
            "figcaption",
            "details",
            "summary",
            "mark",
            "del",
            "ins",
        ])
        .add_generic_attributes(["class", "id", "lang", "dir", "title", "role", "tabindex", "aria-label"])
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("th", ["scope", "colspan", "rowspan"])
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes(
            "video",
            ["src", "controls", "poster", "width", "height", "loop", "muted", "playsinline", "preload"],
        )
        .add_tag_attributes("audio", ["src", "controls", "loop", "muted", "preload"])
        .add_tag_attributes("source", ["src", "type", "media"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None);
    builder
}
