//! One parsed file: its front matter, Markdown and references. Its links are not resolved.
//!
//! Takes the text of a file and the site's options, gives a [`Document`] and what is wrong with it. A document knows no other
//! document: the result depends only on the file and the options.

mod body;
mod code_info;
mod element;
mod fence;
mod front_matter;
mod markdown;
mod meta;
mod plain;
mod reference;
mod sentence;
mod settings;
mod shortcode;
mod terms;
mod text;

pub use body::{Alignment, Body, CalloutKind, Fold, NamedBlock, Node, Tag, TextRange};
pub use code_info::CodeInfo;
pub use element::{AddressRange, Attribute, AttributeValue, Element, WrittenTags};
pub use markdown::{Parsed, TitleHeading, decode_html, parse_article, parse_value};
pub use meta::{CtaChoice, FieldValue, Meta, PageSides, Written};
pub use reference::{LinkParts, Reference, ReferenceId, Role, Target, read_target};
pub use sentence::{LONGEST_SENTENCE, REACH, sentence_around, shorten_around};
pub use settings::{FormTexts, Settings, SiteTexts, read_settings};
pub(crate) use shortcode::BuiltIn;
pub use shortcode::{ArgumentValue, ShortcodeCall};
pub use terms::{FULL_WEIGHT, KnownStems, Stem, Stemmer, Stemming, Terms, stemmer_of};
pub use text::{TextPart, one_line};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::blob::Digest;
use crate::config::{Config, Membership, ShortcodeSchema, is_listing_text};
use crate::data::Spanned;
use crate::diagnostic::Diagnostics;
use crate::language::Language;
use crate::path::{SourcePath, fold, words_of};
use crate::segment;

/// What parsing a document depends on, besides its file.
pub struct Options<'a> {
    /// The site's description: collections, forms, calls to action, Markdown options.
    pub config: &'a Config,
    /// The theme's shortcodes by name.
    pub shortcodes: &'a BTreeMap<String, ShortcodeSchema>,
    /// The stems of words that other documents have too.
    pub stems: &'a KnownStems,
    /// The language of the text, which determines its quotation marks: the site's, unless an article names another one.
    pub language: &'a Language,
}

/// One parsed article.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its file.
    pub path: SourcePath,
    /// The path that it would have in a site of one language: `articles/a.md` of `articles/a.nl.md`. Names, collections and
    /// addresses come from it, and articles that share it are translations of each other.
    pub place: SourcePath,
    /// The digest of the whole file.
    pub digest: Digest,
    /// The name of the collection that contains it.
    pub collection: Option<String>,
    /// The language that it is written in.
    pub language: Language,
    /// Its front matter.
    pub meta: Meta,
    /// `title`, else the level-1 heading that the text begins with, else the file's name in words.
    pub title: String,
    /// `summary`, else the first paragraph's plain text, cut at 300 characters; may be empty.
    pub summary: String,
    /// The Markdown.
    pub body: Body,
    /// Its headings, in order. A level-1 heading that is the title is left out of `outline` and `body`.
    pub outline: Vec<Heading>,
    /// Ids in raw HTML, which links can lead to as well.
    pub anchors: Vec<String>,
    /// Its references, front matter first, then in text order.
    pub references: Vec<Reference>,
    /// The text without markup, with blocks separated by newlines.
    pub text: String,
    /// Words of `text`, see `segment::count_words`.
    pub words: usize,
    /// What its words say about its subject; empty if the site does not want related articles by text.
    pub terms: Terms,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Unique in its document.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// Its position in the file, in bytes.
    pub range: Range<usize>,
}

impl Document {
    /// Minutes to read it, at 220 words a minute, at least 1.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(220).max(1)
    }

    /// A short name for what its file says now, which changes whenever the file does.
    pub fn version(&self) -> String {
        self.digest.to_string()[..16].to_owned()
    }

    /// Whether it shows a form.
    pub fn has_form(&self) -> bool {
        let is_form = |reference: &Reference| matches!(reference.target, Target::Form(_));
        self.references.iter().any(|reference| is_form(reference) && reference.role == Role::Field)
    }

    /// The last heading before a position in the file, if it is shown.
    pub fn heading_before(&self, place: usize) -> Option<&Heading> {
        let count = self.outline.partition_point(|heading| heading.range.start <= place);
        self.outline[..count].last()
    }

    /// What to call it within a sentence: the name that a link uses, if that is its title or an alias, in any letter
    /// case (`[[prospect]]` stays “prospect”); else its title. A file name is not a name for readers.
    pub fn name_in_text<'a>(&'a self, target: &'a Target) -> &'a str {
        let Target::Name { name, .. } = target else { return &self.title };
        let aliases = self.meta.aliases.iter().map(|alias| &alias.value);
        let is_name = std::iter::once(&self.title)
            .chain(aliases)
            .any(|known| known.to_lowercase() == name.to_lowercase());
        if is_name { name } else { &self.title }
    }

    /// The text of some nodes of its body on one line. Links without text have the names of their targets.
    pub fn words(&self, nodes: Range<usize>) -> String {
        self.first_words(nodes, usize::MAX)
    }

    /// The same, but it may end after `most` bytes.
    pub fn first_words(&self, nodes: Range<usize>, most: usize) -> String {
        self.body.first_words(nodes, most, |id| self.references[id.0 as usize].target.name())
    }

    /// Whether it is the text above its collection's listing.
    pub fn is_listing_text(&self) -> bool {
        self.collection.is_some() && is_listing_text(&self.place)
    }

    /// Whether it is the text of a folder's own page (`index.md`).
    pub fn is_index(&self) -> bool {
        self.place.is_index()
    }
}

