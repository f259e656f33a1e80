//! How a view is declared: a struct whose names, types and comments are available at run time.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::theme::TokenValue;

/// A view, as theme authors see it.
#[derive(Debug)]
pub struct View {
    /// `PageView`
    pub name: &'static str,
    /// As written, after a space.
    pub(super) comment: &'static str,
    /// Its fields, in declaration order.
    pub fields: &'static [Field],
}

/// A field of a view.
#[derive(Debug)]
pub struct Field {
    /// Its name in templates.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// As written, after a space.
    pub(super) comment: &'static str,
}

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// The theme's tokens by name.
    Tokens,
    /// The color tokens.
    DarkTokens,
    /// A view.
    View(&'static View),
    /// It may be absent.
    Optional(&'static Kind),
    /// Any number of them.
    List(&'static Kind),
    /// Exactly two.
    Two(&'static Kind),
}

/// The tokens that are colors, in the dark scheme.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(transparent)]
pub struct DarkTokens(pub BTreeMap<String, String>);

/// A Rust type that a view may contain.
pub(super) trait Declared {
    const KIND: Kind;
}

impl View {
    /// Its type for theme authors.
    pub fn meaning(&self) -> &'static str {
        self.comment.trim_start()
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// What it is, when it is empty, whether it is HTML.
    pub fn meaning(&self) -> &'static str {
        self.comment.trim_start()
    }
}

impl Kind {
    /// The view that it is or contains.
    pub fn view(&self) -> Option<&'static View> {
        match self {
            Kind::View(view) => Some(view),
            Kind::Optional(kind) | Kind::List(kind) | Kind::Two(kind) => kind.view(),
            Kind::Text | Kind::Number | Kind::Boolean | Kind::Tokens | Kind::DarkTokens => None,
        }
    }

    /// Whether it is text.
    pub(in crate::theme) fn is_text(&self) -> bool {
        matches!(self, Kind::Text)
    }

    /// As theme authors call it: `list of LinkView`. `name` writes the name of a view.
    pub fn words(&self, name: &impl Fn(&View) -> String) -> String {
        match self {
            Kind::Text => "text".to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Tokens => "text, number or boolean by name".to_owned(),
            Kind::DarkTokens => "text by name".to_owned(),
            Kind::View(view) => name(view),
            Kind::Optional(kind) => format!("{} or none", kind.words(name)),
            Kind::List(kind) => format!("list of {}", kind.words(name)),
            Kind::Two(kind) => format!("two {}", kind.words(name)),
        }
    }
}

impl Declared for String {
    const KIND: Kind = Kind::Text;
}

impl Declared for &'static str {
    const KIND: Kind = Kind::Text;
}

impl Declared for usize {
    const KIND: Kind = Kind::Number;
}

impl Declared for u8 {
    const KIND: Kind = Kind::Number;
}

impl Declared for bool {
    const KIND: Kind = Kind::Boolean;
}

impl Declared for BTreeMap<String, TokenValue> {
    const KIND: Kind = Kind::Tokens;
}

impl Declared for DarkTokens {
    const KIND: Kind = Kind::DarkTokens;
}

impl<T: Declared> Declared for Option<T> {
    const KIND: Kind = Kind::Optional(&T::KIND);
}

impl<T: Declared> Declared for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

impl<T: Declared> Declared for [T; 2] {
    const KIND: Kind = Kind::Two(&T::KIND);
}

impl<T: Declared> Declared for Arc<T> {
    const KIND: Kind = T::KIND;
}

/// Declares view types, and `VIEWS`, which lists them. A function cannot see the names and comments of fields, and a separate
/// table of them would be a second place to change.
macro_rules! views {
    ($(
        $(#[doc = $about:literal])*
        pub struct $name:ident {
            $(
                $(#[doc = $meaning:literal])*
                $(#[serde(rename = $key:literal)])?
                pub $field:ident: $kind:ty,
            )*
        }
    )*) => {
        $(
            $(#[doc = $about])*
            #[derive(Clone, Debug, Hash, serde::Serialize)]
            pub struct $name {
                $(
                    $(#[doc = $meaning])*
                    $(#[serde(rename = $key)])?
                    pub $field: $kind,
                )*
            }

            impl $name {
                /// Its declaration.
                pub const VIEW: $crate::theme::view::View = $crate::theme::view::View {
                    name: stringify!($name),
                    comment: concat!($($about),*),
                    fields: &[$(
                        $crate::theme::view::Field {
                            name: [$($key,)? stringify!($field)][0],
                            kind: <$kind as Declared>::KIND,
                            comment: concat!($($meaning),*),
                        },
                    )*],
                };
            }

            impl Declared for $name {
                const KIND: $crate::theme::view::Kind = $crate::theme::view::Kind::View(&$name::VIEW);
            }
        )*

        /// All views declared here, in order.
        pub(super) const VIEWS: &[&$crate::theme::view::View] = &[$(&$name::VIEW),*];
    };
}
