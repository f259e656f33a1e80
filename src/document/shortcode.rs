//! A shortcode call, and the shortcodes whose meaning kb knows.
//!
//! A built-in shortcode gets values that only kb can make, such as a list of articles. What a theme's own shortcode shows is
//! known only to the theme.

use std::ops::Range;

use super::ReferenceId;

/// A shortcode call in an article, with arguments checked against the theme's declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcodeCall {
    /// Its name.
    pub name: String,
    /// Its valid arguments, each once.
    pub arguments: Vec<(String, ArgumentValue)>,
    /// Its position in the file: the opening `{{ … }}` or `{% … %}`.
    pub range: Range<usize>,
}

/// An argument of a shortcode.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentValue {
    /// Of types text, choice, url, markdown, date.
    Text(String),
    /// Of type number.
    Number(f64),
    /// Of type boolean.
    Boolean(bool),
    /// Of types image, reference, form, cta, collection: what it refers to.
    Reference(ReferenceId),
    /// The initial value of a form field; the argument has the field's name.
    Preset(String),
}

/// A shortcode of the theme `base`, which kb knows by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltIn {
    /// A list of articles.
    Articles,
    /// A remark beside the text.
    Aside,
    /// The table of a two-sided collection.
    Comparison,
    /// A call to action.
    Cta,
    /// An image with a caption.
    Figure,
    /// A form.
    Form,
}

impl BuiltIn {
    /// The shortcode with a name; none if it is a theme's own.
    pub fn named(name: &str) -> Option<BuiltIn> {
        Some(match name {
            "articles" => BuiltIn::Articles,
            "aside" => BuiltIn::Aside,
            "comparison" => BuiltIn::Comparison,
            "cta" => BuiltIn::Cta,
            "figure" => BuiltIn::Figure,
            "form" => BuiltIn::Form,
            _ => return None,
        })
    }

    /// Whether it is a block even without a body, and closes the paragraph that it is written in. A theme's own may be part of
    /// a sentence.
    pub fn is_block(self) -> bool {
        match self {
            BuiltIn::Articles | BuiltIn::Comparison | BuiltIn::Cta | BuiltIn::Figure | BuiltIn::Form => true,
            BuiltIn::Aside => false,
        }
    }

    /// Whether it shows titles and texts of the site rather than words of the article, which may be in another language.
    pub fn shows_site_words(self) -> bool {
        match self {
            BuiltIn::Articles | BuiltIn::Comparison | BuiltIn::Cta | BuiltIn::Form => true,
            BuiltIn::Aside | BuiltIn::Figure => false,
        }
    }
}

impl ShortcodeCall {
    /// Which of kb's own it is; none if it is a theme's.
    pub(crate) fn built_in(&self) -> Option<BuiltIn> {
        BuiltIn::named(&self.name)
    }

    /// The value of an argument.
    pub fn argument(&self, name: &str) -> Option<&ArgumentValue> {
        self.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// What an argument refers to.
    pub fn reference(&self, name: &str) -> Option<ReferenceId> {
        self.argument(name)?.reference()
    }

    /// Names of a form's fields, and their initial values.
    pub fn presets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.arguments.iter().filter_map(|(name, value)| {
            let ArgumentValue::Preset(value) = value else { return None };
            Some((name.as_str(), value.as_str()))
        })
    }

    /// What its arguments refer to, in order.
    pub fn references(&self) -> impl Iterator<Item = ReferenceId> {
        self.arguments.iter().filter_map(|(_, value)| value.reference())
    }
}

impl ArgumentValue {
    /// What it refers to, if it is a reference.
    pub fn reference(&self) -> Option<ReferenceId> {
        let ArgumentValue::Reference(id) = self else { return None };
        Some(*id)
    }
}
