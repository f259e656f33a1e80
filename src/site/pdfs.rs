//! The PDFs of articles: for each article in a collection with `pdf = true`, the file next to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolve::published_at;
use super::{DocumentId, Visibility};
use crate::config::Config;
use crate::document::Document;
use crate::path::{OutputPath, SourcePath};
use crate::source::Facts;

/// The PDF of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfFile {
    /// Where it is, or should be: `articles/white-papers/closing-the-gap.pdf`.
    pub source: SourcePath,
    /// Where it is published; none if it has not been made yet.
    pub output: Option<OutputPath>,
}

/// The PDF of each article that has or should have one.
pub(super) fn of_articles(
    config: &Config,
    documents: &[Arc<Document>],
    files: &BTreeMap<SourcePath, Facts>,
) -> BTreeMap<DocumentId, PdfFile> {
    let has_pdf = |document: &Document| {
        let collection = document.collection.as_deref().and_then(|name| config.collection(name));
        collection.is_some_and(|declared| declared.pdf) && !document.is_listing_text()
    };
    let pdfs = (0..).map(DocumentId).zip(documents).filter_map(|(id, document)| {
        let source = has_pdf(document).then(|| beside(&document.path))??;
        let output = if files.contains_key(&source) { published_at(&source) } else { None };
        Some((id, PdfFile { source, output }))
    });
    pdfs.collect()
}

/// The path of the PDF of each published article that has or should have one.
pub fn expected_pdfs(
    config: &Config,
    documents: &[Arc<Document>],
    visibility: &Visibility,
) -> Vec<SourcePath> {
    let published: Vec<_> =
        documents.iter().filter(|document| visibility.shows(document)).map(Arc::clone).collect();
    let pdfs = of_articles(config, &published, &BTreeMap::new());
    pdfs.into_values().map(|pdf| pdf.source).collect()
}

/// The path of the PDF next to an article.
fn beside(article: &SourcePath) -> Option<SourcePath> {
    let (stem, _) = article.as_str().rsplit_once('.')?;
    SourcePath::new(&format!("{stem}.pdf"))
}
