//! `kb list --data-sent`: what the forms of a site send, for its privacy policy.

use super::Format;
use crate::diagnostic::visible;
use crate::engine::{Asked, Required, Sent};

/// What the theme's script adds; no template knows whether a reader's address has it.
const CAMPAIGN: &str = "utm_…";

/// The list as `kb list` prints it.
pub fn text(forms: &[Sent], format: Format) -> String {
    match format {
        Format::Json => forms.iter().map(to_json).collect(),
        Format::Human => forms.iter().map(to_paragraph).collect::<Vec<_>>().join("\n"),
    }
}

fn to_json(sent: &Sent) -> String {
    let asked = sent.asked.iter().map(|field| {
        let (required, when) = match &field.required {
            Required::Always => (true, None),
            Required::If { field, is } => (false, Some(serde_json::json!({ "field": field, "is": is }))),
            Required::Never => (false, None),
        };
        serde_json::json!({
            "name": field.name,
            "label": field.label,
            "required": required,
            "required_when": when,
        })
    });
    let line = serde_json::json!({
        "form": sent.form,
        "to": sent.to,
        "asked": asked.collect::<Vec<_>>(),
        "added": added(sent).collect::<Vec<_>>(),
        "trap": sent.trap,
    });
    format!("{line}\n")
}

fn to_paragraph(sent: &Sent) -> String {
    let to = match sent.to.is_empty() {
        true => "nobody: the site has no `[backend]`".into(),
        false => visible(&sent.to),
    };
    let mut text = format!("{} is sent to {to}\n", sent.form);
    let asked: Vec<String> = sent.asked.iter().map(asked).collect();
    text.push_str(&format!("  asked for:  {}\n", asked.join("; ")));
    text.push_str(&format!("  also sent:  {}\n", added(sent).collect::<Vec<_>>().join(", ")));
    if !sent.trap.is_empty() {
        text.push_str(&format!("  for robots: {}\n", sent.trap));
    }
    text
}

fn added(sent: &Sent) -> impl Iterator<Item = &str> {
    sent.added.iter().map(String::as_str).chain([CAMPAIGN])
}

fn asked(field: &Asked) -> String {
    let label = visible(&field.label);
    match &field.required {
        Required::Always => format!("{label} (required)"),
        Required::If { field, is } => {
            format!("{label} (required if “{}” is “{}”)", visible(field), visible(is))
        }
        Required::Never => label.into_owned(),
    }
}
