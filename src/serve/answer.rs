//! Responses: a file, a piece of HTML, a redirect. Only this module builds hyper's responses and compresses them.

use std::io::{self, Write};
use std::ops::Range;

use flate2::{Compression, write::GzEncoder};
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::response::Builder;
use hyper::{HeaderMap, Response, StatusCode};

use super::files::mark;
use super::pieces::Pieces;
use super::range::{self, Part};
use crate::blob::{Blob, Digest};
use crate::path::{OutputPath, is_compressible, media_type};

/// A response body: bytes in memory, or a stream.
pub type Body = Either<Full<Bytes>, Pieces>;

/// A response.
pub type Answer = Response<Body>;

/// Compressing shorter responses gains nothing.
const LEAST_WORTH_COMPRESSING: usize = 1024;

/// Files on disk are sent in pieces of this size, so that a film need not fit in memory.
const PIECE: u64 = 256 * 1024;

/// Bytes in memory, with ranges, ETags and compression as on a static host.
pub fn bytes(status: StatusCode, kind: &str, bytes: Vec<u8>, asked: &HeaderMap) -> Answer {
    let mark = Digest::of(&bytes).to_string();
    let wants_part = status == StatusCode::OK && asked.contains_key(RANGE);
    if !wants_part && is_compressible(kind) && bytes.len() >= LEAST_WORTH_COMPRESSING && takes_gzip(asked) {
        let tag = format!("\"{}-gz\"", &mark[..16]);
        if is_known(asked, &tag) && status == StatusCode::OK {
            return not_modified(&tag);
        }
        let builder = head(status, kind, &tag).header(CONTENT_ENCODING, "gzip");
        return send(builder, gzip(&bytes));
    }
    let tag = format!("\"{}\"", &mark[..16]);
    if is_known(asked, &tag) && status == StatusCode::OK {
        return not_modified(&tag);
    }
    let length = bytes.len() as u64;
    let part = if wants_part { part(asked, length, &tag) } else { Part::Whole };
    match part {
        Part::Whole => send(head(status, kind, &tag).header(ACCEPT_RANGES, "bytes"), bytes),
        Part::Range(range) => {
            let piece = bytes[range.start as usize..range.end as usize].to_vec();
            send(partial(head(StatusCode::PARTIAL_CONTENT, kind, &tag), &range, length), piece)
        }
        Part::Unsatisfiable => unsatisfiable(length),
    }
}

/// A file of the site; its name determines its type.
pub fn file(path: &OutputPath, file: &Blob, asked: &HeaderMap) -> Answer {
    let kind = kind_of(path);
    match file {
        Blob::Text(text) => bytes(StatusCode::OK, &kind, text.as_bytes().to_vec(), asked),
        Blob::Bytes(content) => bytes(StatusCode::OK, &kind, content.to_vec(), asked),
        Blob::Disk(_) => from_disk(&kind, file, asked),
    }
}

/// One of kb's own pages, or any other text.
pub fn text(status: StatusCode, kind: &str, text: impl Into<String>, asked: &HeaderMap) -> Answer {
    bytes(status, kind, text.into().into_bytes(), asked)
}

/// A page of kb's own.
pub fn html(status: StatusCode, page: impl Into<String>) -> Answer {
    text(status, HTML, page, &HeaderMap::new())
}

/// A short plain-text response, for clients other than browsers.
pub fn plain(status: StatusCode, words: &str) -> Answer {
    text(status, "text/plain; charset=utf-8", format!("{words}\n"), &HeaderMap::new())
}

/// A redirect: never a permanent one, since the next site on this port may be a different one.
pub fn elsewhere(status: StatusCode, address: &str) -> Answer {
    let address = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    let builder =
        Response::builder().status(status).header(LOCATION, address).header(CACHE_CONTROL, "no-cache");
    send(builder, Vec::new())
}

/// HTML with the usual headers.
pub const HTML: &str = "text/html; charset=utf-8";

/// The type of a file by its name.
pub fn kind_of(path: &OutputPath) -> String {
    let kind = media_type(path.as_str());
    let is_text = kind.starts_with("text/")
        || matches!(
            kind.as_str(),
            "application/json" | "application/xml" | "application/javascript" | "image/svg+xml"
        );
    if is_text { format!("{kind}; charset=utf-8") } else { kind }
}

