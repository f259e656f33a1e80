//! Places in templates where text that an author wrote would become code. Takes the templates of the chain, gives warnings.
//!
//! Tera escapes what it prints, which protects text and quoted attributes. Nothing protects `| safe`, a value without quotes,
//! the beginning of an address, a script, a style or an event handler. Types are not inferred: a name counts as text if the
//! contract or the shortcode's declaration says so, and what a theme computes itself is left to its author.

use std::ops::Range;

use super::manifest::Manifest;
use super::place::theme_files;
use super::tag::{Piece, PieceKind, Tag, read_tags};
use super::view::views;
use crate::config::ArgumentKind;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::source::SourceTree;

/// Attributes whose value is an address (HTML, SVG).
const ADDRESSES: [&str; 13] = [
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "longdesc",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];

/// Fields of the contract that are addresses; all that end in `url` are, too.
const ADDRESS_FIELDS: [&str; 6] = ["action", "image", "next", "permalink", "previous", "root"];

/// The one field that is made for a script element.
const STRUCTURED_DATA: &str = "structured_data";

/// Checks every template of every theme.
pub(super) fn check_escaping(tree: &SourceTree, manifests: &[Manifest], found: &mut Diagnostics) {
    for manifest in manifests {
        for file in theme_files(tree, &manifest.name, "templates") {
            let Some(text) = file.text().filter(|_| file.path.extension() == "html") else { continue };
            let shortcode = file.path.as_str().rsplit_once("/shortcodes/").map(|(_, name)| name);
            let shortcode = shortcode.and_then(|name| name.strip_suffix(".html"));
            let arguments = manifests.iter().find_map(|manifest| {
                let schema =
                    manifest.shortcodes.iter().find(|schema| Some(&*schema.value.name) == shortcode)?;
                Some(&schema.value.arguments)
            });
            let arguments = arguments.into_iter().flatten();
            let arguments = arguments.map(|argument| (&*argument.name.value, &argument.kind)).collect();
            for (range, message, hint) in (Template { text, arguments }).dangers() {
                found.report(&codes::TEMPLATE_UNSAFE, Span::new(&file.path, range), message).hint(hint);
            }
        }
    }
}

type Danger = (Range<usize>, String, &'static str);

struct Template<'a> {
    text: &'a str,
    /// The arguments of the shortcode, if it is one.
    arguments: Vec<(&'a str, &'a ArgumentKind)>,
}

/// Where in the HTML a template prints a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Context<'a> {
    Text,
    Comment,
    /// Between the name of a tag and its end, but not in a value.
    Tag,
    /// The value of an attribute; `is_start` is true before its first character.
    Value {
        attribute: &'a str,
        is_quoted: bool,
        is_start: bool,
    },
    /// The content of `<script>` or `<style>`.
    Code(&'a str),
}

impl<'a> Template<'a> {
    fn dangers(&self) -> Vec<Danger> {
        let tags = read_tags(self.text);
        let mut dangers: Vec<Danger> = tags.iter().flat_map(|tag| self.unsafe_values(tag)).collect();
        for (tag, context) in contexts(self.text, &tags) {
            dangers.extend(
                self.misplaced(tag, context).map(|(message, hint)| (tag.range.clone(), message, hint)),
            );
        }
        dangers
    }

    /// Text that is printed with `| safe`.
    fn unsafe_values(&self, tag: &Tag<'a>) -> Vec<Danger> {
        let ends =
            (1..tag.pieces.len()).filter(|at| tag.name(*at) == Some("safe") && tag.is_sign(at - 1, "|"));
        let danger = |at: usize| {
            let is_part = |index: &usize| {
                tag.name(*index).is_some() || [".", "?.", "|"].iter().any(|sign| tag.is_sign(*index, sign))
            };
            let start = (0..at - 1).rev().take_while(is_part).last()?;
            let path = path_at(tag, start);
            let (first, last) = (path.first()?, path.last()?);
            let is_text = match path.len() {
                1 if let Some(kind) = self.argument(first.text) => *kind != ArgumentKind::Markdown,
                _ => is_field(&path, |meaning| !is_html(meaning)),
            };
            let message = format!("`{}` is text, but is printed as HTML", words(&path));
            let hint = "remove `| safe`: an author could write code into it";
            is_text.then(|| (first.start..last.start + last.text.len(), message, hint))
        };
        ends.filter_map(danger).collect()
    }

