//! Tells open pages that the site was rebuilt.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::Either;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE};
use hyper::{Response, StatusCode};
use tokio::sync::mpsc::Sender;
use tokio::sync::watch;

use super::answer::Answer;
use super::pieces::Pieces;
use super::problems::count;
use super::server::Shown;
use crate::diagnostic::count_text;

/// How often a listening page gets a sign of life. A disconnected browser is noticed by then.
const PULSE: Duration = Duration::from_secs(20);

/// A stream of server-sent events (HTML standard, section 9.2) that begins with the current state, so that a page that
/// was asleep learns what it missed. `open` is the listening page.
pub fn events(shown: watch::Receiver<Shown>, instance: String, open: Option<OpenPage>) -> Answer {
    let (sender, body) = Pieces::new(4);
    tokio::spawn(async move {
        tell(sender, shown, instance).await;
        drop(open);
    });
    Response::builder()
        .status(StatusCode::OK)
        .header(CONTENT_TYPE, "text/event-stream")
        .header(CACHE_CONTROL, "no-store")
        .body(Either::Right(body))
        .expect("these headers are right")
}

/// The addresses of the listening pages, with the number of tabs that show each. Tabs come and go at any time.
#[derive(Clone, Debug, Default)]
pub struct OpenPages(Arc<Mutex<BTreeMap<String, usize>>>);

/// A listening page, until it is dropped.
pub struct OpenPage {
    pages: OpenPages,
    address: String,
}

impl OpenPages {
    /// Adds a tab.
    pub fn open(&self, address: String) -> OpenPage {
        *self.lock().entry(address.clone()).or_default() += 1;
        OpenPage { pages: self.clone(), address }
    }

    /// Their addresses, without duplicates.
    pub fn addresses(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        let mut pages = self.pages.lock();
        if let Some(tabs) = pages.get_mut(&self.address) {
            *tabs -= 1;
            if *tabs == 0 {
                pages.remove(&self.address);
            }
        }
    }
}

async fn tell(sender: Sender<io::Result<Bytes>>, mut shown: watch::Receiver<Shown>, instance: String) {
    loop {
        let event = event(&shown.borrow_and_update(), &instance);
        if sender.send(Ok(event.into())).await.is_err() {
            return;
        }
        loop {
            match tokio::time::timeout(PULSE, shown.changed()).await {
                Ok(Ok(())) => break,
                // The server is shutting down.
                Ok(Err(_)) => return,
                Err(_) => {
                    if sender.send(Ok(Bytes::from_static(b":\n\n"))).await.is_err() {
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

/// The name of a build, different for each run of the server.
pub fn build_name(instance: &str, build: u64) -> String {
    format!("{instance}-{build}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_open_as_long_as_one_tab_shows_it() {
        let pages = OpenPages::default();
        let (first, second, other) =
            (pages.open("/a/".into()), pages.open("/a/".into()), pages.open("/".into()));
        drop(first);
        assert_eq!(pages.addresses(), ["/", "/a/"]);
        drop(second);
        assert_eq!(pages.addresses(), ["/"]);
        drop(other);
        assert!(pages.addresses().is_empty());
    }
}
