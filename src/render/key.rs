//! A page's key: a digest of everything that the page depends on, computed before the page is rendered.
//!
//! Takes the linked site and a page, gives a digest. With the same theme and `site.toml`, a page with the same address and key is
//! the same, byte for byte, and so are its problems. The key uses only values that do not depend on the ids of articles and
//! pages: addresses, titles, text.
//!
//! This module repeats what the rendering code shows. `tests/suite/memory.rs` keeps the two in sync: its theme prints every field
//! of every view, after any edits.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::OnceLock;

use super::navigation::{breadcrumbs, feeds, languages};
use super::page::{groups_of_home, listed, listed_tags, nearby, page_title, row_of_tags, series_of, tags};
use super::{PageContext, Press};
use crate::blob::{Digest, Digester};
use crate::document::{Body, BuiltIn, FieldValue, ReferenceId, Role};
use crate::site::rules::BACKLINKS_PAGE_SIZE;
use crate::site::{DocumentId, Page, PageId, PageKind, Reason, Resolution};

/// What pages see of the site and of other articles, each digested on first use.
pub(super) struct Faces {
    common: OnceLock<Digest>,
    documents: Vec<Face>,
}

/// A document as other pages see it.
#[derive(Default)]
struct Face {
    /// Its address and its names: what a link to it shows.
    name: OnceLock<Digest>,
    /// What an entry in a list shows of it.
    item: OnceLock<Digest>,
    /// Its headings and named blocks: what a link to a part of it shows.
    parts: OnceLock<Digest>,
    /// Its file, and the targets of all its references.
    text: OnceLock<Digest>,
}

impl Faces {
    /// Nothing digested yet.
    pub fn new(documents: usize) -> Faces {
        Faces {
            common: OnceLock::new(),
            documents: std::iter::repeat_with(Face::default).take(documents).collect(),
        }
    }
}

