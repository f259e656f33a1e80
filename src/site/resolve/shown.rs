//! Which targets a page can show as an image, a sound or a film.

use crate::path::may_be_shown;
use crate::site::Resolution;
use crate::site::link::Link;
use crate::site::unresolved::Problems;

/// The target of something that a page shows, if it can be shown.
pub(super) fn shown(resolution: Resolution, link: Link<'_>, problems: &mut Problems<'_>) -> Resolution {
    let name = &link.reference.address;
    match &resolution {
        Resolution::Page { .. } | Resolution::Form(_) | Resolution::Cta(_) | Resolution::Collection(_) => {
            problems.not_shown(link, format!("“{name}” is a page, which cannot be shown as an image"))
        }
        Resolution::File(path) if !may_be_shown(path.extension()) => {
            problems.not_shown(link, format!("“{name}” is not an image"))
        }
        Resolution::File(_) | Resolution::External(_) | Resolution::Missing => resolution,
    }
}
