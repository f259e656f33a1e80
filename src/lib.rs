//! kb, a static knowledge-base generator.
pub mod output;
pub mod path;
