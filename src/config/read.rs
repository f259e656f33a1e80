//! The keys of `site.toml`, one function per table.

use std::collections::BTreeMap;
use std::ops::Range;

use super::backend::read_backend;
use super::collection::read_collections;
use super::edit::read_edit;
use super::files::{read_robots, read_security};
use super::form::read_form;
use super::hosting::{read_csp, read_hosting};
use super::language::read_language;
use super::outputs::read_outputs;
use super::search::read_search;
use super::share::{all_networks, read_networks};
use super::theme::{default_theme, read_theme};
use super::translation::{LANGUAGES, Languages, take_languages};
use super::{
    Config, Cta, Glob, HtmlPolicy, MarkdownOptions, MenuGroup, MenuLink, Organization, RelatedOptions,
    SiteUrl,
};
use crate::data::{Reader, Spanned, Table, Value, read_toml, report_mistyped_key};
use crate::diagnostic::{Code, Diagnostics, Level, Span, codes, find_code, nearest};
use crate::language::Language;
use crate::path::{NEVER, SourcePath, scheme_of};

/// Reads the text of `site.toml`. Gives a usable value even if something is wrong with it.
pub fn read_config(path: &SourcePath, text: &str) -> (Config, Diagnostics) {
    let mut found = Diagnostics::default();
    let (mut table, errors) = read_toml(text, 0);
    for error in errors {
        error.report(path, "this is not TOML", &mut found);
    }
    name_tables(&mut table, path, &mut found);
    let first_line = text.find('\n').unwrap_or(text.len());
    let main = table.get("language").and_then(|value| Language::parse(value.value.text()?));
    let Languages { translations, prefix_default, fallback } =
        take_languages(&mut table, main.as_ref(), path, &mut found);
    let (mut config, problems) = read_table(path, &table, 0..first_line);
    found.extend(problems);
    (config.prefix_default, config.fallback) = (prefix_default, fallback);
    for (language, table) in translations {
        // What is wrong outside `[languages]` is found again, and counts once.
        let (translation, problems) = read_table(path, &table, 0..first_line);
        found.extend(problems);
        config = config.with_translation(Config { language, ..translation });
    }
    (config, found)
}

