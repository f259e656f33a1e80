//! Files and strings of a theme that nothing uses, usually because of a typo. Takes the chain, gives warnings.

use std::collections::{BTreeMap, BTreeSet};

use super::place::theme_files;
use super::tag::{PieceKind, Tag, read_tags};
use super::text::SCRIPT;
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean, nearest};
use crate::path::SourcePath;
use crate::source::{SourceFile, SourceTree};

/// Checks every theme of the chain except the last, `base`, whose files are the contract. `chosen` are the templates that
/// articles name.
pub(super) fn check_unused(
    tree: &SourceTree,
    chain: &[String],
    chosen: &BTreeSet<&str>,
    found: &mut Diagnostics,
) {
    let Some((base, own)) = chain.split_last() else { return };
    let templates: Vec<(&SourceFile, Vec<Tag<'_>>)> = chain
        .iter()
        .flat_map(|theme| theme_files(tree, theme, "templates"))
        .filter(|file| file.path.extension() == "html")
        .filter_map(|file| Some((file, read_tags(file.text()?))))
        .collect();
    let named: BTreeSet<&str> = templates.iter().flat_map(|(_, tags)| texts_of(tags)).collect();
    check_templates(&templates, chain, &named, chosen, found);
    check_assets(tree, chain, &named, found);
    check_texts(tree, base, own, &named, found);
}

/// Every quoted string in the tags of a template.
fn texts_of<'a, 'b>(tags: &'b [Tag<'a>]) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
    let pieces = tags.iter().flat_map(|tag| &tag.pieces);
    pieces.filter(|piece| piece.kind == PieceKind::Text).map(|piece| piece.text)
}

fn check_templates(
    templates: &[(&SourceFile, Vec<Tag<'_>>)],
    chain: &[String],
    named: &BTreeSet<&str>,
    chosen: &BTreeSet<&str>,
    found: &mut Diagnostics,
) {
    let files: Vec<(&str, &str)> =
        templates.iter().filter_map(|(file, _)| parts(&file.path, "templates")).collect();
    for ((file, tags), (theme, name)) in templates.iter().zip(&files) {
        let is_base = chain.last().is_some_and(|base| base == theme);
        let takes_a_place = files.iter().any(|(other, known)| other != theme && known == name);
        let is_named = named.contains(name) || named.contains(format!("{theme}/{name}").as_str());
        let is_chosen =
            chosen.iter().any(|chosen| chosen.trim_end_matches(".html") == name.trim_end_matches(".html"));
        // Components are called by name, and shortcodes without a declaration were already reported.
        let has_components = tags.iter().any(|tag| tag.keyword() == "component");
        if is_base
            || takes_a_place
            || is_named
            || is_chosen
            || has_components
            || name.starts_with("shortcodes/")
        {
            continue;
        }
        let others = files.iter().filter(|(other, _)| other != theme).map(|(_, name)| *name);
        let hint = match nearest(name, others) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "pages are rendered by templates with fixed names; an article may choose another one, and templates may extend \
                 or include one"
                .to_owned(),
        };
        let message = format!("nothing uses the template `{name}`");
        found.report(&codes::THEME_FILE_UNUSED, Span::new(&file.path, 0..0), message).hint(hint);
    }
}

fn check_assets(tree: &SourceTree, chain: &[String], named: &BTreeSet<&str>, found: &mut Diagnostics) {
    let files: Vec<(&SourceFile, (&str, &str))> = chain
        .iter()
        .flat_map(|theme| theme_files(tree, theme, "assets"))
        .filter_map(|file| Some((file, parts(&file.path, "assets")?)))
        .collect();
    for (file, (theme, name)) in &files {
        // `base` has files that themes may use or not, such as the styles for formulas.
        let is_offer = chain.last().is_some_and(|base| base == theme);
        // Licenses are next to fonts to be found, not to be loaded.
        let is_loaded_by_browsers = !matches!(file.path.extension(), "" | "txt" | "md");
        let takes_a_place = files.iter().any(|(_, (other, known))| other != theme && known == name);
        let file_name = name.rsplit('/').next().unwrap_or(name);
        let is_loaded = || {
            let others = files.iter().filter(|(other, _)| other.path != file.path);
            others.filter_map(|(other, _)| other.text()).any(|text| text.contains(file_name))
        };
        if is_offer || takes_a_place || named.contains(name) || !is_loaded_by_browsers || is_loaded() {
            continue;
        }
        let others = files.iter().filter(|(_, (other, _))| other != theme).map(|(_, (_, name))| *name);
        let hint = did_you_mean(name, others).unwrap_or_else(|| format!(
                "load it in a template with `asset(path=\"{name}\")`, usually in the block `styles` or `scripts`"
            ));
        let message = format!("nothing loads the asset `{name}`");
        found.report(&codes::THEME_FILE_UNUSED, Span::new(&file.path, 0..0), message).hint(hint);
    }
}

fn check_texts(
    tree: &SourceTree,
    base: &str,
    own: &[String],
    named: &BTreeSet<&str>,
    found: &mut Diagnostics,
) {
    let strings = |theme: &str| {
        theme_files(tree, theme, "strings").into_iter().filter(|file| file.path.extension() == "ftl")
    };
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for theme in own.iter().map(String::as_str).chain([base]) {
        let texts = strings(theme).filter_map(SourceFile::text);
        keys.insert(theme, texts.flat_map(message_keys).map(|(_, key)| key).collect());
    }
    for theme in own {
        let others: BTreeSet<&str> =
            keys.iter().filter(|(other, _)| **other != theme).flat_map(|(_, keys)| keys).copied().collect();
        for file in strings(theme) {
            let Some(text) = file.text() else { continue };
            for (start, key) in message_keys(text) {
                // A key may be composed: `t(key="kind-" ~ kind)`; and one string may contain another: `{ brand }`.
                let is_built = named.iter().any(|part| part.ends_with('-') && key.starts_with(part));
                let is_held = ["{ ", "{"].iter().any(|open| text.contains(&format!("{open}{key}")));
                if others.contains(key)
                    || named.contains(key)
                    || is_built
                    || is_held
                    || key.starts_with(SCRIPT)
                {
                    continue;
                }
                let message = format!("nothing uses the string `{key}`");
                let span = Span::new(&file.path, start..start + key.len());
                let diagnostic = found.report(&codes::TEXT_UNUSED, span, message);
                diagnostic.hint(
                    did_you_mean(key, others.iter().copied())
                        .unwrap_or_else(|| format!("print it in a template with `t(key=\"{key}\")`")),
                );
            }
        }
    }
}

/// The keys of a strings file, each with its position.
pub(super) fn message_keys(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    lines.filter(|(_, line)| line.starts_with(|first: char| first.is_ascii_alphabetic())).filter_map(
        |(start, line)| {
            let (key, _) = line.split_once('=')?;
            Some((start, key.trim_end()))
        },
    )
}

/// `duo` and `page.html` of `themes/duo/templates/page.html`
fn parts<'a>(path: &'a SourcePath, folder: &str) -> Option<(&'a str, &'a str)> {
    let (theme, rest) = path.as_str().strip_prefix("themes/")?.split_once('/')?;
    Some((theme, rest.strip_prefix(folder)?.strip_prefix('/')?))
}
