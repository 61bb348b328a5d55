//! What is known of each person of a text that has to do with whether they died, as numbers that a fitted model weighs.

use super::cast::{At, Cast, Form};
use super::fate::{Cues, gather, is_fatal};
use super::fate_near;
use super::headline::{Headline, count};
use super::lexicon::{Lexicon, is};
use super::lists::is_list;
use super::roles;
use super::text::Text;
use super::types::Role;

/// Names of the numbers, in their order.
pub(crate) const NAMES: [&str; 50] = [
    "one",
    "as_subject",
    "as_object",
    "theirs",
    "beside",
    "introduced",
    "not_as_subject",
    "not_as_object",
    "not_other",
    "total",
    "total_above",
    "cues_for",
    "cues_against",
    "title_dead",
    "title_alive",
    "title_named",
    "title_aged",
    "title_aged_fatal",
    "in_list_of_dead",
    "office",
    "offender",
    "spoke",
    "relative",
    "witness",
    "press",
    "aged",
    "early",
    "mentions",
    "share",
    "fatal",
    "title_fatal",
    "hurt",
    "name_weight",
    "listed_name",
    "old",
    "others_dead",
    "strongest",
    "bystander",
    "other_day",
    "beyond_count",
    "sole_line",
    "family_of_dead",
    "told_by",
    "not_fatal_total",
    "plain",
    "near_dead",
    "near_guilt",
    "next_guilt",
    "mourned",
    "identified",
];

/// How many there are.
pub(crate) const COUNT: usize = NAMES.len();

/// Places of the numbers that tell of the one event that a report is about, not of a death as such: other dead, other days, how many
/// the head of the report tells of.
pub(crate) const OF_EVENT: [usize; 3] = [35, 38, 39];

