//! Bare addresses in text, by the rules of GFM (“Autolinks (extension)”).

use std::ops::Range;

/// An address in text.
pub(super) struct Autolink {
    /// Its position in the text.
    pub range: Range<usize>,
    /// Where it leads.
    pub address: String,
}

/// All addresses in `text[from..to]`, in order. The text before `from` decides whether one may begin there.
pub(super) fn find_autolinks(text: &str, from: usize, to: usize) -> Vec<Autolink> {
    let bytes = &text.as_bytes()[..to];
    let mut links: Vec<Autolink> = Vec::new();
    let mut at = from;
    // Where the local part of an e-mail address may begin.
    let mut least = from;
    while let Some(offset) = bytes[at..].iter().position(|byte| matches!(byte, b':' | b'w' | b'W' | b'@')) {
        at += offset;
        let found = match bytes[at] {
            b':' => find_url(text, least, at, to),
            b'@' => find_email(text, least, at, to),
            _ => find_www(text, at, to),
        };
        match found {
            Some(link) => {
                at = link.range.end;
                least = at;
                links.push(link);
            }
            None => at += 1,
        }
    }
    links
}

fn find_url(text: &str, least: usize, colon: usize, to: usize) -> Option<Autolink> {
    let after = text[colon..to].strip_prefix("://")?;
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let start = colon.checked_sub(scheme.len()).filter(|start| *start >= least);
        start.is_some_and(|start| text.as_bytes()[start..colon].eq_ignore_ascii_case(scheme.as_bytes()))
    })?;
    let start = colon - scheme.len();
    if text[..start].ends_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let domain = domain_length(after);
    if domain == 0 {
        return None;
    }
    let end = end_after(text, colon + 3 + domain, to);
    Some(Autolink { range: start..end, address: text[start..end].to_owned() })
}

fn find_www(text: &str, start: usize, to: usize) -> Option<Autolink> {
    let head = text.as_bytes()[start..to].get(..4)?;
    let before = text[..start].chars().next_back();
    let may_begin = before.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, '*' | '_' | '~' | '(') || is_sentence_sign(letter)
    });
    if !head.eq_ignore_ascii_case(b"www.") || !may_begin {
        return None;
    }
    let domain = domain_length(&text[start..to]);
    if domain <= 4 {
        return None;
    }
    let end = end_after(text, start + domain, to);
    Some(Autolink { range: start..end, address: format!("http://{}", &text[start..end]) })
}

fn find_email(text: &str, least: usize, at: usize, to: usize) -> Option<Autolink> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    // RFC 5321 allows 64 characters; the bound also keeps the search from scanning a long line repeatedly.
    let length = bytes[least..at].iter().rev().take(64).take_while(|byte| is_local(byte)).count();
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let domain = bytes[at + 1..to].iter().take_while(|byte| is_domain(byte)).count();
    let mut end = at + 1 + domain;
    while bytes[..end].ends_with(b".") {
        end -= 1;
    }
    let domain = &text[(at + 1).min(end)..end];
    let is_valid = length > 0
        && domain.contains('.')
        && !domain.ends_with(['-', '_'])
        && domain.split('.').all(|part| !part.is_empty());
    is_valid.then(|| {
        let range = at - length..end;
        Autolink { address: format!("mailto:{}", &text[range.clone()]), range }
    })
}

// The length of the domain that a text begins with, 0 for none: at least two parts of letters, digits, `-` and `_`,
// without `_` in the last two.
fn domain_length(text: &str) -> usize {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    // Names have at most 253 characters; the bound keeps the search from scanning a long line repeatedly.
    let length: usize =
        text.chars().take(254).take_while(|letter| is_part(*letter)).map(char::len_utf8).sum();
    let domain = text[..length].trim_end_matches('.');
    // No top-level domain mixes ASCII with other letters: `example.com再说` ends after `com`.
    let last = domain.rfind('.').map_or(0, |dot| dot + 1);
    let mixed = domain[last..].find(|letter: char| !letter.is_ascii()).filter(|at| *at > 0);
    let (domain, length) = match mixed {
        Some(at) => (&domain[..last + at], last + at),
        None => (domain, length),
    };
    let mut parts = domain.rsplit('.');
    let (last, before) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let is_valid = !last.is_empty() && !before.is_empty() && !last.contains('_') && !before.contains('_');
    if is_valid { length } else { 0 }
}

// The end of an address whose domain ends at a place. A letter there belongs to the sentence.
fn end_after(text: &str, domain_end: usize, to: usize) -> usize {
    match text[domain_end..to].starts_with(char::is_alphabetic) {
        true => domain_end,
        false => trim_end(text, domain_end, to),
    }
}

/// Punctuation that sentences have and addresses do not, in scripts without spaces around it: the following words are not part
/// of the address (GFM ends one only at white space and `<`).
fn is_sentence_sign(letter: char) -> bool {
    matches!(letter,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30fb}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff0e}'
        | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1c}' | '\u{ff1e}' | '\u{ff1f}' | '\u{ff3b}' | '\u{ff3d}' | '\u{ff5b}'..='\u{ff65}'
        | '“' | '”' | '„' | '«' | '»' | '…' | '،' | '؛' | '؟' | '।' | '॥' | '។' | '៕' | '၊' | '။')
}

// The end of an address without the punctuation of the sentence around it.
fn trim_end(text: &str, from: usize, to: usize) -> usize {
    let rest = &text[from..to];
    let mut end = from
        + rest
            .find(|letter: char| letter.is_whitespace() || letter == '<' || is_sentence_sign(letter))
            .unwrap_or(rest.len());
    let count = |byte: u8| text.as_bytes()[from..end].iter().filter(|other| **other == byte).count();
    let (opening, mut closing) = (count(b'('), count(b')'));
    loop {
        let address = &text[from..end];
        match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '”' | '…') => {
                end -= address.chars().next_back().map_or(1, char::len_utf8);
            }
            Some(')') if closing > opening => {
                closing -= 1;
                end -= 1;
            }
            Some(';') => {
                let is_name = |letter: char| letter.is_ascii_alphanumeric();
                let name = address[..address.len() - 1].trim_end_matches(is_name);
                match name.ends_with('&') && name.len() < address.len() - 1 {
                    true => end -= address.len() - name.len() + 1,
                    false => break,
                }
            }
            _ => break,
        }
    }
    // A domain may end a sentence.
    while end > 0 && text.as_bytes()[end - 1] == b'.' {
        end -= 1;
    }
    end
}
