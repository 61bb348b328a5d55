//! A page as a tree of elements and a list of runs of text, built without recursion.

use super::attributes::{Counted, Counting, TooMany};
use super::element::{self, Role};
use crate::text::{Limits, TextProblem};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

/// Steps up the tree in which an element that another one ends is looked for.
const STEPS: usize = 64;

/// One element. The first node is the page itself.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub parent: usize,
    pub depth: usize,
    pub name: String,
    /// It or an element around it shows no text.
    pub silent: bool,
    /// It or an element around it keeps ends of lines.
    pub preformatted: bool,
    /// It or an element around it is a link.
    pub linked: bool,
    /// It is named as what stands around a text is.
    pub around: bool,
    /// It is not shown until a script shows it, if ever.
    pub hidden: bool,
    /// It is named as the body of an article.
    pub body: bool,
}

/// What stands in a block, in order.
#[derive(Debug)]
pub(super) enum Item {
    Text { node: usize, range: Range<usize>, words: u32 },
    Break,
}

/// A value of a `meta` or `time` element, with its place.
#[derive(Debug)]
pub(super) struct Datum {
    pub name: String,
    pub value: String,
    pub range: Range<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    pub items: Vec<Item>,
    /// Runs of items that make one paragraph, each with the block element that it stands in.
    pub blocks: Vec<(usize, Range<usize>)>,
    pub data: Vec<Datum>,
    /// Runs of JSON-LD.
    pub linked_data: Vec<Range<usize>>,
    /// Runs of the page's title.
    pub title: Vec<Range<usize>>,
    stack: Vec<usize>,
    open: HashMap<String, usize>,
    block_from: usize,
    over: Option<TextProblem>,
}

/// A start tag while its attributes are read.
#[derive(Default)]
struct Tag {
    name: String,
    attributes: Vec<(String, String, Range<usize>)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _, _)| key == name).map(|(_, value, _)| value.as_str())
    }
}

