//! The part of the contract about forms.

use super::declare::Declared;

views! {
    /// A complete form: everything that a backend needs is in `hidden`.
    pub struct FormView {
        /// Its name in `site.toml`, and the prefix of every `id` in it.
        pub name: String,
        /// Heading.
        pub title: String,
        /// HTML before the first field; may be empty. Print with `| safe`.
        pub text: String,
        /// For `<form action>`; empty if the site has no backend, in which case there must be no button.
        pub action: String,
        /// `post`.
        pub method: &'static str,
        /// More attributes of the `form` element that the receiver needs, each as `name="value"`.
        pub attributes: Vec<HiddenView>,
        /// Whether at least one field is required, so that the required mark must be explained before the first field.
        pub has_required: bool,
        /// The visible fields, in groups: each is a `fieldset` with a `legend`, unless it has no title.
        pub groups: Vec<FormGroupView>,
        /// Names and values of the hidden fields.
        pub hidden: Vec<HiddenView>,
        /// The field that only bots fill in; none if the form has no backend.
        pub honeypot: Option<HoneypotView>,
        /// HTML: what the reader consents to by sending. Print with `| safe`.
        pub consent: String,
        /// Text of the button.
        pub submit: String,
    }

    /// A group of fields in a form.
    pub struct FormGroupView {
        /// The legend; empty for none.
        pub title: String,
        /// The fields.
        pub fields: Vec<FormFieldView>,
    }

    /// A field that people leave empty: off screen, with a label that says so, not reachable by keyboard.
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
        /// The answer to another field that makes this one required. HTML has no attribute for that, so say it in words; a
        /// script can set `required` when it applies.
        pub required_when: Option<ConditionView>,
        /// One sentence of help; may be empty.
        pub help: String,
        /// `autocomplete` token; may be empty.
        pub autocomplete: String,
        /// Its initial value; for a `checkbox`, what is sent if it is checked. May be empty.
        pub value: String,
        /// Whether a `checkbox` is initially checked.
        pub checked: bool,
        /// For the attribute `pattern`; may be empty.
        pub pattern: String,
        /// The message for a value that does not match `pattern`; empty without a pattern.
        pub pattern_message: String,
        /// The earliest date, `2026-03-02`; may be empty.
        pub min: String,
        /// The latest date; may be empty.
        pub max: String,
        /// The options of a `choice` or `select`.
        pub options: Vec<OptionView>,
    }

    /// An answer to another field of the form.
    pub struct ConditionView {
        /// `name` of the other field's control.
        pub name: String,
        /// The other field's label.
        pub label: String,
        /// The other field's type, as that of this one. A `checkbox` with this answer is checked.
        #[serde(rename = "type")]
        pub kind: &'static str,
        /// The value that is sent with this answer.
        pub value: String,
    }

    /// An option of a field.
    pub struct OptionView {
        /// `id` of its control.
        pub id: String,
        /// Its text, which is also the value that is sent.
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
