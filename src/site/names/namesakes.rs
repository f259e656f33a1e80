//! Articles or files with one name, and the nearest of them to a folder.
//!
//! Every page of a site may link to the same name, and every folder may have an article of that name. Searching all
//! namesakes for each link would take too long. Instead, the first lookup of a name sorts them into trees of folders;
//! each lookup then takes as many steps as there are folders above the link.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Lookup;
use crate::language::Language;

/// How many of several equally near ones a lookup lists. If it listed all, the message about each such link could fill
/// a page.
const MOST_LISTED: usize = 8;

/// All articles or files with one name, in order.
#[derive(Debug)]
pub(super) struct Namesakes<T> {
    all: Vec<T>,
    nearest: OnceLock<Nearest<T>>,
}

/// What decides which of several namesakes is meant.
pub(super) struct Place<'a> {
    pub folder: &'a str,
    /// None if its language does not matter, as for a file.
    pub language: Option<&'a Language>,
    pub is_published: bool,
}

/// Articles or files by the last parts of their paths.
#[derive(Debug)]
pub(super) struct Endings<T>(HashMap<String, Ending<T>>);

/// The articles or files whose paths have the same last part.
#[derive(Debug)]
struct Ending<T> {
    all: Namesakes<T>,
    /// The same, sorted by the parts before the last one, from right to left.
    longer: OnceLock<Tree<Namesakes<T>>>,
}

/// The nearest namesakes to each folder.
#[derive(Debug)]
struct Nearest<T> {
    all: Tree<Closest<T>>,
    by_language: HashMap<String, Tree<Closest<T>>>,
}

/// The namesakes that are the fewest folders below one folder.
#[derive(Debug)]
struct Closest<T> {
    down: usize,
    all: Vec<T>,
}

/// A value for each beginning of some lists of words, such as the folders of paths. Lists that begin alike share these
/// values.
#[derive(Debug)]
struct Tree<V>(Vec<Node<V>>);

#[derive(Debug, Default)]
struct Node<V> {
    value: V,
    /// The nodes one word further, by that word: indices into the tree.
    next: HashMap<String, usize>,
}

impl<T: Clone + Ord> Namesakes<T> {
    /// Adds one that comes after all others in order.
    pub fn push(&mut self, one: T) {
        if self.all.last() != Some(&one) {
            self.all.push(one);
        }
    }

    /// The first one in order.
    pub fn first(&self) -> Option<&T> {
        self.all.first()
    }

    /// The namesake nearest to a folder, counting folders up plus folders down. Published ones come before all others,
    /// and among them those in `language`.
    ///
    /// `place` must give the same answer for every lookup.
    pub fn nearest<'a>(
        &'a self,
        folder: &str,
        language: Option<&Language>,
        place: impl Fn(&'a T) -> Place<'a>,
    ) -> Lookup<T> {
        match self.all.as_slice() {
            [] => Lookup::None,
            [one] => Lookup::One(one.clone()),
            all => self.nearest.get_or_init(|| Nearest::new(all, place)).to(folder, language),
        }
    }

    /// Whether one of them is in a language. If some are published, only those count.
    ///
    /// `place` must give the same answer for every lookup.
    pub fn has<'a>(&'a self, language: &Language, place: impl Fn(&'a T) -> Place<'a>) -> bool {
        match self.all.as_slice() {
            [] => false,
            [one] => place(one).language.is_none_or(|own| own.is_kin(language)),
            all => self
                .nearest
                .get_or_init(|| Nearest::new(all, place))
                .by_language
                .contains_key(language.primary()),
        }
    }
}

impl<T: Clone + Ord> Endings<T> {
    /// Adds one whose last part is given, folded. It comes after all others in order.
    pub fn push(&mut self, last: String, one: T) {
        self.0.entry(last).or_default().all.push(one);
    }

    /// The articles or files whose paths end in these parts, folded. `folders` gives the parts before the last one,
    /// from right to left, folded too; it must give the same answer for every lookup.
    pub fn get(&self, parts: &str, folders: impl Fn(&T) -> Vec<String>) -> Option<&Namesakes<T>> {
        let mut parts = parts.rsplit('/');
        let ending = self.0.get(parts.next()?)?;
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return Some(&ending.all);
        }
        let longer = ending.longer.get_or_init(|| {
            let mut tree = Tree::default();
            for one in &ending.all.all {
                tree.grow(folders(one), |_, namesakes: &mut Namesakes<T>| namesakes.push(one.clone()));
            }
            tree
        });
        longer.at(parts)
    }

    /// Everything, in no particular order.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.0.values().flat_map(|ending| &ending.all.all)
    }
}

impl<T: Clone + Ord> Nearest<T> {
    fn new<'a>(all: &'a [T], place: impl Fn(&'a T) -> Place<'a>) -> Nearest<T> {
        let mut nearest = Nearest { all: Tree::default(), by_language: HashMap::new() };
        let is_any_published = all.iter().any(|one| place(one).is_published);
        for one in all {
            let place = place(one);
            if place.is_published != is_any_published {
                continue;
            }
            let parts: Vec<&str> = place.folder.split('/').collect();
            let of_language = place
                .language
                .map(|language| nearest.by_language.entry(language.primary().to_owned()).or_default());
            for tree in [Some(&mut nearest.all), of_language].into_iter().flatten() {
                tree.grow(&parts, |depth, closest| closest.add(parts.len() - depth, one));
            }
        }
        nearest
    }

