//! Plain text: one space between words, a line end between blocks.

/// Text under construction.
#[derive(Default)]
pub(super) struct Plain {
    pub text: String,
    /// Where the current cell begins: no separator follows an empty one.
    cell_start: usize,
}

const SEPARATOR: &str = " · ";

impl Plain {
    /// Adds words, and says whether there were any.
    pub fn push(&mut self, words: &str) -> bool {
        let length = self.text.trim_end().len();
        let mut rest = words;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')) {
            self.text.push_str(&rest[..at]);
            if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
        self.text.trim_end().len() > length
    }

    /// A cell of a row begins.
    pub fn begin_cell(&mut self) {
        self.end_space();
        if self.text.len() > self.cell_start {
            self.text.push_str(SEPARATOR);
            self.cell_start = self.text.len();
        }
    }

    /// The text.
    pub fn finish(mut self) -> String {
        let mut length = self.text.trim_end().len();
        if length <= self.cell_start {
            length = self.cell_start.saturating_sub(SEPARATOR.len());
        }
        self.text.truncate(length);
        self.text
    }

    fn end_space(&mut self) {
        let length = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(length.max(self.cell_start));
    }
}
