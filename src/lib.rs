//! kb, a static knowledge-base generator.
//!
//! ARCHITECTURE.md shows the phases of a build and describes the modules in reading order.

// A new case must be decided wherever kb tells the cases of one of its own enums apart. Tests may leave cases out.
#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

pub mod blob;
pub mod check;
pub mod cli;
mod compress;
pub mod config;
pub mod data;
pub mod derive;
pub mod diagnostic;
mod disk;
pub mod document;
pub mod engine;
mod escape;
mod feed;
mod fetch;
mod hosting;
mod language;
mod output;
pub mod path;
mod publish;
pub mod render;
pub mod schema;
pub mod search;
mod segment;
pub mod serve;
pub mod site;
pub mod source;
mod store;
pub mod theme;
pub mod typeset;
