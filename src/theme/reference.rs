//! Addresses in stylesheets and scripts. Takes their text, gives the ranges of the addresses; looks at no other file.

use std::ops::Range;

/// An address that a stylesheet or script loads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AssetReference {
    /// The address, without quotes.
    pub range: Range<usize>,
    /// Whether it may lead to a file that is not an asset.
    pub may_leave: bool,
    /// The whole statement, if it is a plain `@import "…";`.
    pub import: Option<Range<usize>>,
}

/// `url(…)`, `url("…")` and `@import "…"`.
pub(super) fn css_references(text: &str) -> Vec<AssetReference> {
    let bytes = text.as_bytes();
    let mut references = Vec::new();
    let mut add = |range, import| references.push(AssetReference { range, may_leave: false, import });
    let mut after_import = None;
    let mut index = 0;
    while index < bytes.len() {
        match bytes[index] {
            b'/' if bytes[index..].starts_with(b"/*") => index = end_of(text, index + 2, "*/"),
            quote @ (b'"' | b'\'') => {
                let range = string(bytes, index, quote);
                index = range.end + 1;
                if let Some(start) = after_import.take() {
                    // An import with a layer or a condition cannot be replaced with what it loads.
                    let end = skip_spaces(bytes, index.min(bytes.len()));
                    let import = (bytes.get(end) == Some(&b';')).then_some(start..end + 1);
                    add(range, import);
                }
            }
            b'u' | b'U' if is_url_function(bytes, index) => {
                let start = skip_spaces(bytes, index + 4);
                let range = match bytes.get(start) {
                    Some(&quote @ (b'"' | b'\'')) => string(bytes, start, quote),
                    _ => {
                        let end = text[start..].find(')').map_or(text.len(), |length| start + length);
                        start..start + text[start..end].trim_end().len()
                    }
                };
                index = (range.end + 1).min(bytes.len());
                add(range, None);
                after_import = None;
            }
            b'@' => {
                let is_import =
                    bytes[index..].len() > 7 && bytes[index..index + 7].eq_ignore_ascii_case(b"@import");
                after_import = is_import.then_some(index);
                index += if is_import { 7 } else { 1 };
            }
            byte => {
                after_import = after_import.filter(|_| byte.is_ascii_whitespace());
                index += 1;
            }
        }
    }
    references
}

fn is_url_function(bytes: &[u8], index: usize) -> bool {
    let starts_word = index == 0 || !is_word(bytes[index - 1]) && bytes[index - 1] != b'-';
    starts_word && bytes.len() >= index + 4 && bytes[index..index + 4].eq_ignore_ascii_case(b"url(")
}

/// `import … from "./x.js"`, `export … from "./x.js"`, `import "./x.js"`, `import("./x.js")` and
/// `new URL("./x.png", import.meta.url)`. Package names are left out.
pub(super) fn js_references(text: &str) -> Vec<AssetReference> {
    let tokens = js_tokens(text);
    let word = |index: usize| tokens.get(index).map_or("", |token| &text[token.range.clone()]);
    let mut references = Vec::new();
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Text) {
        let before = |back: usize| index.checked_sub(back).map_or("", word);
        let is_import = matches!(before(1), "from" | "import") || (before(1) == "(" && before(2) == "import");
        let is_url = (before(3), before(2), before(1)) == ("new", "URL", "(")
            && (1..=6).map(|next| word(index + next)).eq([",", "import", ".", "meta", ".", "url"]);
        let address = &text[token.range.clone()];
        if is_import && (address.starts_with("./") || address.starts_with("../")) {
            references.push(AssetReference { range: token.range.clone(), may_leave: false, import: None });
        } else if is_url && !address.starts_with('/') {
            references.push(AssetReference { range: token.range.clone(), may_leave: true, import: None });
        }
    }
    references
}

/// Where the pieces of code are; between them are space and comments.
pub(super) fn js_pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    js_tokens(text).into_iter().map(|token| token.whole)
}

#[derive(Clone, Copy, PartialEq)]
enum TokenKind {
    /// A name, a keyword or a number.
    Word,
    /// A quoted string without escapes; its range excludes the quotes.
    Text,
    /// Anything else.
    Sign,
}

struct Token {
    kind: TokenKind,
    range: Range<usize>,
    /// Including the quotes of a string.
    whole: Range<usize>,
}

