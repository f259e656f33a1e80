//! Highlights TOML, for which syntect has no grammar. A line-based scanner is smaller than a grammar and its parser.

use crate::escape::push_text;

/// The HTML of some TOML, with the classes that grammars give.
pub(super) fn highlight(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut is_key = true;
    let mut brackets = 0usize;
    let mut rest = code;
    while let Some(letter) = rest.chars().next() {
        let (length, class) = match letter {
            '\n' => {
                is_key = brackets == 0;
                (1, "")
            }
            '#' => (rest.find('\n').unwrap_or(rest.len()), "hl-comment"),
            '[' if is_key && brackets == 0 => (rest.find(['\n', '#']).unwrap_or(rest.len()), "hl-entity"),
            '"' | '\'' => (string_length(rest, letter), if is_key { "hl-entity" } else { "hl-string" }),
            '=' => {
                is_key = false;
                (1, "hl-keyword")
            }
            '[' | '{' => {
                is_key = letter == '{';
                brackets += 1;
                (1, "")
            }
            ']' | '}' => {
                brackets = brackets.saturating_sub(1);
                (1, "")
            }
            // In an inline table a key follows.
            ',' => {
                is_key = brackets > 0 && !is_key && is_in_table(code, rest);
                (1, "")
            }
            _ if is_word(letter) => {
                let length = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
                let class = match &rest[..length] {
                    _ if is_key => "hl-entity",
                    "true" | "false" => "hl-constant",
                    _ => "hl-constant",
                };
                (length, class)
            }
            _ => (letter.len_utf8(), ""),
        };
        push_span(&mut html, class, &rest[..length]);
        rest = &rest[length..];
    }
    html
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '+' | ':')
}

// Whether the comma at the start of `rest` is in an inline table rather than in a list.
fn is_in_table(code: &str, rest: &str) -> bool {
    let mut depth = 0;
    let before = &code[..code.len() - rest.len()];
    for letter in before.chars().rev().take(2_000) {
        match letter {
            ']' | '}' => depth += 1,
            '[' | '{' if depth == 0 => return letter == '{',
            '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    false
}

fn string_length(text: &str, quote: char) -> usize {
    let triple = if quote == '"' { "\"\"\"" } else { "'''" };
    if let Some(rest) = text.strip_prefix(triple) {
        return rest.find(triple).map_or(text.len(), |at| at + 6);
    }
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '\n' => return at,
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn push_span(html: &mut String, class: &str, text: &str) {
    if class.is_empty() {
        return push_text(html, text);
    }
    let trimmed = text.trim_end();
    html.push_str("<span class=\"");
    html.push_str(class);
    html.push_str("\">");
    push_text(html, trimmed);
    html.push_str("</span>");
    html.push_str(&text[trimmed.len()..]);
}
