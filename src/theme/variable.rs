//! Checks that templates use only names that exist.
//!
//! Tera stops at an unknown variable that is printed, but treats one in a condition, a loop or an argument as empty, and
//! notices either only on a page that gets there. So every name is checked against the contract when the theme is loaded. The
//! type of a component's own parameter is not known here: its fields are left to Tera.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::contract::Kind;
use super::tag::{PieceKind, Tag, read_tags};
use super::template::{Template, template_path};
use super::template_error::TemplateError;
use super::token::TokenValue;
use super::view::{PageView, SiteView, View};
use crate::diagnostic::{Span, did_you_mean, nearest};

/// Every undefined name in the templates. Tera must be able to parse them.
pub(super) fn unknown_names(
    templates: &[Template<'_>],
    tokens: &BTreeMap<String, TokenValue>,
) -> Vec<TemplateError> {
    let read: Vec<Vec<Tag<'_>>> = templates.iter().map(|template| read_tags(template.text)).collect();
    let shared: BTreeSet<&str> = read.iter().flat_map(|tags| shared_names(tags)).collect();
    let mut errors = Vec::new();
    for (template, tags) in templates.iter().zip(&read) {
        let mut walk =
            NameChecker { tokens, shared: &shared, scopes: vec![Scope::default()], wrong: Vec::new() };
        tags.iter().for_each(|tag| walk.tag(tag));
        let path = template_path(&template.name);
        errors.extend(walk.wrong.into_iter().map(|wrong| TemplateError {
            span: path.as_ref().map(|path| Span::new(path, wrong.range)),
            message: wrong.message,
            hint: Some(wrong.hint),
        }));
    }
    errors
}

/// Names that another template of the page may see: what is set outside components, and the variables of a loop around an
/// `include`.
fn shared_names<'a>(tags: &[Tag<'a>]) -> Vec<&'a str> {
    let mut names = Vec::new();
    let mut loops: Vec<Vec<&str>> = Vec::new();
    let mut is_component = false;
    for tag in tags {
        match tag.keyword() {
            "component" => is_component = true,
            "endcomponent" => is_component = false,
            "set" | "set_global" if !is_component => names.extend(tag.name(1)),
            "for" => loops.push(loop_names(tag).0),
            "endfor" => drop(loops.pop()),
            "include" => names.extend(loops.iter().flatten()),
            _ => {}
        }
    }
    names
}

/// The variables of a loop, and where its expression begins.
fn loop_names<'a>(tag: &Tag<'a>) -> (Vec<&'a str>, usize) {
    let start = tag.pieces.iter().position(|piece| piece.kind == PieceKind::Name && piece.text == "in");
    let start = start.unwrap_or(tag.pieces.len());
    ((1..start).filter_map(|index| tag.name(index)).collect(), (start + 1).min(tag.pieces.len()))
}

struct NameChecker<'a, 'b> {
    tokens: &'b BTreeMap<String, TokenValue>,
    shared: &'b BTreeSet<&'a str>,
    /// The page's names, then those of a component or of loops, innermost last.
    scopes: Vec<Scope<'a>>,
    wrong: Vec<Wrong>,
}

#[derive(Default)]
struct Scope<'a> {
    names: BTreeMap<&'a str, Kind>,
    /// Whether it belongs to a component, which sees nothing outside itself.
    is_component: bool,
}

struct Wrong {
    range: Range<usize>,
    message: String,
    hint: String,
}

