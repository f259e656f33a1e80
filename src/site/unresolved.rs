//! Broken references, reported so that their author can fix them.

use super::link::Link;
use super::names::{Lookup, Names};
use super::suggestion::{
    Suggestion, file_with_sign, near_article, suggest_article, suggest_file, suggest_heading,
};
use super::{Resolution, Standing, Visibility};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Edit, Span, codes, nearest};
use crate::document::{Document, Heading, Role};
use crate::language::Language;
use crate::path::{Refusal, SCHEMES, SourcePath, encode_path, fold, without_colon, without_scheme};
use crate::source::ARTICLES;

// Each suggestion reads all names. A site with more broken links than this has a different problem, and its
// build stays linear.
pub(super) const MOST_SUGGESTIONS: usize = 500;

const NOT_YET: &str = "leads nowhere yet";

/// Reports a reference without a target, and gives its resolution.
pub(super) struct Problems<'a> {
    found: &'a mut Diagnostics,
    visibility: Visibility,
    suggestions: usize,
}

impl<'a> Problems<'a> {
    /// With suggestions, for as many problems as are likely to be read.
    pub fn new(visibility: Visibility, found: &'a mut Diagnostics) -> Problems<'a> {
        Problems { found, visibility, suggestions: 0 }
    }

    /// For callers that only need to know whether something is wrong.
    pub fn without_suggestions(visibility: Visibility, found: &'a mut Diagnostics) -> Problems<'a> {
        Problems { found, visibility, suggestions: MOST_SUGGESTIONS }
    }

    /// Reports a problem that needs no suggestion.
    pub fn report(&mut self, code: &'static Code, span: Span, message: String) -> &mut Diagnostic {
        self.found.report(code, span, message)
    }

    fn may_suggest(&mut self) -> bool {
        self.suggestions += 1;
        self.suggestions <= MOST_SUGGESTIONS
    }

    /// A heading that the linked text lacks. `outline` has its headings, `owner` says whose they are.
    pub fn heading(&mut self, link: Link<'_>, wanted: &str, outline: &[Heading], owner: &str) -> Resolution {
        let message = format!("{owner} has no heading “{wanted}”");
        let near = if self.may_suggest() { suggest_heading(wanted, outline) } else { None };
        let diagnostic = self.report(&codes::HEADING_MISSING, link.span(), message).label("not found");
        match near {
            Some(near) => {
                let edit = near.is_only.then(|| link.aim(near.what, outline)).flatten();
                // A wikilink names a heading by its text.
                let is_wikilink = link.reference.parts.is_wikilink && fold(&near.what.title) != fold(wanted);
                let name = if is_wikilink { near.what.title.as_str() } else { near.name };
                suggest(diagnostic, edit).hint(format!("did you mean “{name}”?"))
            }
            None if outline.is_empty() => diagnostic.hint("it has no headings; link to the page itself"),
            None => {
                let titles: Vec<_> =
                    outline.iter().take(8).map(|heading| format!("“{}”", heading.title)).collect();
                diagnostic.hint(format!("its headings are {}", titles.join(", ")))
            }
        };
        Resolution::Missing
    }

    /// A named block that the linked document lacks.
    pub fn block(&mut self, span: Span, wanted: &str, document: &Document) -> Resolution {
        let message = format!("“{}” has no block `^{wanted}`", document.title);
        let near = match self.may_suggest() {
            true => nearest(wanted, document.body.blocks.iter().map(|block| block.name.as_str())),
            false => None,
        };
        let diagnostic = self.report(&codes::BLOCK_MISSING, span, message).label("not found");
        match near {
            Some(near) => diagnostic.hint(format!("did you mean `^{near}`?")),
            None if document.body.blocks.is_empty() => {
                diagnostic.hint(format!("it has no named blocks; add ` ^{wanted}` at the end of one"))
            }
            None => {
                let names: Vec<_> =
                    document.body.blocks.iter().take(8).map(|block| format!("`^{}`", block.name)).collect();
                diagnostic.hint(format!("its blocks are {}", names.join(", ")))
            }
        };
        Resolution::Missing
    }

    /// An article that is not published now.
    pub fn hidden(&mut self, span: Span, document: &Document) -> Resolution {
        if document.meta.is_doubtful {
            return Resolution::Missing;
        }
        let (why, label, fix) = match self.visibility.standing(document) {
            Standing::Draft => (
                "is a draft",
                NOT_YET,
                "remove the link until the draft is published; `--drafts` includes drafts",
            ),
            Standing::Expired => {
                ("has expired", "no longer leads anywhere", "remove the link, or set a later `expires`")
            }
            Standing::Scheduled | Standing::Published => (
                "has a date in the future",
                NOT_YET,
                "remove the link until then; `--future` includes such articles",
            ),
        };
        let message = format!("`{}` {why}, so it is not published", document.path);
        self.report(&codes::LINK_TO_DRAFT, span, message).label(label).hint(fix);
        Resolution::Missing
    }

    /// A file that may do what is said of it.
    pub fn active(&mut self, span: Span, file: &SourcePath, what: &str) {
        self.report(&codes::FILE_ACTIVE, span, format!("`{file}` {what}"))
            .label("leads to it")
            .hint("link to a PDF, an image or an article instead, or put it into a .zip file")
            .hint(
                "if nobody but you writes articles, write `active = \"allow\"` below `[files]` in site.toml",
            );
    }

    /// A file that `exclude` leaves out.
    pub fn excluded(&mut self, span: Span, file: &SourcePath) -> Resolution {
        let message = format!("`{file}` is excluded, so it is not published");
        self.report(&codes::LINK_TO_DRAFT, span, message)
            .label("leads nowhere")
            .hint("remove the link, or change `exclude` in site.toml");
        Resolution::Missing
    }

    /// Something that a page cannot show.
    pub fn not_shown(&mut self, link: Link<'_>, message: String) -> Resolution {
        let hint = match link.reference.parts.is_value {
            true => "name an image, such as `picture.png`".to_owned(),
            false => {
                let name = &link.reference.address;
                format!("remove the `!` to link to it; an article is embedded with `![[{name}]]`")
            }
        };
        self.report(&codes::LINK_INVALID, link.span(), message).label("not an image").hint(hint);
        Resolution::Missing
    }

    /// A full address of this site itself. `meant` is what to write instead; none if there is nothing at the address.
    pub fn own_address(&mut self, span: Span, below_root: &str, meant: Option<String>) {
        let (message, label, hint) = match meant {
            Some(meant) => (
                "this link to the site itself is a full address, which kb cannot check".to_owned(),
                "leads to this site",
                format!("write `{meant}`, which also works in previews and at another address"),
            ),
            None => (
                format!("this site has nothing at “/{below_root}”"),
                "leads to this site",
                "link to a file, such as `guide.md`; if another program serves that address, write `link-absolute = \"allow\"` in \
                 `[lints]` of site.toml"
                    .to_owned(),
            ),
        };
        self.report(&codes::LINK_ABSOLUTE, span, message).label(label).hint(hint);
    }

    /// A name of several articles or files, of which some are listed.
    pub fn ambiguous(
        &mut self,
        span: Span,
        (kind, name): (&str, &str),
        listed: &[&SourcePath],
        count: usize,
    ) -> Resolution {
        let paths = listed.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
        let more = match count - listed.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        self.report(&codes::LINK_AMBIGUOUS, span, format!("several {kind} are called “{name}”"))
            .label("which one?")
            .hint(format!("write more of the path; there are {paths}{more}"));
        Resolution::Missing
    }

    /// A wikilink with a name that no article or file has.
    pub fn missing_name(
        &mut self,
        link: Link<'_>,
        name: &str,
        (base, language): (&SourcePath, &Language),
        names: &Names<'_>,
    ) -> Resolution {
        if let Some(excluded) = names.excluded_named(name) {
            return self.excluded(link.span(), excluded);
        }
        if name.is_empty() {
            self.report(
                &codes::LINK_MISSING,
                link.span(),
                "this link does not say where it leads".to_owned(),
            )
            .label("no name")
            .hint("write the name of an article, or `#` and a heading: `[[Name]]`, `[[#Heading]]`");
            return Resolution::Missing;
        }
        if ["toc", "_toc_"].iter().any(|contents| name.eq_ignore_ascii_case(contents)) {
            self.report(&codes::LINK_MISSING, link.span(), format!("no article is called “{name}”"))
                .label("not found")
                .hint("remove it: every page already lists its headings");
            return Resolution::Missing;
        }
        // A block is named after `#^`.
        if let Some((note, block)) = name.rsplit_once('^')
            && let Lookup::One(_) = names.find(note, base, language)
        {
            self.report(&codes::LINK_MISSING, link.span(), format!("no article is called “{name}”"))
                .label("not found")
                .hint(format!("a link to a block is written `[[{}#^{block}]]`", note.trim()));
            return Resolution::Missing;
        }
        if name.contains('\\') {
            self.report(&codes::LINK_MISSING, link.span(), format!("no article is called “{name}”"))
                .label("not found")
                .hint(format!("a path has slashes: write `[[{}]]`", name.replace('\\', "/")));
            return Resolution::Missing;
        }
        let last = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
        let may_suggest = self.may_suggest();
        let diagnostic = self
            .report(&codes::LINK_MISSING, link.span(), format!("no article is called “{name}”"))
            .label("not found");
        if let Some(file) = may_suggest.then(|| file_with_sign(&link.reference.address, names)).flatten() {
            let path = written_path(base, file);
            let mark = if link.reference.role == Role::Link { "" } else { "!" };
            diagnostic
                .hint(format!("in double brackets `#` begins a heading; write `{mark}[words]({path})`"));
            return Resolution::Missing;
        }
        match may_suggest.then(|| near_article(last, names, language)).flatten() {
            Some(Suggestion { name, what: document, is_only }) => {
                let path = document.path.below(ARTICLES).unwrap_or("");
                // In text, an article is called by its title, not by its file name.
                let name = if name == document.path.stem() { &document.title } else { name };
                let means = |name: &str| match names.find(name, base, language) {
                    Lookup::One(named) => std::ptr::eq(names.document(named), document),
                    Lookup::Several(..) | Lookup::None => false,
                };
                let edit = if is_only && means(name) { link.rename(name) } else { None };
                suggest(diagnostic, edit).hint(format!("did you mean “{name}” ({path})?"))
            }
            None if matches!(link.reference.role, Role::Link | Role::Embed) => {
                diagnostic.hint("write the article, or remove the brackets")
            }
            None => diagnostic.hint("write the article, or remove the name"),
        };
        Resolution::Missing
    }

    /// A web address in double brackets.
    pub fn web_name(&mut self, span: Span, address: &str) -> Resolution {
        self.report(
            &codes::LINK_INVALID,
            span,
            "double brackets lead only to articles and files of this site".to_owned(),
        )
        .label("a web address")
        .hint(format!("write `[words]({address})`"));
        Resolution::Missing
    }

    /// A link without an address, such as `[words]()`.
    pub fn no_address(&mut self, link: Link<'_>) -> Resolution {
        let is_image = link.reference.role == Role::Image;
        let (mark, file) = if is_image { ("!", "picture.png") } else { ("", "guide.md") };
        let hint = match link.reference.parts.is_value {
            true => "write an address, or remove it".to_owned(),
            false => format!("write an address between the parentheses: `{mark}[words]({file})`"),
        };
        let message = "this link does not say where it leads".to_owned();
        self.report(&codes::LINK_MISSING, link.span(), message).label("no address").hint(hint);
        Resolution::Missing
    }

    /// A link by path or address that leads nowhere. `source` is the file that it means.
    pub fn missing_path(
        &mut self,
        link: Link<'_>,
        written: &str,
        source: &SourcePath,
        (base, language): (&SourcePath, &Language),
        names: &Names<'_>,
    ) -> Resolution {
        let meant = match written.starts_with("www.") {
            true => Some(format!("https://{written}")),
            false => without_colon(written).or_else(|| without_scheme(written)),
        };
        if let Some(meant) = meant {
            let (what, label) = match meant.starts_with("mailto:") {
                true => ("an e-mail address", "without mailto:"),
                false => ("the address of another site", "without https://"),
            };
            self.report(&codes::LINK_INVALID, link.span(), format!("“{written}” is not {what}"))
                .label(label)
                .hint(format!("write `{meant}`"));
            return Resolution::Missing;
        }
        if let Some(excluded) = names.excluded_at(source) {
            return self.excluded(link.span(), excluded);
        }
        let extension = source.extension();
        let is_page = !matches!(link.reference.role, Role::Image)
            && (extension.is_empty() || extension.eq_ignore_ascii_case("md") || extension == "html");
        if !is_page {
            return self.missing_file(link, written, base, names);
        }
        let may_suggest = self.may_suggest();
        let message = format!("there is no article at “{written}”");
        let diagnostic = self.report(&codes::LINK_MISSING, link.span(), message).label("not found");
        if let Some(file) = may_suggest.then(|| file_with_sign(&link.reference.address, names)).flatten() {
            hint_sign(diagnostic, &written_path(base, file));
            return Resolution::Missing;
        }
        match may_suggest.then(|| suggest_article(source, language, names)).flatten() {
            Some(near) => suggest_path(diagnostic, link, base, &near),
            None if extension.is_empty() && names.has_folder(source) => diagnostic.hint(format!(
                "the folder has no page of its own: create `{source}/index.md`, or link to an article in it"
            )),
            None if extension.is_empty() => {
                diagnostic.hint(format!("create `{source}.md`, or remove the link"))
            }
            None => diagnostic.hint(format!("create `{source}`, or remove the link")),
        };
        Resolution::Missing
    }

    /// An address that no page may contain.
    pub fn refused(&mut self, span: Span, refusal: Refusal, more: &[String]) -> Resolution {
        let label = if matches!(refusal, Refusal::NoHost(_)) { "incomplete" } else { "not allowed" };
        let (message, hint) = match refusal {
            Refusal::Code => (
                "this address would run code".to_owned(),
                "link to a page, a file or an address that starts with https://".to_owned(),
            ),
            Refusal::Data => (
                "this address contains a whole file, which browsers do not open".to_owned(),
                "put the file next to the article, and link to it".to_owned(),
            ),
            Refusal::Local => (
                "this is a place on one computer, where readers cannot go".to_owned(),
                "put the file next to the article, and link to it".to_owned(),
            ),
            Refusal::NoImage => (
                "this is not the address of an image".to_owned(),
                "write that of an image, or make it a link, without `!`".to_owned(),
            ),
            Refusal::NoHost(meant) => (
                "this address does not say where it leads".to_owned(),
                match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => {
                        "write it in full, such as `https://example.com/page` or `mailto:anna@example.com`"
                            .to_owned()
                    }
                },
            ),
            Refusal::Scheme(scheme) => {
                let known = SCHEMES.into_iter().chain(more.iter().map(String::as_str));
                let hint = match nearest(&scheme, known) {
                    Some(near) => format!("did you mean `{near}:`?"),
                    None => format!(
                        "if it is an address that readers can open, write `schemes = [\"{scheme}\"]` in `[links]` of \
                         site.toml; if it is a path, begin it with `./`"
                    ),
                };
                (format!("this site does not link to addresses that begin with `{scheme}:`"), hint)
            }
        };
        self.report(&codes::LINK_INVALID, span, message).label(label).hint(hint);
        Resolution::Missing
    }

    /// A PDF that `kb pdf` has not made yet.
    pub fn unmade_pdf(&mut self, span: Span, pdf: &SourcePath) -> Resolution {
        self.report(&codes::FILE_MISSING, span, format!("the PDF `{pdf}` has not been made yet"))
            .label("not there")
            .hint("run `kb pdf`, which makes it");
        Resolution::Missing
    }

    /// An image or another file that does not exist.
    pub fn missing_file(
        &mut self,
        link: Link<'_>,
        written: &str,
        base: &SourcePath,
        names: &Names<'_>,
    ) -> Resolution {
        if let Some(excluded) = base.join(written).and_then(|source| names.excluded_at(&source)) {
            return self.excluded(link.span(), excluded);
        }
        let may_suggest = self.may_suggest();
        let message = format!("there is no file at “{written}”");
        let diagnostic = self.report(&codes::FILE_MISSING, link.span(), message).label("not found");
        if let Some(file) = may_suggest.then(|| file_with_sign(&link.reference.address, names)).flatten() {
            hint_sign(diagnostic, &written_path(base, file));
            return Resolution::Missing;
        }
        match may_suggest.then(|| suggest_file(written, names)).flatten() {
            Some(near) => suggest_path(diagnostic, link, base, &near),
            None => diagnostic.hint("put it below `articles/`, preferably next to the article that uses it"),
        };
        Resolution::Missing
    }

    /// A form, a call to action or a collection that `site.toml` does not declare; `kind` is the word for it in the
    /// message.
    pub fn unknown<'n>(
        &mut self,
        code: &'static Code,
        span: Span,
        kind: &str,
        name: &str,
        known: impl Iterator<Item = &'n String>,
    ) -> Resolution {
        let near = if self.may_suggest() { nearest(name, known.map(String::as_str)) } else { None };
        let diagnostic = self.report(code, span, format!("no {kind} is called “{name}”")).label("unknown");
        match near {
            Some(near) => diagnostic.hint(format!("did you mean “{near}”?")),
            None => diagnostic.hint(format!("declare it in site.toml, or use the name of a {kind} there")),
        };
        Resolution::Missing
    }
}

