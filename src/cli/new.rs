//! `kb new`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use clap_complete::ArgValueCompleter;

use super::{FINE, MACHINE, USAGE, completions, report, session};
use crate::config::{Collection, Config, DeclaredKind, Field, FieldKind, Membership, Sort};
use crate::data::instant_text;
use crate::diagnostic::{did_you_mean, nearest};
use crate::path::{SourcePath, slug, words_of};
use crate::site::rules::part;
use crate::source::{ARCHETYPES, ARTICLES, read_text};

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb new guides/refunds
  kb new \"guides/Lost receipts\" --edit
  kb new news/launch --archetype announcement";

#[derive(Args)]
pub struct NewArguments {
    /// Where it goes below articles/: a folder and a name, such as guides/refunds or "guides/Lost receipts"
    #[arg(value_name = "PATH", add = ArgValueCompleter::new(completions::places))]
    path: String,
    /// Its title [default: the name in words]
    #[arg(long)]
    title: Option<String>,
    /// Start from archetypes/NAME.md [default: the one named after the collection, then archetypes/default.md]
    #[arg(long, value_name = "NAME")]
    archetype: Option<String>,
    /// Open it in $VISUAL or $EDITOR
    #[arg(short, long)]
    edit: bool,
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Creates an article; returns the exit code.
pub fn run(arguments: &NewArguments) -> u8 {
    begin(arguments).unwrap_or_else(|code| code)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of std")]
fn begin(arguments: &NewArguments) -> Result<u8, u8> {
    let root = session::find_at(arguments.root.as_deref())?;
    let config = session::config(&root)?;
    let editor = if arguments.edit { Some(editor()?) } else { None };
    let (path, name) = place(&arguments.path, &config)?;
    let folder = Config::folder_of(&path);
    let collection = match config.membership(&path) {
        Membership::Article(collection) => Some(collection),
        Membership::ListingText(_) | Membership::None => None,
    };
    let title = arguments.title.clone().unwrap_or_else(|| words_of(&name));
    let today = instant_text(session::now()?)[..10].to_owned();
    let archetype = archetype(&root, arguments.archetype.as_deref(), collection)?;
    let text = match &archetype {
        Some(text) => fill(text, &title, &today, path.stem()),
        None => first_text(collection, &title, &today),
    };
    let file = root.join(path.as_str());
    write_new(&file, &text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            report::error(&format!("{path} already exists"));
            USAGE
        }
        _ => {
            report::error(&format!("{path} cannot be written: {error}"));
            MACHINE
        }
    })?;
    report::output(&format!("{path}\n"));
    if let Some(folder) = folder {
        hint_folder(folder, &config, &root);
    }
    let required: Vec<&str> = match (&archetype, collection) {
        (None, Some(collection)) => required(collection).map(|field| field.name.value.as_str()).collect(),
        _ => Vec::new(),
    };
    if !required.is_empty() {
        let names = required.join(", ");
        report::line(&format!("It is a draft. Fill in {names}, then delete the line `draft = true`."));
    }
    match editor {
        Some(editor) => open(&editor, &file),
        None => Ok(FINE),
    }
}

/// The file, and the name as typed. A name that is already valid in an address stays as it is.
fn place(typed: &str, config: &Config) -> Result<(SourcePath, String), u8> {
    let wrong = |message: &str, help: &str| {
        report::error(message);
        report::help(help);
        USAGE
    };
    let typed = typed.trim();
    let below = match typed.strip_prefix("articles/") {
        Some(below) if config.collection(ARTICLES).is_none() => below,
        _ => typed,
    };
    let (folder, name) = below.rsplit_once('/').map_or((None, below), |(folder, name)| (Some(folder), name));
    let name = name.strip_suffix(".md").unwrap_or(name);
    if name.is_empty() || folder.is_none() && config.collection_of_folder(name).is_some() {
        let folder = below.trim_end_matches('/');
        return Err(wrong(
            "an article needs a name",
            &format!("write it after the folder: kb new {folder}/refunds"),
        ));
    }
    let file = if slug(name).is_empty() { String::new() } else { part(name) };
    let path = match folder {
        Some(folder) => format!("{ARTICLES}/{folder}/{file}.md"),
        None => format!("{ARTICLES}/{file}.md"),
    };
    match SourcePath::new(&path).filter(|_| !file.is_empty()) {
        Some(path) => Ok((path, name.to_owned())),
        None => Err(wrong(
            &format!("“{typed}” cannot be the path of an article"),
            "write the path below articles/, without a `/` at the start: guides/refunds",
        )),
    }
}

/// The text of the archetype for a new article; none if the site has none.
fn archetype(
    root: &Path,
    wanted: Option<&str>,
    collection: Option<&Collection>,
) -> Result<Option<String>, u8> {
    let names = match wanted {
        Some(name) => vec![name],
        None => collection
            .map(|collection| collection.name.value.as_str())
            .into_iter()
            .chain(["default"])
            .collect(),
    };
    for name in names {
        let path = SourcePath::new(&format!("{ARCHETYPES}/{}.md", name.trim_end_matches(".md")));
        let Some(path) = path else { continue };
        match read_text(&root.join(path.as_str())) {
            Ok(text) => return Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                report::error(&format!("{path} cannot be read: {error}"));
                return Err(MACHINE);
            }
        }
    }
    match wanted {
        None => Ok(None),
        Some(name) => {
            report::error(&format!("there is no {ARCHETYPES}/{name}.md"));
            let known = fs::read_dir(root.join(ARCHETYPES)).into_iter().flatten().flatten();
            let known: Vec<String> = known.filter_map(|entry| entry.file_name().into_string().ok()).collect();
            let known = known.iter().filter_map(|name| name.strip_suffix(".md"));
            if let Some(hint) = did_you_mean(name, known) {
                report::help(&hint);
            }
            Err(USAGE)
        }
    }
}

