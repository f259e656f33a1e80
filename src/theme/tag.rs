//! Splits the tags of a template into pieces, without interpreting them. Takes text, gives its tags; reads nothing else.

use std::ops::Range;

/// `{{ … }}` or `{% … %}`; comments and raw parts are left out.
pub(super) struct Tag<'a> {
    /// Including its delimiters.
    pub range: Range<usize>,
    /// `{% … %}`
    pub is_statement: bool,
    /// Its content.
    pub pieces: Vec<Piece<'a>>,
}

/// A name, a string, a number or a symbol.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind,
    /// The characters; for a string, those between the quotes.
    pub text: &'a str,
    /// Where it begins.
    pub start: usize,
}

/// The kind of a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// `article`, `if`
    Name,
    /// Between quotes.
    Text,
    /// A number, in digits.
    Number,
    /// Any other symbol, of up to three characters.
    Sign,
}

impl<'a> Tag<'a> {
    /// The first name: `for`, `endblock`; empty in a call of a component.
    pub fn keyword(&self) -> &'a str {
        match self.pieces.first() {
            Some(piece) if self.is_statement && piece.kind == PieceKind::Name => piece.text,
            _ => "",
        }
    }

    /// The piece at an index, if it is a name.
    pub fn name(&self, index: usize) -> Option<&'a str> {
        self.pieces.get(index).filter(|piece| piece.kind == PieceKind::Name).map(|piece| piece.text)
    }

    /// The piece at an index, if it is a string.
    pub fn text(&self, index: usize) -> Option<&'a str> {
        self.pieces.get(index).filter(|piece| piece.kind == PieceKind::Text).map(|piece| piece.text)
    }

    /// Whether the piece at an index is this symbol.
    pub fn is_sign(&self, index: usize, sign: &str) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.kind == PieceKind::Sign && piece.text == sign)
    }
}

/// All tags of a template, in order.
pub(super) fn read_tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[start..];
        if rest.starts_with("{#") {
            at = rest.find("#}").map_or(text.len(), |end| start + end + 2);
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let is_statement = rest.starts_with("{%");
            // A `-` inside the delimiters trims the space around them.
            let inside = start + if rest[2..].starts_with('-') { 3 } else { 2 };
            let (mut pieces, end) = read_pieces(text, inside, if is_statement { "%}" } else { "}}" });
            pieces.pop_if(|last| last.kind == PieceKind::Sign && last.text == "-");
            let tag = Tag { range: start..end, is_statement, pieces };
            at = end;
            if tag.keyword() == "raw" {
                at = text[end..].find("endraw").map_or(text.len(), |found| end + found);
            } else {
                tags.push(tag);
            }
        } else {
            at = start + 1;
        }
    }
    tags
}

fn read_pieces<'a>(text: &'a str, start: usize, close: &str) -> (Vec<Piece<'a>>, usize) {
    const LONG_SIGNS: [&str; 8] = ["...", "==", "!=", "<=", ">=", "?.", "/>", "</"];
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    // The braces of a table within `{{ }}` do not end it.
    let mut open_braces = 0;
    let mut at = start;
    while at < text.len() {
        let rest = &text[at..];
        if open_braces == 0 && rest.starts_with(close) {
            return (pieces, at + close.len());
        }
        let (kind, length) = match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            quote @ (b'"' | b'\'' | b'`') => {
                let mut end = at + 1;
                while end < text.len() && bytes[end] != quote {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                let end = text.ceil_char_boundary(end.min(text.len()));
                pieces.push(Piece { kind: PieceKind::Text, text: &text[at + 1..end], start: at + 1 });
                at = (end + 1).min(text.len());
                continue;
            }
            byte if byte.is_ascii_digit() => {
                (PieceKind::Number, length_of(rest, |letter| letter.is_ascii_digit()))
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                (PieceKind::Name, length_of(rest, |letter| letter.is_ascii_alphanumeric() || letter == '_'))
            }
            byte => {
                match byte {
                    b'{' => open_braces += 1,
                    b'}' if open_braces > 0 => open_braces -= 1,
                    _ => {}
                }
                let sign = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
                (PieceKind::Sign, sign.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8)))
            }
        };
        pieces.push(Piece { kind, text: &rest[..length], start: at });
        at += length;
    }
    (pieces, text.len())
}

fn length_of(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

/// The innermost `block`, `for`, `if` or other tag that is open at the end of a template.
pub(super) fn open_tag<'a, 'b>(tags: &'b [Tag<'a>]) -> Option<&'b Tag<'a>> {
    let mut open: Vec<&Tag<'_>> = Vec::new();
    for tag in tags {
        match tag.keyword() {
            "block" | "for" | "if" | "component" | "filter" => open.push(tag),
            "set" | "set_global" if is_set_block(tag) => open.push(tag),
            keyword if keyword.starts_with("end") => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

// `{% set x %} … {% endset %}`
fn is_set_block(tag: &Tag<'_>) -> bool {
    !tag.is_sign(2, "=")
}
