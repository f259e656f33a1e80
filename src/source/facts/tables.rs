//! Which streams of a PDF a reader may unpack.
//!
//! A reader unpacks a whole stream when the file says that it is a table of objects (ISO 32000-1, sections 7.5.7 and 7.5.8), and a
//! small file can unpack to gigabytes. A search cannot find all that a file declares a table: names have escapes, and a list of
//! objects can call any stream one. So a stream stays a stream only if it is plainly a table, as programs write them, and its size
//! is known. All others are made unreadable; kb shows none of them.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::{memchr_iter, memmem};

/// How many bytes a reader may need for the tables of one file.
pub(super) const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// How many bytes a reader needs for each byte of a list of objects: an object can take one byte in it.
const PER_LISTED: u64 = 16;

/// How many times as large as before an unpacked stream can be.
const BEST_RATIO: u64 = 1_032;

/// How many bytes before its data the object of a table begins, at most.
const LONGEST_DICTIONARY: usize = 4 * 1024;

const STREAM: &[u8] = b"stream";

/// Overwrites the keyword `stream` of every stream that is not a table of objects, or makes all tables need more than `limit` bytes.
pub(super) fn keep_only(bytes: &mut [u8], limit: u64) {
    // What an encrypted table unpacks to cannot be seen.
    let is_encrypted = has_name(bytes, b"Encrypt");
    let (mut left, mut searched) = (limit, 0);
    while let Some(found) = memmem::find(&bytes[searched..], STREAM) {
        let at = searched + found;
        let (before, data) = (&bytes[searched..at], &bytes[at + STREAM.len()..]);
        let need = || {
            let per_byte = per_byte(before)?;
            let data = packed(data)?;
            let size = unpacked_size(data, left / per_byte)?;
            let size = if is_encrypted { data.len() as u64 * BEST_RATIO } else { size };
            Some(size * per_byte).filter(|need| *need <= left)
        };
        let need = if before.ends_with(b"end") { Some(0) } else { need() };
        searched = at + STREAM.len();
        match need {
            Some(need) => left -= need,
            None => bytes[at..searched].fill(b' '),
        }
    }
}

/// Whether a name begins anywhere in a file. Each of its characters may be written as `#` and two hexadecimal digits.
fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    memchr_iter(b'/', bytes).any(|slash| {
        let mut rest = &bytes[slash + 1..];
        name.iter().all(|expected| {
            let (written, after) = match rest {
                [b'#', high, low, after @ ..] => (hexadecimal(*high, *low), after),
                [byte, after @ ..] => (Some(*byte), after),
                [] => return false,
            };
            rest = after;
            written == Some(*expected)
        })
    })
}

/// The byte that two hexadecimal digits stand for.
fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// How many bytes a reader needs for each unpacked byte of a stream; None unless the text before its keyword ends with the object of
/// a table that is packed once. It must mean the same from wherever a reader begins: the number of the object begins a line, so it
/// is in no comment; the dictionary has no comments and escapes; and all that opens in it is closed in it.
fn per_byte(before: &[u8]) -> Option<u64> {
    let before = &before[before.len().saturating_sub(LONGEST_DICTIONARY)..];
    let (number, dictionary) = before.split_at(memmem::rfind(before, b"obj")?);
    let line = number.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    if line.len() == number.len() || !line.iter().all(|byte| byte.is_ascii_digit() || *byte == b' ') {
        return None;
    }
    let tokens = tokens(&dictionary[b"obj".len()..])?;
    let [b"<<", inner @ .., b">>"] = tokens.as_slice() else { return None };
    let has = |name: &[u8]| inner.contains(&name);
    // Keys may be abbreviated, and a filter may be in another object.
    let is_filter = |token: &&&[u8]| token.starts_with(b"/F") && **token != b"/First";
    if !inner.iter().filter(is_filter).eq([b"/Filter".as_slice(), b"/FlateDecode"].iter()) {
        return None;
    }
    let at = inner.iter().position(|token| *token == b"/Filter")?;
    let value = &inner[at + 1..];
    if !value.starts_with(&[b"/FlateDecode"]) && !value.starts_with(&[b"[", b"/FlateDecode", b"]"]) {
        return None;
    }
    // The filter's parameters are the only dictionary in it.
    let opens = |token: &&[u8]| *token == b"<<";
    match inner.iter().position(opens) {
        Some(open) => {
            let close = open + inner[open..].iter().position(|token| *token == b">>")?;
            let is_only = !inner[close + 1..].iter().any(|token| opens(token) || *token == b">>");
            let is_parameters =
                open > 0 && inner[open - 1] == b"/DecodeParms" && !(open..close).contains(&at);
            (is_only && is_parameters).then_some(())?;
        }
        None => (!inner.contains(&&b">>"[..])).then_some(())?,
    }
    match (has(b"/XRef"), has(b"/ObjStm")) {
        (true, false) => Some(PER_LISTED),
        // A list of objects, or parameters that let each of many attempts to unpack it fail.
        (false, true) if has(b"/W") || has(b"/DecodeParms") => None,
        (false, true) => Some(1),
        (true, true) | (false, false) => None,
    }
}

