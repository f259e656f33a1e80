//! Limits on the number of connections and on idle time.
//!
//! A connection may come from a browser, from a program that forgot it, or from an attacker. None of them can shut others out:
//! beyond the limit, the connection that has been idle longest makes room for a new one.

use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::AbortHandle;

/// The limits of a server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The maximum number of open connections.
    pub connections: usize,
    /// How long a connection may be idle. Longer than the interval of the events that open pages listen to.
    pub idle: Duration,
    /// How long a request may take to arrive: its head, and then its body.
    pub request: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        // A browser opens six connections per host, no matter how many tabs it has; some systems allow a program 256 open files.
        Limits { connections: 128, idle: Duration::from_secs(60), request: Duration::from_secs(10) }
    }
}

/// All open connections.
#[derive(Clone)]
pub struct Connections {
    open: Arc<Mutex<Open>>,
    started: Instant,
    limits: Limits,
}

/// The task of each connection, and when it was last active, in milliseconds since the start.
#[derive(Default)]
struct Open {
    number: u64,
    links: BTreeMap<u64, (AbortHandle, Arc<AtomicU64>)>,
}

impl Connections {
    /// No connections yet.
    pub fn new(limits: Limits) -> Connections {
        Connections { open: Arc::default(), started: Instant::now(), limits }
    }

    /// Runs `serve` on a new connection, for which another one may have to be closed. Must run inside the server's
    /// runtime.
    pub fn add<F: Future<Output = ()> + Send + 'static>(
        &self,
        stream: TcpStream,
        serve: impl FnOnce(Watched) -> F,
    ) {
        let moved = Arc::new(AtomicU64::new(self.elapsed()));
        let watched = Watched { stream: TokioIo::new(stream), started: self.started, moved: moved.clone() };
        let mut open = self.lock();
        if open.links.len() >= self.limits.connections
            && let Some(quietest) = open.quietest()
            && let Some((task, _)) = open.links.remove(&quietest)
        {
            task.abort();
        }
        open.number += 1;
        let number = open.number;
        let entry = Entry { connections: self.clone(), number };
        let answers = serve(watched);
        let task = tokio::spawn(async move {
            let _entry = entry;
            answers.await;
        });
        open.links.insert(number, (task.abort_handle(), moved));
    }

    /// Closes connections that have been idle for too long, as long as the server runs.
    pub async fn sweep(self) {
        loop {
            tokio::time::sleep(self.limits.idle / 4).await;
            let now = self.elapsed();
            let idle = u64::try_from(self.limits.idle.as_millis()).unwrap_or(u64::MAX);
            for (task, moved) in self.lock().links.values() {
                if now.saturating_sub(moved.load(Ordering::Relaxed)) >= idle {
                    task.abort();
                }
            }
        }
    }

    fn elapsed(&self) -> u64 {
        milliseconds(self.started)
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn quietest(&self) -> Option<u64> {
        self.links
            .iter()
            .min_by_key(|(_, (_, moved))| moved.load(Ordering::Relaxed))
            .map(|(number, _)| *number)
    }
}

/// Removes a connection from the list when its task ends, however that happens.
struct Entry {
    connections: Connections,
    number: u64,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.connections.lock().links.remove(&self.number);
    }
}

/// A connection that records its last activity.
pub struct Watched {
    stream: TokioIo<TcpStream>,
    started: Instant,
    moved: Arc<AtomicU64>,
}

impl Watched {
    fn note<T>(&self, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if let Poll::Ready(Ok(_)) = done {
            self.moved.store(milliseconds(self.started), Ordering::Relaxed);
        }
        done
    }
}

impl Read for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.note(done)
    }
}

impl Write for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.note(done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.note(done)
    }
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::{TcpListener, TcpStream};

    use super::*;
    use crate::serve::{Options, Server};

    fn server(limits: Limits) -> (Server, std::net::SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (host, root) = ("localhost".to_owned(), std::path::PathBuf::new());
        let options = Options { host, root, now: || 0, limits, editor: None, interrupted: None };
        (Server::start(listener, options).unwrap(), address)
    }

    /// What arrives until the server closes the connection, which a test waits for.
    fn send(address: std::net::SocketAddr, request: &str) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(address).unwrap();
        // A correct server never takes this long.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::ConnectionReset, "{request:?}"),
        }
        (stream, String::from_utf8(answer).unwrap())
    }

    const HOST: &str = "Host: localhost\r\n";

    #[test]
    fn an_incomplete_request_times_out() {
        let short = Duration::from_millis(200);
        let limits = Limits { idle: short, request: short, ..Limits::default() };
        let (_server, address) = server(limits);
        for begun in ["", "G", "GET / HTTP/1.1\r\nHost: local"] {
            let (_, answer) = send(address, begun);
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
        }
        // It is kept open for the next request, but no longer than the idle limit.
        let (_, answer) = send(address, &format!("GET /_kb/inbox.json HTTP/1.1\r\n{HOST}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("[]"), "{answer}");
    }

    #[test]
    fn a_body_has_a_time_limit_too() {
        let request = Duration::from_millis(200);
        let (_server, address) = server(Limits { request, ..Limits::default() });
        let head = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n";
        let (_, answer) = send(address, &format!("POST /_kb/forms/a HTTP/1.1\r\n{HOST}{head}\r\na="));
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }

    #[test]
    fn the_least_active_connection_makes_room() {
        let (_server, address) = server(Limits { connections: 3, ..Limits::default() });
        let quiet: Vec<TcpStream> = (0..10).map(|_| TcpStream::connect(address).unwrap()).collect();
        let close = "Connection: close\r\n";
        let (_, answer) = send(address, &format!("GET /_kb/inbox.json HTTP/1.1\r\n{HOST}{close}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        // The first of them was closed.
        assert_eq!((&quiet[0]).read(&mut [0]).unwrap_or(0), 0);
    }
}
