//! The JSON Schemas say exactly what kb reads: every key with its type, and no other.
//!
//! A sample has every key. One place after another is changed, and each time the schema and kb must agree.

use std::collections::BTreeSet;

use kb::blob::Blob;
use kb::config::{Config, DeclaredKind, FieldKind, read_config};
use kb::data::{Value, read_toml};
use kb::diagnostic::{Code, Diagnostics, codes};
use kb::document::{Options, read_document};
use kb::path::SourcePath;
use kb::schema::{article_schema, site_schema, theme_schema};
use kb::source::SourceTree;
use kb::theme::{list_tokens, load_theme, with_built_in_themes};
use serde_json::{Value as Json, json};

/// A format that has a schema.
struct Format<'a> {
    schema: Json,
    samples: Vec<Json>,
    /// What kb reports about a document.
    read: &'a dyn Fn(&Json) -> Diagnostics,
}

/// The codes about keys and types; other codes check more than a schema can.
const STRICT: &[&Code] = &[&codes::FIELD_TYPE, &codes::FIELD_MISSING, &codes::KEY_UNKNOWN];

const UNKNOWN: &str = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

fn path(path: &str) -> SourcePath {
    SourcePath::new(path).unwrap()
}

/// A sample as JSON; dates become strings, which kb reads too.
fn sample(text: &str) -> Json {
    let (table, errors) = read_toml(text, 0);
    assert!(errors.is_empty(), "{errors:?}");
    to_json(&Value::Table(table))
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(boolean) => json!(boolean),
        Value::Date(date) => json!(date.to_string()),
        Value::List(items) => items.iter().map(|item| to_json(&item.value)).collect(),
        Value::Table(table) => Json::Object(
            table.entries.iter().map(|(key, value)| (key.value.clone(), to_json(&value.value))).collect(),
        ),
        Value::Null => Json::Null,
    }
}

/// A document as TOML.
fn to_toml(document: &Json) -> String {
    let entries = document.as_object().unwrap().iter();
    entries.map(|(key, value)| format!("{} = {}\n", json!(key), inline(value))).collect()
}

fn inline(value: &Json) -> String {
    match value {
        Json::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{} = {}", json!(key), inline(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// The parts of a schema that apply to the value at a pointer.
fn follow<'a>(root: &'a Json, node: &'a Json) -> Vec<&'a Json> {
    let target =
        node.get("$ref").map(|name| root.pointer(name.as_str().unwrap().trim_start_matches('#')).unwrap());
    let mut nodes = vec![node];
    nodes.extend(target.into_iter().flat_map(|target| follow(root, target)));
    let choices = node.get("anyOf").and_then(Json::as_array).into_iter().flatten();
    let conditions = node.get("allOf").and_then(Json::as_array).into_iter().flatten();
    let conditions = conditions.filter_map(|condition| condition.get("then"));
    nodes.extend(choices.chain(conditions).flat_map(|choice| follow(root, choice)));
    nodes
}

/// What a schema says about a key of an object; its position in the schema is its address in memory.
fn of_key<'a>(root: &'a Json, nodes: &[&'a Json], key: &str) -> Vec<&'a Json> {
    let declared = nodes.iter().filter_map(|node| node.get("properties")?.get(key));
    let declared: Vec<_> = declared.flat_map(|node| follow(root, node)).collect();
    if !declared.is_empty() {
        return declared;
    }
    let others =
        nodes.iter().filter_map(|node| node.get("additionalProperties")).filter(|node| node.is_object());
    others.flat_map(|node| follow(root, node)).collect()
}

fn of_item<'a>(root: &'a Json, nodes: &[&'a Json]) -> Vec<&'a Json> {
    nodes.iter().filter_map(|node| node.get("items")).flat_map(|node| follow(root, node)).collect()
}

/// All JSON pointers of a document.
fn places(value: &Json, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                places(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), all));
        }
        _ => {}
    }
}

