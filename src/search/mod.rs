//! The search index of a site, and queries to it.
//!
//! [`make_index`] makes the index from the linked site, never from HTML. The browser has its own code to read it; [`Index`] reads it the
//! same way and gives the same results. docs/search.md describes the files and the ranking.

mod candidate;
mod dictionary;
mod errors;
mod format;
mod function_words;
mod gather;
mod index;
mod interner;
mod meanings;
mod part;
mod postings;
mod query;
mod rank;
mod read;
mod words;

pub use format::FOLDER;
pub use index::{index_folder, indexed, is_index_path, make_index};
pub use rank::{Hit, Index, Results};

use crate::site::{DocumentId, PageId};

/// A document of an index. Its number is its place in the list of entries.
pub(crate) struct Entry {
    document: DocumentId,
    /// Its page in the language of the index.
    page: PageId,
    /// An index into [`Config::collections`](crate::config::Config::collections).
    collection: Option<usize>,
}
