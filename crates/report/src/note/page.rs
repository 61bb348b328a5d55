//! The page of a comparison: what comes before style, what style says, what that is worth, and what it rests on.

use super::NoteFacts;
use crate::html::markup::Markup;
use crate::html::shell;
use crate::{charts, words};
use colligate_documents::authorship::{Comparison, Passage, TextFacts, Verdict, Weighed, at_bound, ratio};

/// The comparison as one HTML page, in UTF-8. It holds its style and its drawings and asks nothing of any network; names of files and
/// words of the texts are escaped.
pub fn note_html(facts: &NoteFacts, found: &Comparison) -> String {
    let title = format!("{}: who wrote it? – Colligate", found.questioned.name);
    shell::page(&title, ("#worth", "Skip to what the method is worth"), |m| {
        m.element("header", &[("class", &"top")], |m| headline(m, facts, found));
        m.element("main", &[], |m| {
            answer(m, found);
            worth(m, found);
            compared(m, facts, found);
            shared(m, found);
            if found.shared.too_little.is_none() {
                habits(m, found);
            }
            settings(m, facts, found);
        });
    })
}

fn headline(m: &mut Markup, facts: &NoteFacts, found: &Comparison) {
    shell::masthead(m, &found.questioned.name, &[("theme", "Light or dark")]);
    if !facts.left_out.is_empty() {
        m.element("div", &[("class", &"warning")], |m| {
            let left = words::counted(facts.left_out.len() as u64, "file or part", "files or parts");
            m.line("p", &[], format_args!("{left} of the folders named took no part in this."));
            m.element("ul", &[], |m| facts.left_out.iter().for_each(|one| m.line("li", &[], one)));
        });
    }
    m.line("h1", &[], "Did the writer of the known texts write this?");
    m.element("div", &[("class", &"warning"), ("role", &"note")], |m| {
        m.line("h2", &[("class", &"plain-head")], "Before style");
        m.element("ol", &[], |m| found.first.iter().for_each(|line| m.line("li", &[], line)));
    });
}

fn answer(m: &mut Markup, found: &Comparison) {
    m.element("section", &[("id", &"answer"), ("class", &"wide")], |m| {
        let heading = match found.verdict {
            Verdict::Inconclusive => "Style says: inconclusive".to_owned(),
            other => format!("Style {}", other.words()),
        };
        m.line("h2", &[], heading);
        m.element("ul", &[], |m| found.reasons.iter().for_each(|reason| m.line("li", &[], reason)));
        if found.shared.too_little.is_some() {
            return;
        }
        numbers(m, found);
        m.element("figure", &[], |m| {
            charts::note_ratio(m, found);
            m.line("figcaption", &[], format_args!("Dot: the likelihood ratio. Line: nine tenths of {} resamples of the reference writers. Shaded: supports neither. Dotted: no likelihood ratio beyond is supported by so many reference writers.", words::thousands(u64::from(found.draws))));
        });
        m.element("aside", &[("class", &"explain close"), ("aria-label", &"What the likelihood ratio says")], |m| {
            m.line("h2", &[], "What the likelihood ratio says");
            m.line("p", &[], found.explained());
            match &found.verbal {
                Some(verbal) => {
                    m.line("p", &[], format_args!("{} In the words of the {}.", verbal.sentence, found.scale));
                }
                None => m.line("p", &[], "No grade in words: the comparison is inconclusive."),
            }
        });
    });
}

fn numbers(m: &mut Markup, found: &Comparison) {
    let (population, validation) = (&found.population, &found.validation);
    let numbers = [
        (
            "Likelihood ratio",
            ratio(found.log10_lr),
            format!("log10 {}{}", two(found.log10_lr), if found.at_bound { ", at the bound" } else { "" }),
        ),
        match &found.verbal {
            Some(verbal) => ("In words", words::capital(verbal.strength), "support".to_owned()),
            None => ("In words", "No grade".to_owned(), "the comparison is inconclusive".to_owned()),
        },
        (
            "Range",
            format!(
                "{} to {}",
                at_bound(found.range.low, found.range.low_at_bound),
                at_bound(found.range.high, found.range.high_at_bound)
            ),
            format!("nine tenths of {} resamples", words::thousands(u64::from(found.draws))),
        ),
        (
            "Reference writers",
            words::thousands(population.writers as u64),
            format!(
                "{}, {}",
                words::counted(population.texts, "text", "texts"),
                words::counted(population.words, "word", "words")
            ),
        ),
        ("Cllr", two(validation.cllr), "of the method at this length; 1 is saying nothing".to_owned()),
    ];
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, figure, about) in &numbers {
            m.element("div", &[], |m| {
                m.line("dt", &[], name);
                m.element("dd", &[], |m| {
                    m.line("b", &[], figure);
                    m.line("span", &[], about);
                });
            });
        }
    });
}