/// Every key that a schema declares but no sample has.
fn unused(format: &Format<'_>) -> Vec<String> {
    fn use_keys<'a>(root: &'a Json, nodes: &[&'a Json], value: &Json, used: &mut BTreeSet<*const Json>) {
        used.extend(nodes.iter().map(|node| std::ptr::from_ref(*node)));
        match value {
            Json::Object(entries) => {
                entries
                    .iter()
                    .for_each(|(key, value)| use_keys(root, &of_key(root, nodes, key), value, used));
            }
            Json::Array(items) => {
                items.iter().for_each(|item| use_keys(root, &of_item(root, nodes), item, used))
            }
            _ => {}
        }
    }
    fn keys<'a>(node: &'a Json, at: &str, all: &mut Vec<(String, &'a Json)>) {
        let properties = node.get("properties").and_then(Json::as_object).into_iter().flatten();
        all.extend(properties.clone().map(|(key, value)| (format!("{at}/{key}"), value)));
        for (key, value) in node.as_object().into_iter().flatten() {
            // Conditions repeat keys that are declared next to them.
            if !matches!(&**key, "allOf" | "if" | "then" | "else") {
                keys(value, &format!("{at}/{key}"), all);
            }
        }
    }
    let mut used = BTreeSet::new();
    for sample in &format.samples {
        use_keys(&format.schema, &follow(&format.schema, &format.schema), sample, &mut used);
    }
    let mut all = Vec::new();
    keys(&format.schema, "", &mut all);
    all.into_iter().filter(|(_, node)| !used.contains(&std::ptr::from_ref(*node))).map(|(at, _)| at).collect()
}

