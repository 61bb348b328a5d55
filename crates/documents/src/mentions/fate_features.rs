//! What is known of each person of a text that has to do with whether they died, as numbers that a fitted model weighs.

use super::cast::Cast;
use super::fate::{Cues, gather, is_fatal};
use super::fate_near;
use super::fate_press::{is_press, reports};
use super::headline::{Headline, count};
use super::lexicon::{Lexicon, is};
use super::lists::lists;
use super::roles;
use super::text::Text;
use super::types::Role;

/// Names of the numbers, in their order.
pub(crate) const NAMES: [&str; 57] = [
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
    "near_self",
    "next_dead",
    "spoke_share",
    "told_share",
    "office_not_plain",
    "spoke_not_plain",
    "others_beyond",
];

/// How many there are.
pub(crate) const COUNT: usize = NAMES.len();

/// Places of the numbers that tell of the one event that a report is about, not of a death as such: other dead, other days, how many
/// the head of the report tells of.
pub(crate) const OF_EVENT: [usize; 4] = [35, 38, 39, 56];

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
    let list = lists(text, cast);
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
        let title = headline.map(|headline| headline.of(member)).unwrap_or_default();
        let at = || cast.at.iter().filter(move |at| at.person == person);
        let mentions = at().count() as f32;
        let first = at().next().map_or(0, |at| text.sentence_of(at.from));
        let past = at().filter(|at| old.binary_search(&text.sentence_of(at.from)).is_ok()).count() as f32;
        let office = member.titles.iter().any(|(from, to)| (*from..*to).any(|at| text.can(at, is::RANK)));
        let lexicon = Lexicon::shared();
        let listed = member.words.first().is_some_and(|word| lexicon.flags(word) & is::FIRST != 0);
        let [subject, object, theirs, beside, introduced] = mine.dead;
        let [not_subject, not_object, others @ ..] = mine.alive;
        let [near_dead, near_guilt, next_guilt, mourned, identified, near_self, next_dead] =
            fate_near::near(text, cast, person);
        let plain = mine.dead.iter().any(|weight| *weight >= 2.0);
        let told = |other: usize| other != person && totals.get(other).is_some_and(|total| *total >= 1.0);
        let dead = (0..cast.members.len()).filter(|other| told(*other));
        let apart = dead.clone().filter(|other| list.get(*other) != list.get(person)).count();
        let in_list = dead.clone().any(|other| list.get(other) == list.get(person));
        let beyond = told_dead.map_or(0, |count| dead.count().saturating_sub(count.saturating_sub(1)));
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
            title.dead.min(4.0) / 2.0,
            -title.alive.max(-4.0) / 2.0,
            flag(title.named),
            flag(title.aged),
            flag(title.aged && title_fatal),
            flag(in_list),
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
            (apart as f32).ln_1p(),
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
            flag(plain),
            near_dead,
            near_guilt,
            next_guilt,
            mourned,
            identified,
            near_self,
            next_dead,
            spoke / mentions.max(1.0),
            f32::from(mine.count[0]) / mentions.max(1.0),
            flag(office && !plain),
            if plain { 0.0 } else { spoke.ln_1p() },
            (beyond as f32).ln_1p(),
        ]);
    }
    found
}

fn is_after_colon(text: &Text, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| text.word(before) == ":")
}

/// A named person with no part in the case: no office, no charge, no word said.
fn is_quiet(text: &Text, cast: &Cast, person: usize, cues: &[Cues]) -> bool {
    let named = cast.members.get(person).is_some_and(|member| member.words.len() >= 2);
    let part = || roles::of(text, cast, person).iter().any(|role| !matches!(role, Role::Injured | Role::Relative));
    let charged = cues.get(person).is_some_and(|cues| cues.alive.iter().any(|weight| *weight <= -0.5));
    named && !charged && !is_press(text, cast, person) && !part()
}
