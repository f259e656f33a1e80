//! Related articles with their reasons in the site's words.

use super::{PageContext, Press};
use crate::site::{DocumentId, Reason};
use crate::theme::TextArgument;
use crate::theme::view::ItemView;

/// The related articles of a document, best first.
pub(super) fn related(press: &Press<'_>, context: &PageContext, id: DocumentId) -> Vec<ItemView> {
    let title = &press.site.document(id).title;
    let items = press.site.related(id).iter().map(|related| {
        let mut item = press.item(context, press.site.document_in(press.edition, related.document));
        item.reason = match &related.reason {
            Reason::Picked => String::new(),
            Reason::LinkedBothWays => press.word("related-both"),
            Reason::LinkedFromHere => {
                press.words("related-from-here", &[("title", TextArgument::Text(title))])
            }
            Reason::LinksHere => press.word("related-links-here"),
            Reason::BothMention(third) => {
                let title = &press.site.document(*third).title;
                press.words("related-mention", &[("title", TextArgument::Text(title))])
            }
            Reason::BothMentionedIn(third) => {
                let title = &press.site.document(*third).title;
                press.words("related-mentioned", &[("title", TextArgument::Text(title))])
            }
            Reason::Tag { tag, articles } => press.words(
                "related-tag",
                &[("tag", TextArgument::Text(tag)), ("n", TextArgument::Number(*articles as f64))],
            ),
            Reason::BothCover(subject) => {
                press.words("related-cover", &[("subject", TextArgument::Text(subject))])
            }
            Reason::BothUse(word) => press.words("related-word", &[("word", TextArgument::Text(word))]),
        };
        item
    });
    items.collect()
}