fn check(format: &Format<'_>) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("kb.json", format.schema.clone()).unwrap();
    let compiled = compiler.compile("kb.json", &mut schemas).unwrap();
    let refuses = |document: &Json| schemas.validate(document, compiled).is_err();
    let mut wrong: Vec<String> = unused(format).into_iter().map(|at| format!("no sample has {at}")).collect();
    let mut compare = |what: String, document: &Json| {
        let found = (format.read)(document);
        let told: Vec<_> = found.iter().map(|one| format!("{}: {}", one.code.name, one.message)).collect();
        let is_strict = found.iter().any(|one| STRICT.contains(&one.code));
        match refuses(document) {
            true if found.is_empty() => wrong.push(format!("{what}: only the schema refuses it")),
            false if is_strict => wrong.push(format!("{what}: only kb refuses it: {told:?}")),
            _ => {}
        }
        found
    };
    for (number, sample) in format.samples.iter().enumerate() {
        let found = compare(format!("sample {number}"), sample);
        let told: Vec<_> = found.iter().map(|one| format!("{}: {}", one.code.name, one.message)).collect();
        assert!(found.is_empty(), "sample {number}: {told:?}");
        let mut all = Vec::new();
        places(sample, "", &mut all);
        let probes = [
            json!("zzz"),
            json!(""),
            json!(7),
            json!(-1),
            json!(1.5),
            json!(true),
            json!("2026-03-02"),
            json!(["zzz"]),
            json!([7]),
            json!([true]),
            json!({}),
        ];
        for at in all.iter().filter(|at| !at.is_empty()) {
            for probe in &probes {
                let mut changed = sample.clone();
                *changed.pointer_mut(at).unwrap() = probe.clone();
                compare(format!("sample {number}, {at} = {probe}"), &changed);
            }
            let (parent, key) = at.rsplit_once('/').unwrap();
            let mut without = sample.clone();
            match without.pointer_mut(parent).unwrap() {
                Json::Object(entries) => drop(entries.remove(key)),
                Json::Array(items) => drop(items.remove(key.parse().unwrap())),
                _ => unreachable!("only objects and arrays hold something"),
            }
            compare(format!("sample {number} without {at}"), &without);
        }
        for at in &all {
            let mut more = sample.clone();
            let Some(entries) = more.pointer_mut(at).unwrap().as_object_mut() else { continue };
            entries.insert(UNKNOWN.to_owned(), json!(1));
            compare(format!("sample {number}, {at} with an unknown key"), &more);
        }
    }
    // kb lists the keys that it knows; the schema must know them too.
    for sample in &format.samples {
        let mut all = Vec::new();
        places(sample, "", &mut all);
        for at in &all {
            let mut more = sample.clone();
            let Some(entries) = more.pointer_mut(at).unwrap().as_object_mut() else { continue };
            entries.insert(UNKNOWN.to_owned(), json!(1));
            let hints: Vec<String> = (format.read)(&more)
                .iter()
                .filter(|one| one.code == &codes::KEY_UNKNOWN)
                .flat_map(|one| one.hints.clone())
                .filter(|hint| hint.starts_with("known keys are "))
                .collect();
            let mut nodes = follow(&format.schema, &format.schema);
            for part in at.split('/').skip(1) {
                nodes = match part.parse::<usize>() {
                    Ok(_) => of_item(&format.schema, &nodes),
                    Err(_) => of_key(&format.schema, &nodes, part),
                };
            }
            for key in hints.iter().flat_map(|hint| hint.split('`').skip(1).step_by(2)) {
                if of_key(&format.schema, &nodes, key).is_empty() {
                    wrong.push(format!("kb knows `{key}` in {at}, the schema does not"));
                }
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

const SITE: &str = r##"
hosting = ["netlify", "vercel"]
title = "T"
description = "D"
url = "https://example.com/kb"
language = "en"
footer-form = "ask"
home = "index.md"
home-title = "Handbook"
exclude = ["Templates/**"]
menu = [{ title = "A", target = "/" }]
footer = [{ title = "F", links = [{ title = "A", target = "/" }] }]

[organization]
name = "N"
description = "D"
url = "https://example.com"
address = ["1 Main Street", "Springfield"]

[edit]
url = "https://example.com/edit/{path}"

[share]
networks = ["linkedin", "email"]

[theme]
name = "duo"

[outputs]
search = true
related-text = true
previews = true
feeds = true
llms = true
sitemap-lists = false
cards = false
markdown = false
compress = true

[related]
links = 1.0
tags = 1.0
text = 1.0
count = 5

[[search.pins]]
query = "q"
article = "notes/a.md"

[robots]
disallow = ["/internal/"]
block = ["GPTBot"]
search = true
ai-input = true
ai-train = false

[security]
contact = ["mailto:security@example.com"]
expires = 2027-06-01
policy = "https://example.com/policy"

[csp]
script-src = ["https://stats.example.com"]
style-src = ["a"]
img-src = ["a"]
font-src = ["a"]
media-src = ["a"]
connect-src = ["a"]
frame-src = ["a"]
worker-src = ["a"]
object-src = ["a"]
manifest-src = ["a"]
form-action = ["a"]
frame-ancestors = ["a"]

[search.synonyms]
crm = ["customer relationship management"]

[collections.notes]
title = "Notes"
singular = "Note"
cta = "more"
sort = "order"
paginate = 10
glossary = false
pdf = false
share = true
reading-time = true
list-fields = ["kind"]
comparison = { aspect = "what", left = "one", right = "other", joiner = "and" }

[collections.notes.fields]
what = { type = "text", label = "L", description = "D", required = true }
one = { type = "side" }
other = { type = "side" }
kind = { type = "choice", options = ["a", "b"] }
more = { type = "reference", collection = "notes" }

[cta.more]
title = "T"
text = "X"
button = "B"
for = { tags = ["a"] }
target = "/"

[backend]
kind = "post"
action = "https://example.com/forms"

[consent]
text = "C"

[markdown]
html = "sanitize"
smart-punctuation = true
math = true
text-tags = false

[files]
active = "warn"

[links]
schemes = ["obsidian"]

[forms.ask]
title = "T"
text = "X"
submit = "S"
consent = "C"
backend = { kind = "netlify" }
thanks = { title = "T", text = "X" }

[[forms.ask.fields]]
name = "a"
label = "A"
type = "text"
required = true
help = "H"
autocomplete = "name"
value = "v"
group = "G"
pattern = "[a-z]"
pattern-message = "letters"
[[forms.ask.fields]]
name = "b"
label = "B"
type = "choice"
options = ["a", "b"]
[[forms.ask.fields]]
name = "c"
label = "C"
type = "select"
options = { collection = "notes" }
[[forms.ask.fields]]
name = "d"
label = "D"
type = "date"
required-when = { field = "b", is = "a" }
min = "2026-01-01"
max = "2026-12-31"
[[forms.ask.fields]]
name = "e"
label = "E"
type = "checkbox"
checked = false
[[forms.ask.fields]]
name = "f"
type = "hidden"
value = "v"

[forms.other]
title = "T"
backend = { kind = "formspree", id = "abc" }
fields = [{ name = "a", label = "A" }]
[forms.third]
title = "T"
backend = { kind = "web3forms", access-key = "abc" }
fields = [{ name = "a", label = "A" }]

[languages]
prefix-default = false
fallback = true
[languages.nl]
title = "T"
description = "D"
home-title = "H"
organization = { name = "N", description = "D", url = "https://example.com", address = ["1 Main Street"] }
menu = [{ title = "A", target = "/" }]
footer = [{ title = "F", links = [{ title = "A", target = "/" }] }]
consent = { text = "C" }
cta.more = { title = "T", text = "X", button = "B", target = "/" }
[languages.nl.collections.notes]
title = "Notes"
singular = "Note"
fields = { what = { label = "L" } }
comparison = { joiner = "and" }
[languages.nl.forms.ask]
title = "T"
text = "X"
submit = "S"
consent = "C"
thanks = { title = "T", text = "X" }
[[languages.nl.forms.ask.fields]]
name = "a"
label = "A"
help = "H"
group = "G"
pattern-message = "letters"
[[languages.nl.forms.ask.fields]]
name = "b"
options = ["a", "b"]
"##;

#[test]
fn the_schema_of_site_toml_is_what_kb_reads() {
    let tree = with_built_in_themes(SourceTree::default());
    let mut schema = site_schema(&list_tokens(&tree));
    let mut site = sample(SITE);
    let lints =
        codes::ALL.iter().filter(|code| code.is_lint).map(|code| (code.name.to_owned(), json!("warn")));
    site["lints"] = Json::Object(lints.collect());
    // The theme checks tokens; the next test covers them.
    let theme = schema["properties"]["theme"]["properties"].as_object_mut().unwrap();
    theme.retain(|key, _| key == "name");
    theme.insert("tokens".to_owned(), json!({ "type": "object" }));
    schema["definitions"].as_object_mut().unwrap().retain(|name, _| !name.starts_with("color"));
    site["theme"]["tokens"] = json!({});
    let read = |document: &Json| read_config(&path("site.toml"), &to_toml(document)).1;
    check(&Format { schema, samples: vec![site], read: &read });
}

/// A value of the type that a token's schema describes.
fn token_value(schema: &Json) -> Json {
    match (schema.get("enum"), schema.get("type").and_then(Json::as_str)) {
        (Some(options), _) => options[0].clone(),
        (None, Some("number")) => json!(2),
        (None, Some("boolean")) => json!(true),
        (None, Some(_)) => json!(""),
        (None, None) => json!({ "light": "#000", "dark": "#ffffff" }),
    }
}

#[test]
fn the_schema_of_site_toml_has_the_tokens_of_every_theme() {
    let tree = with_built_in_themes(SourceTree::default());
    let schema = site_schema(&list_tokens(&tree));
    for theme in ["base", "duo", "folio"] {
        let mut site = json!({ "title": "T", "url": "https://example.com", "language": "en", "theme": { "name": theme } });
        let tables = schema["properties"]["theme"]["properties"].as_object().unwrap();
        for (table, tokens) in tables.iter().filter(|(table, _)| *table == "tokens" || *table == theme) {
            let tokens = tokens["properties"].as_object().unwrap();
            let chosen = tokens.iter().map(|(name, schema)| (name.clone(), token_value(schema)));
            site["theme"][table] = Json::Object(chosen.collect());
        }
        let (config, found) = read_config(&path("site.toml"), &to_toml(&site));
        assert!(found.is_empty(), "{found:?}");
        let (_, found) = load_theme(&tree, &config);
        // A theme may report low contrast, but it knows all the colors.
        let found: Vec<_> = found.iter().filter(|one| STRICT.contains(&one.code)).collect();
        assert!(found.is_empty(), "{theme}: {found:?}");
    }
}

const THEME: &str = r##"
extends = "base"
contract = 1
description = "D"
contrast = [{ text = "ink", on = "paper", least = 7, most = 30 }]

[tokens]
ink = { type = "color", label = "L", description = "D", default = "#000000", dark = "#ffffff" }
paper = { type = "color", default = { light = "#ffffff", dark = "#000000" } }
mode = { type = "choice", options = ["a", "b"] }
line = { type = "text", default = "a" }
link = { type = "url", default = "https://example.com" }
size = { type = "number", default = 1.5 }
open = { type = "boolean", default = true }

[shortcodes.figure]
body = false
[shortcodes.figure.arguments]
src = { type = "image", label = "L", description = "D", required = true }
alt = { type = "choice", options = ["a", "b"] }
caption = { type = "reference", collection = "notes" }
"##;

#[test]
fn the_schema_of_theme_toml_is_what_kb_reads() {
    let mut site = with_built_in_themes(SourceTree::default());
    site.insert(path("themes/house/theme.toml"), Blob::Text("".into()));
    let (mut config, _) =
        read_config(&path("site.toml"), "title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n");
    config.theme.name.value = "house".to_owned();
    let read = |document: &Json| {
        let mut site = site.clone();
        site.insert(path("themes/house/theme.toml"), Blob::Text(to_toml(document).into()));
        load_theme(&site, &config).1
    };
    check(&Format { schema: theme_schema(), samples: vec![sample(THEME)], read: &read });
}

const ARTICLE: &str = r##"
title = "T"
summary = "S"
date = 2026-01-01
updated = 2026-01-02
expires = 2027-01-01
authors = ["A"]
tags = ["t"]
aliases = ["a"]
order = 1
draft = false
publish = true
cssclasses = "c"
cssclass = "c"
mobile = true
permalink = "/p/"
related = ["r"]
cta = "more"
template = "article"
image = "a.png"
language = "de"
translation-key = "k"
translated-from = "0123456789abcdef"
slug = "s"
path = "/p/"
no_glossary = false
search = true
autolink = true

[sides]
before = "B"
joiner = "J"
left = { word = "W", text = "T" }
right = { word = "W", text = "T" }
"##;

const FIELDS: &str = r##"
text = "T"
side = { word = "W", text = "T" }
markdown = "M"
number = 1.5
boolean = true
date = "2026-01-01"
choice = "a"
list = ["a"]
url = "https://example.com"
image = "a.png"
reference = "R"
"##;

fn read_article(config: &Config, document: &Json) -> Diagnostics {
    let options = Options {
        config,
        shortcodes: &Default::default(),
        stems: &Default::default(),
        language: &config.language.value,
    };
    let text = format!("+++\n{}+++\n", to_toml(document));
    read_document(&path("articles/notes/a.md"), &text, &options).1
}

#[test]
fn the_schemas_of_front_matter_are_what_kb_reads() {
    let kinds = || FIELDS.lines().filter_map(|line| line.split_once(" = ")).map(|(kind, _)| kind);
    let types: Vec<&str> = FieldKind::types().iter().map(|(name, _)| *name).collect();
    assert_eq!(kinds().collect::<Vec<_>>(), types, "`FIELDS` has a value of each type");
    let kinds = kinds().map(|kind| match kind {
        "choice" => "choice = { type = \"choice\", options = [\"a\", \"b\"] }\n".to_owned(),
        "text" => "text = { type = \"text\", required = true }\n".to_owned(),
        kind => format!("{kind} = {{ type = \"{kind}\" }}\n"),
    });
    let fields = format!("[collections.notes.fields]\n{}", kinds.collect::<String>());
    for (fields, extra) in [("[collections.other]\n", None), (&*fields, Some(sample(FIELDS)))] {
        let site_toml = format!("title = \"T\"\nurl = \"https://example.com\"\nlanguage = \"en\"\n{fields}");
        let (config, found) = read_config(&path("site.toml"), &site_toml);
        assert!(found.is_empty(), "{found:?}");
        let mut article = sample(ARTICLE);
        article["fields"] = extra.unwrap_or(json!({}));
        let schema = article_schema(&config, config.collection("notes"));
        check(&Format { schema, samples: vec![article], read: &|document| read_article(&config, document) });
    }
}
