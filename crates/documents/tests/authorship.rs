//! The comparison of writers on writers that are made up, whose truth is known and whose habits can be made strong, or
//! the same.
#![allow(clippy::unwrap_used, reason = "all of it is tests")]

use colligate_documents::authorship::metrics::{Judged, cllr, least_cllr};
use colligate_documents::authorship::{NoteError, Options, Reference, Text, Verdict, Writer, compare, rendered};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What made-up writers write with: words of grammar, marks, and content that is masked.
const WORDS: [&str; 48] = [
    "the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "i", "for", "on", "you", "he", "be", "with", "as",
    "by", "at", "have", "are", "this", "not", "but", "had", "his", "they", "from", "she", "which", "or", "we", "an",
    "there", "her", "were", "one", "do", "been", "all", "their", "has", "would", "will", "what", "if", "can",
];
const MARKS: [&str; 6] = [".", ",", ";", "-", "!", "?"];
const CONTENT: [&str; 4] = ["stone", "river", "table", "window"];

/// A writer's habits: how readily each word or mark is used.
struct Habits(Vec<f64>);

impl Habits {
    /// Habits that differ from the common ones by a factor of about e to the `spread`.
    fn new(random: &mut ChaCha8Rng, spread: f64) -> Self {
        let count = WORDS.len() + MARKS.len() + CONTENT.len();
        let common = |k: usize| if k < WORDS.len() { 1.0 / (3.0 + k as f64) } else { 0.08 };
        // The sum of twelve even draws is near enough to a normal one.
        let mut normal = || (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0;
        Self((0..count).map(|k| common(k) * (spread * normal()).exp()).collect())
    }

    fn text(&self, random: &mut ChaCha8Rng, name: &str, words: usize) -> Text {
        let total: f64 = self.0.iter().sum();
        let mut text = String::new();
        let mut written = 0;
        while written < words {
            let mut left = random.random::<f64>() * total;
            let picked = self.0.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            let all = WORDS.iter().chain(&CONTENT).chain(&MARKS);
            let token = all.clone().nth(picked.unwrap_or(0)).copied().unwrap_or("the");
            written += usize::from(token.len() > 1 || token.chars().all(char::is_alphabetic));
            text.push_str(token);
            text.push(' ');
        }
        Text { name: name.to_owned(), text }
    }
}

/// So many writers with so many texts each.
fn writers(seed: u64, count: usize, texts: usize, words: usize, spread: f64) -> (Vec<Habits>, Vec<Writer>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let habits: Vec<Habits> = (0..count).map(|_| Habits::new(&mut random, spread)).collect();
    let write = |(number, habits): (usize, &Habits)| Writer {
        name: format!("writer {number}"),
        texts: (0..texts).map(|k| habits.text(&mut random, &format!("{number}-{k}"), words)).collect(),
    };
    let written = habits.iter().enumerate().map(write).collect();
    (habits, written)
}

/// The log10 LR of comparisons of new writers against a population of the same spread, half of them of one writer.
fn judged(spread: f64, words: usize) -> Vec<Judged> {
    let (_, population) = writers(7, 60, 3, 500, spread);
    let reference = Reference::new(&population).unwrap();
    let (cases, _) = writers(8, 40, 1, 50, spread);
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let mut found = Vec::new();
    for (k, habits) in cases.iter().enumerate() {
        let known = [habits.text(&mut random, "known", 1000)];
        let other = &cases[(k + 1) % cases.len()];
        for (writer, same) in [(habits, true), (other, false)] {
            let questioned = writer.text(&mut random, "questioned", words);
            let options = Options { draws: 1, ..Options::default() };
            found.push(Judged::new(reference.compare(&questioned, &known, options).unwrap().log10_lr, same));
        }
    }
    found
}

#[test]
fn likelihood_ratios_of_unseen_writers_are_calibrated() {
    for (spread, words) in [(0.25, 100), (0.25, 400), (0.5, 200)] {
        let found = judged(spread, words);
        let (cost, least) = (cllr(&found).unwrap(), least_cllr(&found).unwrap());
        assert!(cost < 1.0, "spread {spread}, {words} words: {cost:.3}");
        assert!(cost < least + 0.25, "spread {spread}, {words} words: {cost:.3}, at best {least:.3}");
        // What a broken calibration would do: all ten times higher, or turned round.
        let shifted: Vec<_> = found.iter().map(|one| Judged { log10_lr: one.log10_lr + 1.0, ..*one }).collect();
        let turned: Vec<_> = found.iter().map(|one| Judged { log10_lr: -one.log10_lr, ..*one }).collect();
        assert!(cllr(&shifted).unwrap() > cost + 0.2 && cllr(&turned).unwrap() > 1.0);
    }
}

#[test]
fn writers_without_habits_of_their_own_are_not_told_apart() {
    let found = judged(0.0, 200);
    assert!(cllr(&found).unwrap() < 1.1, "{:.3}", cllr(&found).unwrap());
    let strongest = found.iter().map(|one| one.log10_lr.abs()).fold(0.0, f64::max);
    assert!(strongest < 6.0f64.log10(), "{strongest}");
}

#[test]
fn a_long_text_of_strong_habits_is_told_and_a_short_one_is_inconclusive() {
    let (_, population) = writers(1, 80, 3, 600, 0.8);
    let (cases, _) = writers(2, 2, 1, 50, 0.8);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 1500)];
    let long = cases[0].text(&mut random, "long", 600);
    let short = cases[0].text(&mut random, "short", 60);
    let strange = cases[1].text(&mut random, "strange", 600);
    let answer = |text: &Text| compare(text, &known, &population, Options::default()).unwrap();
    let same = answer(&long);
    assert_eq!(same.verdict, Verdict::SameWriter, "{:?}", same.reasons);
    assert!(
        same.range.low <= same.log10_lr + 0.3 && same.log10_lr - 0.3 <= same.range.high,
        "{:?} {}",
        same.range,
        same.log10_lr
    );
    assert_eq!(answer(&strange).verdict, Verdict::DifferentWriter);
    let short = answer(&short);
    assert_eq!(short.verdict, Verdict::Inconclusive);
    assert!(short.reasons[0].contains("60 words"), "{:?}", short.reasons);
    assert_eq!((same.population.writers, same.population.texts, same.population.words), (80, 240, 144_000));
    assert!(!same.habits.same.is_empty() && same.habits.same[0].sentence.contains("in 1,000 words"));
}

