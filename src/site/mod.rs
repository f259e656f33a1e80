//! All articles understood together: pages, addresses, links, tags, navigation.
//!
//! Takes the configuration and every document, gives a [`Site`] and what is wrong with it. Parses nothing, prints
//! no HTML, reads no file, and knows no theme.

mod backlinks;
mod consent;
mod cta;
mod embeds;
mod forms;
mod glossary;
mod listings;
mod names;
mod pages;
mod pdfs;
mod related;
mod resolve;
mod schedule;
mod unresolved;

pub use backlinks::{BACKLINKS_OF_A_PAGE, Backlink};
pub use consent::{Consent, check_records};
pub use cta::ChosenCta;
pub use glossary::TermLink;
pub use listings::letter;
pub use pages::{address_of, thanks_route};
pub use pdfs::PdfFile;
pub use related::{Ranking, Reason, Related};
pub use schedule::{Change, Standing};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, FieldKind};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, FieldValue, Reference, ReferenceId, Role, Settings};
use crate::path::{OutputPath, Route, SourcePath};
use crate::source::Facts;

/// A published document: a place in [`Site::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentId(pub u32);

/// A page: a place in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId(pub u32);

/// The knowledge base, linked.
#[derive(Debug)]
pub struct Site {
    /// The published documents, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// The documents that this build leaves out, sorted by path: drafts, later ones, expired ones.
    pub hidden: Vec<Arc<Document>>,
    /// When the site changes though no file does; none if it will not.
    pub next_change: Option<Change>,
    /// All pages: sorted by route, and after them those of kind [`PageKind::Backlinks`].
    pub pages: Vec<Page>,
    /// The page at each address.
    pub by_route: BTreeMap<Route, PageId>,
    /// The page that shows each document.
    page_of: Vec<PageId>,
    /// Where each article stands: its collection, and its place in that.
    places: Vec<Option<(usize, usize)>>,
    /// What each document's references lead to, in their order.
    resolutions: Vec<Vec<Resolution>>,
    /// What the references of `site.toml` lead to.
    settings_resolutions: Vec<Resolution>,
    /// Who links to each document.
    backlinks: backlinks::Backlinks,
    /// The pages that list a document's backlinks, if its own page cannot list all.
    backlink_pages: BTreeMap<DocumentId, Vec<PageId>>,
    /// Related articles of each document, the best first.
    related: Vec<Vec<Related>>,
    /// The words of each document that lead to terms.
    term_links: Vec<Vec<TermLink>>,
    /// Declared collections, in the order of `site.toml`.
    pub collections: Vec<CollectionPages>,
    /// Tags, sorted by the last part of their address.
    pub tags: Vec<TagPages>,
    /// The few tags with the most articles, as places in `tags`, the largest first.
    pub largest_tags: Vec<usize>,
    /// Files beside articles that something refers to, and where they are published.
    pub files: BTreeMap<SourcePath, OutputPath>,
    /// What is known of each file that is or could be published as it is, those of `static/` too.
    facts: BTreeMap<OutputPath, Facts>,
    /// The PDF of each article of a collection with `pdf = true`.
    pub pdfs: BTreeMap<DocumentId, PdfFile>,
    /// The article of each of them that is published.
    pub article_of_pdf: BTreeMap<OutputPath, DocumentId>,
    /// Old addresses.
    pub redirects: BTreeMap<Route, PageId>,
    /// The page that holds each form: the first one in the order of paths.
    pub form_pages: BTreeMap<String, DocumentId>,
    /// What each form's reader agrees to.
    pub consents: BTreeMap<String, Consent>,
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page, with `articles/index.md` if there is one.
    Home(Option<DocumentId>),
    /// An article.
    Article(DocumentId),
    /// A page of a collection's listing.
    Listing {
        /// A place in [`Site::collections`].
        collection: usize,
        /// From 1.
        number: usize,
        /// The text above it, on its first page.
        document: Option<DocumentId>,
    },
    /// All tags.
    Tags,
    /// A page of a tag's articles.
    Tag {
        /// A place in [`Site::tags`].
        tag: usize,
        /// From 1.
        number: usize,
    },
    /// Articles that link to one.
    Backlinks {
        /// The one.
        document: DocumentId,
        /// From 1.
        number: usize,
    },
    /// All that a two-sided collection says of one side.
    Side {
        /// A place in [`Site::collections`].
        collection: usize,
        /// Which side.
        side: Side,
    },
    /// Every article of the site.
    Search,
    /// Where a form leads when it was sent.
    Thanks(String),
    /// What a static host shows where there is nothing.
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

/// A collection's articles and listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectionPages {
    /// Its folder.
    pub name: String,
    /// Its title: of `site.toml`, else of its `index.md`, else its folder's name in words.
    pub title: String,
    /// Its articles in the collection's order.
    pub articles: Vec<DocumentId>,
    /// The pages of its listing; at least one.
    pub pages: Vec<PageId>,
    /// The pages of its two sides, if it has articles with two sides.
    pub sides: [Option<PageId>; 2],
}

