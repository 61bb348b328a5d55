//! The words of texts, numbered.

use rustc_hash::FxHashMap;

/// The words of each text by number, ascending, one text after the other.
pub(super) struct Texts {
    starts: Vec<u32>,
    words: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Texts {
        Texts { starts: vec![0], words: Vec::new() }
    }
}

impl Texts {
    pub(super) fn push(&mut self, words: &[u32]) {
        self.words.extend(words);
        self.starts.push(self.words.len() as u32);
    }

    #[inline]
    pub(super) fn of(&self, i: usize) -> &[u32] {
        &self.words[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len() - 1).map(|i| self.of(i))
    }
}

/// The words of all texts of a register.
pub(super) struct Words {
    /// The words of each text.
    pub texts: Texts,
    /// How many texts each word is in.
    pub counts: Vec<u32>,
    /// The words by number.
    pub words: Vec<Box<str>>,
}

impl Words {
    pub(super) fn of<'t>(all: impl Iterator<Item = &'t str>) -> Words {
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut texts = Texts::default();
        for text in all {
            let mut ids = Vec::new();
            each_word(text, |word| {
                let id = numbers.get(word).copied().unwrap_or_else(|| {
                    counts.push(0);
                    numbers.insert(word.into(), counts.len() as u32 - 1);
                    counts.len() as u32 - 1
                });
                ids.push(id);
            });
            ids.sort_unstable();
            ids.dedup();
            ids.iter().for_each(|&id| counts[id as usize] += 1);
            texts.push(&ids);
        }
        texts.words.shrink_to_fit();
        let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, id)| *id);
        Words { texts, counts, words: words.into_iter().map(|(word, _)| word).collect() }
    }
}

/// Hands over the words of a text, lower case, three letters or longer.
fn each_word(text: &str, mut hand_over: impl FnMut(&str)) {
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(2).is_some()) {
        lower.clear();
        match word.is_ascii() {
            true => lower.push_str(word),
            false => lower.push_str(&word.to_lowercase()),
        }
        lower.make_ascii_lowercase();
        hand_over(&lower);
    }
}

/// The words that two texts have in common.
pub(super) fn shared<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            let (x, y) = (a[i], b[j]);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            if x == y {
                return Some(x);
            }
        }
        None
    })
}
