//! Locks that keep two kb processes from writing one site, or one output folder, at the same time.
//!
//! The kernel releases them when the process ends, however it ends, so a kill leaves nothing to clean up.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::PublishError;

/// Held until it is dropped.
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Locks a lock file, creating it if necessary. The file stays when the lock is released: removing it would let
    /// a third kb lock a new file while a second one holds the old.
    pub fn file(path: &Path) -> Result<Lock, PublishError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        // A link in its place could have kb make a file anywhere.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(
            &mut options,
            rustix::fs::OFlags::NOFOLLOW.bits().cast_signed(),
        );
        let file = options.open(path);
        Lock::take(file.map_err(PublishError::io("open", path))?, path)
    }

    /// Locks a folder itself, so that two sites cannot publish to one folder and no file has to be left next to it.
    #[cfg(unix)]
    pub fn folder(path: &Path) -> Result<Option<Lock>, PublishError> {
        use std::os::unix::fs::MetadataExt;

        let folder = File::open(path).map_err(PublishError::io("open", path))?;
        let opened = folder.metadata().map_err(PublishError::io("read", path))?;
        let lock = match Lock::take(folder, path) {
            // A network file system may lock only files that are open for writing, which a folder cannot be.
            Err(PublishError::Io { .. }) => return Ok(None),
            taken => taken?,
        };
        let now = std::fs::symlink_metadata(path).map_err(PublishError::io("read", path))?;
        // Another kb has exchanged the folder between opening and locking.
        if (opened.dev(), opened.ino()) != (now.dev(), now.ino()) {
            return Err(PublishError::Locked { path: path.to_owned() });
        }
        Ok(Some(lock))
    }

    /// Elsewhere a folder cannot be locked.
    #[cfg(not(unix))]
    pub fn folder(_path: &Path) -> Result<Option<Lock>, PublishError> {
        Ok(None)
    }

    fn take(file: File, path: &Path) -> Result<Lock, PublishError> {
        match file.try_lock() {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => Err(PublishError::Locked { path: path.to_owned() }),
            // A disk without locks must not prevent a build.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Lock { file })
            }
            Err(TryLockError::Error(error)) => Err(PublishError::io("lock", path)(error)),
        }
    }
}

// Closing the file is not enough: a child process that is just being started holds a copy until it runs its program.
impl Drop for Lock {
    fn drop(&mut self) {
        // The lock may never have been taken, on a disk without locks.
        let _ = self.file.unlock();
    }
}
