//! The contract's part on forms.

use super::declare::Declared;

views! {
    /// A form, complete: whatever a backend needs is among `hidden`.
    pub struct FormView {
        /// Its name in `site.toml`, and the prefix of every `id` in it.
        pub name: String,
        /// Heading.
        pub title: String,
        /// HTML before the first field; may be empty. Print with `| safe`.
        pub text: String,
        /// For `<form action>`; empty if the site has no backend, and then there must be no button.
        pub action: String,
        /// `post`.
        pub method: &'static str,
        /// Further attributes of the `form` element that the receiver looks for, each as `name="value"`.
        pub attributes: Vec<HiddenView>,
        /// At least one field is required, so the mark must be explained before the first field.
        pub has_required: bool,
        /// The fields that are seen, in groups: a `fieldset` with a `legend` each, but for those without a title.
        pub groups: Vec<FormGroupView>,
        /// Names and values of fields that are not seen.
        pub hidden: Vec<HiddenView>,
        /// The field that only robots fill in; none if nobody receives the form.
        pub honeypot: Option<HoneypotView>,
        /// HTML: what the reader consents to by sending. Print with `| safe`.
        pub consent: String,
        /// The button's words.
        pub submit: String,
    }

    /// Fields of a form that stand together.
    pub struct FormGroupView {
        /// The legend; empty for none.
        pub title: String,
        /// The fields.
        pub fields: Vec<FormFieldView>,
    }

    /// A field that is left empty by everybody who sees the page: off screen, with a label that says so, not reached by the
    /// keyboard.
    pub struct HoneypotView {
        /// `id` of the control, unique on the page.
        pub id: String,
        /// `name` of the control.
        pub name: &'static str,
        /// `type` of the control: `text` or `checkbox`.
        #[serde(rename = "type")]
        pub kind: &'static str,
    }

    /// A field of a form.
    pub struct FormFieldView {
        /// `id` of the control, unique on the page (of the `fieldset` for a choice).
        pub id: String,
        /// `name` of the control.
        pub name: String,
        /// The label.
        pub label: String,
        /// `text`, `email`, `tel`, `date`, `choice`, `checkbox`, `textarea` or `select`.
        #[serde(rename = "type")]
        pub kind: &'static str,
        /// Must be filled in.
        pub required: bool,
        /// One sentence of help; may be empty.
        pub help: String,
        /// `autocomplete` token; may be empty.
        pub autocomplete: String,
        /// What it holds at first; of a `checkbox`, what is sent if it is ticked. May be empty.
        pub value: String,
        /// A `checkbox` that is ticked at first.
        pub checked: bool,
        /// For `pattern` of a text; may be empty.
        pub pattern: String,
        /// What a text that does not match `pattern` is answered; empty without a pattern.
        pub pattern_message: String,
        /// The first day that can be chosen, `2026-03-02`; may be empty.
        pub min: String,
        /// The last day that can be chosen; may be empty.
        pub max: String,
        /// What can be chosen, of `choice` and `select`.
        pub options: Vec<OptionView>,
    }

    /// Something to choose.
    pub struct OptionView {
        /// `id` of its control.
        pub id: String,
        /// Its words, and what is sent.
        pub label: String,
    }

    /// A name and a value.
    pub struct HiddenView {
        /// The field's name.
        pub name: String,
        /// The field's value.
        pub value: String,
    }
}
