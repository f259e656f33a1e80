//! Arguments in, diagnostics out; one file a command. The only place that prints and that knows the clock.

mod build;
mod check;
mod explain;
mod list;
mod report;
mod serve;
mod session;
mod theme;
mod theme_files;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::SiteUrl;

/// Everything is fine.
const FINE: u8 = 0;
/// The site has errors.
const SITE: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;
/// The machine failed: disk, permission, port.
const MACHINE: u8 = 3;

/// A folder of Markdown in, a cross-linked and proven website out.
#[derive(Parser)]
#[command(name = "kb", version, about, after_help = "`kb explain NAME` tells what a lint or an error means.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Publish the website to public/
    Build(build::BuildArguments),
    /// Show the website in a browser while you write
    Serve(serve::ServeArguments),
    /// Report all that is wrong, and publish nothing
    Check(check::CheckArguments),
    /// List articles: published, drafts, scheduled, expired; or tell when the site changes next
    List(list::ListArguments),
    /// List themes, tell what a template gets, or begin a theme of your own
    Theme(theme::ThemeArguments),
    /// Tell what a lint or an error means, with an example and its mend
    Explain(explain::ExplainArguments),
}

/// What every command that reads a site takes.
#[derive(Args, Default)]
struct SiteArguments {
    /// The site's folder [default: the nearest one upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Publish under this address instead of `url` of site.toml
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    base_url: Option<SiteUrl>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Include articles with a date in the future
    #[arg(long)]
    future: bool,
    /// Include articles that have expired
    #[arg(long)]
    expired: bool,
    /// How diagnostics are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// When to use colors
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    /// Print errors alone
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more of what is done
    #[arg(short, long)]
    verbose: bool,
    /// Do not report a lint
    #[arg(short = 'A', long = "allow", value_name = "LINT")]
    allow: Vec<String>,
    /// Make a lint a warning
    #[arg(short = 'W', long = "warn", value_name = "LINT")]
    warn: Vec<String>,
    /// Make a lint an error
    #[arg(short = 'D', long = "deny", value_name = "LINT")]
    deny: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    /// For people, on standard error
    Human,
    /// One object a line, on standard output
    Json,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

fn parse_url(text: &str) -> Result<SiteUrl, String> {
    SiteUrl::parse(text).ok_or_else(|| "expected a whole address such as https://example.com/kb".to_owned())
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, and are no failure.
            let code = if error.use_stderr() { USAGE } else { FINE };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let code = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    ExitCode::from(code)
}
