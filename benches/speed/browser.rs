//! A `kb serve` and a stand-in for a browser that shows one of its pages: it receives every build event and then requests the
//! page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Instant;

/// Both, until they are dropped.
pub struct Browser {
    server: Child,
    lines: BufReader<ChildStderr>,
    host: String,
    events: BufReader<TcpStream>,
    address: String,
}

impl Browser {
    /// Starts a server and waits until all pages are rendered.
    pub fn open(kb: &Path, site: &Path, address: &str) -> Browser {
        let mut server = Command::new(kb)
            .args(["serve", "--port", "0"])
            .current_dir(site)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stderr.take().unwrap());
        let mut host = None;
        let mut is_made = false;
        while host.is_none() || !is_made {
            let line = line(&mut lines);
            is_made |= line.contains("Built ");
            if let Some(rest) = line.strip_prefix("Serving at http://") {
                host = Some(rest.split('/').next().unwrap().to_owned());
            }
        }
        let host = host.unwrap();
        let events = BufReader::new(ask(&host, &format!("/_kb/events?page={address}")));
        Browser { server, lines, host, events, address: address.to_owned() }
    }

    /// When the page first contained this text.
    pub fn wait_for(&mut self, mark: &str) -> Instant {
        loop {
            // Every build that is shown sends one event.
            while !line(&mut self.events).starts_with("event: build") {}
            let mut page = String::new();
            ask(&self.host, &self.address).read_to_string(&mut page).unwrap();
            if page.contains(mark) {
                return Instant::now();
            }
        }
    }

    /// When all pages of the last edit were rendered.
    pub fn wait_until_made(&mut self) -> Instant {
        while !line(&mut self.lines).contains(" pages changed") {}
        Instant::now()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn line(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    assert!(from.read_line(&mut line).unwrap() > 0, "the server ended");
    line
}

fn ask(host: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    stream
}
