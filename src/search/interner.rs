//! Numbers for texts: equal texts have equal numbers, from 0 in the order of first use. Keeps all texts in one string.

/// The texts that have numbers.
#[derive(Default)]
pub(super) struct Interner {
    text: String,
    /// The end of each text.
    ends: Vec<usize>,
    hashes: Vec<u64>,
    /// An open hash table: the number of a text plus one with the upper half of its hash, or zero. Its length is a power of two.
    slots: Vec<(u32, u32)>,
}

impl Interner {
    /// The number of a text, which is new if nobody asked for it before.
    pub fn number(&mut self, text: &str) -> u32 {
        if self.hashes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text);
        let mut slot = self.first_slot(hash);
        loop {
            match self.slots[slot] {
                (0, _) => break,
                (taken, half) if half == upper(hash) && self.get(taken - 1) == text => return taken - 1,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.hashes.push(hash);
        let count = u32::try_from(self.hashes.len()).expect("a site has fewer than four billion words");
        self.slots[slot] = (count, upper(hash));
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

    fn first_slot(&self, hash: u64) -> usize {
        (hash ^ hash >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(64);
        self.slots = vec![(0, 0); length];
        for index in 0..self.hashes.len() {
            let mut slot = self.first_slot(self.hashes[index]);
            while self.slots[slot].0 != 0 {
                slot = (slot + 1) & (length - 1);
            }
            self.slots[slot] = (index as u32 + 1, upper(self.hashes[index]));
        }
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Multiplies and folds eight bytes at a time: words are short. Whoever makes texts collide slows down only the build.
fn hash(text: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, value: u64| {
        let product = u128::from(hash ^ value) * u128::from(FACTOR);
        product as u64 ^ (product >> 64) as u64
    };
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let hash = chunks.iter().fold(FACTOR, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(hash, u64::from_le_bytes(last)), text.len() as u64)
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
    }
}
