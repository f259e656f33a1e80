//! The references and the Markdown of `site.toml`, in the same form as an article's.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Body, LinkParts, Options, Reference, ReferenceId, Role, markdown, read_target};
use crate::config::MenuLink;
use crate::data::Spanned;
use crate::diagnostic::Diagnostics;
use crate::language::Language;

/// The parts of `site.toml` that refer to something, for each language of the site. Positions are in `site.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// All its references, in all languages.
    pub references: Vec<Reference>,
    main: SiteTexts,
    translations: BTreeMap<Language, SiteTexts>,
}

/// What pages in one language show of `site.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteTexts {
    /// Its references: their places in [`Settings::references`].
    pub references: Range<usize>,
    /// The masthead's links: text and target.
    pub menu: Vec<(String, ReferenceId)>,
    /// The footer's groups.
    pub footer: Vec<(String, Vec<(String, ReferenceId)>)>,
    /// The target of each call to action.
    pub cta_targets: BTreeMap<String, ReferenceId>,
    /// The article of each pin.
    pub pins: Vec<ReferenceId>,
    /// The site's consent line.
    pub consent: Option<Body>,
    /// The text of each form.
    pub forms: BTreeMap<String, FormTexts>,
}

/// Markdown of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormTexts {
    /// Before the first field.
    pub text: Option<Body>,
    /// Instead of the site's consent line.
    pub consent: Option<Body>,
    /// On the thanks page.
    pub thanks: Option<Body>,
}

/// Reads the references in the options' configuration. `text` is the content of `site.toml`.
pub fn read_settings(text: &str, options: &Options<'_>) -> (Settings, Diagnostics) {
    let config = options.config;
    let mut settings = Settings::default();
    let mut found = Diagnostics::default();
    for language in config.languages() {
        let options = Options { config: config.in_language(language), language, ..*options };
        let reader = SettingsReader { text, options: &options, settings: &mut settings, found: &mut found };
        let texts = reader.read();
        match *language == config.language.value {
            true => settings.main = texts,
            false => drop(settings.translations.insert(language.clone(), texts)),
        }
    }
    (settings, found)
}

impl Settings {
    /// What pages in a language show.
    pub fn in_language(&self, language: &Language) -> &SiteTexts {
        self.translations.get(language).unwrap_or(&self.main)
    }
}

struct SettingsReader<'a, 'b> {
    text: &'a str,
    options: &'a Options<'b>,
    settings: &'a mut Settings,
    found: &'a mut Diagnostics,
}

impl SettingsReader<'_, '_> {
    /// Everything in the language of the options.
    fn read(mut self) -> SiteTexts {
        let first = self.settings.references.len();
        let config = self.options.config;
        let menu = self.links(&config.menu);
        let footer =
            config.footer.iter().map(|group| (group.title.clone(), self.links(&group.links))).collect();
        let ctas = config.ctas.values();
        let cta_targets = ctas.map(|cta| (cta.name.value.clone(), self.refer(&cta.target))).collect();
        let pins = config.search.pins.iter().map(|pin| self.refer(&pin.article)).collect();
        let consent = self.markdown(&config.consent);
        let forms = config.forms.values().map(|form| {
            let texts = FormTexts {
                text: self.markdown(&form.text),
                consent: self.markdown(&form.consent),
                thanks: self.markdown(&form.thanks),
            };
            (form.name.value.clone(), texts)
        });
        let forms = forms.collect();
        let references = first..self.settings.references.len();
        SiteTexts { references, menu, footer, cta_targets, pins, consent, forms }
    }

    fn refer(&mut self, target: &Spanned<String>) -> ReferenceId {
        self.settings.references.push(Reference {
            target: read_target(&target.value),
            role: Role::Link,
            range: target.range.clone(),
            address: target.value.clone(),
            parts: LinkParts::of_value(self.text, &target.range, &target.value),
        });
        ReferenceId(self.settings.references.len() as u32 - 1)
    }

    fn links(&mut self, links: &[MenuLink]) -> Vec<(String, ReferenceId)> {
        links.iter().map(|link| (link.title.clone(), self.refer(&link.target))).collect()
    }

    fn markdown(&mut self, text: &Option<Spanned<String>>) -> Option<Body> {
        let text = text.as_ref()?;
        let value = Spanned { value: text.value.as_str(), range: text.range.clone() };
        let first = self.settings.references.len() as u32;
        let path = &self.options.config.path;
        let parsed = markdown::parse_value(path, self.text, &value, first, self.options, self.found);
        self.settings.references.extend(parsed.references);
        Some(parsed.body)
    }
}
