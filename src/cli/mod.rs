//! Arguments in, diagnostics out; one file per command. The only module that prints and reads the clock.

mod build;
mod check;
mod clean;
mod completions;
mod copies;
mod data_sent;
mod explain;
mod fix;
mod gone;
mod help;
mod init;
mod list;
mod man;
mod new;
mod pdf;
mod report;
mod schema;
mod search;
mod serve;
mod session;
mod theme;
mod theme_files;
mod theme_strings;
mod timings;
mod translate;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::{ArgValueCandidates, CompleteEnv};

use crate::config::SiteUrl;

/// Everything is fine.
const FINE: u8 = 0;
/// The site has errors.
const SITE: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;
/// The machine failed: disk, permission, port.
const MACHINE: u8 = 3;

/// Turns a folder of Markdown into a cross-linked and checked website.
#[derive(Parser)]
#[command(name = "kb", version, about, disable_help_subcommand = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Create a site in a folder
    #[command(after_help = init::EXAMPLES)]
    Init(init::InitArguments),
    /// Create an article
    #[command(after_help = new::EXAMPLES)]
    New(new::NewArguments),
    /// Publish the website to public/
    #[command(after_help = build::EXAMPLES)]
    Build(build::BuildArguments),
    /// Show the website in a browser while you write
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::ServeArguments),
    /// Report every problem, and publish nothing
    #[command(after_help = check::EXAMPLES)]
    Check(check::CheckArguments),
    /// Compare a folder or a server with what was built
    #[command(after_help = verify::EXAMPLES)]
    Verify(verify::VerifyArguments),
    /// Empty the cache, so that every paper is typeset again
    #[command(after_help = clean::EXAMPLES)]
    Clean(clean::CleanArguments),
    /// List articles: all, drafts, scheduled or expired ones, or what is not translated
    #[command(after_help = list::EXAMPLES)]
    List(list::ListArguments),
    /// Typeset the articles of collections with `pdf = true` as PDFs next to them
    #[command(after_help = pdf::EXAMPLES)]
    Pdf(pdf::PdfArguments),
    /// Mark translations as up to date
    #[command(after_help = translate::EXAMPLES)]
    Translate(translate::TranslateArguments),
    /// List themes, show what a template gets, create a theme
    #[command(after_help = theme::EXAMPLES)]
    Theme(theme::ThemeArguments),
    /// Find articles as readers of the website do
    #[command(after_help = search::EXAMPLES)]
    Search(search::SearchArguments),
    /// Explain an error or lint, with an example and its fix
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::ExplainArguments),
    /// Print the JSON Schema of site.toml, theme.toml or front matter
    #[command(after_help = schema::EXAMPLES)]
    Schema(schema::SchemaArguments),
    /// Print shell completions, including values
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::CompletionsArguments),
    /// Print manual pages
    #[command(after_help = man::EXAMPLES)]
    Man(man::ManArguments),
}

/// Headings of options in `--help`.
const WHAT: &str = "The site";
const DIAGNOSTICS: &str = "What is reported";

/// Options of every command that reads a site.
#[derive(Args, Default)]
struct SiteArguments {
    /// The site's folder [default: the nearest folder upward with a site.toml]
    #[arg(long, value_name = "DIR", help_heading = WHAT)]
    root: Option<PathBuf>,
    /// Publish at this address instead of `url` in site.toml
    #[arg(long, value_name = "URL", value_parser = parse_url, help_heading = WHAT)]
    base_url: Option<SiteUrl>,
    /// Include drafts
    #[arg(long, help_heading = WHAT)]
    drafts: bool,
    /// Include articles with a date in the future
    #[arg(long, help_heading = WHAT)]
    future: bool,
    /// Include articles that have expired
    #[arg(long, help_heading = WHAT)]
    expired: bool,
    /// Output format of diagnostics
    #[arg(long, value_enum, default_value_t = ReportFormat::Human, help_heading = DIAGNOSTICS)]
    format: ReportFormat,
    /// When to use colors
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = DIAGNOSTICS)]
    color: Color,
    /// Print only errors
    #[arg(short, long, conflicts_with = "verbose", help_heading = DIAGNOSTICS)]
    quiet: bool,
    /// Print more about what kb does
    #[arg(short, long, help_heading = DIAGNOSTICS)]
    verbose: bool,
    /// Do not report a lint
    #[arg(short = 'A', long = "allow", value_name = "LINT", help_heading = DIAGNOSTICS, add = ArgValueCandidates::new(completions::lints))]
    allow: Vec<String>,
    /// Make a lint a warning
    #[arg(short = 'W', long = "warn", value_name = "LINT", help_heading = DIAGNOSTICS, add = ArgValueCandidates::new(completions::lints))]
    warn: Vec<String>,
    /// Make a lint an error
    #[arg(short = 'D', long = "deny", value_name = "LINT", help_heading = DIAGNOSTICS, add = ArgValueCandidates::new(completions::lints))]
    deny: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    /// Readable text, on standard error
    Human,
    /// One JSON object per line, on standard output
    Json,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    #[default]
    /// Readable text, on standard error
    Human,
    /// One JSON object per line, on standard output
    Json,
    /// Annotations of GitHub Actions, on standard output
    Github,
    /// One document in SARIF 2.1.0, on standard output
    Sarif,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

fn parse_url(text: &str) -> Result<SiteUrl, String> {
    SiteUrl::parse(text).ok_or_else(|| "write a full address, such as https://example.com/kb".to_owned())
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let here = std::env::current_dir().ok();
    let completions = CompleteEnv::with_factory(help::command).var(completions::VARIABLE);
    match completions.try_complete(std::env::args_os(), here.as_deref()) {
        Ok(false) => {}
        // A shell requested completions and got them.
        Ok(true) => return ExitCode::from(FINE),
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(USAGE);
        }
    }
    let matches = help::command().try_get_matches_from(search::with_excluded_words(std::env::args_os()));
    let parsed = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, and are not errors.
            let code = if error.use_stderr() { USAGE } else { FINE };
            help::explain(&error);
            return ExitCode::from(code);
        }
    };
    let code = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Clean(arguments) => clean::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
        Command::Pdf(arguments) => pdf::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    ExitCode::from(code)
}
