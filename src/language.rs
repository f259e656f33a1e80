//! Languages, by their tags (BCP 47). The only module that knows which tags there are.
//!
//! Here is what depends on a language but needs no words in it: the direction of its script, its lower-case letters,
//! the order of names. What needs words (stems, quotation marks, strings) is next to those words, and takes a
//! [`Language`].

mod collation;
mod letters;
mod number;
mod plural;

pub use collation::Collation;
pub use number::Numbers;
pub use plural::Plurals;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use icu_locale_core::Locale;

use crate::segment::Direction;

/// A line for each type of subtag: the type's name, then all its subtags in IANA's registry of 2025-08-25.
const SUBTAGS: &str = include_str!("language/subtags.txt");

/// A language, named by its tag: `en`, `pt-BR`. Every article, page and text has one, even if kb has no words in that
/// language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// Takes a tag, in any letter case. `None` unless all its parts are in IANA's registry of language subtags, so that
    /// browsers and search engines know them.
    pub fn parse(tag: &str) -> Option<Language> {
        // RFC 5646, section 2.1: a language, then perhaps an extended one, a script, a region, variants, extensions,
        // private use.
        let mut parts = tag.split('-').peekable();
        let mut canonical = parts.next().filter(|part| is_subtag("language", part))?.to_ascii_lowercase();
        let mut add = |part: String| {
            canonical.push('-');
            canonical.push_str(&part);
        };
        if let Some(part) = parts.next_if(|part| part.len() == 3 && is_subtag("language", part)) {
            add(part.to_ascii_lowercase());
        }
        if let Some(part) = parts.next_if(|part| is_subtag("script", part)) {
            add(part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase());
        }
        if let Some(part) = parts.next_if(|part| is_subtag("region", part)) {
            add(part.to_ascii_uppercase());
        }
        while let Some(part) = parts.next_if(|part| is_subtag("variant", part)) {
            add(part.to_ascii_lowercase());
        }
        while let Some(singleton) = parts.next() {
            if singleton.len() != 1 || !singleton.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            }
            let is_private = singleton.eq_ignore_ascii_case("x");
            add(singleton.to_ascii_lowercase());
            let is_value = |part: &&str| {
                (1 + usize::from(!is_private)..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            };
            add(parts.next_if(is_value)?.to_ascii_lowercase());
            while let Some(part) = parts.next_if(is_value) {
                add(part.to_ascii_lowercase());
            }
        }
        Some(Language(canonical.into()))
    }

    /// English.
    pub fn english() -> Language {
        Language("en".into())
    }

    /// The tag, with the usual letter case: `pt-BR`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether both are the same language, possibly as used in two regions: `en` and `en-GB`.
    pub fn is_kin(&self, other: &Language) -> bool {
        self.primary() == other.primary()
    }

    /// The tag, then what it begins with, as far as a reader of this language can read that too: `pt-BR`, `pt`. Chinese
    /// in traditional characters is not followed by `zh`, which is in simplified ones, nor `sr-Latn` by `sr`.
    pub fn fallbacks(&self) -> impl Iterator<Item = &str> {
        let is_own_script = match (self.script(), self.primary()) {
            (None, "zh") => !["TW", "HK", "MO"].iter().any(|region| self.0.ends_with(region)),
            (None, _) => true,
            (Some(script), primary) => script == usual_script(primary),
        };
        std::iter::successors(Some(&*self.0), |tag| tag.rsplit_once('-').map(|(shorter, _)| shorter))
            .filter(move |tag| is_own_script || tag.len() > self.primary().len())
    }

    /// For the data of ICU4X: without what only IANA knows, such as extended languages.
    fn locale(&self) -> Locale {
        self.0.parse().or_else(|_| self.primary().parse()).unwrap_or(Locale::UNKNOWN)
    }

    /// A tag for `Intl`, which browsers have for scripts, if it does not know this one: `zh` for `zh-yue` (ECMA-402, section 6.2.1).
    pub fn locale_for_scripts(&self) -> Option<&str> {
        self.0.parse::<Locale>().is_err().then(|| self.primary())
    }

    /// Its script; none if the tag has none: `Arab` of `az-Arab-IR`.
    fn script(&self) -> Option<&str> {
        let is_script = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        self.0.split('-').skip(1).take_while(|part| part.len() > 1).find(is_script)
    }

    /// Which way it is written: by its script, else by the one that its primary language usually has.
    pub fn direction(&self) -> Direction {
        let is_rtl = match (self.script(), self.primary()) {
            // The scripts that Unicode writes from right to left and that languages of today use.
            (Some(script), _) => {
                matches!(
                    script,
                    "Adlm" | "Arab" | "Aran" | "Hebr" | "Mand" | "Nkoo" | "Rohg" | "Samr" | "Syrc" | "Thaa"
                )
            }
            (None, primary) => matches!(
                primary,
                "ar" | "arc"
                    | "arz"
                    | "azb"
                    | "ckb"
                    | "dv"
                    | "fa"
                    | "glk"
                    | "he"
                    | "iw"
                    | "ji"
                    | "ks"
                    | "lrc"
                    | "mzn"
                    | "nqo"
                    | "pnb"
                    | "ps"
                    | "sd"
                    | "sdh"
                    | "skr"
                    | "syr"
                    | "ug"
                    | "ur"
                    | "yi"
            ),
        };
        if is_rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// A text in lower case, as this language writes it. In Turkish and Azerbaijani `I` is the capital of `ı`, and `İ`
    /// that of `i` (Unicode 17, SpecialCasing.txt).
    pub fn lowercase<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.has_dotless_i() && text.contains(['I', 'İ']) {
            return Cow::Owned(text.replace('I', "ı").replace('İ', "i").to_lowercase());
        }
        match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            true => Cow::Borrowed(text),
            false => Cow::Owned(text.to_lowercase()),
        }
    }

    fn has_dotless_i(&self) -> bool {
        matches!(self.primary(), "az" | "tr")
    }
}

