//! The tree of a page: as its tags spell it, and as a browser builds it. kb means the first, readers get the second.

use std::cell::RefCell;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements without an end tag (HTML standard, section 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The tree that the tags of a page spell, a line a node. Every tag must end what was opened last.
pub fn meant(html: &str) -> Vec<String> {
    #[derive(Default)]
    struct Tree(RefCell<(Vec<String>, Vec<String>)>);
    impl TokenSink for Tree {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            let (lines, open) = &mut *self.0.borrow_mut();
            match token {
                Token::CharacterTokens(text) => push_text(lines, open.len(), &text),
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                    let name = tag.name.to_string();
                    push_element(lines, open.len(), &name, tag.attrs.len());
                    let content = match &*name {
                        "script" => Some(ScriptData),
                        "style" => Some(Rawtext),
                        "title" | "textarea" => Some(Rcdata),
                        _ => None,
                    };
                    if !VOID.contains(&&*name) && !tag.self_closing {
                        open.push(name);
                    }
                    if let Some(kind) = content {
                        return TokenSinkResult::RawData(kind);
                    }
                }
                Token::TagToken(tag) => {
                    let last = open.pop();
                    assert_eq!(last.as_deref(), Some(&*tag.name), "what ends is not what was opened last");
                }
                Token::NullCharacterToken => panic!("a page holds U+0000"),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Tree::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let (lines, open) = tokenizer.sink.0.into_inner();
    assert_eq!(open, Vec::<String>::new(), "what is opened is not closed");
    without_space(lines)
}

/// The tree that a browser builds of a page.
pub fn parsed(html: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut lines = Vec::new();
    walk(&dom.document, 0, &mut lines);
    without_space(lines)
}

fn walk(node: &Handle, depth: usize, lines: &mut Vec<String>) {
    match &node.data {
        NodeData::Text { contents } => push_text(lines, depth, &contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            push_element(lines, depth, &name.local.to_lowercase(), attrs.borrow().len());
            node.children.borrow().iter().for_each(|child| walk(child, depth + 1, lines));
        }
        NodeData::Document => node.children.borrow().iter().for_each(|child| walk(child, depth, lines)),
        _ => {}
    }
}

fn push_element(lines: &mut Vec<String>, depth: usize, name: &str, attributes: usize) {
    lines.push(format!("{depth} {name} {attributes}"));
}

fn push_text(lines: &mut Vec<String>, depth: usize, text: &str) {
    let start = format!("{depth} “");
    match lines.last_mut() {
        Some(last) if last.starts_with(&start) => last.push_str(text),
        _ => lines.push(format!("{start}{text}")),
    }
}

/// Lines without space, which the parser moves where it means nothing.
fn without_space(lines: Vec<String>) -> Vec<String> {
    let lines =
        lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").replace("“ ", "“"));
    lines.filter(|line| !line.ends_with('“')).collect()
}