/// Reads the site in one language.
fn read_table(path: &SourcePath, table: &Table, first_line: Range<usize>) -> (Config, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut reader = Reader::new(path, table, "`site.toml`", first_line.clone());

    let title = reader.required_text("title", &mut found).map_or(String::new(), |text| text.value);
    let description = reader.text("description", &mut found).map_or(String::new(), |text| text.value);
    let url = read_url(&mut reader, &mut found);
    let language = reader.required_text("language", &mut found);
    let range = language.as_ref().map_or(first_line, |language| language.range.clone());
    let language = language
        .and_then(|language| read_language(path, &language, &mut found))
        .unwrap_or_else(Language::english);
    let language = Spanned { value: language, range };
    let organization = with_table(&mut reader, "organization", &mut found, read_organization);
    let theme = with_table(&mut reader, "theme", &mut found, read_theme);
    let outputs = with_table(&mut reader, "outputs", &mut found, read_outputs);
    let related = with_table(&mut reader, "related", &mut found, read_related).unwrap_or_default();
    let search = with_table(&mut reader, "search", &mut found, read_search).unwrap_or_default();
    let networks = with_table(&mut reader, "share", &mut found, read_networks).unwrap_or_else(all_networks);
    let collections =
        with_table(&mut reader, "collections", &mut found, read_collections).unwrap_or_default();
    let (ctas, unread_ctas) = with_table(&mut reader, "cta", &mut found, read_ctas).unwrap_or_default();
    let backend = with_table(&mut reader, "backend", &mut found, read_backend);
    let forms = with_table(&mut reader, "forms", &mut found, read_forms).unwrap_or_default();
    let consent = with_table(&mut reader, "consent", &mut found, |mut reader, found| {
        let text = reader.required_text("text", found);
        reader.finish(found);
        text
    });
    let footer_form = reader.text("footer-form", &mut found);
    let edit = with_table(&mut reader, "edit", &mut found, read_edit).flatten();
    let home = reader.text("home", &mut found);
    let home_title = reader.text("home-title", &mut found).map(|text| text.value);
    let exclude = read_exclude(&mut reader, &mut found);
    let menu = read_links(&mut reader, "menu", &mut found);
    let footer = read_footer(&mut reader, &mut found);
    let markdown = with_table(&mut reader, "markdown", &mut found, read_markdown);
    let schemes = with_table(&mut reader, "links", &mut found, read_schemes).unwrap_or_default();
    let active = with_table(&mut reader, "files", &mut found, read_active).flatten();
    let robots = with_table(&mut reader, "robots", &mut found, read_robots).unwrap_or_default();
    let security = with_table(&mut reader, "security", &mut found, read_security).flatten();
    let hosting = read_hosting(&mut reader, &mut found);
    let csp = with_table(&mut reader, "csp", &mut found, read_csp).unwrap_or_default();
    // It was taken out of the table, but can be suggested for a mistyped key.
    reader.value(LANGUAGES);
    let mut lints = with_table(&mut reader, "lints", &mut found, read_lints).unwrap_or_default();
    if let Some(level) = active {
        lints.entry(codes::FILE_ACTIVE.name.to_owned()).or_insert(level);
    }
    reader.finish(&mut found);

    let config = Config {
        path: path.clone(),
        title,
        description,
        url,
        language,
        translations: BTreeMap::new(),
        prefix_default: false,
        fallback: true,
        organization,
        theme: theme.unwrap_or_else(default_theme),
        outputs: outputs.unwrap_or_default(),
        related,
        search,
        networks,
        collections,
        ctas,
        unread_ctas,
        backend,
        forms,
        consent: consent.flatten(),
        footer_form,
        edit,
        home_title,
        home,
        exclude,
        menu,
        footer,
        markdown: markdown.unwrap_or_default(),
        is_vault: false,
        schemes,
        robots,
        security,
        hosting,
        csp,
        lints,
    };
    check_names(&config, &mut found);
    (config, found)
}

/// All tables of `site.toml`, and its other keys.
const TABLES: &[&str] = &[
    "backend",
    "collections",
    "consent",
    "csp",
    "cta",
    "edit",
    "files",
    "footer",
    "forms",
    LANGUAGES,
    "links",
    "lints",
    "markdown",
    "menu",
    "organization",
    "outputs",
    "related",
    "robots",
    "search",
    "security",
    "share",
    "theme",
];
const KEYS: &[&str] =
    &["description", "exclude", "footer-form", "home", "home-title", "hosting", "language", "title", "url"];

/// Gives a mistyped table such as `[backnd]` the name that was meant, and reports it. Otherwise everything that needs the
/// table would be reported too.
fn name_tables(table: &mut Table, path: &SourcePath, found: &mut Diagnostics) {
    for index in 0..table.entries.len() {
        let (key, value) = &table.entries[index];
        let is_table = matches!(value.value, Value::Table(_) | Value::List(_));
        let is_known = TABLES.contains(&key.value.as_str()) || KEYS.contains(&key.value.as_str());
        if !is_table || is_known {
            continue;
        }
        let Some(near) = nearest(&key.value, TABLES.iter().copied()) else { continue };
        if table.get(near).is_some() {
            continue;
        }
        report_mistyped_key(path, "`site.toml`", key, near, found);
        table.entries[index].0.value = near.to_owned();
    }
}

impl Default for MarkdownOptions {
    fn default() -> MarkdownOptions {
        MarkdownOptions {
            html: HtmlPolicy::Sanitize,
            smart_punctuation: true,
            math: true,
            text_tags: false,
            extensions: true,
        }
    }
}

