//! Complete forms: what the reader sees, and what else the receiver gets.

use super::receivers::{Contract, Sending, contract};
use super::text::Setting;
use super::{PageContext, Press};
use crate::config::{Form, FormField, FormFieldKind};
use crate::data::{Date, Spanned};
use crate::site::thanks_route;
use crate::theme::view::{
    ConditionView, FormFieldView, FormGroupView, FormView, HiddenView, HoneypotView, OptionView,
};

/// Prefilled values: names of fields, and values.
pub(super) type Presets<'a> = [(&'a str, &'a str)];

impl Press<'_> {
    /// A form, with everything that its receiver needs.
    pub(super) fn form(&self, context: &PageContext, name: &str, presets: &Presets<'_>) -> Option<FormView> {
        let form = self.config.forms.get(name)?;
        let texts = self.texts.forms.get(name)?;
        let setting = Setting { press: self, context };
        let consent = texts.consent.as_ref().or(self.texts.consent.as_ref());
        let backend = form.backend.as_ref().or(self.config.backend.as_ref());
        let contract = backend.map(|backend| contract(backend, &self.sending(form)));
        let value = |field: &FormField| {
            let preset = presets.iter().find(|(name, _)| *name == field.name.value);
            let own = || field.value.as_ref().map_or(String::new(), |value| value.value.clone());
            preset.map_or_else(own, |(_, value)| (*value).to_owned())
        };
        let (unseen, seen): (Vec<&FormField>, Vec<&FormField>) =
            form.fields.iter().partition(|field| field.kind == FormFieldKind::Hidden);
        let mut groups: Vec<FormGroupView> = Vec::new();
        for field in &seen {
            let view = self.form_field(form, field, value(field));
            match groups.last_mut() {
                Some(group) if group.title == field.group => group.fields.push(view),
                _ => groups.push(FormGroupView { title: field.group.clone(), fields: vec![view] }),
            }
        }
        let mut hidden = self.facts(context, name);
        let Contract { action, attributes, hidden: wanted } = contract.unwrap_or_else(|| Contract {
            action: String::new(),
            attributes: Vec::new(),
            hidden: Vec::new(),
        });
        hidden.extend(wanted.into_iter().map(|(name, value)| pair(name, value)));
        hidden.extend(unseen.iter().map(|field| pair(&field.name.value, value(field))));
        Some(FormView {
            name: name.to_owned(),
            title: form.title.clone(),
            text: texts.text.as_ref().map_or(String::new(), |body| setting.blocks(body)),
            action,
            method: "post",
            attributes: attributes.into_iter().map(|(name, value)| pair(name, value)).collect(),
            has_required: seen.iter().any(|field| field.required),
            groups,
            hidden,
            honeypot: backend.map(|backend| {
                let honeypot = backend.honeypot();
                HoneypotView { id: id(name, honeypot.name), name: honeypot.name, kind: honeypot.kind }
            }),
            consent: consent.map_or(String::new(), |body| setting.inline(body)),
            submit: form.submit.clone().unwrap_or_else(|| self.word("send")),
        })
    }

    /// What every receiver gets: the form, the page, the language, and the consent.
    fn facts(&self, context: &PageContext, form: &str) -> Vec<HiddenView> {
        let mut facts = vec![
            pair("form", form),
            pair("page", self.permalink(self.site.page(context.page))),
            pair("language", self.language.to_string()),
        ];
        facts.extend(self.site.consent(self.language, form).map(|consent| pair("consent", consent.hash())));
        facts
    }

    fn form_field(&self, form: &Form, field: &FormField, value: String) -> FormFieldView {
        let id = id(&form.name.value, &field.name.value);
        let options = self.site.choices(self.language, field).into_iter().map(str::to_owned).enumerate();
        let options = options.map(|(index, label)| OptionView { id: format!("{id}.{}", index + 1), label });
        let (pattern, pattern_message) = match &field.pattern {
            Some(pattern) => (pattern.pattern.clone(), pattern.message.clone()),
            None => (String::new(), String::new()),
        };
        let day =
            |date: &Option<Spanned<Date>>| date.as_ref().map_or(String::new(), |date| date.value.to_string());
        FormFieldView {
            options: options.collect(),
            name: field.name.value.clone(),
            label: field.label.clone(),
            kind: field.kind.name(),
            required: field.required,
            required_when: field.required_when.as_ref().and_then(|condition| {
                let other = form.fields.iter().find(|other| other.name.value == condition.field.value)?;
                Some(ConditionView {
                    name: other.name.value.clone(),
                    label: other.label.clone(),
                    kind: other.kind.name(),
                    value: condition.is.value.clone(),
                })
            }),
            help: field.help.clone(),
            autocomplete: field.autocomplete.clone(),
            checked: field.checked.is_some(),
            pattern,
            pattern_message,
            min: day(&field.min),
            max: day(&field.max),
            value,
            id,
        }
    }

    fn sending<'a>(&self, form: &'a Form) -> Sending<'a> {
        let route = thanks_route(&self.edition.folder, &form.name.value);
        Sending {
            form: &form.name.value,
            title: &form.title,
            thanks: self.config.url.of_path(route.below_root()),
            thanks_path: format!("{}/{}", self.config.url.path, route.below_root()),
            has_subject: form.fields.iter().any(|field| field.name.value == "subject"),
        }
    }
}

fn id(form: &str, part: &str) -> String {
    format!("form.{form}.{part}")
}

fn pair(name: &str, value: impl Into<String>) -> HiddenView {
    HiddenView { name: name.to_owned(), value: value.into() }
}
