//! `[collections.NAME]` of `site.toml`.

use super::read::{named_tables, with_table};
use super::{Collection, Comparison, Field, FieldKind, Sort, read_fields};
use crate::data::{Reader, Spanned};
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean};
use crate::path::{LONGEST_PART, SourcePath};

const DEFAULT_PAGE_SIZE: usize = 50;

/// Folders of the website that are reserved by kb.
pub(crate) const RESERVED: &[&str] = &["_kb", "assets", "search", "sides", "tags", "thanks"];

/// All collections, in file order, without those that cannot have an address.
pub(super) fn read_collections(reader: Reader<'_>, found: &mut Diagnostics) -> Vec<Collection> {
    let path = reader.path();
    let mut collections: Vec<Collection> = Vec::new();
    for collection in named_tables(reader, "collections", found, read_collection).into_iter().flatten() {
        if let Some(first) = collections.iter().find(|first| first.address == collection.address) {
            let (name, first) = (&collection.name, &first.name);
            let message =
                format!("the collections “{}” and “{}” have the same address", first.value, name.value);
            found
                .report(&codes::CONFIG_INVALID, Span::new(path, name.range.clone()), message)
                .label(format!("its articles would be at /{}/ too", collection.address))
                .other(Span::new(path, first.range.clone()), "the other one")
                .hint("give one of them and its folder another name");
            continue;
        }
        collections.push(collection);
    }
    collections
}

fn read_collection(
    name: Spanned<String>,
    mut reader: Reader<'_>,
    found: &mut Diagnostics,
) -> Option<Collection> {
    let path = reader.path();
    let sorts = [("order", Sort::Order), ("date", Sort::Date), ("title", Sort::Title)];
    let title = reader.text("title", found).map(|text| text.value);
    let singular = reader.text("singular", found).map_or(String::new(), |text| text.value);
    let cta = reader.text("cta", found);
    let sort = reader.choice("sort", &sorts, found).unwrap_or(Sort::Order);
    let paginate = reader.count("paginate", 1, found).unwrap_or(DEFAULT_PAGE_SIZE);
    let declared = reader.table("fields", found);
    let fields: Vec<Field> =
        declared.as_ref().map_or(Vec::new(), |table| read_fields(reader.path(), table.value, found));
    let names = declared.iter().flat_map(|table| table.value.entries.iter().map(|(key, _)| &key.value));
    let is_unread = |name: &&String| !fields.iter().any(|field| field.name.value == **name);
    let unread_fields: Vec<String> = names.filter(is_unread).cloned().collect();
    let comparison = with_table(&mut reader, "comparison", found, |reader, found| {
        read_comparison(reader, &fields, &unread_fields, found)
    });
    let glossary = reader.boolean("glossary", false, found);
    let pdf = reader.boolean("pdf", false, found);
    // A term is looked up: nobody asks how long that takes, or shares it.
    let share = reader.boolean("share", !glossary, found);
    let reading_time = reader.boolean("reading-time", !glossary, found);
    let list_fields = read_list_fields(&mut reader, &fields, &unread_fields, found);
    reader.finish(found);
    let address = collection_address(&name, path, found)?;
    let comparison = comparison.flatten();
    Some(Collection {
        name,
        address,
        title,
        singular,
        cta,
        sort,
        paginate,
        fields,
        unread_fields,
        comparison,
        glossary,
        pdf,
        share,
        reading_time,
        list_fields,
    })
}