/// A tag's articles and listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPages {
    /// As its first article writes it.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// Its articles, grouped by collection and in its order; those of no collection come last, by title.
    pub articles: Vec<DocumentId>,
    /// The pages of its listing; at least one.
    pub pages: Vec<PageId>,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A page, perhaps a heading of it.
    Page {
        /// The page.
        page: PageId,
        /// The document it shows, if any.
        document: Option<DocumentId>,
        /// The heading's id.
        heading: Option<String>,
    },
    /// A published file.
    File(OutputPath),
    /// Another site.
    External(String),
    /// A form of `site.toml`.
    Form(String),
    /// A call to action of `site.toml`.
    Cta(String),
    /// A collection: a place in [`Site::collections`].
    Collection(usize),
    /// Several articles, equally near.
    Ambiguous(Vec<DocumentId>),
    /// Nothing that is published.
    Missing,
}

/// What decides which documents are published.
#[derive(Clone, Copy, Debug)]
pub struct Visibility {
    /// The instant of the build, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// Drafts too.
    pub drafts: bool,
    /// Documents with a later date too.
    pub future: bool,
    /// Documents that have expired too.
    pub expired: bool,
}

/// Links all documents (sorted by path) to one site.
///
/// `files` are all files that can be published but articles, those below `articles/` and `static/`, and what they tell of
/// themselves.
pub fn link(
    config: &Config,
    documents: Vec<Arc<Document>>,
    settings: &Settings,
    files: &BTreeMap<SourcePath, Facts>,
    visibility: Visibility,
) -> (Site, Diagnostics) {
    let mut found = Diagnostics::default();
    let next_change = schedule::next_change(documents.iter(), &visibility);
    let (documents, hidden): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| visibility.shows(document));
    let collections = listings::collections(config, &documents);
    let tags = listings::tags(&documents, &collections);
    let mut pages = pages::lay_out(config, &documents, collections, tags, &mut found);
    let names = names::Names::new(&documents, &hidden, files);
    let pdfs = pdfs::of_articles(config, &documents, &pages.collections, files);
    let resolver = resolve::Resolver::new(config, &documents, &pages, &names, files, &pdfs);
    let mut resolved = resolver.resolve_all(settings, visibility, &mut found);
    wrong_collections(config, &documents, &resolved.documents, &mut found);
    embeds::cut_cycles(&documents, &mut resolved.documents, &mut found);
    let backlinks = backlinks::Backlinks::new(&documents, &resolved.documents);
    let backlink_pages = backlinks::add_pages(&documents, &backlinks, &mut pages, &mut found);
    let published = pdfs.values().filter_map(|pdf| Some((pdf.source.clone(), pdf.output.clone()?)));
    resolved.files.extend(published);
    let facts = files.iter().filter_map(|(file, facts)| Some((resolve::published_at(file)?, facts.clone())));
    let facts = facts.collect();
    let consents = consent::consents(config, settings, &documents, &pages, &resolved.settings, &mut found);
    let related = related::relate(config, &documents, &resolved.documents, &pages.tags);
    let term_links = glossary::link_terms(config, &documents, &resolved.documents, &pages.collections);
    let mut places = vec![None; documents.len()];
    for (index, collection) in pages.collections.iter().enumerate() {
        for (position, article) in collection.articles.iter().enumerate() {
            places[article.0 as usize] = Some((index, position));
        }
    }
    let site = Site {
        documents,
        hidden,
        next_change,
        places,
        pages: pages.pages,
        by_route: pages.by_route,
        page_of: pages.page_of,
        resolutions: resolved.documents,
        settings_resolutions: resolved.settings,
        backlinks,
        backlink_pages,
        related,
        term_links,
        collections: pages.collections,
        largest_tags: listings::largest(&pages.tags),
        tags: pages.tags,
        files: resolved.files,
        facts,
        article_of_pdf: pdfs.iter().filter_map(|(id, pdf)| Some((pdf.output.clone()?, *id))).collect(),
        pdfs,
        redirects: pages.redirects,
        form_pages: resolved.form_pages,
        consents,
    };
    found.extend(forms::check(config, &site, visibility.now));
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

    /// Where an article stands: its collection, and its place in that.
    pub fn place(&self, document: DocumentId) -> Option<(usize, usize)> {
        self.places[document.0 as usize]
    }

    /// What a document's reference leads to.
    pub fn resolution(&self, document: DocumentId, reference: ReferenceId) -> &Resolution {
        &self.resolutions[document.0 as usize][reference.0 as usize]
    }

    /// A document's references with what they lead to.
    pub fn links_of(&self, document: DocumentId) -> impl Iterator<Item = (&Reference, &Resolution)> {
        self.document(document).references.iter().zip(&self.resolutions[document.0 as usize])
    }

    /// What a reference of `site.toml` leads to.
    pub fn settings_resolution(&self, reference: ReferenceId) -> &Resolution {
        &self.settings_resolutions[reference.0 as usize]
    }

    /// How many references `site.toml` has.
    pub fn settings_length(&self) -> usize {
        self.settings_resolutions.len()
    }

    /// Who links to a document, in the order of documents, each once.
    pub fn backlinks(&self, document: DocumentId) -> &[Backlink] {
        self.backlinks.of(document)
    }

    /// The links that make a backlink, in the order of their ids: references of the article that links.
    pub fn mentions(&self, backlink: &Backlink) -> &[ReferenceId] {
        self.backlinks.references(backlink)
    }

    /// Whether a document's page ends in a list of its backlinks.
    pub fn lists_backlinks(&self, document: DocumentId) -> bool {
        backlinks::is_listed(&self.page(self.page_of(document)).kind, self.document(document))
    }

    /// The pages that list all backlinks of a document; none if its own page can.
    pub fn backlink_pages(&self, document: DocumentId) -> &[PageId] {
        self.backlink_pages.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Related articles, the best first.
    pub fn related(&self, document: DocumentId) -> &[Related] {
        &self.related[document.0 as usize]
    }

    /// The words of a document's text that lead to terms, in the order of the text.
    pub fn term_links(&self, document: DocumentId) -> &[TermLink] {
        &self.term_links[document.0 as usize]
    }

    /// What is known of a file that is published as it is: its size, the pages of a PDF.
    pub fn facts(&self, file: &OutputPath) -> Option<&Facts> {
        self.facts.get(file)
    }

    /// The collection of a name.
    pub fn collection(&self, name: &str) -> Option<&CollectionPages> {
        self.collections.iter().find(|collection| collection.name == name)
    }

    /// Every document's id.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.documents.len() as u32).map(DocumentId)
    }
}

