//! Language tags as people write them in `site.toml`, in front matter and for `kb init`.
//!
//! Takes what was written, gives the language, or the tag that was most likely meant.

use super::Config;
use crate::data::Spanned;
use crate::diagnostic::{Diagnostics, Span, codes, nearest};
use crate::language::Language;
use crate::path::SourcePath;

/// The folder of all articles.
const ARTICLES: &str = "articles";

/// Languages, each with its English name and its own, those with the most speakers first (CLDR 48.2, `localenames` and
/// `territoryInfo`). For suggestions only: IANA's registry decides which tags there are.
const NAMES: &str = include_str!("languages.tsv");

/// Codes of countries whose language has another code.
const COUNTRIES: &[(&str, &str)] = &[
    ("at", "de-AT"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en-GB"),
    ("gr", "el"),
    ("il", "he"),
    ("ir", "fa"),
    ("jp", "ja"),
    ("mx", "es-MX"),
    ("tw", "zh-TW"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("vn", "vi"),
];

/// Reads the value of `language`. If it is not a tag, reports that and gives none.
pub fn read_language(
    path: &SourcePath,
    written: &Spanned<String>,
    found: &mut Diagnostics,
) -> Option<Language> {
    let language = Language::parse(&written.value);
    if language.is_none() {
        let message = format!("“{}” is not a language tag", written.value);
        let span = Span::new(path, written.range.clone());
        let diagnostic = found.report(&codes::LANGUAGE_UNKNOWN, span, message);
        diagnostic.label("not a registered tag").hint(hint(&written.value));
    }
    language
}

/// What to write instead of a tag that does not exist.
pub fn hint(written: &str) -> String {
    match suggest(written) {
        Some(tag) => match name_of(&tag) {
            Some(name) => format!("did you mean `{tag}` ({name})?"),
            None => format!("did you mean `{tag}`?"),
        },
        None => "use a language tag such as `en`, `nl` or `pt-BR`".to_owned(),
    }
}

/// The tag that was most likely meant; none if nothing similar is known.
fn suggest(written: &str) -> Option<String> {
    let written = written.trim();
    // `en_US.UTF-8` is how systems name a locale.
    let tag = written.split('.').next().unwrap_or(written).replace('_', "-");
    if let Some(language) = Language::parse(&tag) {
        return Some(language.to_string());
    }
    if let Some(tag) = by_name(written) {
        return Some(tag.to_owned());
    }
    let (first, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let first = first.to_ascii_lowercase();
    if rest.eq_ignore_ascii_case("uk") && Language::parse(&first).is_some() {
        return Some(format!("{first}-GB"));
    }
    if let Some(language) = Language::parse(&first) {
        return Some(language.to_string());
    }
    if let Some((_, tag)) = COUNTRIES.iter().find(|(country, _)| *country == first) {
        return Some((*tag).to_owned());
    }
    // One letter is wrong. With only two or three letters this is a guess, so more common languages come first.
    let is_near = |tag: &&str| {
        tag.len() == first.len()
            && tag.bytes().zip(first.bytes()).filter(|(one, other)| one != other).count() == 1
    };
    names().map(|(tag, _)| tag).find(is_near).map(str::to_owned)
}

/// The tag of the language with this name, or with a name that begins like this or is nearly this. None below three
/// letters.
fn by_name(written: &str) -> Option<&'static str> {
    let small = written.to_lowercase();
    if small.chars().count() < 3 {
        return None;
    }
    let all = || names().flat_map(|(tag, names)| names.map(move |name| (name, tag)));
    let begins = |(name, _): &(&str, &str)| name.to_lowercase().starts_with(&small);
    let near = || nearest(written, all().map(|(name, _)| name));
    let name = all().find(begins).map(|(name, _)| name).or_else(near)?;
    all().find(|(known, _)| *known == name).map(|(_, tag)| tag)
}

/// The English name of a tag's language.
fn name_of(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next()?;
    names().find(|(known, _)| *known == primary)?.1.next()
}

/// Each tag with the names of its language.
fn names() -> impl Iterator<Item = (&'static str, std::str::Split<'static, char>)> {
    NAMES.lines().filter_map(|line| line.split_once('\t')).map(|(tag, names)| (tag, names.split('\t')))
}

impl Config {
    /// The same site with pages in one more language. `translation` has the site's texts in that language, and the same
    /// collections, forms and calls to action.
    pub fn with_translation(mut self, translation: Config) -> Config {
        self.translations.insert(translation.language.value.clone(), translation);
        self
    }

    /// Changes the configuration in each of the site's languages.
    pub fn change_all(&mut self, change: impl Fn(&mut Config)) {
        change(self);
        self.translations.values_mut().for_each(change);
    }

    /// The folder with the pages in one of the site's languages: empty for the main one, unless `prefix-default` is set; `nl`
    /// or `pt-br` for another.
    pub fn language_folder(&self, language: &Language) -> String {
        match *language == self.language.value && !self.prefix_default {
            true => String::new(),
            false => language.as_str().to_ascii_lowercase(),
        }
    }

    /// What a language of the site is called in itself: `Nederlands`. The tag says more if two of them have the same name.
    pub fn name_of_language(&self, language: &Language) -> String {
        let Some(name) =
            names().find(|(tag, _)| *tag == language.primary()).and_then(|(_, mut names)| names.next_back())
        else {
            return language.to_string();
        };
        // In a list, names begin with a capital, in scripts whose sentences do.
        let mut letters = name.chars();
        let first = letters.next().filter(|letter| *letter < '\u{530}');
        let name = match first {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => name.to_owned(),
        };
        let rest = language.as_str()[language.primary().len()..].trim_start_matches('-');
        let is_shared = self.languages().any(|other| other != language && other.is_kin(language));
        if is_shared && !rest.is_empty() { format!("{name} ({rest})") } else { name }
    }

    /// The language that an article's path names, as `guides/refunds.nl.md` and `nl/guides/refunds.md` name Dutch on a site
    /// that has it, and the path that the article would have in a site of one language. No other code decides this.
    pub fn place_of(&self, path: &SourcePath) -> (Option<&Language>, SourcePath) {
        if self.translations.is_empty() {
            return (None, path.clone());
        }
        let named = |tag: &str| self.languages().find(|language| language.as_str().eq_ignore_ascii_case(tag));
        let (folder, name) = (path.parent(), path.file_name());
        if let Some((folder, language)) = folder.strip_prefix(ARTICLES).and_then(|below| {
            let (first, rest) =
                below.strip_prefix('/').map(|below| below.split_once('/').unwrap_or((below, "")))?;
            Some((rest, named(first)?))
        }) {
            let slash = if folder.is_empty() { "" } else { "/" };
            let place = SourcePath::new(&format!("{ARTICLES}/{folder}{slash}{name}"));
            return (Some(language), place.unwrap_or_else(|| path.clone()));
        }
        if let Some((stem, language)) =
            path.stem().rsplit_once('.').and_then(|(stem, tag)| Some((stem, named(tag)?)))
        {
            let place = SourcePath::new(&format!("{folder}/{stem}.{}", path.extension()));
            return (Some(language), place.unwrap_or_else(|| path.clone()));
        }
        (None, path.clone())
    }

    /// The languages of the site's pages, the main one first.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.language.value).chain(self.translations.keys())
    }

    /// The language of the pages around an article in a language: the same one or a variant of it, if the site has
    /// that; else the main one.
    pub fn page_language(&self, of: &Language) -> &Language {
        let exact = self.languages().find(|language| *language == of);
        exact
            .or_else(|| self.languages().find(|language| language.is_kin(of)))
            .unwrap_or(&self.language.value)
    }

    /// The configuration for the site's pages in a language; the main one if the site has no pages in it.
    pub fn in_language(&self, language: &Language) -> &Config {
        self.translations.get(language).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_that_was_meant_is_suggested() {
        for (written, expected) in [
            ("English", Some("en")),
            ("dutch", Some("nl")),
            ("nederlands", Some("nl")),
            ("Deutsh", Some("de")),
            ("eng", Some("en")),
            ("fra", Some("fr")),
            ("en_US", Some("en-US")),
            ("nl_NL.UTF-8", Some("nl-NL")),
            ("en-UK", Some("en-GB")),
            ("en-bogus", Some("en")),
            ("cz", Some("cs")),
            ("JP", Some("ja")),
            ("xx-bogus", Some("xh")),
            ("日本語", Some("ja")),
            ("", None),
            ("!", None),
        ] {
            assert_eq!(suggest(written).as_deref(), expected, "{written}");
        }
        assert_eq!(hint("dutch"), "did you mean `nl` (Dutch)?");
    }

    #[test]
    fn the_path_of_an_article_may_name_its_language() {
        let path = |path: &str| SourcePath::new(path).unwrap();
        let text =
            "title = \"\"\nurl = \"https://a.org\"\nlanguage = \"en\"\n[languages.nl]\n[languages.pt-BR]\n";
        let (config, found) = crate::config::read_config(&path("site.toml"), text);
        assert!(found.is_empty());
        for (written, language, place) in [
            ("articles/a.md", None, "articles/a.md"),
            ("articles/a.nl.md", Some("nl"), "articles/a.md"),
            ("articles/guides/index.nl.md", Some("nl"), "articles/guides/index.md"),
            ("articles/nl/index.md", Some("nl"), "articles/index.md"),
            ("articles/nl/guides/a.md", Some("nl"), "articles/guides/a.md"),
            ("articles/pt-br/a.md", Some("pt-BR"), "articles/a.md"),
            ("articles/en/a.md", Some("en"), "articles/a.md"),
            ("articles/a.de.md", None, "articles/a.de.md"),
            ("articles/de/a.md", None, "articles/de/a.md"),
            ("articles/guides/nl/a.md", None, "articles/guides/nl/a.md"),
        ] {
            let (found, shared) = config.place_of(&path(written));
            assert_eq!((found.map(Language::as_str), shared.as_str()), (language, place), "{written}");
        }
    }

    #[test]
    fn every_language_with_a_name_has_a_tag() {
        for (tag, mut names) in names() {
            assert!(Language::parse(tag).is_some() && names.next().is_some(), "{tag}");
        }
    }
}
