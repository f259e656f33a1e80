//! `site.toml`, read and validated.
//!
//! Takes its text, gives a [`Config`] and what is wrong with it. No other module knows its keys. References in it (the
//! target of a call to action, menu links) are kept as written; `document` turns them into references like all others.

mod backend;
mod collection;
mod condition;
mod edit;
mod files;
mod form;
mod glob;
mod hosting;
mod kind;
mod language;
mod outputs;
mod pattern;
mod read;
mod schema;
mod search;
mod share;
mod theme;
mod translation;

pub use backend::{Backend, Honeypot};
pub(crate) use collection::RESERVED;
pub use condition::Condition;
pub use edit::EditAddress;
pub use files::{Robots, SIGNALS, Security};
pub use form::{Form, FormField, FormFieldKind, FormOptions, FormPattern};
pub use glob::Glob;
pub use hosting::{DIRECTIVES, Directive, HOSTS, Host};
pub use kind::{ArgumentKind, FieldKind, SideValue, TokenKind};
pub use language::{hint as language_hint, read_language};
pub use outputs::Outputs;
pub use read::read_config;
pub use schema::{DeclaredKind, Field, ShortcodeSchema, read_fields};
pub use search::{Pin, SearchOptions};
pub use share::Network;

use std::collections::BTreeMap;

use crate::data::{Spanned, Table};
use crate::diagnostic::Level;
use crate::language::Language;
use crate::path::{Purpose, SourcePath, WebAddress};

/// The site as its owner describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `site.toml`
    pub path: SourcePath,
    /// Name of the site.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Where it will be published.
    pub url: SiteUrl,
    /// Its main language: that of articles that do not name another one. Used only by [`Config::languages`],
    /// [`Config::page_language`], and the code that reads articles and finds their stems: all other code takes the
    /// language of a page or of an article.
    pub language: Spanned<Language>,
    /// The same site in each of its other languages, as `[languages]` describes it: titles, texts, menus.
    pub translations: BTreeMap<Language, Config>,
    /// `prefix-default` of `[languages]`: the pages in the main language are below a folder too.
    pub prefix_default: bool,
    /// `fallback` of `[languages]`: the other languages have pages for what is not translated, in the main language.
    pub fallback: bool,
    /// Who publishes it.
    pub organization: Option<Organization>,
    /// Which theme, and the site's tokens for it.
    pub theme: ThemeChoice,
    /// Costly outputs that can be switched on or off.
    pub outputs: Outputs,
    /// How related articles are found.
    pub related: RelatedOptions,
    /// What the search finds besides the words of articles.
    pub search: SearchOptions,
    /// The networks to share articles on, in the order of their links.
    pub networks: Vec<Network>,
    /// Collections in the order of the file.
    pub collections: Vec<Collection>,
    /// Calls to action by name.
    pub ctas: BTreeMap<String, Cta>,
    /// Calls to action that could not be read. Where they are used, nothing is reported.
    pub unread_ctas: Vec<String>,
    /// Where forms go, unless a form says otherwise.
    pub backend: Option<Backend>,
    /// Forms by name.
    pub forms: BTreeMap<String, Form>,
    /// Markdown: what a reader consents to by sending a form.
    pub consent: Option<Spanned<String>>,
    /// Name of the form above every page's footer.
    pub footer_form: Option<Spanned<String>>,
    /// The masthead's links; if empty, one per collection.
    pub menu: Vec<MenuLink>,
    /// The footer's link groups.
    pub footer: Vec<MenuGroup>,
    /// Where readers can suggest a change to an article.
    pub edit: Option<EditAddress>,
    /// What the site is called in its masthead and at the start of breadcrumbs; if it is not said, the theme does.
    pub home_title: Option<String>,
    /// The article that is the home page, below `articles/`; if none is named, `index.md` is.
    pub home: Option<Spanned<String>>,
    /// Patterns of the files below `articles/` that are not part of the site.
    pub exclude: Vec<Spanned<Glob>>,
    /// How Markdown is read.
    pub markdown: MarkdownOptions,
    /// Whether the articles are an Obsidian vault, whose notes may have properties of any name. Not a key of
    /// `site.toml`: it depends on whether the folder has Obsidian's settings.
    pub is_vault: bool,
    /// `schemes` of `[links]`: allowed schemes in addition to [`crate::path::SCHEMES`], in lowercase.
    pub schemes: Vec<String>,
    /// What crawlers may do.
    pub robots: Robots,
    /// Where to report a vulnerability.
    pub security: Option<Security>,
    /// The hosts that files are written for.
    pub hosting: Vec<Spanned<Host>>,
    /// What the content security policy allows besides what the pages use.
    pub csp: Vec<(Directive, String)>,
    /// The levels of lints in `site.toml`, by name.
    pub lints: BTreeMap<String, Level>,
}