/// An article of a site with the fewest keys, for tests.
#[cfg(test)]
pub(crate) fn document_of(text: &str) -> Document {
    let path = SourcePath::new("site.toml").expect("a plain file name");
    let site = "title = \"\"\nurl = \"https://a.org\"\nlanguage = \"en\"\n";
    let (config, _) = crate::config::read_config(&path, site);
    let options = Options {
        config: &config,
        shortcodes: &BTreeMap::new(),
        stems: &Default::default(),
        language: &config.language.value,
    };
    read_document(&SourcePath::new("articles/a.md").expect("a plain path"), text, &options).0
}

/// Reads one article.
///
/// The path must be below `articles/`.
pub fn read_document(path: &SourcePath, text: &str, options: &Options<'_>) -> (Document, Diagnostics) {
    let mut found = Diagnostics::default();
    let (named, place) = options.config.place_of(path);
    let membership = options.config.membership(&place);
    let declared = membership.collection();
    let with_fields = match membership {
        Membership::Article(collection) => Some(collection),
        Membership::ListingText(_) | Membership::None => None,
    };
    let options = &Options { language: named.unwrap_or(options.language), ..*options };
    let (mut meta, mut references, start) =
        front_matter::read_front_matter(path, text, with_fields, options, &mut found);
    let language = meta.language.clone().unwrap_or_else(|| options.language.clone());
    let options = &Options { language: &language, ..*options };
    // As in Jekyll.
    meta.draft |= front_matter::is_in_drafts(path);
    if options.config.is_home(&place) {
        let folder = options.config.language_folder(options.config.page_language(&language));
        meta.path = Some(Spanned { value: format!("/{folder}"), range: meta.range.clone() });
    }
    let heading = meta.title.as_deref().map_or(TitleHeading::Any, TitleHeading::Equal);
    let first = references.len() as u32;
    let parsed = parse_article(path, text, start..text.len(), heading, first, options, &mut found);
    references.extend(parsed.references);
    add_text_tags(&mut meta, &references);
    let title = meta.title.clone().or(parsed.title).unwrap_or_else(|| title_of(&place));
    let summary = match &meta.summary {
        Some(summary) => summary.clone(),
        None => shorten(&parsed.first_paragraph),
    };
    let terms = match options.config.relates_by_text() {
        true => {
            let headings = parsed.outline.iter().map(|heading| heading.title.as_str());
            Terms::of(
                &title,
                headings,
                &parsed.text,
                &language,
                &options.config.language.value,
                options.stems,
            )
        }
        false => Terms::default(),
    };
    let document = Document {
        path: path.clone(),
        place,
        digest: Digest::of(text.as_bytes()),
        collection: declared.map(|collection| collection.name.value.clone()),
        language,
        meta,
        title,
        summary,
        body: parsed.body,
        outline: parsed.outline,
        anchors: parsed.anchors,
        references,
        text: parsed.text,
        words: parsed.words,
        terms,
    };
    (document, found)
}

/// Tags in the text are tags of the article, after those of the front matter.
fn add_text_tags(meta: &mut Meta, references: &[Reference]) {
    for reference in references {
        let Target::Tag(tag) = &reference.target else { continue };
        if !meta.tags.iter().any(|known| fold(&known.value) == fold(tag)) {
            meta.tags.push(Spanned { value: tag.clone(), range: reference.range.clone() });
        }
    }
}

/// A file's name in words: `pull-versus-push.md` is “Pull versus push”; `index.md` goes by its folder.
fn title_of(path: &SourcePath) -> String {
    words_of(match path.is_index() {
        true => path.parent().rsplit('/').next().unwrap_or(""),
        false => path.stem(),
    })
}

const LONGEST_SUMMARY: usize = 300;

fn shorten(text: &str) -> String {
    let cut = segment::shorten(text, LONGEST_SUMMARY);
    if cut.len() == text.len() {
        return text.to_owned();
    }
    let words = cut.trim_end_matches([' ', ',', ';', ':', '，', '、', '；', '：', '،']);
    match words.ends_with(segment::is_unspaced) {
        true => format!("{words}…"),
        false => format!("{words} …"),
    }
}
