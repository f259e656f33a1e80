//! The letters above the parts of a long list, by the Unicode CLDR. The only module that imports `icu_properties`.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::collation::CollationKey;
use super::{Collation, Language};

/// The letters of each language that has others than A to Z (CLDR 48.2, the index exemplars in `characters.json`).
const LETTERS: &str = include_str!("letters.tsv");

const A_TO_Z: &str = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";

/// The first character whose reading begins with each letter, in the order by pinyin (CLDR 48.2, `zh.xml`).
const PINYIN: &[(&str, &str)] = &[
    ("A", "吖"),
    ("B", "八"),
    ("C", "嚓"),
    ("D", "咑"),
    ("E", "妸"),
    ("F", "发"),
    ("G", "旮"),
    ("H", "哈"),
    ("J", "丌"),
    ("K", "咔"),
    ("L", "垃"),
    ("M", "妈"),
    ("N", "拏"),
    ("O", "噢"),
    ("P", "妑"),
    ("Q", "七"),
    ("R", "呥"),
    ("S", "仨"),
    ("T", "他"),
    ("W", "屲"),
    ("X", "夕"),
    ("Y", "丫"),
    ("Z", "帀"),
];

/// Where a list in a language says a new letter. Make it once for a list.
pub struct Letters {
    collation: Collation,
    /// In the order of the language, each with the script that it is for.
    letters: Vec<(CollationKey, Script, &'static str)>,
}

impl Language {
    /// The letters of this language.
    pub fn letters(&self) -> Letters {
        let collation = self.collation_of_letters();
        let of =
            |tag: &str| LETTERS.lines().filter_map(|line| line.split_once('\t')).find(|(own, _)| *own == tag);
        let own = self.fallbacks().find_map(of).map_or(A_TO_Z, |(_, letters)| letters);
        let mut letters: Vec<_> = own
            .split(' ')
            .filter_map(|letter| Some((collation.key(letter), script_of(letter.chars().next()?), letter)))
            .collect();
        // Only simplified Chinese is sorted by pinyin.
        if self.fallbacks().last() == Some("zh") {
            letters.extend(PINYIN.iter().map(|(letter, first)| (collation.key(first), Script::Han, *letter)));
        }
        // Without these, each accented Latin letter would have a group of its own.
        if letters.iter().all(|(_, script, _)| *script != Script::Latin) {
            letters.extend(A_TO_Z.split(' ').map(|letter| (collation.key(letter), Script::Latin, letter)));
        }
        letters.sort();
        letters.dedup_by(|next, kept| next.0 == kept.0);
        Letters { collation, letters }
    }
}

impl Letters {
    /// The letter under which a list has a name: one of the language, a capital of another script, or `#` for digits and
    /// symbols. All Chinese characters are together in a language that does not sort them by their reading.
    pub fn letter(&self, name: &str) -> String {
        let Some(first) = name.chars().next().filter(|first| first.is_alphabetic()) else {
            return "#".to_owned();
        };
        let (key, script) = (self.collation.key(name), script_of(first));
        let own = || self.letters.iter().filter(|(_, of, _)| *of == script);
        let letter = own().take_while(|(start, _, _)| *start <= key).last().or_else(|| own().next());
        match letter {
            Some((_, _, letter)) => (*letter).to_owned(),
            None if script == Script::Han => "漢".to_owned(),
            None => first.to_uppercase().to_string(),
        }
    }
}

/// The script of a letter. Japanese has two that are sorted as one.
fn script_of(letter: char) -> Script {
    match CodePointMapData::<Script>::new().get(letter) {
        Script::Katakana => Script::Hiragana,
        script => script,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_under_the_letters_of_their_language() {
        for (tag, expected) in [
            ("en", "apple:A Éclair:E ßeta:S 24:# Ölçü:O Ель:Е 東京:漢"),
            ("en-GB", "apple:A"),
            ("de", "Übung:U Zug:Z"),
            ("sv", "Übung:Y Ål:Å Öl:Ö Wok:W"),
            ("da", "Aarhus:Å Ål:Å Abe:A"),
            ("nb", "Aas:Å Øl:Ø"),
            ("cs", "chata:CH cihla:C čaj:Č Šaty:Š"),
            ("es", "ñame:Ñ nube:N llama:L"),
            ("lt", "yra:I ąžuolas:A šaka:Š"),
            ("hu", "csak:CS gyere:GY gomb:G"),
            ("tr", "şeker:Ş su:S ılık:I iz:İ"),
            ("pl", "łódź:Ł"),
            ("ru", "ёж:Е жук:Ж Zip:Z Éclair:E Øre:O"),
            ("ja", "いぬ:あ カメラ:か ガム:か 猫:漢 Zip:Z"),
            ("ko", "가방:ㄱ 하나:ㅎ"),
            ("zh", "阿姨:A 北京:B 上海:S 中国:Z Zip:Z"),
            ("zh-TW", "北京:漢"),
            ("ar", "بيت:ب"),
            ("he", "בית:ב"),
        ] {
            let letters = Language::parse(tag).unwrap().letters();
            for pair in expected.split(' ') {
                let (name, letter) = pair.split_once(':').unwrap();
                assert_eq!(letters.letter(name), letter, "{name} in {tag}");
            }
        }
    }

    #[test]
    fn letters_are_in_the_order_of_their_language() {
        for line in LETTERS.lines() {
            let (tag, letters) = line.split_once('\t').unwrap();
            let language = Language::parse(tag).unwrap();
            let known = language.letters();
            assert!(letters.split(' ').all(|letter| !known.letter(letter).is_empty()), "{tag}");
        }
        let collation = Language::parse("zh").unwrap().collation_of_letters();
        assert!(PINYIN.is_sorted_by_key(|(_, first)| collation.key(first)));
    }
}
