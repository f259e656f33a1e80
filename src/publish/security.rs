//! `.well-known/security.txt` (RFC 9116).

use crate::config::{Config, Security};
use crate::data::instant_text;
use crate::site::rules::SECURITY;

/// The text of the file.
pub(super) fn text(config: &Config, security: &Security) -> String {
    let contacts = security.contact.iter().map(|address| format!("Contact: {address}\n"));
    let mut text: String = contacts.collect();
    text.push_str(&format!("Expires: {}\n", instant_text(security.expires.value.instant)));
    let languages: Vec<&str> = config.languages().map(|language| language.as_str()).collect();
    text.push_str(&format!("Preferred-Languages: {}\n", languages.join(", ")));
    text.push_str(&format!("Canonical: {}\n", config.url.join(SECURITY)));
    if let Some(policy) = &security.policy {
        text.push_str(&format!("Policy: {policy}\n"));
    }
    text
}