pub(super) fn with_table<'a, T>(
    reader: &mut Reader<'a>,
    key: &str,
    found: &mut Diagnostics,
    read: impl FnOnce(Reader<'a>, &mut Diagnostics) -> T,
) -> Option<T> {
    let table = reader.table(key, found)?;
    Some(read(Reader::new(reader.path(), table.value, format!("`[{key}]`"), table.range), found))
}

fn read_url(reader: &mut Reader<'_>, found: &mut Diagnostics) -> SiteUrl {
    let fallback = SiteUrl { origin: "https://example.com".into(), path: String::new() };
    let Some(url) = reader.required_text("url", found) else { return fallback };
    SiteUrl::parse(&url.value).unwrap_or_else(|| {
        found
            .report(
                &codes::CONFIG_INVALID,
                reader.span(&url.range),
                format!("“{}” is not a valid `url`", url.value),
            )
            .label("not a site address")
            .hint("write a full address, such as https://example.com or https://example.com/kb");
        fallback
    })
}

fn read_exclude(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Vec<Spanned<Glob>> {
    let texts = reader.texts("exclude", found).into_iter();
    let globs = texts.filter_map(|text| {
        let glob = Glob::parse(&text.value);
        if glob.is_none() {
            let message = format!("“{}” is not a valid path pattern", text.value);
            found
                .report(&codes::CONFIG_INVALID, reader.span(&text.range), message)
                .hint("write it like `Templates/**` or `**/*.canvas`, with `/` and without `..`");
        }
        Some(text.with(glob?))
    });
    globs.collect()
}

fn read_organization(mut reader: Reader<'_>, found: &mut Diagnostics) -> Organization {
    let name = reader.required_text("name", found).map_or(String::new(), |text| text.value);
    let description = reader.text("description", found).map_or(String::new(), |text| text.value);
    let url = reader.text("url", found).filter(|url| {
        let is_site = SiteUrl::parse(&url.value).is_some();
        if !is_site {
            let message = format!("“{}” is not the address of a site", url.value);
            found
                .report(&codes::CONFIG_INVALID, reader.span(&url.range), message)
                .hint("write a full address, such as https://www.example.com");
        }
        is_site
    });
    let address = reader.texts("address", found).into_iter().map(|line| line.value).collect();
    reader.finish(found);
    Organization { name, description, url: url.map(|url| url.value), address }
}

impl Default for RelatedOptions {
    // Chosen by `examples/related-recall.rs`; CONTRIBUTING.md has the figures.
    fn default() -> RelatedOptions {
        RelatedOptions { links: 1.0, tags: 1.0, text: 1.0, count: 5 }
    }
}

fn read_related(mut reader: Reader<'_>, found: &mut Diagnostics) -> RelatedOptions {
    let default = RelatedOptions::default();
    let related = RelatedOptions {
        links: reader.weight("links", found).unwrap_or(default.links),
        tags: reader.weight("tags", found).unwrap_or(default.tags),
        text: reader.weight("text", found).unwrap_or(default.text),
        count: reader.count("count", 0, found).unwrap_or(default.count),
    };
    reader.finish(found);
    related
}

pub(super) fn named_tables<'a, T>(
    mut reader: Reader<'a>,
    kind: &str,
    found: &mut Diagnostics,
    mut read: impl FnMut(Spanned<String>, Reader<'a>, &mut Diagnostics) -> T,
) -> Vec<T> {
    let mut values = Vec::new();
    for (name, value) in reader.entries() {
        let Some(table) = value.value.table() else {
            reader.wrong_type(&name.value, value, "a table", found);
            continue;
        };
        let title = format!("`[{kind}.{}]`", name.value);
        let reader = Reader::new(reader.path(), table, title, name.range.clone());
        values.push(read(name.clone(), reader, found));
    }
    values
}

/// `[cta]`, and the names of those that cannot be read.
fn read_ctas(reader: Reader<'_>, found: &mut Diagnostics) -> (BTreeMap<String, Cta>, Vec<String>) {
    let ctas = named_tables(reader, "cta", found, |name, mut reader, found| {
        let mut text = |key: &str| reader.required_text(key, found).map_or(String::new(), |text| text.value);
        let (title, button) = (text("title"), text("button"));
        let text = reader.text("text", found).map_or(String::new(), |text| text.value);
        let target = reader.required_text("target", found);
        let tags = with_table(&mut reader, "for", found, |mut reader, found| {
            let tags = reader.texts("tags", found).into_iter().map(|tag| tag.value).collect();
            reader.finish(found);
            tags
        });
        reader.finish(found);
        match target {
            Some(target) => Ok(Cta { name, title, text, button, target, tags: tags.unwrap_or_default() }),
            None => Err(name.value),
        }
    });
    let (read, unread): (Vec<_>, Vec<_>) = ctas.into_iter().partition(Result::is_ok);
    let read = read.into_iter().flatten().map(|cta| (cta.name.value.clone(), cta));
    (read.collect(), unread.into_iter().filter_map(Result::err).collect())
}

fn read_forms(reader: Reader<'_>, found: &mut Diagnostics) -> BTreeMap<String, super::Form> {
    let forms = named_tables(reader, "forms", found, read_form);
    forms.into_iter().map(|form| (form.name.value.clone(), form)).collect()
}

fn read_links(reader: &mut Reader<'_>, key: &str, found: &mut Diagnostics) -> Vec<MenuLink> {
    let path = reader.path();
    let links = reader.tables(key, found).into_iter().filter_map(|table| {
        let mut reader = Reader::new(path, table.value, format!("a link of `{key}`"), table.range);
        let title = reader.required_text("title", found);
        let target = reader.required_text("target", found);
        reader.finish(found);
        Some(MenuLink { title: title?.value, target: target? })
    });
    links.collect()
}

fn read_footer(reader: &mut Reader<'_>, found: &mut Diagnostics) -> Vec<MenuGroup> {
    let path = reader.path();
    let tables = reader.tables("footer", found);
    let groups = tables.into_iter().map(|table| {
        let mut reader = Reader::new(path, table.value, "`[[footer]]`", table.range);
        let title = reader.required_text("title", found).map_or(String::new(), |text| text.value);
        let links = read_links(&mut reader, "links", found);
        reader.finish(found);
        MenuGroup { title, links }
    });
    groups.collect()
}

fn read_markdown(mut reader: Reader<'_>, found: &mut Diagnostics) -> MarkdownOptions {
    let default = MarkdownOptions::default();
    let policies =
        [("allow", HtmlPolicy::Allow), ("sanitize", HtmlPolicy::Sanitize), ("escape", HtmlPolicy::Escape)];
    let html = reader.choice("html", &policies, found).unwrap_or(default.html);
    let smart_punctuation = reader.boolean("smart-punctuation", default.smart_punctuation, found);
    let math = reader.boolean("math", default.math, found);
    let text_tags = reader.boolean("text-tags", default.text_tags, found);
    reader.finish(found);
    MarkdownOptions { html, smart_punctuation, math, text_tags, ..default }
}

/// `[links]`: the schemes that articles may link to in addition to those of every site.
fn read_schemes(mut reader: Reader<'_>, found: &mut Diagnostics) -> Vec<String> {
    let mut schemes = Vec::new();
    for written in reader.texts("schemes", found) {
        let scheme = written.value.to_ascii_lowercase();
        let name = scheme.trim_end_matches("//").trim_end_matches(':');
        let is_scheme = scheme_of(&format!("{name}:")).is_some();
        let (message, hint) = match (is_scheme && name == scheme, NEVER.contains(&name)) {
            (_, true) => (
                format!("no site can link to addresses that begin with `{name}:`"),
                "remove it; they run code in the reader's browser".to_owned(),
            ),
            (true, false) => {
                schemes.push(scheme);
                continue;
            }
            (false, _) => (
                format!("an address cannot begin with “{}”", written.value),
                match is_scheme {
                    true => format!("write `\"{name}\"`"),
                    false => {
                        "write the part before the `:` of the addresses, such as `\"obsidian\"`".to_owned()
                    }
                },
            ),
        };
        found.report(&codes::CONFIG_INVALID, reader.span(&written.range), message).hint(hint);
    }
    reader.finish(found);
    schemes
}

const LEVELS: [(&str, Level); 3] = [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];

/// `[files]`: the level of the lint about files that run code; none if it is not set.
fn read_active(mut reader: Reader<'_>, found: &mut Diagnostics) -> Option<Level> {
    let active = reader.choice("active", &LEVELS, found);
    reader.finish(found);
    active
}

fn read_lints(mut reader: Reader<'_>, found: &mut Diagnostics) -> BTreeMap<String, Level> {
    let mut levels = BTreeMap::new();
    let known = || codes::ALL.iter().filter(|code| code.is_lint).map(|code| code.name);
    for (name, _) in reader.entries() {
        let Some(level) = reader.choice(&name.value, &LEVELS, found) else { continue };
        let message = match find_code(&name.value) {
            Some(code) if code.is_lint => {
                levels.insert(name.value.clone(), level);
                continue;
            }
            Some(_) => format!("`{}` is always an error", name.value),
            None => format!("no lint is called `{}`", name.value),
        };
        let diagnostic = found.report(&codes::LINT_UNKNOWN, reader.span(&name.range), message);
        if let Some(near) = nearest(&name.value, known()) {
            diagnostic.hint(format!("did you mean `{near}`?"));
        }
    }
    levels
}

/// Reports calls to action and forms that are used but not declared, and forms that nobody receives.
fn check_names(config: &Config, found: &mut Diagnostics) {
    let is_unread = |cta: &&Spanned<String>| config.unread_ctas.contains(&cta.value);
    let ctas = config.collections.iter().filter_map(|collection| collection.cta.as_ref());
    for cta in ctas.filter(|cta| !is_unread(cta)) {
        check_declared(config, &codes::CTA_MISSING, ("call to action", "cta"), cta, &config.ctas, found);
    }
    for form in config.forms.values().filter(|form| form.backend.is_none() && config.backend.is_none()) {
        let message = format!("the form “{}” has no backend", form.name.value);
        found
            .report(&codes::FORM_NO_BACKEND, Span::new(&config.path, form.name.range.clone()), message)
            .label("has no backend")
            .hint("set where submissions go: [backend] with kind = \"post\" and action = \"https://…\"");
    }
    if let Some(form) = &config.footer_form {
        check_declared(config, &codes::FORM_MISSING, ("form", "forms"), form, &config.forms, found);
    }
}

/// Reports a name that is not in `declared`. Messages call it a `noun`, and `table` is where it should be declared.
fn check_declared<T>(
    config: &Config,
    code: &'static Code,
    (noun, table): (&str, &str),
    name: &Spanned<String>,
    declared: &BTreeMap<String, T>,
    found: &mut Diagnostics,
) {
    if declared.contains_key(&name.value) {
        return;
    }
    let message = format!("no {noun} is called “{}”", name.value);
    let diagnostic = found.report(code, Span::new(&config.path, name.range.clone()), message);
    match nearest(&name.value, declared.keys().map(String::as_str)) {
        Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
        None => diagnostic.hint(format!("declare it as `[{table}.{}]`", name.value)),
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_of_site_toml_can_be_named_when_it_is_mistyped() {
        let (_, found) = read_config(&SourcePath::new("site.toml").unwrap(), "qqqq = 1");
        let unknown = found.iter().find(|one| one.code.name == codes::KEY_UNKNOWN.name).unwrap();
        let read: BTreeSet<&str> = unknown.hints[0].split('`').skip(1).step_by(2).collect();
        assert_eq!(TABLES.iter().chain(KEYS).copied().collect::<BTreeSet<_>>(), read);
    }
}
