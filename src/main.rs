//! The `kb` command.
fn main() {}
