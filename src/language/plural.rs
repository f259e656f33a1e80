//! Plural forms, by the rules of the Unicode CLDR. The only module that imports `icu_plurals`.

use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::Language;
use super::number::decimal;

/// The rules by which a language chooses among the forms of a word. Make them once for many numbers.
pub struct Plurals(PluralRules);

impl Language {
    /// How this language counts. One that the CLDR does not know has a single form, [`Plurals::OTHER`].
    pub fn plurals(&self) -> Plurals {
        let rules = PluralRules::try_new((&self.locale()).into(), PluralRulesOptions::default());
        Plurals(rules.expect("the data of all languages is compiled in"))
    }
}

impl Plurals {
    /// The form that every language has.
    pub const OTHER: &str = "other";

    /// The names of all forms in any language.
    pub const ALL: [&str; 6] = ["zero", "one", "two", "few", "many", Plurals::OTHER];

    /// The name of the form that goes with a number: `one`.
    pub fn form(&self, number: f64) -> &'static str {
        name(self.0.category_for(&decimal(number)))
    }

    /// The names of all forms in this language.
    pub fn forms(&self) -> impl Iterator<Item = &'static str> {
        self.0.categories().map(name)
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => Plurals::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From `plurals.json` of cldr-core 48.2.0: the samples of each form, where `3~10` is a range.
    const SAMPLES: &[(&str, &[(&str, &str)])] = &[
        ("en", &[("one", "1"), ("other", "0, 2~16, 100, 1000, 10000, 100000, 1000000")]),
        ("nl", &[("one", "1"), ("other", "0, 2~16, 100, 1000, 10000, 100000, 1000000")]),
        ("de-AT", &[("one", "1"), ("other", "0, 2~16, 100, 1000, 10000, 100000, 1000000")]),
        ("fr", &[("one", "0, 1"), ("many", "1000000"), ("other", "2~17, 100, 1000, 10000, 100000")]),
        ("es", &[("one", "1"), ("many", "1000000"), ("other", "0, 2~16, 100, 1000, 10000, 100000")]),
        ("pt", &[("one", "0, 1"), ("many", "1000000"), ("other", "2~17, 100, 1000, 10000, 100000")]),
        ("pt-PT", &[("one", "1"), ("many", "1000000"), ("other", "0, 2~16, 100, 1000, 10000, 100000")]),
        ("it", &[("one", "1"), ("many", "1000000"), ("other", "0, 2~16, 100, 1000, 10000, 100000")]),
        (
            "pl",
            &[
                ("one", "1"),
                ("few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002"),
                ("many", "0, 5~19, 100, 1000, 10000, 100000, 1000000"),
                ("other", "0.5, 1.5"),
            ],
        ),
        (
            "ar",
            &[
                ("zero", "0"),
                ("one", "1"),
                ("two", "2"),
                ("few", "3~10, 103~110, 1003"),
                ("many", "11~26, 111, 1011"),
                ("other", "100~102, 200~202, 300~302, 400~402, 500~502, 600, 1000, 10000, 100000, 1000000"),
            ],
        ),
        ("ja", &[("other", "0~15, 100, 1000, 10000, 100000, 1000000")]),
        ("zh", &[("other", "0~15, 100, 1000, 10000, 100000, 1000000")]),
        (
            "lt",
            &[
                ("one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001"),
                ("few", "2~9, 22~29, 102, 1002"),
                ("many", "0.5, 1.5"),
                ("other", "0, 10~20, 30, 40, 50, 60, 100, 1000, 10000, 100000, 1000000"),
            ],
        ),
        ("he", &[("one", "1"), ("two", "2"), ("other", "0, 3~17, 100, 1000, 10000, 100000, 1000000")]),
        ("ro", &[("one", "1"), ("few", "0, 2~16, 101, 1001"), ("other", "20~35, 100, 1000, 10000")]),
    ];

    #[test]
    fn languages_count_as_the_cldr_says() {
        for (tag, forms) in SAMPLES {
            let plurals = Language::parse(tag).unwrap().plurals();
            assert_eq!(plurals.forms().count(), forms.len(), "{tag}");
            for (form, samples) in *forms {
                for sample in samples.split(", ") {
                    let (first, last) = sample.split_once('~').unwrap_or((sample, sample));
                    let mut number: f64 = first.parse().unwrap();
                    while number <= last.parse().unwrap() {
                        assert_eq!(plurals.form(number), *form, "{number} in {tag}");
                        number += 1.0;
                    }
                }
            }
        }
    }

    #[test]
    fn any_language_can_count() {
        for tag in ["zh-yue", "en-x-house", "tlh", "qaa", "sr-Latn-RS"] {
            assert!(Plurals::ALL.contains(&Language::parse(tag).unwrap().plurals().form(1.0)), "{tag}");
        }
    }
}
