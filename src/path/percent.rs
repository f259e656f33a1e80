//! Percent-encoding (RFC 3986, section 2.1), as much as each place of an address needs.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters that an address cannot contain unless they are encoded. All others in ASCII are reserved or unreserved.
const FORBIDDEN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// In a path, `%` is not yet an escape, and `?` and `#` would end it.
const IN_A_PATH: &AsciiSet = &FORBIDDEN.add(b'%').add(b'?').add(b'#');

/// Everything except the characters that are never special in an address: letters, digits and these four (RFC 3986,
/// section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes an address in UTF-8.
///
/// Takes a path or a path with query and fragment; what is already encoded stays as it is.
pub fn percent_encode(address: &str) -> String {
    utf8_percent_encode(address, FORBIDDEN).to_string()
}

/// Encodes any text as one part of an address: a folder, or a value in a query.
pub fn encode_component(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a path for an `href` or a `src`: what would end the path (`?`, `#`), begin an escape (`%`) or break the
/// attribute. So are letters beyond ASCII, since a browser would encode them in the same way, and a program that does
/// not know the page's encoding cannot.
pub fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, IN_A_PATH).into()
}

/// Decodes `%XX`. If the result is not valid UTF-8, the input is returned as it was.
pub fn percent_decode(address: &str) -> String {
    percent_decode_str(address).decode_utf8().map_or_else(|_| address.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(percent_encode("/größe/ a?b#c%20"), "/gr%C3%B6%C3%9Fe/%20a?b#c%20");
        assert_eq!(encode_component("a/b ~ö"), "a%2Fb%20~%C3%B6");
        assert_eq!(percent_decode("/gr%C3%B6%C3%9Fe/%2"), "/größe/%2");
        assert_eq!(percent_decode("%FF"), "%FF");
    }

    #[test]
    fn two_characters_that_are_not_a_number_are_not_decoded() {
        assert_eq!(percent_decode("50%+1"), "50%+1");
    }

    #[test]
    fn a_path_is_encoded_where_it_would_end_and_beyond_ascii() {
        assert_eq!(encode_path("a/Sales 100%.png"), "a/Sales%20100%25.png");
        assert_eq!(encode_path("a/what?#1.png"), "a/what%3F%231.png");
        assert_eq!(encode_path("größe/★.png"), "gr%C3%B6%C3%9Fe/%E2%98%85.png");
    }
}