impl Press<'_> {
    /// The key of a page.
    pub fn key(&self, id: PageId) -> Digest {
        let page = self.site.page(id);
        self.of_page(page).key_of(id, page)
    }

    fn key_of(&self, id: PageId, page: &Page) -> Digest {
        let context = &self.context(id, page);
        let key = &mut Digester::default();
        self.language.as_str().hash(key);
        self.common().hash(key);
        let title = page_title(self, &page.kind);
        breadcrumbs(self, context, page, &title).hash(key);
        languages(self, context, page).hash(key);
        feeds(self, context).hash(key);
        self.collection_of(&page.kind).map(|index| &self.edition.collections[index].name).hash(key);
        if let Some(document) = page.kind.document() {
            self.hash_own_text(key, context, document);
        }
        match &page.kind {
            PageKind::Home(Some(_)) | PageKind::NotFound => {}
            PageKind::Home(None) => {
                for (title, articles) in groups_of_home(self) {
                    title.hash(key);
                    self.hash_items(key, &articles);
                }
            }
            PageKind::Article(document) => self.hash_neighbors(key, *document),
            // How many pages a list has, and where they are, follows from its length.
            PageKind::Listing { collection, .. } | PageKind::Side { collection, .. } => {
                self.hash_items(key, listed(self, &page.kind));
                self.edition.collections[*collection].articles.len().hash(key);
                self.narrowing(&page.kind).hash(key);
            }
            PageKind::Search { .. } => {
                for id in listed(self, &page.kind) {
                    self.edition.place(*id).map(|(index, _)| &self.edition.collections[index].name).hash(key);
                    self.item_face(*id).hash(key);
                }
                self.edition.every_article.len().hash(key);
            }
            PageKind::Tags { number } => {
                for tag in listed_tags(self, *number) {
                    self.tag(context, tag).hash(key);
                }
                self.edition.tags.len().hash(key);
            }
            PageKind::Tag { tag, .. } => {
                self.hash_items(key, listed(self, &page.kind));
                // It has the current tag, with the number of its articles.
                row_of_tags(self, context, *tag).hash(key);
                self.narrowing(&page.kind).hash(key);
            }
            PageKind::Backlinks { document, number } => {
                self.hash_backlinks(key, *document, *number);
            }
            PageKind::Thanks(form) => self.hash_form(key, form),
        }
        std::mem::take(key).digest()
    }

    /// What the frame of every page shows.
    fn common(&self) -> Digest {
        let faces = self.faces();
        *faces.common.get_or_init(|| {
            let key = &mut Digester::default();
            for reference in (0..self.site.settings_length() as u32).map(ReferenceId) {
                let resolution = self.site.settings_resolution(reference);
                self.hash_place(key, resolution);
                resolution.document().map(|document| self.has_form(document)).hash(key);
                if let Some(path) = resolution.file() {
                    self.site.facts(path).hash(key);
                    let article = self.site.article_of_pdf.get(path);
                    article.map(|article| self.route_of(*article)).hash(key);
                }
            }
            for collection in self.edition.collections.iter() {
                collection.title.hash(key);
                let sides = collection.sides.iter().filter_map(|side| side.first());
                for page in collection.pages.first().into_iter().chain(sides) {
                    self.site.page(*page).route.hash(key);
                }
            }
            self.edition.tags.is_empty().hash(key);
            if let Some(form) = &self.config.footer_form {
                self.hash_form(key, &form.value);
            }
            std::mem::take(key).digest()
        })
    }

    /// A page's own text, and what is around it.
    fn hash_own_text(&self, key: &mut Digester, context: &PageContext, id: DocumentId) {
        let document = self.site.document(id);
        self.hash_text(key, id);
        for term in self.site.term_links(id) {
            (term.first, term.start, term.last, term.end, self.route_of(term.term)).hash(key);
        }
        tags(self, context, document).hash(key);
        self.hash_backlinks(key, id, 1);
        if self.site.leads_on(id) {
            for related in self.site.related(id) {
                self.item_face(self.site.document_in(self.edition, related.document)).hash(key);
                self.hash_reason(key, &related.reason);
            }
        }
        if let Some(path) = self.site.pdfs.get(&id).and_then(|pdf| pdf.output.as_ref()) {
            self.site.facts(path).hash(key);
        }
    }

    /// Text, everything that it embeds, and what their shortcodes show.
    fn hash_text(&self, key: &mut Digester, id: DocumentId) {
        let mut seen = BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            self.text_face(id).hash(key);
            let document = self.site.document(id);
            let fields = document.meta.fields.values().filter_map(|value| match value {
                FieldValue::Markdown(body) => Some(body),
                FieldValue::Text(_)
                | FieldValue::Side(_)
                | FieldValue::Number(_)
                | FieldValue::Boolean(_)
                | FieldValue::Date(_)
                | FieldValue::List(_)
                | FieldValue::Url(_)
                | FieldValue::Image(_)
                | FieldValue::Reference(_) => None,
            });
            for body in std::iter::once(&document.body).chain(fields) {
                self.hash_shortcodes(key, id, body);
            }
            for (index, reference) in (0..).zip(&document.references) {
                if reference.role != Role::Embed {
                    continue;
                }
                let part = self.site.embedded(id, ReferenceId(index));
                part.map(|part| (&part.nodes, part.heading)).hash(key);
                if let Some(part) = part
                    && seen.insert(part.document)
                {
                    waiting.push(part.document);
                }
            }
        }
    }

    /// What shortcodes show of other articles and of the site. References in the theme's own shortcodes are already in
    /// the digest of the text.
    fn hash_shortcodes(&self, key: &mut Digester, id: DocumentId, body: &Body) {
        for call in &body.shortcodes {
            let target =
                |name: &str| call.reference(name).map(|reference| self.site.resolution(id, reference));
            match call.built_in() {
                Some(BuiltIn::Form) => {
                    if let Some(Resolution::Form(form)) = target("id") {
                        self.hash_form(key, form);
                    }
                }
                Some(BuiltIn::Comparison) => {
                    if let Some(Resolution::Collection(index)) = target("of") {
                        self.hash_items(key, &self.edition.collections[*index].articles);
                    }
                }
                Some(BuiltIn::Articles) => match self.chosen_articles(id, call) {
                    Some(Ok(articles)) => self.hash_items(key, &articles),
                    Some(Err(slip)) => slip.hash(key),
                    None => {}
                },
                // The frame of every page has all that calls to action refer to.
                Some(BuiltIn::Cta | BuiltIn::Aside | BuiltIn::Figure) | None => {}
            }
        }
    }

    /// The parts of a form that depend on more than `site.toml`.
    fn hash_form(&self, key: &mut Digester, name: &str) {
        let Some(form) = self.config.forms.get(name) else { return };
        for field in &form.fields {
            self.site.choices(self.language, field).hash(key);
        }
        self.site.consent(self.language, name).map(|consent| consent.hash()).hash(key);
        for reference in (0..self.site.settings_length() as u32).map(ReferenceId) {
            self.hash_link(key, self.site.settings_resolution(reference));
        }
    }

    /// The backlinks of an article, with their text.
    fn hash_backlinks(&self, key: &mut Digester, id: DocumentId, number: usize) {
        let all = self.site.backlinks_in(self.edition, id);
        all.len().hash(key);
        if self.site.leads_on(id) {
            for backlink in all.iter().skip((number - 1) * BACKLINKS_PAGE_SIZE).take(BACKLINKS_PAGE_SIZE) {
                self.item_face(backlink.from).hash(key);
                self.text_face(backlink.from).hash(key);
            }
        }
    }

    fn hash_reason(&self, key: &mut Digester, reason: &Reason) {
        match reason {
            Reason::Picked => 0u8.hash(key),
            Reason::LinkedBothWays => 1u8.hash(key),
            Reason::LinkedFromHere => 2u8.hash(key),
            Reason::LinksHere => 3u8.hash(key),
            Reason::BothMention(third) => (4u8, self.name_face(*third)).hash(key),
            Reason::BothMentionedIn(third) => (5u8, self.name_face(*third)).hash(key),
            Reason::Tag { tag, articles } => (6u8, tag, articles).hash(key),
            Reason::BothCover(subject) => (7u8, subject).hash(key),
            Reason::BothUse(word) => (8u8, word).hash(key),
        }
    }

    /// The articles before and after one, or all of a series.
    fn hash_neighbors(&self, key: &mut Digester, id: DocumentId) {
        let Some((collection, position)) = self.edition.place(id) else { return };
        let articles = &self.edition.collections[collection].articles;
        let neighbors = [position.checked_sub(1), Some(position + 1)];
        for neighbor in neighbors.map(|index| articles.get(index?)) {
            neighbor.map(|id| self.item_face(*id)).hash(key);
        }
        nearby(self, collection, position).iter().for_each(|id| self.name_face(*id).hash(key));
        if let Some(series) = series_of(self, collection) {
            series.iter().for_each(|id| self.name_face(*id).hash(key));
        }
    }

    fn hash_items(&self, key: &mut Digester, articles: &[DocumentId]) {
        articles.len().hash(key);
        articles.iter().for_each(|id| self.item_face(*id).hash(key));
    }

    /// A target, with the link text.
    fn hash_link(&self, key: &mut Digester, resolution: &Resolution) {
        self.hash_place(key, resolution);
        if let Resolution::Page { document: Some(document), heading, .. } = resolution {
            self.name_face(*document).hash(key);
            if heading.is_some() {
                self.parts_face(*document).hash(key);
            }
        }
    }

    /// A target.
    fn hash_place(&self, key: &mut Digester, resolution: &Resolution) {
        match resolution {
            Resolution::Page { page, heading, .. } => {
                let (page, heading) = self.target(*page, heading.as_deref());
                (0u8, &self.site.page(page).route, heading).hash(key);
            }
            Resolution::File(path) => (1u8, path).hash(key),
            Resolution::External(url) => (2u8, url).hash(key),
            Resolution::Form(name) => (3u8, name).hash(key),
            Resolution::Cta(name) => (4u8, name).hash(key),
            Resolution::Collection(index) => (5u8, &self.edition.collections[*index].name).hash(key),
            Resolution::Missing => 6u8.hash(key),
        }
    }

    fn route_of(&self, document: DocumentId) -> &crate::path::Route {
        &self.site.page(self.site.page_in(self.edition, document)).route
    }

    fn name_face(&self, id: DocumentId) -> Digest {
        *self.face(id).name.get_or_init(|| {
            let document = self.site.document(id);
            let aliases: Vec<&str> = document.meta.aliases.iter().map(|alias| alias.value.as_str()).collect();
            Digest::of_value(&(self.route_of(id), &document.title, document.language.as_str(), aliases))
        })
    }

    fn item_face(&self, id: DocumentId) -> Digest {
        *self.face(id).item.get_or_init(|| {
            // Relative to the site's root, no matter which page shows it.
            let context = PageContext { page: self.site.page_of(id), root: String::new() };
            Digest::of_value(&self.item(&context, id))
        })
    }

    fn parts_face(&self, id: DocumentId) -> Digest {
        *self.face(id).parts.get_or_init(|| {
            let document = self.site.document(id);
            let key = &mut Digester::default();
            document.outline.iter().for_each(|heading| (&heading.id, &heading.title).hash(key));
            document.body.blocks.iter().for_each(|block| block.id.hash(key));
            std::mem::take(key).digest()
        })
    }

    fn text_face(&self, id: DocumentId) -> Digest {
        *self.face(id).text.get_or_init(|| {
            let document = self.site.document(id);
            let key = &mut Digester::default();
            (&document.path, document.digest).hash(key);
            self.site.links_of(id).for_each(|(_, resolution)| self.hash_link(key, resolution));
            std::mem::take(key).digest()
        })
    }

    fn face(&self, id: DocumentId) -> &Face {
        &self.faces().documents[id.0 as usize]
    }

    fn faces(&self) -> &Faces {
        self.shared().faces.get_or_init(|| Faces::new(self.site.documents.len()))
    }
}
