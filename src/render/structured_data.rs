//! JSON-LD of a page, after schema.org: what the page is, who publishes it, and its breadcrumbs.
//!
//! Takes the page's view, gives JSON. Search engines ignore what they cannot read, so only facts that the view has are written.

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::document::Document;
use crate::language::Language;
use crate::theme::view::{ItemView, ListingView, PageView};

/// What the JSON is written from.
pub(super) struct Subject<'a> {
    /// In the language of the page.
    pub config: &'a Config,
    /// The language of its text.
    pub language: &'a Language,
    /// What it shows.
    pub document: Option<&'a Document>,
    /// The page.
    pub view: &'a PageView,
}

/// A thing of schema.org: properties without a value are left out. Keys are in alphabetical order.
struct Thing(Map<String, Value>);

impl Thing {
    fn new(kind: &str) -> Thing {
        Thing(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Thing {
        let value = value.into();
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        if !is_empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }
}

impl From<Thing> for Value {
    fn from(thing: Thing) -> Value {
        Value::Object(thing.0)
    }
}

impl Subject<'_> {
    /// The JSON of `<script type="application/ld+json">`, safe to print inside it; empty if there is nothing to say.
    pub fn json(&self) -> String {
        let view = self.view;
        let mut graph: Vec<Value> = Vec::new();
        match view.kind {
            "home" => graph.push(self.website().into()),
            "article" => graph.push(self.article().into()),
            "glossary" => graph.push(self.terms().into()),
            "listing" | "tag" => graph.push(self.list().into()),
            _ => {}
        }
        if view.breadcrumbs.len() > 1 {
            graph.push(self.breadcrumbs().into());
        }
        if graph.is_empty() {
            return String::new();
        }
        let json = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
        // Nothing in the JSON may end the element that contains it.
        if json.contains('<') { json.replace('<', "\\u003c") } else { json }
    }

    fn website(&self) -> Thing {
        Thing::new("WebSite")
            .with("description", self.config.description.as_str())
            .with("inLanguage", self.language.as_str())
            .with("name", self.config.title.as_str())
            .with("publisher", self.organization())
            .with("url", self.view.permalink.as_str())
    }

    /// The publisher at length, as on the home page.
    fn organization(&self) -> Value {
        let mut publisher = self.publisher();
        let description =
            self.config.organization.as_ref().map(|organization| organization.description.as_str());
        if let (Some(thing), Some(description)) =
            (publisher.as_object_mut(), description.filter(|text| !text.is_empty()))
        {
            thing.insert("description".to_owned(), description.into());
        }
        publisher
    }

    fn publisher(&self) -> Value {
        let Some(organization) = &self.config.organization else { return Value::Null };
        let thing = Thing::new("Organization")
            .with("name", organization.name.as_str())
            .with("address", organization.address.join(", "))
            .with("url", organization.url.as_deref());
        thing.into()
    }

    fn article(&self) -> Thing {
        let view = self.view;
        if self.is_term() {
            let set = view.collection.as_ref().map(|collection| {
                let thing = Thing::new("DefinedTermSet").with("name", collection.title.as_str());
                Value::from(thing.with("url", self.absolute(&collection.url)))
            });
            return self.named("DefinedTerm").with("inDefinedTermSet", set);
        }
        // As in the line above the text: without any of these it is no article to read but a form or a notice.
        if view.collection.is_none()
            && view.date.is_none()
            && view.updated.is_none()
            && view.authors.is_empty()
        {
            let kind = match self.document {
                Some(document) if document.has_form() => "ContactPage",
                Some(document) if matches!(document.place.stem(), "about" | "about-us") => "AboutPage",
                Some(_) | None => "WebPage",
            };
            return self
                .named(kind)
                .with("inLanguage", self.language.as_str())
                .with("publisher", self.publisher());
        }
        let about = view.tags.iter().map(|tag| Thing::new("Thing").with("name", tag.title.as_str()).into());
        let people = view.authors.iter().map(|name| Thing::new("Person").with("name", name.as_str()).into());
        let people: Vec<Value> = people.collect();
        let paper = view.pdf.as_ref().map(|pdf| {
            let file = Thing::new("MediaObject").with("contentUrl", self.absolute(&pdf.url));
            Value::from(file.with("encodingFormat", "application/pdf"))
        });
        let modified = view.updated.as_ref().or(view.date.as_ref());
        // Its name is called a headline.
        Thing::new(if paper.is_some() { "Report" } else { "Article" })
            .with("about", about.collect::<Vec<Value>>())
            .with("author", if people.is_empty() { self.publisher() } else { people.into() })
            .with("dateModified", modified.map(|date| date.iso.as_str()))
            .with("datePublished", view.date.as_ref().map(|date| date.iso.as_str()))
            .with("description", view.summary.as_str())
            .with("encoding", paper)
            .with("headline", view.title.as_str())
            .with("image", view.image.as_str())
            .with("inLanguage", self.language.as_str())
            .with("publisher", self.publisher())
            .with("timeRequired", (view.minutes > 0).then(|| format!("PT{}M", view.minutes)))
            .with("url", view.permalink.as_str())
            .with("wordCount", view.words)
    }

    fn is_term(&self) -> bool {
        let collection = self.document.and_then(|document| document.collection.as_deref());
        let collection = collection.and_then(|name| self.config.collection(name));
        collection.is_some_and(|collection| collection.glossary)
    }

    /// A thing with what every page has.
    fn named(&self, kind: &str) -> Thing {
        Thing::new(kind)
            .with("description", self.view.summary.as_str())
            .with("name", self.view.title.as_str())
            .with("url", self.view.permalink.as_str())
    }

    fn terms(&self) -> Thing {
        let term = |item: &ItemView| {
            let term = Thing::new("DefinedTerm").with("name", item.title.as_str());
            Value::from(term.with("url", self.absolute(&item.url)))
        };
        self.named("DefinedTermSet")
            .with("hasDefinedTerm", items(&self.view.listing).map(term).collect::<Vec<Value>>())
    }

    fn list(&self) -> Thing {
        let first = self.view.listing.as_ref().map_or(1, first_position);
        let entries = (first..).zip(items(&self.view.listing)).map(|(position, item)| {
            let entry = Thing::new("ListItem").with("name", item.title.as_str()).with("position", position);
            Value::from(entry.with("url", self.absolute(&item.url)))
        });
        let list = Thing::new("ItemList").with("itemListElement", entries.collect::<Vec<Value>>());
        self.named("CollectionPage").with("inLanguage", self.language.as_str()).with("mainEntity", list)
    }

    fn breadcrumbs(&self) -> Thing {
        let links = (1..).zip(&self.view.breadcrumbs).map(|(position, link)| {
            let entry = Thing::new("ListItem").with("item", self.absolute(&link.url));
            Value::from(entry.with("name", link.title.as_str()).with("position", position))
        });
        Thing::new("BreadcrumbList").with("itemListElement", links.collect::<Vec<Value>>())
    }

    /// The whole address of a link of the page.
    fn absolute(&self, url: &str) -> String {
        self.config.url.join(url.strip_prefix(&self.view.root).unwrap_or(url))
    }
}

/// The place in the whole list of the first article on a page of it. Every page but the last is full.
fn first_position(listing: &ListingView) -> usize {
    let shown = listing.groups.iter().map(|group| group.items.len()).sum::<usize>();
    let before = match listing.page == listing.pages {
        true => listing.total.saturating_sub(shown),
        false => shown * (listing.page - 1),
    };
    before + 1
}

fn items(listing: &Option<ListingView>) -> impl Iterator<Item = &ItemView> {
    listing.iter().flat_map(|listing| &listing.groups).flat_map(|group| &group.items)
}
