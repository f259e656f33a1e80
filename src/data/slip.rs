//! Typical mistakes in a line of TOML or YAML, and what an editor most likely meant.
//!
//! Takes the text, the position where a parser stopped and its message; gives a [`SyntaxError`] in plain words. Examines only
//! single lines `key = value` and `key: value`, since front matter consists of those.

use std::ops::Range;

use super::SyntaxError;
use super::date::impossible_day;
use crate::diagnostic::Confidence::{self, Suggestion, Sure};

/// A line that gives a key a value. All positions are in the text.
struct Line<'a> {
    key: &'a str,
    /// Without surrounding spaces.
    value: &'a str,
    range: Range<usize>,
    /// From the first character of the value to its last.
    place: Range<usize>,
}

impl<'a> Line<'a> {
    /// The line `range` of a text, if it is `key SIGN value` with a plain key.
    fn read(text: &'a str, range: Range<usize>, sign: &str) -> Option<Line<'a>> {
        let (key, value) = text[range.clone()].split_once(sign)?;
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' ');
        let key = key.trim();
        if key.is_empty() || !key.chars().all(is_part) {
            return None;
        }
        let start = range.end - value.trim_start().len();
        let value = value.trim();
        Some(Line { key, value, range, place: start..start + value.len() })
    }

    fn error(&self, message: &str, range: Range<usize>, hint: String) -> SyntaxError {
        SyntaxError { message: message.to_owned(), range, hint, fix: None }
    }

    /// An error whose fix replaces the value with `text`.
    fn replaced(
        &self,
        sign: &str,
        text: String,
        confidence: Confidence,
        message: &str,
        range: Range<usize>,
    ) -> SyntaxError {
        let hint = format!("write `{}{sign}{text}`", self.key);
        let fix = Some((confidence, self.place.clone(), text));
        SyntaxError { message: message.to_owned(), range, hint, fix }
    }

    /// What is wrong with a value that begins with a quote but does not end with it.
    fn quote_slip(&self, sign: &str, quote: char) -> Option<SyntaxError> {
        let inner = self.value.strip_prefix(quote)?;
        let opening = self.place.start..self.place.start + 1;
        match (closing(inner, quote), inner.strip_suffix(quote)) {
            // A `#` may begin a comment, in which case the end of the text is unclear.
            (None, _) => {
                let message = "this quote is never closed";
                Some(match inner.contains('#') {
                    true => self.error(message, opening, format!("close it with `{quote}`")),
                    false => {
                        let text = quoted(inner);
                        self.replaced(sign, text, Sure, message, opening)
                    }
                })
            }
            (Some(at), Some(inner)) if at < inner.len() && !inner[at + 1..].trim_start().starts_with('#') => {
                let at = self.place.start + 1 + at;
                let message = match quote {
                    '"' => "a quote inside quoted text needs a backslash before it",
                    _ => "the text ends at this quote, but more follows",
                };
                Some(self.replaced(sign, quoted(inner), Sure, message, at..at + 1))
            }
            _ => None,
        }
    }

