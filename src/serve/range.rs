//! The requested byte range of a file (RFC 9110, section 14). Takes a header and a length, gives a range.

use std::ops::Range;

/// What a `Range` header requests of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: no valid range was requested. A request for several ranges gets the whole file too, as on most hosts.
    Whole,
    /// These bytes.
    Range(Range<u64>),
    /// Bytes that it does not have.
    Unsatisfiable,
}

/// Reads a `Range` header for a file of `length` bytes.
pub fn part(header: &str, length: u64) -> Part {
    let Some((unit, ranges)) = header.split_once('=') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    // A list may have empty items (RFC 9110, section 5.6.1.2).
    let mut items = ranges.split(',').map(str::trim).filter(|item| !item.is_empty());
    let (Some(item), None) = (items.next(), items.next()) else { return Part::Whole };
    let Some((first, last)) = item.split_once('-') else { return Part::Whole };
    match (number(first), number(last)) {
        (Number::None, Number::Some(0)) => Part::Unsatisfiable,
        // The last bytes; all of them if there are fewer.
        (Number::None, Number::Some(_)) if length == 0 => Part::Whole,
        (Number::None, Number::Some(count)) => Part::Range(length.saturating_sub(count)..length),
        (Number::Some(first), Number::Some(last)) if last < first => Part::Whole,
        (Number::Some(first), Number::None | Number::Some(_)) if first >= length => Part::Unsatisfiable,
        (Number::Some(first), Number::None) => Part::Range(first..length),
        (Number::Some(first), Number::Some(last)) => Part::Range(first..last.saturating_add(1).min(length)),
        _ => Part::Whole,
    }
}

enum Number {
    None,
    Some(u64),
    Wrong,
}

/// Only digits; an overflow counts as the largest number.
fn number(text: &str) -> Number {
    match text {
        "" => Number::None,
        _ if text.bytes().all(|byte| byte.is_ascii_digit()) => Number::Some(text.parse().unwrap_or(u64::MAX)),
        _ => Number::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_the_standard() {
        let check = |header: &str, expected: Part| assert_eq!(part(header, 10), expected, "{header}");
        check("bytes=0-3", Part::Range(0..4));
        check("bytes=7-", Part::Range(7..10));
        check("bytes=7-99", Part::Range(7..10));
        check("bytes=7-99999999999999999999999", Part::Range(7..10));
        check("bytes=-3", Part::Range(7..10));
        check("bytes=-30", Part::Range(0..10));
        check("Bytes=0-0", Part::Range(0..1));
        check("bytes=, 2-3 ,", Part::Range(2..4));
        check("bytes=10-", Part::Unsatisfiable);
        check("bytes=99999999999999999999999-", Part::Unsatisfiable);
        check("bytes=-0", Part::Unsatisfiable);
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=3-2",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=1 -2",
            "bytes=1-2-3",
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=0x1-2",
            "bytes=--1",
        ] {
            check(header, Part::Whole);
        }
        assert_eq!(part("bytes=0-", 0), Part::Unsatisfiable);
        assert_eq!(part("bytes=-5", 0), Part::Whole);
    }
}
