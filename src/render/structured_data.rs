//! JSON-LD of a page, after schema.org: Article and BreadcrumbList.

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::theme::view::PageView;

/// The JSON of `<script type="application/ld+json">`, safe to print inside it; empty if there is nothing to say.
pub(super) fn of(config: &Config, view: &PageView) -> String {
    let mut graph = Vec::new();
    if view.kind == "article" {
        graph.push(article(config, view));
    }
    if view.breadcrumbs.len() > 1 {
        graph.push(breadcrumbs(config, view));
    }
    if graph.is_empty() {
        return String::new();
    }
    let document = json!({ "@context": "https://schema.org", "@graph": graph });
    // Nothing in the JSON may end the element that contains it.
    document.to_string().replace('<', "\\u003c")
}

fn article(config: &Config, view: &PageView) -> Value {
    let mut article = Map::new();
    let mut set = |key: &str, value: Value| drop(article.insert(key.to_owned(), value));
    set("@type", json!("Article"));
    set("headline", json!(view.title));
    set("url", json!(view.permalink));
    set("inLanguage", json!(config.language.as_str()));
    if !view.summary.is_empty() {
        set("description", json!(view.summary));
    }
    if let Some(date) = &view.date {
        set("datePublished", json!(date.iso));
    }
    if let Some(date) = view.updated.as_ref().or(view.date.as_ref()) {
        set("dateModified", json!(date.iso));
    }
    if !view.authors.is_empty() {
        let people = view.authors.iter().map(|name| json!({ "@type": "Person", "name": name }));
        set("author", people.collect());
    }
    if let Some(organization) = &config.organization {
        let mut publisher = json!({ "@type": "Organization", "name": organization.name });
        if let Some(url) = &organization.url {
            publisher["url"] = json!(url);
        }
        if view.authors.is_empty() {
            set("author", publisher.clone());
        }
        set("publisher", publisher);
    }
    Value::Object(article)
}

fn breadcrumbs(config: &Config, view: &PageView) -> Value {
    let items = view.breadcrumbs.iter().enumerate().map(|(index, link)| {
        let below_root = link.url.strip_prefix(&view.root).unwrap_or(&link.url);
        json!({
            "@type": "ListItem",
            "position": index + 1,
            "name": link.title,
            "item": config.url.join(below_root),
        })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}