fn worth(m: &mut Markup, found: &Comparison) {
    let validation = &found.validation;
    m.element("section", &[("id", &"worth"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What the method is worth here");
        m.line("p", &[], format_args!(
            "Texts of {} reference writers were cut to the length of the questioned text (median {} words) and held against texts of theirs, and of each other, cut to the length of the known ones ({} words): {} comparisons of one writer and {} of two, whose truth is known. Each is judged by a calibration that saw neither writer.",
            words::thousands(validation.writers as u64),
            words::thousands(validation.words as u64),
            words::thousands(validation.known_words as u64),
            words::thousands(validation.same as u64),
            words::thousands(validation.different as u64)
        ));
        // Where nothing was compared there is no questioned text to draw among the others.
        let made = found.shared.too_little.is_none();
        if made {
            drawings(m, found);
        }
        m.line("h3", &[], "In figures");
        let bounds = &found.calibration.bounds;
        let misleading = match found.log10_lr < 0.0 {
            true => format!("{} of the comparisons of one writer have at most this likelihood ratio", words::percent(validation.as_weak_same)),
            false => format!("{} of the comparisons of two writers have at least this likelihood ratio", words::percent(validation.as_strong_different)),
        };
        let rows = [
            ("Cllr", format!("{} (0 is perfect, 1 is saying nothing)", two(validation.cllr))),
            ("Least Cllr", format!("{}: what the scores allow", two(validation.least_cllr))),
            ("AUC", format!("{}: chance that a comparison of one writer scores above one of two", two(validation.auc))),
            ("As far, and misleading", misleading),
            ("Score of the questioned text", if made { two(found.score) } else { "none: nothing was compared".to_owned() }),
            ("Bounds", format!("no likelihood ratio below {} or above {} is supported by these comparisons", ratio(bounds.lower), ratio(bounds.upper))),
        ];
        listed(m, &rows);
        m.line("h3", &[], "What misleads it");
        m.element("ul", &[], |m| found.cautions.iter().for_each(|line| m.line("li", &[], line)));
    });
}

fn compared(m: &mut Markup, facts: &NoteFacts, found: &Comparison) {
    m.element("section", &[("id", &"compared"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What was compared");
        let row = |what: &str, text: &TextFacts| {
            vec![
                what.to_owned(),
                text.name.clone(),
                words::thousands(text.words as u64),
                words::thousands(text.left_out as u64),
                words::percent(text.closed_class),
            ]
        };
        let known = found.known.iter().map(|text| row("Known", text));
        let rows = std::iter::once(row("Questioned", &found.questioned)).chain(known);
        table(m, "Texts compared", &["Text", "File", "Words", "Shared, left out", "Words of grammar"], rows);
        let population = &found.population;
        m.line("p", &[("class", &"caption")], format_args!(
            "Held against {} reference writers with {} texts of {} words in all; {} habits that three or more of them share were measured. They decide what \u{201c}someone else\u{201d} means.{}",
            words::thousands(population.writers as u64),
            words::thousands(population.texts as u64),
            words::thousands(population.words as u64),
            words::thousands(population.grams as u64),
            match facts.left_out.len() {
                0 => "",
                _ => " What took no part is listed at the head of this page.",
            }
        ));
    });
}

/// The comparisons of known truth with the questioned text among them.
fn drawings(m: &mut Markup, found: &Comparison) {
    m.element("figure", &[], |m| {
        m.line("h3", &[], "Tippett plot");
        charts::note_tippett(m, found);
        m.line("figcaption", &[], "Share of the comparisons with at least a likelihood ratio. Line: of one writer, which should stay high to the right of 1. Dashed: of two writers, which should fall before it; what is left of it to the right of 1 misleads. Upright: the questioned text, its range shaded.");
    });
    m.element("div", &[("class", &"charts")], |m| {
        m.element("figure", &[], |m| {
            m.line("h3", &[], "Where the questioned text falls");
            charts::note_scores(m, found);
            m.line("figcaption", &[], "Scores before calibration. Line: comparisons of one writer; dashed: of two; upright: the questioned text. The bars at the ends hold what lies beyond. The score is its likeness to the known texts, in standard deviations above that to impostors.");
        });
        m.element("figure", &[], |m| {
            m.line("h3", &[], "From the score to the likelihood ratio");
            charts::note_calibration(m, found);
            m.line("figcaption", &[], "Line: the calibration, by logistic regression, shrunk towards 1 and flat where the data supports no more. Dot: the questioned text with its range.");
        });
    });
}

/// Passages listed on the page.
const PASSAGES: usize = 25;

fn shared(m: &mut Markup, found: &Comparison) {
    m.element("section", &[("id", &"shared"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Passages that stand in several texts");
        let left_out = &found.shared.left_out;
        if found.shared.found == 0 {
            m.line("p", &[], "No passage of eight words or more of the questioned text stands in a known or a reference text, and none of the known texts in a reference text.");
            return;
        }
        m.line("p", &[], format_args!(
            "Eight words or more, the same but for an odd changed word. Copied words say nothing of who writes, so they took no part in the comparison: {} of the questioned text, {} of the known texts, {} of the reference texts.",
            words::counted(left_out.questioned as u64, "word", "words"),
            words::thousands(left_out.known as u64),
            words::thousands(left_out.reference as u64)
        ));
        let row = |passage: &Passage| {
            let first = passage.places.first();
            let place = first.map_or_else(String::new, |place| {
                let writer = place.writer.as_ref().map_or_else(String::new, |writer| format!(" ({writer})"));
                format!("{}{writer}, word {}", place.name, words::thousands(place.from_word as u64))
            });
            vec![
                format!("\u{201c}{}\u{201d}", passage.text),
                words::thousands(passage.words as u64),
                format!("{}, word {}", passage.name, words::thousands(passage.from_word as u64)),
                place,
                words::thousands(passage.texts as u64),
            ]
        };
        let head = ["Passage", "Words", "In", "And in", "Texts it is in too"];
        table(m, "Passages that stand in several texts", &head, found.shared.passages.iter().take(PASSAGES).map(row));
        let more = found.shared.found.saturating_sub(PASSAGES) as u64;
        if more > 0 {
            m.line("p", &[("class", &"caption")], format_args!("{} more; note.json has the hundred longest.", words::thousands(more)));
        }
    });
}

fn habits(m: &mut Markup, found: &Comparison) {
    m.element("section", &[("id", &"habits"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Habits that weighed most");
        m.line("p", &[], "Words and marks in 1,000 of each. What the texts are about is masked: [word] and [number] stand for it. A comma is no proof; look whether something silly decided, such as a way of quoting that one program has and another has not.");
        for (name, habits) in [("For one writer", &found.habits.same), ("Against", &found.habits.different)] {
            m.line("h3", &[], name);
            let row = |one: &Weighed| {
                let rate = |rate: f64| words::fixed(rate, 1);
                vec![
                    format!("\u{201c}{}\u{201d}", one.habit),
                    one.times.to_string(),
                    rate(one.questioned),
                    rate(one.known),
                    rate(one.reference),
                    format!("{:+.4}", one.part).replace('-', "−"),
                ]
            };
            let head = ["Habit", "Times questioned", "Questioned", "Known", "Reference", "Part of the likeness"];
            table(m, name, &head, habits.iter().map(row));
        }
    });
}

fn settings(m: &mut Markup, facts: &NoteFacts, found: &Comparison) {
    let settings = [
        ("Program", format!("Colligate {}", facts.version)),
        ("Schema of the result", found.schema.to_owned()),
        ("Seed", found.seed.to_string()),
        ("Resamples", words::thousands(u64::from(found.draws))),
        (
            "Calibration",
            format!(
                "ln of the likelihood ratio = {} + {} × score, with {} writers' worth of comparisons that say nothing",
                two(found.calibration.line.intercept),
                two(found.calibration.line.slope),
                words::figure(found.calibration.shrink)
            ),
        ),
    ];
    m.element("section", &[("id", &"settings"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Settings");
        listed(m, &settings);
    });
    m.element("footer", &[], |m| {
        m.line("p", &[], "This page holds all it shows and sends nothing anywhere. A likelihood ratio is no probability that someone wrote something, and no finding about a person.");
    });
}

fn listed(m: &mut Markup, rows: &[(&str, String)]) {
    m.element("dl", &[("class", &"settings")], |m| {
        for (name, value) in rows {
            m.element("div", &[], |m| {
                m.line("dt", &[], name);
                m.line("dd", &[], value);
            });
        }
    });
}

/// A number with two decimals and a true minus.
fn two(number: f64) -> String {
    words::fixed(number, 2)
}

fn table(m: &mut Markup, name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    m.element("div", &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &name)], |m| {
        m.element("table", &[("class", &"figures")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| head.iter().for_each(|name| m.line("th", &[("scope", &"col")], name)));
            });
            m.element("tbody", &[], |m| {
                for row in rows {
                    m.element("tr", &[], |m| row.iter().for_each(|cell| m.line("td", &[], cell)));
                }
            });
        });
    });
}
