//! What readers can do besides reading on: calls to action and sharing.

use super::text::Findings;
use super::{PageContext, Press};
use crate::config::Network;
use crate::document::Document;
use crate::path::encode_component;
use crate::site::{DocumentId, Page, PageKind, Resolution};
use crate::theme::view::{CtaView, LinkView};

impl Press<'_> {
    /// A call to action, unless its target is missing.
    pub(super) fn cta(&self, context: &PageContext, name: &str, findings: &mut Findings) -> Option<CtaView> {
        let cta = self.config.ctas.get(name)?;
        let target = self.site.settings_resolution(*self.texts.cta_targets.get(name)?);
        let url = self.url(context, target)?;
        let article = target.file().and_then(|path| self.site.article_of_pdf.get(path));
        Some(CtaView {
            id: findings.unique_id(format!("page.cta-{name}")),
            name: name.to_owned(),
            title: cta.title.clone(),
            text: cta.text.clone(),
            button: cta.button.clone(),
            url,
            file: target.file().map(|path| self.file(context, path)),
            page_url: article.map_or(String::new(), |article| self.url_of_document(context, *article)),
            to_form: self.leads_to_form(target),
        })
    }

    fn leads_to_form(&self, target: &Resolution) -> bool {
        matches!(target, Resolution::Page { document: Some(document), .. } if self.has_form(*document))
    }

    /// The call to action at the end of an article, unless it leads to the current page.
    pub(super) fn cta_of(
        &self,
        context: &PageContext,
        id: DocumentId,
        findings: &mut Findings,
    ) -> Option<CtaView> {
        let chosen = self.site.chosen_cta(self.config, self.texts, id)?;
        if chosen.leads_here { None } else { self.cta(context, chosen.name, findings) }
    }

    /// Plain links for sharing an article, without third-party scripts.
    pub(super) fn share(&self, page: &Page, document: &Document) -> Vec<LinkView> {
        // Pages outside collections (a privacy policy, a form) are not meant to be shared.
        let is_shared = match page.kind {
            PageKind::Home(_) => true,
            PageKind::Article(_) => {
                let collection = document.collection.as_deref().and_then(|name| self.config.collection(name));
                collection.is_some_and(|collection| collection.share)
            }
            PageKind::Listing { .. }
            | PageKind::Tags { .. }
            | PageKind::Tag { .. }
            | PageKind::Backlinks { .. }
            | PageKind::Side { .. }
            | PageKind::Search { .. }
            | PageKind::Thanks(_)
            | PageKind::NotFound => false,
        };
        if !is_shared || self.has_form_on(page) {
            return Vec::new();
        }
        let url = encode_component(&self.permalink(page));
        let title = encode_component(&document.title);
        let links = self.config.networks.iter().map(|network| {
            let (name, url) = match network {
                Network::LinkedIn => {
                    ("LinkedIn", format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"))
                }
                Network::X => ("X", format!("https://x.com/intent/post?url={url}&text={title}")),
                Network::Facebook => {
                    ("Facebook", format!("https://www.facebook.com/sharer/sharer.php?u={url}"))
                }
                Network::WhatsApp => ("WhatsApp", format!("https://wa.me/?text={title}%20{url}")),
                Network::Email => ("", format!("mailto:?subject={title}&body={url}")),
            };
            let title = if name.is_empty() { self.word("share-email") } else { name.to_owned() };
            LinkView { title, language: None, url, current: "" }
        });
        links.collect()
    }

    /// The absolute address of a page.
    pub(super) fn permalink(&self, page: &Page) -> String {
        self.config.url.of_path(page.route.below_root())
    }

    fn has_form_on(&self, page: &Page) -> bool {
        page.kind.document().is_some_and(|document| self.has_form(document))
    }
}
