//! The addresses of articles, lists and forms, and old addresses that lead to new ones.
//!
//! Takes documents and pages, gives addresses. Invalid or taken addresses are errors with their position.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rules::{self, Alias, NOT_FOUND, WrongAddress};
use super::{DocumentId, Page, PageId};
use crate::config::Config;
use crate::data::Spanned;
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::Document;
use crate::path::{LONGEST_OUTPUT, LONGEST_PART, OutputPath, Route};

/// The address that a document has, or would have if it were published. Problems are not reported.
pub fn address_of(config: &Config, document: &Document) -> Route {
    article_route(config, document, &mut Diagnostics::default())
}

/// The address of an article: its path without extension, slugged, in the folder of its language; `slug` and `path` override.
pub(super) fn article_route(config: &Config, document: &Document, found: &mut Diagnostics) -> Route {
    let meta = &document.meta;
    if let Some(path) = &meta.path {
        match rules::address(&path.value) {
            // Unlike an old address, a page is always a folder, which contains its own files.
            Ok(route) => return Route::from_parts([route.as_str()]).unwrap_or(route),
            Err(wrong) => {
                report_wrong(&path.value, wrong, Span::new(&document.path, path.range.clone()), found)
            }
        }
    }
    let folders = document.place.parent().split('/').skip(1);
    let mut parts: Vec<String> = folders.map(rules::part).collect();
    match &meta.slug {
        Some(slug) => {
            if document.is_index() {
                parts.pop();
            }
            if rules::is_too_long(&slug.value) {
                let span = Span::new(&document.path, slug.range.clone());
                report_long(span, "this `slug` is too long for an address", found);
            }
            parts.push(rules::part(&slug.value));
        }
        None if document.is_index() => {}
        None => parts.push(rules::part(document.place.stem())),
    }
    let folder = config.language_folder(config.page_language(&document.language));
    let all: Vec<&str> = [&folder].into_iter().chain(&parts).map(String::as_str).collect();
    let route = route(&all);
    if rules::is_long(&route) {
        report_long(place_of_address(document), "the path of this file is too long for an address", found);
        // A short address stands in for it; nothing is published until the error is fixed.
        let last = parts.last().map_or("page", String::as_str);
        return self::route(&[&folder, last]);
    }
    route
}

/// The address in the folder of a language for an article that is not translated into it; `route` is its own, in the folder of
/// the main language. None for the home page.
pub(super) fn borrowed_route(route: &Route, main: &str, folder: &str) -> Option<Route> {
    let below = route.below_root().strip_prefix(main)?.trim_matches('/');
    Route::from_parts([folder, below]).filter(|_| !below.is_empty())
}

/// The thanks page of a form, in the folder of a language: `/thanks/NAME/`, `/nl/thanks/NAME/`.
pub fn thanks_route(folder: &str, form: &str) -> Route {
    route(&[folder, "thanks", &rules::part(form)])
}

/// What a host shows for a missing page in the folder of a language: `/404.html`, `/nl/404.html`.
pub(super) fn not_found_route(folder: &str) -> Route {
    let slash = if folder.is_empty() { "" } else { "/" };
    Route::from_file(&OutputPath::new(&format!("{folder}{slash}{NOT_FOUND}")).expect("a plain file name"))
}

/// A page of a list: `/differences/`, `/differences/page/2/`. Empty folders are left out.
pub fn list_route(folders: &[&str], number: usize) -> Route {
    let text = number.to_string();
    match number {
        1 => route(folders),
        _ => route(&[folders, &["page", &text]].concat()),
    }
}

/// The address made of these parts, which are slugs.
pub(super) fn route(parts: &[&str]) -> Route {
    Route::from_parts(parts.iter().copied()).expect("slugs have no dots")
}

