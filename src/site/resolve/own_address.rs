//! Links to the site itself by its full address. In a preview, they lead to the published site, and nobody notices when
//! they break.

use super::Resolver;
use crate::path::{Route, SourcePath, encode_path, percent_decode};
use crate::site::link::Link;
use crate::site::rules;
use crate::site::unresolved::{Problems, from};
use crate::source::{ARTICLES, STATIC};

impl Resolver<'_> {
    /// Reports a full address of this site, and what to write instead if something of the site is there.
    pub(super) fn report_own_address(
        &self,
        below: &str,
        link: Link<'_>,
        base: &SourcePath,
        problems: &mut Problems<'_>,
    ) {
        let (place, heading) = match below.split_once('#') {
            Some((place, heading)) => (place, format!("#{heading}")),
            None => (below, String::new()),
        };
        let place = place.split('?').next().unwrap_or("");
        let path = percent_decode(place);
        if rules::is_about_the_site(&path) {
            return;
        }
        let file_in = |folder: &str| {
            let file = SourcePath::new(&format!("{folder}/{path}"))?;
            self.names.file_at(&file, self.files)
        };
        let page = || {
            let route = Route::from_address(&path)?;
            self.pages.by_route.get(&route).or_else(|| self.pages.redirects.get(&route))
        };
        let from_here = |file: &SourcePath| encode_path(&from(base, file)).into_owned();
        let meant = match (page(), file_in(ARTICLES)) {
            (Some(page), _) => {
                let document = self.pages.pages[page.0 as usize].kind.document();
                let file = document.map(|document| &self.documents[document.0 as usize].path);
                Some(file.map_or_else(|| format!("/{place}"), from_here))
            }
            (None, Some(file)) => Some(from_here(file)),
            (None, None) => file_in(STATIC).map(|_| format!("/{place}")),
        };
        problems.own_address(link.span(), place, meant.map(|meant| meant + &heading));
    }
}
