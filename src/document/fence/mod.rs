//! Where front matter begins and ends, and how an editor can miss its fences.
//!
//! Takes the text of a file, gives the front matter block and the problems with its fences. A block with a mistyped fence is
//! still read: the mistake is one error, and a draft in it stays a draft. Reads no keys.
//!
//! The rule is that of Hugo, Jekyll, Obsidian and GitHub: the first line of the file is `---` (YAML) or `+++` (TOML), and so is
//! the line after the last key. A `---` above prose is a thematic break.

mod keys;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use keys::may_hide;
use keys::{KNOWN, Line, is_unseen, keys_of, lines, reads_as_closed, reads_as_keys, stray_key};

use crate::diagnostic::{Diagnostics, Edit, Span, codes};
use crate::path::SourcePath;

/// Whether the text below the front matter, or below the start of a file without any, begins with a key that says that
/// the article is not published. Such a key has no effect, so it is an error, and the article is treated as its author
/// meant.
pub(super) fn hides_below(path: &SourcePath, text: &str, start: usize, found: &mut Diagnostics) -> bool {
    let Some(range) = stray_key(text, start) else { return false };
    let hint = match start {
        0 => {
            "write the key between two lines of `---` at the start of the file; if it is an example, write it as code"
        }
        _ => "move the key into the front matter above; if it is an example, write it as code",
    };
    found
        .report(
            &codes::SYNTAX,
            Span::new(path, range),
            "this key has no effect, because it is not in front matter",
        )
        .label("read as text")
        .hint(hint);
    true
}

/// How many lines are searched for front matter.
const FEW_LINES: usize = 20;

/// A line that begins with a fence is one only if it has fewer characters than this.
const LONGEST_MARK: usize = 40;

/// Front matter in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// All of it, from the first byte of the file to the end of the closing line.
    pub whole: Range<usize>,
    /// The text between the fences.
    pub content: Range<usize>,
    /// The fence that opens it, as written.
    pub opening: Range<usize>,
    /// Its format.
    pub format: Format,
}

/// The format of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Toml,
    Yaml,
}

impl Format {
    fn fence(self) -> &'static str {
        match self {
            Format::Toml => "+++",
            Format::Yaml => "---",
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Toml => "TOML",
            Format::Yaml => "YAML",
        }
    }
}

/// Finds the front matter of a file.
pub(super) fn find_block(path: &SourcePath, text: &str, found: &mut Diagnostics) -> Option<Block> {
    let start = text.len() - text.trim_start_matches(is_unseen).len();
    let first = Line::at(text, start)?;
    let opening = start..start + first.words.len();
    let block = match first.words {
        "---" => yaml_or_break(path, text, opening, found)?,
        "+++" => fenced(path, text, opening, Format::Toml, found),
        _ => match mistyped(path, text, &first, found) {
            Some(block) => block,
            None => return late(path, text, found),
        },
    };
    if start > 0 {
        report_late(path, text, &block, found);
    }
    Some(block)
}

// A `---` opens front matter if what follows reads as keys, else it is a thematic break.
fn yaml_or_break(
    path: &SourcePath,
    text: &str,
    opening: Range<usize>,
    found: &mut Diagnostics,
) -> Option<Block> {
    let from = Line::at(text, opening.start).map_or(text.len(), |line| line.range.end);
    let is_closed = lines(text, from).any(|line| is_closing(&text[line.range], "---"));
    let reads = match is_closed {
        true => reads_as_closed(text, from),
        false => reads_as_keys(text, from, Format::Yaml),
    };
    reads.then(|| fenced(path, text, opening, Format::Yaml, found))
}

/// The block between an opening line and its closing one, or the line that is most likely meant as that.
fn fenced(
    path: &SourcePath,
    text: &str,
    opening: Range<usize>,
    format: Format,
    found: &mut Diagnostics,
) -> Block {
    let fence = format.fence();
    let from = Line::at(text, opening.start).map_or(text.len(), |line| line.range.end);
    let closing = lines(text, from).find(|line| is_closing(&text[line.range.clone()], fence));
    let keys = keys_of(text, from);
    // TOML between the fences of YAML is read as TOML, so that one mistake gives one message.
    let written = if keys.known > 0 { keys.format } else { format };
    let block = |content_end: usize, end: usize| Block {
        whole: 0..end,
        content: from..content_end,
        opening: opening.clone(),
        format: written,
    };
    let end = closing.as_ref().map_or(text.len(), |line| line.range.start);
    for line in lines(text, from).take_while(|line| line.range.start < end.min(keys.all_end)) {
        // An indented fence may be part of a value, as long as a closing line follows. In TOML, so may any fence.
        let may_be_text = closing.is_some() && (line.is_indented || format == Format::Toml);
        if is_mark(line.words) && !may_be_text {
            report_mark(path, text, &line, &opening, format, found);
            return block(line.range.start, line.range.end);
        }
    }
    if let Some(closing) = closing {
        if written != format {
            report_format(path, &opening, &closing, written, format, found);
        }
        return block(closing.range.start, closing.range.end);
    }
    found
        .report(&codes::SYNTAX, Span::new(path, opening.clone()), "this front matter is never closed")
        .label("opened here")
        .hint(format!("close it with a line of `{fence}` after the last key"));
    block(keys.content_end, keys.content_end)
}

