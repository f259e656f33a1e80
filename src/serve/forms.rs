//! The site's own forms, accepted as a backend would.

use std::collections::BTreeMap;

use super::own_page::own_page;
use crate::escape::escape;

/// The most that a form may send; a letter to a company is shorter.
pub const LARGEST_POST: usize = 64 * 1024;

/// The forms of the site.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// By their names, as pages in the main language show them.
    pub forms: BTreeMap<String, TrialForm>,
    /// The same for each other language, by its tag.
    pub translations: BTreeMap<String, BTreeMap<String, TrialForm>>,
}

impl Trial {
    /// The form that was sent, in the language of the page that it was sent from.
    pub(super) fn form(&self, name: &str, sent: &[(String, String)]) -> Option<&TrialForm> {
        let language = sent.iter().find(|(name, _)| name == "language").map(|(_, tag)| tag);
        let forms = language.and_then(|tag| self.translations.get(tag)).unwrap_or(&self.forms);
        forms.get(name)
    }
}

/// What a backend would know about a form.
#[derive(Clone, Debug, Default)]
pub struct TrialForm {
    /// Its heading.
    pub title: String,
    /// The field that only bots fill in; none without a backend, since each has its own name for it.
    pub honeypot: Option<&'static str>,
    /// The digest of the text that a reader consents to; none if there is no such text.
    pub consent: Option<String>,
    /// Its fields, in order.
    pub fields: Vec<TrialField>,
    /// Its thanks page, below the home page: `thanks/news/`.
    pub thanks: String,
}

/// A field of a form.
#[derive(Clone, Debug, Default)]
pub struct TrialField {
    /// The name that is sent.
    pub name: String,
    /// Its label for readers.
    pub label: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// The name of another field, and the value of it that makes this one required.
    pub required_when: Option<(String, String)>,
    /// Its options; empty if any text is allowed.
    pub options: Vec<String>,
}

/// The verdict on a submission.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A person is thanked.
    Accepted,
    /// A bot is thanked too, and learns nothing.
    Robot,
    /// The problems, one sentence each.
    Refused(Vec<String>),
}

/// Where a form is sent for a trial.
pub fn address_of(form: &str) -> String {
    format!("/_kb/forms/{form}")
}

/// The fields of a submission, in order.
pub fn read(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// Judges a submission as a careful backend would.
pub fn judge(form: &TrialForm, name: &str, sent: &[(String, String)]) -> Verdict {
    let value = |wanted: &str| sent.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    if form.honeypot.and_then(value).is_some_and(|value| !value.is_empty()) {
        return Verdict::Robot;
    }
    let mut wrong = Vec::new();
    for field in &form.fields {
        let values: Vec<&str> = sent
            .iter()
            .filter(|(name, value)| *name == field.name && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
            .collect();
        if values.is_empty() {
            let condition = field.required_when.as_ref();
            let condition = condition.filter(|(other, answer)| has_answer(sent, other, answer));
            if field.required {
                wrong.push(format!("“{}” is required", field.label));
            } else if let Some((other, answer)) = condition {
                let other = form.fields.iter().find(|field| field.name == *other);
                let other = other.map_or("", |other| other.label.as_str());
                wrong.push(format!("“{}” is required if “{other}” is “{answer}”", field.label));
            }
        }
        let is_offered = |value: &&str| field.options.iter().any(|option| option == value);
        if let Some(strange) = values.iter().find(|value| !field.options.is_empty() && !is_offered(value)) {
            wrong.push(format!("“{strange}” is not an option of “{}”", field.label));
        }
    }
    if value("form").is_some_and(|form| form != name) {
        wrong.push("the hidden field `form` names another form".to_owned());
    }
    match (&form.consent, value("consent")) {
        (Some(_), None) => wrong.push("the hidden field `consent` is missing".to_owned()),
        (Some(current), Some(sent)) if current != sent => {
            wrong.push("the reader agreed to an earlier consent text; reload the page".to_owned());
        }
        _ => {}
    }
    if wrong.is_empty() { Verdict::Accepted } else { Verdict::Refused(wrong) }
}

/// Whether a field was sent with a value. Space around it does not count, as in the script of a theme.
fn has_answer(sent: &[(String, String)], field: &str, answer: &str) -> bool {
    sent.iter().any(|(name, value)| name == field && value.trim() == answer.trim())
}

/// What a reader sees whose submission was rejected.
pub fn refusal(form: &TrialForm, wrong: &[String], sent: &[(String, String)]) -> String {
    let items: String = wrong.iter().map(|item| format!("<li>{}</li>\n", escape(item))).collect();
    let page = sent.iter().find(|(name, _)| name == "page").map(|(_, page)| page.as_str());
    let from = page.map_or(String::new(), |page| format!("<p>It was sent from {}.</p>\n", escape(page)));
    let main = format!(
        "<p>A backend would have rejected “{}”:</p>\n<ul role=\"alert\">\n{items}</ul>\n\
         <p>Go back with your browser; what you wrote is still there.</p>\n{from}",
        escape(&form.title)
    );
    own_page("This form cannot be sent", &main)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> TrialForm {
        let field = |name: &str, required, options: &[&str]| TrialField {
            name: name.into(),
            label: name.to_uppercase(),
            required,
            required_when: None,
            options: options.iter().map(|option| (*option).to_owned()).collect(),
        };
        TrialForm {
            title: "News".into(),
            honeypot: Some("trap.field"),
            consent: Some("abc".into()),
            fields: vec![
                field("mail", true, &[]),
                field("way", false, &["Post", "Mail", "Call"]),
                TrialField { required_when: Some(("way".into(), "Call".into())), ..field("tel", false, &[]) },
            ],
            thanks: "thanks/news/".into(),
        }
    }

    fn check(body: &str, expected: &str) {
        let verdict = match judge(&form(), "news", &read(body.as_bytes())) {
            Verdict::Accepted => "accepted".to_owned(),
            Verdict::Robot => "robot".to_owned(),
            Verdict::Refused(wrong) => wrong.join("; "),
        };
        assert_eq!(verdict, expected, "{body}");
    }

    #[test]
    fn a_form_is_judged_as_by_a_backend() {
        check("mail=a%40b.c&consent=abc&form=news&trap.field=", "accepted");
        check("mail=a&way=Post&consent=abc", "accepted");
        check("mail=+&consent=abc", "“MAIL” is required");
        check("consent=abc", "“MAIL” is required");
        check("mail=a&way=Pigeon&consent=abc", "“Pigeon” is not an option of “WAY”");
        check("mail=a&way=Call&consent=abc", "“TEL” is required if “WAY” is “Call”");
        check("mail=a&way=Call&tel=+&consent=abc", "“TEL” is required if “WAY” is “Call”");
        check("mail=a&way=Call&tel=12&consent=abc", "accepted");
        check("mail=a&way=Post&tel=&consent=abc", "accepted");
        check("mail=a", "the hidden field `consent` is missing");
        check("mail=a&consent=old", "the reader agreed to an earlier consent text; reload the page");
        check("mail=a&consent=abc&form=other", "the hidden field `form` names another form");
    }

    #[test]
    fn a_bot_gets_no_error_messages() {
        check("trap.field=http%3A%2F%2Fspam&mail=", "robot");
    }
}
