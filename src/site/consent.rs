//! What a reader agrees to by sending a form, word for word, and the record of it.
//!
//! Takes the consent lines and the records in `consent/`, gives the text of each form with its hash. A submission
//! carries the hash, and the record keeps the text with this hash. It proves, even years later, exactly what somebody
//! agreed to.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::pages::Pages;
use super::{Resolution, Site};
use crate::config::{Config, Form};
use crate::diagnostic::{Diagnostics, Edit, Span, codes};
use crate::document::{Body, Document, Settings, SiteTexts, Tag, TextPart, one_line};
use crate::language::Language;
use crate::path::SourcePath;
use crate::source::{CONSENT, SourceTree};

/// The text of a consent line and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    text: Arc<str>,
    hash: Arc<str>,
}

impl Consent {
    fn new(line: &str) -> Consent {
        let text = format!("{line}\n");
        Consent { hash: sum(&text).into(), text: text.into() }
    }

    /// One line that ends in a line feed: the text, with the address of each link in brackets after it, `/privacy/` for a
    /// page of the site.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the text in UTF-8 (FIPS 180-4), as 64 lowercase hexadecimal digits: what `sha256sum` prints.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The path of its record: `consent/HASH.txt`.
    pub fn record(&self) -> SourcePath {
        SourcePath::new(&format!("{CONSENT}/{}.txt", self.hash)).expect("hexadecimal digits are a plain name")
    }
}

/// What the reader of each form agrees to in one language, by the form's name. Forms without a consent line are left out.
pub type Consents = BTreeMap<String, Consent>;

impl Site {
    /// What readers of a form agree to in a language; none if the form has no consent line.
    pub fn consent(&self, language: &Language, form: &str) -> Option<&Consent> {
        self.consents.get(language)?.get(form)
    }

    /// What readers of any form agree to in any language.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        self.consents.values().flat_map(BTreeMap::values)
    }
}

/// What readers agree to in each language of the site.
pub(super) fn consents(
    config: &Config,
    settings: &Settings,
    documents: &[Arc<Document>],
    pages: &Pages,
    resolutions: &[Resolution],
    found: &mut Diagnostics,
) -> BTreeMap<Language, Consents> {
    let writer = Writer { documents, pages, resolutions };
    let of_language = |language: &Language| {
        let (config, texts) = (config.in_language(language), settings.in_language(language));
        (language.clone(), consents_of(config, texts, &writer, found))
    };
    config.languages().map(of_language).collect()
}

/// What readers agree to in the language of this configuration and these texts.
fn consents_of(config: &Config, texts: &SiteTexts, writer: &Writer<'_>, found: &mut Diagnostics) -> Consents {
    let of_site = texts.consent.as_ref().map(|body| writer.write(body));
    let mut consents = BTreeMap::new();
    let mut is_blamed = false;
    for form in config.forms.values() {
        let own = texts.forms.get(&form.name.value).and_then(|texts| texts.consent.as_ref());
        let own = own.map(|body| writer.write(body));
        let written = own.as_ref().or(of_site.as_ref());
        match written {
            Some(Written { has_link: true, .. } | Written { is_whole: false, .. }) => {}
            // A mistake in the site's own line is reported once, however many forms show the line.
            Some(_) if own.is_none() && std::mem::replace(&mut is_blamed, true) => {}
            _ => report_privacy(config, form, written.is_some(), found),
        }
        // Text with a broken link is not what readers will see; it must not be recorded.
        let whole = written.filter(|written| written.is_whole);
        consents.extend(whole.map(|written| (form.name.value.clone(), written.consent.clone())));
    }
    consents
}

