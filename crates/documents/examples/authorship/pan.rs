//! Authorship problems as PAN publishes them: a folder for each problem with `known*.txt` and `unknown.txt`, and
//! `truth.txt`.

use colligate_documents::authorship::{Text, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

/// A problem with its answer.
pub struct Problem {
    pub same: bool,
    pub questioned: Text,
    pub known: Vec<Text>,
    /// Number of the writer of the known texts and of the questioned text, as far as shared texts tell.
    pub writers: (usize, usize),
}

/// All problems and all their writers.
pub struct Problems {
    pub problems: Vec<Problem>,
    pub writers: Vec<Writer>,
}

/// Reads problems from a `.tar.gz` as published.
pub fn read(path: &Path) -> std::io::Result<Problems> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path)?).read_to_end(&mut bytes)?;
    let files = untarred(&bytes);
    let text =
        |name: &str| String::from_utf8_lossy(files.get(name).copied().unwrap_or_default()).replace('\u{feff}', "");
    let truth = files.keys().find(|name| name.ends_with("truth.txt")).cloned().unwrap_or_default();
    let root = truth.trim_end_matches("truth.txt").to_owned();
    let mut problems = Vec::new();
    for line in text(&truth).lines() {
        let Some((name, answer)) = line.split_once(' ') else { continue };
        let folder = format!("{root}{name}/");
        let inside = files.keys().filter(|file| file.starts_with(&folder) && file.ends_with(".txt"));
        let (mut known, mut questioned) = (Vec::new(), None);
        for file in inside {
            let one = Text { name: file.clone(), text: text(file) };
            if file.ends_with("unknown.txt") { questioned = Some(one) } else { known.push(one) }
        }
        let Some(questioned) = questioned else { continue };
        problems.push(Problem { same: answer.trim() == "Y", questioned, known, writers: (0, 0) });
    }
    Ok(identified(problems))
}

/// Finds who is who: texts of one problem's known writer are one writer's, and so are the texts of writers who share a
/// text.
fn identified(mut problems: Vec<Problem>) -> Problems {
    let mut sets = Sets::default();
    let mut texts: BTreeMap<String, (usize, Text)> = BTreeMap::new();
    for problem in &mut problems {
        let known = sets.new_one();
        let questioned = if problem.same { known } else { sets.new_one() };
        problem.writers = (known, questioned);
        let all = problem.known.iter().map(|text| (known, text)).chain([(questioned, &problem.questioned)]);
        for (writer, text) in all {
            let letters: String =
                text.text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let (twin, _) = texts.entry(letters).or_insert_with(|| (writer, text.clone()));
            sets.join(*twin, writer);
        }
    }
    let mut writers: BTreeMap<usize, Vec<Text>> = BTreeMap::new();
    for (writer, text) in texts.into_values() {
        writers.entry(sets.root(writer)).or_default().push(text);
    }
    let numbers: BTreeMap<usize, usize> = writers.keys().enumerate().map(|(number, &root)| (root, number)).collect();
    for problem in &mut problems {
        let number = |writer| numbers.get(&sets.root(writer)).copied().unwrap_or(usize::MAX);
        problem.writers = (number(problem.writers.0), number(problem.writers.1));
    }
    let named = |(number, mut texts): (usize, Vec<Text>)| {
        texts.sort_by(|a, b| a.name.cmp(&b.name));
        Writer { name: format!("writer {number}"), texts }
    };
    Problems { problems, writers: writers.into_values().enumerate().map(named).collect() }
}

impl Problems {
    /// Groups of problems that share no writer with any other group, dealt into about `folds` folds.
    pub fn folds(&self, folds: usize) -> Vec<Vec<usize>> {
        let mut sets = Sets::default();
        let nodes: Vec<usize> = self.writers.iter().map(|_| sets.new_one()).collect();
        for problem in &self.problems {
            sets.join(nodes[problem.writers.0], nodes[problem.writers.1]);
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, problem) in self.problems.iter().enumerate() {
            groups.entry(sets.root(nodes[problem.writers.0])).or_default().push(number);
        }
        let mut dealt = vec![Vec::new(); folds];
        for (k, group) in groups.into_values().enumerate() {
            dealt[k % folds].extend(group);
        }
        dealt
    }

    /// The writers who have no part in some problems.
    pub fn others(&self, problems: &[usize]) -> Vec<Writer> {
        let inside: BTreeSet<usize> =
            problems.iter().flat_map(|&p| [self.problems[p].writers.0, self.problems[p].writers.1]).collect();
        let outside = self.writers.iter().enumerate().filter(|(number, _)| !inside.contains(number));
        outside.map(|(_, writer)| writer.clone()).collect()
    }
}

/// Sets that grow together.
#[derive(Default)]
struct Sets(Vec<usize>);

impl Sets {
    fn new_one(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    fn root(&self, mut one: usize) -> usize {
        while self.0[one] != one {
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The files of a tar archive by name: 512-byte blocks, a header of name and octal size before each file (POSIX ustar).
fn untarred(bytes: &[u8]) -> BTreeMap<String, &[u8]> {
    let mut files = BTreeMap::new();
    let mut rest = bytes;
    while let Some((header, after)) = rest.split_at_checked(512) {
        let field = |at: usize, length: usize| {
            let field = &header[at..at + length];
            String::from_utf8_lossy(field.split(|&byte| byte == 0).next().unwrap_or_default()).trim().to_owned()
        };
        let size = usize::from_str_radix(&field(124, 12), 8).unwrap_or(0);
        let Some((body, _)) = after.split_at_checked(size) else { break };
        if matches!(header[156], 0 | b'0') && !field(0, 100).is_empty() {
            files.insert(field(0, 100), body);
        }
        rest = after.get(size.div_ceil(512) * 512..).unwrap_or_default();
    }
    files
}
