//! The compressed copies that `[outputs] compress` asks for, put next to each file as it is put.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::blob::Blob;
use crate::compress::Coding;
use crate::engine::Snapshot;
use crate::output::{PublishError, Stage};
use crate::path::{OutputPath, is_compressible, media_type};
use crate::site::rules::is_for_a_host;

/// A smaller file arrives in one packet anyway.
const LEAST: u64 = 1024;

/// A larger file would take minutes.
const MOST: u64 = 16 * 1024 * 1024;

/// Puts copies, from many threads.
pub struct Copies<'a> {
    stage: &'a Stage,
    snapshot: &'a Snapshot,
    /// How many copies there are, and how many of them were not published yet. Only counted, so that order does not matter.
    copies: AtomicUsize,
    made: AtomicUsize,
}

impl<'a> Copies<'a> {
    /// Copies of the files that are put in a stage.
    pub fn new(stage: &'a Stage, snapshot: &'a Snapshot) -> Copies<'a> {
        Copies { stage, snapshot, copies: AtomicUsize::new(0), made: AtomicUsize::new(0) }
    }

    /// Puts the copies of a file, if it is text that is worth it. What is published already is put again, if it is
    /// really a copy: compressing takes a hundred times as long as looking.
    pub fn put(&self, path: &OutputPath, blob: &Blob) -> Result<(), PublishError> {
        let is_text = is_compressible(&media_type(path.as_str()))
            && !is_for_a_host(&self.snapshot.config, path.as_str());
        if !is_text || !blob.length().is_ok_and(|length| (LEAST..=MOST).contains(&length)) {
            return Ok(());
        }
        // It was just read to be put.
        let Ok(bytes) = blob.bytes_up_to(MOST) else { return Ok(()) };
        for coding in Coding::ALL {
            let Some(copy) = OutputPath::new(&format!("{path}{}", coding.extension())) else { continue };
            // The author's own copy wins.
            if copy.is_too_long() || self.snapshot.at(&copy).is_some() {
                continue;
            }
            let published = self.stage.published_bytes(&copy, MOST);
            let packed = match published.filter(|packed| coding.is_copy(packed, &bytes)) {
                Some(packed) => packed,
                None => {
                    self.made.fetch_add(1, Ordering::Relaxed);
                    coding.compress(&bytes)
                }
            };
            self.copies.fetch_add(1, Ordering::Relaxed);
            self.stage.put(&copy, &packed)?;
        }
        Ok(())
    }

    /// `94 compressed copies, 12 of them new`
    pub fn summary(&self) -> String {
        let (copies, made) = (self.copies.load(Ordering::Relaxed), self.made.load(Ordering::Relaxed));
        format!("{copies} compressed copies, {made} of them new")
    }
}
