//! Regular expressions of a form's fields, judged as browsers judge them.
//!
//! Browsers compile `pattern` with the flag `v` and ignore it if that fails (HTML standard, section 4.10.5.3.6). The
//! grammar is that of ECMAScript 2024, section 22.2.1 "Patterns", with `UnicodeMode` and `UnicodeSetsMode`. The names
//! of scripts in `\p{…}` are not checked: their list grows with Unicode.

mod class;
mod property;

use std::collections::BTreeSet;

use property::property_kind;

/// What is wrong with a regular expression, and how to fix it.
pub(super) type Mistake = (String, &'static str);

/// The first mistake because of which browsers would ignore a pattern; none if they accept it.
pub(super) fn mistake_in(pattern: &str) -> Option<Mistake> {
    let mut reader = Reader { letters: pattern.chars().collect(), at: 0, ..Reader::default() };
    reader.pattern().err()
}

const CLOSE: &str = "close each `(`, `[` and `{`; to match the character itself, put a backslash before it";
const SIGN: &str = "write a backslash before it if it is meant as a character";
const BACKSLASH: &str = "remove the backslash, or double it if a backslash is meant";
const NAME: &str = "names consist of letters, digits and `_`, and each can be used only once";

#[derive(Default)]
struct Reader {
    letters: Vec<char>,
    at: usize,
    groups: u32,
    names: BTreeSet<String>,
    references: Vec<u32>,
    named_references: Vec<String>,
}

fn wrong<T>(message: impl Into<String>, hint: &'static str) -> Result<T, Mistake> {
    Err((message.into(), hint))
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let is_there = wanted
            .chars()
            .enumerate()
            .all(|(offset, letter)| self.letters.get(self.at + offset).is_some_and(|there| *there == letter));
        if is_there {
            self.at += wanted.chars().count();
        }
        is_there
    }

    fn pattern(&mut self) -> Result<(), Mistake> {
        // For each open group, whether it can be repeated once it is closed: lookarounds cannot.
        let mut open: Vec<bool> = Vec::new();
        let mut can_repeat = false;
        while let Some(letter) = self.peek() {
            can_repeat = match letter {
                '(' => {
                    self.at += 1;
                    open.push(self.group()?);
                    false
                }
                ')' => {
                    self.at += 1;
                    let Some(group) = open.pop() else {
                        return wrong("`)` has no matching opening bracket", CLOSE);
                    };
                    group
                }
                '[' => {
                    self.at += 1;
                    self.class(0)?;
                    true
                }
                '\\' => self.atom_escape()?,
                '*' | '+' | '?' | '{' => {
                    self.quantifier(can_repeat)?;
                    false
                }
                ']' | '}' => return wrong(format!("`{letter}` has no matching opening bracket"), CLOSE),
                '|' | '^' | '$' => {
                    self.at += 1;
                    false
                }
                _ => {
                    self.at += 1;
                    true
                }
            };
        }
        if !open.is_empty() {
            return wrong("`(` is never closed", CLOSE);
        }
        if let Some(reference) = self.references.iter().find(|number| **number > self.groups) {
            return wrong(format!("`\\{reference}` refers to a group that does not exist"), BACKSLASH);
        }
        match self.named_references.iter().find(|name| !self.names.contains(*name)) {
            Some(name) => wrong(format!("`\\k<{name}>` refers to a group that does not exist"), NAME),
            None => Ok(()),
        }
    }

    /// Reads the start of a group, after `(`. Gives whether the group can be repeated.
    fn group(&mut self) -> Result<bool, Mistake> {
        if !self.take("?") {
            self.groups += 1;
            return Ok(true);
        }
        if self.take(":") {
            return Ok(true);
        }
        if ["=", "!", "<=", "<!"].iter().any(|sign| self.take(sign)) {
            return Ok(false);
        }
        if !self.take("<") {
            return wrong(
                "`(?` does not begin a group that all browsers support",
                "write `(?:…)` for a group",
            );
        }
        self.groups += 1;
        let name = self.name()?;
        match self.names.insert(name.clone()) {
            true => Ok(true),
            false => wrong(format!("two groups are called `{name}`"), NAME),
        }
    }

    /// Reads the name of a group, after `<`.
    fn name(&mut self) -> Result<String, Mistake> {
        let mut name = String::new();
        while let Some(letter) = self.peek() {
            self.at += 1;
            match letter {
                '>' if !name.is_empty() => return Ok(name),
                '$' | '_' => name.push(letter),
                _ if letter.is_alphabetic() || !name.is_empty() && letter.is_alphanumeric() => {
                    name.push(letter)
                }
                _ => break,
            }
        }
        wrong("this is not a valid group name", NAME)
    }

    fn quantifier(&mut self, can_repeat: bool) -> Result<(), Mistake> {
        let sign = self.peek().unwrap_or_default();
        self.at += 1;
        if !can_repeat {
            return match sign {
                '{' => wrong("there is nothing before `{` to repeat", SIGN),
                _ => wrong(format!("there is nothing before `{sign}` to repeat"), SIGN),
            };
        }
        if sign == '{' {
            let least = self.digits();
            let most = if self.take(",") { self.digits() } else { least.clone() };
            let Some(least) = least.filter(|_| self.take("}")) else {
                return wrong(
                    "`{` is not followed by a number of repetitions",
                    "write `{3}`, `{2,}` or `{2,4}`",
                );
            };
            if most.is_some_and(|most| is_less(&most, &least)) {
                return wrong(
                    "the numbers of repetitions are in the wrong order",
                    "write the smaller number first",
                );
            }
        }
        self.take("?");
        Ok(())
    }

    fn digits(&mut self) -> Option<String> {
        let start = self.at;
        while self.peek().is_some_and(|letter| letter.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then(|| self.letters[start..self.at].iter().collect())
    }

    /// Reads an escape outside of a class. Gives whether it can be repeated.
    fn atom_escape(&mut self) -> Result<bool, Mistake> {
        self.at += 1;
        match self.peek() {
            Some('b' | 'B') => {
                self.at += 1;
                Ok(false)
            }
            Some('1'..='9') => {
                let number = self.digits().unwrap_or_default();
                self.references.push(number.parse().unwrap_or(u32::MAX));
                Ok(true)
            }
            Some('k') => {
                self.at += 1;
                if !self.take("<") {
                    return wrong("`\\k` needs a group name", "write `\\k<name>`");
                }
                let name = self.name()?;
                self.named_references.push(name);
                Ok(true)
            }
            _ => {
                if self.class_escape()?.is_none() {
                    self.character_escape()?;
                }
                Ok(true)
            }
        }
    }

    /// Reads `\d`, `\p{…}` and the like, after the backslash. Gives whether it can match several characters at once;
    /// none if it is another escape.
    fn class_escape(&mut self) -> Result<Option<bool>, Mistake> {
        let Some(letter) = self.peek() else { return Ok(None) };
        match letter {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                self.at += 1;
                Ok(Some(false))
            }
            'p' | 'P' => {
                self.at += 1;
                let rest = &self.letters[self.at..];
                let end = rest.iter().position(|letter| *letter == '}').filter(|_| rest[0] == '{');
                let Some(end) = end else {
                    return wrong(format!("`\\{letter}` needs a property"), "write `\\p{Letter}`");
                };
                let property: String = rest[1..end].iter().collect();
                self.at += end + 1;
                match property_kind(&property) {
                    Some(has_strings) if !(has_strings && letter == 'P') => Ok(Some(has_strings)),
                    _ => wrong(
                        format!("no property of characters is called `{property}`"),
                        "use Unicode property names, such as `\\p{Letter}` or `\\p{Script=Greek}`",
                    ),
                }
            }
            _ => Ok(None),
        }
    }

    /// Reads an escape for one character, after the backslash.
    fn character_escape(&mut self) -> Result<char, Mistake> {
        let Some(letter) = self.peek() else {
            return wrong("a backslash ends the pattern", BACKSLASH);
        };
        self.at += 1;
        let next = self.peek();
        match letter {
            'f' => Ok('\u{c}'),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            'v' => Ok('\u{b}'),
            '0' if !next.is_some_and(|next| next.is_ascii_digit()) => Ok('\0'),
            'c' if next.is_some_and(|next| next.is_ascii_alphabetic()) => {
                self.at += 1;
                Ok(char::from_u32(u32::from(next.unwrap_or_default()) % 32).unwrap_or_default())
            }
            'x' => match self.hexadecimal(2) {
                Some(number) => Ok(char::from_u32(number).unwrap_or_default()),
                None => wrong("`\\x` needs two hexadecimal digits", "write `\\x41`"),
            },
            'u' => self.unicode_escape(),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => {
                Ok(letter)
            }
            _ => wrong(format!("`\\{letter}` is not a valid escape"), BACKSLASH),
        }
    }

    fn unicode_escape(&mut self) -> Result<char, Mistake> {
        const HINT: &str = "write `\\u0041` or `\\u{41}`";
        if self.take("{") {
            let start = self.at;
            while self.peek().is_some_and(|letter| letter.is_ascii_hexdigit()) {
                self.at += 1;
            }
            let digits: String = self.letters[start..self.at].iter().collect();
            let number = u32::from_str_radix(digits.trim_start_matches('0'), 16);
            let number = if digits.contains('0') { number.or(Ok(0)) } else { number };
            return match number.ok().filter(|number| *number <= 0x0010_ffff && self.take("}")) {
                Some(number) => Ok(char::from_u32(number).unwrap_or('\u{fffd}')),
                None => wrong("`\\u{` needs a code point in hexadecimal", HINT),
            };
        }
        match self.hexadecimal(4) {
            // Half of a surrogate pair.
            Some(high @ 0xd800..=0xdbff) => {
                let after = self.at;
                let low = if self.take("\\u") { self.hexadecimal(4) } else { None };
                match low {
                    Some(low @ 0xdc00..=0xdfff) => {
                        let number = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        Ok(char::from_u32(number).unwrap_or('\u{fffd}'))
                    }
                    _ => {
                        self.at = after;
                        Ok('\u{d7ff}')
                    }
                }
            }
            Some(number) => Ok(char::from_u32(number).unwrap_or('\u{e000}')),
            None => wrong("`\\u` needs four hexadecimal digits", HINT),
        }
    }

    fn hexadecimal(&mut self, count: usize) -> Option<u32> {
        let digits: String = self.letters.get(self.at..self.at + count)?.iter().collect();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(&digits, 16).ok().filter(|_| is_number)?;
        self.at += count;
        Some(number)
    }
}

