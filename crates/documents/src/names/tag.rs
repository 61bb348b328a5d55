//! The most likely labels of a sentence, and the names that they make.

use super::model::{Label, NameModel};
use super::{FoundName, features, tokens};
use crate::mentions::Sentence;

impl NameModel {
    /// The names in sentences of a text.
    pub fn find(&self, text: &str, sentences: &[Sentence]) -> Vec<FoundName> {
        let mut found = Vec::new();
        for sentence in sentences {
            let begin = sentence.characters.start;
            let Some(words) = text.get(sentence.characters.clone()) else { continue };
            let places = tokens(words);
            let shown: Vec<&str> = places.iter().filter_map(|place| words.get(place.clone())).collect();
            let mut open: Option<FoundName> = None;
            for (place, label) in places.iter().zip(self.labels_of(&shown)) {
                let (from, to) = (begin + place.start, begin + place.end);
                match (&mut open, label.kind) {
                    (Some(name), Some(kind)) if name.kind == kind && !label.begins => name.characters.end = to,
                    (_, kind) => {
                        found.extend(open.take());
                        open = kind.map(|kind| FoundName { characters: from..to, kind });
                    }
                }
            }
            found.extend(open);
        }
        found
    }

    /// The label of each word.
    pub(super) fn labels_of(&self, words: &[&str]) -> impl Iterator<Item = Label> + '_ {
        self.numbers_of(words).into_iter().filter_map(|number| self.labels.get(number)).copied()
    }

    /// The sequence of labels with the largest sum of weights (Viterbi 1967); of equal ones the first, as in CRFsuite.
    fn numbers_of(&self, words: &[&str]) -> Vec<usize> {
        let count = self.labels.len();
        let mut back: Vec<usize> = Vec::with_capacity(words.len() * count);
        let mut scores: Vec<f64> = Vec::new();
        for attributes in features(words) {
            let mut here = self.state(&attributes);
            if !scores.is_empty() {
                for (label, score) in here.iter_mut().enumerate() {
                    let (mut best, mut from) = (f64::NEG_INFINITY, 0);
                    for (before, sum) in scores.iter().enumerate() {
                        let all = sum + self.transitions.get(before * count + label).copied().unwrap_or(0.0);
                        if all > best {
                            (best, from) = (all, before);
                        }
                    }
                    *score += best;
                    back.push(from);
                }
            }
            scores = here;
        }
        let mut last = 0;
        for (label, score) in scores.iter().enumerate() {
            if scores.get(last).is_some_and(|best| score > best) {
                last = label;
            }
        }
        let mut path = vec![last; words.len()];
        for at in (1..words.len()).rev() {
            last = back.get((at - 1) * count + last).copied().unwrap_or(0);
            if let Some(slot) = path.get_mut(at - 1) {
                *slot = last;
            }
        }
        path
    }

    /// Sum of the weights of a word's attributes for each label.
    fn state(&self, attributes: &[String]) -> Vec<f64> {
        let mut sums = vec![0.0; self.labels.len()];
        for attribute in attributes {
            let Some(&number) = self.attributes.get(attribute.as_str()) else { continue };
            let at = number as usize;
            let (from, to) = (self.starts.get(at), self.starts.get(at + 1));
            let range = from.zip(to).and_then(|(from, to)| self.states.get(*from as usize..*to as usize));
            for &(label, weight) in range.unwrap_or_default() {
                if let Some(sum) = sums.get_mut(label as usize) {
                    *sum += weight;
                }
            }
        }
        sums
    }
}
