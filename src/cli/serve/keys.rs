//! Single keys from a terminal, without Return.

use std::sync::Arc;

/// Reads keys until the process ends. The terminal must be restored with [`Keys::restore`].
#[derive(Clone)]
pub struct Keys {
    #[cfg(unix)]
    before: Arc<rustix::termios::Termios>,
    #[cfg(not(unix))]
    before: Arc<()>,
}

#[cfg(unix)]
impl Keys {
    /// Reports each key; none if there is no terminal, or if another program currently owns it.
    pub fn read(report: impl Fn(char, &Keys) + Send + 'static) -> Option<Keys> {
        use std::io::{IsTerminal, Read};

        use rustix::process::getpgrp;
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcgetpgrp, tcsetattr};

        let input = std::io::stdin();
        // A background process that reads from its terminal is stopped.
        if !input.is_terminal() || !std::io::stderr().is_terminal() || tcgetpgrp(&input) != Ok(getpgrp()) {
            return None;
        }
        let before = tcgetattr(&input).ok()?;
        let mut modes = before.clone();
        modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        tcsetattr(&input, OptionalActions::Now, &modes).ok()?;
        let keys = Keys { before: Arc::new(before) };
        let shared = keys.clone();
        std::thread::spawn(move || {
            let mut key = [0];
            while let Ok(1) = std::io::stdin().read(&mut key) {
                report(key[0] as char, &shared);
            }
        });
        Some(keys)
    }

    /// Restores the terminal.
    pub fn restore(&self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &self.before);
    }
}

#[cfg(windows)]
impl Keys {
    /// Reports each key; none if there is no console.
    pub fn read(report: impl Fn(char, &Keys) + Send + 'static) -> Option<Keys> {
        use std::io::{ErrorKind, IsTerminal};

        use console::{Key, Term};

        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        let keys = Keys { before: Arc::new(()) };
        let shared = keys.clone();
        std::thread::spawn(move || {
            let terminal = Term::stderr();
            loop {
                match terminal.read_key() {
                    Ok(Key::Char(key)) => report(key, &shared),
                    Ok(_) => {}
                    // Half a character: the next one may be complete.
                    Err(error) if error.kind() == ErrorKind::InvalidData => {}
                    Err(_) => return,
                }
            }
        });
        Some(keys)
    }

    /// A console reports events independently of lines, so nothing was changed.
    pub fn restore(&self) {
        let _ = &self.before;
    }
}

#[cfg(not(any(unix, windows)))]
impl Keys {
    /// Other systems' consoles are read line by line, so there are no keys.
    pub fn read(_tell: impl Fn(char, &Keys) + Send + 'static) -> Option<Keys> {
        None
    }

    /// Nothing was changed.
    pub fn restore(&self) {
        let _ = &self.before;
    }
}
