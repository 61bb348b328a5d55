//! Whoever reports or took the picture: named in a text, and no part of what it tells.

use super::cast::{At, Cast};
use super::text::Text;

/// Whether a mention names whoever reports: "Quill reports for", "(Photo: Quill)", "News 5's Ada Quill".
pub(super) fn reports(text: &Text, at: &At) -> bool {
    let before = |back: usize| at.titled_from.checked_sub(back).map_or("", |before| text.word(before));
    let opened = before(1) == "(";
    let labelled = before(1) == ":"
        && at.titled_from.checked_sub(2).is_some_and(|label| {
            text.any(label, &["photo", "photos", "source", "credit", "courtesy", "by", "contact", "video", "image"])
        });
    let of_station = at.titled_from.checked_sub(2).is_some_and(|owner| {
        text.is_possessive(owner + 1)
            && (text.tokens.get(owner).is_some_and(|token| token.upper) || text.number(owner).is_some())
    });
    labelled
        || of_station
        || opened && text.any(at.to, &["—", "–", "-", ")", "/"])
        || text.any(at.to, &["/", "|", "photo", "photos", "reports", "contributed"])
        || text.word(at.to) == "for" && text.capital(at.to + 1) && text.breaks(at.to) == 0
        || before(1) == "reporter"
        || before(1) == "by" && text.breaks(at.titled_from - 1) > 0
}

/// Bylines and captions name whoever took the picture or wrote the text.
pub(super) fn is_press(text: &Text, cast: &Cast, person: usize) -> bool {
    cast.at.iter().filter(|at| at.person == person).any(|at| {
        let before = at.titled_from.saturating_sub(3)..at.titled_from;
        let opened = at.titled_from.checked_sub(1).is_some_and(|before| text.word(before) == "(");
        text.any(at.to, &["/", "|"])
            || opened && text.any(at.to, &["—", "–", "-", ")"])
            || text.any(at.to, &["photo", "photos"])
            || before.clone().any(|word| {
                text.any(
                    word,
                    &[
                        "photo", "photos", "contact", "credit", "courtesy", "by", "reporter", "cnn", "reports",
                        "email", "source", "©",
                    ],
                )
            })
            || (at.to..at.to + 2).any(|word| text.any(word, &["contributed", "reports", "reporting", "reported"]))
    })
}
