//! Recognises callouts: a quotation whose first line is `[!tip] Title`.

use crate::document::{CalloutKind, Fold};
use crate::path::words_of;

/// The head of a callout.
pub(super) struct CalloutHead {
    pub kind: CalloutKind,
    pub fold: Fold,
    /// The kind as written, if no kind is called so.
    pub unknown: Option<String>,
    /// Bytes up to the title.
    pub length: usize,
}

/// Reads the head of a callout at the start of a quotation's text.
pub(super) fn read_head(text: &str) -> Option<CalloutHead> {
    let inner = text.strip_prefix("[!")?;
    let end = inner.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_')))?;
    let name = &inner[..end];
    let mut rest = inner[end..].strip_prefix(']')?;
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

fn find_kind(name: &str) -> Option<CalloutKind> {
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
