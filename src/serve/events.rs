//! Tells open pages that the site was built anew.

use std::time::Duration;

use http_body_util::Either;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE};
use hyper::{Response, StatusCode};
use tokio::sync::watch;

use super::answer::Answer;
use super::problems::count;
use super::server::Shown;
use crate::diagnostic::count_text;

/// A browser that went away is noticed by then.
const PULSE: Duration = Duration::from_secs(20);

/// A stream of server-sent events (HTML standard, section 9.2) that begins with the state of now, so that a page that was
/// asleep learns what it missed.
pub fn events(shown: watch::Receiver<Shown>, instance: String) -> Answer {
    let (sender, body) = Channel::new(4);
    tokio::spawn(tell(sender, shown, instance));
    Response::builder()
        .status(StatusCode::OK)
        .header(CONTENT_TYPE, "text/event-stream")
        .header(CACHE_CONTROL, "no-store")
        .body(Either::Right(body))
        .expect("these headers are right")
}

async fn tell(
    mut sender: Sender<Bytes, std::io::Error>,
    mut shown: watch::Receiver<Shown>,
    instance: String,
) {
    loop {
        let event = event(&shown.borrow_and_update(), &instance);
        if sender.send_data(event.into()).await.is_err() {
            return;
        }
        loop {
            match tokio::time::timeout(PULSE, shown.changed()).await {
                Ok(Ok(())) => break,
                // The server ends.
                Ok(Err(_)) => return,
                Err(_) => {
                    if sender.send_data(Bytes::from_static(b":\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

fn event(shown: &Shown, instance: &str) -> String {
    let (errors, warnings) = count(&shown.problems);
    let build = build_name(instance, shown.build);
    let words = count_text(errors, warnings);
    let is_whole = shown.site.as_ref().is_some_and(|site| site.is_whole);
    let data = serde_json::json!({ "build": build, "errors": errors, "warnings": warnings, "words": words, "whole": is_whole });
    format!("retry: 500\nid: {build}\nevent: build\ndata: {data}\n\n")
}

/// The name of a build: that of another run of the server is another one.
pub fn build_name(instance: &str, build: u64) -> String {
    format!("{instance}-{build}")
}
