//! Code that the fuzz targets share with the suite.

#![allow(clippy::unwrap_used, reason = "a check may stop at anything unexpected")]

#[path = "../checks.rs"]
pub mod checks;
#[path = "../../tests/suite/crawl.rs"]
pub mod crawl;
#[path = "../../tests/suite/support.rs"]
pub mod support;

/// Checks an input. A stack that overflows ends the process before the fuzzer can keep its input, so with `KB_FUZZ_LAST` each input is
/// written to the file of that name first.
pub fn run(check: checks::Check, data: &[u8]) {
    use std::sync::OnceLock;

    static LAST: OnceLock<Option<std::ffi::OsString>> = OnceLock::new();
    if let Some(place) = LAST.get_or_init(|| std::env::var_os("KB_FUZZ_LAST")) {
        std::fs::write(place, data).unwrap();
    }
    check(data);
}
