//! What linking keeps for the next run.
//!
//! An edit usually changes the text of one article: pages, names and nearly all links stay the same. Each of these is kept with
//! everything that it was made from, and reused only if that is unchanged, so that linking with a memory gives the same result
//! as linking without one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::backlinks::Backlinks;
use super::edition::editions_of;
use super::glossary::Glossary;
use super::names::NameIndex;
use super::pages::{self, Pages};
use super::resolve::{KnownLinks, published_at};
use super::translations::Translations;
use super::{DocumentId, FormPages, PdfFile, Resolution, is_mention, listings, pdfs, related};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::path::{OutputPath, SourcePath};
use crate::source::Facts;

/// What is kept between two runs.
#[derive(Default)]
pub struct Memory {
    pub(super) last: Option<Last>,
    pub(super) related: related::Kept,
}

/// The last site, and what it was made from.
pub(super) struct Last {
    pub config: Config,
    pub files: BTreeMap<SourcePath, Facts>,
    pub documents: Vec<Arc<Document>>,
    pub hidden: Vec<Arc<Document>>,
    pub layout: Arc<Layout>,
    /// The targets of references before cycles of embeds were cut.
    pub resolved: Vec<Arc<[Resolution]>>,
    pub is_faulty: Vec<bool>,
    pub form_pages: FormPages,
    /// The same after they were cut.
    pub resolutions: Vec<Arc<[Resolution]>>,
    pub backlinks: Arc<Backlinks>,
}

/// What has not changed since the last run.
#[derive(Clone, Copy, Default)]
pub(super) struct Same {
    /// Whether the [`Layout`] is the same.
    pub layout: bool,
    /// Whether all mentions are the same too.
    pub links: bool,
}

/// Everything that follows from the front matter of articles and not from their text.
pub(super) struct Layout {
    pub pages: Pages,
    pub names: NameIndex,
    pub pdfs: Arc<BTreeMap<DocumentId, PdfFile>>,
    pub article_of_pdf: Arc<BTreeMap<OutputPath, DocumentId>>,
    pub facts: Arc<BTreeMap<OutputPath, Facts>>,
    pub glossary: Arc<Option<Glossary>>,
    pub found: Diagnostics,
}

impl Layout {
    /// Makes it from the front matter of all documents; [`Layout::found`] has the problems.
    pub fn new(
        config: &Config,
        documents: &[Arc<Document>],
        hidden: &[Arc<Document>],
        files: &BTreeMap<SourcePath, Facts>,
    ) -> Layout {
        let mut found = Diagnostics::default();
        let lay_out = || {
            let edition_of = editions_of(config, documents);
            let translations = Translations::new(config, documents, &edition_of, &mut found);
            let editions = listings::editions(config, documents, &edition_of, &translations, &mut found);
            listings::report_empty(config, documents, hidden, &mut found);
            listings::report_menu(config, &mut found);
            pages::lay_out(config, documents, edition_of, (editions, translations), &mut found)
        };
        let (pages, names) = rayon::join(lay_out, || NameIndex::new(documents, hidden, files));
        let pdfs = pdfs::of_articles(config, documents, files);
        let article_of_pdf = pdfs.iter().filter_map(|(id, pdf)| Some((pdf.output.clone()?, *id)));
        let article_of_pdf = Arc::new(article_of_pdf.collect());
        let facts =
            files.iter().filter_map(|(file, facts)| Some((published_at(file)?, facts.clone()))).collect();
        Layout {
            glossary: Arc::new(Glossary::read(config, documents, &pages)),
            pages,
            names,
            pdfs: Arc::new(pdfs),
            article_of_pdf,
            facts: Arc::new(facts),
            found,
        }
    }
}

impl Last {
    /// The layout, if a site of these documents would have the same one.
    pub fn layout_of(
        &self,
        documents: &[Arc<Document>],
        hidden: &[Arc<Document>],
        files: &BTreeMap<SourcePath, Facts>,
    ) -> Option<Arc<Layout>> {
        let is_same = have_same_faces(&self.documents, documents)
            && have_same_faces(&self.hidden, hidden)
            && self.files == *files;
        is_same.then(|| Arc::clone(&self.layout))
    }

    /// The references that the last run resolved.
    pub fn links(&self) -> KnownLinks<'_> {
        KnownLinks {
            documents: &self.documents,
            resolutions: &self.resolved,
            is_faulty: &self.is_faulty,
            form_pages: &self.form_pages,
        }
    }

    /// Who links to whom, if these documents have the same links.
    pub fn backlinks_of(
        &self,
        documents: &[Arc<Document>],
        resolutions: &[Arc<[Resolution]>],
    ) -> Option<Arc<Backlinks>> {
        let documents = self.documents.iter().zip(documents);
        let mut all = documents.zip(self.resolutions.iter().zip(resolutions));
        let is_same = all.all(|((before, now), (led_to, leads_to))| {
            let is_same = Arc::ptr_eq(before, now) && Arc::ptr_eq(led_to, leads_to);
            let roles = |document: &Document| {
                document.references.iter().map(|one| is_mention(one.role)).collect::<Vec<_>>()
            };
            is_same || (led_to == leads_to && roles(before) == roles(now))
        });
        is_same.then(|| Arc::clone(&self.backlinks))
    }
}

/// Whether two lists contain the same documents, apart from their text.
fn have_same_faces(before: &[Arc<Document>], now: &[Arc<Document>]) -> bool {
    let has_same_face = |(before, now): (&Arc<Document>, &Arc<Document>)| {
        let is_same = || {
            before.path == now.path
                && before.collection == now.collection
                && before.language == now.language
                && before.title == now.title
                && before.meta == now.meta
        };
        Arc::ptr_eq(before, now) || is_same()
    };
    before.len() == now.len() && before.iter().zip(now).all(has_same_face)
}
