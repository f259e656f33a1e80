//! `[edit]`: where readers can suggest a change to an article.

use super::SiteUrl;
use crate::data::Reader;
use crate::diagnostic::{Diagnostics, codes};

/// What stands for the path of the article's file, from the site's folder.
const PATH: &str = "{path}";

/// The address at which a file can be edited: what comes before and after its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditAddress {
    before: String,
    after: String,
}

impl EditAddress {
    /// The address for a file whose path is percent-encoded.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}{}", self.before, self.after)
    }
}

pub(super) fn read_edit(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<EditAddress> {
    let url = reader.required_text("url", found);
    let place = url.as_ref().map(|url| reader.span(&url.range));
    reader.finish(found);
    let (url, place) = url.zip(place)?;
    match url.value.split_once(PATH) {
        Some((before, after)) if SiteUrl::parse(before).is_some() => {
            Some(EditAddress { before: before.to_owned(), after: after.to_owned() })
        }
        _ => {
            let message = format!("“{}” is not the address of an article’s file", url.value);
            found.report(&codes::CONFIG_INVALID, place, message).hint(
                "write a full address with `{path}` for the path of the file, such as \
                 https://github.com/ann/handbook/edit/main/{path}",
            );
            None
        }
    }
}
