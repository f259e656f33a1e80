//! The order of names, by the Unicode CLDR. The only module that imports `icu_collator`.
//!
//! Takes the names in a list, gives keys to sort them by. All code that sorts names for readers uses this, with the
//! readers' language.

use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};

use super::Language;

/// How a language orders names. Make it once for a list.
pub struct Collation(CollatorBorrowed<'static>);

/// The place of a name among others in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(Vec<u8>);

impl Language {
    /// How lists in this language are ordered. Every language has an order: that of the CLDR's root if it has no rules of
    /// its own.
    pub fn collation(&self) -> Collation {
        Collation::new(self, CollatorOptions::default())
    }

    /// The same, without regard to accents and capitals that do not make another letter in this language.
    pub(super) fn collation_of_letters(&self) -> Collation {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Primary);
        Collation::new(self, options)
    }
}

impl Collation {
    fn new(language: &Language, options: CollatorOptions) -> Collation {
        let collator = CollatorBorrowed::try_new((&language.locale()).into(), options);
        Collation(collator.expect("the data of all languages is compiled in"))
    }

    /// The key to sort a name by.
    pub fn key(&self, name: &str) -> CollationKey {
        let mut key = Vec::new();
        let Ok(()) = self.0.write_sort_key_to(name, &mut key);
        CollationKey(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_their_language() {
        // The tailorings of the CLDR 48.2 (`common/collation`); each list is in the order that they give.
        let mut wrong = Vec::new();
        for (tag, sorted) in [
            ("en", "Ångström Eagle Éclair edge Edge Zoo"),
            ("de", "Apfel Ärger Ast Ofen Öl Ort Zug"),
            ("sv", "Apa Übung Yta Yxa Zebra Ål Ärt Öl"),
            ("da", "Abe Zebra Æble Øl Ål Aarhus"),
            ("cs", "cihla čaj hora chata ibis ruka řeka"),
            ("es", "nube nuevo ñame oso"),
            ("hu", "cukor csak dal"),
            ("lt", "idėja yra irti jūra šaka"),
            ("pl", "lampa łódź mama sok ślad"),
            ("tr", "ıslak iz su şeker"),
            ("ru", "ёж ель жук"),
            ("ja", "あさ いぬ カメラ 猫"),
            ("zh", "阿姨 北京 上海 中国"),
            ("fr-CA", "cote côte coté côté"),
            ("zh-yue", "A B"),
        ] {
            let collation = Language::parse(tag).unwrap().collation();
            let mut names: Vec<&str> = sorted.split(' ').rev().collect();
            names.sort_by_key(|name| collation.key(name));
            if names.join(" ") != sorted {
                wrong.push(format!("{tag}: {}", names.join(" ")));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
