//! What a user of kb can notice, tested from the outside.

#![allow(clippy::unwrap_used, reason = "a test may stop at anything unexpected")]

mod commands;
mod crawl;
mod links;
mod mistakes;
mod pages;
mod properties;
mod publishing;
mod related;
mod repository;
mod sites;
mod support;
mod tidy;
