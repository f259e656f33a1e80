//! Navigation: masthead, breadcrumbs, footer, feeds.

use super::page::page_title;
use super::{PageContext, Press, language_view};
use crate::path::{Route, encode_path};
use crate::site::feeds::{ATOM, JSON};
use crate::site::{LINKS_OF_THE_MENU, Page, PageId, PageKind, Resolution};
use crate::theme::view::{FeedView, LanguageView, LinkGroupView, LinkView, TranslationView};

pub(super) fn tags_url(press: &Press<'_>, context: &PageContext) -> String {
    let first = press.edition.tag_list_pages.first();
    first.map_or(String::new(), |page| press.url_of(context, &press.site.page(*page).route))
}

pub(super) fn home(press: &Press<'_>, context: &PageContext) -> LinkView {
    let home = press.edition.home;
    let current = if context.page == home { "page" } else { "" };
    let url = press.url_of(context, &press.site.page(home).route);
    let title = press.config.home_title.clone().unwrap_or_else(|| press.word("knowledge-base"));
    LinkView { title, language: None, url, current }
}

pub(super) fn breadcrumbs(
    press: &Press<'_>,
    context: &PageContext,
    page: &Page,
    title: &str,
) -> Vec<LinkView> {
    let mut trail = vec![home(press, context)];
    let parts: Vec<&str> = page.route.as_str().split('/').filter(|part| !part.is_empty()).collect();
    let first = press.site.page(press.edition.home).route.depth() + 1;
    for length in first..parts.len() {
        let Some(above) = Route::from_parts(parts[..length].iter().copied()) else { continue };
        if let Some(id) = press.site.by_route.get(&above) {
            let kind = &press.site.page(*id).kind;
            trail.push(LinkView {
                title: page_title(press, kind),
                language: language_of(press, kind),
                url: press.url_of(context, &above),
                current: "",
            });
        }
    }
    if let PageKind::Thanks(form) = &page.kind
        && let Some(document) = press.site.form_page(press.language, form)
    {
        trail.push(press.link(context, document));
    }
    let mut title = title;
    if let PageKind::Side { collection, side, .. } = page.kind {
        trail.push(press.collection_link(context, collection));
        title = press.side_name(collection, side);
    }
    trail.push(LinkView {
        title: title.to_owned(),
        language: language_of(press, &page.kind),
        url: press.url_of(context, &page.route),
        current: "page",
    });
    trail
}

/// The page that a link leads to; none if it leads to a part of a page, or to something that is not a page.
fn target_page(resolution: &Resolution) -> Option<PageId> {
    let Resolution::Page { page, heading: None, .. } = resolution else { return None };
    Some(*page)
}

/// The language of a page's title, if it is not that of the page with the link.
fn language_of(press: &Press<'_>, kind: &PageKind) -> Option<LanguageView> {
    match kind {
        PageKind::Home(Some(document)) | PageKind::Article(document) => {
            press.own_language(press.site.document(*document))
        }
        PageKind::Home(None)
        | PageKind::Listing { .. }
        | PageKind::Tags { .. }
        | PageKind::Tag { .. }
        | PageKind::Backlinks { .. }
        | PageKind::Side { .. }
        | PageKind::Search { .. }
        | PageKind::Thanks(_)
        | PageKind::NotFound => None,
    }
}

pub(super) fn menu(
    press: &Press<'_>,
    context: &PageContext,
    page: &Page,
    collection: Option<usize>,
) -> Vec<LinkView> {
    if press.texts.menu.is_empty() {
        let links = (0..press.edition.collections.len().min(LINKS_OF_THE_MENU)).map(|index| {
            let mut link = press.collection_link(context, index);
            if link.current.is_empty() && Some(index) == collection {
                link.current = "true";
            }
            link
        });
        return links.collect();
    }
    let links = press.texts.menu.iter().filter_map(|(title, reference)| {
        let resolution = press.site.settings_resolution(*reference);
        let url = press.url(context, resolution)?;
        let current = target_page(resolution).map_or("", |target| {
            let target = press.site.page(target);
            // A menu link represents everything below its address.
            let is_above = page.route.as_str().starts_with(target.route.as_str())
                && !matches!(target.kind, PageKind::Home(_));
            match target.route == page.route {
                true => "page",
                false if is_above => "true",
                false => "",
            }
        });
        Some(LinkView { title: title.clone(), language: None, url, current })
    });
    links.collect()
}

pub(super) fn footer(press: &Press<'_>, context: &PageContext) -> Vec<LinkGroupView> {
    let groups = press.texts.footer.iter().map(|(title, links)| {
        let links = links.iter().filter_map(|(title, reference)| {
            let resolution = press.site.settings_resolution(*reference);
            let url = press.url(context, resolution)?;
            let current = if target_page(resolution) == Some(context.page) { "page" } else { "" };
            Some(LinkView { title: title.clone(), language: None, url, current })
        });
        LinkGroupView { title: title.clone(), links: links.collect() }
    });
    groups.collect()
}

/// The site's languages, each with the same page in it; none if the site has one language.
pub(super) fn languages(press: &Press<'_>, context: &PageContext, page: &Page) -> Vec<TranslationView> {
    let editions = &press.site.editions;
    if editions.len() == 1 {
        return Vec::new();
    }
    let same = press.site.alternates(context.page);
    let views = editions.iter().enumerate().map(|(index, edition)| {
        let is_current = edition.language == page.language;
        let target = match is_current {
            true => context.page,
            false => {
                let borrowed = || press.site.borrowed(edition, page.kind.document()?);
                press.site.counterpart(page, index).or_else(borrowed).unwrap_or(edition.home)
            }
        };
        let alternate = same.iter().find(|(edition, _)| *edition == index);
        TranslationView {
            language: language_view(&edition.language),
            name: press.name_of_language(&edition.language),
            url: press.url_of(context, &press.site.page(target).route),
            current: if is_current { "page" } else { "" },
            permalink: alternate.map_or(String::new(), |(_, page)| press.permalink(press.site.page(*page))),
        }
    });
    views.collect()
}

/// The feeds of the site and of the page's own list.
pub(super) fn feeds(press: &Press<'_>, context: &PageContext) -> Vec<FeedView> {
    if !press.config.outputs.feeds {
        return Vec::new();
    }
    let home = press.edition.home;
    let of_site = *press.shared().has_feed.get_or_init(|| press.site.has_feed(home));
    let of_page = context.page != home && press.site.has_feed(context.page);
    let pages = of_site.then_some(home).into_iter().chain(of_page.then_some(context.page));
    let views = pages.flat_map(|id| {
        let page = press.site.page(id);
        let title = match id == home {
            true => press.config.title.clone(),
            false => format!("{} · {}", page_title(press, &page.kind), press.config.title),
        };
        [(ATOM, "application/atom+xml"), (JSON, "application/feed+json")].map(|(name, kind)| FeedView {
            title: title.clone(),
            kind,
            url: format!("{}{}", context.root, encode_path(page.route.beside(name).as_str())),
        })
    });
    views.collect()
}
