//! A cache of results that are slow to make and can always be made again, in `.kb/cache/`.
//!
//! An entry is identified by a digest of everything that it was made from, so it is never outdated, only unused. It begins with
//! a checksum: an entry that does not match it, for whatever reason, counts as missing. Entries are written to a temporary file
//! and renamed, so that several processes can share a store. A full or read-only disk only costs time.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::blob::Digest;
use crate::disk;

/// kb's own folder in a site's folder.
pub const PRIVATE: &str = ".kb";

const FOLDER: &str = "cache";

/// The first bytes of every entry; another number for another format.
const MARK: &[u8; 8] = b"kbcache1";

const HEAD: usize = MARK.len() + 32;

/// The size limit, in bytes.
const LIMIT: u64 = 512 * 1024 * 1024;

/// How much of the limit remains in use after entries were removed, in percent. With some room left, not every run has
/// to remove some.
const LEFT: u64 = 80;

/// The time of an entry's last use is updated at most this often.
const USE: Duration = Duration::from_secs(24 * 60 * 60);

/// How old an abandoned temporary file of another process must be to be removed.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The store of one site.
pub struct Store {
    /// `.kb`
    private: PathBuf,
    limit: u64,
    has_grown: AtomicBool,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freed {
    /// How many files.
    pub files: u64,
    /// How many bytes were in them.
    pub bytes: u64,
}

/// A file of the store.
struct Entry {
    place: PathBuf,
    used: SystemTime,
    length: u64,
}

impl Store {
    /// The store of the site in the folder `root`. Creates no file or folder until something is stored.
    pub fn of_site(root: &Path) -> Store {
        Store { private: root.join(PRIVATE), limit: LIMIT, has_grown: AtomicBool::new(false) }
    }

    /// The entry of a key; none if it is missing or damaged.
    pub fn get(&self, key: &Digest) -> Option<Vec<u8>> {
        let place = self.place(key)?;
        let mut bytes = disk::read(&place, self.limit).ok()?;
        let (head, content) = bytes.split_at_checked(HEAD)?;
        if head[..MARK.len()] != *MARK || head[MARK.len()..] != *checksum(key, content).as_bytes() {
            return None;
        }
        let is_due = |time: SystemTime| time.elapsed().is_ok_and(|age| age > USE);
        if fs::metadata(&place).and_then(|metadata| metadata.modified()).is_ok_and(is_due)
            && let Ok(file) = File::options().append(true).open(&place)
        {
            // If the time cannot be updated, the entry may be removed early.
            let _ = file.set_modified(SystemTime::now());
        }
        bytes.drain(..HEAD);
        Some(bytes)
    }

    /// Stores bytes under a key. If that fails, they are made again next time.
    pub fn put(&self, key: &Digest, content: &[u8]) {
        if self.write(key, content).is_ok() {
            self.has_grown.store(true, Ordering::Relaxed);
        }
    }

    /// Removes the least recently used entries if the store exceeds its limit. Checks only if this process has stored
    /// something.
    pub fn trim(&self) {
        if !self.has_grown.swap(false, Ordering::Relaxed) {
            return;
        }
        let mut entries = self.entries();
        let mut size: u64 = entries.iter().map(|entry| entry.length).sum();
        let is_over = size > self.limit;
        // Ties are sorted by name.
        entries.sort_by(|one, other| (one.used, &one.place).cmp(&(other.used, &other.place)));
        for entry in entries {
            let is_partial = entry.place.extension().is_some();
            let is_abandoned = is_partial && entry.used.elapsed().is_ok_and(|age| age > ABANDONED);
            if is_abandoned || is_over && !is_partial && size > self.limit / 100 * LEFT {
                size -= entry.length;
                let _ = fs::remove_file(&entry.place);
            }
        }
    }

    /// Removes everything.
    pub fn clear(&self) -> io::Result<Freed> {
        let mut freed = Freed::default();
        for entry in self.entries() {
            freed.files += 1;
            freed.bytes += entry.length;
        }
        match is_folder(&self.private) {
            // Symbolic links are not followed, neither here nor below.
            true => remove(&self.private.join(FOLDER)).map(|()| freed),
            false => Ok(Freed::default()),
        }
    }

    /// The path of an entry; none if the store is not the site's own folder, for example a link to somewhere else.
    fn place(&self, key: &Digest) -> Option<PathBuf> {
        let name = key.to_string();
        let folder = self.private.join(FOLDER);
        let shelf = folder.join(&name[..2]);
        let is_own = [&self.private, &folder, &shelf].into_iter().all(|folder| is_folder(folder));
        is_own.then(|| shelf.join(name))
    }

    fn write(&self, key: &Digest, content: &[u8]) -> io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = key.to_string();
        let folder = self.private.join(FOLDER);
        if fs::symlink_metadata(&self.private).is_err() {
            make_private(&self.private)?;
        }
        make_folder(&self.private)?;
        make_folder(&folder)?;
        make_folder(&folder.join(&name[..2]))?;
        let place = folder.join(&name[..2]).join(name);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let partial = place.with_extension(format!("{}-{number}", std::process::id()));
        let mut file = File::create_new(&partial)?;
        let written = file
            .write_all(MARK)
            .and_then(|()| file.write_all(checksum(key, content).as_bytes()))
            .and_then(|()| file.write_all(content));
        drop(file);
        // Not synced: after a power failure the checksum shows the damage.
        written.and_then(|()| fs::rename(&partial, &place)).inspect_err(|_| drop(fs::remove_file(&partial)))
    }

