//! What front matter says, as one typed value. Reads nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Body, ReferenceId};
use crate::config::SideValue;
use crate::data::{Date, Spanned};
use crate::path::WebAddress;

/// All that front matter says. Places are in the file, in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The whole front matter with its fences; empty if there is none.
    pub range: Range<usize>,
    /// `title`
    pub title: Option<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `date`
    pub date: Option<Date>,
    /// `updated`
    pub updated: Option<Date>,
    /// `expires`: from then on it is no part of the site.
    pub expires: Option<Date>,
    /// `authors`
    pub authors: Vec<String>,
    /// `tags`
    pub tags: Vec<Spanned<String>>,
    /// `aliases`: other names, and with a leading `/` addresses that lead here.
    pub aliases: Vec<Spanned<String>>,
    /// `order`
    pub order: Option<i64>,
    /// `draft`
    pub draft: bool,
    /// Where it is written what keeps an article out of the site.
    pub written: Written,
    /// `related`
    pub related: Vec<ReferenceId>,
    /// `cta`
    pub cta: CtaChoice,
    /// `template`
    pub template: Option<Spanned<String>>,
    /// `image`
    pub image: Option<ReferenceId>,
    /// `slug`: the last part of the address.
    pub slug: Option<Spanned<String>>,
    /// `path`: the whole address.
    pub path: Option<Spanned<String>>,
    /// `no_glossary`: none of its words becomes a link to a term.
    pub no_glossary: bool,
    /// `autolink = false`: no word of another article becomes a link to this term.
    pub no_autolink: bool,
    /// `[sides]`: the two sides of a page outside a two-sided collection.
    pub sides: Option<PageSides>,
    /// `[fields]`, as far as they are right.
    pub fields: BTreeMap<String, FieldValue>,
}

/// Places of values, for whoever is to change them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// `title`
    pub title: Option<Range<usize>>,
    /// `draft = true`, or Obsidian's `publish: false`.
    pub draft: Option<Range<usize>>,
    /// `date`
    pub date: Option<Range<usize>>,
    /// `expires`
    pub expires: Option<Range<usize>>,
}

/// `cta` of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CtaChoice {
    /// Its collection's.
    #[default]
    Default,
    /// `false`: none.
    None,
    /// One of its own.
    Named(ReferenceId),
}

/// `[sides]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSides {
    /// Words before the first side; may be empty.
    pub before: String,
    /// Between the two: `and`.
    pub joiner: String,
    /// The first side.
    pub left: SideValue,
    /// The second side.
    pub right: SideValue,
}

/// The value of a declared field.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum FieldValue {
    Text(String),
    Side(SideValue),
    Markdown(Body),
    Number(f64),
    Boolean(bool),
    Date(Date),
    List(Vec<String>),
    Url(WebAddress),
    Image(ReferenceId),
    Reference(ReferenceId),
}
