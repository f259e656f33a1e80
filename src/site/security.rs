//! Until when the file for people who found a vulnerability is valid.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Span, codes};

const SECONDS_OF_A_YEAR: i64 = 366 * 86_400;

/// Reports a `security.txt` that has expired at the time of the build, or that is valid for more than a year: its readers then doubt
/// that anybody looks after it (RFC 9116, section 2.5.5).
pub(super) fn check(config: &Config, now: i64) -> Diagnostics {
    let mut found = Diagnostics::default();
    let Some(expires) = config.security.as_ref().map(|security| &security.expires) else { return found };
    let left = expires.value.instant - now;
    let (message, label) = match left {
        ..=0 => ("`/.well-known/security.txt` has expired, so nobody should rely on it", "in the past"),
        _ if left > SECONDS_OF_A_YEAR => {
            ("`/.well-known/security.txt` is valid for more than a year", "too far away")
        }
        _ => return found,
    };
    found
        .report(&codes::SECURITY_EXPIRES, Span::new(&config.path, expires.range.clone()), message)
        .label(label)
        .hint("check that the contacts are right, and set a date in the coming year");
    found
}
