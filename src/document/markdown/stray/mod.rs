//! Markup that Markdown does not recognize, so that readers see its characters: `[a](my file.md)`, `[[a`, `{{ a }}`, `:::tip`.
//!
//! Takes the text of one line of the source, reports what was clearly meant as something else. Changes nothing: only the author
//! knows what was meant.

mod block;
mod link;
mod shortcode;

use std::ops::Range;

use block::find_block;
pub(super) use block::find_list;
use link::{
    attributes, broken_link, open_wikilink, parted_link, reversed_link, undefined_link, uneven_wikilink,
};
pub(super) use shortcode::ShortcodeTag;

/// Markup that readers see.
#[derive(Debug)]
pub(super) struct Stray {
    /// Its position in the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// The context of some text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Whether the line begins with it.
    pub is_line_start: bool,
    /// Whether a list item begins with it.
    pub is_item: bool,
    /// Whether it is in a table cell.
    pub is_cell: bool,
    /// Whether dollar signs mean formulas.
    pub has_math: bool,
}

/// How far to search from a character, in bytes. A line with a thousand brackets costs a thousand searches of bounded length.
const REACH: usize = 300;

const SIGNS: [char; 9] = ['[', ']', '{', ')', '%', '*', '<', ':', '`'];

/// Searches `text[range]`. The rest of the line may be examined too.
pub(super) fn find_stray(text: &str, range: Range<usize>, context: Context) -> Vec<Stray> {
    let mut found = Vec::new();
    let words = &text[range.clone()];
    if context.is_line_start {
        found.extend(find_block(text, range.clone(), context));
    }
    let mut at = 0;
    while let Some(offset) = words[at..].find(SIGNS) {
        at += offset;
        let rest = &words[at..];
        let stray = match words.as_bytes()[at] {
            b']' if rest.starts_with("](") => broken_link(words, at),
            b']' if rest.starts_with("] (") => parted_link(words, at),
            b']' if rest.starts_with("][") => undefined_link(words, at),
            b']' if rest.starts_with("]]") => uneven_wikilink(words, at),
            b')' if rest.starts_with(")[") => reversed_link(words, at),
            b'[' if rest.starts_with("[[") => open_wikilink(words, at, context),
            b'{' => template_tag(text, range.start + at)
                .or_else(|| attributes(text, range.start + at))
                .map(|stray| shift_back(stray, range.start)),
            b'<' if rest.starts_with("<!--") => open_html_comment(words, at),
            b'<' if rest.starts_with("<%") => server_tag(words, at),
            b':' => emoji(words, at),
            b'`' if !context.is_cell => open_code(words, at),
            b'%' if rest.starts_with("%%") => open_comment(words, at),
            b'[' if words[..at].ends_with('^') => inline_footnote(words, at),
            b'*' if rest.starts_with("**") => loose_strong(words, at),
            _ => None,
        };
        at = match stray {
            // One that is a block was found above.
            Some(stray) if at > 0 || found.is_empty() => {
                let end = stray.range.end.clamp(at + 1, words.len());
                found.push(Stray {
                    range: stray.range.start + range.start..stray.range.end + range.start,
                    ..stray
                });
                end
            }
            _ => at + if rest.starts_with("[[") || rest.starts_with("**") { 2 } else { 1 },
        };
    }
    found
}

fn shift_back(stray: Stray, by: usize) -> Stray {
    Stray { range: stray.range.start - by..stray.range.end - by, ..stray }
}

// `^[a footnote]`, which Obsidian supports.
fn inline_footnote(words: &str, at: usize) -> Option<Stray> {
    let length = after(words, at).find(']').filter(|length| words[at + 1..at + length].contains(' '))?;
    Some(Stray {
        range: at - 1..at + length + 1,
        message: "this footnote is shown as written".into(),
        hint: "write `[^1]` here, and `[^1]: ` with the footnote on a line of its own".into(),
    })
}

