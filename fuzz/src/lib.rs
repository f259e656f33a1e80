//! Code that the fuzz targets share with the suite.

#![allow(clippy::unwrap_used, reason = "a check may stop at anything unexpected")]

#[path = "../checks.rs"]
pub mod checks;
#[path = "../../tests/suite/crawl.rs"]
pub mod crawl;
#[path = "../../tests/suite/support.rs"]
pub mod support;