/// The names of declared fields that lists can show.
fn read_list_fields(
    reader: &mut Reader<'_>,
    fields: &[Field],
    unread: &[String],
    found: &mut Diagnostics,
) -> Vec<String> {
    let can_show = |field: &&Field| match field.kind {
        FieldKind::Text
        | FieldKind::Number
        | FieldKind::Boolean
        | FieldKind::Date
        | FieldKind::Choice(_)
        | FieldKind::List => true,
        FieldKind::Side
        | FieldKind::Markdown
        | FieldKind::Url
        | FieldKind::Image
        | FieldKind::Reference(_) => false,
    };
    let written = reader.texts("list-fields", found);
    let mut names = Vec::new();
    for name in written.into_iter().filter(|name| !unread.contains(&name.value)) {
        let declared = fields.iter().find(|field| field.name.value == name.value);
        let (message, hint) = match declared {
            Some(field) if can_show(&field) => {
                names.push(name.value);
                continue;
            }
            Some(_) => (
                format!("a list cannot show the field `{}`", name.value),
                "name a field of type `text`, `number`, `boolean`, `date`, `choice` or `list`".to_owned(),
            ),
            None => {
                let others = fields.iter().filter(can_show).map(|field| field.name.value.as_str());
                (
                    format!("this collection has no field `{}`", name.value),
                    did_you_mean(&name.value, others).unwrap_or_else(|| {
                        format!("declare it in `fields`: {} = {{ type = \"text\" }}", name.value)
                    }),
                )
            }
        };
        found.report(&codes::CONFIG_INVALID, reader.span(&name.range), message).hint(hint);
    }
    names
}

/// The address of a collection. None if it cannot have one.
fn collection_address(name: &Spanned<String>, path: &SourcePath, found: &mut Diagnostics) -> Option<String> {
    let address = crate::path::slug(&name.value);
    let is_folder = SourcePath::new(&name.value).is_some() && !name.value.contains('/');
    let is_short = address.len() <= LONGEST_PART && name.value.len() <= LONGEST_PART;
    if !is_folder || address.is_empty() || !is_short {
        let message = format!("“{}” cannot be a collection name", name.value.escape_debug());
        let diagnostic = found.report(&codes::CONFIG_INVALID, Span::new(path, name.range.clone()), message);
        match address.is_empty() || !is_short {
            true => diagnostic.hint("use the name of a folder directly below `articles/`"),
            false => diagnostic.hint(format!("rename it and its folder to `{address}`")),
        };
        return None;
    }
    if RESERVED.contains(&address.as_str()) {
        let message = format!("a collection cannot be named “{}”", name.value);
        found
            .report(&codes::CONFIG_INVALID, Span::new(path, name.range.clone()), message)
            .hint(format!("kb generates pages below /{address}/; choose another name"));
        return None;
    }
    Some(address)
}

fn read_comparison(
    mut reader: Reader<'_>,
    fields: &[Field],
    unread: &[String],
    found: &mut Diagnostics,
) -> Option<Comparison> {
    let aspect = reader.text("aspect", found);
    let left = reader.required_text("left", found);
    let right = reader.required_text("right", found);
    let joiner = reader.text("joiner", found).map_or("/".to_owned(), |text| text.value);
    let mut declared = |name: Option<Spanned<String>>, kind: FieldKind, words: &str| {
        // If its declaration cannot be read, that was reported there.
        let name = name.filter(|name| !unread.contains(&name.value))?;
        let field = fields.iter().find(|field| field.name.value == name.value);
        if field.is_none_or(|field| field.kind != kind) {
            let message = format!("this collection has no field `{}` of type `{words}`", name.value);
            let names =
                fields.iter().filter(|field| field.kind == kind).map(|field| field.name.value.as_str());
            let diagnostic = found.report(&codes::CONFIG_INVALID, reader.span(&name.range), message);
            diagnostic.hint(
                did_you_mean(&name.value, names)
                    .unwrap_or_else(|| format!("declare it: {} = {{ type = \"{words}\" }}", name.value)),
            );
            return None;
        }
        Some(name.value)
    };
    let aspect = declared(aspect, FieldKind::Text, "text");
    let left = declared(left, FieldKind::Side, "side");
    let right = declared(right, FieldKind::Side, "side");
    reader.finish(found);
    Some(Comparison { aspect, left: left?, right: right?, joiner })
}
