//! Routes requests.

use std::sync::PoisonError;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::{HeaderMap, Method, Request, StatusCode};

use super::absent::{self, Absent};
use super::answer::{self, Answer};
use super::events::{build_name, events};
use super::files::Served;
use super::forms::{self, Verdict};
use super::guard::Addressee;
use super::own_page::own_page;
use super::server::{Room, Shown};
use super::{editor, guard, problems, rewrite};
use crate::escape::escape;
use crate::path::OutputPath;

const SCRIPT: &str = include_str!("assets/live.js");
const STYLE: &str = include_str!("assets/live.css");

/// Answers one request.
pub async fn answer(room: std::sync::Arc<Room>, request: Request<Incoming>) -> Answer {
    let (head, body) = request.into_parts();
    match guard::addressee(&head.headers, &head.uri, &room.host) {
        Addressee::Us => {}
        Addressee::Another => {
            let words =
                "kb serve answers only to localhost, to numeric addresses, and to the name given by --host";
            return answer::plain(StatusCode::MISDIRECTED_REQUEST, words);
        }
        Addressee::Unclear => {
            return answer::plain(StatusCode::BAD_REQUEST, "a request must name exactly one host");
        }
    }
    let path = head.uri.path().to_owned();
    let query = head.uri.query().map_or(String::new(), |query| format!("?{query}"));
    match head.method {
        Method::GET | Method::HEAD if path == "/_kb/events" => {
            if !guard::is_from_us(&head.headers) {
                return answer::plain(StatusCode::FORBIDDEN, "this request came from another website");
            }
            let page = forms::read(query.trim_start_matches('?').as_bytes());
            let page = page.into_iter().find(|(name, _)| name == "page").map(|(_, page)| page);
            events(room.shown.clone(), room.instance.clone(), page.map(|page| room.open.open(page)))
        }
        Method::GET | Method::HEAD => {
            // Pages are rewritten and compressed off the thread that accepts requests.
            let work = tokio::task::spawn_blocking(move || get(&room, &path, &query, &head.headers));
            work.await.unwrap_or_else(|_| {
                answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "kb failed on this page")
            })
        }
        Method::POST if path.starts_with("/_kb/") => {
            if !guard::is_from_us(&head.headers) {
                return answer::plain(StatusCode::FORBIDDEN, "this request came from another website");
            }
            if !path.ends_with("/clear") && !is_form(&head.headers) {
                return answer::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send it the way a form does");
            }
            let body = Limited::new(body, forms::LARGEST_POST).collect();
            match tokio::time::timeout(room.limits.request, body).await {
                Ok(Ok(body)) => post(&room, &path, &body.to_bytes()),
                Ok(Err(error)) if error.is::<LengthLimitError>() => {
                    answer::plain(StatusCode::PAYLOAD_TOO_LARGE, "a form may send at most 64 kB")
                }
                Ok(Err(_)) => answer::plain(StatusCode::BAD_REQUEST, "the request arrived incomplete"),
                Err(_) => answer::plain(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive"),
            }
        }
        _ => {
            let mut answer = answer::plain(StatusCode::METHOD_NOT_ALLOWED, "this address is read-only");
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            answer
        }
    }
}

