//! Which blocks of a page are its main text.
//!
//! Each block counts its words outside links, less three for each word in a link and five for being a block: paragraphs are positive,
//! menus, teasers and buttons negative. The main text is the element whose blocks add up to the most, as in the maximum subsequence of
//! Pasternack and Roth (2009, *Extracting article text from the web with maximum subsequence segmentation*), with the page's own elements
//! in place of subsequences. The weights are of the same kind as theirs (a word of text 1, a tag −3.25).

use super::Part;
use super::element::{self, Role};
use super::tree::{Item, Tree};
use std::ops::Range;

/// Words taken off for each word in a link, and for each block.
const LINK: i64 = 3;
const BLOCK: i64 = 5;
/// Share of the best element's words that one named as an article must reach to be preferred.
const NAMED: f64 = 0.6;
/// Share of a page's words above which an element is no mere thing around the text, whatever its name.
const AROUND: f64 = 1.0 / 3.0;
/// Share of words in links up to which more of a page is taken in around the best element.
const LED: f64 = 0.2;
/// Share of linked words above which a block of the main text leads away from it.
const LINKED: f64 = 0.66;

#[derive(Clone, Copy, Default)]
struct Words {
    plain: i64,
    linked: i64,
}

/// The items to read, block by block in the order of the page.
pub(super) fn blocks(tree: &Tree, part: Part) -> Vec<Vec<&Item>> {
    let words: Vec<Words> = tree.blocks.iter().map(|(_, items)| words(tree, items)).collect();
    let left_out = left_out(tree, &words, part);
    let kept = |at: usize| !left_out[tree.blocks[at].0] && words[at].plain + words[at].linked > 0;
    let shown: Vec<usize> = (0..tree.blocks.len()).filter(|&at| kept(at)).collect();
    let silent = |item: &&Item| matches!(item, Item::Text { node, .. } if left_out[*node]);
    let items = |at: usize| tree.items[tree.blocks[at].1.clone()].iter().filter(|item| !silent(item)).collect();
    let Some(root) = (part == Part::Main).then(|| best(tree, &words, &shown)).flatten() else {
        return shown.into_iter().map(items).collect();
    };
    let inside = inside(tree, root);
    let leads_away = |words: Words| words.linked as f64 > LINKED * (words.plain + words.linked) as f64;
    let main = shown.iter().copied().filter(|&at| inside[tree.blocks[at].0] && !leads_away(words[at]));
    main.map(items).collect()
}

/// The element whose blocks add up to the most; none where no element's do.
fn best(tree: &Tree, words: &[Words], shown: &[usize]) -> Option<usize> {
    let mut sums = vec![0; tree.nodes.len()];
    let (mut plain, mut linked) = (sums.clone(), sums.clone());
    for &at in shown {
        let node = tree.blocks[at].0;
        sums[node] += words[at].plain - LINK * words[at].linked - BLOCK;
        plain[node] += words[at].plain;
        linked[node] += words[at].linked;
    }
    for sums in [&mut sums, &mut plain, &mut linked] {
        add_up(tree, sums);
    }
    let top = (0..sums.len()).max_by_key(|&node| (sums[node], tree.nodes[node].depth, std::cmp::Reverse(node)))?;
    if sums[top] <= 0 {
        return None;
    }
    let enough = |node: &usize| sums[*node] as f64 >= NAMED * sums[top] as f64;
    let named = |wanted: fn(&super::tree::Node) -> bool| {
        let mut found = (0..sums.len()).filter(|&node| wanted(&tree.nodes[node]));
        found.next().filter(|_| found.next().is_none()).filter(enough)
    };
    named(|node| node.body).or_else(|| named(|node| node.name == "article")).or_else(|| {
        // Short paragraphs beside a long one count against them; they are taken in as long as what comes with them is no menu.
        let mut root = top;
        let mut node = top;
        while node > 0 {
            node = tree.nodes[node].parent;
            let (more, led) = (plain[node] - plain[root], linked[node] - linked[root]);
            if !enough(&node) || led as f64 > LED * more as f64 {
                break;
            }
            root = node;
        }
        Some(root)
    })
}

/// Adds what each element has to the elements around it. A parent comes before its children.
fn add_up(tree: &Tree, sums: &mut [i64]) {
    for node in (1..sums.len()).rev() {
        sums[tree.nodes[node].parent] += sums[node];
    }
}

fn inside(tree: &Tree, root: usize) -> Vec<bool> {
    let mut inside = vec![false; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        inside[at] = at == root || (at > 0 && inside[node.parent]);
    }
    inside
}

/// Elements that stand around the text by their names, unless they hold much of it.
fn left_out(tree: &Tree, words: &[Words], part: Part) -> Vec<bool> {
    let mut sums = vec![0; tree.nodes.len()];
    for ((node, _), words) in tree.blocks.iter().zip(words) {
        sums[*node] += words.plain;
    }
    add_up(tree, &mut sums);
    let all = sums.first().copied().unwrap_or(0) as f64;
    let mut left_out = vec![false; tree.nodes.len()];
    for at in 1..tree.nodes.len() {
        let node = &tree.nodes[at];
        let around = part == Part::Main && node.around && element::role(&node.name) != Role::Inline;
        let around = (around || node.hidden) && (sums[at] as f64) < AROUND * all;
        left_out[at] = left_out[node.parent] || node.silent || around;
    }
    left_out
}

fn words(tree: &Tree, items: &Range<usize>) -> Words {
    let mut words = Words::default();
    for item in &tree.items[items.clone()] {
        if let Item::Text { node, words: count, .. } = item {
            let of_kind = if tree.nodes[*node].linked { &mut words.linked } else { &mut words.plain };
            *of_kind += i64::from(*count);
        }
    }
    words
}
