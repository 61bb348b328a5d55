//! The files of the case file stand in an order: types below, deeds above. A file that uses another is above it, and none is above itself.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files by the module that each is, `alerts::due`; the root is not among them, for it names all others.
type Files = BTreeMap<String, String>;

fn read(folder: &Path, module: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let of = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
        if path.is_dir() {
            read(&path, &of, files);
        } else if path.extension().is_some_and(|end| end == "rs") && !["lib", "tests"].contains(&name.as_str()) {
            files.insert(of, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The paths of a tree of imports: `a::{b, c::{d, e}}` has three.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let body = rest.strip_suffix('}').unwrap_or(rest);
    let (mut all, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, letter) in body.char_indices().chain([(body.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let one = &body[from..at];
                all.extend(paths(one).into_iter().filter(|_| !one.is_empty()).map(|path| format!("{before}{path}")));
                from = at + 1;
            }
            _ => {}
        }
    }
    all
}

/// Every path to another file of this crate that stands in a text: in what it imports, and in full anywhere else.
fn named(text: &str) -> Vec<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect();
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut all = Vec::new();
    for import in code.split("use ").skip(1) {
        let tree: String = import.split(';').next().unwrap_or_default().split_whitespace().collect();
        all.extend(paths(&tree));
    }
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let path: String = code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
        all.push(path);
    }
    all
}

/// The file that a path leads to, seen from a module.
fn target(path: &str, from: &str, files: &Files) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    let mut at: Vec<&str> = from.split("::").collect();
    match *parts.first()? {
        "crate" => at.clear(),
        "super" => {
            at.pop();
        }
        "self" => {}
        child if files.contains_key(&format!("{from}::{child}")) => parts.insert(0, "self"),
        _ => return None,
    }
    let mut found = None;
    for part in &parts[1..] {
        if *part == "super" {
            at.pop();
            continue;
        }
        at.push(part);
        match files.contains_key(&at.join("::")) {
            true => found = Some(at.join("::")),
            false => break,
        }
    }
    // What stands in a parent that is no further file is the parent's own.
    found.or_else(|| (parts[0] == "super").then(|| from.rsplit_once("::").map(|(parent, _)| parent.to_owned()))?)
}

/// Files that each file uses.
fn used(files: &Files) -> BTreeMap<String, BTreeSet<String>> {
    let of = |(module, text): (&String, &String)| {
        let all = named(text).into_iter().filter_map(|path| target(&path, module, files));
        (module.clone(), all.filter(|other| other != module).collect())
    };
    files.iter().map(of).collect()
}

/// Files that are left when all that use nothing of what is left are taken away, again and again: those of circles, and above them.
fn in_circles(mut used: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    for _ in 0..2 {
        loop {
            let free: Vec<String> = used.iter().filter(|(_, on)| on.is_empty()).map(|(of, _)| of.clone()).collect();
            if free.is_empty() {
                break;
            }
            used.retain(|of, _| !free.contains(of));
            used.values_mut().for_each(|on| on.retain(|other| !free.contains(other)));
        }
        // The other way round, for those above.
        let mut turned: BTreeMap<String, BTreeSet<String>> =
            used.keys().map(|of| (of.clone(), BTreeSet::new())).collect();
        for (of, on) in &used {
            for other in on {
                turned.entry(other.clone()).or_default().insert(of.clone());
            }
        }
        used = turned;
    }
    used
}

#[test]
fn no_file_uses_one_that_uses_it() {
    let mut files = Files::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let used = used(&files);
    let imports: usize = used.values().map(BTreeSet::len).sum();
    assert!(files.len() > 50 && imports > 200, "{} files, {imports} imports: they were not understood", files.len());
    let circles = in_circles(used);
    assert!(circles.is_empty(), "these use each other; move the types that both need below both: {circles:#?}");
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let circle = |a: &str, b: &str| {
        let texts = [("a", a), ("a::b", b), ("c", "use crate::a::B;"), ("d", "use serde::Serialize;")];
        let files: Files = texts.into_iter().map(|(of, text)| (of.to_owned(), text.to_owned())).collect();
        in_circles(used(&files)).into_keys().collect::<Vec<_>>()
    };
    for a in ["use b::B;", "pub use crate::{\n  c::D, // other\n  a::b::{B},\n};", "fn f() { crate::a::b::f() }"] {
        for b in ["use super::A;", "use crate::a::A;", "fn g() -> super::A { todo!() }"] {
            let found = circle(a, b);
            assert!(found.contains(&"a::b".to_owned()) && !found.contains(&"d".to_owned()), "{a} {b}: {found:?}");
        }
        assert!(circle(a, "use crate::d::E;").iter().all(|of| of != "a::b"), "{a}");
    }
}
