//! Classes of characters, `[…]`, with the set operations of the flag `v` ("ClassSetExpression").

use super::{CLOSE, Mistake, Reader, wrong};

const ESCAPE: &str = "inside `[…]` these characters need a backslash: ( ) [ ] { } / | and a literal `-`";
const DOUBLE: &str = "write a backslash before each of the two: doubled signs are reserved inside `[…]`";
const OPERATORS: &str = "put each part in its own brackets: `[[a-z]--[aeiou]]`, `[[a-z]&&[a-f]]`";
/// Deeper than any pattern that a person wrote, and shallow enough for any stack.
const DEEPEST: usize = 100;

/// One thing in a class, between its brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    Character(char),
    /// A class, an escape such as `\d`, or a choice of strings.
    Set {
        has_strings: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Union,
    Intersection,
    Subtraction,
}

impl Reader {
    /// Reads a class, after its `[`. Gives whether it can match several characters at once.
    pub(super) fn class(&mut self, depth: usize) -> Result<bool, Mistake> {
        if depth == DEEPEST {
            return wrong("brackets are nested too deeply", "write fewer brackets");
        }
        let is_negated = self.take("^");
        let mut operation: Option<Operation> = None;
        let mut count = 0;
        let mut has_strings = false;
        while !self.take("]") {
            let next = match () {
                () if count > 0 && self.take("--") => Operation::Subtraction,
                () if count > 0 && self.take("&&") => {
                    if self.peek() == Some('&') {
                        return wrong("`&&&` is reserved inside `[…]`", DOUBLE);
                    }
                    Operation::Intersection
                }
                () => Operation::Union,
            };
            // What follows the first operand decides the operation; everything after it must be the same.
            if count > 0 && *operation.get_or_insert(next) != next {
                return wrong("`--`, `&&` and plain characters are mixed in one `[…]`", OPERATORS);
            }
            let operand = self.operand(depth)?;
            let strings = matches!(operand, Operand::Set { has_strings: true });
            has_strings = match next {
                _ if count == 0 => strings,
                Operation::Union => has_strings || strings,
                Operation::Intersection => has_strings && strings,
                Operation::Subtraction => has_strings,
            };
            if let (Operand::Character(first), Some('-')) = (operand, self.peek())
                && next == Operation::Union
                && self.letters.get(self.at + 1) != Some(&'-')
            {
                if self.letters.get(self.at + 1) == Some(&']') {
                    return wrong("`-` needs a backslash at the end of `[…]`", ESCAPE);
                }
                self.at += 1;
                match self.operand(depth) {
                    Ok(Operand::Character(last)) if last < first => {
                        return wrong(
                            format!("the range `{first}-{last}` is in the wrong order"),
                            "write the character that comes first in Unicode first",
                        );
                    }
                    Ok(Operand::Character(_)) => {}
                    Ok(Operand::Set { .. }) => {
                        return wrong("`-` needs a backslash inside `[…]`", ESCAPE);
                    }
                    Err(mistake) => return Err(mistake),
                }
                if count == 0 {
                    operation = Some(Operation::Union);
                }
            }
            count += 1;
        }
        match is_negated && has_strings {
            true => wrong("`[^…]` cannot exclude texts of several characters", "remove the `^`"),
            false => Ok(has_strings),
        }
    }

    fn operand(&mut self, depth: usize) -> Result<Operand, Mistake> {
        let Some(letter) = self.peek() else { return wrong("`[` is never closed", CLOSE) };
        if letter == '[' {
            self.at += 1;
            return Ok(Operand::Set { has_strings: self.class(depth + 1)? });
        }
        if letter == '\\' {
            self.at += 1;
            if self.take("q{") {
                return Ok(Operand::Set { has_strings: self.strings()? });
            }
            if let Some(has_strings) = self.class_escape()? {
                return Ok(Operand::Set { has_strings });
            }
            return self.class_character_escape().map(Operand::Character);
        }
        self.class_character(letter).map(Operand::Character)
    }

    fn class_character(&mut self, letter: char) -> Result<char, Mistake> {
        const DOUBLED: &str = "&!#$%*+,.:;<=>?@^`~";
        match letter {
            '-' if self.letters.get(self.at + 1) == Some(&']')
                || self.letters.get(self.at.wrapping_sub(1)) == Some(&'[') =>
            {
                wrong("`-` needs a backslash at the end of `[…]`", ESCAPE)
            }
            '(' | ')' | '[' | ']' | '{' | '}' | '/' | '-' | '|' => {
                wrong(format!("`{letter}` needs a backslash inside `[…]`"), ESCAPE)
            }
            _ if DOUBLED.contains(letter) && self.letters.get(self.at + 1) == Some(&letter) => {
                wrong(format!("`{letter}{letter}` is reserved inside `[…]`"), DOUBLE)
            }
            _ => {
                self.at += 1;
                Ok(letter)
            }
        }
    }

    fn class_character_escape(&mut self) -> Result<char, Mistake> {
        match self.peek() {
            Some('b') => {
                self.at += 1;
                Ok('\u{8}')
            }
            Some(sign) if "&-!#%,:;<=>@`~".contains(sign) => {
                self.at += 1;
                Ok(sign)
            }
            _ => self.character_escape(),
        }
    }

    /// Reads `\q{abc|d}`, after its brace. Gives whether one of the texts is not a single character.
    fn strings(&mut self) -> Result<bool, Mistake> {
        let mut has_strings = false;
        let mut length = 0;
        while let Some(letter) = self.peek() {
            match letter {
                '}' | '|' => {
                    self.at += 1;
                    has_strings |= length != 1;
                    if letter == '}' {
                        return Ok(has_strings);
                    }
                    length = 0;
                }
                '\\' => {
                    self.at += 1;
                    self.class_character_escape()?;
                    length += 1;
                }
                _ => {
                    self.class_character(letter)?;
                    length += 1;
                }
            }
        }
        wrong("`\\q{` is never closed", CLOSE)
    }
}