/// `url`, in two parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteUrl {
    /// `https://example.com`
    pub origin: String,
    /// Empty, or `/kb`: with a slash before and none after.
    pub path: String,
}

/// `[organization]`
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// What it does, in a few words; may be empty.
    pub description: String,
    /// Its own site: an http or https address.
    pub url: Option<String>,
    /// Its postal address, line by line.
    pub address: Vec<String>,
}

/// `[theme]`
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeChoice {
    /// Name of the theme, with the position to report.
    pub name: Spanned<String>,
    /// `[theme.tokens]`: values of the tokens that every theme has.
    pub tokens: Table,
    /// `[theme.NAME]`: values of the tokens that only this theme has, by its name.
    pub own: BTreeMap<String, Table>,
}

/// `[related]`: how much each kind of evidence counts, and how many articles are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelatedOptions {
    /// Links between two articles, and links that they have in common.
    pub links: f64,
    /// Tags that both have.
    pub tags: f64,
    /// Words that both use.
    pub text: f64,
    /// How many a page shows, including hand-picked ones, which are always shown.
    pub count: usize,
}

/// `[collections.NAME]`
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// Its name, with its position. Its folder below `articles/` has the same name, or one that gives the same address.
    pub name: Spanned<String>,
    /// The first part of its articles' addresses: its name, slugged. No two collections have the same.
    pub address: String,
    /// Heading of its listing, and its name in menus; if there is none, the name of its folder is used.
    pub title: Option<String>,
    /// What one article is called: `Difference`; may be empty.
    pub singular: String,
    /// Default call to action of its articles.
    pub cta: Option<Spanned<String>>,
    /// Order of its articles.
    pub sort: Sort,
    /// How many articles a page of its listing shows.
    pub paginate: usize,
    /// Fields of its articles' front matter, in the order of the file.
    pub fields: Vec<Field>,
    /// Fields whose declaration could not be read. Articles that have them are not reported.
    pub unread_fields: Vec<String>,
    /// Makes its articles two-sided.
    pub comparison: Option<Comparison>,
    /// Whether each article is a glossary term.
    pub glossary: bool,
    /// Each of its articles is also published as a PDF.
    pub pdf: bool,
    /// Whether its articles have links to share them.
    pub share: bool,
    /// Whether the minutes to read its articles are shown.
    pub reading_time: bool,
    /// Names of the fields that lists show: those whose values are the same on every page.
    pub list_fields: Vec<String>,
}

/// `sort` of a collection. Ties are sorted by title, then by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By `order`, smallest first; articles without one come last.
    Order,
    /// By `date`, newest first; articles without one come last.
    Date,
    /// By title.
    Title,
}

/// `[collections.NAME.comparison]`: names of declared fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// A text field: what the article is about.
    pub aspect: Option<String>,
    /// A side field: the first side.
    pub left: String,
    /// A side field: the second side.
    pub right: String,
    /// Between the two words: `versus`.
    pub joiner: String,
}

/// `[cta.NAME]`
#[derive(Clone, Debug, PartialEq)]
pub struct Cta {
    /// The position of its name.
    pub name: Spanned<String>,
    /// Heading.
    pub title: String,
    /// One or two sentences; may be empty.
    pub text: String,
    /// The button's words.
    pub button: String,
    /// Any reference.
    pub target: Spanned<String>,
    /// `tags` of `for`: in a collection with a call to action, articles with one of these tags get this one instead.
    pub tags: Vec<String>,
}

/// An entry of `[[menu]]`, or of a footer's `links`.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuLink {
    /// Its text.
    pub title: String,
    /// Any reference.
    pub target: Spanned<String>,
}

/// An entry of `[[footer]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuGroup {
    /// The heading.
    pub title: String,
    /// The links.
    pub links: Vec<MenuLink>,
}

/// `[markdown]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// How raw HTML is treated.
    pub html: HtmlPolicy,
    /// Straight quotes become curly ones for the site's language, `--` becomes a dash.
    pub smart_punctuation: bool,
    /// `$x^2$` is a formula.
    pub math: bool,
    /// `#tag` in the text is a tag of the article.
    pub text_tags: bool,
    /// Extensions of kb and Obsidian: wikilinks, callouts, comments, shortcodes, highlights. Off for the specification's tests.
    pub extensions: bool,
}

/// `html` of `[markdown]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// Output as it is.
    Allow,
    /// Scripts, styles, event handlers and unknown elements are removed.
    Sanitize,
    /// Shown as text.
    Escape,
}

