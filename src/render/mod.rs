//! One page to HTML: the text of an article, code in colours, and what templates see.
pub mod highlight;
pub mod html;
mod sanitize;
mod toml;
pub mod view;
