//! The files of a new site. Takes answers, gives file contents; writes nothing to disk.

use clap::ValueEnum;

use crate::cli::new::quote;
use crate::cli::schema;
use crate::config::read_config;
use crate::path::SourcePath;
use crate::source::{SITE_TOML, SourceTree};
use crate::theme::with_built_in_themes;

/// Everything that a new site depends on.
pub struct Answers {
    /// Name of the site.
    pub title: String,
    /// Where it will be published.
    pub url: String,
    /// Its language tag.
    pub language: String,
    /// What it starts with.
    pub start: Start,
    /// The host to set up, if any.
    pub deploy: Option<Deploy>,
}

/// What a site starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Start {
    /// A home page
    Empty,
    /// Linked guides and a glossary
    KnowledgeBase,
    /// Two sides, compared in a table
    Comparison,
}

/// Who publishes the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deploy {
    GithubPages,
    GitlabPages,
    Netlify,
    CloudflarePages,
}

/// A file of a new site.
pub struct NewFile {
    /// Where it goes, from the site's folder.
    pub path: String,
    /// What is in it.
    pub text: String,
}

type Template = (&'static str, &'static str);

const EMPTY: &[Template] =
    &[("site.toml", include_str!("empty/site.toml")), ("articles/index.md", include_str!("empty/index.md"))];

const KNOWLEDGE_BASE: &[Template] = &[
    ("site.toml", include_str!("knowledge-base/site.toml")),
    ("articles/index.md", include_str!("knowledge-base/index.md")),
    ("articles/guides/refunds.md", include_str!("knowledge-base/refunds.md")),
    ("articles/guides/receipts.md", include_str!("knowledge-base/receipts.md")),
    ("articles/glossary/store-credit.md", include_str!("knowledge-base/store-credit.md")),
];

const COMPARISON: &[Template] = &[
    ("site.toml", include_str!("comparison/site.toml")),
    ("articles/index.md", include_str!("comparison/index.md")),
    (
        "articles/differences/deposit-versus-down-payment.md",
        include_str!("comparison/deposit-versus-down-payment.md"),
    ),
    ("articles/differences/notice-versus-sale.md", include_str!("comparison/notice-versus-sale.md")),
];

const AROUND: &[Template] = &[
    (".gitignore", include_str!("gitignore")),
    (".taplo.toml", include_str!("editor/taplo.toml")),
    (".vscode/extensions.json", include_str!("editor/extensions.json")),
];

impl Start {
    fn templates(self) -> &'static [Template] {
        match self {
            Start::Empty => EMPTY,
            Start::KnowledgeBase => KNOWLEDGE_BASE,
            Start::Comparison => COMPARISON,
        }
    }
}

impl Deploy {
    fn template(self) -> Template {
        match self {
            Deploy::GithubPages => (".github/workflows/publish.yml", include_str!("deploy/github-pages.yml")),
            Deploy::GitlabPages => (".gitlab-ci.yml", include_str!("deploy/gitlab-pages.yml")),
            Deploy::Netlify => ("netlify.toml", include_str!("deploy/netlify.toml")),
            Deploy::CloudflarePages => {
                (".github/workflows/publish.yml", include_str!("deploy/cloudflare-pages.yml"))
            }
        }
    }
}

/// All files of a new site, `site.toml` first, with the schemas with which editors check it.
pub fn files(answers: &Answers) -> Vec<NewFile> {
    let templates = answers.start.templates().iter().chain(AROUND).copied();
    let templates = templates.chain(answers.deploy.map(Deploy::template));
    let mut files: Vec<NewFile> =
        templates.map(|(path, text)| NewFile { path: path.to_owned(), text: fill(text, answers) }).collect();
    let site_toml = SourcePath::new(SITE_TOML).expect("a plain file name");
    let config = read_config(&site_toml, &files[0].text).0;
    let tree = with_built_in_themes(SourceTree::default());
    let schemas = schema::files(&tree, &config).into_iter();
    files.extend(schemas.map(|(path, text)| NewFile { path: format!(".schemas/{path}"), text }));
    files
}

fn fill(text: &str, answers: &Answers) -> String {
    text.replace("{{ title }}", &quote(&answers.title))
        .replace("{{ url }}", &quote(&answers.url))
        .replace("{{ language }}", &quote(&answers.language))
        .replace("{{ version }}", env!("CARGO_PKG_VERSION"))
}
