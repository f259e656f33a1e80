//! Languages, by their tags (BCP 47).

use std::fmt;
use std::sync::Arc;

use crate::segment::Direction;

/// A language, as its tag names it: `en`, `pt-BR`. Articles, pages and texts have one; nothing is said of whether kb knows its words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// Takes a tag. `None` if it cannot be one: a primary language of two or three letters, then parts of one to eight letters or
    /// digits.
    pub fn parse(tag: &str) -> Option<Language> {
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let are_parts = tag.split('-').all(is_part);
        // All languages that the web knows have two or three letters.
        let is_primary = tag.split('-').next().is_some_and(|primary| primary.len() < 4);
        (are_parts && is_primary).then(|| Language(tag.into()))
    }

    /// English.
    pub fn english() -> Language {
        Language("en".into())
    }

    /// The tag, as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Which way it is written, by its primary language.
    pub fn direction(&self) -> Direction {
        match self.primary() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => {
                Direction::Rtl
            }
            _ => Direction::Ltr,
        }
    }
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

    #[test]
    fn tags_name_languages() {
        for tag in ["en", "pt-BR", "zh-Hant-TW", "gsw"] {
            assert!(Language::parse(tag).is_some_and(|language| language.as_str() == tag), "{tag}");
        }
        for tag in ["", "english", "en_US", "en-", "e n"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
        assert_eq!(Language::parse("pt-BR").unwrap().primary(), "pt");
        assert_eq!(Language::parse("fa-AF").unwrap().direction(), Direction::Rtl);
        assert_eq!(Language::english().direction(), Direction::Ltr);
    }
}