/// Compares two numbers of any length, given as digits.
fn is_less(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    (one.len(), one) < (other.len(), other)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each verdict is that of `new RegExp(pattern, "v")` in Node 20 (V8 11.3).
    #[test]
    fn what_browsers_take_is_taken() {
        for pattern in [
            "[A-Z]{2}[0-9]+",
            "[[a-z]--[aeiou]]+",
            r"[\-\/\(a]",
            "(a|b)?",
            r"\[\{\(",
            "a-b/c",
            "",
            r"[\w\-]+",
            "[^]",
            "[]",
            r"(?<year>\d{4})-\k<year>",
            r"\p{Letter}+",
            r"[\p{RGI_Emoji}]",
            r"[\q{abc|d}]",
            r"\u{1F600}",
            r"a{2,}?",
            r"[a&&b]",
            r"(?=a)b",
            r"[a-z&&[^aeiou]]",
            r"\x41\cA\0",
            "(a)\\1",
            "[a=b]",
            r"[&]",
        ] {
            let expected = pattern == "[a-z&&[^aeiou]]";
            assert_eq!(mistake_in(pattern).is_some(), expected, "{pattern}: {:?}", mistake_in(pattern));
        }
    }

    #[test]
    fn what_browsers_would_ignore_is_reported() {
        for (pattern, mistake) in [
            ("K-[0-9{4}", "`{` needs a backslash inside `[…]`"),
            ("[0-9 +-]*", "`-` needs a backslash at the end of `[…]`"),
            ("[-a]", "`-` needs a backslash at the end of `[…]`"),
            ("[A-Za-z0-9-_]+", "`-` needs a backslash inside `[…]`"),
            ("[a-z(]", "`(` needs a backslash inside `[…]`"),
            (r"[\w-.]", "`-` needs a backslash inside `[…]`"),
            ("[a!!]", "`!!` is reserved inside `[…]`"),
            ("[0-9", "`[` is never closed"),
            ("(a", "`(` is never closed"),
            ("a)", "`)` has no matching opening bracket"),
            ("a]", "`]` has no matching opening bracket"),
            (r"a\-b", "`\\-` is not a valid escape"),
            (r"\_", "`\\_` is not a valid escape"),
            (r"\@", "`\\@` is not a valid escape"),
            ("a{2,1}", "the numbers of repetitions are in the wrong order"),
            ("a{", "`{` is not followed by a number of repetitions"),
            ("*a", "there is nothing before `*` to repeat"),
            ("a**", "there is nothing before `*` to repeat"),
            ("(?=a)+", "there is nothing before `+` to repeat"),
            ("(?i)a", "`(?` does not begin a group that all browsers support"),
            ("[z-a]", "the range `z-a` is in the wrong order"),
            (r"\1", "`\\1` refers to a group that does not exist"),
            (r"\p{Leter}", "no property of characters is called `Leter`"),
            (r"[^\p{RGI_Emoji}]", "`[^…]` cannot exclude texts of several characters"),
            ("[ab--c]", "`--`, `&&` and plain characters are mixed in one `[…]`"),
            ("a\\", "a backslash ends the pattern"),
        ] {
            assert_eq!(
                mistake_in(pattern).map(|(mistake, _)| mistake).as_deref(),
                Some(mistake),
                "{pattern}"
            );
        }
    }

    #[test]
    fn brackets_without_end_are_a_mistake_like_others() {
        assert!(mistake_in(&"[".repeat(100_000)).is_some());
        assert!(mistake_in(&"(".repeat(100_000)).is_some());
    }
}
