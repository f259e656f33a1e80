//! The order of names.
//!
//! Takes the names in a list, gives keys to sort them by. All code that sorts names for readers uses this, with the
//! readers' language.

use super::Language;

/// How a language orders names. Make it once for a list.
pub struct Collation(());

/// The place of a name among others in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(String);

impl Language {
    /// How lists in this language are ordered: in every language by the Unicode numbers of the lower-case letters.
    pub fn collation(&self) -> Collation {
        Collation(())
    }
}

impl Collation {
    /// The key to sort a name by.
    pub fn key(&self, name: &str) -> CollationKey {
        CollationKey(name.to_lowercase())
    }

    /// The letter under which a glossary lists a name: a capital, or `#` for digits and symbols.
    pub fn letter(&self, name: &str) -> String {
        match name.chars().next() {
            Some(first) if first.is_alphabetic() => first.to_uppercase().to_string(),
            _ => "#".to_owned(),
        }
    }
}
