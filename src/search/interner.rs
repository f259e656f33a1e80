//! Numbers for texts: equal texts have equal numbers, from 0 in the order of first use. Keeps all texts in one string.

/// The texts that have numbers.
#[derive(Default)]
pub(super) struct Interner {
    text: String,
    /// The end of each text.
    ends: Vec<usize>,
    keys: Vec<Key>,
    /// An open hash table: the number of a text plus one, or zero, with a part of its hash. Its length is a power of two.
    slots: Vec<(u32, u32)>,
}

impl Interner {
    /// The number of a text; a text that is not known yet gets the next number.
    pub fn number(&mut self, text: &str) -> u32 {
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let key = Key::of(text);
        let mut slot = self.first_slot(key.hash);
        loop {
            match self.slots[slot] {
                (0, _) => break,
                (taken, half) if half == upper(key.hash) && self.is(taken - 1, &key, text) => {
                    return taken - 1;
                }
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        self.add(text, key, slot)
    }

    /// A new text. Rare, so it must not slow down the other case.
    #[cold]
    fn add(&mut self, text: &str, key: Key, slot: usize) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let count = u32::try_from(self.ends.len()).expect("a site has fewer than four billion words");
        self.slots[slot] = (count, upper(key.hash));
        self.keys.push(key);
        count - 1
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

    fn is(&self, number: u32, key: &Key, text: &str) -> bool {
        self.keys[number as usize] == *key && (text.len() <= WHOLE || self.get(number) == text)
    }

    fn first_slot(&self, hash: u64) -> usize {
        (hash ^ hash >> 32) as usize & (self.slots.len() - 1)
    }

    #[cold]
    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(64);
        self.slots = vec![(0, 0); length];
        for (count, key) in (1..).zip(&self.keys) {
            let mut slot = self.first_slot(key.hash);
            while self.slots[slot].0 != 0 {
                slot = (slot + 1) & (length - 1);
            }
            self.slots[slot] = (count, upper(key.hash));
        }
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Texts with so many bytes are equal if their keys are.
const WHOLE: usize = 16;

/// A text as numbers, which are compared faster than short texts.
#[derive(PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: usize,
    /// Whoever makes texts collide slows down only the build.
    hash: u64,
}

impl Key {
    fn of(text: &str) -> Key {
        // As wyhash mixes two numbers: the halves of their product, together.
        let mix = |one: u64, other: u64| {
            let product = u128::from(one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(other ^ 0xd6e8_feb8_6659_fd93);
            product as u64 ^ (product >> 64) as u64
        };
        let bytes = text.as_bytes();
        let length = bytes.len();
        // The two may overlap.
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
        } else {
            let at = |index: usize| u64::from(bytes.get(index).copied().unwrap_or(0));
            (at(0) | at(1) << 8 | at(2) << 16, 0)
        };
        let inner = if length > WHOLE { &bytes[8..length - 8] } else { &[] };
        let hash = mix(first, last.rotate_left(8) ^ length as u64);
        let hash = inner.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
        Key { first, last, length, hash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_numbers() {
        let mut interner = Interner::default();
        let texts: Vec<String> =
            (0..5000).map(|number| "x".repeat(number % 30) + &number.to_string()).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| interner.number(text)).collect();
        assert_eq!(numbers, (0..5000).collect::<Vec<_>>());
        assert_eq!(texts.iter().map(|text| interner.number(text)).collect::<Vec<_>>(), numbers);
        assert!(interner.iter().eq(texts.iter().map(String::as_str)) && interner.len() == 5000);
        assert_eq!((interner.number(""), interner.number("")), (5000, 5000));
        // Only a letter in the middle, or a zero, tells them apart.
        let alike = ["abcdefgh-ijklmnopq", "abcdefgh+ijklmnopq", "abcdefghijklmnopq", "a", "a\0", "a\0\0"];
        assert_eq!(alike.map(|text| interner.number(text)), [5001, 5002, 5003, 5004, 5005, 5006]);
        assert_eq!(alike.map(|text| interner.number(text)), [5001, 5002, 5003, 5004, 5005, 5006]);
    }
}
