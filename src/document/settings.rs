//! The references and the Markdown of `site.toml`, in the same form as an article's.

use std::collections::BTreeMap;

use super::{Body, LinkParts, Options, Reference, ReferenceId, Role, markdown, read_target};
use crate::config::MenuLink;
use crate::data::Spanned;
use crate::diagnostic::Diagnostics;

/// The parts of `site.toml` that refer to something. Positions are in `site.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// All its references.
    pub references: Vec<Reference>,
    /// The masthead's links: text and target.
    pub menu: Vec<(String, ReferenceId)>,
    /// The footer's groups.
    pub footer: Vec<(String, Vec<(String, ReferenceId)>)>,
    /// The target of each call to action.
    pub cta_targets: BTreeMap<String, ReferenceId>,
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
    let mut reader = SettingsReader { text, options, references: Vec::new(), found: Diagnostics::default() };
    let menu = reader.links(&config.menu);
    let footer =
        config.footer.iter().map(|group| (group.title.clone(), reader.links(&group.links))).collect();
    let ctas = config.ctas.values();
    let cta_targets = ctas.map(|cta| (cta.name.value.clone(), reader.refer(&cta.target))).collect();
    let consent = reader.markdown(&config.consent);
    let forms = config.forms.values().map(|form| {
        let texts = FormTexts {
            text: reader.markdown(&form.text),
            consent: reader.markdown(&form.consent),
            thanks: reader.markdown(&form.thanks),
        };
        (form.name.value.clone(), texts)
    });
    let forms = forms.collect();
    (Settings { references: reader.references, menu, footer, cta_targets, consent, forms }, reader.found)
}

struct SettingsReader<'a, 'b> {
    text: &'a str,
    options: &'a Options<'b>,
    references: Vec<Reference>,
    found: Diagnostics,
}

impl SettingsReader<'_, '_> {
    fn refer(&mut self, target: &Spanned<String>) -> ReferenceId {
        self.references.push(Reference {
            target: read_target(&target.value),
            role: Role::Link,
            range: target.range.clone(),
            address: target.value.clone(),
            parts: LinkParts::default(),
        });
        ReferenceId(self.references.len() as u32 - 1)
    }

    fn links(&mut self, links: &[MenuLink]) -> Vec<(String, ReferenceId)> {
        links.iter().map(|link| (link.title.clone(), self.refer(&link.target))).collect()
    }

    fn markdown(&mut self, text: &Option<Spanned<String>>) -> Option<Body> {
        let text = text.as_ref()?;
        let value = Spanned { value: text.value.as_str(), range: text.range.clone() };
        let first = self.references.len() as u32;
        let path = &self.options.config.path;
        let parsed = markdown::parse_value(path, self.text, &value, first, self.options, &mut self.found);
        self.references.extend(parsed.references);
        Some(parsed.body)
    }
}
