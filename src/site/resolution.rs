//! What a reference leads to.

use super::{DocumentId, PageId};
use crate::path::{OutputPath, WebAddress};

/// The target of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A page, or a part of it.
    Page {
        /// The page.
        page: PageId,
        /// The document it shows, if any.
        document: Option<DocumentId>,
        /// The id of the part: a heading, a named block or an element of raw HTML. None for the whole page.
        heading: Option<String>,
    },
    /// A published file.
    File(OutputPath),
    /// Another site.
    External(WebAddress),
    /// A form of `site.toml`.
    Form(String),
    /// A call to action of `site.toml`.
    Cta(String),
    /// A collection: an index into [`Edition::collections`](super::Edition::collections).
    Collection(usize),
    /// Nothing that is published, or several articles that are equally near.
    Missing,
}

impl Resolution {
    /// The document of the page that it leads to, if it leads to one.
    pub fn document(&self) -> Option<DocumentId> {
        let Resolution::Page { document, .. } = self else { return None };
        *document
    }

    /// The file that it leads to, if it leads to one.
    pub fn file(&self) -> Option<&OutputPath> {
        let Resolution::File(path) = self else { return None };
        Some(path)
    }
}
