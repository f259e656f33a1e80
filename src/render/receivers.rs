//! What each form receiver needs in a form.
//!
//! A receiver is a row of facts, not code: where the form goes, how it is marked, and what it sends in addition to what the
//! reader fills in. The sources are the services' documentation: Netlify "Forms setup" and "Spam filters", Formspree "Form
//! action", "Honeypot spam filtering" and "Redirect after submission", Web3Forms "API reference" and "Spam protection".

use crate::config::Backend;

/// A form for a receiver.
pub(super) struct Sending<'a> {
    /// Its name in `site.toml`.
    pub form: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// Absolute address of the thanks page.
    pub thanks: String,
    /// The path of the same page from the host's root.
    pub thanks_path: String,
    /// Whether the form itself has a subject field.
    pub has_subject: bool,
}

/// What the receiver needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contract {
    /// For `action`.
    pub action: String,
    /// More attributes of `<form>`.
    pub attributes: Vec<(&'static str, String)>,
    /// More hidden fields.
    pub hidden: Vec<(&'static str, String)>,
}

/// What `backend` needs in a form.
pub(super) fn contract(backend: &Backend, sending: &Sending<'_>) -> Contract {
    let subject = |name: &'static str| {
        (!sending.has_subject).then(|| (name, sending.title.to_owned())).into_iter().collect::<Vec<_>>()
    };
    match backend {
        Backend::Post { action } => Contract {
            action: action.clone(),
            attributes: Vec::new(),
            hidden: vec![("thanks", sending.thanks.clone())],
        },
        // The address is that of the thanks page; the host intercepts what is sent there.
        Backend::Netlify => Contract {
            action: sending.thanks_path.clone(),
            attributes: vec![
                ("name", sending.form.to_owned()),
                ("data-netlify", "true".to_owned()),
                ("data-netlify-honeypot", backend.honeypot().name.to_owned()),
            ],
            hidden: vec![("form-name", sending.form.to_owned())],
        },
        Backend::Formspree { id } => Contract {
            action: format!("https://formspree.io/f/{id}"),
            attributes: Vec::new(),
            hidden: [vec![("_next", sending.thanks.clone())], subject("_subject")].concat(),
        },
        Backend::Web3Forms { access_key } => Contract {
            action: "https://api.web3forms.com/submit".to_owned(),
            attributes: Vec::new(),
            hidden: [
                vec![("access_key", access_key.clone()), ("redirect", sending.thanks.clone())],
                subject("subject"),
            ]
            .concat(),
        },
    }
}
