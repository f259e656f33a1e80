//! `[search]`: what the search finds besides the words of articles.

use super::read::with_table;
use crate::data::{Reader, Spanned};
use crate::diagnostic::Diagnostics;

/// `[search]`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchOptions {
    /// `[[search.pins]]`
    pub pins: Vec<Pin>,
    /// `[search.synonyms]`: words, and what they also mean.
    pub synonyms: Vec<(String, Vec<String>)>,
}

/// An article that comes first for a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// The whole query.
    pub query: String,
    /// A reference to the article.
    pub article: Spanned<String>,
}

pub(super) fn read_search(mut reader: Reader<'_>, found: &mut Diagnostics) -> SearchOptions {
    let path = reader.path();
    let pins = reader.tables("pins", found).into_iter().filter_map(|table| {
        let mut reader = Reader::new(path, table.value, "`[[search.pins]]`", table.range);
        let query = reader.required_text("query", found);
        let article = reader.required_text("article", found);
        reader.finish(found);
        Some(Pin { query: query?.value, article: article? })
    });
    let pins = pins.collect();
    let synonyms = with_table(&mut reader, "synonyms", found, |mut reader, found| {
        let words = reader.entries().iter().map(|(words, _)| words.value.clone());
        let words: Vec<String> = words.collect();
        let synonyms = words.into_iter().map(|words| {
            let meanings = reader.texts(&words, found).into_iter().map(|text| text.value).collect();
            (words, meanings)
        });
        synonyms.collect()
    });
    reader.finish(found);
    SearchOptions { pins, synonyms: synonyms.unwrap_or_default() }
}
