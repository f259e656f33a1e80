//! Regular expressions of a form's fields: what browsers would not take, as far as it can be said without one.

/// What is wrong with a regular expression, and its mend. Browsers compile it with the flag `v` (ECMA-262, section 22.2.1,
/// "ClassSetCharacter"); brackets and the letters within classes are where people slip, and all that is looked at.
pub(super) fn mistake_in(pattern: &str) -> Option<(String, &'static str)> {
    const CLOSE: &str =
        "close each `(`, `[` and `{`; one that is meant as a letter stands behind a backslash";
    const ESCAPE: &str =
        "within `[…]` these letters need a backslash: ( ) { } / | and a `-` that is meant as a letter";
    let mut open = Vec::new();
    let mut before = None;
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let in_class = open.last() == Some(&'[');
        match letter {
            '\\' => drop(letters.next()),
            '[' => open.push(letter),
            ']' if in_class => drop(open.pop()),
            '(' | ')' | '{' | '}' | '/' | '|' if in_class => {
                return Some((format!("`{letter}` stands in a class without a backslash"), ESCAPE));
            }
            // Between two letters it is a range, and doubled it takes one class from another.
            '-' if in_class && (before == Some('[') || letters.peek() == Some(&']')) => {
                return Some(("`-` stands at the end of a class without a backslash".to_owned(), ESCAPE));
            }
            '(' | '{' => open.push(letter),
            ')' if open.last() == Some(&'(') => drop(open.pop()),
            '}' if open.last() == Some(&'{') => drop(open.pop()),
            ')' | ']' | '}' if !in_class => return Some((format!("`{letter}` closes nothing"), CLOSE)),
            _ => {}
        }
        before = Some(letter);
    }
    open.pop().map(|letter| (format!("`{letter}` is never closed"), CLOSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_take_is_taken() {
        for pattern in ["[A-Z]{2}[0-9]+", "[[a-z]--[aeiou]]+", r"[\-\/\(a]", "(a|b)?", r"\[\{\(", "a-b/c", ""]
        {
            assert_eq!(mistake_in(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_browsers_would_ignore_is_told() {
        for (pattern, mistake) in [
            ("K-[0-9{4}", "`{` stands in a class without a backslash"),
            ("[0-9 +-]*", "`-` stands at the end of a class without a backslash"),
            ("[-a]", "`-` stands at the end of a class without a backslash"),
            ("[a-z(]", "`(` stands in a class without a backslash"),
            ("[0-9", "`[` is never closed"),
            ("(a", "`(` is never closed"),
            ("a)", "`)` closes nothing"),
            ("a]", "`]` closes nothing"),
        ] {
            assert_eq!(
                mistake_in(pattern).map(|(mistake, _)| mistake).as_deref(),
                Some(mistake),
                "{pattern}"
            );
        }
    }
}
