//! kb, a static knowledge-base generator.
pub mod path;
