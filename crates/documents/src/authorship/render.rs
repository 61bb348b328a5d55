//! A comparison as text for a terminal.

use super::resample::at_bound;
use super::verdict::{Verdict, ratio};
use super::{Comparison, Weighed};
use colligate_register::wording;

/// The comparison as text of at most `width` columns, without colour.
pub fn rendered(found: &Comparison, width: usize) -> String {
    let mut page = Page { width: width.max(40), text: String::new() };
    page.line("Before style");
    found.first.iter().for_each(|line| page.item(line));
    let heading = match found.verdict {
        Verdict::Inconclusive => "Inconclusive".to_owned(),
        other => format!("The comparison of style {}", other.words()),
    };
    page.gap();
    page.line(&heading);
    found.reasons.iter().for_each(|line| page.item(line));
    page.gap();
    if found.shared.too_little.is_none() {
        page.line(&format!(
            "Likelihood ratio {} (log10 {:+.2}; nine tenths of {} resamples {})",
            at_bound(found.log10_lr, found.at_bound),
            found.log10_lr,
            found.draws,
            found.range.words()
        ));
        if let Some(verbal) = &found.verbal {
            page.item(&verbal.sentence);
            page.item(&format!("In the words of the {}.", found.scale));
        }
        page.item(&found.explained());
        page.gap();
    }
    page.line("What was compared");
    let left_out = |words: usize| match words {
        0 => String::new(),
        words => format!(", of which {} stand in other texts too and were left out", grouped(words)),
    };
    let (words, own) = (found.questioned.words, left_out(found.questioned.left_out));
    page.item(&format!("Questioned: {}, {}{own}.", found.questioned.name, counted(words, "word")));
    let words = found.known.iter().map(|text| text.words).sum();
    let own = left_out(found.shared.left_out.known);
    page.item(&format!("Known: {}, {}{own}.", counted(found.known.len(), "text"), counted(words, "word")));
    let population = &found.population;
    page.item(&format!(
        "Reference: {}, {}, {}; {} habits measured.",
        counted(population.writers, "writer"),
        counted(population.texts, "text"),
        counted(population.words, "word"),
        grouped(population.grams)
    ));
    shared(&mut page, found);
    page.gap();
    page.line("What the method is worth here");
    let validation = &found.validation;
    page.item(&format!(
        "Among the reference writers, texts cut to the same length: {} comparisons of one writer, {} of two. AUC {:.2}, Cllr {:.2} (1 is saying nothing), at \
         best {:.2}.",
        grouped(validation.same),
        grouped(validation.different),
        validation.auc,
        validation.cllr,
        validation.least_cllr
    ));
    page.item(&format!(
        "Likelihood ratios are kept between {} and {}: what these comparisons support.",
        ratio(found.calibration.bounds.lower),
        ratio(found.calibration.bounds.upper)
    ));
    found.cautions.iter().for_each(|line| page.item(line));
    for (title, habits) in [("For one writer", &found.habits.same), ("Against", &found.habits.different)] {
        page.gap();
        page.line(title);
        habits.iter().for_each(|habit: &Weighed| page.item(&habit.sentence));
    }
    page.text
}

/// Passages that are told; the page has more, the JSON a hundred.
const PASSAGES: usize = 5;

fn shared(page: &mut Page, found: &Comparison) {
    if found.shared.found == 0 {
        return;
    }
    page.gap();
    page.line("Passages that stand in several texts, left out");
    found.shared.passages.iter().take(PASSAGES).for_each(|passage| page.item(&passage.sentence()));
    if found.shared.found > PASSAGES {
        page.item(&format!("And {} more.", counted(found.shared.found - PASSAGES, "passage")));
    }
}

impl Comparison {
    /// What the likelihood ratio says, and what it does not.
    pub fn explained(&self) -> String {
        let (size, more, less) = if self.log10_lr < 0.0 {
            (-self.log10_lr, "someone else, like the reference writers, wrote it", "the writer of the known texts did")
        } else {
            (self.log10_lr, "the writer of the known texts wrote it", "someone else, like the reference writers, did")
        };
        format!(
            "What was found is {} times more expected if {more} than if {less}. It is not the probability of either.",
            ratio(size)
        )
    }
}

/// A page under way.
struct Page {
    width: usize,
    text: String,
}

impl Page {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        self.wrap(line, "", "  ");
    }

    fn item(&mut self, line: &str) {
        self.wrap(line, "  ", "    ");
    }

    /// Writes a line, broken between words, after `first` and then after `next`. Control characters, as a file's name
    /// may hold, are shown as spaces.
    fn wrap(&mut self, line: &str, first: &str, next: &str) {
        let line: String = line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        self.text.push_str(first);
        let mut used = first.len();
        let mut fresh = true;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let length = word.chars().count();
            if !fresh && used + 1 + length > self.width {
                self.text.push('\n');
                self.text.push_str(next);
                used = next.len();
                fresh = true;
            }
            if !fresh {
                self.text.push(' ');
                used += 1;
            }
            self.text.push_str(word);
            used += length;
            fresh = false;
        }
        self.text.push('\n');
    }
}

fn counted(number: usize, what: &str) -> String {
    wording::counted(number, what, &format!("{what}s"))
}

fn grouped(number: usize) -> String {
    wording::thousands(number)
}
