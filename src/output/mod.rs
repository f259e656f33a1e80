//! Writes the website: only the files that differ, and either all of them or none.
//!
//! Takes the files of the website one by one, from many threads, and gives what changed. A [`Stage`] keeps a second
//! tree next to the published one: files that differ are put there, files that do not are shared by hard links, and
//! at the end the kernel exchanges the two folders in one step. So a reader finds the old site or the new one, even
//! after a crash, and the old tree becomes the next staging tree.
//!
//! Three rules make this safe. An existing file is never written in place, since its bytes may be published under
//! another name. A tree is trusted only as far as its `.kb-site` goes, and that list is removed before anything in
//! the tree changes. Nothing in the two trees is reached through a symbolic link.
//!
//! Never knows what a page is, and never changes the published folder before [`Stage::publish`].

mod contents;
mod error;
mod exchange;
mod folders;
mod input;
mod lock;
mod manifest;
mod stage;
#[cfg(test)]
mod tests;
mod tree;
mod verify;

pub use error::PublishError;
pub use input::{add_input, replace_input};
pub use stage::{Method, Reason, Stage, Written};
pub use verify::{Difference, compare, read_list};

use crate::blob::Digest;
use crate::path::OutputPath;

/// Whether a path of the published folder is kb's own, so that no file of a site can be there.
pub fn is_reserved(path: &OutputPath) -> bool {
    matches!(path.as_str(), manifest::NAME | tree::PARTIAL)
}
