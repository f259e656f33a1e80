//! Regular expressions of a form's fields: what browsers would not take, as far as it can be said without one.

/// What is wrong with a regular expression, and its mend. Browsers compile it with the flag `v` (ECMA-262, section 22.2.1,
/// "ClassSetCharacter"); brackets and the letters within classes are where people slip, and all that is looked at.
pub(super) fn mistake_in(pattern: &str) -> Option<(String, &'static str)> {
    const CLOSE: &str =
        "close each `(`, `[` and `{`; to match the character itself, put a backslash before it";
    const ESCAPE: &str = "inside `[…]` these characters need a backslash: ( ) { } / | and a literal `-`";
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
                return Some((format!("`{letter}` needs a backslash inside `[…]`"), ESCAPE));
            }
            // Between two letters it is a range, and doubled it takes one class from another.
            '-' if in_class && (before == Some('[') || letters.peek() == Some(&']')) => {
                return Some(("`-` needs a backslash at the end of `[…]`".to_owned(), ESCAPE));
            }
            '(' | '{' => open.push(letter),
            ')' if open.last() == Some(&'(') => drop(open.pop()),
            '}' if open.last() == Some(&'{') => drop(open.pop()),
            ')' | ']' | '}' if !in_class => {
                return Some((format!("`{letter}` has no opening counterpart"), CLOSE));
            }
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
    fn patterns_that_browsers_accept_are_accepted() {
        for pattern in ["[A-Z]{2}[0-9]+", "[[a-z]--[aeiou]]+", r"[\-\/\(a]", "(a|b)?", r"\[\{\(", "a-b/c", ""]
        {
            assert_eq!(mistake_in(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn patterns_that_browsers_ignore_are_reported() {
        for (pattern, mistake) in [
            ("K-[0-9{4}", "`{` needs a backslash inside `[…]`"),
            ("[0-9 +-]*", "`-` needs a backslash at the end of `[…]`"),
            ("[-a]", "`-` needs a backslash at the end of `[…]`"),
            ("[a-z(]", "`(` needs a backslash inside `[…]`"),
            ("[0-9", "`[` is never closed"),
            ("(a", "`(` is never closed"),
            ("a)", "`)` has no opening counterpart"),
            ("a]", "`]` has no opening counterpart"),
        ] {
            assert_eq!(
                mistake_in(pattern).map(|(mistake, _)| mistake).as_deref(),
                Some(mistake),
                "{pattern}"
            );
        }
    }
}
