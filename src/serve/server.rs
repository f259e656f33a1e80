//! The server: a thread that answers requests, and what it shows, which can be changed at any time.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use tokio::sync::{oneshot, watch};

use super::absent::Absent;
use super::connections::{Connections, Limits};
use super::events::OpenPages;
use super::files::{Files, page_at};
use super::forms::Trial;
use super::inbox::Inbox;
use super::problems::Problem;
use super::routes::answer;
use crate::path::OutputPath;

/// The options of a server.
pub struct Options {
    /// The host name or address that browsers may use, in addition to those of this machine.
    pub host: String,
    /// The site's folder, for the editor.
    pub root: PathBuf,
    /// The clock, for submissions.
    pub now: fn() -> i64,
    /// Limits for clients.
    pub limits: Limits,
    /// The command that opens an editor, with `{path}` in it. The person who starts the server chooses it, never the site:
    /// that may come from a stranger, who could then run any program.
    pub editor: Option<String>,
    /// What to do when the process is asked to end; without it the system ends the process.
    pub interrupted: Option<Box<dyn FnOnce() + Send>>,
}

/// A site being shown.
#[derive(Clone, Debug, Default)]
pub struct ShownSite {
    /// Its files.
    pub files: Files,
    /// Its forms.
    pub trial: Trial,
    /// Whether a build would publish it. Until there is such a site, one with errors is shown, as far as it could be
    /// made.
    pub is_whole: bool,
}

/// How much of a site has been rendered when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// All of it.
    All,
    /// Some pages; others are rendered on request. Their problems are not known yet.
    First,
    /// The rest of the site that was shown with [`Made::First`]. Open pages need not reload, unless there are problems.
    Rest,
}

/// The result of a build.
pub struct Showing {
    /// The site.
    pub site: ShownSite,
    /// Its problems.
    pub problems: Vec<Problem>,
    /// The unpublished articles, by their addresses below the root: `guides/refunds/`.
    pub absent: Arc<BTreeMap<String, Absent>>,
}

/// What is currently shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// How many sites have been shown so far.
    pub build: u64,
    /// The last site that could be published, as far as known; before there is one, as much as could be made; none before the
    /// first build.
    pub site: Option<Arc<ShownSite>>,
    /// The last complete site that could be published.
    whole: Option<Arc<ShownSite>>,
    /// Whether `site` is from the last build; if not, that build has errors, and `site` is the last complete one.
    is_of_last: bool,
    /// The problems of the last build.
    pub problems: Arc<Vec<Problem>>,
    /// The unpublished articles of the last build, by their addresses below the root: `guides/refunds/`.
    pub absent: Arc<BTreeMap<String, Absent>>,
}

/// Everything that a request can need.
pub(super) struct Room {
    /// As in [`Options`].
    pub host: String,
    pub root: PathBuf,
    pub now: fn() -> i64,
    pub limits: Limits,
    pub editor: Option<String>,
    /// Whether only this machine can reach the server, so that requests come from it.
    pub is_local: bool,
    pub shown: watch::Receiver<Shown>,
    /// The open pages.
    pub open: OpenPages,
    /// Requests are concurrent, and each may add a submission.
    pub inbox: Mutex<Inbox>,
    /// Distinguishes builds of this run of the server from those of another.
    pub instance: String,
}

