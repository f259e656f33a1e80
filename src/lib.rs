//! kb, a static knowledge-base generator.
pub mod data;
pub mod diagnostic;
pub mod path;