/// The path of a file for a link in `base`: relative to the folder of `base`.
pub(super) fn from(base: &SourcePath, file: &SourcePath) -> String {
    let mut here = base.parent().split('/').filter(|part| !part.is_empty()).peekable();
    let mut there = file.as_str().split('/').peekable();
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
    }
    let up = here.map(|_| "..");
    up.chain(there).collect::<Vec<_>>().join("/")
}

fn suggest(diagnostic: &mut Diagnostic, edit: Option<Edit>) -> &mut Diagnostic {
    match edit {
        Some(edit) => diagnostic.suggest(vec![edit]),
        None => diagnostic,
    }
}

fn suggest_path<'d>(
    diagnostic: &'d mut Diagnostic,
    link: Link<'_>,
    base: &SourcePath,
    near: &Suggestion<'_, &SourcePath>,
) -> &'d mut Diagnostic {
    let path = from(base, near.what);
    let edit = near.is_only.then(|| link.redirect(&path)).flatten();
    let is_wikilink = link.reference.parts.is_wikilink;
    let path = if is_wikilink { path } else { written_path(base, near.what) };
    suggest(diagnostic, edit).hint(format!("did you mean `{path}`?"))
}

/// A file as an address in a link in `base`; encoded only where it must be, since other paths are easier to read as they are.
fn written_path(base: &SourcePath, file: &SourcePath) -> String {
    let path = from(base, file);
    if path.contains(['#', '?', '%']) { encode_path(&path).into_owned() } else { path }
}

fn hint_sign(diagnostic: &mut Diagnostic, path: &str) {
    diagnostic.hint(format!("`#` and `?` end the path of an address; write `{path}`"));
}
