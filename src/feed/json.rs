//! A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde::Serialize;

use super::{Article, Head, PDF};

#[derive(Serialize)]
struct File<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    authors: [Author<'a>; 1],
    language: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    /// An item has one of the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    tags: &'a [&'a str],
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachments: Option<[Attachment<'a>; 1]>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}

/// The text of the file, from its items.
pub(super) fn text<'a>(head: &Head<'_>, items: impl Iterator<Item = &'a str>) -> String {
    let file = File {
        version: "https://jsonfeed.org/version/1.1",
        title: &head.title,
        home_page_url: &head.home,
        feed_url: &head.own,
        description: head.description,
        authors: [Author { name: head.author }],
        language: head.language,
    };
    let mut json = written(&file);
    // The items are written already, so they are put before the last brace.
    json.pop();
    json.push_str(",\"items\":[");
    for (index, item) in items.enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(item);
    }
    json + "]}\n"
}

/// An article with its text, or without it.
pub(super) fn entry(article: &Article<'_>, text: Option<&str>) -> String {
    let attachment = article
        .enclosure
        .as_ref()
        .map(|file| [Attachment { url: &file.url, mime_type: PDF, size_in_bytes: file.size }]);
    let summary = if article.summary.is_empty() { article.title } else { article.summary };
    written(&Item {
        id: &article.id,
        url: &article.url,
        title: article.title,
        content_html: text,
        content_text: text.is_none().then_some(summary),
        summary: article.summary,
        image: article.image.as_deref(),
        date_published: &article.published,
        date_modified: &article.updated,
        authors: article.authors.iter().map(|name| Author { name }).collect(),
        tags: &article.tags,
        language: article.language,
        attachments: attachment,
    })
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("text and numbers can be written as JSON")
}
