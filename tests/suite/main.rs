//! What a user of kb can notice, tested from the outside.

#![allow(clippy::unwrap_used, reason = "a test may stop at anything unexpected")]

mod addresses;
mod articles;
mod artifacts;
mod begin;
#[path = "../../fuzz/checks.rs"]
mod checks;
mod clashes;
mod command_line;
mod commands;
mod contract;
mod crawl;
mod depth;
mod differences;
mod editions;
mod embeds;
mod escaping;
mod everything;
mod feeds;
mod files;
mod fixes;
mod forms;
mod fuzz;
mod glossary;
mod hiding;
mod keys;
mod kills;
mod languages;
mod links;
mod lists;
mod memory;
mod mentions;
mod mistakes;
mod page_tree;
mod pages;
mod papers;
mod places;
mod previews;
mod properties;
mod publishing;
mod related;
mod repository;
mod schedules;
mod schemas;
mod search;
mod serve;
mod serve_limits;
mod settings;
mod sites;
mod slips;
mod support;
mod tidy;
mod tokens;
mod trees;
mod typesetting;
