//! Blocks of other kinds of Markdown, and blocks that Markdown does not recognize.

use std::ops::Range;

use super::super::callout::find_kind;
use super::super::piece::container_prefix;
use super::{Context, Stray};

/// What is wrong with the line that begins with `text[range]`.
pub(super) fn find_block(text: &str, range: Range<usize>, context: Context) -> Option<Stray> {
    let words = &text[range.clone()];
    let end = range.start + words.trim_end().len();
    let stray = |(message, hint): (String, String)| Stray { range: range.start..end, message, hint };
    let found = container(words)
        .or_else(|| contents(words))
        .or_else(|| heading(words))
        .or_else(|| callout_head(text, range.clone()))
        .or_else(|| import(words))
        .or_else(|| context.is_item.then(|| task(words)).flatten())
        .or_else(|| context.has_math.then(|| formula(words)).flatten())
        .or_else(|| (!context.is_cell).then(|| table(text, range.start)).flatten());
    found.map(stray)
}

/// What is wrong, and what to write instead.
type Found = Option<(String, String)>;

// `:::tip`, `!!! tip`
fn container(words: &str) -> Found {
    let word_of = |rest: &str| {
        let rest = rest.trim_start_matches([' ', '{', '+']);
        let length =
            rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(rest.len());
        rest[..length].to_lowercase()
    };
    let callout =
        |kind: &str| format!("write a callout: `> [!{kind}] Title`, with `> ` at the start of each line");
    if words.starts_with(":::") {
        let kind = word_of(words.trim_start_matches(':'));
        if !kind.is_empty() {
            return Some((format!("`:::{kind}` is shown as written"), callout(&kind)));
        }
    }
    if words.starts_with("!!!") || words.starts_with("???") {
        let kind = word_of(words.trim_start_matches(['!', '?']));
        if find_kind(&kind).is_some() && words[3..].starts_with([' ', '+']) {
            return Some((format!("`{} {kind}` is shown as written", &words[..3]), callout(&kind)));
        }
    }
    None
}

// `[TOC]`, and `{: .class }` for the block before it.
fn contents(words: &str) -> Found {
    let line = words.trim();
    let is_contents = ["[toc]", "[[toc]]", "[[_toc_]]", "${toc}", "{:toc}", "{{toc}}", "{{ toc }}"]
        .iter()
        .any(|name| line.eq_ignore_ascii_case(name));
    if is_contents {
        let hint = "remove it: every page already lists its headings";
        return Some((format!("`{line}` is shown as written"), hint.into()));
    }
    (line.starts_with("{:") && line.ends_with('}') && line.len() > 3)
        .then(|| (format!("`{line}` is shown as written"), "remove it: attributes are not supported".into()))
}

// `##Heading`; `#word` may be a tag.
fn heading(words: &str) -> Found {
    let rest = words.trim_start_matches('#');
    let count = words.len() - rest.len();
    match count {
        2..=6 if rest.starts_with(char::is_alphanumeric) => Some((
            "this heading is shown as written: there is no space after `#`".into(),
            format!("write `{} {}`", &words[..count], rest.trim_end()),
        )),
        7.. if rest.starts_with(' ') => Some((
            "this heading is shown as written: it has more than six `#`".into(),
            "headings have six levels, `##` to `######` below the title".into(),
        )),
        _ => None,
    }
}

// `[!note]Title`, and `[!note]` outside of a quotation. Further down in one, the text may only mention it.
fn callout_head(text: &str, range: Range<usize>) -> Found {
    let inner = text[range.clone()].strip_prefix("[!")?;
    let lines = text[..range.start].rsplit('\n').take(2);
    if lines.filter(|line| line.trim_start().starts_with('>')).count() == 2 {
        return None;
    }
    let kind = inner[..inner.find(']')?].split('|').next()?.trim().to_lowercase();
    find_kind(&kind)?;
    let hint = format!("a callout begins with a line of its own: `> [!{kind}] Title`");
    Some((format!("`[!{kind}]` is shown as written"), hint))
}