/// The script in which a language is usually written (CLDR 48.2, `likelySubtags`), for those with the most readers.
fn usual_script(primary: &str) -> &'static str {
    match primary {
        "ar" | "ckb" | "fa" | "ps" | "sd" | "ug" | "ur" => "Arab",
        "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "sr" | "tg" | "uk" => "Cyrl",
        "bn" => "Beng",
        "el" => "Grek",
        "he" | "yi" => "Hebr",
        "hi" | "mr" | "ne" => "Deva",
        "ja" => "Jpan",
        "ko" => "Kore",
        "th" => "Thai",
        "zh" => "Hans",
        _ => "Latn",
    }
}

/// Whether IANA has registered a subtag of this type, in any letter case, or reserves it for private use.
fn is_subtag(of: &str, part: &str) -> bool {
    let (length, kept): (&[usize], &[(&str, &str)]) = match of {
        "language" => (&[2, 3], &[("qaa", "qtz")]),
        "script" => (&[4], &[("qaaa", "qabx")]),
        "region" => (&[2, 3], &[("qm", "qz"), ("xa", "xz")]),
        _ => (&[4, 5, 6, 7, 8], &[]),
    };
    if !length.contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let small = part.to_ascii_lowercase();
    let is_kept = kept
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&small.as_str()) && small.len() == first.len());
    let mut registered = SUBTAGS.lines().filter(|line| line.starts_with(of));
    is_kept
        || registered.any(|line| line.split(' ').skip(1).any(|subtag| subtag.eq_ignore_ascii_case(&small)))
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn tags_name_languages() {
        for tag in [
            "en",
            "pt-BR",
            "zh-Hant-TW",
            "gsw",
            "tok",
            "es-419",
            "de-1996",
            "sr-Latn",
            "zh-yue",
            "ar-XB",
            "de-u-co-phonebk",
            "en-x-house",
        ] {
            assert!(Language::parse(tag).is_some_and(|language| language.as_str() == tag), "{tag}");
        }
        for tag in [
            "",
            "english",
            "en_US",
            "en-",
            "e n",
            "xx",
            "xx-bogus",
            "en-bogus",
            "en-UK",
            "eng",
            "i-klingon",
            "x-house",
            "en-x",
            "en-u-a",
            "en--x",
            "-en",
            "en-Latn-Latn",
        ] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
        assert_eq!(language("pt-br"), language("pt-BR"));
        assert_eq!(language("pt-BR").primary(), "pt");
    }

    #[test]
    fn a_language_runs_as_its_script_does() {
        for tag in ["ar", "fa-AF", "he", "az-Arab", "ckb", "pnb", "pa-Arab-PK"] {
            assert_eq!(language(tag).direction(), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "ar-Latn", "ks-Deva", "sd-Deva-IN", "az", "ku"] {
            assert_eq!(language(tag).direction(), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn a_language_falls_back_to_what_its_readers_can_read() {
        for (tag, expected) in [
            ("en", "en"),
            ("pt-BR", "pt-BR pt"),
            ("zh-CN", "zh-CN zh"),
            ("zh-Hans-SG", "zh-Hans-SG zh-Hans zh"),
            ("zh-TW", "zh-TW"),
            ("zh-Hant-HK", "zh-Hant-HK zh-Hant"),
            ("sr-Latn-RS", "sr-Latn-RS sr-Latn"),
            ("sr-Cyrl", "sr-Cyrl sr"),
            ("pt-Latn-BR", "pt-Latn-BR pt-Latn pt"),
            ("ja-Jpan", "ja-Jpan ja"),
            ("ja-Latn", "ja-Latn"),
        ] {
            assert_eq!(language(tag).fallbacks().collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn turkish_has_two_letters_i() {
        assert_eq!(language("tr").lowercase("IĞDIR İzmir"), "ığdır izmir");
        assert_eq!(language("en").lowercase("IN İ"), "in i\u{307}");
    }
}
