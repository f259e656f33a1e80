//! The syntax of a shortcode call: `{{ name(key="text", n=3) }}`.

use std::ops::Range;

use crate::config::{ArgumentKind, Field};
use crate::data::{Spanned, Value};

/// A call as written. Positions are in its piece.
pub(super) struct Call {
    pub name: Spanned<String>,
    pub arguments: Vec<Argument>,
    /// Written `{% … %}`.
    pub has_body: bool,
    /// The opening tag.
    pub range: Range<usize>,
}

impl Call {
    /// Whether an argument of a shortcode is given.
    pub fn has(&self, field: &Field<ArgumentKind>) -> bool {
        self.arguments.iter().any(|(key, _)| key.value == field.name.value)
    }
}

/// A name and a value.
pub(super) type Argument = (Spanned<String>, Spanned<Value>);

/// What is wrong with the syntax of a call.
pub(super) struct Problem {
    pub range: Range<usize>,
    pub message: String,
    pub label: &'static str,
    pub hint: String,
}

/// Reads a call that begins at `start`, and gives where it ends. None if there is no call there.
pub(super) fn read_call(text: &str, start: usize) -> Option<(Result<Call, Problem>, usize)> {
    let rest = &text[start..];
    let (has_body, closing) = match rest.get(..2)? {
        "{{" => (false, "}}"),
        "{%" => (true, "%}"),
        _ => return None,
    };
    let mut reader = CallReader { text, at: start + 2, closing };
    reader.skip_space();
    let name = reader.name()?;
    if !reader.take("(") {
        return None;
    }
    match reader.arguments(&name) {
        Ok(arguments) => {
            let range = start..reader.at;
            let end = range.end;
            Some((Ok(Call { name, arguments, has_body, range }), end))
        }
        Err(problem) => {
            // The call ends where it is closed, or else at the end of the line.
            let mut end = reader.at;
            while let Some(letter) = text[end..].chars().next().filter(|letter| *letter != '\n') {
                if text[end..].starts_with(closing) {
                    end += closing.len();
                    break;
                }
                end += letter.len_utf8();
            }
            Some((Err(problem), end))
        }
    }
}

struct CallReader<'a> {
    text: &'a str,
    at: usize,
    closing: &'static str,
}

impl CallReader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token);
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn name(&mut self) -> Option<Spanned<String>> {
        let rest = self.rest();
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_') {
            return None;
        }
        let is_inner = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        let length = rest.find(|letter: char| !is_inner(letter)).unwrap_or(rest.len());
        let name = Spanned { value: rest[..length].to_owned(), range: self.at..self.at + length };
        self.at += length;
        Some(name)
    }

    fn arguments(&mut self, call: &Spanned<String>) -> Result<Vec<Argument>, Problem> {
        let mut arguments = Vec::new();
        loop {
            self.skip_space();
            if self.take(")") {
                break;
            }
            let Some(name) = self.name() else {
                let hint = "write arguments as `name=\"value\"`, separated by commas, and end with `)`";
                return Err(self.problem(call, "expected an argument name", hint));
            };
            self.skip_space();
            if !self.take("=") {
                let hint = format!("write `{}=\"…\"`", name.value);
                return Err(self.problem(call, "expected `=`", &hint));
            }
            self.skip_space();
            let value = self.value(call)?;
            let end = value.range.end;
            arguments.push((name, value));
            self.skip_space();
            if !self.take(",") && !self.rest().starts_with(')') {
                if self.has_left_line(end) {
                    return Err(self.unclosed(call));
                }
                let hint = "separate arguments by commas and end with `)`";
                return Err(self.problem(call, "expected `,` or `)`", hint));
            }
        }
        let end = self.at;
        self.skip_space();
        if !self.take(self.closing) {
            if self.has_left_line(end) {
                return Err(self.unclosed(call));
            }
            let (wanted, hint) = match self.closing {
                "}}" => ("expected `}}`", "a shortcode without a body is written `{{ name(…) }}`"),
                _ => ("expected `%}`", "a shortcode with a body is written `{% name(…) %} … {% end %}`"),
            };
            return Err(self.problem(call, wanted, hint));
        }
        Ok(arguments)
    }

    fn value(&mut self, call: &Spanned<String>) -> Result<Spanned<Value>, Problem> {
        let start = self.at;
        let value = match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => Value::Text(self.string(quote, call)?),
            Some('“' | '”' | '„' | '‘' | '’' | '«' | '»') => {
                let hint = "use straight quotes: `\"`";
                return Err(self.problem(call, "expected a value, but this is a curly quote", hint));
            }
            _ => {
                let is_part =
                    |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+' | '_');
                let length = self.rest().find(|letter: char| !is_part(letter)).unwrap_or(self.rest().len());
                let word = &self.text[start..start + length];
                let Some(value) = read_word(word) else {
                    let hint = match word.is_empty() {
                        true => "a value is text in quotes, a number, `true` or `false`".to_owned(),
                        false => format!("put text in quotes: `\"{word}\"`"),
                    };
                    return Err(self.problem(call, "expected a value", &hint));
                };
                self.at += length;
                value
            }
        };
        Ok(Spanned { value, range: start..self.at })
    }

    fn string(&mut self, quote: char, call: &Spanned<String>) -> Result<String, Problem> {
        let opening = self.at;
        let mut value = String::new();
        let mut letters = self.text[opening + 1..].char_indices();
        while let Some((offset, letter)) = letters.next() {
            match letter {
                _ if letter == quote => {
                    self.at = opening + 1 + offset + 1;
                    return Ok(value);
                }
                '\\' => match letters.next() {
                    Some((_, 'n')) => value.push('\n'),
                    Some((_, 't')) => value.push('\t'),
                    Some((_, escaped @ ('"' | '\'' | '\\'))) => value.push(escaped),
                    Some((_, other)) => value.extend(['\\', other]),
                    None => {}
                },
                _ => value.push(letter),
            }
        }
        let hint = format!("close it with `{quote}`");
        Err(self.problem(call, "this quote is never closed", &hint))
    }

    /// Whether the line that a position is in has ended by now, or the whole text has.
    fn has_left_line(&self, place: usize) -> bool {
        self.rest().is_empty() || self.text[place..self.at].contains('\n')
    }

    /// The problem of a call that is never closed. Points at where it begins, since what comes lines later is not part
    /// of it.
    fn unclosed(&self, call: &Spanned<String>) -> Problem {
        Problem {
            range: call.range.clone(),
            message: format!("the shortcode `{}` is never closed", call.value),
            label: "opened here",
            hint: format!("end it with `) {}`", self.closing),
        }
    }

    // A problem that points at the character where reading stopped.
    fn problem(&self, call: &Spanned<String>, wanted: &str, hint: &str) -> Problem {
        let length = self.rest().chars().next().filter(|letter| *letter != '\n').map_or(0, char::len_utf8);
        let range = match length {
            0 => call.range.clone(),
            length => self.at..self.at + length,
        };
        Problem {
            range,
            message: format!("the shortcode `{}` cannot be read: {wanted}", call.value),
            label: "here",
            hint: hint.to_owned(),
        }
    }
}

fn read_word(word: &str) -> Option<Value> {
    match word {
        "true" => Some(Value::Boolean(true)),
        "false" => Some(Value::Boolean(false)),
        // Rust reads `inf` and `nan` as numbers; here they are names.
        _ if !word.contains(|letter: char| letter.is_ascii_digit()) => None,
        _ if word.starts_with(|letter: char| letter.is_ascii_alphabetic()) => None,
        _ => word.parse().map(Value::Integer).or_else(|_| word.parse().map(Value::Float)).ok(),
    }
}
