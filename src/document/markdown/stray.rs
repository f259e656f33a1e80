//! Markup that Markdown does not recognize, so that readers see its characters: `[a](my file.md)`, `[[a`, `{{ a }}`, `:::tip`.
//!
//! Takes the text of one line of the source, reports what was surely meant as something else. Changes nothing: only the author
//! knows what was meant.

use std::ops::Range;

use super::callout::find_kind;

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
    /// Whether it is in a table cell.
    pub is_cell: bool,
    /// Whether dollar signs mean formulas.
    pub has_math: bool,
}

/// How far to search from a character, in bytes. A line with a thousand brackets costs a thousand searches of bounded length.
const REACH: usize = 300;

/// Searches `text[range]`. The rest of the line may be examined too.
pub(super) fn find_stray(text: &str, range: Range<usize>, context: Context) -> Vec<Stray> {
    let mut found = Vec::new();
    let words = &text[range.clone()];
    if context.is_line_start {
        found.extend(find_block(words, range.start, context));
    }
    let mut at = 0;
    while let Some(offset) = words[at..].find(['[', ']', '{', ')', '%', '*']) {
        at += offset;
        let rest = &words[at..];
        let stray = match words.as_bytes()[at] {
            b']' if rest.starts_with("](") => broken_link(words, at),
            b']' if rest.starts_with("] (") => parted_link(words, at),
            b')' if rest.starts_with(")[") => reversed_link(words, at),
            b'[' if rest.starts_with("[[") => open_wikilink(words, at, context),
            b'{' => template_tag(text, range.start + at).map(|stray| shift_back(stray, range.start)),
            b'%' if rest.starts_with("%%") => open_comment(words, at),
            b'[' if words[..at].ends_with('^') => inline_footnote(words, at),
            b'*' if rest.starts_with("**") => loose_strong(words, at),
            _ => None,
        };
        at = match stray {
            Some(stray) => {
                let end = stray.range.end.clamp(at + 1, words.len());
                found.push(Stray {
                    range: stray.range.start + range.start..stray.range.end + range.start,
                    ..stray
                });
                end
            }
            None => at + if rest.starts_with("[[") || rest.starts_with("**") { 2 } else { 1 },
        };
    }
    found
}

fn shift_back(stray: Stray, by: usize) -> Stray {
    Stray { range: stray.range.start - by..stray.range.end - by, ..stray }
}

/// A block of another kind of Markdown.
fn find_block(words: &str, start: usize, context: Context) -> Option<Stray> {
    let end = start + words.trim_end().len();
    let stray = |message: String, hint: String| Some(Stray { range: start..end, message, hint });
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
            return stray(format!("`:::{kind}` is shown as written"), callout(&kind));
        }
    }
    if words.starts_with("!!!") || words.starts_with("???") {
        let kind = word_of(words.trim_start_matches(['!', '?']));
        if find_kind(&kind).is_some() && words[3..].starts_with([' ', '+']) {
            return stray(format!("`{} {kind}` is shown as written", &words[..3]), callout(&kind));
        }
    }
    let line = words.trim();
    let is_contents = ["[toc]", "[[toc]]", "[[_toc_]]", "${toc}", "{:toc}", "{{toc}}", "{{ toc }}"]
        .iter()
        .any(|name| line.eq_ignore_ascii_case(name));
    if is_contents {
        return stray(
            format!("`{line}` is shown as written"),
            "remove it: pages list their headings on their own".into(),
        );
    }
    if line.starts_with("{:") && line.ends_with('}') && line.len() > 3 {
        return stray(
            format!("`{line}` is shown as written"),
            "remove it: attributes are not supported".into(),
        );
    }
    if context.has_math
        && line.starts_with("$$")
        && !line.starts_with("$$$")
        && line.matches("$$").count() == 1
    {
        let hint = "close it with `$$`, without empty lines in between".to_owned();
        return stray("this formula is never closed, so it is shown as written".into(), hint);
    }
    None
}

