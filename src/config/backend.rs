//! `[backend]`: who receives forms.

use crate::data::Reader;
use crate::diagnostic::{Diagnostics, codes};
use crate::path::{Purpose, WebAddress, scheme_of};

/// Who receives a form. `render` knows what each of them needs in a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Backend {
    /// `kind = "post"`: an address that accepts forms as browsers send them.
    Post {
        /// The address.
        action: String,
    },
    /// `kind = "netlify"`: the host finds the form in the published page and receives it itself.
    Netlify,
    /// `kind = "formspree"`
    Formspree {
        /// The last part of the form's address there.
        id: String,
    },
    /// `kind = "web3forms"`
    Web3Forms {
        /// Identifies the mailbox; it is public, since it is in every page.
        access_key: String,
    },
}

/// The field of a form that only bots fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Honeypot {
    /// Its name.
    pub name: &'static str,
    /// Its `type`: `text` or `checkbox`.
    pub kind: &'static str,
}

#[derive(Clone, Copy)]
enum Kind {
    Post,
    Netlify,
    Formspree,
    Web3Forms,
}

const KINDS: &[(&str, Kind)] = &[
    ("post", Kind::Post),
    ("netlify", Kind::Netlify),
    ("formspree", Kind::Formspree),
    ("web3forms", Kind::Web3Forms),
];

impl Backend {
    /// The field that this receiver uses as a honeypot: each has its own name.
    pub fn honeypot(&self) -> Honeypot {
        let (name, kind) = match self {
            // A name that attracts bots; the dot keeps it distinct from the names that a field may have.
            Backend::Post { .. } => ("contact.website", "text"),
            Backend::Netlify => ("bot-field", "text"),
            Backend::Formspree { .. } => ("_gotcha", "text"),
            Backend::Web3Forms { .. } => ("botcheck", "checkbox"),
        };
        Honeypot { name, kind }
    }
}

/// Reads `[backend]`. If the table is invalid, gives a receiver without an address, so that nobody is also asked to add
/// one.
pub(super) fn read_backend(mut reader: Reader<'_>, found: &mut Diagnostics) -> Backend {
    let unread = Backend::Post { action: String::new() };
    let kind = reader.choice("kind", KINDS, found);
    if kind.is_none() && reader.value("kind").is_none() {
        reader.missing("kind", found);
    }
    let Some(kind) = kind else {
        // The allowed keys depend on the kind; without it none of them are checked.
        reader.entries();
        return unread;
    };
    let backend = match kind {
        Kind::Post => read_post(&mut reader, found),
        Kind::Netlify => Some(Backend::Netlify),
        Kind::Formspree => read_word(&mut reader, "id", found).map(|id| Backend::Formspree { id }),
        Kind::Web3Forms => {
            read_word(&mut reader, "access-key", found).map(|access_key| Backend::Web3Forms { access_key })
        }
    };
    reader.finish(found);
    backend.unwrap_or(unread)
}

fn read_post(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Option<Backend> {
    let action = reader.required_text("action", found)?;
    let span = reader.span(&action.range);
    let is_web =
        |address: &WebAddress| matches!(scheme_of(address.as_str()).as_deref(), Some("http" | "https"));
    let address = WebAddress::judge(&action.value, Purpose::Follow, &[]).ok();
    let Some(address) = address.filter(is_web) else {
        found
            .report(&codes::FORM_INVALID, span, format!("forms cannot be sent to “{}”", action.value))
            .label("not https")
            .hint("write a full address, such as https://forms.example.com/kb");
        // Not even a site that is published despite its errors may send its forms there.
        return None;
    };
    if !address.is_secure() {
        found
            .report(&codes::FORM_INSECURE, span, format!("forms would be sent unencrypted to “{address}”"))
            .label("not https")
            .hint("use an address that starts with https://");
    }
    Some(Backend::Post { action: address.to_string() })
}

/// An identifier issued by a service: one word, so that nobody pastes a whole address.
fn read_word(reader: &mut Reader<'_>, key: &str, found: &mut Diagnostics) -> Option<String> {
    let text = reader.required_text(key, found)?;
    let is_word = !text.value.is_empty()
        && text.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if !is_word {
        found
            .report(
                &codes::FORM_INVALID,
                reader.span(&text.range),
                format!("“{}” is not a valid `{key}`", text.value),
            )
            .label("expected one word")
            .hint("copy it from the form's page at the service: only letters, digits, `-` and `_`");
    }
    Some(text.value)
}