/// Enough of JavaScript to distinguish code from comments, strings, templates and regular expressions.
fn js_tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    // One entry per open template: how many braces are open in its `${`.
    let mut templates: Vec<usize> = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        let start = index;
        let kind = match bytes[index] {
            byte if byte.is_ascii_whitespace() => {
                index += 1;
                continue;
            }
            b'/' if bytes[index..].starts_with(b"//") => {
                index = end_of(text, index, "\n");
                continue;
            }
            b'/' if bytes[index..].starts_with(b"/*") => {
                index = end_of(text, index + 2, "*/");
                continue;
            }
            b'/' if starts_expression(text, tokens.last()) => {
                index = end_of_regular_expression(bytes, index);
                TokenKind::Sign
            }
            quote @ (b'"' | b'\'') => {
                let range = string(bytes, index, quote);
                index = (range.end + 1).min(bytes.len());
                let is_plain = !bytes[range.clone()].contains(&b'\\');
                let kind = if is_plain { TokenKind::Text } else { TokenKind::Sign };
                tokens.push(Token { kind, range, whole: start..index });
                continue;
            }
            b'`' => {
                index = template_part(bytes, index + 1, &mut templates);
                TokenKind::Sign
            }
            b'}' if templates.last() == Some(&0) => {
                templates.pop();
                index = template_part(bytes, index + 1, &mut templates);
                TokenKind::Sign
            }
            byte if is_word(byte) => {
                index += bytes[index..].iter().take_while(|byte| is_word(**byte)).count();
                TokenKind::Word
            }
            byte => {
                match (byte, templates.last_mut()) {
                    (b'{', Some(open)) => *open += 1,
                    (b'}', Some(open)) => *open -= 1,
                    _ => {}
                }
                index += 1;
                TokenKind::Sign
            }
        };
        tokens.push(Token { kind, range: start..index, whole: start..index });
    }
    tokens
}

// After a value a slash means division; elsewhere it begins a regular expression.
fn starts_expression(text: &str, last: Option<&Token>) -> bool {
    let Some(last) = last else { return true };
    let word = &text[last.range.clone()];
    match last.kind {
        TokenKind::Text => false,
        TokenKind::Sign => !word.ends_with([')', ']', '}', '`', '/']) && word.len() == 1,
        TokenKind::Word => matches!(
            word,
            "return"
                | "typeof"
                | "case"
                | "in"
                | "of"
                | "delete"
                | "void"
                | "throw"
                | "else"
                | "do"
                | "yield"
                | "await"
        ),
    }
}

fn end_of_regular_expression(bytes: &[u8], start: usize) -> usize {
    let mut in_class = false;
    let mut index = start + 1;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return index + 1,
            b'\n' => return index,
            _ => {}
        }
        index += 1;
    }
    bytes.len()
}

/// Skips the text of a template up to its end or to `${`, which it records.
fn template_part(bytes: &[u8], start: usize, templates: &mut Vec<usize>) -> usize {
    let mut index = start;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'`' => return index + 1,
            b'$' if bytes.get(index + 1) == Some(&b'{') => {
                templates.push(0);
                return index + 2;
            }
            _ => {}
        }
        index += 1;
    }
    bytes.len()
}

/// The inside of the string that begins with a quote at `start`; it ends at the end of the line at the latest.
fn string(bytes: &[u8], start: usize, quote: u8) -> Range<usize> {
    let mut index = start + 1;
    while index < bytes.len() && bytes[index] != quote && bytes[index] != b'\n' {
        index += if bytes[index] == b'\\' { 2 } else { 1 };
    }
    start + 1..index.min(bytes.len())
}

fn end_of(text: &str, start: usize, mark: &str) -> usize {
    let rest = text.get(start..).unwrap_or("");
    rest.find(mark).map_or(text.len(), |length| start + length + mark.len())
}

fn skip_spaces(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(references: fn(&str) -> Vec<AssetReference>, text: &str, expected: &[&str]) {
        let addresses: Vec<&str> = references(text).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(addresses, expected);
    }

    #[test]
    fn urls_in_stylesheets_are_found_but_not_in_comments_and_strings() {
        check(
            css_references,
            "@import 'a.css'; /* url(b.png) */ p { background: URL( c.png ) , url(\"d e.png\"); content: 'url(f)' } \
             .my-url(x) {} @charset 'utf-8'; src: url('é.woff2'",
            &["a.css", "c.png", "d e.png", "é.woff2"],
        );
    }

    #[test]
    fn imports_in_scripts_are_found_but_not_in_comments_strings_and_regular_expressions() {
        check(
            js_references,
            "import a, { b } from './a.js'; import \"./b.js\"; export * from '../c.js';\n\
             // import './no.js'\n /* import './no.js' */ const x = \"import './no.js'\", y = /['\"]/.test('z');\n\
             const t = `import './no.js' ${ { k: await import('./d.js') }.k } import './no.js'`;\n\
             new URL('e.png', import.meta.url); new URL('f.png', document.baseURI); import 'package';\n\
             half = 1 / 2; import './g.js'; const from = './no.js';",
            &["./a.js", "./b.js", "../c.js", "./d.js", "e.png", "./g.js"],
        );
    }

    #[test]
    fn truncated_scripts_and_stylesheets_are_read_to_the_end() {
        for text in [
            "import '",
            "`${",
            "`${`",
            "/a",
            "/*",
            "}",
            "'\\",
            "url(",
            "url(\"",
            "@import",
            "import './a.js",
            "é",
        ] {
            js_references(text);
            css_references(text);
        }
    }
}