impl PageKind {
    /// The document that a page shows.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            PageKind::Home(document) | PageKind::Listing { document, .. } => *document,
            PageKind::Article(document) => Some(*document),
            PageKind::Tags
            | PageKind::Tag { .. }
            | PageKind::Backlinks { .. }
            | PageKind::Side { .. }
            | PageKind::Search
            | PageKind::Thanks(_)
            | PageKind::NotFound => None,
        }
    }
}

/// Whether a reference is a mention that its target should know of. Hand-picked relations are not.
pub(crate) fn is_mention(role: Role) -> bool {
    matches!(role, Role::Link | Role::Embed | Role::Field)
}

/// A field that wants an article of one collection and names one of another.
fn wrong_collections(
    config: &Config,
    documents: &[Arc<Document>],
    resolutions: &[Vec<Resolution>],
    found: &mut Diagnostics,
) {
    for (document, resolutions) in documents.iter().zip(resolutions) {
        let declared = document.collection.as_deref().and_then(|name| config.collection(name));
        for field in declared.map_or(&[][..], |collection| &collection.fields) {
            let (FieldKind::Reference(Some(wanted)), Some(FieldValue::Reference(reference))) =
                (&field.kind, document.meta.fields.get(&field.name.value))
            else {
                continue;
            };
            let Resolution::Page { document: Some(target), .. } = &resolutions[reference.0 as usize] else {
                continue;
            };
            let target = &documents[target.0 as usize];
            if target.collection.as_ref() != Some(wanted) {
                let span = Span::new(&document.path, document.references[reference.0 as usize].range.clone());
                let message = format!("`{}` must name an article of `{wanted}`", field.name.value);
                found.report(&codes::FIELD_TYPE, span, message).label(format!("this is `{}`", target.path));
            }
        }
    }
}
