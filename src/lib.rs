//! kb, a static knowledge-base generator.
pub mod diagnostic;
pub mod path;
