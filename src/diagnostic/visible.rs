//! Text of authors in lines for people. A control character could steer the terminal, and a line break could add a line that
//! looks like one of kb's own, or like a command to a CI server.

use std::borrow::Cow;

/// Text in one line in which every character can be seen: the others become escapes, such as `\n` and `\u{9b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(is_hidden) {
        false => Cow::Borrowed(text),
        true => text
            .chars()
            .fold(String::new(), |mut line, letter| {
                match is_hidden(letter) {
                    true => line.extend(letter.escape_default()),
                    false => line.push(letter),
                }
                line
            })
            .into(),
    }
}

/// A line of a source. The renderer replaces all of these characters but those that begin the commands of a terminal in one
/// character; their stand-in has as many bytes, so that positions stay.
pub(super) fn visible_source(line: &str) -> Cow<'_, str> {
    let is_command = |letter: char| ('\u{80}'..='\u{9f}').contains(&letter);
    match line.contains(is_command) {
        false => Cow::Borrowed(line),
        true => line.replace(is_command, "¿").into(),
    }
}

// Also the characters that turn the direction of what follows.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