    /// What is wrong with printing something in this place, and how to fix it; none if nothing is wrong.
    fn misplaced(&self, tag: &Tag<'a>, context: Context<'a>) -> Option<(String, &'static str)> {
        // The output of a component is HTML, and its templates are checked themselves.
        if tag.is_sign(0, "<") {
            return None;
        }
        let path = path_at(tag, 0);
        let is_own = path.first().is_some_and(|first| first.text == "site")
            && path.get(1).is_some_and(|field| ["tokens", "dark"].contains(&field.text));
        match context {
            Context::Text | Context::Comment => None,
            Context::Code("script") if path.first().is_some_and(|first| first.text == STRUCTURED_DATA) => {
                None
            }
            Context::Code("style") if is_own => None,
            Context::Code(element) => Some((
                format!("values inside `<{element}>` are not escaped for code"),
                "print it in a `data-` attribute and read it from a script of the theme",
            )),
            Context::Tag => self.is_text(tag, &path).then_some((
                "this is printed between the attributes of a tag, where nothing is escaped".to_owned(),
                "print it in the quotes of an attribute's value",
            )),
            Context::Value { is_quoted: false, attribute, .. } => Some((
                format!(
                    "the value of `{attribute}` has no quotes, so a space in it begins another attribute"
                ),
                "put the value in quotes",
            )),
            Context::Value { attribute, .. } if attribute.starts_with("on") || attribute == "srcdoc" => {
                Some((
                    format!("the value of `{attribute}` is code"),
                    "print it in a `data-` attribute and read it from a script of the theme",
                ))
            }
            Context::Value { attribute: "style", .. } => (!is_own && self.is_text(tag, &path)).then(|| {
                (
                    "text in a style can set any property".to_owned(),
                    "print only tokens and numbers in a style, or choose a class",
                )
            }),
            Context::Value { attribute, is_start, .. } => {
                let is_address = is_start && ADDRESSES.contains(&attribute);
                (is_address && self.is_text(tag, &path)).then(|| {
                    (
                        format!("`{}` is text, not an address, so it could begin with `javascript:`", words(&path)),
                        "print a field that is an address, or an argument of type `url`, `image` or `reference`",
                    )
                })
            }
        }
    }

    /// Whether a value is known to be text that an author wrote, and not an address.
    fn is_text(&self, tag: &Tag<'a>, path: &[Piece<'a>]) -> bool {
        // A call of a function.
        if tag.is_sign(1, "(") {
            return false;
        }
        match path {
            [only] if self.argument(only.text).is_some() => {
                matches!(self.argument(only.text), Some(ArgumentKind::Text))
            }
            // The attributes that a form's receiver needs: both their names and their values are kb's own.
            [first, ..] if first.text == "attribute" => false,
            [.., last] => {
                let is_address = last.text.ends_with("url") || ADDRESS_FIELDS.contains(&last.text);
                !is_address && is_field(path, |_| true)
            }
            [] => false,
        }
    }

    fn argument(&self, name: &str) -> Option<&'a ArgumentKind> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

/// Whether some text field in the contract has this name and a matching description.
fn is_field(path: &[Piece<'_>], matches: impl Fn(&str) -> bool) -> bool {
    let Some(last) = path.last() else { return false };
    let parent = path.len().checked_sub(2).map(|at| path[at].text);
    let all = || {
        views().filter_map(|view| {
            let field = view.field(last.text).filter(|field| field.kind.is_text())?;
            Some((view.name.trim_end_matches("View").to_ascii_lowercase(), field.meaning()))
        })
    };
    // `form.text` is HTML and `cta.text` is not.
    let owner = parent.map(|parent| parent.replace('_', ""));
    let of_owner = all().find(|(view, _)| owner.as_ref().is_some_and(|owner| owner.ends_with(view.as_str())));
    match of_owner {
        Some((_, meaning)) => matches(meaning),
        None => {
            let mut fields = all().peekable();
            fields.peek().is_some() && fields.all(|(_, meaning)| matches(meaning))
        }
    }
}

/// Whether a field contains HTML, according to the comment of its view.
fn is_html(meaning: &str) -> bool {
    meaning.contains("| safe")
}

/// `page.field.name` from a piece on; empty if there is no name.
fn path_at<'a>(tag: &Tag<'a>, start: usize) -> Vec<Piece<'a>> {
    let mut path = Vec::new();
    let mut at = start;
    while let Some(piece) = tag.pieces.get(at).filter(|piece| piece.kind == PieceKind::Name) {
        path.push(*piece);
        if !tag.is_sign(at + 1, ".") && !tag.is_sign(at + 1, "?.") {
            break;
        }
        at += 2;
    }
    path
}

