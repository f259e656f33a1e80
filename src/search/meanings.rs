//! What queries find besides their own words: pinned documents and synonyms.
//!
//! Takes `site.toml` and the glossary, gives sorted entries of `root.bin`.

use std::collections::{BTreeMap, BTreeSet};

use super::Entry;
use super::words::words;
use crate::config::Config;
use crate::document::Settings;
use crate::language::Language;
use crate::site::Site;

/// The words of pinned queries, each with the number of its document.
pub(super) fn pins(
    config: &Config,
    settings: &Settings,
    site: &Site,
    language: &Language,
    documents: &[Entry],
) -> BTreeMap<String, usize> {
    let mut pins = BTreeMap::new();
    for (query, pinned) in site.pins(config, settings, language) {
        let number = documents.iter().position(|entry| entry.document == pinned);
        let query = words(query).join(" ");
        if let Some(number) = number.filter(|_| !query.is_empty()) {
            pins.entry(query).or_insert(number);
        }
    }
    pins
}

/// Words, and the words that they also mean: those of `site.toml`, and the title and aliases of each glossary term.
pub(super) fn synonyms(config: &Config, site: &Site, documents: &[Entry]) -> BTreeSet<(String, String)> {
    let mut synonyms = BTreeSet::new();
    let mut add = |text: &str, meaning: &str| {
        let pair = (words(text).join(" "), words(meaning).join(" "));
        if !pair.0.is_empty() && !pair.1.is_empty() && pair.0 != pair.1 {
            synonyms.insert(pair);
        }
    };
    for (text, meanings) in &config.search.synonyms {
        meanings.iter().for_each(|meaning| add(text, meaning));
    }
    for entry in documents {
        let Some(collection) = entry.collection else { continue };
        let is_term = config.collections[collection].glossary;
        let document = site.document(entry.document);
        for alias in document.meta.aliases.iter().filter(|alias| is_term && !alias.value.starts_with('/')) {
            add(&alias.value, &document.title);
            add(&document.title, &alias.value);
        }
    }
    synonyms
}
