//! `kb serve`

mod absent;
mod keys;
mod port;
mod workshop;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use clap::Args;

use super::{FINE, MACHINE, SiteArguments, report, session};
use crate::serve::{Change, Options, Server, Watcher};
use crate::source::{FOLDERS, Touched};
use keys::Keys;
use workshop::Workshop;

/// Below `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb serve --open                   show it in the browser
  kb serve --drafts --future        with what is not published yet";

#[derive(Args)]
pub struct ServeArguments {
    /// The port [default: 1111, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen on; others than this machine's own show the site to the network
    #[arg(long, value_name = "ADDR", default_value = "localhost")]
    host: String,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    site: SiteArguments,
}

/// Changes that follow one another faster than this belong together.
const QUIET: Duration = Duration::from_millis(5);

/// Git holds its lock while it changes files; a lock that was left behind must not hold up everything.
const LONGEST_CHECKOUT: Duration = Duration::from_secs(10);

/// A folder is watched a moment after it was made, and what was put there before must not be missed.
const SECOND_LOOK: Duration = Duration::from_millis(50);

/// What the main thread waits for.
enum Happening {
    Changed(Change),
    /// Somebody wants it all built anew.
    Asked,
}

/// Builds, serves, and goes on until it is ended; gives the exit code.
pub fn run(arguments: &ServeArguments) -> u8 {
    serve(arguments).unwrap_or_else(|code| code)
}

fn serve(arguments: &ServeArguments) -> Result<u8, u8> {
    let root = session::find(&arguments.site)?;
    let root = root.canonicalize().map_err(|error| failed(&format!("{}: {error}", root.display())))?;
    let levels = session::levels(&arguments.site)?;
    let listener = port::bind(arguments)?;
    let (sender, happenings) = channel();
    let told = sender.clone();
    // From before the first file is read, so that no change is missed.
    let watcher = Watcher::start(&root, &FOLDERS, move |change| {
        let _ = told.send(Happening::Changed(change));
    });
    let mut watcher = watcher.map_err(|error| {
        let help = "; a system that watches too much already has a limit that can be raised";
        failed(&format!("files cannot be watched: {error}{help}"))
    })?;
    let address = port::address(arguments, &listener).map_err(|error| failed(&error.to_string()))?;
    let opened = address.clone();
    let keys = Keys::read(move |key, keys| match key {
        'o' => port::open(&opened),
        'r' => {
            let _ = sender.send(Happening::Asked);
        }
        'q' => end(keys),
        _ => {}
    });
    let interrupted = keys.clone().map(|keys| -> Box<dyn FnOnce() + Send> { Box::new(move || end(&keys)) });
    let options =
        Options { host: arguments.host.clone(), root: root.clone(), now: session::clock, interrupted };
    let server = Server::start(listener, options);
    let server = server.map_err(|error| failed(&format!("the server cannot start: {error}")))?;
    let mut workshop = Workshop::new(&arguments.site, &root, levels, &server);
    let result = workshop.build(&Touched::All);
    let told = match &keys {
        Some(_) => "o opens it, r builds it anew, q ends",
        None => "Ctrl-C ends",
    };
    if let Ok(line) = &result {
        report::line(line);
        report::line(&format!("Serving at {address} ({told})"));
        if arguments.open {
            port::open(&address);
        }
    }
    let result = result.and_then(|_| go_on(&root, &happenings, &mut watcher, &mut workshop));
    keys.inspect(Keys::restore);
    result
}

/// Builds whenever something happens, until nothing can any more.
fn go_on(
    root: &Path,
    happenings: &Receiver<Happening>,
    watcher: &mut Watcher,
    workshop: &mut Workshop<'_>,
) -> Result<u8, u8> {
    let mut look_again = false;
    loop {
        let wait = if look_again { Some(SECOND_LOOK) } else { workshop.due() };
        let first = match wait {
            Some(wait) => happenings.recv_timeout(wait),
            None => happenings.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let first = match first {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) if look_again => Happening::Changed(Change::Anything),
            Err(RecvTimeoutError::Timeout) => {
                report::line(&workshop.build_as_due()?);
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(FINE),
        };
        let (touched, was_asked) = gather(root, first, happenings);
        let places = match &touched {
            Touched::Places(places) => places.clone(),
            Touched::All => BTreeSet::new(),
        };
        if let Err(error) = watcher.attend(&places) {
            report::line(&format!("warning: new folders cannot be watched: {error}"));
        }
        look_again = !look_again && places.iter().any(|place| place.is_dir());
        let line = match was_asked {
            true => Some(workshop.build(&touched)?),
            false => workshop.build_if_changed(&touched)?,
        };
        line.inspect(|line| report::line(line));
    }
}

/// All that happens until it is quiet, and whether somebody asked for it.
fn gather(root: &Path, first: Happening, happenings: &Receiver<Happening>) -> (Touched, bool) {
    let lock = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.is_dir());
    let lock = lock.map(|git| git.join("index.lock"));
    let started = Instant::now();
    let mut places: Option<BTreeSet<PathBuf>> = Some(BTreeSet::new());
    let mut was_asked = false;
    let mut next = Some(first);
    loop {
        match next.take() {
            Some(Happening::Asked) => {
                was_asked = true;
                places = None;
            }
            Some(Happening::Changed(Change::Anything)) => places = None,
            Some(Happening::Changed(Change::Places(more))) => {
                if let Some(places) = &mut places {
                    places.extend(more);
                }
            }
            None => {
                let is_locked = lock.as_ref().is_some_and(|lock| lock.exists());
                if !is_locked || started.elapsed() > LONGEST_CHECKOUT {
                    return (places.map_or(Touched::All, Touched::Places), was_asked);
                }
            }
        }
        next = happenings.recv_timeout(QUIET).ok();
    }
}

/// Ends at once: nothing of it is on disk, and a build that is under way is of no use to anybody.
fn end(keys: &Keys) {
    keys.restore();
    std::process::exit(i32::from(FINE));
}

fn failed(message: &str) -> u8 {
    report::line(&format!("error: {message}"));
    MACHINE
}