fn words(path: &[Piece<'_>]) -> String {
    path.iter().map(|piece| piece.text).collect::<Vec<_>>().join(".")
}

/// The context of everything that a template prints. Conditions are read as if all their branches were printed.
fn contexts<'a, 'b>(text: &'a str, tags: &'b [Tag<'a>]) -> Vec<(&'b Tag<'a>, Context<'a>)> {
    let bytes = text.as_bytes();
    let mut printed = Vec::new();
    let mut context = Context::Text;
    let mut element = "";
    let mut quote = 0;
    let mut attribute = "";
    let mut tags = tags.iter().peekable();
    let (mut before, mut at) = (0, 0);
    let mut is_after_equals = false;
    while at < bytes.len() {
        // White space between `=` and a value may be as long as the file.
        if let Some(last) = text[before..at].trim_end().bytes().next_back() {
            is_after_equals = last == b'=';
        }
        before = at;
        let rest = &text[at..];
        if let Some(tag) = tags.next_if(|tag| tag.range.start <= at) {
            if context == Context::Tag && is_after_equals && !tag.is_statement {
                context = Context::Value { attribute, is_quoted: false, is_start: true };
            }
            if !tag.is_statement {
                printed.push((tag, context));
                if let Context::Value { is_start, .. } = &mut context {
                    *is_start = false;
                }
            }
            at = tag.range.end;
            continue;
        }
        // Comments of templates are not tags.
        if rest.starts_with("{#") {
            at += rest.find("#}").map_or(rest.len(), |end| end + 2);
            continue;
        }
        let byte = bytes[at];
        let mut length = 1;
        match context {
            Context::Text if rest.starts_with("<!--") => context = Context::Comment,
            Context::Text if byte == b'<' => {
                let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
                length = rest.len() - name.len();
                let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
                if !name.is_empty() {
                    element = if length == 1 { name } else { "" };
                    context = Context::Tag;
                }
                length += name.len();
            }
            Context::Comment if rest.starts_with("-->") => context = Context::Text,
            Context::Code(name) if rest.starts_with("</") && rest[2..].starts_with(name) => {
                context = Context::Tag;
                element = "";
                length = 2 + name.len();
            }
            Context::Tag if byte == b'>' => {
                context = match element {
                    "script" | "style" => Context::Code(element),
                    _ => Context::Text,
                };
            }
            Context::Tag if matches!(byte, b'"' | b'\'') && is_after_equals => {
                quote = byte;
                context = Context::Value { attribute, is_quoted: true, is_start: true };
            }
            Context::Tag if is_after_equals && !byte.is_ascii_whitespace() => {
                context = Context::Value { attribute, is_quoted: false, is_start: false };
            }
            Context::Tag if byte.is_ascii_alphabetic() => {
                let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
                length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
                attribute = &rest[..length];
            }
            Context::Value { is_quoted: true, .. } if byte == quote => context = Context::Tag,
            Context::Value { is_quoted: false, .. } if byte.is_ascii_whitespace() => context = Context::Tag,
            Context::Value { is_quoted: false, .. } if byte == b'>' => {
                context = Context::Tag;
                length = 0;
            }
            Context::Value { ref mut is_start, .. } if !byte.is_ascii_whitespace() => *is_start = false,
            Context::Text | Context::Comment | Context::Tag | Context::Value { .. } | Context::Code(_) => {}
        }
        at += length;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    printed
}
