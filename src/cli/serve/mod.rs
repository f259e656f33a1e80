//! `kb serve`

mod absent;
mod events;
mod keys;
mod port;
#[cfg(test)]
mod tests;
mod workshop;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use clap::Args;

use super::{FINE, MACHINE, SiteArguments, report, session};
use crate::serve::{Change, Limits, Options, Server, Watcher};
use crate::source::{FOLDERS, OBSIDIAN, SITE_TOML, Touched};
use events::{Event, EventQueue};
use keys::Keys;
use workshop::Workshop;

/// Shown below the options in `--help`.
pub const EXAMPLES: &str = "\
Examples:
  kb serve --open                   show it in the browser
  kb serve --drafts --future        include what is not published yet";

#[derive(Args)]
pub struct ServeArguments {
    /// The port [default: 1111, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen on; any but this machine's own makes the site visible to the network
    #[arg(long, value_name = "ADDR", default_value = "localhost")]
    host: String,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    site: SiteArguments,
}

/// A folder is watched a moment after it was created, and files put there earlier must not be missed.
const SECOND_LOOK: Duration = Duration::from_millis(50);

/// Names the command that opens an editor from the browser.
const EDITOR: &str = "KB_EDITOR";

/// Builds, serves, and continues until it is stopped; returns the exit code.
pub fn run(arguments: &ServeArguments) -> u8 {
    serve(arguments).unwrap_or_else(|code| code)
}

/// What `KB_EDITOR` says. An editor that starts in the terminal, as `EDITOR` often does, could not be used from a browser.
fn editor() -> Result<Option<String>, u8> {
    match std::env::var(EDITOR) {
        Ok(command) if command.contains("{path}") => Ok(Some(command)),
        Ok(command) if !command.trim().is_empty() => {
            report::error(&format!("{EDITOR} does not say where the path goes: {command}"));
            let example = "code -g {path}:{line}:{column}";
            report::help(&format!("write the full command, such as `export {EDITOR}=\"{example}\"`"));
            Err(super::USAGE)
        }
        _ => Ok(None),
    }
}

fn serve(arguments: &ServeArguments) -> Result<u8, u8> {
    let root = session::find(&arguments.site)?;
    let root = root.canonicalize().map_err(|error| failed(&format!("{}: {error}", root.display())))?;
    let levels = session::levels(&arguments.site)?;
    let listener = port::bind(arguments)?;
    let (sender, mut events) = EventQueue::new();
    let watching = sender.clone();
    // Watching starts before the first file is read, so that no change is missed.
    let watcher = Watcher::start(&root, &[SITE_TOML, OBSIDIAN], &FOLDERS, move |change| {
        watching.send(Event::Changed(change));
    });
    let mut watcher = watcher.map_err(|error| {
        let help = "; if too many files are already watched, raise the system's limit";
        failed(&format!("files cannot be watched: {error}{help}"))
    })?;
    let address = port::address(arguments, &listener).map_err(|error| failed(&error.to_string()))?;
    let opened = address.clone();
    let keys = Keys::read(move |key, keys| match key {
        'o' => port::open(&opened),
        'r' => sender.send(Event::Rebuild),
        'q' => end(keys),
        _ => {}
    });
    let interrupted = keys.clone().map(|keys| -> Box<dyn FnOnce() + Send> { Box::new(move || end(&keys)) });
    let options = Options {
        host: arguments.host.clone(),
        root: root.clone(),
        now: session::clock,
        limits: Limits::default(),
        editor: editor()?,
        interrupted,
    };
    let server = Server::start(listener, options);
    let server = server.map_err(|error| failed(&format!("the server cannot start: {error}")))?;
    let mut workshop = Workshop::new(&arguments.site, &root, levels, &server);
    let result = workshop.begin(&Touched::All);
    let help = match &keys {
        Some(_) => "o opens it, r rebuilds it, q quits",
        None => "Ctrl-C quits",
    };
    if result.is_ok() {
        let line = workshop.first_line().or_else(|| workshop.finish(|| false));
        line.inspect(|line| report::line(line));
        report::line(&format!("Serving at {address} ({help})"));
        if arguments.open {
            port::open(&address);
        }
    }
    let result = result.and_then(|()| go_on(&root, &mut events, &mut watcher, &mut workshop));
    keys.inspect(Keys::restore);
    result
}

/// Builds on each event, until no event can come any more.
fn go_on(
    root: &Path,
    events: &mut EventQueue,
    watcher: &mut Watcher,
    workshop: &mut Workshop<'_>,
) -> Result<u8, u8> {
    let mut look_again = false;
    loop {
        match watcher.follow(workshop.link_targets()) {
            Ok(is_new) => look_again |= is_new,
            Err(error) => {
                report::line(&format!("warning: the targets of symbolic links cannot be watched: {error}"));
            }
        }
        workshop.finish(events.has_more()).inspect(|line| report::line(line));
        let wait = match workshop.has_begun() {
            // An event stopped the work and is pending.
            true => Some(Duration::ZERO),
            false if look_again => Some(SECOND_LOOK),
            false => workshop.due(),
        };
        let first = match events.next(wait) {
            Ok(first) => first,
            // The event is on its way.
            Err(RecvTimeoutError::Timeout) if workshop.has_begun() => continue,
            Err(RecvTimeoutError::Timeout) if look_again => Event::Changed(Change::Anything),
            Err(RecvTimeoutError::Timeout) => {
                workshop.begin_as_due()?;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(FINE),
        };
        let (touched, was_requested) = events.gather(root, first);
        let places = match &touched {
            Touched::Places(places) => places.clone(),
            Touched::All => BTreeSet::new(),
        };
        if let Err(error) = watcher.attend(&places) {
            report::line(&format!("warning: new folders cannot be watched: {error}"));
        }
        look_again = !look_again && places.iter().any(|place| place.is_dir());
        match was_requested {
            true => workshop.begin(&touched)?,
            false => workshop.begin_if_changed(&touched)?,
        }
    }
}

/// Ends immediately: nothing is on disk, and an unfinished build is of no use.
fn end(keys: &Keys) {
    keys.restore();
    std::process::exit(i32::from(FINE));
}

fn failed(message: &str) -> u8 {
    report::error(message);
    MACHINE
}
