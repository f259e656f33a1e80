//! kb, a static knowledge-base generator.
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod output;
pub mod path;
pub mod render;
pub mod site;
pub mod source;
pub mod theme;