// `[the guide](my guide.md)`, and `[rim](x.md` without an end.
fn broken_link(words: &str, at: usize) -> Option<Stray> {
    let start = label_start(words, at);
    let rest = after(words, at + 2);
    let Some(length) = rest.find(')') else {
        let address = rest.split(char::is_whitespace).next().unwrap_or("");
        return is_address(address.trim_end_matches(['.', ',', ';', ':', '!', '?'])).then(|| Stray {
            range: start..at + 2 + address.len(),
            message: "this link is shown as written: its address is never closed".into(),
            hint: "close it with `)`".into(),
        });
    };
    let (address, title) = match rest[..length].find(" \"") {
        Some(title) => rest[..length].split_at(title),
        None => (&rest[..length], ""),
    };
    let range = start..at + 2 + length + 1;
    let label = &words[start..at + 1];
    let address = address.trim();
    if !is_address(address) {
        return None;
    }
    Some(match address.contains(char::is_whitespace) {
        true => Stray {
            range,
            message: "this link is shown as written: its address contains a space".into(),
            hint: format!("put the address in angle brackets: `{label}(<{address}>{title})`"),
        },
        false => Stray {
            range,
            message: "this link is shown as written".into(),
            hint: "the text of a link cannot contain another link or unpaired brackets".into(),
        },
    })
}

// `[the guide] (guide.md)`
fn parted_link(words: &str, at: usize) -> Option<Stray> {
    let start = before(words, at).rfind('[')? + at - before(words, at).len();
    let length = after(words, at + 3).find(')')?;
    let address = &words[at + 3..at + 3 + length];
    is_sure_address(address).then(|| Stray {
        range: start..at + 3 + length + 1,
        message: "this link is shown as written: there is a space before its address".into(),
        hint: format!("write `{}({address})`", &words[start..at + 1]),
    })
}

// `(the guide)[guide.md]`
fn reversed_link(words: &str, at: usize) -> Option<Stray> {
    let start = before(words, at).rfind('(')? + at - before(words, at).len();
    let length = after(words, at + 2).find(']')?;
    let address = &words[at + 2..at + 2 + length];
    is_sure_address(address).then(|| Stray {
        range: start..at + 2 + length + 1,
        message: "this link is shown as written: its brackets are the wrong way around".into(),
        hint: format!("write `[{}]({address})`", &words[start + 1..at]),
    })
}

// `[[Replace a rim`
fn open_wikilink(words: &str, at: usize, context: Context) -> Option<Stray> {
    let rest = after(words, at + 2);
    if rest.contains("]]") || !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '#') {
        return None;
    }
    let start = if words[..at].ends_with('!') { at - 1 } else { at };
    let (length, hint) = match rest.find(']') {
        Some(length) => (length + 1, "close it with two brackets: `]]`"),
        None if context.is_cell => (rest.trim_end().len(), "in a table, write `\\|` for a bar inside a link"),
        None => (rest.trim_end().len(), "close it with `]]`"),
    };
    Some(Stray {
        range: start..at + 2 + length,
        message: "this link is shown as written: it is never closed".into(),
        hint: hint.into(),
    })
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
        _ => return None,
    };
    let length = rest.find(closing)?;
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
        hint: "put it in backticks if readers should see it; a shortcode is written `{{ name(…) }}`".into(),
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

fn label_start(words: &str, at: usize) -> usize {
    let start = before(words, at).rfind('[').map_or(at, |start| start + at - before(words, at).len());
    if words[..start].ends_with('!') { start - 1 } else { start }
}

/// Whether it can be an address: `my guide.md`, `a/b`, `#part`, `mailto:…`.
fn is_address(text: &str) -> bool {
    let extension =
        text.split('#').next().and_then(|path| path.trim().rsplit_once('.')).map(|(_, last)| last);
    let is_file = extension.is_some_and(|last| {
        (2..=5).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_file
        || text.contains("://")
        || text.starts_with(['/', '#', '.'])
        || text.starts_with("mailto:")
        || text.contains('/') && !text.contains(' ')
}

fn is_sure_address(text: &str) -> bool {
    let is_link = ["http://", "https://", "mailto:", "./", "../"].iter().any(|start| text.starts_with(start));
    let is_file = [".md", ".png", ".jpg", ".svg", ".pdf", ".html"].iter().any(|end| text.ends_with(end));
    !text.contains(char::is_whitespace) && (is_link || is_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let context = Context { is_line_start: true, is_cell: false, has_math: true };
        let found = find_stray(text, 0..text.len(), context);
        found.iter().map(|stray| text[stray.range.clone()].to_owned()).collect()
    }

    #[test]
    fn what_was_surely_meant_as_markup_is_found() {
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
        ] {
            let found = read(text);
            assert!(found.len() == 1 && text.starts_with(&found[0]), "{text}: {found:?}");
        }
        assert_eq!(read("See [rim](x.md. And more"), ["[rim](x.md."]);
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
            "]( ",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