/// Whether the type of a body is that of an HTML form. The type may have parameters, and its letter case does not
/// matter (RFC 9110, section 8.3.1).
fn is_form(headers: &HeaderMap) -> bool {
    let mut kinds = headers.get_all(CONTENT_TYPE).iter();
    let kind = kinds.next().and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let essence = kind.split(';').next().unwrap_or("").trim();
    kinds.next().is_none() && essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn get(room: &Room, path: &str, query: &str, asked: &HeaderMap) -> Answer {
    let shown = room.shown.borrow().clone();
    if let Some(own) = path.strip_prefix("/_kb/") {
        return own_address(room, &shown, own, asked);
    }
    let Some(site) = shown.site.as_ref().filter(|site| site.is_whole || !site.files.has_no_page()) else {
        return nothing_yet(room, &shown);
    };
    match site.files.find(path) {
        Served::File(file) => give(room, &shown, &file, None, StatusCode::OK, asked),
        Served::Redirect(address) => answer::elsewhere(StatusCode::FOUND, &format!("{address}{query}")),
        Served::Missing => {
            let page = OutputPath::new("404.html").expect("a plain file name");
            match site.files.get(&page) {
                Some(_) => {
                    let absent =
                        site.files.below_root(path).and_then(|path| absent::find(&shown.absent, &path));
                    let strip = absent.map(|absent| absent.to_html(room.has_editor()));
                    give(room, &shown, &page, strip.as_deref(), StatusCode::NOT_FOUND, asked)
                }
                None => answer::plain(StatusCode::NOT_FOUND, "there is nothing here"),
            }
        }
    }
}

/// A file of the site; pages are rewritten, with a strip above them if there is something to report.
fn give(
    room: &Room,
    shown: &Shown,
    path: &OutputPath,
    strip: Option<&str>,
    status: StatusCode,
    asked: &HeaderMap,
) -> Answer {
    let site = shown.site.as_ref().expect("a path is only found in a site");
    let file = site.files.get(path).expect("a path is only found where there is a file");
    match file.in_memory() {
        Some(bytes) if path.as_str().ends_with(".html") => {
            let html = String::from_utf8_lossy(bytes);
            let build = build_name(&room.instance, shown.build);
            let html = rewrite::rewrite(path, &html, strip, &site.files, &site.trial, &build);
            answer::text(status, answer::HTML, html, asked)
        }
        _ => answer::file(path, &file, asked),
    }
}

/// The page that says why no build has produced a site yet; it reloads, and so shows the site once there is one.
fn nothing_yet(room: &Room, shown: &Shown) -> Answer {
    let page = match shown.build {
        0 => own_page("The site is being built", "<p>It will appear in a moment.</p>\n"),
        _ => problems::page(&shown.problems, room.has_editor()),
    };
    let build = build_name(&room.instance, shown.build);
    answer::html(StatusCode::SERVICE_UNAVAILABLE, rewrite::kept_fresh(page, &build))
}

fn own_address(room: &Room, shown: &Shown, address: &str, asked: &HeaderMap) -> Answer {
    let inbox = || room.inbox.lock().unwrap_or_else(PoisonError::into_inner);
    let text = |kind: &str, text: String| answer::text(StatusCode::OK, kind, text, asked);
    match address {
        "" => {
            let home = shown.site.as_ref().map_or("/".to_owned(), |site| site.files.home());
            let main = format!(
                "<ul>\n<li><a href=\"{}\">The site</a></li>\n<li><a href=\"/_kb/problems/\">Problems</a></li>\n\
                 <li><a href=\"/_kb/inbox/\">Form submissions</a></li>\n</ul>\n",
                escape(&home)
            );
            text(answer::HTML, own_page("kb serve", &main))
        }
        "live.js" => text("text/javascript; charset=utf-8", SCRIPT.to_owned()),
        "live.css" => text("text/css; charset=utf-8", STYLE.to_owned()),
        "problems/" => {
            let page = problems::page(&shown.problems, room.has_editor());
            text(answer::HTML, rewrite::kept_fresh(page, &build_name(&room.instance, shown.build)))
        }
        "problems.html" => text(answer::HTML, problems::list(&shown.problems, room.has_editor())),
        "problems.json" => {
            let json = serde_json::to_string(&*shown.problems).expect("texts and numbers are always JSON");
            text("application/json", json)
        }
        "inbox/" => text(answer::HTML, inbox().to_html()),
        "inbox.json" => text("application/json", inbox().to_json()),
        "inbox" | "problems" => answer::elsewhere(StatusCode::FOUND, &format!("/_kb/{address}/")),
        _ => answer::plain(StatusCode::NOT_FOUND, "kb serve has no such address; see /_kb/"),
    }
}

fn post(room: &Room, path: &str, body: &[u8]) -> Answer {
    let shown = room.shown.borrow().clone();
    let sent = forms::read(body);
    match path.strip_prefix("/_kb/").unwrap_or("") {
        "inbox/clear" => {
            room.inbox.lock().unwrap_or_else(PoisonError::into_inner).clear();
            answer::elsewhere(StatusCode::SEE_OTHER, "/_kb/inbox/")
        }
        "edit" => edit(room, &shown, &sent),
        path => match path.strip_prefix("forms/") {
            Some(name) => take_form(room, &shown, name, sent),
            None => answer::plain(StatusCode::NOT_FOUND, "kb serve accepts nothing at this address"),
        },
    }
}

/// Opens the editor on this machine; the page stays as it is.
fn edit(room: &Room, shown: &Shown, sent: &[(String, String)]) -> Answer {
    let Some(command) = room.editor.as_ref().filter(|_| room.is_local) else {
        return answer::plain(StatusCode::NOT_FOUND, "no editor can be opened from here");
    };
    let of_problems = shown.problems.iter().filter_map(|problem| problem.location.as_ref());
    let of_absent = shown.absent.values().flat_map(Absent::locations);
    let Some(location) = editor::asked_location(of_problems.chain(of_absent), sent) else {
        return answer::plain(StatusCode::NOT_FOUND, "that file no longer needs a change");
    };
    match editor::open(command, &room.root, location) {
        Ok(()) => answer::plain(StatusCode::NO_CONTENT, ""),
        Err(error) => {
            let words = format!("“{command}” cannot be started: {error}");
            answer::plain(StatusCode::INTERNAL_SERVER_ERROR, &words)
        }
    }
}

fn take_form(room: &Room, shown: &Shown, name: &str, sent: Vec<(String, String)>) -> Answer {
    let site = shown.site.as_ref();
    let Some((site, form)) = site.and_then(|site| Some((site, site.trial.form(name, &sent)?))) else {
        let main = format!("<p>The site has no form called “{}”.</p>\n", escape(name));
        return answer::html(StatusCode::NOT_FOUND, own_page("This form cannot be sent", &main));
    };
    let verdict = forms::judge(form, name, &sent);
    if let Verdict::Refused(wrong) = &verdict {
        return answer::html(StatusCode::UNPROCESSABLE_ENTITY, forms::refusal(form, wrong, &sent));
    }
    let mut inbox = room.inbox.lock().unwrap_or_else(PoisonError::into_inner);
    inbox.receive(name, (room.now)(), verdict == Verdict::Robot, sent);
    answer::elsewhere(StatusCode::SEE_OTHER, &format!("{}{}", site.files.home(), form.thanks))
}
