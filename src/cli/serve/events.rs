//! The events that the main thread waits for. Shows whether one is pending without taking it, so that long work can be stopped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::serve::Change;
use crate::source::Touched;

/// Changes that follow each other faster than this belong together.
const QUIET: Duration = Duration::from_millis(5);

/// How long to wait for Git, which holds its lock while it changes files. A stale lock must not block everything.
const LONGEST_CHECKOUT: Duration = Duration::from_secs(10);

/// One event.
pub enum Event {
    /// Files of the site may have changed.
    Changed(Change),
    /// A full rebuild was requested.
    Rebuild,
}

/// All pending events.
pub struct EventQueue {
    receiver: Receiver<Event>,
    /// How many were sent. Counted here, since a channel does not reveal its length.
    sent: Arc<AtomicUsize>,
    received: usize,
}

/// Sends events.
#[derive(Clone)]
pub struct EventSender {
    sender: Sender<Event>,
    sent: Arc<AtomicUsize>,
}

impl EventSender {
    /// Sends an event. If nothing listens any more, the process is about to end.
    pub fn send(&self, event: Event) {
        self.sent.fetch_add(1, Ordering::SeqCst);
        let _ = self.sender.send(event);
    }
}

impl EventQueue {
    /// No event is pending yet.
    pub fn new() -> (EventSender, EventQueue) {
        let (sender, receiver) = channel();
        let sent = Arc::new(AtomicUsize::new(0));
        (EventSender { sender, sent: Arc::clone(&sent) }, EventQueue { receiver, sent, received: 0 })
    }

    /// Checks, from any thread, whether an event is pending.
    pub fn has_more(&self) -> impl Fn() -> bool + Sync + use<> {
        let (sent, received) = (Arc::clone(&self.sent), self.received);
        move || sent.load(Ordering::SeqCst) != received
    }

    /// The next event, or why there is none: the timeout has passed, or no event can come any more.
    pub fn next(&mut self, wait: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        let next = match wait {
            Some(wait) => self.receiver.recv_timeout(wait)?,
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)?,
        };
        self.received += 1;
        Ok(next)
    }

    /// All events until it is quiet, and whether a rebuild was requested.
    pub fn gather(&mut self, root: &Path, first: Event) -> (Touched, bool) {
        let lock = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_dir());
        let lock = lock.map(|git| git.join("index.lock"));
        let started = Instant::now();
        let mut places: Option<BTreeSet<PathBuf>> = Some(BTreeSet::new());
        let mut was_requested = false;
        let mut next = Some(first);
        loop {
            match next.take() {
                Some(Event::Rebuild) => {
                    was_requested = true;
                    places = None;
                }
                Some(Event::Changed(Change::Anything)) => places = None,
                Some(Event::Changed(Change::Places(more))) => {
                    if let Some(places) = &mut places {
                        places.extend(more);
                    }
                }
                None => {
                    let is_locked = lock.as_ref().is_some_and(|lock| lock.exists());
                    if !is_locked || started.elapsed() > LONGEST_CHECKOUT {
                        return (places.map_or(Touched::All, Touched::Places), was_requested);
                    }
                }
            }
            next = self.next(Some(QUIET)).ok();
        }
    }
}
