//! Finds what is nested too deeply in the files of a theme.
//!
//! Tera and Fluent read some things by recursion without a limit, so a theme could end the process. Takes text before they see it,
//! gives the first place that is too deep. Limits are far above what themes need, and far below what fits on a stack.

use std::collections::HashMap;
use std::ops::Range;

use super::tag::{PieceKind, Tag, read_tags};
use super::template::{Template, template_path};
use super::template_error::TemplateError;
use crate::diagnostic::Span;

/// How deep templates may include and extend each other. Tera follows both by recursion.
const MOST_LEVELS: usize = 32;

/// How many `elif` one `if` may have. For Tera each is nested in the one before.
const MOST_BRANCHES: usize = 100;

/// How deep braces and parentheses may be nested in a string.
const MOST_BRACES: usize = 32;

/// The first `elif` too many of each template, and the first template whose includes or parents go too deep.
pub(super) fn too_deep(templates: &[Template<'_>]) -> Vec<TemplateError> {
    let read: Vec<Vec<Tag<'_>>> = templates.iter().map(|template| read_tags(template.text)).collect();
    let error = |template: &Template<'_>, range: &Range<usize>, message: String, hint: &str| TemplateError {
        span: template_path(&template.name).map(|path| Span::new(&path, range.clone())),
        message,
        hint: Some(hint.to_owned()),
    };
    let branches = templates.iter().zip(&read).filter_map(|(template, tags)| {
        let message = format!("this `if` has more than {MOST_BRANCHES} branches");
        Some(error(template, &branch_too_many(tags)?.range, message, "use a loop, or several `if`"))
    });
    let mut errors: Vec<TemplateError> = branches.collect();
    if let Some((template, tag)) = level_too_many(templates, &read) {
        let message = format!("templates include or extend each other more than {MOST_LEVELS} levels deep");
        let hint = "merge some of these templates";
        errors.push(error(&templates[template], &tag.range, message, hint));
    }
    errors
}

fn branch_too_many<'a, 'b>(tags: &'b [Tag<'a>]) -> Option<&'b Tag<'a>> {
    let mut branches: Vec<usize> = Vec::new();
    for tag in tags {
        match tag.keyword() {
            "if" => branches.push(0),
            "endif" => drop(branches.pop()),
            // Without an `if` it is a mistake that Tera finds.
            "elif" => {
                if let Some(count) = branches.last_mut() {
                    *count += 1;
                    if *count > MOST_BRANCHES {
                        return Some(tag);
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// A template with too many levels of includes and parents, and the tag that leads to the next level. A circle of a few
/// templates is left to Tera, which explains it.
fn level_too_many<'a, 'b>(
    templates: &[Template<'_>],
    read: &'b [Vec<Tag<'a>>],
) -> Option<(usize, &'b Tag<'a>)> {
    // By full name, and by the name without a theme, for which the nearest theme wins.
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (index, template) in templates.iter().enumerate() {
        by_name.insert(&template.name, index);
        if let Some((_, file)) = template.name.split_once('/') {
            by_name.entry(file).or_insert(index);
        }
    }
    let next: Vec<Vec<(usize, &Tag<'_>)>> = read
        .iter()
        .map(|tags| {
            let tags = tags.iter().filter(|tag| matches!(tag.keyword(), "include" | "extends"));
            let names = tags.flat_map(|tag| tag.pieces.iter().map(move |piece| (piece, tag)));
            let names = names.filter(|(piece, _)| piece.kind == PieceKind::Text);
            names.filter_map(|(piece, tag)| Some((*by_name.get(piece.text)?, tag))).collect()
        })
        .collect();
    // Depth first, with an explicit stack. For a template that is still open, `levels` has the number of levels found
    // below it so far.
    let mut levels: Vec<Option<usize>> = vec![None; templates.len()];
    for start in 0..templates.len() {
        if levels[start].is_some() {
            continue;
        }
        levels[start] = Some(0);
        let mut open = vec![(start, 0)];
        while let Some((template, position)) = open.last_mut() {
            let Some((inner, tag)) = next[*template].get(*position) else {
                let below = levels[*template].unwrap_or(0);
                open.pop();
                if let Some((outer, position)) = open.last() {
                    levels[*outer] = levels[*outer].max(Some(below + 1));
                    if below + 1 > MOST_LEVELS {
                        return Some((*outer, next[*outer][*position - 1].1));
                    }
                }
                continue;
            };
            *position += 1;
            match levels[*inner] {
                None => {
                    levels[*inner] = Some(0);
                    open.push((*inner, 0));
                }
                Some(below) => {
                    let template = *template;
                    levels[template] = levels[template].max(Some(below + 1));
                    if below + 1 > MOST_LEVELS {
                        return Some((template, tag));
                    }
                }
            }
        }
    }
    None
}

/// The first brace or parenthesis of a file of strings that is nested too deeply. Counting starts again with each
/// string, where Fluent gives up on a broken one.
pub(super) fn brace_too_deep(text: &str) -> Option<Range<usize>> {
    let mut depth = 0usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins_string(line) {
            depth = 0;
        }
        let is_comment = line.starts_with('#');
        for (offset, byte) in line.bytes().enumerate().filter(|_| !is_comment) {
            match byte {
                b'{' => depth += 1,
                // Plain text, except inside braces.
                b'(' if depth > 0 => depth += 1,
                b')' if depth > 1 => depth -= 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MOST_BRACES {
                return Some(at + offset..at + offset + 1);
            }
        }
        at += line.len();
    }
    None
}

/// `name = `, `-term =`
fn begins_string(line: &str) -> bool {
    let line = line.strip_prefix('-').unwrap_or(line);
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    line.starts_with(|first: char| first.is_ascii_alphabetic())
        && line.trim_start_matches(is_name).trim_start().starts_with('=')
}