/// Fills in `{{ title }}`, `{{ date }}` and `{{ name }}`. In front matter they are inside quotation marks.
fn fill(text: &str, title: &str, today: &str, name: &str) -> String {
    let fence = text.lines().next().map(str::trim_end).filter(|line| matches!(*line, "+++" | "---"));
    let end = fence.and_then(|fence| text[3..].find(&format!("\n{fence}"))).map_or(0, |at| at + 3);
    let (front, body) = text.split_at(end);
    let quoted = quote(title);
    let put = |text: &str, title: &str| {
        let values = [("title", title), ("date", today), ("name", name)];
        values.iter().fold(text.to_owned(), |text, (key, value)| {
            text.replace(&format!("{{{{ {key} }}}}"), value).replace(&format!("{{{{{key}}}}}"), value)
        })
    };
    put(front, &quoted[1..quoted.len() - 1]) + &put(body, title)
}

/// A key in TOML: bare if its characters allow it (TOML 1.0, "Keys").
fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quote(name) }
}

/// A string that is valid in both TOML and YAML, with its quotation marks: both accept JSON strings.
pub fn quote(text: &str) -> String {
    serde_json::to_string(text).expect("text is always valid JSON")
}

fn required(collection: &Collection) -> impl Iterator<Item = &Field> {
    collection.fields.iter().filter(|field| field.required)
}

/// Front matter from the collection's declarations: required fields first, the others as comments.
fn first_text(collection: Option<&Collection>, title: &str, today: &str) -> String {
    let mut text = format!("+++\ntitle = {}\n", quote(title));
    match collection.map(|collection| collection.sort) {
        Some(Sort::Date) => text.push_str(&format!("date = {today}\n")),
        Some(Sort::Order) => text.push_str("# order = 1\n"),
        Some(Sort::Title) | None => {}
    }
    text.push_str("# summary = \"One or two sentences, for lists and search engines\"\n# tags = []\n");
    if let Some(collection) = collection {
        if required(collection).next().is_some() {
            text.push_str("draft = true\n");
        }
        let optional: Vec<&Field> = collection.fields.iter().filter(|field| !field.required).collect();
        if !collection.fields.is_empty() {
            text.push_str("\n[fields]\n");
        }
        for field in required(collection) {
            text.push_str(&format!(
                "# {}\n{} = {}\n",
                meaning(field),
                key(&field.name.value),
                blank(&field.kind, today)
            ));
        }
        if !optional.is_empty() {
            text.push_str("# The rest is optional.\n");
        }
        for field in optional {
            let blank = blank(&field.kind, today);
            text.push_str(&format!("# {}\n# {} = {blank}\n", meaning(field), key(&field.name.value)));
        }
    }
    text + "+++\n\n"
}

/// `Marketing: marketing's side, in one sentence`
fn meaning(field: &Field) -> String {
    let meaning = match field.description.as_str() {
        "" => format!("{}: {}", field.label(), field.kind.wanted()),
        description => format!("{}: {description}", field.label()),
    };
    meaning.replace(['\n', '\r'], " ")
}

/// An empty value of the right type.
fn blank(kind: &FieldKind, today: &str) -> String {
    match kind {
        FieldKind::Side => "{ word = \"\", text = \"\" }".to_owned(),
        FieldKind::Number => "0".to_owned(),
        FieldKind::Boolean => "false".to_owned(),
        FieldKind::Date => today.to_owned(),
        FieldKind::Choice(options) => quote(options.first().map_or("", String::as_str)),
        FieldKind::List => "[]".to_owned(),
        FieldKind::Url => "\"https://example.org\"".to_owned(),
        FieldKind::Text | FieldKind::Markdown | FieldKind::Image | FieldKind::Reference(_) => {
            "\"\"".to_owned()
        }
    }
}

/// Writes a file that must not exist, and the folders above it.
pub fn write_new(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(file)?.write_all(text.as_bytes())
}

/// A new folder whose name is almost that of a collection is probably a typo.
fn hint_folder(folder: &str, config: &Config, root: &Path) {
    let is_new = fs::read_dir(root.join(ARTICLES).join(folder)).is_ok_and(|entries| entries.count() == 1);
    if config.collection_of_folder(folder).is_some() || !is_new {
        return;
    }
    let names = config.collections.iter().map(|collection| collection.name.value.as_str());
    if let Some(near) = nearest(folder, names) {
        report::line(&format!("note: articles/{folder}/ is a new folder; the collection is called `{near}`"));
    }
}

fn editor() -> Result<String, u8> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| {
        report::error("no editor is set");
        report::help("set EDITOR to the command of your editor, such as `export EDITOR=\"code --wait\"`");
        USAGE
    })
}

/// Waits until the editor is closed.
fn open(editor: &str, file: &Path) -> Result<u8, u8> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    match Command::new(program).args(words).arg(file).status() {
        Ok(status) if status.success() => Ok(FINE),
        Ok(status) => {
            report::error(&format!("{program} failed with {status}"));
            Err(MACHINE)
        }
        Err(error) => {
            report::error(&format!("{program} cannot be started: {error}"));
            Err(MACHINE)
        }
    }
}
