//! The phases before rendering, in order: from the files of a site to its [`Snapshot`].
//!
//! Takes the sources and what earlier runs left; reuses what was made from the same inputs, and makes the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::memory::{ChosenTheme, KeptDocument, Memory};
use super::snapshot::Snapshot;
use super::{Phase, Request, guarded};
use crate::blob::Blob;
use crate::config::{Config, read_config};
use crate::diagnostic::{Diagnostics, Span, codes, did_you_mean, nearest};
use crate::document::{Document, KnownStems, Options, read_document, read_settings};
use crate::hosting;
use crate::path::SourcePath;
use crate::site::{check_records, expected_pdfs, link};
use crate::source::{ARTICLES, Facts, SITE_TOML, STATIC, SourceTree};
use crate::theme::{check_image_tokens, with_built_in_themes};

/// Reads and links everything. `found` has the problems from reading the files. `ended` is called at the end of each
/// phase.
pub(super) fn link_all(
    sources: SourceTree,
    mut found: Diagnostics,
    request: &Request,
    memory: &mut Memory,
    mut ended: impl FnMut(Phase),
) -> Snapshot {
    let sources = with_built_in_themes(sources);
    let site_toml = SourcePath::new(SITE_TOML).expect("a plain file name");
    let site_text = sources.get(&site_toml).and_then(|file| file.text()).unwrap_or("").to_owned();
    let site_text = site_text.as_str();
    let (mut config, mut problems) = read_config(&site_toml, site_text);
    let mut excluded = BTreeSet::new();
    let sources = match config.exclude.is_empty() {
        true => sources,
        false => {
            let files = sources.below(ARTICLES).map(|file| &file.path);
            excluded = files.filter(|path| config.excludes(path)).cloned().collect();
            problems.extend(check_exclude(&config, &excluded, &sources));
            found = found.outside(|path| config.excludes(path));
            sources.without(|path| config.excludes(path))
        }
    };
    found.extend(problems);
    found.extend(check_home(&config, &sources));
    found.extend(check_names(&sources));
    if let Some(url) = &request.base_url {
        config.change_all(|config| config.url = url.clone());
    }
    config.change_all(|config| config.is_vault = sources.is_vault());
    let ChosenTheme { theme, renderers, digest, found: problems } =
        memory.theme(&sources, site_text, &config, request);
    found.extend(problems);
    found.extend(check_image_tokens(&theme, &config, &sources));
    found.extend(theme.check_strings(&config));
    ended(Phase::Theme);
    let stems = KnownStems::default();
    let options = Options {
        config: &config,
        shortcodes: &theme.shortcodes,
        stems: &stems,
        language: &config.language.value,
    };
    let (settings, problems) = read_settings(site_text, &options);
    found.extend(problems);
    let read = read_documents(&sources, &options, memory.documents(&config, &theme));
    read.iter().filter(|one| !one.found.is_empty()).for_each(|one| found.extend(one.found.clone()));
    let documents: Vec<_> = read.iter().filter_map(|one| one.document.clone()).collect();
    let chosen = documents.iter().filter_map(|document| document.meta.template.as_ref());
    found.extend(theme.check_unused(&sources, &chosen.map(|template| template.value.as_str()).collect()));
    memory.keep_documents(&config, &theme, read);
    ended(Phase::Articles);
    let files = publishable(&sources, &config, &documents, request);
    let (site, problems) = memory
        .linked(|known| link(&config, documents, &settings, (&files, &excluded), request.visibility, known));
    found.extend(problems);
    found.extend(check_records(&site, &config, &sources));
    // After all problems with the site's own choice were reported.
    config.change_all(|config| config.backend = config.backend.take().or_else(|| request.receiver.clone()));
    let mut snapshot = Snapshot {
        sources,
        config,
        settings,
        theme,
        site,
        request: request.clone(),
        found,
        renderers,
        digest,
        colored: memory.colored(),
        wanted: OnceLock::new(),
        uses: OnceLock::new(),
        search: OnceLock::new(),
    };
    let clashes = snapshot.clashes();
    snapshot.found.extend(clashes);
    let icon = snapshot.check_icon();
    snapshot.found.extend(icon);
    snapshot.found.extend(hosting::check(&snapshot.config, &snapshot.site));
    ended(Phase::Links);
    snapshot
}

