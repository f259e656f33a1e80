//! Mistakes in stylesheets that browsers silently ignore: a custom property that nothing sets, and an unmatched brace.
//! Takes the chain and its tokens, gives warnings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::place::theme_files;
use super::token::TokenValue;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::source::{SourceFile, SourceTree};

/// Checks every stylesheet of the chain.
pub(super) fn check_styles(
    tree: &SourceTree,
    chain: &[String],
    tokens: &BTreeMap<String, TokenValue>,
    found: &mut Diagnostics,
) {
    let files = || chain.iter().flat_map(|theme| theme_files(tree, theme, "assets"));
    let templates = chain.iter().flat_map(|theme| theme_files(tree, theme, "templates"));
    let texts = |extensions: &'static [&'static str]| {
        files()
            .filter(|file| extensions.contains(&file.path.extension()))
            .filter_map(|file| Some((file, file.text()?)))
    };
    let mut set: BTreeSet<&str> = tokens.keys().map(String::as_str).collect();
    let sheets: Vec<(&SourceFile, &str, Sheet<'_>)> =
        texts(&["css"]).map(|(file, text)| (file, text, read_sheet(text))).collect();
    set.extend(sheets.iter().flat_map(|(_, _, sheet)| sheet.set.iter().copied()));
    // A script may set any property that it names, and so may a template: in a `style` attribute or an element.
    let templates = templates.filter_map(|file| Some((file, file.text()?)));
    set.extend(texts(&["js", "mjs"]).chain(templates).flat_map(|(_, text)| {
        text.match_indices("--")
            .map(|(start, _)| &text[start + 2..start + 2 + name_length(&text[start + 2..])])
    }));
    for (file, text, sheet) in &sheets {
        for range in &sheet.asked {
            let name = &text[range.clone()];
            if set.contains(name) {
                continue;
            }
            let place = Span::new(&file.path, range.start - 2..range.end);
            let message = format!("nothing sets the custom property `--{name}`");
            let diagnostic = found.report(&codes::CSS_PROPERTY_UNSET, place, message);
            match nearest(name, set.iter().copied()) {
                Some(near) => diagnostic.hint(format!("did you mean `--{near}`?")),
                None => diagnostic.hint(format!(
                    "declare it as a token, `[tokens.{name}]`, or set it in a stylesheet; `var(--{name}, …)` sets a \
                     fallback"
                )),
            };
        }
        for brace in &sheet.braces {
            let (message, hint) = match &text[brace.clone()] {
                "{" => (
                    "this brace is never closed",
                    "add the `}` where the rule ends; the browser ignores everything after it",
                ),
                _ => ("this brace has no matching `{`", "remove it, or look for a missing `{` above"),
            };
            found.report(&codes::CSS_UNCLOSED, Span::new(&file.path, brace.clone()), message).hint(hint);
        }
    }
}

/// The custom properties and braces of a stylesheet.
struct Sheet<'a> {
    /// Names that it sets, without the dashes.
    set: Vec<&'a str>,
    /// Names that it uses without a fallback.
    asked: Vec<Range<usize>>,
    /// Unmatched braces.
    braces: Vec<Range<usize>>,
}

fn read_sheet(text: &str) -> Sheet<'_> {
    let bytes = text.as_bytes();
    let mut sheet = Sheet { set: Vec::new(), asked: Vec::new(), braces: Vec::new() };
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes[at..].starts_with(b"/*") => {
                at = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
                continue;
            }
            b'\\' => at += 1,
            quote @ (b'"' | b'\'') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => sheet.braces.push(at..at + 1),
            b'-' if bytes[at..].starts_with(b"--") && (at == 0 || !is_name(bytes[at - 1])) => {
                let start = at + 2;
                let end = start + name_length(&text[start..]);
                let after = text[end..].trim_start();
                let before = text[..at].trim_end();
                if before.ends_with("var(") {
                    if !after.starts_with(',') {
                        sheet.asked.push(start..end);
                    }
                } else if after.starts_with(':') || before.ends_with("@property") {
                    sheet.set.push(&text[start..end]);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    // For nested rules the outermost is reported: its end is missing, wherever it was meant to be.
    sheet.braces.extend(open.first().map(|start| *start..start + 1));
    sheet
}

fn name_length(text: &str) -> usize {
    text.bytes().take_while(|byte| is_name(*byte)).count()
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte >= 0x80
}