impl<'a> NameChecker<'a, '_> {
    fn tag(&mut self, tag: &Tag<'a>) {
        let end = tag.pieces.len();
        match tag.keyword() {
            "if" | "elif" => self.expression(tag, 1..end),
            "for" => {
                let (names, start) = loop_names(tag);
                let item = self.value(tag, start..end).item();
                let kind = |at: usize| if at + 1 == names.len() { item } else { Kind::Plain };
                let mut scope: BTreeMap<&str, Kind> =
                    names.iter().enumerate().map(|(at, name)| (*name, kind(at))).collect();
                scope.insert("loop", Kind::Plain);
                self.scopes.push(Scope { names: scope, is_component: false });
            }
            "component" => {
                let names = self.parameters(tag);
                self.scopes.push(Scope { names, is_component: true });
            }
            "endfor" | "endcomponent" => drop(self.scopes.pop()),
            keyword @ ("set" | "set_global") => {
                let kind = if tag.is_sign(2, "=") { self.value(tag, 3..end) } else { Kind::Plain };
                let own = self.scopes.iter().rposition(|scope| scope.is_component).unwrap_or(0);
                let scope = if keyword == "set" { self.scopes.len() - 1 } else { own };
                if let (Some(name), Some(scope)) = (tag.name(1), self.scopes.get_mut(scope)) {
                    scope.names.entry(name).and_modify(|known| *known = Kind::Plain).or_insert(kind);
                }
            }
            "filter" => self.expression(tag, 2..end),
            "" => self.expression(tag, 0..end),
            _ => {}
        }
    }

    /// The parameters of `component name(title: string, sides=None, @site, ...rest)`, and `body`.
    fn parameters(&self, tag: &Tag<'a>) -> BTreeMap<&'a str, Kind> {
        let mut names = BTreeMap::from([("body", Kind::Plain)]);
        let mut depth = 0;
        for index in 0..tag.pieces.len() {
            let is_open = |sign: &&str| tag.is_sign(index, sign);
            depth += usize::from(["(", "[", "{"].iter().any(is_open));
            depth -= usize::from(depth > 0 && [")", "]", "}"].iter().any(is_open));
            let is_start = depth == 1 && (tag.is_sign(index, "(") || tag.is_sign(index, ","));
            let is_implicit = tag.is_sign(index + 1, "@");
            let skipped = usize::from(is_implicit || tag.is_sign(index + 1, "..."));
            if let Some(name) = tag.name(index + 1 + skipped).filter(|_| is_start) {
                let kind = if is_implicit { self.page_variable(name) } else { None };
                names.insert(name, kind.unwrap_or(Kind::Plain));
            }
        }
        names
    }

    /// Checks an expression; gives its type if it is just a path.
    fn value(&mut self, tag: &Tag<'a>, range: Range<usize>) -> Kind {
        let is_path =
            tag.name(range.start).is_some_and(|name| !is_keyword(name)) && !tag.is_sign(range.start + 1, "(");
        if is_path {
            let already = self.wrong.len();
            let (kind, end) = self.path(tag, range.start, range.end);
            if end == range.end {
                return kind;
            }
            self.wrong.truncate(already);
        }
        self.expression(tag, range);
        Kind::Plain
    }

    fn expression(&mut self, tag: &Tag<'a>, range: Range<usize>) {
        let has_scope = self.open_comprehensions(tag, &range);
        let mut at = range.start;
        while at < range.end {
            let before = |sign: &str| at > range.start && tag.is_sign(at - 1, sign);
            let piece = tag.pieces[at];
            let starts_call = piece.kind == PieceKind::Sign
                && (piece.text == "</"
                    || piece.text == "<" && (at == range.start || !is_operand(tag, at - 1)));
            if starts_call {
                at += 2;
                while tag.is_sign(at, ".") {
                    at += 2;
                }
                continue;
            }
            let is_test = at > 0 && (tag.name(at - 1) == Some("is"))
                || at > 1 && tag.name(at - 1) == Some("not") && tag.name(at - 2) == Some("is");
            let is_variable = piece.kind == PieceKind::Name
                && !is_keyword(piece.text)
                && !is_test
                && !before("|")
                && !tag.is_sign(at + 1, "(")
                && !tag.is_sign(at + 1, "=")
                && !(tag.is_sign(at + 1, ":") && (before("{") || before(",")));
            at = if is_variable { self.path(tag, at, range.end).1 } else { at + 1 };
        }
        if has_scope {
            self.scopes.pop();
        }
    }

    /// `[heading for heading in outline]` gives `heading` a value.
    fn open_comprehensions(&mut self, tag: &Tag<'a>, range: &Range<usize>) -> bool {
        let mut names = BTreeMap::new();
        for index in range.clone().filter(|index| tag.name(*index) == Some("for")) {
            let bound = (index + 1..range.end).take_while(|index| tag.name(*index) != Some("in"));
            names.extend(bound.filter_map(|index| Some((tag.name(index)?, Kind::Plain))));
        }
        let has_scope = !names.is_empty();
        if has_scope {
            self.scopes.push(Scope { names, is_component: false });
        }
        has_scope
    }

    /// Follows `page.field["name"][0]`; gives its value and where it ends.
    fn path(&mut self, tag: &Tag<'a>, start: usize, end: usize) -> (Kind, usize) {
        let first = tag.pieces[start];
        let mut wrong = None;
        let mut kind = self.variable(first.text).unwrap_or_else(|| {
            wrong = Some(self.unknown_variable(first.text, first.start));
            Kind::Plain
        });
        let mut at = start + 1;
        while at < end {
            let field = if tag.is_sign(at, ".") || tag.is_sign(at, "?.") {
                at += 2;
                tag.pieces.get(at - 1).copied()
            } else if tag.is_sign(at, "[") || tag.is_sign(at, "?") && tag.is_sign(at + 1, "[") {
                let open = if tag.is_sign(at, "[") { at } else { at + 1 };
                let close = closing(tag, open, end);
                at = (close + 1).min(end);
                match tag.text(open + 1) {
                    Some(_) if open + 2 == close => Some(tag.pieces[open + 1]),
                    _ => {
                        self.expression(tag, open + 1..close);
                        let is_slice = (open + 1..close).any(|index| tag.is_sign(index, ":"));
                        // A part of a list is a list.
                        kind = if is_slice && matches!(kind, Kind::List(_)) { kind } else { kind.item() };
                        continue;
                    }
                }
            } else {
                break;
            };
            let Some(field) = field else { break };
            kind = self.field(kind, field.text).unwrap_or_else(|| {
                wrong.get_or_insert(self.unknown_field(kind, field.text, field.start));
                Kind::Plain
            });
        }
        // A test for existence allows for an absent value.
        let asks = tag.name(at) == Some("is")
            && (at + 1..at + 3).any(|index| matches!(tag.name(index), Some("defined" | "undefined")))
            || tag.is_sign(at, "|") && tag.name(at + 1) == Some("default");
        self.wrong.extend(wrong.filter(|_| !asks));
        (kind, at)
    }

    fn variable(&self, name: &str) -> Option<Kind> {
        for scope in self.scopes.iter().rev() {
            match scope.names.get(name) {
                Some(kind) => return Some(*kind),
                None if scope.is_component => return None,
                None => {}
            }
        }
        self.page_variable(name).or_else(|| self.shared.contains(name).then_some(Kind::Plain))
    }

    fn page_variable(&self, name: &str) -> Option<Kind> {
        match name {
            "site" => Some(Kind::View(&SiteView::VIEW)),
            _ => field(&PageView::VIEW, name),
        }
    }

    fn field(&self, kind: Kind, name: &str) -> Option<Kind> {
        match kind {
            Kind::Plain | Kind::List(_) => Some(Kind::Plain),
            Kind::View(view) => field(view, name),
            Kind::Tokens => self.tokens.contains_key(name).then_some(Kind::Plain),
            Kind::DarkTokens => self.tokens.get(name)?.dark().map(|_| Kind::Plain),
        }
    }

    fn unknown_variable(&self, name: &str, start: usize) -> Wrong {
        let is_component = self.scopes.iter().any(|scope| scope.is_component);
        let own = self.scopes.iter().flat_map(|scope| scope.names.keys().copied());
        let near = match is_component {
            true => nearest(name, own.filter(|known| *known != "body")),
            false => nearest(name, names_of(&PageView::VIEW).chain(own).chain(["site"])),
        };
        let hint = match near {
            _ if is_component && self.page_variable(name).is_some() => format!(
                "a component sees only its parameters; add `@{name}` to get its value from the page, or pass `{name}` in each call"
            ),
            Some(near) => format!("did you mean `{near}`?"),
            None if is_component => "a component sees only its parameters".to_owned(),
            None => "docs/contract.md lists everything that a template gets".to_owned(),
        };
        Wrong { range: start..start + name.len(), message: format!("variable `{name}` is not defined"), hint }
    }

    fn unknown_field(&self, kind: Kind, name: &str, start: usize) -> Wrong {
        let is_light = matches!(kind, Kind::Tokens);
        let tokens = self.tokens.iter().filter(|(_, value)| is_light || value.dark().is_some());
        let tokens: Vec<&str> = tokens.map(|(name, _)| name.as_str()).collect();
        let (message, known) = match kind {
            Kind::View(view) => (format!("field `{name}` is not defined"), names_of(view).collect()),
            Kind::DarkTokens => (format!("no token of type color is called `{name}`"), tokens),
            Kind::Plain | Kind::List(_) | Kind::Tokens => (format!("no token is called `{name}`"), tokens),
        };
        let hint = did_you_mean(name, known.iter().copied())
            .unwrap_or_else(|| format!("available here: {}", known.join(", ")));
        Wrong { range: start..start + name.len(), message, hint }
    }
}

fn field(view: &View, name: &str) -> Option<Kind> {
    view.field(name).map(|field| Kind::of(&field.kind))
}

fn names_of<'a>(view: &View) -> impl Iterator<Item = &'a str> {
    view.fields.iter().map(|field| field.name)
}

/// The bracket that closes the one at `open`.
fn closing(tag: &Tag<'_>, open: usize, end: usize) -> usize {
    let mut depth = 0;
    for index in open..end {
        depth += usize::from(tag.is_sign(index, "["));
        depth -= usize::from(tag.is_sign(index, "]"));
        if depth == 0 {
            return index;
        }
    }
    end
}

// After a value `<` is a comparison; elsewhere it begins the call of a component.
fn is_operand(tag: &Tag<'_>, index: usize) -> bool {
    match tag.pieces[index].kind {
        PieceKind::Name => !is_keyword(tag.pieces[index].text),
        PieceKind::Text | PieceKind::Number => true,
        PieceKind::Sign => matches!(tag.pieces[index].text, ")" | "]"),
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "and"
            | "or"
            | "not"
            | "in"
            | "is"
            | "if"
            | "else"
            | "for"
            | "true"
            | "false"
            | "True"
            | "False"
            | "none"
            | "None"
    )
}
