//! A table of the stems that are known, so that each word of a site is stemmed once.
//!
//! A stem depends only on its word and the language, so the table changes no result.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ahash::{HashMap, RandomState};

use super::{Stem, Stemming};
use crate::language::Language;

/// The table is divided into this many parts, so that threads seldom wait for each other.
const PARTS: usize = 64;

/// The known stems by language.
#[derive(Default)]
pub struct KnownStems {
    // Documents are read in parallel, and a site has far fewer different words than documents have words.
    languages: Mutex<BTreeMap<Language, Arc<Words>>>,
}

/// The known stems of a language; none for a word that has no stem.
pub(super) struct Words {
    stemming: Stemming,
    hasher: RandomState,
    parts: [Mutex<HashMap<Box<str>, Option<Stem>>>; PARTS],
}

impl KnownStems {
    /// The table of a language, on a site with this main language.
    pub(super) fn of(&self, language: &Language, main: &Language) -> Arc<Words> {
        let mut languages = lock(&self.languages);
        Arc::clone(languages.entry(language.clone()).or_insert_with(|| Arc::new(Words::new(language, main))))
    }
}

impl Words {
    fn new(language: &Language, main: &Language) -> Words {
        Words {
            stemming: Stemming::of(language, main),
            hasher: RandomState::new(),
            parts: std::array::from_fn(|_| Mutex::default()),
        }
    }

    /// The stem of a word as written in a text; none if it has no stem.
    pub fn stem(&self, word: &str) -> Option<Stem> {
        let part = &self.parts[self.hasher.hash_one(word) as usize % PARTS];
        if let Some(known) = lock(part).get(word) {
            return *known;
        }
        let stem = self.stemming.stem(word);
        lock(part).insert(word.into(), stem);
        stem
    }
}

/// A value is inserted in one step, so the table is complete even if a thread panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