fn report_format(
    path: &SourcePath,
    opening: &Range<usize>,
    closing: &Line<'_>,
    written: Format,
    format: Format,
    found: &mut Diagnostics,
) {
    let (name, fence) = (written.name(), written.fence());
    let message =
        format!("front matter between `{}` is {}, but this is {name}", format.fence(), format.name());
    let closing = closing.range.start..closing.range.start + format.fence().len();
    found
        .report(&codes::SYNTAX, Span::new(path, opening.clone()), message)
        .label("opened here")
        .hint(format!("write `{fence}` here and on the line after the last key"))
        .suggest(vec![
            Edit::replace(Span::new(path, opening.clone()), fence),
            Edit::replace(Span::new(path, closing), fence),
        ]);
}

/// Front matter below a comment, a heading or another line. An article that it hides must not be published.
fn late(path: &SourcePath, text: &str, found: &mut Diagnostics) -> Option<Block> {
    let mut before = 0;
    for line in lines(text, 0).take(FEW_LINES) {
        if line.words.starts_with("```") || line.words.starts_with("~~~") {
            return None;
        }
        let opens = is_mark(line.words) && !line.is_indented;
        if opens || before == 0 {
            let keys = keys_of(text, line.range.end);
            if keys.is_closed && (keys.hides || opens && keys.known > 1 && before <= 1) {
                let opening = line.range.start..line.range.start + text[line.range.clone()].trim_end().len();
                found
                    .report(
                        &codes::SYNTAX,
                        Span::new(path, opening.clone()),
                        "front matter must come first in the file, between two lines of `---` or `+++`",
                    )
                    .label("not at the start")
                    .hint("move it to the first line; if it is an example, write it as code");
                let content = line.range.end..keys.content_end;
                return Some(Block { whole: 0..keys.end, content, opening, format: keys.format });
            }
        }
        before += usize::from(!line.words.is_empty());
    }
    None
}

fn is_closing(line: &str, fence: &str) -> bool {
    line.trim_end() == fence
}

/// What an editor may have typed instead of a fence: `--`, `----`, `***`, `...`, `—`, ```` ``` ````, `+++` for `---`.
fn is_mark(words: &str) -> bool {
    // `---yaml`, `--- #`: nothing else in front matter begins like this.
    let is_fence = ["---", "+++", "===", "***"].iter().any(|fence| words.starts_with(fence));
    let Some(first) = words.chars().next() else { return false };
    let is_sign = matches!(
        first,
        '-' | '+'
            | '*'
            | '.'
            | '='
            | '_'
            | '~'
            | '`'
            | ';'
            | '%'
            | '—'
            | '–'
            | '―'
            | '…'
            | '−'
            | '‐'
            | '‑'
            | '－'
    );
    let signs = || words.chars().filter(|letter| *letter != ' ');
    let is_run = is_sign
        && (signs().count() > 1 || !first.is_ascii())
        && signs().all(|letter| letter == first || matches!(letter, '-' | '—' | '–'));
    is_run || is_fence && words.chars().count() < LONGEST_MARK
}

