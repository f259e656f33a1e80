//! What front matter says, as one typed value. Reads nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Body, ReferenceId};
use crate::config::SideValue;
use crate::data::{Date, Spanned};
use crate::language::Language;
use crate::path::WebAddress;

/// Everything that front matter says. Positions are in the file, in bytes.
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
    /// `expires`: from then on the article is not published.
    pub expires: Option<Date>,
    /// `authors`
    pub authors: Vec<String>,
    /// `tags`
    pub tags: Vec<Spanned<String>>,
    /// `aliases`: other names, and with a leading `/` addresses that redirect here.
    pub aliases: Vec<Spanned<String>>,
    /// `order`
    pub order: Option<i64>,
    /// `draft`
    pub draft: bool,
    /// Whether a mistake in the file, which was reported, may be meant to hide the article, so that it counts as a draft.
    pub is_doubtful: bool,
    /// The position of what keeps the article from being published.
    pub written: Written,
    /// `related`
    pub related: Vec<ReferenceId>,
    /// `cta`
    pub cta: CtaChoice,
    /// `language`: the language of its text; none if it is the site's.
    pub language: Option<Language>,
    /// `translated-from`: [`Document::version`](super::Document::version) of the original when it was translated.
    pub translated_from: Option<Spanned<String>>,
    /// `translation-key`: articles that share it are translations of each other.
    pub translation_key: Option<Spanned<String>>,
    /// `template`
    pub template: Option<Spanned<String>>,
    /// `image`
    pub image: Option<ReferenceId>,
    /// `slug`: the last part of the address.
    pub slug: Option<Spanned<String>>,
    /// `path`: the whole address.
    pub path: Option<Spanned<String>>,
    /// `no_glossary`: none of its words are linked to glossary terms.
    pub no_glossary: bool,
    /// `search = false`: the search does not find it.
    pub no_search: bool,
    /// `autolink = false`: no words of other articles are linked to this term.
    pub no_autolink: bool,
    /// `[sides]`: the two sides of a page outside a two-sided collection.
    pub sides: Option<PageSides>,
    /// The valid `[fields]`.
    pub fields: BTreeMap<String, FieldValue>,
}

/// Positions of values, for messages that say what to change.
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
    /// Its own.
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