/// Compares what forms say with the records below `consent/`.
pub fn check_records(site: &Site, config: &Config, sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    let mut missing: BTreeMap<&str, (&Consent, &Config, Vec<&Form>)> = BTreeMap::new();
    for language in config.languages() {
        let config = config.in_language(language);
        for (name, form) in &config.forms {
            let consent = site.consent(language, name);
            if let Some(consent) = consent.filter(|consent| sources.get(&consent.record()).is_none()) {
                let (.., forms) = missing.entry(consent.hash()).or_insert((consent, config, Vec::new()));
                if forms.iter().all(|form| form.name.value != *name) {
                    forms.push(form);
                }
            }
        }
    }
    for (consent, config, forms) in missing.into_values() {
        let form = forms[0];
        let place = form.consent.as_ref().or(config.consent.as_ref());
        let range = place.map_or(form.name.range.clone(), |text| text.range.clone());
        let names = forms.iter().map(|form| format!("“{}”", form.name.value)).collect::<Vec<_>>().join(", ");
        found
            .report(
                &codes::CONSENT_UNRECORDED,
                Span::new(&config.path, range),
                format!("the text that readers agree to is not on record (forms: {names})"),
            )
            .label("this text is not on record")
            .hint(format!("`kb check --fix` writes {}; commit it, and never delete it", consent.record()))
            .sure(vec![Edit::create(consent.record(), consent.text())]);
    }
    for file in sources.below(CONSENT) {
        let Some(text) = file.text() else { continue };
        // Git may have checked it out with different line endings.
        if sum(&text.replace("\r\n", "\n")) != file.path.stem() {
            found
                .report(
                    &codes::CONSENT_ALTERED,
                    Span::new(&file.path, 0..0),
                    "the file does not match its hash",
                )
                .hint("restore it from the repository's history: it shows what readers agreed to");
        }
    }
    found
}

fn report_privacy(config: &Config, form: &Form, has_text: bool, found: &mut Diagnostics) {
    let place = form.consent.as_ref().or(config.consent.as_ref());
    let range = place.map_or(form.name.range.clone(), |text| text.range.clone());
    let message = match has_text {
        true => "the consent text does not link to a privacy policy".to_owned(),
        false => {
            format!("the form “{}” does not say what happens to the data that readers send", form.name.value)
        }
    };
    found
        .report(&codes::PRIVACY_MISSING, Span::new(&config.path, range), message)
        .label(if has_text { "leads nowhere" } else { "has no consent line" })
        .hint("add `[consent]` with a text that links to your privacy policy: text = \"… the [privacy policy](/privacy/) …\"");
}

fn sum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Writer<'a> {
    documents: &'a [Arc<Document>],
    pages: &'a Pages,
    resolutions: &'a [Resolution],
}

struct Written {
    consent: Consent,
    has_link: bool,
    /// Whether all its links work.
    is_whole: bool,
}

impl Writer<'_> {
    fn write(&self, body: &Body) -> Written {
        let mut text = String::new();
        let mut link_start = 0;
        let (mut has_link, mut is_whole) = (false, true);
        for (_, part) in body.text_parts(0..body.nodes.len()) {
            match part {
                TextPart::Words(range)
                | TextPart::Code(range)
                | TextPart::Formula(range)
                | TextPart::Alternative(range)
                | TextPart::CodeBlock(range) => text.push_str(body.str(range)),
                TextPart::NamedLink(_) | TextPart::Open(Tag::Link(_)) => link_start = text.len(),
                TextPart::Close(Tag::Link(reference)) => {
                    let resolution = &self.resolutions[reference.0 as usize];
                    let Some(address) = self.address(resolution) else {
                        is_whole = false;
                        continue;
                    };
                    has_link = true;
                    if let (true, Resolution::Page { document: Some(document), .. }) =
                        (text.len() == link_start, resolution)
                    {
                        text.push_str(&self.documents[document.0 as usize].title);
                    }
                    text.push_str(&format!(" ({address})"));
                }
                TextPart::Space
                | TextPart::LineBreak
                | TextPart::OpenBlock(_)
                | TextPart::CloseBlock(_)
                | TextPart::Rule => text.push(' '),
                TextPart::Symbol | TextPart::Open(_) | TextPart::Close(_) | TextPart::Nothing => {}
            }
        }
        Written { consent: Consent::new(&one_line(&text)), has_link, is_whole }
    }

    fn address(&self, resolution: &Resolution) -> Option<String> {
        match resolution {
            Resolution::Page { page, heading, .. } => {
                let route = &self.pages.pages[page.0 as usize].route;
                Some(match heading {
                    Some(heading) => format!("{route}#{heading}"),
                    None => route.to_string(),
                })
            }
            Resolution::File(path) => Some(format!("/{path}")),
            Resolution::External(address) => Some(address.to_string()),
            Resolution::Form(_) | Resolution::Cta(_) | Resolution::Collection(_) | Resolution::Missing => {
                None
            }
        }
    }
}
