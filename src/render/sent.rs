//! What a form sends, for whoever writes a privacy policy.

use super::{PageContext, Press};
use crate::theme::view::{FormFieldView, FormView};

/// What the browser of a reader sends with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The form's name in `site.toml`.
    pub form: String,
    /// Where it is sent; empty if nobody receives it.
    pub to: String,
    /// What the reader fills in, in order.
    pub asked: Vec<Asked>,
    /// Names of the values that are sent without being asked for.
    pub added: Vec<String>,
    /// The field that only robots fill in; empty if there is none.
    pub trap: String,
}

/// A field that a reader fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name under which its value is sent.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Whether the form cannot be sent without it.
    pub required: Required,
}

/// When a field must be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Required {
    /// Always.
    Always,
    /// If another field, by its label, has this value.
    If {
        /// The label of the other field.
        field: String,
        /// Its value.
        is: String,
    },
    /// Never.
    Never,
}

impl Press<'_> {
    /// What each form of the site sends, by name.
    pub fn sent(&self) -> Vec<Sent> {
        let home = self.edition.home;
        let context = PageContext { page: home, root: String::new() };
        let forms = self.config.forms.keys().filter_map(|name| self.form(&context, name, &[]));
        forms.map(sent).collect()
    }
}

fn sent(form: FormView) -> Sent {
    let asked = form.groups.into_iter().flat_map(|group| group.fields).map(asked).collect();
    let added = form.hidden.into_iter().map(|pair| pair.name).collect();
    let trap = form.honeypot.map_or(String::new(), |honeypot| honeypot.name.to_owned());
    Sent { form: form.name, to: form.action, asked, added, trap }
}

fn asked(field: FormFieldView) -> Asked {
    let required = match (field.required, field.required_when) {
        (true, _) => Required::Always,
        (false, Some(condition)) => Required::If { field: condition.label, is: condition.value },
        (false, None) => Required::Never,
    };
    Asked { name: field.name, label: field.label, required }
}
