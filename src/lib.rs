//! kb, a static knowledge-base generator.
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod path;
pub mod render;
pub mod source;
