//! Converts straight quotes to the quotation marks of a language: which one opens, which one closes, and which is not a quotation
//! mark at all.
//!
//! The parser decides by the characters on both sides, which suits languages that separate words with spaces. Here open
//! quotations count too, so that `他说"你好"然后` has one mark that opens and one that closes.

use super::quotes::Quotes;
use crate::segment::is_unspaced;

/// The open quotations at a position in a block.
#[derive(Debug, Default)]
pub(super) struct OpenQuotes {
    double: usize,
    single: usize,
}

impl OpenQuotes {
    /// The mark for `"`, given the characters before and after it.
    pub fn double(&mut self, before: Option<char>, after: Option<char>, quotes: &Quotes) -> &'static str {
        let is_tight_after = after.is_some_and(|letter| !letter.is_whitespace());
        let may_open = is_tight_after && before.is_none_or(begins_quotation);
        match self.double {
            // Gershayim come before the last letter of a Hebrew abbreviation.
            _ if is_hebrew(before) && is_hebrew(after) => "״",
            0 if may_open || is_tight_after && before.is_some_and(is_of_unspaced) => {
                self.double += 1;
                quotes.open
            }
            // Inches and seconds.
            0 if before.is_some_and(|letter| letter.is_ascii_digit())
                && !after.is_some_and(char::is_alphanumeric) =>
            {
                "″"
            }
            0 => quotes.close,
            _ if may_open => {
                self.double += 1;
                quotes.open
            }
            _ => {
                self.double -= 1;
                quotes.close
            }
        }
    }

    /// The mark for `'`; `guess` is the parser's: `‘` or `’`.
    pub fn single(
        &mut self,
        before: Option<char>,
        after: Option<char>,
        guess: &str,
        quotes: &Quotes,
    ) -> &'static str {
        let has_apostrophes = !before.is_some_and(has_no_apostrophe) && !after.is_some_and(has_no_apostrophe);
        let is_tight_after = after.is_some_and(|letter| !letter.is_whitespace());
        let opens = match has_apostrophes {
            true => guess == "‘",
            false => self.single == 0 && is_tight_after,
        };
        if opens {
            self.single += 1;
            return quotes.inner_open;
        }
        let is_within_word = has_apostrophes && after.is_some_and(char::is_alphanumeric);
        match self.single {
            0 if before.is_some_and(|letter| letter.is_ascii_digit())
                && after.is_none_or(|letter| !letter.is_alphanumeric()) =>
            {
                "′"
            }
            0 => "’",
            _ if is_within_word => "’",
            _ => {
                self.single -= 1;
                quotes.inner_close
            }
        }
    }
}

/// Whether an option of a command may begin after a character.
pub(super) fn begins_option(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | '[' | '{' | '"' | '\'' | '`' | '/' | '=')
}

/// Whether `'` between two texts stands for feet, as in `5'10"`.
pub(super) fn is_feet(before: &str, after: &str) -> bool {
    let inches = after.bytes().take(3).take_while(u8::is_ascii_digit).count();
    before.ends_with(|letter: char| letter.is_ascii_digit())
        && (1..=2).contains(&inches)
        && after[inches..].starts_with('"')
}

/// Whether a quotation may begin after a character: white space, an opening bracket, a dash, another opening mark.
fn begins_quotation(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '(' | '['
                | '{'
                | '<'
                | '*'
                | '_'
                | '~'
                | '='
                | '/'
                | '-'
                | '–'
                | '—'
                | '‐'
                | '¿'
                | '¡'
                | '\''
                | '‘'
                | '“'
                | '„'
                | '«'
                | '‹'
                | '「'
                | '『'
                | '（'
                | '〈'
                | '《'
                | '【'
                | '〔'
                | '［'
                | '，'
                | '。'
                | '、'
                | '：'
                | '；'
                | '！'
                | '？'
                | '・'
        )
}

/// A letter of an unspaced script, or a mark that closes something in one.
fn is_of_unspaced(letter: char) -> bool {
    is_unspaced(letter) || matches!(letter, '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '］')
}

fn is_hebrew(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| matches!(letter, '\u{5d0}'..='\u{5ea}'))
}

fn has_no_apostrophe(letter: char) -> bool {
    is_unspaced(letter)
        || matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}')
}