/// The tokens of a dictionary: names, numbers, strings and brackets. None if there is anything else in it.
fn tokens(mut text: &[u8]) -> Option<Vec<&[u8]>> {
    let is_regular = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
    let mut tokens = Vec::new();
    loop {
        text = text.trim_ascii_start();
        let while_all = |is: &dyn Fn(&&u8) -> bool| text[1..].iter().take_while(is).count();
        let length = match text {
            [] => return Some(tokens),
            [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
            [b'[' | b']', ..] => 1,
            [b'/', ..] => 1 + while_all(&is_regular),
            [b'<', ..] => 1 + while_all(&|byte| byte.is_ascii_hexdigit()) + 1,
            [b'(', ..] => 1 + while_all(&|byte| !b"()<\\\r\n".contains(byte)) + 1,
            [first, ..] if is_regular(&first) => 1 + while_all(&is_regular),
            [..] => return None,
        };
        let (token, rest) = text.split_at_checked(length)?;
        let is_closed = match token[0] {
            b'(' => token.ends_with(b")"),
            b'<' => token.ends_with(b">") || token == b"<<",
            _ => true,
        };
        is_closed.then_some(())?;
        tokens.push(token);
        text = rest;
    }
}

/// The data of a stream from the text after its keyword, if it ends before another stream begins. Whitespace may follow it.
fn packed(rest: &[u8]) -> Option<&[u8]> {
    let start = [b"\n".as_slice(), b"\r\n", b"\r"].iter().find_map(|end| rest.strip_prefix(*end))?;
    start[..memmem::find(start, STREAM)?].strip_suffix(b"end")
}

/// How many bytes packed data has when it is unpacked: None if it is more than a limit, or if the data has any mistake, since readers
/// differ in what they make of one.
fn unpacked_size(data: &[u8], limit: u64) -> Option<u64> {
    let mut decoder = Decompress::new(true);
    let mut buffer = vec![0; 32 * 1024];
    loop {
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let rest = &data[usize::try_from(read).ok()?..];
        let status = decoder.decompress(rest, &mut buffer, FlushDecompress::None).ok()?;
        if decoder.total_out() > limit {
            return None;
        }
        match status {
            Status::StreamEnd => return Some(decoder.total_out()),
            Status::Ok if (decoder.total_in(), decoder.total_out()) != (read, written) => {}
            Status::Ok | Status::BufError => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::super::{PdfFacts, read_pdf};
    use super::*;

    const OBJECTS: &str = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";

    fn zlib(data: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        packer.write_all(data).unwrap();
        packer.finish().unwrap()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let length = data.len();
        let head = format!("<< {dictionary} /Length {length} >>\nstream\r\n");
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    /// Whether a stream is still one in a file in which tables may need so many bytes.
    fn stays(limit: u64, object: &[u8]) -> bool {
        let mut bytes = [b"%PDF-1.7\n9 0 obj\n", object].concat();
        keep_only(&mut bytes, limit);
        memmem::find(&bytes, b"\nstream").is_some()
    }

    #[test]
    fn tables_that_are_small_enough_stay() {
        let spaces = zlib(&[b' '; 100_000]);
        assert!(stays(100_000, &stream(OBJECTS, &spaces)));
        assert!(!stays(99_999, &stream(OBJECTS, &spaces)));
        let list = "/Type/XRef/W[1 2 1]/Size 9/Root 1 0 R/ID[<0AF1>(b c)]/Filter[/FlateDecode]\
                    /DecodeParms<</Columns 4/Predictor 12>>";
        assert!(stays(1_600_000, &stream(list, &spaces)));
        assert!(!stays(1_599_999, &stream(list, &spaces)));
        // Together they are too large.
        let two = [stream(OBJECTS, &spaces), b"10 0 obj\n".to_vec(), stream(OBJECTS, &spaces)].concat();
        let mut bytes = [b"\n9 0 obj\n", two.as_slice()].concat();
        keep_only(&mut bytes, 150_000);
        assert_eq!(memmem::find_iter(&bytes, b"\nstream").count(), 1);
    }

    #[test]
    fn what_is_not_plainly_a_table_does_not_stay() {
        let few = zlib(b"few");
        let does_not = |dictionary: &str| {
            assert!(!stays(1_000_000, &stream(dictionary, &few)), "{dictionary}");
        };
        assert!(stays(1_000_000, &stream(OBJECTS, &few)));
        for other in [
            "/Filter /FlateDecode",
            "/Type /Obj#53tm /Filter /FlateDecode",
            "/Type /ObjStm",
            "/Type /ObjStm /Filter /LZWDecode",
            "/Type /ObjStm /Filter 4 0 R",
            "/Type /ObjStm /Filter [/FlateDecode 4 0 R]",
            "/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]",
            "/Type /ObjStm /Filter [/FlateDecode /FlateDecode]",
            "/Type /ObjStm /F /LZW /Filter /FlateDecode",
            "/Type /ObjStm /#46 /LZW /Filter /FlateDecode",
            "/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 9 >>",
            "/Type /ObjStm /Filter /FlateDecode /W [1 2 1]",
            "/Type /XRef /DecodeParms << /Filter /FlateDecode >>",
            "/Type /ObjStm /A << /B 1 >> /Filter /FlateDecode",
        ] {
            does_not(other);
        }
        // A dictionary that begins before what seems to be one.
        for before in ["<< /F /LZW /A (", "<< /F /LZW /A ", "<< /F /LZW % "] {
            let object = [before.as_bytes(), b" 9 0 obj ", &stream(OBJECTS, &few)].concat();
            assert!(!stays(1_000_000, &object), "{before}");
        }
        for string in ["(endstream\n9 0 obj\n)", "(\\)", "(a\n)", "(<<)", "<0", "% a\n"] {
            does_not(&format!("{OBJECTS} /A {string}"));
        }
    }

    #[test]
    fn a_table_with_a_mistake_does_not_stay() {
        let few = zlib(b"few");
        for data in [&b"few"[..], &few[2..], &few[..5], &[&few[..few.len() - 1], b"x"].concat()] {
            assert!(!stays(1_000_000, &stream(OBJECTS, data)));
        }
        assert!(!stays(1_000_000, b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"));
    }

    #[test]
    fn an_encrypted_table_counts_as_much_as_it_can_unpack_to() {
        for name in ["Encrypt", "E#6ecrypt"] {
            let object =
                [format!("<< /{name} 4 0 R >>\n9 0 obj\n").into_bytes(), stream(OBJECTS, &zlib(b"few"))];
            assert!(!stays(10_000, &object.concat()));
            assert!(stays(100_000, &object.concat()));
        }
    }

    /// A PDF whose objects are all in one stream, which its list of objects calls a table, whatever its own type is.
    fn modern(kind: &str) -> Vec<u8> {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /MediaBox [0 0 9 9] >>",
            "<< /Type /Page /Parent 2 0 R >>",
        ];
        let places = [0, objects[0].len(), objects[0].len() + objects[1].len()];
        let index = format!("1 {} 2 {} 3 {} ", places[0], places[1], places[2]);
        let first = format!("/N 3 /First {} /Filter /FlateDecode", index.len());
        let data = zlib((index + &objects.concat()).as_bytes());
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut add = |number: u8, object: Vec<u8>| {
            let [high, low] = (bytes.len() as u16).to_be_bytes();
            bytes.extend(format!("{number} 0 obj\n").bytes().chain(object));
            [1, high, low, 0]
        };
        let table = add(4, stream(&format!("{kind} {first}"), &data));
        let list = zlib([[0; 4], [2, 0, 4, 0], [2, 0, 4, 1], [2, 0, 4, 2], table].as_flattened());
        let dictionary = "/Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode";
        let [_, high, low, _] = add(5, stream(dictionary, &list));
        bytes.extend(format!("startxref\n{}\n%%EOF\n", u16::from_be_bytes([high, low])).bytes());
        bytes
    }

    #[test]
    fn only_what_says_that_it_is_a_table_is_unpacked() {
        assert_eq!(read_pdf(modern("/Type /ObjStm")), Some(PdfFacts { pages: 1, source: None }));
        assert_eq!(read_pdf(modern("")), None);
    }

    #[test]
    fn work_grows_with_the_file() {
        // Each of these would take minutes if all before it were searched again.
        for text in ["stream ", "9 0 obj << stream ", "\n9 0 obj << /Type /ObjStm >>stream\n", "endstream "] {
            keep_only(&mut text.as_bytes().repeat(200_000), MOST_UNPACKED);
        }
    }
}
