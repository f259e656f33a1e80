//! All articles linked: pages, addresses, links, tags, navigation.
//!
//! Takes the configuration and every document, gives a [`Site`] and what is wrong with it. Parses nothing, prints
//! no HTML, reads no file, and knows no theme.

mod active;
mod addresses;
mod backlinks;
mod consent;
mod cta;
mod edition;
mod embeds;
mod extent;
pub mod feeds;
mod fields;
mod forms;
mod glossary;
mod headings;
mod link;
mod listings;
mod memory;
mod names;
mod pages;
mod parts;
mod pdfs;
mod pins;
mod related;
mod resolution;
mod resolve;
pub mod rules;
mod schedule;
mod security;
mod suggestion;
mod translations;
mod unresolved;

pub use active::{is_active, is_obeyed};
pub use addresses::{address_of, thanks_route};
pub use backlinks::Backlink;
pub use consent::{Consent, Consents, check_records};
pub use cta::ChosenCta;
pub use edition::{CollectionPages, Edition, TagPages};
pub use extent::Extent;
pub use glossary::TermLink;
pub use memory::Memory;
pub use parts::Part;
pub use pdfs::{PdfFile, expected_pdfs};
pub use related::{Ranking, Reason, Related};
pub use resolution::Resolution;
pub use rules::LINKS_OF_THE_MENU;
pub use schedule::{Change, Standing};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Reference, ReferenceId, Role, Settings};
use crate::language::Language;
use crate::path::{OutputPath, Route, SourcePath};
use crate::source::Facts;
use forms::FormPages;
use glossary::Glossary;
use memory::{Last, Layout, Same};
use related::{Linked, Relations};
use translations::Translations;

/// A published document: an index into [`Site::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentId(pub u32);

/// A page: an index into [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId(pub u32);

/// The knowledge base, linked. Related articles and glossary links are computed on request, when an article is rendered.
pub struct Site {
    /// The published documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The documents that this build leaves out, sorted by path: drafts, scheduled ones, expired ones.
    pub hidden: Vec<Arc<Document>>,
    /// When the site next changes without a change of files; none if it will not.
    pub next_change: Option<Change>,
    /// All pages: sorted by route, and after them those of kind [`PageKind::Backlinks`].
    pub pages: Arc<Vec<Page>>,
    /// The page at each address.
    pub by_route: Arc<BTreeMap<Route, PageId>>,
    /// The page that shows each document.
    page_of: Arc<Vec<PageId>>,
    /// The target of each document's references, in order.
    resolutions: Vec<Arc<[Resolution]>>,
    /// What each embed shows.
    embeds: embeds::Embeds,
    /// The targets of the references in `site.toml`.
    settings_resolutions: Vec<Resolution>,
    /// Who links to each document.
    backlinks: Arc<backlinks::Backlinks>,
    /// The pages that list a document's backlinks, if its own page cannot list all.
    backlink_pages: BTreeMap<DocumentId, Vec<PageId>>,
    /// What related articles are computed from.
    relations: Relations,
    /// The words of each document to link to terms.
    term_links: Vec<OnceLock<Vec<TermLink>>>,
    /// The parts of each document by their ids.
    parts: Vec<OnceLock<HashMap<String, Part>>>,
    glossary: Arc<Option<Glossary>>,
    /// The site in each of its languages, the main one first.
    pub editions: Arc<Vec<Edition>>,
    /// Which articles are translations of each other.
    translations: Arc<Translations>,
    /// Files next to articles that something refers to, and where they are published.
    pub files: BTreeMap<SourcePath, OutputPath>,
    /// The facts about each file that is or could be published unchanged, including those of `static/`.
    facts: Arc<BTreeMap<OutputPath, Facts>>,
    /// The PDF of each article of a collection with `pdf = true`.
    pub pdfs: Arc<BTreeMap<DocumentId, PdfFile>>,
    /// The article of each published PDF.
    pub article_of_pdf: Arc<BTreeMap<OutputPath, DocumentId>>,
    /// The page that each old address leads to.
    pub redirects: Arc<BTreeMap<Route, PageId>>,
    /// The pages that contain forms.
    form_pages: FormPages,
    /// What readers of each language agree to.
    consents: BTreeMap<Language, Consents>,
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub kind: PageKind,
    /// The language of its strings, dates and lists, that of an [`Edition`]. That of its document may be another one.
    pub language: Language,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page, with the article of `home`, else `index.md`.
    Home(Option<DocumentId>),
    /// An article.
    Article(DocumentId),
    /// A page of a collection's listing.
    Listing {
        /// An index into [`Edition::collections`].
        collection: usize,
        /// From 1.
        number: usize,
        /// The text above it, on its first page.
        document: Option<DocumentId>,
    },
    /// A page of the list of all tags.
    Tags {
        /// From 1.
        number: usize,
    },
    /// A page of the list of a tag's articles.
    Tag {
        /// An index into [`Edition::tags`] of the page's language.
        tag: usize,
        /// From 1.
        number: usize,
    },
    /// A page of the list of articles that link to a document.
    Backlinks {
        /// The document.
        document: DocumentId,
        /// From 1.
        number: usize,
    },
    /// Everything that a two-sided collection says about one side.
    Side {
        /// An index into [`Edition::collections`].
        collection: usize,
        /// Which side.
        side: Side,
        /// From 1.
        number: usize,
    },
    /// A page of the list of all articles.
    Search {
        /// From 1.
        number: usize,
    },
    /// The page after a form was sent.
    Thanks(String),
    /// What a static host shows for a missing page.
    NotFound,
}

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first one.
    Left,
    /// The second one.
    Right,
}

