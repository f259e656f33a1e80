//! Tera's errors with their positions in our files.
//!
//! Syntax errors and rendering errors have a span. What Tera finds when it combines all templates is a text of several
//! reports, from which the positions are parsed.

use std::ops::Range;

use tera::ErrorKind;

use super::place::{at_line, uncapitalized, within};
use super::tag::{open_tag, read_tags};
use super::template::{Template, template_path};
use super::template_error::TemplateError;
use crate::diagnostic::{Span, did_you_mean, nearest};

/// Everything that one Tera error says. `templates` are those that were combined; none while a page is rendered.
#[expect(clippy::wildcard_enum_match_arm, reason = "an enum of Tera")]
pub(super) fn to_template_errors(error: &tera::Error, templates: &[Template<'_>]) -> Vec<TemplateError> {
    let one = |name: &str, range: Range<usize>, message: &str| {
        let (message, hint) = reworded(message, templates);
        let span = template_path(name).map(|path| Span::new(&path, range));
        TemplateError { span, message, hint }
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = match text_of(report.filename(), templates) {
                Some(text) => within(text, &report.span().range),
                None => report.span().range.clone(),
            };
            vec![match unclosed(report.message(), report.filename(), templates) {
                Some(error) => error,
                None => one(report.filename(), range, report.message()),
            }]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain = inheritance_chain.join(" → ");
            // The path may begin at a template that only extends one of the circle.
            let at = inheritance_chain.last().unwrap_or(tpl);
            let range = place_of_tag(at, "extends", templates);
            let mut error = one(at, range, &format!("templates extend each other: {tpl} → {chain}"));
            let file = at.split_once('/').map_or(&**at, |(_, file)| file);
            let next = next_with(at, file, templates).unwrap_or("base");
            error.hint =
                Some(format!("name the theme whose template you extend: {{% extends \"{next}/{file}\" %}}"));
            vec![error]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let range = place_of_tag(tpl, "include", templates);
            vec![one(tpl, range, &format!("templates include each other: {}", include_chain.join(" → ")))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let range = place_of_tag(current, "extends", templates);
            vec![one(current, range, &format!("Unknown template `{parent}`"))]
        }
        ErrorKind::Msg(text) => {
            let reports = split_reports(text);
            if !reports.is_empty() {
                let place = |report: &Report<'_>| match text_of(report.name, templates) {
                    Some(text) => at_line(text, report.line, report.column, report.length),
                    None => 0..0,
                };
                return reports
                    .iter()
                    .map(|report| one(report.name, place(report), report.message))
                    .collect();
            }
            match component_twice(text) {
                Some((component, name)) => {
                    vec![one(name, place_of_tag(name, &format!("component {component}"), templates), text)]
                }
                None => vec![TemplateError::without_place(uncapitalized(text), None)],
            }
        }
        other => vec![TemplateError::without_place(uncapitalized(&other.to_string()), None)],
    }
}

/// One of the reports in a text, as `error: MESSAGE`, `--> NAME:LINE:COLUMN`, the line, and `^^^` below it.
struct Report<'a> {
    message: &'a str,
    name: &'a str,
    line: usize,
    column: usize,
    length: usize,
}

fn split_reports(text: &str) -> Vec<Report<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let reports = lines.windows(5).filter_map(|lines| {
        let message = lines[0].strip_prefix("error: ")?;
        let mut place = lines[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        let length = lines[4].matches('^').count().max(1);
        Some(Report { message, name: place.next()?, line, column, length })
    });
    reports.collect()
}

// “Component `x` is defined in both `a` and `b`”
fn component_twice(text: &str) -> Option<(&str, &str)> {
    let mut parts = text.strip_prefix("Component `")?.split('`');
    let component = parts.next()?;
    Some((component, parts.nth(3)?))
}

fn text_of<'a>(name: &str, templates: &[Template<'a>]) -> Option<&'a str> {
    templates.iter().find(|template| template.name == name).map(|template| template.text)
}

