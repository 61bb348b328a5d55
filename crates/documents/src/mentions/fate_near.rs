//! Words of dying, guilt and mourning in the sentences that name somebody, however they are put together: what the cues, which need their
//! exact words, may miss.

use super::cast::{At, Cast, Form};
use super::text::Text;

/// How many numbers there are.
pub(super) const COUNT: usize = 7;

/// Words of dying, and of whoever tells of it.
const DEAD: [&str; 30] = [
    "dead",
    "died",
    "dies",
    "death",
    "deaths",
    "deceased",
    "killed",
    "killing",
    "killings",
    "fatal",
    "fatally",
    "murder",
    "murdered",
    "murders",
    "slain",
    "slaying",
    "homicide",
    "body",
    "bodies",
    "suicide",
    "autopsy",
    "coroner",
    "examiner",
    "funeral",
    "vigil",
    "memorial",
    "succumbed",
    "lost",
    "victim",
    "pronounced",
];
/// Words of guilt and of courts.
const GUILT: [&str; 34] = [
    "charged",
    "charges",
    "arrested",
    "accused",
    "suspect",
    "suspects",
    "custody",
    "pleaded",
    "jail",
    "jailed",
    "bond",
    "bail",
    "wanted",
    "booked",
    "indicted",
    "convicted",
    "sentenced",
    "guilty",
    "trial",
    "court",
    "defendant",
    "gunman",
    "shooter",
    "allegedly",
    "arraigned",
    "warrant",
    "prison",
    "confessed",
    "surrendered",
    "counts",
    "manslaughter",
    "attorney",
    "fled",
    "opened",
];
/// Words of naming the dead.
const NAMING: [&str; 8] =
    ["identified", "identify", "identifies", "identities", "named", "names", "coroner", "examiner"];
/// Words of mourning.
const MOURNED: [&str; 26] = [
    "remembered",
    "loved",
    "beloved",
    "mourn",
    "mourning",
    "mourners",
    "grieving",
    "tribute",
    "prayers",
    "heaven",
    "funeral",
    "vigil",
    "memorial",
    "gofundme",
    "obituary",
    "survived",
    "leaves",
    "smile",
    "missed",
    "buried",
    "burial",
    "rest",
    "balloons",
    "justice",
    "grieve",
    "condolences",
];

/// Words of dying that no mourner and no witness uses of the living.
const PLAINLY_DEAD: [&str; 12] = [
    "dead",
    "died",
    "dies",
    "deceased",
    "killed",
    "fatally",
    "murdered",
    "slain",
    "pronounced",
    "succumbed",
    "autopsy",
    "funeral",
];
/// Words of what somebody did to themselves.
const SELF: [&str; 5] = ["himself", "herself", "themselves", "inflicted", "suicide"];

/// What a word tells, less by each token between it and the person.
const FADE: f32 = 0.1;

/// The numbers of one person: how near words of dying and of guilt stand, whether the next sentence tells of guilt, how near words of
/// mourning stand, whether a sentence that names them tells of naming, how near words of what they did to themselves stand, and how often
/// the next sentence tells of dying.
pub(super) fn near(text: &Text, cast: &Cast, person: usize) -> [f32; COUNT] {
    let [mut dead, mut guilt, mut next_guilt, mut mourned, mut identified, mut of_self, mut next_dead] =
        [0.0_f32; COUNT];
    let mut count = 0.0_f32;
    for at in cast.at.iter().filter(|at| at.person == person && at.form != Form::Pronoun) {
        let sentence = text.sentence(at.from);
        count += 1.0;
        let nearest = |words: &[&str]| {
            let after = (at.to..sentence.end).position(|at| text.any(at, words));
            let before = (sentence.start..at.titled_from).rev().position(|at| text.any(at, words));
            after.into_iter().chain(before).min().map_or(0.0, |far| 1.0 / (1.0 + FADE * far as f32))
        };
        dead += nearest(&DEAD);
        guilt += nearest(&GUILT);
        mourned = mourned.max(nearest(&MOURNED));
        of_self = of_self.max(nearest(&SELF));
        next_guilt += f32::from(u8::from(next_tells(text, cast, at, &GUILT)));
        next_dead += f32::from(u8::from(next_tells(text, cast, at, &PLAINLY_DEAD)));
        if (sentence.start..sentence.end).any(|at| text.any(at, &NAMING)) {
            identified = 1.0;
        }
    }
    let mentions = count.max(1.0);
    [dead / mentions, guilt / mentions, next_guilt / mentions, mourned, identified, of_self, next_dead / mentions]
}

/// Whether the sentence after a mention holds one of these words and names nobody else.
fn next_tells(text: &Text, cast: &Cast, at: &At, words: &[&str]) -> bool {
    let Some(next) = text.sentences.get(text.sentence_of(at.from) + 1) else { return false };
    let other = |other: &At| {
        other.person != at.person && (next.start..next.end).contains(&other.from) && other.form != Form::Pronoun
    };
    !cast.at.iter().any(other) && (next.start..next.end).any(|at| text.any(at, words))
}