/// What determines which documents are published.
#[derive(Clone, Copy, Debug)]
pub struct Visibility {
    /// The time of the build, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// Whether to publish drafts too.
    pub drafts: bool,
    /// Whether to publish documents with a date in the future too.
    pub future: bool,
    /// Whether to publish documents that have expired too.
    pub expired: bool,
}

/// Links all documents (sorted by path) to one site.
///
/// `files` are all publishable files except articles, from `articles/` and `static/`, with their facts. `memory` is what
/// earlier runs left; the result does not depend on it.
pub fn link(
    config: &Config,
    documents: Vec<Arc<Document>>,
    settings: &Settings,
    (files, excluded): (&BTreeMap<SourcePath, Facts>, &BTreeSet<SourcePath>),
    visibility: Visibility,
    memory: &mut Memory,
) -> (Site, Diagnostics) {
    let mut found = Diagnostics::default();
    let next_change = schedule::next_change(documents.iter(), &visibility);
    let (documents, hidden): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| visibility.shows(document));
    let last = memory.last.take().filter(|last| last.config == *config);
    let known = last.as_ref().and_then(|last| last.layout_of(&documents, &hidden, files));
    // Dropping outdated values takes a while, so another thread does it.
    let (last, outdated) = if known.is_some() { (last, None) } else { (None, last) };
    rayon::spawn(move || drop(outdated));
    let layout = known.unwrap_or_else(|| Arc::new(Layout::new(config, &documents, &hidden, files)));
    found.extend(layout.found.clone());
    let names = names::Names::new(&layout.names, &documents, &hidden, excluded);
    let mut pages = layout.pages.clone();
    let resolver = resolve::Resolver::new(config, &documents, &pages, &names, files, &layout.pdfs);
    let mut resolved = resolver.resolve_all(settings, visibility, last.as_ref().map(Last::links), &mut found);
    fields::check(config, &documents, &resolved.documents, &mut found);
    let before_cuts = resolved.documents.clone();
    let embeds = embeds::follow(&documents, &mut resolved.documents, &mut found);
    let known = last.as_ref().and_then(|last| last.backlinks_of(&documents, &resolved.documents));
    let same = Same { layout: last.is_some(), links: known.is_some() };
    let backlinks =
        known.unwrap_or_else(|| Arc::new(backlinks::Backlinks::new(&documents, &resolved.documents)));
    let backlink_pages = backlinks::add_pages(&documents, &backlinks, &mut pages, &mut found);
    let published = layout.pdfs.values().filter_map(|pdf| Some((pdf.source.clone(), pdf.output.clone()?)));
    resolved.files.extend(published);
    let consents = consent::consents(config, settings, &documents, &pages, &resolved.settings, &mut found);
    let linked = Linked {
        documents: &documents,
        resolutions: &resolved.documents,
        editions: &pages.editions,
        translations: &pages.translations,
    };
    let relations = Relations::new(config, &linked, same, &mut memory.related);
    memory.last = Some(Last {
        config: config.clone(),
        files: files.clone(),
        documents: documents.clone(),
        hidden: hidden.clone(),
        layout: Arc::clone(&layout),
        resolved: before_cuts,
        is_faulty: resolved.is_faulty,
        form_pages: resolved.form_pages.clone(),
        resolutions: resolved.documents.clone(),
        backlinks: Arc::clone(&backlinks),
    });
    let site = Site {
        term_links: std::iter::repeat_with(OnceLock::new).take(documents.len()).collect(),
        parts: std::iter::repeat_with(OnceLock::new).take(documents.len()).collect(),
        documents,
        hidden,
        next_change,
        pages: pages.pages,
        by_route: pages.by_route,
        page_of: pages.page_of,
        resolutions: resolved.documents,
        embeds,
        settings_resolutions: resolved.settings,
        backlinks,
        backlink_pages,
        relations,
        glossary: Arc::clone(&layout.glossary),
        editions: pages.editions,
        files: resolved.files,
        facts: Arc::clone(&layout.facts),
        article_of_pdf: Arc::clone(&layout.article_of_pdf),
        pdfs: Arc::clone(&layout.pdfs),
        redirects: pages.redirects,
        translations: pages.translations,
        form_pages: resolved.form_pages,
        consents,
    };
    found.extend(pins::check(config, settings, &site));
    found.extend(forms::check(config, &site, visibility.now));
    found.extend(security::check(config, visibility.now));
    (site, found)
}

