//! What YAML front matter loses to comments.

use crate::data::{Table, Value};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::path::SourcePath;

/// Reports text that YAML takes for a comment, in a file up to the end of its front matter: `title: #1 guide`, `title: C # notes`, `tags: #refunds`.
pub(super) fn report_comments(path: &SourcePath, file: &str, table: &Table, found: &mut Diagnostics) {
    report_lost_tags(path, file, table, found);
    for (key, value) in table.entries.iter().filter(|(key, _)| matches!(&*key.value, "title" | "summary")) {
        let line =
            key.range.start..file[key.range.end..].find('\n').map_or(file.len(), |end| key.range.end + end);
        let Some((name, written)) = file[line.clone()].split_once(':') else { continue };
        let comment = match &value.value {
            Value::Null => written.trim_start().starts_with('#').then_some(0),
            Value::Text(_) if !written.trim_start().starts_with(['"', '\'', '|', '>']) => written.find(" #"),
            Value::Text(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Date(_)
            | Value::List(_)
            | Value::Table(_) => None,
        };
        let Some(comment) = comment else { continue };
        let start = line.start + name.len() + 1 + comment;
        let place = start + file[start..line.end].find('#').unwrap_or(0)..line.end;
        let message = format!("in YAML, `#` begins a comment, so this is not part of `{}`", key.value);
        found.report(&codes::TITLE_MARKUP, Span::new(path, place), message).label("a comment").hint(format!(
            "write `{}: \"{}\"`, or delete it",
            key.value,
            written.trim().replace('"', "\\\"")
        ));
    }
}

/// Reports tags that YAML takes for comments: `tags: #refunds`, `tags: refunds #sales`, and `- #refunds` in a list. In
/// `# later`, nobody means a tag.
fn report_lost_tags(path: &SourcePath, file: &str, table: &Table, found: &mut Diagnostics) {
    let Some((key, value)) = table.entries.iter().find(|(key, _)| matches!(&*key.value, "tags" | "tag"))
    else {
        return;
    };
    let mut start = key.range.end;
    for (index, line) in file[start..].split_inclusive('\n').enumerate() {
        let place = start..start + line.trim_end().len();
        start += line.len();
        let written = match index {
            0 => file[place.clone()].trim_start_matches(['"', '\'', ' ', ':']),
            _ => match file[place.clone()].trim_start().strip_prefix('-') {
                Some(item) => item.trim_start(),
                None => return,
            },
        };
        // A comment above a list loses nothing.
        let is_above_list = index == 0 && value.value.list().is_some();
        if is_above_list || written.starts_with(['"', '\'', '[']) || matches!(value.value, Value::Table(_)) {
            continue;
        }
        let comment = if written.starts_with('#') { Some(0) } else { written.find(" #").map(|at| at + 1) };
        let Some(comment) = comment else { continue };
        let is_tag = written[comment + 1..].starts_with(char::is_alphanumeric);
        if !is_tag {
            continue;
        }
        let names: Vec<&str> = written.split([' ', ',', '#']).filter(|name| !name.is_empty()).collect();
        let hint = match (names.as_slice(), index) {
            ([name], 0) => format!("write `{}: {name}`, without the `#`", key.value),
            ([name], _) => format!("write `- {name}`, without the `#`"),
            (names, _) => format!("write `{}: [{}]`, without the `#`", key.value, names.join(", ")),
        };
        let message = format!("in YAML, `#` begins a comment, so this is not part of `{}`", key.value);
        let place = place.end - written.len() + comment..place.end;
        found.report(&codes::FIELD_TYPE, Span::new(path, place), message).label("a comment").hint(hint);
    }
}
