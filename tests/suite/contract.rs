//! The contract with themes, written down: `docs/contract.md` is generated from the view types and the pages of a small site.
//!
//! `UPDATE_EXPECT=1` updates it.

use std::collections::BTreeMap;
use std::path::Path;

use kb::render::Press;
use kb::theme::view::{PageView, SiteView, View, views};
use serde_json::Value;

use super::support::build;

/// A site on which every field of every view has a value on some page.
const SITE: &str = r##"
    //- site.toml
    title = "Tea and coffee"
    description = "Two drinks, side by side."
    url = "https://example.com"
    language = "en"
    theme.name = "base"
    footer-form = "letters"
    [organization]
    name = "The Cup"
    description = "Tastings"
    [collections.pairs]
    title = "The pairs"
    singular = "Pair"
    cta = "tasting"
    paginate = 2
    [collections.pairs.fields]
    aspect = { type = "text", label = "What differs" }
    tea = { type = "side", label = "Tea", required = true }
    coffee = { type = "side", label = "Coffee", required = true }
    source = { type = "reference", label = "Read also" }
    [collections.pairs.comparison]
    aspect = "aspect"
    left = "tea"
    right = "coffee"
    joiner = "against"
    [collections.words]
    title = "Words"
    glossary = true
    [[menu]]
    title = "Pairs"
    target = "/pairs/"
    [[footer]]
    title = "Read"
    links = [{ title = "The pairs", target = "/pairs/" }]
    [cta.tasting]
    title = "Thirsty?"
    text = "Come and compare them."
    button = "Come and taste"
    target = "form:tasting"
    [backend]
    kind = "post"
    action = "https://forms.example.com/cup"
    [consent]
    text = "By sending this you agree to [our terms](/terms/)."
    [forms.letters]
    title = "Letters"
    text = "One a month."
    [[forms.letters.fields]]
    name = "email"
    label = "E-mail"
    type = "email"
    help = "Nobody else gets it."
    autocomplete = "email"
    required = true
    [forms.tasting]
    title = "Come and taste"
    submit = "Send"
    [[forms.tasting.fields]]
    name = "cup"
    label = "Which cup?"
    type = "choice"
    options = ["Small", "Large"]
    value = "Small"
    //- articles/index.md
    +++
    [sides]
    before = "Three differences between"
    joiner = "and"
    left = { word = "tea", text = "Leaves." }
    right = { word = "coffee", text = "Beans." }
    +++
    # Tea and coffee
    //- articles/pairs/a.md
    +++
    title = "Leaf against bean"
    order = 1
    [fields]
    aspect = "Plant"
    tea = { word = "Leaf", text = "Tea is a leaf." }
    coffee = { word = "Bean", text = "Coffee is a seed." }
    +++
    About the plant.
    //- articles/pairs/b.md
    +++
    title = "Slow against fast"
    summary = "How long each takes."
    date = 2025-03-02
    updated = 2025-10-11
    authors = ["A. Brewer"]
    tags = ["Time"]
    order = 2
    image = "cup.jpg"
    [fields]
    aspect = "Pace"
    tea = { word = "Slow", text = "Tea takes its time." }
    coffee = { word = "Fast", text = "Coffee is quick." }
    source = "a"
    +++
    Tea takes its time; see [[Leaf against bean]].

    ## In the morning

    Quick.
    //- articles/pairs/cup.jpg
    x
    //- articles/pairs/c.md
    +++
    title = "Calm against awake"
    order = 3
    tags = ["Time"]
    [fields]
    aspect = "Effect"
    tea = { word = "Calm", text = "Tea calms." }
    coffee = { word = "Awake", text = "Coffee wakes." }
    +++
    Not [[Slow against fast|slow or fast]], but calm or awake.
    //- articles/words/brew.md
    # Brew

    To make a drink with hot water.
    //- articles/taste.md
    # Taste

    {{ form(id="tasting") }}
    //- articles/terms.md
    # Terms

    Be kind.
"##;

type Examples = BTreeMap<(&'static str, &'static str), Value>;

fn collect(view: &View, value: &Value, examples: &mut Examples) {
    for field in view.fields {
        let Some(value) = value.get(field.name) else {
            panic!("{} has no field {} in its output", view.name, field.name);
        };
        let is_empty = match value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        let inner = field.kind.view();
        if !is_empty && inner.is_none() {
            examples.entry((view.name, field.name)).or_insert_with(|| value.clone());
        }
        if let Some(inner) = inner {
            match value {
                Value::Array(items) => items.iter().for_each(|item| collect(inner, item, examples)),
                Value::Object(_) => collect(inner, value, examples),
                _ => {}
            }
        }
    }
}

fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string().replace('|', "\\|");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("`{}…`", text[..at].replace('`', "'")),
        None => format!("`{}`", text.replace('`', "'")),
    }
}

fn contract() -> String {
    let build = build(SITE);
    let press = Press::new(&build.config, &build.settings, &build.site, &build.theme);
    let mut examples = Examples::new();
    collect(&SiteView::VIEW, &serde_json::to_value(press.site_view()).unwrap(), &mut examples);
    for page in 0..build.site.pages.len() {
        let view = press.view(kb::site::PageId(page as u32));
        collect(&PageView::VIEW, &serde_json::to_value(view).unwrap(), &mut examples);
    }
    let mut text = String::from(
        "# The contract with themes\n\nWhat a template sees: version 1. A template has the fields of [PageView](#pageview) as its variables, and\n\
         [SiteView](#siteview) as `site`. Nothing else reaches a template. Components get what they declare.\n\n\
         This page is generated from kb's own types, and its examples from a small site: do not edit it by hand.\n",
    );
    for view in views() {
        text.push_str(&format!(
            "\n## {}\n\n{}\n\n| field | type | meaning | example |\n| --- | --- | --- | --- |\n",
            view.name,
            view.meaning()
        ));
        for field in view.fields {
            let kind = field.kind.words(&|view| format!("[{}](#{})", view.name, view.name.to_lowercase()));
            let meaning = field.meaning().replace('|', "\\|");
            let example = examples.get(&(view.name, field.name)).map_or(String::new(), shown);
            text.push_str(&format!("| `{}` | {kind} | {meaning} | {example} |\n", field.name));
        }
    }
    text
}

#[test]
fn the_contract_documentation_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/contract.md");
    let contract = contract();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &contract).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == contract,
        "docs/contract.md does not match the types; UPDATE_EXPECT=1 cargo test updates it"
    );
}