impl Site {
    /// A document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// A page.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The page that shows a document.
    pub fn page_of(&self, document: DocumentId) -> PageId {
        self.page_of[document.0 as usize]
    }

    /// What a document's reference leads to.
    pub fn resolution(&self, document: DocumentId, reference: ReferenceId) -> &Resolution {
        &self.resolutions[document.0 as usize][reference.0 as usize]
    }

    /// The part that an embed shows; none if it shows nothing. Following the embeds inside it always ends.
    pub fn embedded(&self, document: DocumentId, embed: ReferenceId) -> Option<&Extent> {
        self.embeds.get(&(document, embed))
    }

    /// A document's references with what they lead to.
    pub fn links_of(&self, document: DocumentId) -> impl Iterator<Item = (&Reference, &Resolution)> {
        self.document(document).references.iter().zip(&*self.resolutions[document.0 as usize])
    }

    /// What a reference of `site.toml` leads to.
    pub fn settings_resolution(&self, reference: ReferenceId) -> &Resolution {
        &self.settings_resolutions[reference.0 as usize]
    }

    /// How many references `site.toml` has.
    pub fn settings_length(&self) -> usize {
        self.settings_resolutions.len()
    }

    /// Who links to a document, in the order of documents, each once: articles in any language.
    pub fn backlinks(&self, document: DocumentId) -> &[Backlink] {
        self.backlinks.of(document)
    }

    /// Those that a page of an edition lists: its own articles, and those in the main language that are not translated into its
    /// language.
    pub fn backlinks_in(&self, edition: &Edition, document: DocumentId) -> Cow<'_, [Backlink]> {
        self.backlinks.listed_in(&self.translations, edition.number, document)
    }

    /// The links that make a backlink, in the order of their ids: references of the article that links.
    pub fn mentions(&self, backlink: &Backlink) -> &[ReferenceId] {
        self.backlinks.references(backlink)
    }

    /// Whether a document's page ends in the articles that mention it and the related ones.
    pub fn leads_on(&self, document: DocumentId) -> bool {
        let kind = &self.page(self.page_of(document)).kind;
        rules::leads_on(kind, self.document(document), edition::has_collections(&self.editions))
    }

    /// The pages that list all backlinks of a document; none if its own page can.
    pub fn backlink_pages(&self, document: DocumentId) -> &[PageId] {
        self.backlink_pages.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Related articles, the best first. Only hand-picked ones may be among those that mention the document, which are listed
    /// on its page too.
    pub fn related(&self, document: DocumentId) -> &[Related] {
        let Site { documents, resolutions, editions, translations, .. } = self;
        let mentioning = self.backlinks(document);
        self.relations.of(document, mentioning, &Linked { documents, resolutions, editions, translations })
    }

    /// The words of a document's text that lead to terms, in the order of the text.
    pub fn term_links(&self, document: DocumentId) -> &[TermLink] {
        let index = document.0 as usize;
        self.term_links[index].get_or_init(|| match &*self.glossary {
            Some(glossary) => glossary.links_of(document, &self.documents[index], &self.resolutions[index]),
            None => Vec::new(),
        })
    }

    /// What is known of a file that is published as it is: its size, the pages of a PDF.
    pub fn facts(&self, file: &OutputPath) -> Option<&Facts> {
        self.facts.get(file)
    }

    /// Whether files of the author's are, or could be, published in a folder, `assets/`.
    pub fn has_files_below(&self, folder: &str) -> bool {
        self.facts.keys().any(|file| file.as_str().starts_with(folder))
    }

    /// Every document's id.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.documents.len() as u32).map(DocumentId)
    }
}

impl Page {
    /// Which page of a collection's listing it is, from 1; none if it is something else.
    pub fn listing_number(&self, of: usize) -> Option<usize> {
        let PageKind::Listing { collection, number, .. } = self.kind else { return None };
        (collection == of).then_some(number)
    }
}

impl PageKind {
    /// Which page of a list it is, from 1; 1 if it is not a page of a list.
    pub fn number(&self) -> usize {
        match self {
            PageKind::Listing { number, .. }
            | PageKind::Tags { number }
            | PageKind::Tag { number, .. }
            | PageKind::Backlinks { number, .. }
            | PageKind::Side { number, .. }
            | PageKind::Search { number } => *number,
            PageKind::Home(_) | PageKind::Article(_) | PageKind::Thanks(_) | PageKind::NotFound => 1,
        }
    }

    /// The document that a page shows.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            PageKind::Home(document) | PageKind::Listing { document, .. } => *document,
            PageKind::Article(document) => Some(*document),
            PageKind::Tags { .. }
            | PageKind::Tag { .. }
            | PageKind::Backlinks { .. }
            | PageKind::Side { .. }
            | PageKind::Search { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => None,
        }
    }
}

/// Whether a reference is a mention, which becomes a backlink of its target. Hand-picked related articles are not
/// mentions.
pub(crate) fn is_mention(role: Role) -> bool {
    matches!(role, Role::Link | Role::Embed | Role::Field)
}
