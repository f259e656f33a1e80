//! JSON-LD of a page, after schema.org: what the page is, who publishes it, and its breadcrumbs.
//!
//! Takes the page's view, gives JSON. Search engines ignore what they cannot read, so only facts that the view has are written.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

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

/// A value that borrows what the view has: a page of a list has hundreds.
enum Value<'a> {
    None,
    Text(Cow<'a, str>),
    Number(usize),
    List(Vec<Value<'a>>),
    Thing(Thing<'a>),
}

/// A thing of schema.org: properties without a value are left out. Keys are in alphabetical order.
struct Thing<'a>(Vec<(&'static str, Value<'a>)>);

impl<'a> Thing<'a> {
    fn new(kind: &'static str) -> Thing<'a> {
        Thing(vec![("@type", kind.into())])
    }

    fn with(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Thing<'a> {
        let value = value.into();
        let is_empty = match &value {
            Value::None => true,
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Number(_) | Value::Thing(_) => false,
        };
        if !is_empty {
            let place = self.0.partition_point(|(known, _)| *known < name);
            self.0.insert(place, (name, value));
        }
        self
    }
}

impl Serialize for Thing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => number.serialize(serializer),
            Value::List(items) => items.serialize(serializer),
            Value::Thing(thing) => thing.serialize(serializer),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number)
    }
}

impl<'a> From<Vec<Value<'a>>> for Value<'a> {
    fn from(items: Vec<Value<'a>>) -> Value<'a> {
        Value::List(items)
    }
}

impl<'a> From<Thing<'a>> for Value<'a> {
    fn from(thing: Thing<'a>) -> Value<'a> {
        Value::Thing(thing)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Value<'a> {
        value.map_or(Value::None, Into::into)
    }
}

impl<'a> Subject<'a> {
    /// The JSON of `<script type="application/ld+json">`, safe to print inside it; empty if there is nothing to say.
    pub fn json(&self) -> String {
        let view = self.view;
        let mut graph: Vec<Value<'_>> = Vec::new();
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
        let page = Thing(vec![("@context", "https://schema.org".into()), ("@graph", graph.into())]);
        let json = serde_json::to_string(&page).expect("text and numbers can be written as JSON");
        // Nothing in the JSON may end the element that contains it.
        if json.contains('<') { json.replace('<', "\\u003c") } else { json }
    }

    fn website(&self) -> Thing<'_> {
        Thing::new("WebSite")
            .with("description", self.config.description.as_str())
            .with("inLanguage", self.language.as_str())
            .with("name", self.config.title.as_str())
            .with("publisher", self.organization())
            .with("url", self.view.permalink.as_str())
    }

    /// The publisher at length, as on the home page.
    fn organization(&self) -> Option<Thing<'a>> {
        let description = &self.config.organization.as_ref()?.description;
        Some(self.publisher()?.with("description", description.as_str()))
    }

    fn publisher(&self) -> Option<Thing<'a>> {
        let organization = self.config.organization.as_ref()?;
        let thing = Thing::new("Organization")
            .with("name", organization.name.as_str())
            .with("address", organization.address.join(", "))
            .with("url", organization.url.as_deref());
        Some(thing)
    }

    fn article(&self) -> Thing<'_> {
        let view = self.view;
        if self.is_term() {
            let set = view.collection.as_ref().map(|collection| {
                let thing = Thing::new("DefinedTermSet").with("name", collection.title.as_str());
                thing.with("url", self.absolute(&collection.url))
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
        let people: Vec<Value<'_>> = people.collect();
        let paper = view.pdf.as_ref().map(|pdf| {
            let file = Thing::new("MediaObject").with("contentUrl", self.absolute(&pdf.url));
            file.with("encodingFormat", "application/pdf")
        });
        let modified = view.updated.as_ref().or(view.date.as_ref());
        // Its name is called a headline.
        Thing::new(if paper.is_some() { "Report" } else { "Article" })
            .with("about", about.collect::<Vec<Value<'_>>>())
            .with("author", if people.is_empty() { self.publisher().into() } else { Value::from(people) })
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
    fn named(&self, kind: &'static str) -> Thing<'_> {
        Thing::new(kind)
            .with("description", self.view.summary.as_str())
            .with("name", self.view.title.as_str())
            .with("url", self.view.permalink.as_str())
    }

    fn terms(&self) -> Thing<'_> {
        let terms = items(&self.view.listing).map(|item| {
            let term = Thing::new("DefinedTerm").with("name", item.title.as_str());
            Value::from(term.with("url", self.absolute(&item.url)))
        });
        self.named("DefinedTermSet").with("hasDefinedTerm", terms.collect::<Vec<Value<'_>>>())
    }

    fn list(&self) -> Thing<'_> {
        let first = self.view.listing.as_ref().map_or(1, first_position);
        let entries = (first..).zip(items(&self.view.listing)).map(|(position, item)| {
            let entry = Thing::new("ListItem").with("name", item.title.as_str()).with("position", position);
            Value::from(entry.with("url", self.absolute(&item.url)))
        });
        let list = Thing::new("ItemList").with("itemListElement", entries.collect::<Vec<Value<'_>>>());
        self.named("CollectionPage").with("inLanguage", self.language.as_str()).with("mainEntity", list)
    }

    fn breadcrumbs(&self) -> Thing<'_> {
        let links = (1..).zip(&self.view.breadcrumbs).map(|(position, link)| {
            let entry = Thing::new("ListItem").with("item", self.absolute(&link.url));
            Value::from(entry.with("name", link.title.as_str()).with("position", position))
        });
        Thing::new("BreadcrumbList").with("itemListElement", links.collect::<Vec<Value<'_>>>())
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
