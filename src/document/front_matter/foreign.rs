//! Front matter keys of other programs, and kb's names for them.
//!
//! Takes the front matter table, gives foreign keys kb's names if both mean the same, and reports them with the edits that
//! rename them in the file. Sources: the front matter pages of Hugo 0.150, Jekyll 4.4 (with its plugins redirect-from and
//! feed), Zola 0.21, Docusaurus 3 and Just the Docs 0.10; “Properties” and “Publish” in Obsidian's help.

use std::ops::Range;

use super::KEYS;
use super::place::Written;
use crate::config::Collection;
use crate::data::{Spanned, Table, Value};
use crate::diagnostic::{Diagnostics, Edit, Span, codes};

/// The equivalent of a foreign key.
#[derive(Clone, Copy)]
enum Here {
    /// The same with another name.
    Called(&'static str),
    /// Nearly the same: somebody should review it.
    Like(&'static str),
    /// `true` means what `draft = true` means here.
    Draft,
    /// `true` means what `draft = false` means here.
    NotDraft,
    /// A word, some of which mean what `draft = true` means here.
    Status,
    /// No equivalent; what to do instead.
    Nothing(&'static str),
}

const TEMPLATE: &str =
    "kb chooses a template by the kind of page; to use another one from the theme, set `template`";
const OWN: &str = "declare such keys as fields of the collection in site.toml, and write them below `fields`";
const MENU: &str = "the menu of all pages is `menu` in site.toml";
const LIST: &str = "the lists of a collection have `sort` and `paginate` in site.toml";
const NO_USE: &str = "kb does not use this key; remove it";

const FOREIGN: &[(&str, Here)] = &[
    ("alias", Here::Called("aliases")),
    ("author", Here::Called("authors")),
    ("categories", Here::Like("tags")),
    ("category", Here::Like("tags")),
    ("cover", Here::Called("image")),
    ("custom_edit_url", Here::Nothing(NO_USE)),
    ("description", Here::Called("summary")),
    ("displayed_sidebar", Here::Nothing(NO_USE)),
    ("excerpt", Here::Called("summary")),
    ("expirydate", Here::Called("expires")),
    ("extra", Here::Nothing(OWN)),
    ("generate_feeds", Here::Nothing(NO_USE)),
    ("has_children", Here::Nothing(NO_USE)),
    ("headless", Here::Draft),
    ("hidden", Here::Draft),
    ("hide_table_of_contents", Here::Nothing(NO_USE)),
    ("hide_title", Here::Nothing(NO_USE)),
    ("is_draft", Here::Draft),
    ("is_published", Here::NotDraft),
    ("iscjklanguage", Here::Nothing(NO_USE)),
    ("isdraft", Here::Draft),
    ("ispublished", Here::NotDraft),
    ("keywords", Here::Like("tags")),
    ("labels", Here::Like("tags")),
    ("lang", Here::Called("language")),
    ("last_modified_at", Here::Called("updated")),
    ("last_update", Here::Nothing("write the date as `updated`")),
    ("lastmod", Here::Called("updated")),
    ("layout", Here::Nothing(TEMPLATE)),
    ("linktitle", Here::Nothing(NO_USE)),
    ("markup", Here::Nothing(NO_USE)),
    ("menu", Here::Nothing(MENU)),
    ("menus", Here::Nothing(MENU)),
    ("modified", Here::Called("updated")),
    ("nav_order", Here::Called("order")),
    ("paginate_by", Here::Nothing(LIST)),
    ("pagination_label", Here::Nothing(NO_USE)),
    ("pagination_next", Here::Nothing(NO_USE)),
    ("pagination_prev", Here::Nothing(NO_USE)),
    ("params", Here::Nothing(OWN)),
    ("parent", Here::Nothing("an article belongs to the folder that contains it")),
    ("private", Here::Draft),
    ("pubdate", Here::Called("date")),
    ("public", Here::NotDraft),
    ("publishdate", Here::Called("date")),
    ("publish_date", Here::Called("date")),
    ("published", Here::NotDraft),
    ("published_at", Here::Called("date")),
    ("redirect_from", Here::Called("aliases")),
    ("sidebar_class_name", Here::Nothing(NO_USE)),
    ("sidebar_label", Here::Nothing(NO_USE)),
    ("sidebar_position", Here::Called("order")),
    ("sort_by", Here::Nothing(LIST)),
    ("state", Here::Status),
    ("status", Here::Status),
    ("tag", Here::Called("tags")),
    ("taxonomies", Here::Nothing("write `tags` outside a table")),
    ("thumbnail", Here::Called("image")),
    ("toc", Here::Nothing(NO_USE)),
    ("toc_max_heading_level", Here::Nothing(NO_USE)),
    ("toc_min_heading_level", Here::Nothing(NO_USE)),
    ("type", Here::Nothing(TEMPLATE)),
    ("unlisted", Here::Draft),
    ("unpublishdate", Here::Called("expires")),
    ("unpublished", Here::Draft),
    ("url", Here::Called("path")),
    ("visibility", Here::Status),
    ("weight", Here::Called("order")),
    ("wip", Here::Draft),
];

/// The words that say of an article that it is not to be seen: those of WordPress (`get_post_statuses`), and what editors
/// write for them.
const NOT_PUBLISHED: &[&str] = &[
    "auto-draft",
    "draft",
    "hidden",
    "not published",
    "pending",
    "private",
    "trash",
    "unlisted",
    "unpublished",
    "wip",
    "work in progress",
];

/// Renames kb's keys with capital letters to lower case: in Hugo and Obsidian, case does not matter. A declared field
/// keeps its name.
pub(super) fn put_in_lowercase(
    table: &mut Table,
    collection: Option<&Collection>,
    written: &Written<'_>,
    found: &mut Diagnostics,
) {
    let is_declared = |name: &str| collection.is_some_and(|collection| collection.field(name).is_some());
    let mut renamed = Vec::new();
    for index in 0..table.entries.len() {
        let key = table.entries[index].0.clone();
        let small = key.value.to_lowercase();
        if small == key.value
            || !KEYS.contains(&small.as_str())
            || is_declared(&key.value)
            || table.get(&small).is_some()
        {
            continue;
        }
        table.entries[index].0.value = small.clone();
        renamed.push(key.with(small));
    }
    let Some(first) = renamed.first() else { return };
    let span = Span::new(written.path, first.range.clone());
    let names: Vec<String> = renamed.iter().map(|key| format!("`{}`", key.value)).collect();
    let edits = renamed
        .iter()
        .map(|key| Edit::replace(Span::new(written.path, key.range.clone()), key.value.as_str()));
    found
        .report(&codes::KEY_FOREIGN, span, "front matter keys are lowercase")
        .label("a capital letter")
        .hint(format!("write {}", names.join(", ")))
        .sure(edits.collect());
}

/// Whether another program has a key.
pub(super) fn is_known(key: &str) -> bool {
    FOREIGN.iter().any(|(name, _)| key.eq_ignore_ascii_case(name))
}

/// Gives foreign keys kb's names. A declared field keeps its name. In a vault, a key without an equivalent is not
/// reported, since its owner may use any.
pub(super) fn translate(
    table: &mut Table,
    collection: Option<&Collection>,
    is_vault: bool,
    written: &Written<'_>,
    found: &mut Diagnostics,
) {
    let mut index = 0;
    while index < table.entries.len() {
        let (key, value) = table.entries[index].clone();
        index += 1;
        let foreign = FOREIGN.iter().find(|(name, _)| key.value.eq_ignore_ascii_case(name));
        let is_declared = collection.is_some_and(|collection| collection.field(&key.value).is_some());
        let is_own = |here: &Here| {
            let is_web = || value.value.text().is_some_and(|text| text.contains("://"));
            match here {
                Here::Draft | Here::NotDraft | Here::Status if value.value == Value::Null => true,
                // A word for the state of an article is foreign only if it means that nobody may see the article.
                Here::Status => !hides(&value.value),
                Here::Draft => is_vault && read_boolean(&value.value) == Some(false),
                Here::NotDraft if key.value.eq_ignore_ascii_case("published") => false,
                Here::NotDraft => read_boolean(&value.value).is_none_or(|is_public| is_public && is_vault),
                Here::Nothing(_) => is_vault,
                Here::Called(ours) => is_vault && *ours == "path" && is_web(),
                Here::Like(_) => false,
            }
        };
        let Some((_, here)) = foreign.filter(|(_, here)| !is_declared && !is_own(here)) else { continue };
        let mut report =
            |message: String, hint: String, edits: Vec<(Range<usize>, String)>, is_sure: bool| {
                let span = Span::new(written.path, key.range.clone());
                let diagnostic = found.report(&codes::KEY_FOREIGN, span, message);
                diagnostic.label("another program's key").hint(hint);
                let edits = edits
                    .into_iter()
                    .map(|(range, text)| Edit::replace(Span::new(written.path, range), text));
                let edits: Vec<Edit> = edits.collect();
                match (edits.is_empty(), is_sure) {
                    (true, _) => {}
                    (false, true) => drop(diagnostic.sure(edits)),
                    (false, false) => drop(diagnostic.suggest(edits)),
                }
            };
        let draft = |is_draft: bool, is_sure| {
            Some(("draft", is_sure, value.with(Value::Boolean(is_draft)), Some(is_draft.to_string())))
        };
        let renamed = match (*here, read_boolean(&value.value)) {
            (Here::Called(ours), _) => Some((ours, true, value.clone(), None)),
            (Here::Like(ours), _) => Some((ours, false, value.clone(), None)),
            (Here::NotDraft, Some(is_published)) => draft(!is_published, true),
            // Hugo accepts a date here.
            (Here::NotDraft, None) => Some(("date", true, value.clone(), None)),
            // What cannot be read may be meant to hide the article.
            (Here::Draft, is_draft) => draft(is_draft.unwrap_or(true), false),
            (Here::Status, _) => draft(true, false),
            (Here::Nothing(hint), _) => {
                report(format!("kb has no key `{}`", key.value), hint.to_owned(), Vec::new(), false);
                None
            }
        };
        let Some((ours, is_sure, value, text)) = renamed else {
            index -= 1;
            table.entries.remove(index);
            continue;
        };
        let message = match (here, &text) {
            (Here::NotDraft, Some(_)) => {
                format!("`{}` is called `{ours}` in kb, and means the opposite", key.value)
            }
            (Here::Draft | Here::Status, Some(is_draft)) => {
                let (sign, is_draft) = (if written.is_toml { " =" } else { ":" }, is_draft.as_str());
                format!("`{}` is read as `draft{sign} {is_draft}`", key.value)
            }
            (_, None) | (Here::Called(_) | Here::Like(_) | Here::Nothing(_), Some(_)) => {
                format!("`{}` is called `{ours}` here", key.value)
            }
        };
        if table.get(ours).is_some() {
            let hint = format!("remove it, or move its value to `{ours}`, which is also present");
            report(message, hint, Vec::new(), false);
            index -= 1;
            table.entries.remove(index);
            if let Some((_, own)) = table.entries.iter_mut().find(|(key, _)| key.value == ours)
                && hides_more(ours, &value.value, &own.value)
            {
                own.value = value.value;
            }
            continue;
        }
        let hint = match &text {
            Some(text) => format!("write `{}`", written.entry(ours, text)),
            None if is_sure => format!("rename it to `{ours}`"),
            None => format!("rename it to `{ours}` if that is what it means"),
        };
        let of_value = text.map(|text| (table.entries[index - 1].1.range.clone(), text));
        let edits = std::iter::once((key.range.clone(), ours.to_owned())).chain(of_value).collect();
        report(message, hint, edits, is_sure);
        table.entries[index - 1] = (Spanned { value: ours.to_owned(), range: key.range.clone() }, value);
    }
}

/// Whether a value says that nobody may see the article.
fn hides(value: &Value) -> bool {
    let is_hiding = |value: &Value| {
        let word = value.text().unwrap_or("").trim().trim_start_matches('#').to_lowercase().replace('_', "-");
        NOT_PUBLISHED.contains(&word.as_str())
    };
    let items = value.list().unwrap_or(&[]);
    is_hiding(value) || items.iter().any(|item| is_hiding(&item.value))
}

/// Whether an article with one value of a key is published less than one with another. The stricter of two counts.
fn hides_more(key: &str, one: &Value, other: &Value) -> bool {
    let instant = |value: &Value| value.date().map(|date| date.instant);
    match key {
        "draft" => *one == Value::Boolean(true),
        "date" => instant(one) > instant(other),
        "expires" => instant(one).is_some() && instant(one) < instant(other),
        _ => false,
    }
}

/// What a value says that is true or false, or was meant as that, as in YAML 1.1.
pub(super) fn read_boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(boolean) => Some(*boolean),
        Value::Integer(number) => Some(*number != 0),
        Value::Float(_) | Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Null => None,
        Value::Text(_) => {
            let word = value.meant(|meant| matches!(meant, Value::Boolean(_)))?;
            Some(word == "true")
        }
    }
}

impl Written<'_> {
    fn entry(&self, key: &str, value: &str) -> String {
        if self.is_toml { format!("{key} = {value}") } else { format!("{key}: {value}") }
    }
}
