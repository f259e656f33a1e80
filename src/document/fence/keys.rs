//! Lines that read as keys of front matter.

use std::ops::Range;

use super::{FEW_LINES, Format, is_closing, is_mark};

/// Front matter keys of kb and of the tools that people come from. Such a key makes a line front matter beyond doubt.
pub(super) const KNOWN: [&str; 34] = [
    "title",
    "draft",
    "publish",
    "published",
    "date",
    "tags",
    "tag",
    "aliases",
    "alias",
    "summary",
    "description",
    "slug",
    "path",
    "permalink",
    "order",
    "weight",
    "authors",
    "author",
    "categories",
    "category",
    "layout",
    "template",
    "updated",
    "lastmod",
    "expires",
    "related",
    "cta",
    "image",
    "cssclasses",
    "cssclass",
    "sidebar_label",
    "sidebar_position",
    "id",
    "keywords",
];

/// Keys that say whether an article is published.
const HIDING: [&str; 3] = ["draft", "publish", "published"];

/// What may stand between a key and its value. The last two are what input methods for Chinese and Japanese type.
const SIGNS: [char; 4] = [':', '=', '：', '＝'];

/// A line of a file.
pub(super) struct Line<'a> {
    /// Its text, without invisible characters at its ends.
    pub words: &'a str,
    /// With its line end.
    pub range: Range<usize>,
    /// It begins with white space.
    pub is_indented: bool,
}

impl<'a> Line<'a> {
    /// The line that begins at a position; none at the end of the text.
    pub fn at(text: &'a str, start: usize) -> Option<Line<'a>> {
        let rest = &text[start..];
        let end = rest.find('\n').map_or(text.len(), |end| start + end + 1);
        let line = &text[start..end];
        (!line.is_empty()).then(|| Line {
            words: line.trim_matches(is_unseen),
            range: start..end,
            is_indented: line.starts_with(is_unseen),
        })
    }

    /// Whether it is a comment of TOML or YAML.
    pub fn is_comment(&self) -> bool {
        self.words.starts_with('#')
    }
}

pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let line = Line::at(text, at)?;
        at = line.range.end;
        Some(line)
    })
}

/// White space and other invisible characters: byte order marks, joiners, direction marks.
pub(super) fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}' | '\u{61c}' | '\u{180e}')
}

/// The key of a line, if it reads as one: `title: …`, or `title = …` and `[fields]` in TOML.
pub(super) fn is_key(words: &str, format: Format) -> Option<&str> {
    if format == Format::Toml
        && let Some(table) = words.strip_prefix('[')
    {
        return table.trim_start_matches('[').split(']').next().filter(|name| is_name(name));
    }
    if !words.is_ascii()
        && let Some((key, _)) = words.split_once(['：', '＝'])
        && is_known(key.trim())
    {
        return Some(key.trim());
    }
    let (key, value) = words.split_once(if format == Format::Toml { '=' } else { ':' })?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_parted = format == Format::Toml || value.is_empty() || value.starts_with(is_unseen);
    (is_parted && is_name(key)).then_some(key)
}

fn is_name(key: &str) -> bool {
    key.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'))
}

pub(super) fn is_known(key: &str) -> bool {
    KNOWN.contains(&key.to_lowercase().as_str())
}

/// Whether a key with a value says that an article is not published.
fn hides(key: &str, value: &str) -> bool {
    let key = key.trim().trim_matches(['"', '\'']).to_lowercase();
    let value = value.trim().trim_matches(['"', '\'']).to_lowercase();
    HIDING.contains(&key.as_str()) && value == if key == "draft" { "true" } else { "false" }
}

/// Whether front matter that cannot be read may say that the article is not published: any `draft` that is not plainly false.
pub(in crate::document) fn may_hide(content: &str) -> bool {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let rows = content.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut pairs = rows.flat_map(|line| line.split([',', ';', '{', '}']));
    pairs.any(|pair| {
        let pair = pair.trim_start_matches(is_sign).to_lowercase();
        let (key, value) = pair.split_at(pair.find(is_sign).unwrap_or(pair.len()));
        let value = value.trim_start_matches(is_sign).split(is_sign).next().unwrap_or("");
        let is_no = matches!(value, "false" | "no" | "off" | "0");
        HIDING.contains(&key) && if key == "draft" { !is_no && !value.is_empty() } else { is_no }
    })
}

