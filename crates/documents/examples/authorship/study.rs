//! The study: every problem is compared against writers who have no part in it, at several lengths of the questioned
//! text.

use crate::pan::Problems;
use colligate_documents::authorship::metrics::{Judged, TippettPoint, auc, c_at_1, cllr, least_cllr, tippett};
use colligate_documents::authorship::{Comparison, NoteError, Options, Reference, Text, Verdict};
use serde_json::{Value, json};

/// What came out at one length.
pub struct AtLength {
    /// Words that the questioned text was cut to, or none.
    pub cut: Option<usize>,
    /// Problem, truth, comparison.
    pub found: Vec<(usize, bool, Comparison)>,
}

/// The first words of a text, as it was written.
pub fn cut(text: &Text, words: Option<usize>) -> Text {
    let Some(words) = words else { return text.clone() };
    let mut seen = 0;
    let mut inside = false;
    let mut end = text.text.len();
    for (at, letter) in text.text.char_indices() {
        // The same words that the comparison counts: runs of letters with the apostrophes and figures in them.
        let in_word = letter.is_alphabetic() || inside && (letter.is_alphanumeric() || matches!(letter, '\'' | '’'));
        if in_word && !inside {
            if seen == words {
                end = at;
                break;
            }
            seen += 1;
        }
        inside = in_word;
    }
    Text { name: text.name.clone(), text: text.text[..end].to_owned() }
}

/// Compares every problem at every length. No comparison sees a writer of its problem, nor of a problem that shares a
/// writer with it, among the reference writers, who are all that is calibrated on.
pub fn run(
    all: &Problems,
    lengths: &[Option<usize>],
    folds: usize,
    options: Options,
) -> Result<Vec<AtLength>, NoteError> {
    let mut tables: Vec<AtLength> = lengths.iter().map(|&cut| AtLength { cut, found: Vec::new() }).collect();
    for fold in all.folds(folds).iter().filter(|fold| !fold.is_empty()) {
        let reference = Reference::new(&all.others(fold))?;
        for table in &mut tables {
            for &number in fold {
                let problem = &all.problems[number];
                let found = reference.compare(&cut(&problem.questioned, table.cut), &problem.known, options)?;
                table.found.push((number, problem.same, found));
            }
        }
    }
    Ok(tables)
}

impl AtLength {
    /// The likelihood ratios with their truth.
    pub fn judged(&self) -> Vec<Judged> {
        self.found.iter().map(|(_, same, found)| Judged::new(found.log10_lr, *same)).collect()
    }

    /// Figures: AUC, c@1 of every likelihood ratio on its side of 1, Cllr and the least Cllr.
    pub fn figures(&self) -> [f64; 4] {
        let judged = self.judged();
        let scores: Vec<Judged> = self.found.iter().map(|(_, same, found)| Judged::new(found.score, *same)).collect();
        [auc(&scores), c_at_1(&judged, 0.0), cllr(&judged), least_cllr(&scores)]
            .map(|figure| figure.unwrap_or(f64::NAN))
    }

    /// Verdicts given that are right and wrong.
    pub fn verdicts(&self) -> (usize, usize) {
        let given = self.found.iter().filter(|(_, _, found)| found.verdict != Verdict::Inconclusive);
        let (right, wrong): (Vec<_>, Vec<_>) =
            given.partition(|(_, same, found)| *same == (found.verdict == Verdict::SameWriter));
        (right.len(), wrong.len())
    }

    /// The Tippett plot.
    pub fn tippett(&self) -> Vec<TippettPoint> {
        tippett(&self.judged(), 0.25)
    }

    /// Name of the length.
    pub fn name(&self) -> String {
        self.cut.map_or("whole".to_owned(), |words| words.to_string())
    }

    /// Everything as JSON.
    pub fn json(&self) -> Value {
        let [auc, c_at_1, cllr, least] = self.figures();
        let (right, wrong) = self.verdicts();
        let words: Vec<usize> = self.found.iter().map(|(_, _, found)| found.questioned.words).collect();
        json!({
            "words": self.name(), "problems": self.found.len(), "median_words": median(words), "auc": auc, "c_at_1": c_at_1, "cllr": cllr,
            "least_cllr": least, "verdicts_right": right, "verdicts_wrong": wrong, "tippett": self.tippett(),
        })
    }
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}
