//! kb, a static knowledge-base generator.
//!
//! ```text
//! site.toml  articles/  themes/                                     public/
//!      │         │         │                                           ▲
//!      ▼         ▼         ▼                                           │
//!   Config   SourceTree ──▶ Theme          the disk is read here, once │ and written here, once
//!      │         │ per file, in parallel                               │
//!      │         ▼                                                     │
//!      │     Document      one parsed file; links NOT resolved yet     │
//!      │         │ all files, sequential, no parsing, no HTML          │
//!      └──────▶ Site       pages, routes, link graph, tags, navigation │
//!                │ per page, in parallel                               │
//!                ▼                                                     │
//!             Artifact ──Theme──▶ HTML ──▶ Blob ──▶ difference ────────┘
//! ```
//!
//! Every arrow is a function from values to a value and diagnostics. ARCHITECTURE.md describes the modules in
//! reading order.

// A new case must be decided wherever kb tells the cases of one of its own enums apart. Tests may leave cases out.
#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

pub mod blob;
pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod derive;
pub mod diagnostic;
mod disk;
pub mod document;
pub mod engine;
mod escape;
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