fn report_mark(
    path: &SourcePath,
    text: &str,
    line: &Line<'_>,
    opening: &Range<usize>,
    format: Format,
    found: &mut Diagnostics,
) {
    let fence = format.fence();
    let (message, hint) = match line.words == fence {
        true if line.is_indented => (
            "the line that closes front matter must not be indented".to_owned(),
            format!("write `{fence}` at the very start of the line"),
        ),
        true => (
            "the line that closes front matter contains an invisible character".to_owned(),
            format!("retype the line: `{fence}` and nothing else"),
        ),
        false => (
            format!(
                "front matter that begins with `{}` cannot end with `{}`",
                &text[opening.clone()],
                line.words
            ),
            format!("write `{fence}` on this line"),
        ),
    };
    let start = line.range.start + text[line.range.clone()].find(line.words).unwrap_or(0);
    let line_end = line.range.start + text[line.range.clone()].trim_end_matches(['\r', '\n']).len();
    let edit = Edit::replace(Span::new(path, line.range.start..line_end), fence);
    // With other characters, such as `***`, the line may be meant as something else.
    let is_sure = line.words.trim_start_matches(&fence[..1]).is_empty();
    let diagnostic = found.report(&codes::SYNTAX, Span::new(path, start..start + line.words.len()), message);
    diagnostic
        .label("not the closing line")
        .other(Span::new(path, opening.clone()), "opened here")
        .hint(hint);
    match is_sure {
        true => diagnostic.sure(vec![edit]),
        false => diagnostic.suggest(vec![edit]),
    };
}

fn report_late(path: &SourcePath, text: &str, block: &Block, found: &mut Diagnostics) {
    let before = &text[..block.opening.start];
    let hint = match before.chars().all(char::is_whitespace) {
        true => "delete everything before it, including empty lines and spaces",
        false => "delete everything before it: it contains invisible characters",
    };
    found
        .report(
            &codes::SYNTAX,
            Span::new(path, block.opening.clone()),
            "front matter must come first in the file",
        )
        .label("not at the start")
        .hint(hint)
        .sure(vec![Edit::replace(Span::new(path, 0..block.opening.start), "")]);
}

/// Front matter whose first line is not a fence: something else, a code block, JSON, or no line at all.
fn mistyped(path: &SourcePath, text: &str, first: &Line<'_>, found: &mut Diagnostics) -> Option<Block> {
    let from = first.range.end;
    let word = first.words.trim_start_matches(['`', '~', '-', '+', ';']);
    let has_word = ["yaml", "yml", "toml", "json", "front matter", "frontmatter"]
        .iter()
        .any(|name| word.trim().eq_ignore_ascii_case(name));
    let is_code = first.words.starts_with("```") || first.words.starts_with("~~~");
    let is_opening = is_mark(first.words) || has_word && word.len() < first.words.len();
    let (start, opening) = match is_opening {
        true => (from, first.range.start..first.range.start + first.words.len()),
        false if first.words.starts_with('{') => return json(path, text, first, found),
        false => (first.range.start, first.range.start..first.range.start + first.words.len()),
    };
    let keys = keys_of(text, start);
    let hides = keys.hides;
    let is_meant = match is_opening {
        // An example in a text about front matter is a code block too.
        true if is_code => hides || keys.known > 1,
        true => keys.known > 0,
        // Prose may begin with `Date: Monday`, and a heading may be underlined.
        false => hides || keys.known > 1 && keys.is_closed,
    };
    if !is_meant {
        return None;
    }
    let fence = keys.format.fence();
    let message = match is_opening {
        true => format!("front matter cannot begin with `{}`", first.words),
        false => "this front matter has no opening line".to_owned(),
    };
    let hint = match is_opening {
        true => format!("write `{fence}` on this line and on the line after the last key"),
        false => format!("add a line of `{fence}` before it, and one after the last key"),
    };
    let diagnostic = found.report(&codes::SYNTAX, Span::new(path, opening.clone()), message);
    diagnostic.label("not a fence").hint(hint);
    if is_code {
        diagnostic.hint("if this is an example, put a sentence before it");
    }
    Some(Block { whole: 0..keys.end, content: start..keys.content_end, opening, format: keys.format })
}

fn json(path: &SourcePath, text: &str, first: &Line<'_>, found: &mut Diagnostics) -> Option<Block> {
    let rest = text[first.range.start..].trim_start_matches('{').trim_start_matches(is_unseen);
    let (key, _) = rest.split_once(':')?;
    if !KNOWN.contains(&key.trim().trim_matches(['"', '\'']).to_lowercase().as_str()) {
        return None;
    }
    let opening = first.range.start..first.range.start + 1;
    found
        .report(&codes::SYNTAX, Span::new(path, opening.clone()), "front matter cannot be JSON")
        .label("JSON begins here")
        .hint("write TOML between lines of `+++`, or YAML between lines of `---`");
    // JSON is YAML; its content is still read, so that a draft stays one.
    let end = lines(text, first.range.start)
        .find(|line| line.words.ends_with('}') && !line.is_indented)
        .map_or(text.len(), |line| line.range.end);
    Some(Block { whole: 0..end, content: first.range.start..end, opening, format: Format::Yaml })
}