    fn to(&self, folder: &str, language: Option<&Language>) -> Lookup<T> {
        let of_language = language.and_then(|language| self.by_language.get(language.primary()));
        let depth = folder.split('/').count();
        let mut least = usize::MAX;
        let mut nearest = Vec::new();
        // A path leads up to a folder and down again. It is shortest through the deepest folder above both ends, so a
        // path that goes up too far never wins.
        for (shared, closest) in of_language.unwrap_or(&self.all).along(folder.split('/')).enumerate() {
            let distance = depth - shared + closest.down;
            if distance < least {
                least = distance;
                nearest.clear();
            }
            if distance == least {
                nearest.push(closest);
            }
        }
        let count = nearest.iter().map(|closest| closest.all.len()).sum();
        let listed = nearest.iter().flat_map(|closest| closest.all.iter().take(MOST_LISTED));
        let mut listed: Vec<T> = listed.cloned().collect();
        listed.sort();
        listed.truncate(MOST_LISTED);
        if count == 1 { Lookup::One(listed.remove(0)) } else { Lookup::Several(listed, count) }
    }
}

impl<T: Clone> Closest<T> {
    fn add(&mut self, down: usize, one: &T) {
        if down < self.down {
            self.down = down;
            self.all.clear();
        }
        if down == self.down {
            self.all.push(one.clone());
        }
    }
}

impl<T> Default for Namesakes<T> {
    fn default() -> Namesakes<T> {
        Namesakes { all: Vec::new(), nearest: OnceLock::new() }
    }
}

impl<T> Default for Endings<T> {
    fn default() -> Endings<T> {
        Endings(HashMap::new())
    }
}

impl<T> Default for Ending<T> {
    fn default() -> Ending<T> {
        Ending { all: Namesakes::default(), longer: OnceLock::new() }
    }
}

impl<T> Default for Closest<T> {
    fn default() -> Closest<T> {
        Closest { down: usize::MAX, all: Vec::new() }
    }
}

impl<V: Default> Default for Tree<V> {
    fn default() -> Tree<V> {
        Tree(vec![Node::default()])
    }
}

impl<V: Default> Tree<V> {
    /// Changes the value at each beginning of these words, from none of them to all. A new value starts as the default.
    fn grow<W: AsRef<str>>(
        &mut self,
        words: impl IntoIterator<Item = W>,
        mut change: impl FnMut(usize, &mut V),
    ) {
        let mut here = 0;
        change(0, &mut self.0[here].value);
        for (index, word) in words.into_iter().enumerate() {
            here = match self.0[here].next.get(word.as_ref()) {
                Some(next) => *next,
                None => {
                    let next = self.0.len();
                    self.0.push(Node::default());
                    self.0[here].next.insert(word.as_ref().to_owned(), next);
                    next
                }
            };
            change(index + 1, &mut self.0[here].value);
        }
    }

    /// The value at exactly these words.
    fn at<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> Option<&V> {
        let here = words.try_fold(0, |here, word| self.0[here].next.get(word).copied())?;
        Some(&self.0[here].value)
    }

    /// The values at all beginnings of these words, from none of them to all.
    fn along<'w>(&self, words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = &V> {
        let steps = words.scan(0, |here, word| {
            *here = *self.0[*here].next.get(word)?;
            Some(*here)
        });
        std::iter::once(0).chain(steps).map(|here| &self.0[here].value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folder() -> impl Strategy<Value = String> {
        prop::collection::vec("[ab]", 0..5)
            .prop_map(|parts| ["articles".to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join("/"))
    }

    /// Folders up plus folders down.
    fn distance(from: &str, to: &str) -> usize {
        let shared = from.split('/').zip(to.split('/')).take_while(|(one, other)| one == other).count();
        from.split('/').count() + to.split('/').count() - 2 * shared
    }

    proptest! {
        #[test]
        fn the_nearest_of_all_is_found(
            namesakes in prop::collection::vec((folder(), "de|en|en-GB", any::<bool>()), 1..20),
            from in folder(),
            language in "de|en|fr",
        ) {
            let language = Language::parse(&language).expect("a tag");
            let places: Vec<_> = namesakes.iter().map(|(folder, tag, is_published)| {
                (folder.as_str(), Language::parse(tag).expect("a tag"), *is_published)
            }).collect();
            let mut all = Namesakes::default();
            (0..places.len()).for_each(|index| all.push(index));

            let mut best: Vec<usize> = (0..places.len()).collect();
            let is_chosen: [&dyn Fn(usize) -> bool; 2] = [
                &|index| places[index].2,
                &|index| places[index].1.is_kin(&language),
            ];
            for is_chosen in is_chosen {
                if best.iter().any(|index| is_chosen(*index)) {
                    best.retain(|index| is_chosen(*index));
                }
            }
            let distance_of = |index: &usize| distance(&from, places[*index].0);
            let least = best.iter().map(distance_of).min();
            best.retain(|index| Some(distance_of(index)) == least);

            let found = all.nearest(&from, Some(&language), |index| {
                let (folder, language, is_published) = &places[*index];
                Place { folder, language: Some(language), is_published: *is_published }
            });
            let (listed, count) = match found {
                Lookup::One(one) => (vec![one], 1),
                Lookup::Several(listed, count) => (listed, count),
                Lookup::None => (Vec::new(), 0),
            };
            prop_assert_eq!(count, best.len());
            prop_assert_eq!(listed, &best[..count.min(MOST_LISTED)]);
        }
    }
}