// `{{ title }}`, `{% if %}`, `{{< figure >}}`; shortcodes have been found before.
fn template_tag(text: &str, at: usize) -> Option<Stray> {
    let rest = after(text, at);
    let rest = rest.split('\n').next().unwrap_or("");
    let closing = match rest.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{/" if rest.starts_with("{/*") => "*/}",
        _ => return None,
    };
    // `{%}` opens, but does not close.
    let opening = if closing == "*/}" { 3 } else { 2 };
    let length = opening + rest[opening..].find(closing)?;
    if closing == "*/}" {
        return Some(Stray {
            range: at..at + length + 3,
            message: "this comment is shown as written".into(),
            hint: "write it between `%%` and `%%`".into(),
        });
    }
    let inner = rest[2..length].trim_matches(|letter: char| {
        letter.is_whitespace()
            || matches!(letter, '{' | '<' | '>' | '%' | '-' | '#' | '^' | '/' | '&' | '!' | '~')
    });
    let is_tag = inner
        .starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '_' | '$' | '.' | '"' | '\''));
    let tag = rest[..length + 2].replace(char::from(super::mask::FILLER), "");
    is_tag.then(|| Stray {
        range: at..at + length + 2,
        message: format!("`{tag}` is shown as written"),
        hint: match closing {
            "%}" => {
                "put it in backticks if readers should see it; a shortcode with a body is written \
                     `{% name(…) %} … {% end %}`"
            }
            _ => "put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`",
        }
        .into(),
    })
}

// `%% not for readers`
fn open_comment(words: &str, at: usize) -> Option<Stray> {
    let is_free = words[..at].chars().next_back().is_none_or(char::is_whitespace);
    let rest = &words[at + 2..];
    let is_comment = is_free && !rest.starts_with('%') && rest.trim_start().starts_with(char::is_alphabetic);
    is_comment.then(|| Stray {
        range: at..words.trim_end().len().max(at + 2),
        message: "this comment is never closed, so readers see it".into(),
        hint: "close it with `%%`".into(),
    })
}

// `<!-- not for readers`: within text, HTML comments end in the same paragraph (CommonMark, section 6.6).
fn open_html_comment(words: &str, at: usize) -> Option<Stray> {
    Some(Stray {
        range: at..words.trim_end().len().max(at + 4),
        message: "readers see this comment: it does not end in its paragraph".into(),
        hint: "close it with `-->` before the next empty line, or begin it on a line of its own".into(),
    })
}

// `<%= title %>`
fn server_tag(words: &str, at: usize) -> Option<Stray> {
    let length = after(words, at).find("%>")? + 2;
    Some(Stray {
        range: at..at + length,
        message: format!("`{}` is shown as written", &words[at..at + length]),
        hint: "put it in backticks if readers should see it".into(),
    })
}

// `:smile:`, which GitHub replaces.
fn emoji(words: &str, at: usize) -> Option<Stray> {
    let rest = after(words, at + 1);
    let length = rest
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '_' | '+' | '-'))
        .filter(|length| *length > 1 && rest[*length..].starts_with(':'))?;
    let name = &rest[..length];
    let is_name = name.starts_with(|letter: char| letter.is_ascii_lowercase() || matches!(letter, '+' | '-'))
        && !name.contains(|letter: char| letter.is_ascii_uppercase());
    let is_free = |letter: Option<char>| {
        letter.is_none_or(|letter| !letter.is_ascii_alphanumeric() && !matches!(letter, ':' | '/' | '`'))
    };
    let is_parted = is_free(words[..at].chars().next_back()) && is_free(rest[length + 1..].chars().next());
    (is_name && is_parted).then(|| Stray {
        range: at..at + length + 2,
        message: format!("`:{name}:` is shown as written"),
        hint: "paste the character itself if an emoji was meant".into(),
    })
}

// `` `x`` without an end.
fn open_code(words: &str, at: usize) -> Option<Stray> {
    let is_free =
        words[..at].chars().next_back().is_none_or(|letter| letter.is_whitespace() || letter == '(');
    let begins = words[at + 1..].starts_with(char::is_alphabetic) && is_free;
    begins.then(|| Stray {
        range: at..words.trim_end().len().max(at + 1),
        message: "this code is shown as written: it is never closed".into(),
        hint: "close it with another backtick".into(),
    })
}