/// The page that each old address among all `aliases` leads to. Reports old addresses that are invalid or in use.
pub(super) fn lay_redirects(
    config: &Config,
    documents: &[Arc<Document>],
    pages: &[Page],
    by_route: &BTreeMap<Route, PageId>,
    aliases: Vec<(DocumentId, &Spanned<String>, Route)>,
    found: &mut Diagnostics,
) -> BTreeMap<Route, PageId> {
    let mut redirects: BTreeMap<Route, (PageId, DocumentId)> = BTreeMap::new();
    for (id, alias, shown_at) in aliases {
        let span = Span::new(&documents[id.0 as usize].path, alias.range.clone());
        let kind = Alias::of(&alias.value);
        match kind {
            Alias::Name => continue,
            Alias::Address | Alias::NameOrAddress => {}
            Alias::WithoutSlash | Alias::Web => {
                report_alias(config, &alias.value, span, found);
                continue;
            }
        }
        let route = match rules::address(&alias.value) {
            Ok(route) => route,
            Err(_) if kind == Alias::NameOrAddress => continue,
            Err(wrong) => {
                report_wrong(&alias.value, wrong, span, found);
                continue;
            }
        };
        let page = by_route.get(&route).map(|page| pages[page.0 as usize].kind.document());
        let other = redirects.get(&route).map(|(_, document)| *document);
        let kept = rules::kept(config, &route, |route| by_route.contains_key(route));
        let written = &alias.value;
        let message = match (page, other, kept) {
            // The article lists this alias twice.
            (_, Some(other), _) if other == id => continue,
            // As a name it is right.
            (Some(_), ..) | (_, Some(_), _) | (.., Some(_)) if kind == Alias::NameOrAddress => continue,
            (Some(Some(document)), ..) | (None, Some(document), _) => {
                format!(
                    "the old address {written} already belongs to `{}`",
                    documents[document.0 as usize].path
                )
            }
            (_, _, Some(kept)) => format!("the old address {written} is in use: kb generates {kept} itself"),
            (Some(None), ..) => format!("the old address {written} is in use: kb generates it itself"),
            (None, None, None) => {
                if let Some(page) = by_route.get(&shown_at) {
                    redirects.insert(route, (*page, id));
                }
                continue;
            }
        };
        found
            .report(&codes::ADDRESS_CLASH, span, message)
            .label("its address is taken")
            .hint("remove this alias, or change the other address");
    }
    redirects.into_iter().map(|(route, (page, _))| (route, page)).collect()
}

/// Reports an alias that is neither a name nor an address below the root of this site.
fn report_alias(config: &Config, written: &str, span: Span, found: &mut Diagnostics) {
    let written = written.trim();
    let own = config.url.below(written).map(|below| format!("/{below}"));
    let (message, label, hint) = match (Alias::of(written), own) {
        (_, Some(own)) => {
            ("an old address is written without the host", "a full address", format!("write `{own}`"))
        }
        (Alias::Web, None) => (
            "an alias cannot be an address of another site",
            "not on this site",
            "write the part of the address that follows the host, such as `/old/page/`".to_owned(),
        ),
        (Alias::Name | Alias::Address | Alias::NameOrAddress | Alias::WithoutSlash, None) => (
            "an old address begins with a slash",
            "no slash at the start",
            format!(
                "write `/{}`, the whole path from the root of the site",
                written.trim_start_matches(['.', '/'])
            ),
        ),
    };
    found.report(&codes::ADDRESS_INVALID, span, message).label(label).hint(hint);
}

/// Reports an article whose address is taken.
pub(super) fn report_clash(
    document: &Document,
    message: String,
    other: Option<&Document>,
    found: &mut Diagnostics,
) {
    let diagnostic = found.report(&codes::ADDRESS_CLASH, place_of_address(document), message);
    let key = if document.meta.path.is_some() { "path" } else { "slug" };
    diagnostic
        .label("its address is taken")
        .hint(format!("rename one of the files, or give it a different `{key}`"));
    if let Some(other) = other {
        diagnostic.other(place_of_address(other), "the other page");
    }
}

/// Reports a part that is too long for an address.
pub(super) fn report_long(span: Span, message: &str, found: &mut Diagnostics) {
    found
        .report(&codes::ADDRESS_INVALID, span, message)
        .label("too long")
        .hint(format!(
            "each part of an address may have up to {LONGEST_PART} bytes (85 Chinese characters), and the whole address up to {LONGEST_OUTPUT}; choose a shorter one"
        ));
}

fn report_wrong(written: &str, wrong: WrongAddress, span: Span, found: &mut Diagnostics) {
    match wrong {
        WrongAddress::TooLong => report_long(span, "this address is too long", found),
        WrongAddress::NoPath => {
            found
                .report(
                    &codes::ADDRESS_INVALID,
                    span,
                    format!("“{}” cannot be an address", written.escape_debug()),
                )
                .hint("write it as \"/about/us/\", without `..`");
        }
        WrongAddress::Unreachable => {
            found
                .report(&codes::ADDRESS_INVALID, span, format!("no browser can request “{written}”"))
                .label("has `?` or `#`")
                .hint("a host looks for files by the part before `?` or `#`; remove the rest");
        }
    }
}

fn place_of_address(document: &Document) -> Span {
    let given = document.meta.path.as_ref().or(document.meta.slug.as_ref());
    Span::new(&document.path, given.map_or(0..0, |given| given.range.clone()))
}
