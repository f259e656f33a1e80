//! `kb serve`

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use clap::Args;

use super::{MACHINE, SiteArguments, USAGE, report, session};
use crate::config::{Config, Form, FormField, FormFieldKind, FormOptions};
use crate::output::{Digest, Output};
use crate::path::OutputPath;
use crate::pipeline::{Build, Bytes, run as run_pipeline};
use crate::serve::{File, Files, Options, Problem, Server, ShownSite, Trial, TrialField, TrialForm};
use crate::site::Site;

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

const PORT: u16 = 1111;

/// How many ports after a taken one are tried.
const PORTS_TRIED: u16 = 50;

/// Builds, serves, and goes on until it is ended; gives the exit code.
pub fn run(arguments: &ServeArguments) -> u8 {
    if let Err(code) = session::find(&arguments.site) {
        return code;
    }
    let listener = match bind(arguments) {
        Ok(listener) => listener,
        Err(code) => return code,
    };
    let options = Options { host: arguments.host.clone(), now: session::clock };
    let server = match Server::start(listener, options) {
        Ok(server) => server,
        Err(error) => return failed(&format!("the server cannot start: {error}")),
    };
    let address = told_address(arguments, server.address());
    match build(arguments, &server) {
        Ok(line) => report::line(&line),
        Err(code) => return code,
    }
    report::line(&format!("Serving at {address}; Ctrl-C ends it"));
    if arguments.open {
        open(&address);
    }
    loop {
        std::thread::park();
    }
}

/// Builds the site and shows it; gives the line that tells of it. An error is an exit code; what it means was printed.
fn build(arguments: &ServeArguments, server: &Server) -> Result<String, u8> {
    let started = std::time::Instant::now();
    let session = session::open(&arguments.site)?;
    // Pages are handed over from many threads.
    let on_disk: Mutex<Vec<(OutputPath, File)>> = Mutex::default();
    let built = run_pipeline(session.sources, &session.request, |path, bytes| match bytes {
        Bytes::Memory(bytes) => Ok::<_, Infallible>(Output::memory(bytes)),
        Bytes::Disk(place) => {
            let file = (path.clone(), File::Disk(place.to_owned()));
            on_disk.lock().unwrap_or_else(PoisonError::into_inner).push(file);
            // It is served from where it is, so nothing needs its digest.
            Ok(Output::Staged(Digest::of(b"")))
        }
    });
    let Ok(build) = built;
    let mut found = session.found;
    found.extend(super::build::denied(&build, &session.levels));
    let Build { config, sources, outputs, site, found: problems, .. } = build;
    found.extend(problems);
    let judged = report::judge(found, &config.lints, &session.levels);
    let problems = Problem::all(&judged, &sources);
    let (errors, warnings) = report::judged(judged, &sources, &arguments.site);
    let in_memory = outputs.iter().filter_map(|(path, output)| {
        let bytes = output.bytes()?;
        Some((path.clone(), File::Memory(bytes.clone())))
    });
    let on_disk = on_disk.into_inner().unwrap_or_else(PoisonError::into_inner);
    let files = Files::new(&config.url.path, in_memory.chain(on_disk));
    server.show(ShownSite { files, trial: trial(&config, &site), is_whole: errors == 0 }, problems, None);
    let seconds = started.elapsed().as_secs_f64();
    let wrong =
        if errors + warnings == 0 { String::new() } else { format!("; {}", report::count(errors, warnings)) };
    Ok(format!("Built {} pages in {seconds:.2} s{wrong}", site.pages.len()))
}

/// What a backend would know of the site's forms.
fn trial(config: &Config, site: &Site) -> Trial {
    let titles = |collection: &str| {
        let articles = site.collection(collection).map(|collection| &collection.articles);
        articles.into_iter().flatten().map(|id| site.document(*id).title.clone()).collect()
    };
    let field = |field: &FormField| TrialField {
        name: field.name.value.clone(),
        label: field.label.clone(),
        required: field.required,
        options: match &field.options {
            FormOptions::Listed(options) => options.clone(),
            FormOptions::Titles(collection) => titles(&collection.value),
        },
    };
    let form = |form: &Form| TrialForm {
        title: form.title.clone(),
        honeypot: form.backend.as_ref().or(config.backend.as_ref()).map(|backend| backend.honeypot().name),
        consent: site.consents.get(&form.name.value).map(|consent| consent.hash().to_owned()),
        fields: form.fields.iter().filter(|field| field.kind != FormFieldKind::Hidden).map(field).collect(),
    };
    Trial { forms: config.forms.iter().map(|(name, value)| (name.clone(), form(value))).collect() }
}

fn bind(arguments: &ServeArguments) -> Result<TcpListener, u8> {
    // The name of this machine itself can mean two addresses; a browser tries both, so one is enough.
    let host = if arguments.host == "localhost" { "127.0.0.1" } else { &arguments.host };
    let first = arguments.port.unwrap_or(PORT);
    let address = |port: u16| (host, port).to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    let Some(wanted) = address(first) else {
        report::line(&format!("error: “{}” is no address of this machine", arguments.host));
        return Err(USAGE);
    };
    if !wanted.ip().is_loopback() {
        report::line("warning: everybody who reaches this machine can read the site and send its forms");
    }
    let error = match TcpListener::bind(wanted) {
        Ok(listener) => return Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => error,
        Err(error) => return Err(failed(&format!("{wanted} cannot be listened on: {error}"))),
    };
    let next = (first.saturating_add(1)..=first.saturating_add(PORTS_TRIED))
        .find_map(|port| Some((port, TcpListener::bind(address(port)?).ok()?)));
    match (arguments.port, next) {
        // Who names a port has a reason, and another one would be of no use.
        (Some(port), Some((free, _))) => {
            report::line(&format!("error: port {port} is taken"));
            report::line(&format!("  = help: port {free} is free: --port {free}"));
            Err(MACHINE)
        }
        (None, Some((free, listener))) => {
            report::line(&format!("note: port {first} is taken; {free} is free"));
            Ok(listener)
        }
        (_, None) => Err(failed(&format!("{wanted} cannot be listened on: {error}"))),
    }
}

/// Where a browser finds the site.
fn told_address(arguments: &ServeArguments, address: SocketAddr) -> String {
    let host = match address.ip() {
        ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
        _ if arguments.host != "localhost" && arguments.host.parse::<IpAddr>().is_err() => {
            arguments.host.clone()
        }
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    format!("http://{host}:{}/", address.port())
}

/// Opens the site in the browser of this machine's user.
fn open(address: &str) {
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
        report::line(&format!("note: no browser can be opened ({error}); go to {address}"));
    }
}

fn failed(message: &str) -> u8 {
    report::line(&format!("error: {message}"));
    MACHINE
}