impl SiteUrl {
    /// Takes `https://example.com/kb/`. None if it is not an http or https address, or has a query or a fragment.
    pub fn parse(url: &str) -> Option<SiteUrl> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let scheme = &url[..url.len() - rest.len()];
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let is_plain = !url.contains(['?', '#', '"', '<', '>', ' ', '\\'])
            && WebAddress::judge(url, Purpose::Follow, &[]).is_ok_and(|address| address.as_str() == url);
        is_plain.then(|| SiteUrl {
            origin: format!("{scheme}{host}"),
            path: path.trim_end_matches('/').to_owned(),
        })
    }

    /// The absolute address of a file or page, by its path below the root (without a leading slash), not encoded.
    pub fn of_path(&self, path: &str) -> String {
        self.join(&crate::path::encode_path(path))
    }

    /// What follows the root in an address of this site, without a leading slash; none for an address of another site.
    /// Whether it is http or https does not matter.
    pub fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        let host = self.origin.split_once("//")?.1;
        let after_scheme = match address.split_once("//")? {
            (scheme, rest) if scheme.is_empty() || scheme.eq_ignore_ascii_case("https:") => rest,
            (scheme, rest) if scheme.eq_ignore_ascii_case("http:") => rest,
            _ => return None,
        };
        let path = after_scheme.get(host.len()..)?;
        if !after_scheme[..host.len()].eq_ignore_ascii_case(host) {
            return None;
        }
        let below = path.strip_prefix(self.path.as_str())?;
        match below.strip_prefix('/') {
            Some(below) => Some(below),
            None => (below.is_empty() || below.starts_with(['?', '#'])).then_some(below),
        }
    }

    /// The absolute address of `below_root`, an encoded path below the root (without a leading slash).
    pub fn join(&self, below_root: &str) -> String {
        format!("{}{}/{}", self.origin, self.path, crate::path::percent_encode(below_root))
    }
}

/// The role of an article in a collection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Membership<'a> {
    /// It belongs to none.
    None,
    /// It is the text above the listing, which has none of the collection's fields.
    ListingText(&'a Collection),
    /// It is one of its articles.
    Article(&'a Collection),
}

impl<'a> Membership<'a> {
    /// The collection whose folder contains the article.
    pub fn collection(self) -> Option<&'a Collection> {
        match self {
            Membership::None => None,
            Membership::ListingText(collection) | Membership::Article(collection) => Some(collection),
        }
    }
}

/// Whether an article is the `index.md` of a folder directly below `articles/`: for a collection, the text above its listing.
pub fn is_listing_text(path: &SourcePath) -> bool {
    path.is_index() && path.as_str().matches('/').count() == 2
}

impl Config {
    /// Whether the site leaves out a file.
    pub fn excludes(&self, path: &SourcePath) -> bool {
        let below = path.below("articles");
        below.is_some_and(|below| self.exclude.iter().any(|glob| glob.value.matches(below)))
    }

    /// Whether an article is the one that `home` names.
    pub fn is_home(&self, path: &SourcePath) -> bool {
        let (Some(home), Some(below)) = (&self.home, path.below("articles")) else { return false };
        let home = home.value.trim_start_matches('/');
        // As from the folder of `site.toml`, or from `articles/`.
        [Some(home), home.strip_prefix("articles/")]
            .into_iter()
            .flatten()
            .any(|home| below == home || below.strip_suffix(".md") == Some(home))
    }

    /// The folder directly below `articles/` that contains an article; none if it is in `articles/` itself.
    pub fn folder_of(path: &SourcePath) -> Option<&str> {
        path.below("articles")?.split_once('/').map(|(folder, _)| folder)
    }

    /// The collection with a name.
    pub fn collection(&self, name: &str) -> Option<&Collection> {
        self.collections.iter().find(|collection| collection.name.value == name)
    }

    /// The collection of a folder below `articles/`: the one with its name, else the one with its address.
    pub fn collection_of_folder(&self, folder: &str) -> Option<&Collection> {
        self.collection(folder).or_else(|| {
            let address = crate::path::slug(folder);
            self.collections.iter().find(|collection| collection.address == address)
        })
    }

    /// The role in a collection of the article at a path below `articles/`. No other code decides this.
    pub fn membership(&self, path: &SourcePath) -> Membership<'_> {
        match Config::folder_of(path).and_then(|folder| self.collection_of_folder(folder)) {
            None => Membership::None,
            Some(collection) if is_listing_text(path) => Membership::ListingText(collection),
            Some(collection) => Membership::Article(collection),
        }
    }

    /// Whether related articles are found by text, so that terms must be collected.
    pub fn relates_by_text(&self) -> bool {
        self.outputs.related_text && self.related.text > 0.0 && self.related.count > 0
    }
}

impl Collection {
    /// The declared field with a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.value == name)
    }
}
