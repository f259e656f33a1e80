//! JSON-LD of a page, after schema.org: Article and BreadcrumbList.

use serde::Serialize;

use crate::config::Config;
use crate::language::Language;
use crate::theme::view::PageView;

/// Keys are in alphabetical order.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Article(Article<'a>),
    Breadcrumbs(Breadcrumbs<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    headline: &'a str,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher<'a>>,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    People(Vec<Person<'a>>),
    Organization(Publisher<'a>),
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Clone, Copy, Serialize)]
struct Publisher<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Breadcrumb<'a>>,
}

#[derive(Serialize)]
struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

/// The JSON of `<script type="application/ld+json">`, safe to print inside it; empty if there is nothing to say.
pub(super) fn of(config: &Config, language: &Language, view: &PageView) -> String {
    let mut graph = Vec::new();
    if view.kind == "article" {
        graph.push(Thing::Article(article(config, language, view)));
    }
    if view.breadcrumbs.len() > 1 {
        graph.push(Thing::Breadcrumbs(breadcrumbs(config, view)));
    }
    if graph.is_empty() {
        return String::new();
    }
    let json = serde_json::to_string(&Graph { context: "https://schema.org", graph });
    let json = json.expect("text and numbers can be written as JSON");
    // Nothing in the JSON may end the element that contains it.
    if json.contains('<') { json.replace('<', "\\u003c") } else { json }
}

fn article<'a>(config: &'a Config, language: &'a Language, view: &'a PageView) -> Article<'a> {
    let publisher = config.organization.as_ref().map(|organization| Publisher {
        kind: "Organization",
        name: &organization.name,
        url: organization.url.as_deref(),
    });
    let people = view.authors.iter().map(|name| Person { kind: "Person", name });
    Article {
        kind: "Article",
        author: match view.authors.is_empty() {
            true => publisher.map(Author::Organization),
            false => Some(Author::People(people.collect())),
        },
        date_modified: view.updated.as_ref().or(view.date.as_ref()).map(|date| date.iso.as_str()),
        date_published: view.date.as_ref().map(|date| date.iso.as_str()),
        description: &view.summary,
        headline: &view.title,
        in_language: language.as_str(),
        publisher,
        url: &view.permalink,
    }
}

fn breadcrumbs<'a>(config: &Config, view: &'a PageView) -> Breadcrumbs<'a> {
    let items = (1..).zip(&view.breadcrumbs).map(|(position, link)| {
        let below_root = link.url.strip_prefix(&view.root).unwrap_or(&link.url);
        Breadcrumb { kind: "ListItem", item: config.url.join(below_root), name: &link.title, position }
    });
    Breadcrumbs { kind: "BreadcrumbList", item_list_element: items.collect() }
}