/// What is wrong with the paragraph that begins with `text[range]`: `• Milk`, as pasted from a word processor, and `-Milk`. One
/// such line may be prose.
pub(in super::super) fn find_list(text: &str, range: Range<usize>) -> Option<Stray> {
    let sign = |line: &str| {
        let first = line.chars().next()?;
        let rest = &line[first.len_utf8()..];
        let is_bullet = matches!(first, '•' | '●' | '▪' | '■' | '‣' | '◦' | '·')
            && rest.starts_with([' ', '\t', '\u{a0}']);
        let is_word = || rest.chars().take(3).filter(|letter| letter.is_alphabetic()).count() == 3;
        let is_dash = matches!(first, '-' | '*' | '+') && is_word() && !rest.contains(first);
        (is_bullet || is_dash).then_some(first)
    };
    let (_, line, below) = around(text, range.start);
    let first = sign(line).filter(|first| sign(below) == Some(*first))?;
    let message = match first.is_ascii() {
        true => format!("this list is shown as written: there is no space after `{first}`"),
        false => format!("this list is shown as one paragraph: `{first}` begins no item"),
    };
    let hint = "begin each item with `- ` on a line of its own".into();
    Some(Stray { range: range.start..range.start + line.len(), message, hint })
}

/// The lines above, at and below a position, without the signs of the blocks that contain them.
fn around(text: &str, start: usize) -> (&str, &str, &str) {
    fn words_of(line: &str) -> &str {
        line[container_prefix(line).len()..].trim()
    }
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let above = text[..line_start.saturating_sub(1)].rsplit('\n').next().unwrap_or("");
    let below = text.get(line_end + 1..).and_then(|rest| rest.split('\n').next()).unwrap_or("");
    (words_of(above), text[start..line_end].trim(), words_of(below))
}

// MDX, which Docusaurus and others use.
fn import(words: &str) -> Found {
    let line = words.trim_end().trim_end_matches(';');
    let is_import = line.starts_with("import ")
        && [" from '", " from \""].iter().any(|from| line.contains(from))
        && line.ends_with(['\'', '"']);
    is_import
        .then(|| ("this import is shown as written".into(), "remove it: an article cannot run code".into()))
}

// `- [] a task`, `- [x]a task`, `- [-] a task`
fn task(words: &str) -> Found {
    let inner = words.strip_prefix('[')?;
    let mark = &inner[..inner.find(']').filter(|length| *length <= 4)?];
    let rest = &inner[mark.len() + 1..];
    let is_parted = rest.starts_with(' ');
    match mark {
        "" | "  " if is_parted => {
            Some(("this task is shown as written".into(), "write `[ ]`, with one space".into()))
        }
        " " | "x" | "X" if rest.starts_with(char::is_alphanumeric) => {
            Some(("this task is shown as written".into(), "put a space after the bracket".into()))
        }
        "-" | ">" | "<" | "/" | "!" | "?" | "*" | "~" | "+" if is_parted => {
            Some((format!("`[{mark}]` is shown as written"), "a task is either `[ ]` or `[x]`".into()))
        }
        _ => None,
    }
}

// `$$` that nothing closes.
fn formula(words: &str) -> Found {
    let line = words.trim();
    let is_open = line.starts_with("$$") && !line.starts_with("$$$") && line.matches("$$").count() == 1;
    is_open.then(|| {
        (
            "this formula is never closed, so it is shown as written".into(),
            "close it with `$$`, without empty lines in between".into(),
        )
    })
}

// Lines of bars that are no table (GFM, section 4.10: the head has as many cells as the line below it).
fn table(text: &str, start: usize) -> Found {
    let (above, line, below) = around(text, start);
    if !line.starts_with('|') {
        return None;
    }
    if is_delimiter(line) {
        let head = match columns(above) {
            0 => "its head".to_owned(),
            count => format!("its head, {count}"),
        };
        return Some((
            "this table is shown as written: its delimiter row does not match its header row".into(),
            format!("write one `---` for each cell of {head}, with `|` between them"),
        ));
    }
    let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    let is_first = is_row(line) && is_row(below) && !is_delimiter(below) && !is_row(above);
    is_first.then(|| {
        let dashes = "| --- ".repeat(columns(line).clamp(1, 12));
        let message = "this table is shown as written: it has no line of dashes below its head";
        (message.into(), format!("put `{dashes}|` below its first line"))
    })
}

fn is_delimiter(line: &str) -> bool {
    let has_dashes = line.contains(['-', '—', '–']);
    has_dashes
        && line.contains('|')
        && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t' | '—' | '–'))
}

fn columns(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    if line.is_empty() { 0 } else { line.replace("\\|", "").matches('|').count() + 1 }
}