    /// What is wrong with a value in curly quotes, as word processors produce them.
    fn curly_slip(&self, sign: &str) -> Option<SyntaxError> {
        let is_curly = |letter: char| matches!(letter, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»');
        if !self.value.starts_with(is_curly) {
            return None;
        }
        let message = "use straight quotes";
        let inner = self.value.strip_prefix(is_curly).and_then(|inner| inner.strip_suffix(is_curly));
        Some(match inner.filter(|inner| !inner.contains(is_curly)) {
            Some(inner) => self.replaced(sign, quoted(inner), Sure, message, self.place.clone()),
            None => {
                let hint = "put text in straight quotes, as in `title = \"Pull versus push\"`";
                self.error(message, self.place.clone(), hint.replace(" = ", sign))
            }
        })
    }

    fn boolean_slip(&self) -> Option<SyntaxError> {
        let word = self.value.to_lowercase();
        let is_true = match word.strip_suffix('.').unwrap_or(&word) {
            "yes" | "on" | "true" => true,
            "no" | "off" | "false" => false,
            _ => return None,
        };
        let hint = "write `true` or `false`, in lowercase and without quotes";
        // `title = yes` may be text; a draft is one or not.
        let confidence = if self.key == "draft" { Sure } else { Suggestion };
        let fix = Some((confidence, self.place.clone(), is_true.to_string()));
        let error =
            self.error("a value is `true`, `false`, or text in quotes", self.place.clone(), hint.into());
        Some(SyntaxError { fix, ..error })
    }

    fn day_slip(&self) -> Option<SyntaxError> {
        let (message, hint) = impossible_day(self.value)?;
        Some(self.error(&message, self.place.clone(), hint))
    }

    /// Whether it would be valid if it were in quotes.
    fn is_plain(&self) -> bool {
        !self.value.contains(['#', '"', '\'', '[', ']', '{', '}', '=', '\\'])
    }
}

/// What is wrong with a line of TOML. `range` is the line, `at` where the parser stopped and `message` its message.
pub(super) fn toml_slip(text: &str, range: Range<usize>, at: Range<usize>, message: &str) -> SyntaxError {
    let error = |message: &str, hint: &str| SyntaxError {
        message: message.to_owned(),
        range: at.clone(),
        hint: hint.to_owned(),
        fix: None,
    };
    if message.contains("duplicate") {
        return error(message, "use each key only once");
    }
    let Some(line) = Line::read(text, range.clone(), "=") else {
        return match Line::read(text, range, ":") {
            Some(line) => {
                let hint = format!("write `=` between a key and its value: `{} = …`", line.key);
                error(message, &hint)
            }
            None => {
                error(message, "a line must be `key = value`, a `[table]`, or a comment that starts with `#`")
            }
        };
    };
    let sign = " = ";
    let slip = line.curly_slip(sign);
    let slip = slip.or_else(|| line.quote_slip(sign, '"')).or_else(|| line.quote_slip(sign, '\''));
    if let Some(slip) = slip.or_else(|| line.day_slip()).or_else(|| line.boolean_slip()) {
        return slip;
    }
    let is_number_like = line.value.starts_with(|letter: char| letter.is_ascii_digit());
    let in_quotes = "text must be in quotes";
    match (is_number_like, line.is_plain()) {
        _ if line.value.is_empty() => error("the value is missing", "write it after `=`"),
        (false, true) if line.value.starts_with(char::is_alphanumeric) => {
            line.replaced(sign, quoted(line.value), Sure, in_quotes, line.place.clone())
        }
        (true, true) if line.value.contains(char::is_alphabetic) && line.value.contains(' ') => {
            line.replaced(sign, quoted(line.value), Suggestion, in_quotes, line.place.clone())
        }
        (true, _) => error(
            "this is neither a date nor a number",
            "write a date as 2026-03-02 and a number as 3 or 3.5; put anything else in straight quotes",
        ),
        (false, _) => {
            let is_unquoted = message.starts_with("string values must be quoted");
            let message = if is_unquoted { in_quotes } else { message };
            error(
                message,
                match message.starts_with("missing comma") {
                    true => "separate the items with commas: `[\"one\", \"two\"]`",
                    false => "put text in straight quotes, as in `title = \"Pull versus push\"`",
                },
            )
        }
    }
}

/// What is wrong with YAML in which a parser stopped at `at`; none if no line has a known mistake.
pub(super) fn yaml_slip(text: &str, at: usize) -> Option<SyntaxError> {
    let sign = ": ";
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        // A parser notices a tab at the end of the line before.
        let is_before_tab = lines.peek().is_some_and(|next| next.starts_with('\t'));
        let is_last = start > at && !is_before_tab || lines.peek().is_none();
        if range.end > 0 && text[range.clone()].starts_with('\t') {
            let tabs = text[range.clone()].len() - text[range.clone()].trim_start_matches('\t').len();
            let place = range.start..range.start + tabs;
            let fix = Some((Suggestion, place.clone(), "  ".repeat(tabs)));
            let (message, hint) = ("a line cannot be indented with tabs", "indent with spaces".to_owned());
            return Some(SyntaxError { message: message.to_owned(), range: place, hint, fix });
        }
        let Some(line) = Line::read(text, range.clone(), sign) else {
            if let (true, Some(slip)) = (is_last, missing_space(text, range)) {
                return Some(slip);
            }
            continue;
        };
        // Quoted text may continue on lines that are indented further.
        let goes_on = || {
            let next = text[line.range.end..].trim_start_matches(['\n', '\r']);
            let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
            !next.is_empty() && indent(next) > indent(&text[line.range.clone()])
        };
        for quote in ['"', '\''] {
            if let Some(inner) = line.value.strip_prefix(quote)
                && (closing(inner, quote).is_some() || !goes_on())
                && let Some(slip) = line.quote_slip(sign, quote)
            {
                return Some(slip);
            }
        }
        if let Some(slip) = lost_item(&line) {
            return Some(slip);
        }
        if is_last {
            return value_slip(&line, sign);
        }
    }
    None
}

