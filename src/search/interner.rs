//! Numbers for texts: equal texts have equal numbers, from 0 in the order of first use. Keeps all texts in one string.

use ahash::HashMap;

/// The texts that have numbers.
#[derive(Default)]
pub(super) struct Interner {
    text: String,
    /// The end of each text.
    ends: Vec<usize>,
    /// An open hash table: short texts, and their numbers plus one, or zeros. Its length is a power of two.
    short: Vec<(Short, u32)>,
    /// How many short texts there are.
    count: usize,
    long: HashMap<Box<str>, u32>,
}

/// A text to be numbered. Most words are short, and a number is compared faster than a text.
pub(super) enum Text<'a> {
    Short(Short),
    Long(&'a str),
}

/// A text of at most seven bytes: its bytes from the lowest up, and how many they are in the highest.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Short(u64);

impl Short {
    /// A text of `length` bytes, at most seven, from the eight bytes where it begins.
    pub fn first(eight: u64, length: usize) -> Short {
        Short(eight & !(u64::MAX << (8 * length)) | (length as u64) << 56)
    }

    /// Calls a function with the text.
    fn with<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_le_bytes();
        take(str::from_utf8(&bytes[..usize::from(bytes[7])]).expect("it was a text"))
    }

    /// Where its search in a table begins. Whoever makes texts collide slows down only the build.
    fn slot(self, slots: usize) -> usize {
        // The upper bits of the product depend on all bits of the text.
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & slots.wrapping_sub(1)
    }
}

impl<'a> Text<'a> {
    /// Any text.
    pub fn of(text: &'a str) -> Text<'a> {
        if text.len() > 7 {
            return Text::Long(text);
        }
        let mut eight = [0; 8];
        eight[..text.len()].copy_from_slice(text.as_bytes());
        Text::Short(Short::first(u64::from_le_bytes(eight), text.len()))
    }

    /// Calls a function with the text.
    pub fn with<T>(self, take: impl FnOnce(&str) -> T) -> T {
        match self {
            Text::Short(short) => short.with(take),
            Text::Long(text) => take(text),
        }
    }
}

impl Interner {
    /// The number of a text; a text that is not known yet gets the next number.
    #[inline]
    pub fn number(&mut self, text: Text<'_>) -> u32 {
        match text {
            Text::Short(short) => self.number_of_short(short),
            Text::Long(text) => self.number_of_long(text),
        }
    }

    #[inline]
    fn number_of_short(&mut self, short: Short) -> u32 {
        let mut slot = short.slot(self.short.len());
        while let Some((known, taken)) = self.short.get(slot)
            && *taken != 0
        {
            if *known == short {
                return taken - 1;
            }
            slot = (slot + 1) & (self.short.len() - 1);
        }
        self.add_short(short)
    }

    fn number_of_long(&mut self, text: &str) -> u32 {
        if let Some(number) = self.long.get(text) {
            return *number;
        }
        let number = self.add(text);
        self.long.insert(text.into(), number);
        number
    }

    /// A new text. Rare, so it must not slow down the other case.
    #[cold]
    fn add_short(&mut self, short: Short) -> u32 {
        if self.count * 2 >= self.short.len() {
            self.grow();
        }
        let number = short.with(|text| self.add(text));
        self.take_slot(short, number + 1);
        self.count += 1;
        number
    }

    fn take_slot(&mut self, short: Short, taken: u32) {
        let mut slot = short.slot(self.short.len());
        while self.short[slot].1 != 0 {
            slot = (slot + 1) & (self.short.len() - 1);
        }
        self.short[slot] = (short, taken);
    }

    fn add(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.ends.len()).expect("a site has fewer than four billion words");
        self.text.push_str(text);
        self.ends.push(self.text.len());
        number
    }

    fn grow(&mut self) {
        let length = (self.short.len() * 2).max(64);
        let before = std::mem::replace(&mut self.short, vec![(Short::default(), 0); length]);
        for (short, taken) in before.into_iter().filter(|(_, taken)| *taken > 0) {
            self.take_slot(short, taken);
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with a number.
    pub fn get(&self, number: u32) -> &str {
        let index = number as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[start..self.ends[index]]
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_numbers() {
        let mut interner = Interner::default();
        let mut number = |text: &str| interner.number(Text::of(text));
        let texts: Vec<String> =
            (0..5000).map(|number| "x".repeat(number % 30) + &number.to_string()).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| number(text)).collect();
        assert_eq!(numbers, (0..5000).collect::<Vec<_>>());
        assert_eq!(texts.iter().map(|text| number(text)).collect::<Vec<_>>(), numbers);
        assert_eq!((number(""), number("")), (5000, 5000));
        // Only a letter in the middle, or a zero, tells them apart.
        let alike = ["abcdefgh-ijklmnopq", "abcdefgh+ijklmnopq", "abcdefghijklmnopq", "a", "a\0", "a\0\0"];
        assert_eq!(alike.map(&mut number), [5001, 5002, 5003, 5004, 5005, 5006]);
        assert_eq!(alike.map(&mut number), [5001, 5002, 5003, 5004, 5005, 5006]);
        let all = texts.iter().map(String::as_str).chain([""]).chain(alike);
        assert!(interner.iter().eq(all) && interner.len() == 5007);
    }
}