/// A key outside front matter that says that the article is not published: in a comment, a quotation or a list at the
/// start of a text, between fences on one line, or on a line of its own among the first ones. In code it is an example.
/// Gives the range of the line's text.
pub(super) fn stray_key(text: &str, from: usize) -> Option<Range<usize>> {
    for line in lines(text, from).take(FEW_LINES) {
        let is_sign =
            |letter: char| matches!(letter, '<' | '>' | '!' | '-' | '+' | '*' | '_' | '%' | '#' | '|' | '~');
        let bare = line.words.trim_matches(|letter| is_sign(letter) || is_unseen(letter));
        let is_wrapped = bare.len() < line.words.len();
        let is_fenced = is_wrapped && is_mark(&line.words[..line.words.find(bare).unwrap_or(0)]);
        let pairs = || bare.split([',', ';', '{', '}']).filter_map(|pair| pair.split_once(SIGNS));
        // Several keys may be written without commas between them.
        let words = || bare.split([' ', ':', '=']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
        let is_hidden = pairs().any(|(key, value)| hides(key, value))
            || is_fenced && words().windows(2).any(|pair| hides(pair[0], pair[1]));
        if is_hidden {
            let start = line.range.start + text[line.range.clone()].find(line.words).unwrap_or(0);
            return Some(start..start + line.words.len());
        }
        let is_key = [Format::Yaml, Format::Toml].iter().any(|format| is_key(bare, *format).is_some());
        if !(bare.is_empty() || is_wrapped || is_key) {
            return None;
        }
    }
    None
}

/// The keys from a position on, up to a fence or an empty line.
pub(super) struct Keys {
    pub format: Format,
    pub count: usize,
    pub known: usize,
    /// Whether one of them says that the article is not public.
    pub hides: bool,
    /// Whether a fence follows.
    pub is_closed: bool,
    pub content_end: usize,
    /// The position after the fence.
    pub end: usize,
    /// Where prose begins: keys may go on after an empty line.
    pub all_end: usize,
}

pub(super) fn keys_of(text: &str, from: usize) -> Keys {
    let first = lines(text, from).find(|line| !line.words.is_empty() && !line.is_comment());
    let format = match first.and_then(|line| is_key(line.words, Format::Yaml)) {
        Some(_) => Format::Yaml,
        None => Format::Toml,
    };
    let mut keys = Keys {
        format,
        count: 0,
        known: 0,
        hides: false,
        is_closed: false,
        content_end: from,
        end: from,
        all_end: end_of_keys(text, from, format),
    };
    for line in lines(text, from) {
        if keys.count > 0 && is_mark(line.words) {
            keys.is_closed = true;
            keys.end = line.range.end;
            break;
        }
        match is_key(line.words, format).filter(|_| !line.is_indented) {
            Some(key) => {
                keys.count += 1;
                keys.known += usize::from(is_known(key));
                keys.hides |= hides(key, line.words.rsplit(SIGNS).next().unwrap_or(""));
            }
            None if line.words.is_empty() && keys.count == 0 => continue,
            None if line.words.is_empty() => break,
            None if continues(&line) => {}
            None => break,
        }
        (keys.content_end, keys.end) = (line.range.end, line.range.end);
    }
    keys
}

// A comment, or a further line of a value.
fn continues(line: &Line<'_>) -> bool {
    line.is_indented || line.is_comment() || line.words.starts_with(['-', '[', ']', '{', '}', '"', '\''])
}

fn end_of_keys(text: &str, from: usize, format: Format) -> usize {
    let mut is_after_gap = false;
    let prose = lines(text, from).find(|line| {
        let is_part = is_key(line.words, format).is_some() || is_mark(line.words);
        let is_prose = !line.words.is_empty() && !is_part && (is_after_gap || !continues(line));
        is_after_gap = line.words.is_empty();
        is_prose
    });
    prose.map_or(text.len(), |line| line.range.start)
}

// Without a closing line, prose that happens to begin with `Note:` must stay prose.
pub(super) fn reads_as_keys(text: &str, from: usize, format: Format) -> bool {
    let is_gap = Line::at(text, from).is_some_and(|line| line.words.is_empty());
    let keys = keys_of(text, from);
    let is_format = keys.format == format || keys.known > 0;
    is_format && (keys.known > 0 || !is_gap && (keys.count > 1 || keys.count == 1 && keys.is_closed))
}

// With a closing line, everything is front matter unless it is plainly prose between two thematic breaks.
pub(super) fn reads_as_closed(text: &str, from: usize) -> bool {
    let Some(first) = lines(text, from).find(|line| !line.words.is_empty() && !line.is_comment()) else {
        return true;
    };
    let is_gap = Line::at(text, from).is_some_and(|line| line.words.is_empty());
    let is_yaml = |line: &Line<'_>| {
        let key = line.words.split(SIGNS).next().unwrap_or("").split(' ').next().unwrap_or("");
        is_key(line.words, Format::Yaml).is_some() || is_known(key) && !line.words.ends_with(['.', '!', '?'])
    };
    let block = lines(text, from).skip_while(|line| line.words.is_empty());
    let mut block = block.take_while(|line| !line.words.is_empty());
    let is_plain = !first.words.starts_with(['"', '\'', '{', '[', '%', '&', '?', '!', '<']);
    is_closing(&text[first.range.clone()], "---") && !is_gap
        || block.any(|line| is_yaml(&line))
        || !is_gap && !is_plain
        || !is_gap && first.words.contains([':', '='])
}