/// `tags: [#refunds, #sales]`: what follows a `#` is a comment, and so is the end of the list.
fn lost_item(line: &Line<'_>) -> Option<SyntaxError> {
    let items = line.value.strip_prefix('[')?.strip_suffix(']')?;
    let items: Vec<&str> = items.split(',').map(str::trim).collect();
    let at = items.iter().position(|item| item.starts_with('#'))?;
    if items.iter().any(|item| item.contains(['"', '\'', '[', '{'])) {
        return None;
    }
    let start = line.place.start + line.value.find(items[at])?;
    let names: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let message = "in YAML, `#` begins a comment, so the list is never closed";
    let text = format!("[{}]", names.join(", "));
    Some(line.replaced(": ", text, Sure, message, start..start + items[at].len()))
}

/// A value that YAML would not read as text, in the line where the parser stopped.
fn value_slip(line: &Line<'_>, sign: &str) -> Option<SyntaxError> {
    let value = line.value;
    let has_comment = value.contains(" #");
    let quote = |confidence, message: &str| {
        Some(line.replaced(sign, quoted(value), confidence, message, line.place.clone()))
    };
    match value.chars().next()? {
        '"' | '\'' | '|' | '>' => None,
        first @ ('[' | '{') if !value.contains(if first == '[' { ']' } else { '}' }) => {
            let opening = line.place.start..line.place.start + 1;
            let hint = format!("close it with `{}`", if first == '[' { ']' } else { '}' });
            Some(line.error(&format!("this `{first}` is never closed"), opening, hint))
        }
        first @ ('[' | '{') if !has_comment => {
            quote(Suggestion, &format!("text that starts with `{first}` must be in quotes"))
        }
        first @ ('@' | '`' | '%' | '&' | '*' | '!') if !has_comment => {
            quote(Sure, &format!("text that starts with `{first}` must be in quotes"))
        }
        _ if (value.contains(": ") || value.ends_with(':')) && !has_comment => {
            quote(Sure, "text with a colon must be in quotes")
        }
        _ => None,
    }
}

/// `title:Refunds`, `title：Refunds`
fn missing_space(text: &str, range: Range<usize>) -> Option<SyntaxError> {
    if let Some(line) = Line::read(text, range.clone(), "：") {
        let at = range.start + text[range].find('：')?;
        let sign = at..at + '：'.len_utf8();
        return Some(SyntaxError {
            message: "this colon is a full-width one".to_owned(),
            range: sign.clone(),
            hint: format!("write `{}: {}`", line.key, line.value),
            fix: Some((Sure, sign, ": ".to_owned())),
        });
    }
    let line = Line::read(text, range.clone(), ":").filter(|line| !line.value.is_empty())?;
    let is_address = line.value.starts_with('/');
    let at = range.start + text[range].find(':')? + 1;
    (!is_address && !line.key.contains(' ') && line.place.start == at).then(|| SyntaxError {
        message: "a space is missing after the colon".to_owned(),
        range: at - 1..at,
        hint: format!("write `{}: {}`", line.key, line.value),
        fix: Some((Sure, at..at, " ".to_owned())),
    })
}

/// Where the quote is that ends a text; `inner` is what follows the opening quote. None if the text is never closed.
fn closing(inner: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    inner.char_indices().find_map(|(at, letter)| {
        let is_closing = letter == quote && !is_escaped;
        is_escaped = quote == '"' && letter == '\\' && !is_escaped;
        is_closing.then_some(at)
    })
}

/// Text in double quotes, which TOML and YAML read the same way. Quotes that already have a backslash keep it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('"' | '\\')) => quoted.extend(['\\', letters.next().unwrap_or('\\')]),
            ('"' | '\\', _) => quoted.extend(['\\', letter]),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
