//! Values in Typst's notation. Text stays text, whatever it contains, and is never read as markup or code.

/// A string.
pub(super) fn text(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => {
                literal.push('\\');
                literal.push(letter);
            }
            // A line break within a literal could be read as several.
            letter if letter.is_control() => literal.push_str(&format!("\\u{{{:x}}}", u32::from(letter))),
            letter => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

/// An array, with a trailing comma, since a single element in parentheses is not an array.
pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("{item}, ")).collect();
    format!("({})", items.concat())
}

/// A dictionary; its keys may be any text.
pub(super) fn dictionary<'a>(entries: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> =
        entries.into_iter().map(|(key, value)| format!("{}: {value}, ", text(key))).collect();
    if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.concat()) }
}

/// A value that may be absent.
pub(super) fn optional(value: Option<String>) -> String {
    value.unwrap_or_else(|| "none".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(text("a \"b\" \\ #c\n$d$"), r##""a \"b\" \\ #c\u{a}$d$""##);
        assert_eq!(array([text("a")]), r#"("a", )"#);
        assert_eq!(array([]), "()");
        assert_eq!(dictionary([("a-b", optional(None))]), r#"("a-b": none, )"#);
        assert_eq!(dictionary([]), "(:)");
    }
}