/// The next theme in the chain, after that of the template `name`, that also has the file.
fn next_with<'a>(name: &str, file: &str, templates: &'a [Template<'_>]) -> Option<&'a str> {
    let having = templates.iter().filter_map(|template| template.name.split_once('/'));
    let mut themes = having.filter(|(_, known)| *known == file).map(|(theme, _)| theme);
    let own = name.split_once('/').map_or(name, |(theme, _)| theme);
    themes.find(|theme| *theme == own)?;
    themes.next()
}

/// For a forgotten `endblock`, Tera only reports the end of the file; we report what is open there.
fn unclosed(message: &str, name: &str, templates: &[Template<'_>]) -> Option<TemplateError> {
    if !message.eq_ignore_ascii_case("unexpected end of input") && !message.starts_with("Unexpected end of") {
        return None;
    }
    let tags = read_tags(text_of(name, templates)?);
    let tag = open_tag(&tags)?;
    let own = match tag.keyword() {
        "block" | "component" => tag.name(1).map_or(String::new(), |name| format!(" {name}")),
        _ => String::new(),
    };
    let keyword = tag.keyword();
    let message = match own.is_empty() {
        true => format!("this `{keyword}` is never closed"),
        false => format!("the {keyword} `{}` is never closed", own.trim_start()),
    };
    let span = template_path(name).map(|path| Span::new(&path, tag.range.clone()));
    Some(TemplateError {
        span,
        message,
        hint: Some(format!("write {{% end{keyword}{own} %}} where it ends")),
    })
}

/// The position of the first `{% start … %}` of a template.
fn place_of_tag(name: &str, start: &str, templates: &[Template<'_>]) -> Range<usize> {
    let Some(text) = text_of(name, templates) else { return 0..0 };
    let tags = text.match_indices("{%").filter_map(|(place, _)| {
        let length = text[place..].find("%}")? + 2;
        let inner = text[place..place + length].trim_start_matches(['{', '%', '-', ' ']);
        inner.starts_with(start).then_some(place..place + length)
    });
    tags.into_iter().next().unwrap_or(0..0)
}

/// Tera's message in our style, and a hint from the names that exist.
fn reworded(message: &str, templates: &[Template<'_>]) -> (String, Option<String>) {
    for (start, noun) in [("Unknown component `", "component"), ("Unknown template `", "template")] {
        if let Some(name) = message.strip_prefix(start).and_then(|rest| rest.strip_suffix('`')) {
            let known: Vec<&str> = match noun {
                "component" => templates.iter().flat_map(|template| component_names(template.text)).collect(),
                _ => templates.iter().filter_map(|template| Some(template.name.split_once('/')?.1)).collect(),
            };
            let hint = nearest(name, known).map(|near| format!("did you mean “{near}”?"));
            return (format!("no {noun} is called “{name}”"), hint);
        }
    }
    if let Some((argument, wanted)) = empty_argument(message) {
        let message =
            format!("the argument `{argument}` of this component is empty, but must be of type `{wanted}`");
        let hint = "its value is absent on this page: test for it with `if` before the call, or give the parameter a default";
        return (message, Some(hint.to_owned()));
    }
    // “Block was named `a` in the opening tag, found `b` as name in the end tag”
    if let Some(rest) =
        message.strip_prefix("block was named `").or_else(|| message.strip_prefix("Block was named `"))
    {
        let mut names = rest.split('`');
        if let (Some(open), Some(end)) = (names.next(), names.nth(1)) {
            let message = format!("the block `{open}` is still open where `{end}` ends");
            return (message, Some(format!("write {{% endblock {open} %}} where it ends")));
        }
    }
    if message.contains("content would be ignored") {
        let hint = "move it into a block of the template that this one extends; `kb theme show` prints that template";
        return (uncapitalized(message), Some(hint.to_owned()));
    }
    // “Variable `titel` is not defined. Available variables: root, title”
    for separator in [". Available variables: ", ". Available fields: "] {
        if let Some((sentence, known)) = message.split_once(separator) {
            let name = sentence.split('`').nth(1).unwrap_or("");
            let hint =
                did_you_mean(name, known.split(", ")).unwrap_or_else(|| format!("available here: {known}"));
            return (uncapitalized(sentence), Some(hint));
        }
    }
    (uncapitalized(message), None)
}

// “Component argument `title` (type: `undefined`) does not match expected type: `string`”
fn empty_argument(message: &str) -> Option<(&str, &str)> {
    let (argument, rest) =
        message.get("Component argument `".len()..)?.split_once("` (type: `undefined`)")?;
    let wanted = rest.split('`').nth(1)?;
    message.to_ascii_lowercase().starts_with("component argument `").then_some((argument, wanted))
}

fn component_names(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("component ").filter_map(|(place, word)| {
        let is_definition = text[..place].trim_end_matches(['-', ' ']).ends_with("{%");
        let rest = &text[place + word.len()..];
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        (is_definition && end > 0).then_some(&rest[..end])
    })
}
