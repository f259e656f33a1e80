//! `kb check`

use std::convert::Infallible;

use clap::Args;

use super::{FINE, Format, SITE, SiteArguments, report, session};
use crate::output::{Digest, Output};
use crate::pipeline::{Bytes, run as run_pipeline};

#[derive(Args)]
pub struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
}

/// Runs all of a build but its writing, and the rules that need the whole site; gives the exit code.
pub fn run(arguments: &CheckArguments) -> u8 {
    let session = match session::open(&arguments.site) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let built = run_pipeline(session.sources, &session.request, |_, bytes| match bytes {
        Bytes::Memory(bytes) => Ok::<_, Infallible>(Output::Staged(Digest::of(bytes))),
        // Whether it can be read is a question for the build; that it is there was seen when the site was read.
        Bytes::Disk(place) => Ok(Output::Staged(Digest::of(place.as_os_str().as_encoded_bytes()))),
    });
    let Ok(build) = built;
    let mut found = session.found;
    found.extend(build.found);
    found.extend(crate::check::check(&build.config, &build.site));
    let (errors, warnings) =
        report::diagnostics(found, &build.config.lints, &session.levels, &build.sources, &arguments.site);
    if !arguments.site.quiet && arguments.site.format == Format::Human {
        let pages = build.site.pages.len();
        match (errors, warnings) {
            (0, 0) => report::line(&format!("Checked {pages} pages: nothing is wrong")),
            _ => report::line(&format!("Checked {pages} pages: {}", report::count(errors, warnings))),
        }
    }
    if errors > 0 { SITE } else { FINE }
}
