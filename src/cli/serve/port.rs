//! Where `kb serve` listens, and how a browser gets there.

use std::io::ErrorKind;
use std::net::{IpAddr, TcpListener, ToSocketAddrs};
use std::process::{Command, Stdio};

use super::{ServeArguments, failed};
use crate::cli::{MACHINE, USAGE, report};

const PORT: u16 = 1111;

/// How many ports are tried after a taken one.
const PORTS_TRIED: u16 = 50;

/// Binds the requested port. An error is an exit code, after a message was printed.
pub fn bind(arguments: &ServeArguments) -> Result<TcpListener, u8> {
    // The name of this machine can mean two addresses; browsers try both, so one is enough.
    let host = if arguments.host == "localhost" { "127.0.0.1" } else { &arguments.host };
    let first = arguments.port.unwrap_or(PORT);
    let address = |port: u16| (host, port).to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    let Some(wanted) = address(first) else {
        report::error(&format!("“{}” is not an address of this machine", arguments.host));
        return Err(USAGE);
    };
    if !wanted.ip().is_loopback() {
        report::line("warning: anyone who can reach this machine can read the site and submit its forms");
    }
    let error = match TcpListener::bind(wanted) {
        Ok(listener) => return Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => error,
        Err(error) => return Err(failed(&format!("cannot listen on {wanted}: {error}"))),
    };
    let next = (first.saturating_add(1)..=first.saturating_add(PORTS_TRIED))
        .find_map(|port| Some((port, TcpListener::bind(address(port)?).ok()?)));
    match (arguments.port, next) {
        // Whoever specifies a port has a reason, and another one would be of no use.
        (Some(port), Some((free, _))) => {
            report::error(&format!("port {port} is taken"));
            report::help(&format!("port {free} is free: --port {free}"));
            Err(MACHINE)
        }
        (None, Some((free, listener))) => {
            report::line(&format!("note: port {first} is taken; using {free}"));
            Ok(listener)
        }
        (_, None) => Err(failed(&format!("cannot listen on {wanted}: {error}"))),
    }
}

/// Where a browser finds the site.
pub fn address(arguments: &ServeArguments, listener: &TcpListener) -> std::io::Result<String> {
    let address = listener.local_addr()?;
    let host = match address.ip() {
        ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
        _ if arguments.host != "localhost" && arguments.host.parse::<IpAddr>().is_err() => {
            arguments.host.clone()
        }
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    Ok(format!("http://{host}:{}/", address.port()))
}

/// Opens the site in the user's browser.
pub fn open(address: &str) {
    let mut command = match std::env::consts::OS {
        "macos" => Command::new("open"),
        "windows" => {
            let mut command = Command::new("cmd");
            command.args(["/c", "start", ""]);
            command
        }
        _ => Command::new("xdg-open"),
    };
    let command = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        report::line(&format!("note: cannot open a browser ({error}); go to {address}"));
    }
}