// `**bold **`, `** bold**`, and `**说。**然后`, where the asterisks touch punctuation inside and a letter outside.
fn loose_strong(words: &str, at: usize) -> Option<Stray> {
    let inner_start = at + 2;
    let length = after(words, inner_start).find("**")?;
    let inner = &words[inner_start..inner_start + length];
    let (is_loose_start, is_loose_end) =
        (inner.starts_with(char::is_whitespace), inner.ends_with(char::is_whitespace));
    if inner.contains('*') || !inner.contains(char::is_alphabetic) || is_loose_start && is_loose_end {
        return None;
    }
    let next = words[inner_start + length + 2..].chars().next();
    let last = words[..at].chars().next_back();
    let is_parted = (is_loose_start || is_loose_end)
        || next.is_some_and(char::is_alphanumeric)
        || last.is_some_and(char::is_alphanumeric);
    let hint = match is_loose_start || is_loose_end {
        true => format!("remove the space inside the asterisks: `**{}**`", inner.trim()),
        false => "put a space outside the asterisks, or move the punctuation out of them".to_owned(),
    };
    is_parted.then(|| Stray {
        range: at..inner_start + length + 2,
        message: "these asterisks are shown as written".into(),
        hint,
    })
}

fn after(text: &str, at: usize) -> &str {
    &text[at..text.ceil_char_boundary((at + REACH).min(text.len()))]
}

fn before(text: &str, at: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(REACH))..at]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let context = Context { is_line_start: true, is_item: true, is_cell: false, has_math: true };
        let found = find_stray(text, 0..text.len(), context);
        found.iter().map(|stray| text[stray.range.clone()].to_owned()).collect()
    }

    #[test]
    fn what_was_clearly_meant_as_markup_is_found() {
        for text in [
            "[the guide](my guide.md)",
            "![p](my pic.png)",
            "[a](my guide.md \"title\")",
            "[a](b c.md#d)",
            "[rim](x.md",
            "[[Replace a rim",
            "![[Replace a rim",
            "[[one bracket]",
            "[[#Part",
            "[[]]",
            "[[|words]]",
            "[the guide] (guide.md)",
            "(the guide)[https://example.com/]",
            "{{ title }}",
            "{{title}}",
            "{{< figure src=\"a.png\" >}}",
            "{{% notice %}}",
            "{% if a %}",
            "{%- endif -%}",
            "{{{ raw }}}",
            ":::tip",
            "::: warning",
            ":::{note}",
            "!!! note",
            "???+ tip \"Title\"",
            "[TOC]",
            "{: .class }",
            "^[a footnote in a line]",
            "%% a note to myself",
            "$$x = 1",
            "**bold **",
            "** bold**",
            "**说。**然后",
            "[x](b.md “t”)",
            "![p](p.png =100x20)",
            "[a][no such name]",
            "[a][]",
            "[the guide]]",
            "<!-- a note to myself",
            "<%= title %>",
            "{/* a note to myself */}",
            ":smile:",
            ":+1:",
            "`code",
            "##two",
            "####### seven",
            "[!note]Title",
            "[! note] Title",
            "[] a task",
            "[-] a task",
            "[x]a task",
            "| - |",
            "|--|",
            "{.class}",
            "{#id}",
            "import Tabs from '@theme/Tabs';",
        ] {
            let found = read(text);
            assert!(found.len() == 1 && text.starts_with(&found[0]), "{text}: {found:?}");
        }
        assert_eq!(read("See [rim](x.md. And more"), ["[rim](x.md."]);
        assert_eq!(read("| a | b |\n| c | d |").len(), 1);
        assert_eq!(read("a {{ b }} c {{ d }}"), ["{{ b }}", "{{ d }}"]);
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "see [1](and more) or f[i](a b)",
            "an array [[1, 2], [3]] and {1, 2}",
            "{}{{}} {{ }} {%%} 100%% sure",
            "a::: b",
            "::::::",
            "What!!! note that",
            "??? nobody knows",
            "$$$ is dear, $5",
            "2 ** 3 ** 4 and * a",
            "(see this)[1] and (that) [too]",
            "[x] (done)",
            "[ ] (a task)",
            "a[i][j] and [1][2]",
            "[see [Smith]] and x[y[a]]",
            "std::vec::Vec at 10:30: a :b c: d",
            "O`zbek `90s",
            "#tag and # and C##",
            "#!/bin/sh",
            "[x] of [y]",
            "|x| + |y| = 1",
            "f(x){ return } and \\frac{a}{b} and {a, b}",
            "import the data from the file",
            "]( ",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