    fn entries(&self) -> Vec<Entry> {
        let folder = self.private.join(FOLDER);
        if !is_folder(&self.private) || !is_folder(&folder) {
            return Vec::new();
        }
        let walk = walkdir::WalkDir::new(folder).min_depth(1).max_depth(2).into_iter();
        let files = walk.flatten().filter(|entry| entry.file_type().is_file());
        let entries = files.filter_map(|file| {
            let metadata = file.metadata().ok()?;
            Some(Entry { length: metadata.len(), used: metadata.modified().ok()?, place: file.into_path() })
        });
        entries.collect()
    }
}

/// Creates kb's own folder in a site's folder, which Git ignores.
pub fn make_private(private: &Path) -> io::Result<()> {
    fs::create_dir_all(private)?;
    match File::create_new(private.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n"),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Covers the key too, so that an entry under another name is invalid.
fn checksum(key: &Digest, content: &[u8]) -> Digest {
    Digest::of_parts([&key.as_bytes()[..], content])
}

fn is_folder(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_dir())
}

/// Creates a folder unless it exists. A symbolic link in its place is an error.
fn make_folder(place: &Path) -> io::Result<()> {
    match fs::create_dir(place) {
        Err(_) if is_folder(place) => Ok(()),
        made => made,
    }
}

fn remove(place: &Path) -> io::Result<()> {
    let removed = match is_folder(place) {
        true => disk::remove_folder(place),
        false => fs::remove_file(place),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Digest {
        Digest::of(name.as_bytes())
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of_site(folder.path());
        (folder, store)
    }

    #[test]
    fn what_was_put_is_given_to_every_process() {
        let (folder, store) = store();
        assert_eq!(store.get(&key("a")), None);
        assert!(!folder.path().join(PRIVATE).exists());
        store.put(&key("a"), b"first");
        store.put(&key("b"), b"");
        let other = Store::of_site(folder.path());
        assert_eq!(other.get(&key("a")).unwrap(), b"first");
        assert_eq!(other.get(&key("b")).unwrap(), b"");
        assert_eq!(other.get(&key("c")), None);
    }

    #[test]
    fn an_entry_that_was_cut_or_changed_or_renamed_is_none() {
        let (_folder, store) = store();
        store.put(&key("a"), b"content");
        let place = store.place(&key("a")).unwrap();
        let whole = fs::read(&place).unwrap();
        for length in 0..whole.len() {
            fs::write(&place, &whole[..length]).unwrap();
            assert_eq!(store.get(&key("a")), None, "{length} bytes");
        }
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 1;
            fs::write(&place, wrong).unwrap();
            assert_eq!(store.get(&key("a")), None, "byte {at}");
        }
        store.put(&key("a"), b"content");
        assert_eq!(store.get(&key("a")).unwrap(), b"content");
        store.put(&key("b"), b"other");
        fs::copy(&place, store.place(&key("b")).unwrap()).unwrap();
        assert_eq!(store.get(&key("b")), None);
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let (_folder, mut store) = store();
        store.limit = 1000;
        for (age, name) in ["old", "used", "new"].into_iter().enumerate() {
            store.put(&key(name), &[0; 400]);
            let file = File::options().append(true).open(store.place(&key(name)).unwrap()).unwrap();
            file.set_modified(SystemTime::now() - 30 * USE + USE * age as u32).unwrap();
        }
        assert!(store.get(&key("used")).is_some());
        store.trim();
        assert_eq!(["old", "used", "new"].map(|name| store.get(&key(name)).is_some()), [false, true, false]);
        // Nothing was stored since, so nothing is checked.
        store.limit = 0;
        store.trim();
        assert!(store.place(&key("used")).unwrap().is_file());
    }

    #[test]
    fn many_threads_can_put_the_same() {
        let (_folder, store) = store();
        let content = vec![7; 100_000];
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        store.put(&key("a"), &content);
                        assert_eq!(store.get(&key("a")).as_ref(), Some(&content));
                    }
                });
            }
        });
        assert_eq!(store.entries().len(), 1);
    }

    #[test]
    fn clearing_says_what_it_freed() {
        let (folder, store) = store();
        assert_eq!(store.clear().unwrap(), Freed::default());
        store.put(&key("a"), b"abc");
        store.put(&key("b"), b"abc");
        assert_eq!(store.clear().unwrap(), Freed { files: 2, bytes: 2 * (HEAD as u64 + 3) });
        assert!(!folder.path().join(".kb/cache").exists());
        assert_eq!(store.get(&key("a")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let (folder, store) = store();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("mine"), "mine").unwrap();
        fs::create_dir(folder.path().join(PRIVATE)).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".kb/cache")).unwrap();
        store.put(&key("a"), b"abc");
        assert_eq!(store.get(&key("a")), None);
        store.trim();
        assert_eq!(store.clear().unwrap(), Freed::default());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }
}
