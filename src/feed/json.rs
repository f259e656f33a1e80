//! A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde::Serialize;

use super::{Entry, Feed, PDF};

#[derive(Serialize)]
struct File<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    authors: Vec<Author<'a>>,
    language: &'a str,
    items: Vec<Item<'a>>,
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
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    image: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}

/// The text of the file.
pub(super) fn text(feed: &Feed) -> String {
    let file = File {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: &feed.own,
        description: &feed.description,
        authors: vec![Author { name: &feed.author }],
        language: &feed.language,
        items: feed.entries.iter().map(|entry| item(feed, entry)).collect(),
    };
    serde_json::to_string(&file).expect("text and numbers can be written as JSON") + "\n"
}

fn item<'a>(feed: &'a Feed, entry: &'a Entry) -> Item<'a> {
    let mut authors: Vec<Author<'_>> = entry.authors.iter().map(|name| Author { name }).collect();
    if authors.is_empty() {
        authors.push(Author { name: &feed.author });
    }
    let attachments = entry.enclosure.iter().map(|file| Attachment {
        url: &file.url,
        mime_type: PDF,
        size_in_bytes: file.size,
    });
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        content_html: &entry.content,
        summary: &entry.summary,
        image: &entry.image,
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors,
        tags: &entry.tags,
        language: &entry.language,
        attachments: attachments.collect(),
    }
}