impl Room {
    /// Whether a button on a page can open an editor: one on another machine would be of no use.
    pub fn has_editor(&self) -> bool {
        self.is_local && self.editor.is_some()
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    shown: watch::Sender<Shown>,
    open: OpenPages,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts answering on a socket that is already bound.
    pub fn start(listener: TcpListener, options: Options) -> io::Result<Server> {
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let (shown, receiver) = watch::channel(Shown::default());
        let (stop, stopped) = oneshot::channel();
        let instance = format!("{:x}-{:x}", (options.now)(), std::process::id());
        let Options { host, root, now, limits, editor, interrupted } = options;
        let is_local = address.ip().is_loopback();
        let open = OpenPages::default();
        let inbox = Mutex::default();
        let (shown_to, opened) = (receiver, open.clone());
        let room = Room {
            host,
            root,
            now,
            limits,
            editor,
            is_local,
            shown: shown_to,
            open: opened,
            inbox,
            instance,
        };
        let room = Arc::new(room);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            // Each makes a page or reads a piece of a file; none of them waits for a client.
            .max_blocking_threads(MOST_AT_WORK)
            .build()?;
        let thread = std::thread::Builder::new().name("serve".into()).spawn(move || {
            runtime.block_on(async {
                tokio::spawn(accept(listener, room));
                if let Some(interrupted) = interrupted {
                    tokio::spawn(async move {
                        asked_to_end().await;
                        interrupted();
                    });
                }
                // Dropping the server ends it, just like an explicit request.
                let _ = stopped.await;
            });
            // A file that is being sent, or a listening browser, must not delay the shutdown.
            runtime.shutdown_background();
        })?;
        Ok(Server { shown, open, stop: Some(stop), thread: Some(thread) })
    }

    /// The files of the open pages, of a site below `base`.
    pub fn open_pages(&self, base: &str) -> Vec<OutputPath> {
        self.open.addresses().iter().filter_map(|address| page_at(base, address)).collect()
    }

    /// Shows the result of a build. A site with errors does not replace a complete one.
    pub fn show(&self, showing: Showing, made: Made) {
        let Showing { site, problems, absent } = showing;
        let (site, problems) = (Arc::new(site), Arc::new(problems));
        let mut before = Shown::default();
        self.shown.send_if_modified(|shown| {
            let whole = match site.is_whole && made != Made::First {
                true => Some(Arc::clone(&site)),
                false => shown.whole.clone(),
            };
            let is_of_last = site.is_whole || whole.is_none();
            let is_known = made == Made::Rest && shown.is_of_last == is_of_last;
            let after = Shown {
                build: shown.build + u64::from(!is_known),
                site: if is_of_last { Some(site) } else { whole.clone() },
                whole,
                is_of_last,
                problems,
                absent,
            };
            // Dropping a site takes a while, and requests for the next one must not wait for it.
            before = std::mem::replace(shown, after);
            !is_known || shown.problems != before.problems
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How many pages are made and pieces of files read at the same time.
const MOST_AT_WORK: usize = 32;

/// The longest head of a request: addresses and cookies have room in it.
const LONGEST_HEAD: usize = 64 * 1024;

/// Waits for Ctrl-C or another termination signal.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // If signals cannot be handled, the system ends the process itself.
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
        let Ok(mut hang_up) = signal(SignalKind::hangup()) else { return std::future::pending().await };
        let Ok(mut interrupt) = signal(SignalKind::interrupt()) else { return std::future::pending().await };
        std::future::poll_fn(|context| {
            let heard = [&mut terminate, &mut hang_up, &mut interrupt];
            match heard.into_iter().any(|signal| signal.poll_recv(context).is_ready()) {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        })
        .await;
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

async fn accept(listener: TcpListener, room: Arc<Room>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("the socket was made not to block");
    let connections = Connections::new(room.limits);
    tokio::spawn(connections.clone().sweep());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Usually too many open files; some may be closed at the next attempt.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // Responses are small and somebody waits for each.
        let _ = stream.set_nodelay(true);
        let room = room.clone();
        connections.add(stream, |stream| async move {
            let service = service_fn(|request| {
                let room = room.clone();
                async move { Ok::<_, Infallible>(answer(room, request).await) }
            });
            let mut server = http1::Builder::new();
            server
                .timer(TokioTimer::new())
                .header_read_timeout(room.limits.request)
                .max_buf_size(LONGEST_HEAD);
            // A browser that disconnects is not an error.
            let _ = server.serve_connection(stream, service).await;
        });
    }
}
