//! Callouts: a quotation whose first line is `[!tip] Title`.

use pulldown_cmark::{Event, Tag as Start};

use super::convert::{Block, Converter, Events};
use crate::diagnostic::{codes, nearest};
use crate::document::{CalloutKind, Fold, Node, Tag};
use crate::path::words_of;
use crate::segment::is_word_part;

/// The head of a callout.
pub(super) struct CalloutHead {
    pub kind: CalloutKind,
    pub fold: Fold,
    /// The kind as written, if it is unknown.
    pub unknown: Option<String>,
    /// How many bytes come before the title.
    pub length: usize,
}

/// Reads the head of a callout at the start of a quotation's text.
pub(super) fn read_head(text: &str) -> Option<CalloutHead> {
    let inner = text.strip_prefix("[!")?;
    let (name, rest) = inner.split_at(name_length(inner));
    // Obsidian's metadata, `[!tip|left]`, which its own styles read.
    let metadata = rest.strip_prefix('|').map_or(0, |rest| 1 + rest.find([']', '\n']).unwrap_or(0));
    let mut rest = rest[metadata..].strip_prefix(']')?;
    let fold = match rest.as_bytes().first() {
        Some(b'+') => Fold::Open,
        Some(b'-') => Fold::Closed,
        _ => Fold::None,
    };
    rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    if name.is_empty() || !(rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
        return None;
    }
    let title = rest.trim_start_matches([' ', '\t']);
    let kind = find_kind(&name.to_lowercase());
    let unknown = kind.is_none().then(|| words_of(name));
    let length = text.len() - title.len();
    Some(CalloutHead { kind: kind.unwrap_or(CalloutKind::Note), fold, unknown, length })
}

/// The length of the name of a kind that a text begins with.
pub(super) fn name_length(text: &str) -> usize {
    let is_part = |letter: char| is_word_part(letter) || matches!(letter, '-' | '_');
    text.find(|letter: char| !is_part(letter)).unwrap_or(text.len())
}

/// The names of all kinds.
pub(super) const KINDS: [&str; 27] = [
    "note",
    "tip",
    "hint",
    "important",
    "warning",
    "attention",
    "caution",
    "abstract",
    "summary",
    "tldr",
    "info",
    "todo",
    "success",
    "check",
    "done",
    "question",
    "help",
    "faq",
    "failure",
    "fail",
    "missing",
    "danger",
    "error",
    "bug",
    "example",
    "quote",
    "cite",
];

/// The kind with a name, given in lowercase; none if there is no such kind.
pub(super) fn find_kind(name: &str) -> Option<CalloutKind> {
    Some(match name {
        "note" => CalloutKind::Note,
        "tip" | "hint" => CalloutKind::Tip,
        "important" => CalloutKind::Important,
        "warning" | "attention" => CalloutKind::Warning,
        "caution" => CalloutKind::Caution,
        "abstract" | "summary" | "tldr" => CalloutKind::Abstract,
        "info" => CalloutKind::Info,
        "todo" => CalloutKind::Todo,
        "success" | "check" | "done" => CalloutKind::Success,
        "question" | "help" | "faq" => CalloutKind::Question,
        "failure" | "fail" | "missing" => CalloutKind::Failure,
        "danger" | "error" => CalloutKind::Danger,
        "bug" => CalloutKind::Bug,
        "example" => CalloutKind::Example,
        "quote" | "cite" => CalloutKind::Quote,
        _ => return None,
    })
}

/// The title of a callout, from its first line.
pub(super) struct Title {
    /// The name of the kind, if kb does not know it: the callout's title if the author wrote none.
    unknown: Option<String>,
    pub is_open: bool,
}

impl<'p> Converter<'p, '_, '_> {
    /// Opens a quotation or a callout.
    pub fn start_quote(&mut self, events: &mut Events<'p>) {
        let first = match events.peek() {
            Some((Event::Start(Start::Paragraph), range)) if self.out.options.config.markdown.extensions => {
                Some(range.start)
            }
            _ => None,
        };
        let head = first.and_then(|start| Some((start, read_head(&self.masked[start..])?)));
        if let Some((start, head)) = &head
            && head.unknown.is_some()
        {
            self.report_kind(*start);
        }
        let tag = head.as_ref().map_or(Tag::BlockQuote, |(_, head)| Tag::Callout(head.kind, head.fold));
        self.blocks.push(Block::Quote(tag, self.out.position()));
        self.open(tag);
        if let Some((start, head)) = head {
            self.skip_until = start + head.length;
            self.title = Some(Title { unknown: head.unknown, is_open: false });
        }
    }

    fn report_kind(&mut self, start: usize) {
        let name = start + 2..start + 2 + name_length(&self.masked[start + 2..]);
        let word = self.masked[name.clone()].to_lowercase();
        let place = self.piece.places(name);
        let diagnostic = self.out.report(
            &codes::CALLOUT_UNKNOWN,
            place,
            format!("unknown callout kind `{word}`, shown as a note with that title"),
        );
        diagnostic.label("unknown kind");
        match nearest(&word, KINDS.iter().copied()) {
            Some(near) => diagnostic.hint(format!("did you mean `[!{near}]`?")),
            None => diagnostic.hint("write `[!note]` followed by your own title"),
        };
    }

    /// Closes the title of a callout.
    pub fn end_title(&mut self) {
        let Some(title) = self.title.take() else { return };
        self.fixed -= 1;
        self.out.trim_end();
        self.name_callout();
        match title.unknown {
            Some(words) if self.out.body.nodes.last() == Some(&Node::Open(Tag::CalloutTitle)) => {
                self.out.push_text(&words);
            }
            _ => {}
        }
        self.out.close_unless_empty(Tag::CalloutTitle);
        // The rest of the first paragraph; it vanishes again if there is none.
        self.start_paragraph();
    }
}