/// Reports a `home` that names an article that does not exist.
fn check_home(config: &Config, sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    let Some(home) = &config.home else { return found };
    let articles: Vec<&SourcePath> =
        sources.below(ARTICLES).filter(|file| file.text().is_some()).map(|file| &file.path).collect();
    if articles.iter().any(|path| config.is_home(&config.place_of(path).1)) {
        return found;
    }
    let message = format!("there is no article `{}`", home.value);
    let span = Span::new(&config.path, home.range.clone());
    let diagnostic = found.report(&codes::CONFIG_INVALID, span, message).label("not found");
    let names = articles.iter().filter_map(|path| path.below(ARTICLES));
    diagnostic.hint(
        did_you_mean(&home.value, names).unwrap_or_else(|| {
            "write the path of a file below articles/, such as `guides/start.md`".to_owned()
        }),
    );
    found
}

/// Reports Markdown that is no article because of its file's name.
fn check_names(sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    for file in sources.below(ARTICLES) {
        let extension = file.path.extension().to_ascii_lowercase();
        if !["markdown", "mdown", "mdwn", "mdx", "mkd", "mkdn"].contains(&extension.as_str()) {
            continue;
        }
        let message = format!("`{}` is not an article, since its name does not end in `.md`", file.path);
        found
            .report(&codes::ARTICLE_EXTENSION, Span::new(&file.path, 0..0), message)
            .hint(format!("rename it to `{}.md`", file.path.stem()));
    }
    found
}

/// Reports patterns of `exclude` that no file matches: nothing that was to be left out is.
fn check_exclude(config: &Config, excluded: &BTreeSet<SourcePath>, sources: &SourceTree) -> Diagnostics {
    let mut found = Diagnostics::default();
    for glob in &config.exclude {
        if excluded.iter().filter_map(|path| path.below(ARTICLES)).any(|path| glob.value.matches(path)) {
            continue;
        }
        let written = glob.value.first();
        let span = Span::new(&config.path, glob.range.clone());
        let diagnostic = found.report(&codes::EXCLUDE_UNUSED, span, "no file matches this pattern");
        let files = sources.below(ARTICLES).filter_map(|file| file.path.below(ARTICLES));
        let tops: BTreeSet<&str> = files.filter_map(|path| path.split('/').next()).collect();
        let near = nearest(written, tops.iter().copied());
        diagnostic.label("excludes nothing").hint(match (near, written.starts_with('.')) {
            (Some(near), _) if near.eq_ignore_ascii_case(written) => {
                format!("did you mean `{near}`? Letter case matters here")
            }
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, true) => {
                "remove it: files whose names begin with a dot are never part of the site".to_owned()
            }
            (None, false) => {
                "write a path below articles/, such as `Templates/**`; `**/` before a name finds it in any folder"
                    .to_owned()
            }
        });
    }
    found
}

/// Reads what is not remembered. The remembered documents are sorted by path, and so is the result.
fn read_documents(
    sources: &SourceTree,
    options: &Options<'_>,
    known: &[Arc<KeptDocument>],
) -> Vec<Arc<KeptDocument>> {
    let mut known = known.iter().peekable();
    let files = sources.below(ARTICLES).filter_map(|file| {
        let Blob::Text(text) = &file.content else { return None };
        while known.next_if(|known| known.path < file.path).is_some() {}
        let known = known.next_if(|known| known.path == file.path);
        Some((&file.path, text, known.filter(|known| is_same(&known.text, text))))
    });
    let files: Vec<_> = files.collect();
    let read = |(path, text, known): (&SourcePath, &Arc<str>, Option<&Arc<KeptDocument>>)| match known {
        Some(known) => Arc::clone(known),
        None => {
            let read = guarded(path.as_str(), || {
                let (document, found) = read_document(path, text, options);
                (Some(Arc::new(document)), found)
            });
            let (document, found) = read.unwrap_or_else(|found| (None, found));
            Arc::new(KeptDocument { path: path.clone(), text: Arc::clone(text), document, found })
        }
    };
    files.into_par_iter().map(read).collect()
}

fn is_same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// Everything below `articles/` that is not an article, and everything below `static/`.
fn publishable(
    sources: &SourceTree,
    config: &Config,
    documents: &[Arc<Document>],
    request: &Request,
) -> BTreeMap<SourcePath, Facts> {
    let beside = sources.below(ARTICLES).filter(|file| file.text().is_none());
    let files = beside.chain(sources.below(STATIC));
    let mut files: BTreeMap<SourcePath, Facts> =
        files.map(|file| (file.path.clone(), file.facts.clone().unwrap_or_default())).collect();
    if request.expects_pdfs {
        for pdf in expected_pdfs(config, documents, &request.visibility) {
            files.entry(pdf).or_default();
        }
    }
    files
}