/// Completes a response builder with these bytes.
fn send(builder: Builder, bytes: Vec<u8>) -> Answer {
    builder
        .body(Either::Left(Full::new(bytes.into())))
        .expect("statuses and headers are made here, of text without line breaks")
}

fn head(status: StatusCode, kind: &str, tag: &str) -> Builder {
    // Browsers must revalidate each time, and learn in a few bytes that nothing changed.
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(ETAG, tag)
        .header(CACHE_CONTROL, "no-cache")
        .header(VARY, "accept-encoding")
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        // Otherwise, another site could show this page in a frame and trick somebody into clicking its buttons.
        .header(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'")
        // It could also show an image from here, and learn from its size what is not published yet.
        .header("cross-origin-resource-policy", "same-origin")
}

fn not_modified(tag: &str) -> Answer {
    let builder = Response::builder()
        .status(StatusCode::NOT_MODIFIED)
        .header(ETAG, tag)
        .header(VARY, "accept-encoding")
        .header(CACHE_CONTROL, "no-cache");
    send(builder, Vec::new())
}

fn partial(builder: Builder, range: &Range<u64>, length: u64) -> Builder {
    let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
    builder.header(CONTENT_RANGE, place).header(ACCEPT_RANGES, "bytes")
}

fn unsatisfiable(length: u64) -> Answer {
    let builder = Response::builder().status(StatusCode::RANGE_NOT_SATISFIABLE);
    send(builder.header(CONTENT_RANGE, format!("bytes */{length}")), Vec::new())
}

/// A file in its original place. It may have been removed since the site was built.
fn from_disk(kind: &str, file: &Blob, asked: &HeaderMap) -> Answer {
    let Ok(length) = file.length() else {
        return plain(StatusCode::NOT_FOUND, "this file is gone");
    };
    let tag = format!("\"{}\"", &mark(file).to_string()[..16]);
    if is_known(asked, &tag) {
        return not_modified(&tag);
    }
    let whole = |file: &Blob| {
        let builder = head(StatusCode::OK, kind, &tag).header(ACCEPT_RANGES, "bytes");
        stream(builder, file, 0..length)
    };
    if !asked.contains_key(RANGE) {
        return whole(file);
    }
    match part(asked, length, &tag) {
        Part::Whole => whole(file),
        Part::Range(range) => {
            let builder = partial(head(StatusCode::PARTIAL_CONTENT, kind, &tag), &range, length);
            stream(builder, file, range)
        }
        Part::Unsatisfiable => unsatisfiable(length),
    }
}

/// Sends part of a file in pieces. Must run inside the server's runtime.
fn stream(builder: Builder, file: &Blob, range: Range<u64>) -> Answer {
    let (sender, body) = Pieces::new(2);
    let file = file.clone();
    let length = range.end - range.start;
    tokio::spawn(async move {
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + PIECE);
            let file = file.clone();
            // The disk is read off the responding thread, one piece at a time: a thread that waited for the client to take
            // the next piece could wait forever.
            let piece = tokio::task::spawn_blocking(move || file.read(start..end).map(Bytes::from)).await;
            let piece = piece.unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
            let is_cut = piece.is_err();
            // The client may have disconnected.
            if sender.send(piece).await.is_err() || is_cut {
                return;
            }
            start = end;
        }
    });
    builder
        .header(CONTENT_LENGTH, length)
        .body(Either::Right(body))
        .expect("statuses and headers are made here, of text without line breaks")
}

/// Which part of a file a request asks for. `tag` is the file's ETag.
fn part(asked: &HeaderMap, length: u64, tag: &str) -> Part {
    let is_outdated = asked.get(IF_RANGE).is_some_and(|known| known != tag);
    let mut headers = asked.get_all(RANGE).iter();
    match (headers.next().map(HeaderValue::to_str), headers.next()) {
        (Some(Ok(header)), None) if !is_outdated => range::part(header, length),
        _ => Part::Whole,
    }
}

fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get_all(IF_NONE_MATCH).iter().filter_map(|known| known.to_str().ok());
    known.flat_map(|known| known.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let all = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        is_gzip && parts.all(|part| part.strip_prefix("q=").is_none_or(|weight| weight.parse() != Ok(0.0)))
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // On one machine, a page arrives before better compression would have finished.
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}