impl Tree {
    /// The tree of a page.
    pub fn of(page: &str, limits: &Limits) -> Result<Tree, TextProblem> {
        // The tokenizer makes one character of the two of a Windows line end; blanks instead keep every place as it is.
        let blanked = page.replace(['\r', '\0'], " ");
        let mut tree = Tree { nodes: vec![Node::default()], stack: vec![0], ..Tree::default() };
        let mut tag = Tag::default();
        let name = |name: &[u8]| String::from_utf8_lossy(name).to_ascii_lowercase();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            match event {
                _ if tree.over.is_some() => {}
                CallbackEvent::OpenStartTag { name: of } => tag = Tag { name: name(of), attributes: Vec::new() },
                CallbackEvent::AttributeName { name: of } => {
                    tag.attributes.push((name(of), String::new(), span.start..span.end))
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some(last) = tag.attributes.last_mut() {
                        (last.1, last.2) = (String::from_utf8_lossy(value).into_owned(), span.start..span.end);
                    }
                }
                CallbackEvent::CloseStartTag { .. } => tree.begin(&std::mem::take(&mut tag), limits),
                CallbackEvent::EndTag { name: of } => tree.end(&name(of)),
                CallbackEvent::String { value } => {
                    let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count();
                    tree.text(span.start..span.end, u32::try_from(words).unwrap_or(u32::MAX));
                }
                _ => {}
            }
            None::<std::convert::Infallible>
        });
        emitter.naively_switch_states(true);
        let attributes = Cell::new(0);
        let reader = Counted::new(&blanked, &attributes, limits.attributes);
        let read = Tokenizer::new_with_emitter(reader, Counting::new(emitter, &attributes)).finish();
        tree.end_block();
        if let Err(TooMany(most)) = read {
            tree.over.get_or_insert_with(|| TextProblem::OverLimit {
                what: "the number of attributes of one of its elements".to_owned(),
                limit: most.to_string(),
                remedy: "save the page again from a browser, as text",
            });
        }
        match tree.over.take() {
            Some(problem) => Err(problem),
            None => Ok(tree),
        }
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn begin(&mut self, tag: &Tag, limits: &Limits) {
        let role = element::role(&tag.name);
        match &*tag.name {
            "br" => self.items.push(Item::Break),
            "hr" => self.end_block(),
            "meta" => self.keep_meta(tag),
            _ => {}
        }
        if role == Role::Void {
            return;
        }
        self.close_implied(&tag.name);
        if role == Role::Block {
            self.end_block();
        }
        let parent = self.top();
        let around = &self.nodes[parent];
        let depth = around.depth + 1;
        if depth > limits.elements_deep || self.nodes.len() >= limits.elements {
            let (what, limit) = if depth > limits.elements_deep {
                ("its nesting of elements", limits.elements_deep)
            } else {
                ("its number of elements", limits.elements)
            };
            let remedy = "save the page again from a browser, as text";
            self.over = Some(TextProblem::OverLimit { what: what.to_owned(), limit: limit.to_string(), remedy });
            return;
        }
        let named = format!("{} {}", tag.get("class").unwrap_or_default(), tag.get("id").unwrap_or_default());
        let style = tag.get("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        let hidden = tag.get("hidden").is_some()
            || tag.get("aria-hidden").is_some_and(|hidden| hidden == "true")
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        let whole = ["html", "body", "main", "article"].contains(&&*tag.name);
        let node = Node {
            parent,
            depth,
            silent: around.silent || role == Role::Silent,
            preformatted: around.preformatted || tag.name == "pre",
            linked: around.linked || tag.name == "a",
            around: !whole
                && (["header", "footer", "form", "menu"].contains(&&*tag.name)
                    || tag.get("role").is_some_and(element::landmark)
                    || element::around(&named)),
            hidden: hidden && !whole,
            body: tag.get("itemprop").is_some_and(|of| of.split_whitespace().any(|word| word == "articleBody")),
            name: tag.name.clone(),
        };
        if tag.name == "time"
            && let Some((_, value, range)) = tag.attributes.iter().find(|(key, _, _)| key == "datetime")
        {
            let named = if tag.get("itemprop") == Some("dateModified") { "time-modified" } else { "time" };
            self.data.push(Datum { name: named.to_owned(), value: value.clone(), range: range.clone() });
        }
        let linked_data =
            tag.name == "script" && tag.get("type").is_some_and(|of| of.eq_ignore_ascii_case("application/ld+json"));
        let name = if linked_data { "script ld" } else { &*tag.name };
        self.stack.push(self.nodes.len());
        *self.open.entry(tag.name.clone()).or_default() += 1;
        self.nodes.push(Node { name: name.to_owned(), ..node });
    }

    fn keep_meta(&mut self, tag: &Tag) {
        let name = ["property", "name", "itemprop"].iter().find_map(|key| tag.get(key));
        let content = tag.attributes.iter().find(|(key, _, _)| key == "content");
        if let (Some(name), Some((_, value, range))) = (name, content) {
            self.data.push(Datum { name: name.to_ascii_lowercase(), value: value.clone(), range: range.clone() });
        }
    }

    /// Ends the elements that this one ends by beginning, as one item of a list ends the item before it.
    fn close_implied(&mut self, name: &str) {
        let (ends, bounds) = element::closes(name);
        let open = self.stack.iter().rev().take(STEPS).position(|&node| {
            let name = self.nodes[node].name.as_str();
            ends.contains(&name) || bounds.contains(&name)
        });
        if let Some(steps) = open
            && let Some(at) = self.stack.len().checked_sub(steps + 1)
            && ends.contains(&self.nodes[self.stack[at]].name.as_str())
        {
            self.pop_to(at);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "p" || name == "br" {
            self.end_block();
        }
        if self.open.get(name).is_none_or(|open| *open == 0) {
            return;
        }
        let inline = element::role(name) == Role::Inline;
        let kept = |node: &Node| node.name.strip_suffix(" ld").unwrap_or(&node.name) == name;
        // An inline element does not end a block around which it was opened.
        let found = self.stack.iter().rposition(|&node| {
            kept(&self.nodes[node]) || (inline && element::role(&self.nodes[node].name) == Role::Block)
        });
        if let Some(at) = found.filter(|&at| kept(&self.nodes[self.stack[at]])) {
            self.pop_to(at);
        }
    }

    /// Ends the element at this place of the stack and all that is open in it.
    fn pop_to(&mut self, at: usize) {
        for node in self.stack.split_off(at.max(1)) {
            let name = self.nodes[node].name.as_str();
            let name = name.strip_suffix(" ld").unwrap_or(name);
            if let Some(open) = self.open.get_mut(name) {
                *open = open.saturating_sub(1);
            }
            if element::role(name) == Role::Block {
                self.block_ends(node);
            }
        }
    }

    /// Ends the paragraph at hand, which stands in the innermost block element that is open.
    fn end_block(&mut self) {
        let block = self
            .stack
            .iter()
            .rev()
            .take(STEPS)
            .copied()
            .find(|&node| element::role(&self.nodes[node].name) == Role::Block);
        self.block_ends(block.unwrap_or_else(|| self.top()));
    }

    fn block_ends(&mut self, node: usize) {
        if self.items.len() > self.block_from {
            self.blocks.push((node, self.block_from..self.items.len()));
            self.block_from = self.items.len();
        }
    }

    fn text(&mut self, range: Range<usize>, words: u32) {
        let node = self.top();
        match &*self.nodes[node].name {
            "script ld" => self.linked_data.push(range),
            "title" => self.title.push(range),
            _ if !self.nodes[node].silent => self.items.push(Item::Text { node, range, words }),
            _ => {}
        }
    }
}
