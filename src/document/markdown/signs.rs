//! The signs in a piece of text, so that it is searched only for the markup that it can have.
//!
//! Takes text, gives [`Signs`], in one pass over its bytes: most text has none of them.

/// Which signs a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs(u8);

impl Signs {
    /// `:` or `@`, one of which is in every bare address but those that begin with `www.`.
    pub const ADDRESS: Signs = Signs(1);
    /// `.`
    pub const DOT: Signs = Signs(1 << 1);
    /// `=`
    pub const EQUALS: Signs = Signs(1 << 2);
    /// `#`
    pub const HASH: Signs = Signs(1 << 3);
    /// `^`
    pub const CARET: Signs = Signs(1 << 4);
    /// One of those that are in all markup that can be shown by mistake.
    pub const STRAY: Signs = Signs(1 << 5);

    /// The signs of a text.
    pub fn of(text: &str) -> Signs {
        Signs(text.bytes().fold(0, |signs, byte| signs | OF_BYTE[usize::from(byte)]))
    }

    /// Whether any of these is there.
    pub fn has(self, wanted: Signs) -> bool {
        self.0 & wanted.0 != 0
    }
}

const OF_BYTE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b':' => Signs::ADDRESS.0 | Signs::STRAY.0,
            b'@' => Signs::ADDRESS.0,
            b'.' => Signs::DOT.0,
            b'=' => Signs::EQUALS.0,
            b'#' => Signs::HASH.0 | Signs::STRAY.0,
            b'^' => Signs::CARET.0,
            b'[' | b']' | b'{' | b'!' | b'?' | b'%' | b'*' | b'<' | b'|' | b'`' => Signs::STRAY.0,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_signs_that_are_in_it() {
        let all = [Signs::ADDRESS, Signs::DOT, Signs::EQUALS, Signs::HASH, Signs::CARET, Signs::STRAY];
        let check = |text: &str, expected: &[Signs]| {
            let found: Vec<Signs> = all.into_iter().filter(|sign| Signs::of(text).has(*sign)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("plain words, “quoted”", &[]);
        check("a@b.c", &[Signs::ADDRESS, Signs::DOT]);
        check("http://", &[Signs::ADDRESS, Signs::STRAY]);
        check("==a== #b [^c]", &[Signs::EQUALS, Signs::HASH, Signs::CARET, Signs::STRAY]);
        for sign in "[]{!?%*<|`".chars() {
            check(&format!("word {sign}"), &[Signs::STRAY]);
        }
    }
}