#[test]
fn likelihood_ratios_are_never_beyond_what_the_reference_writers_support() {
    let (_, population) = writers(1, 12, 2, 400, 1.5);
    let (cases, _) = writers(2, 1, 1, 50, 1.5);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 3000)];
    let found = compare(&cases[0].text(&mut random, "long", 400), &known, &population, Options::default()).unwrap();
    assert!(found.log10_lr <= 13f64.log10(), "{} from 12 writers", found.log10_lr);
    assert!(found.range.high <= found.calibration.bounds.upper && found.range.low >= found.calibration.bounds.lower);
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let (_, population) = writers(1, 24, 3, 300, 0.5);
    let (cases, _) = writers(2, 1, 1, 50, 0.5);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 500)];
    let note = cases[0].text(&mut random, "note", 150);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| compare(&note, &known, &population, Options { seed: 5, draws: 50 })).unwrap();
        serde_json::to_string(&found).unwrap()
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn the_text_says_first_what_comes_before_style_and_fits_the_terminal() {
    let (_, population) = writers(1, 24, 2, 300, 0.5);
    let (cases, _) = writers(2, 1, 1, 50, 0.5);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 500)];
    let found = compare(&cases[0].text(&mut random, "note", 80), &known, &population, Options::default()).unwrap();
    let text = rendered(&found, 80);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    assert!(at("DNA and fingerprints") < at("handwriting examiner") && at("handwriting examiner") < at("Inconclusive"));
    assert!(at("Inconclusive") < at("Likelihood ratio"));
    assert!(text.contains("24 writers, 48 texts"));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!((&json["schema"], &json["verdict"]), (&"colligate.note/1".into(), &"inconclusive".into()));
    assert!(json["validation"]["tippett"].as_array().is_some_and(|points| !points.is_empty()));
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_number_that_is_needed() {
    let (_, population) = writers(1, 24, 2, 300, 0.5);
    let (cases, _) = writers(2, 1, 1, 50, 0.5);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 500)];
    let note = cases[0].text(&mut random, "note", 150);
    let refused = |questioned: &Text, known: &[Text], reference: &[Writer]| {
        compare(questioned, known, reference, Options::default()).unwrap_err()
    };
    let tiny = Text { name: "tiny".into(), text: "I am sorry.".into() };
    assert_eq!(
        refused(&tiny, &known, &population),
        NoteError::ShortQuestioned { name: "tiny".into(), found: 3, needed: 25 }
    );
    assert_eq!(
        refused(&note, std::slice::from_ref(&tiny), &population),
        NoteError::ShortKnown { found: 3, needed: 100 }
    );
    assert_eq!(refused(&note, &known, &population[..9]), NoteError::TooFewWriters { found: 9, needed: 10 });
    assert!(matches!(refused(&known[0], &known, &population), NoteError::SameText { .. }));
    assert!(matches!(refused(&population[3].texts[1], &known, &population), NoteError::SameText { .. }));
    let lone: Vec<Writer> =
        (0..12).map(|k| Writer { name: k.to_string(), texts: vec![cases[0].text(&mut random, "x", 60)] }).collect();
    assert_eq!(refused(&note, &known, &lone), NoteError::TooFewPairs { found: 0, needed: 10 });
}

#[test]
fn writers_with_one_text_are_split_and_that_is_said() {
    let (_, population) = writers(1, 24, 1, 400, 0.5);
    let (cases, _) = writers(2, 1, 1, 50, 0.5);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let known = [cases[0].text(&mut random, "letter", 500)];
    let found = compare(&cases[0].text(&mut random, "note", 150), &known, &population, Options::default()).unwrap();
    assert_eq!(found.validation.split, 24);
    assert!(found.cautions.iter().any(|said| said.contains("one text only")));
}

#[test]
fn a_text_that_is_not_english_is_inconclusive() {
    let (_, population) = writers(1, 24, 2, 300, 0.5);
    let german =
        "wir haben gestern lange über diese frage gesprochen und nichts gefunden weil niemand mehr wusste wie es war";
    // Word by word in another order each time, so that the two texts share no passage.
    let words: Vec<&str> = german.split(' ').collect();
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut text = |name: &str, sentences: usize| {
        let mut sentence =
            |_| (0..12).map(|_| words[random.random_range(0..words.len())]).collect::<Vec<_>>().join(" ");
        Text { name: name.into(), text: (0..sentences).map(&mut sentence).collect::<Vec<_>>().join(". ") }
    };
    let found = compare(&text("note", 12), &[text("letter", 20)], &population, Options::default()).unwrap();
    assert_eq!(found.verdict, Verdict::Inconclusive);
    assert!(found.reasons.iter().any(|said| said.contains("English")), "{:?}", found.reasons);
}