/// The numbers of each member of the cast.
pub(crate) fn features(
    text: &Text,
    headline: Option<&Headline>,
    cast: &Cast,
    old: &[usize],
    other_days: &[usize],
) -> Vec<[f32; COUNT]> {
    let told_fatal = is_fatal(text);
    let title_fatal = headline.is_some_and(|headline| headline.fatal);
    let cues = gather(text, cast, old, told_fatal || title_fatal);
    let hurt = (0..text.tokens.len())
        .any(|at| text.any(at, &["injured", "wounded", "hospitalized", "survived", "critical", "recovering"]));
    let totals: Vec<f32> = cues.iter().map(Cues::total).collect();
    let most = totals.iter().copied().fold(f32::MIN, f32::max);
    let dead = totals.iter().filter(|total| **total >= 1.0).count();
    let all_mentions = cast.at.len().max(1) as f32;
    let flag = |value: bool| f32::from(u8::from(value));
    let mut found = Vec::with_capacity(cast.members.len());
    let quiet: Vec<bool> = (0..cast.members.len()).map(|person| is_quiet(text, cast, person, &cues)).collect();
    let head = text.sentences.get(1).or(text.sentences.first()).map_or(0, |sentence| sentence.end);
    let told_dead = headline.and_then(|headline| headline.count).or_else(|| count(text, head));
    let alone = quiet.iter().filter(|quiet| **quiet).count() == 1;
    for (person, member) in cast.members.iter().enumerate() {
        let Some(mine) = cues.get(person) else { continue };
        let total = mine.total();
        let roles = roles::of(text, cast, person);
        let has = |role: Role| flag(roles.contains(&role));
        let spoke = roles.iter().filter(|role| **role == Role::Speaker).count() as f32;
        let told = headline.map(|headline| headline.of(member)).unwrap_or_default();
        let at = || cast.at.iter().filter(move |at| at.person == person);
        let mentions = at().count() as f32;
        let first = at().next().map_or(0, |at| text.sentence_of(at.from));
        let past = at().filter(|at| old.binary_search(&text.sentence_of(at.from)).is_ok()).count() as f32;
        let office = member.titles.iter().any(|(from, to)| (*from..*to).any(|at| text.can(at, is::RANK)));
        let lexicon = Lexicon::shared();
        let listed = member.words.first().is_some_and(|word| lexicon.flags(word) & is::FIRST != 0);
        let [subject, object, theirs, beside, introduced] = mine.dead;
        let [not_subject, not_object, others @ ..] = mine.alive;
        let [near_dead, near_guilt, next_guilt, mourned, identified] = fate_near::near(text, cast, person);
        found.push([
            1.0,
            subject / 3.0,
            object / 3.0,
            theirs / 3.0,
            beside / 3.0,
            introduced / 3.0,
            -not_subject / 3.0,
            -not_object / 3.0,
            -others.iter().sum::<f32>() / 3.0,
            total.clamp(-4.0, 4.0) / 2.0,
            flag(total >= 1.0),
            f32::from(mine.count[0]).ln_1p(),
            f32::from(mine.count[1]).ln_1p(),
            told.dead.min(4.0) / 2.0,
            -told.alive.max(-4.0) / 2.0,
            flag(told.named),
            flag(told.aged),
            flag(told.aged && title_fatal),
            flag(beside_dead(text, cast, person, &totals)),
            flag(office),
            has(Role::Offender),
            spoke.ln_1p(),
            has(Role::Relative),
            has(Role::Witness),
            flag(is_press(text, cast, person)),
            flag(member.age.is_some()),
            1.0 / (1.0 + 0.25 * first as f32),
            mentions.ln_1p(),
            mentions / all_mentions,
            flag(told_fatal),
            flag(title_fatal),
            flag(hurt),
            (member.weight / 6.0).clamp(0.0, 1.0),
            flag(listed),
            past / mentions.max(1.0),
            (dead.saturating_sub(usize::from(total >= 1.0)) as f32).ln_1p(),
            flag(total >= most && total > 0.0),
            flag(alone && quiet.get(person) == Some(&true)),
            at().filter(|at| other_days.binary_search(&text.sentence_of(at.from)).is_ok()).count() as f32
                / mentions.max(1.0),
            flag(told_dead.is_some_and(|count| {
                totals
                    .iter()
                    .enumerate()
                    .filter(|(other, above)| **above > total || **above == total && *other < person)
                    .count()
                    >= count
            })),
            flag(at().any(|at| {
                let line = text.sentence(at.from);
                line.end - line.start <= at.to - at.titled_from + 1 && !is_after_colon(text, line.start)
            })),
            flag(cast.members.iter().enumerate().any(|(other, kin)| {
                other != person
                    && kin.words.len() >= 2
                    && kin.words.last() == member.words.last()
                    && totals.get(other).is_some_and(|total| *total >= 1.0)
            })),
            flag(at().any(|at| reports(text, at))),
            if told_fatal || title_fatal { 0.0 } else { total.clamp(-4.0, 4.0) / 2.0 },
            flag(mine.dead.iter().any(|weight| *weight >= 2.0)),
            near_dead,
            near_guilt,
            next_guilt,
            mourned,
            identified,
        ]);
    }
    found
}

fn is_after_colon(text: &Text, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| text.word(before) == ":")
}

/// Whether they stand in one list with somebody of whose death the text tells.
fn beside_dead(text: &Text, cast: &Cast, person: usize, totals: &[f32]) -> bool {
    let told = |other: usize| other != person && totals.get(other).is_some_and(|total| *total >= 1.0);
    cast.at.windows(2).any(|pair| {
        let [one, two] = pair else { return false };
        let named = matches!(one.form, Form::Full) && matches!(two.form, Form::Full);
        named
            && (one.person == person && told(two.person) || two.person == person && told(one.person))
            && is_list(text, one.to, two.titled_from)
    })
}

/// A named person with no part in the case: no office, no charge, no word said.
fn is_quiet(text: &Text, cast: &Cast, person: usize, cues: &[Cues]) -> bool {
    let named = cast.members.get(person).is_some_and(|member| member.words.len() >= 2);
    let part = || roles::of(text, cast, person).iter().any(|role| !matches!(role, Role::Injured | Role::Relative));
    let charged = cues.get(person).is_some_and(|cues| cues.alive.iter().any(|weight| *weight <= -0.5));
    named && !charged && !is_press(text, cast, person) && !part()
}

/// Whether a mention names whoever reports: "Quill reports for", "(Photo: Quill)", "News 5's Ada Quill".
fn reports(text: &Text, at: &At) -> bool {
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
fn is_press(text: &Text, cast: &Cast, person: usize) -> bool {
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
