//! A hand-off: one team asks another to take over.

use crate::actor::Right;
use crate::matters::spec::{
    Asked, Choice, Disclosure, Due, FieldSpec, Input, MatterSpec, Open, Owner, PolicyDays, Prefill, Sees, Who,
};
use crate::names::SubjectKind;

/// What an answer cannot be without. An answer stays.
const ANSWERED: &[(&str, &str)] = &[("answer_reason", "why it was accepted or refused")];

/// One team asks another to take over.
pub static HAND_OFF: MatterSpec = MatterSpec {
    name: "hand_off",
    label: "hand-off",
    schema: "HandOff",
    about: &[SubjectKind::Death, SubjectKind::Series],
    fields: &[
        FieldSpec {
            required: Some("who asks"),
            frozen: true,
            asked: Asked::First,
            prefill: Prefill::OwnTeam,
            ..FieldSpec::line("from", "Team that asks")
        },
        FieldSpec {
            input: Input::Team,
            required: Some("who is asked"),
            frozen: true,
            asked: Asked::First,
            ..FieldSpec::line("to", "Team that is asked")
        },
        FieldSpec { required: Some("why"), frozen: true, asked: Asked::First, ..FieldSpec::line("reason", "Why") },
        FieldSpec {
            input: Input::Paragraph,
            frozen: true,
            asked: Asked::First,
            means: "the facts that were given with it",
            ..FieldSpec::line("disclosed", "Facts given with it")
        },
        FieldSpec {
            input: Input::Choice(&[
                Choice { is_open: true, ..Choice::plain("asked") },
                Choice { then: Some(&[]), needs: ANSWERED, ..Choice::plain("accepted") },
                Choice { then: Some(&[]), needs: ANSWERED, ..Choice::plain("refused") },
            ]),
            asked: Asked::Later,
            ..FieldSpec::line("answer", "Answer of the team that is asked, which stays")
        },
        FieldSpec { asked: Asked::Later, ..FieldSpec::line("answer_reason", "Why it is accepted or refused") },
    ],
    open: Open::ByChoice("answer"),
    due: Due::Policy(PolicyDays::Lead),
    who: Who { writes: Right::Review, sees: Sees::Everybody, answers: Some("to") },
    owner: Owner::Field("to"),
    asks_for_due: None,
    by_form: true,
    chain: None,
    disclosure: Some(Disclosure { facts: "disclosed", to: "to" }),
    headline: "{from} asks {to}: {answer}",
    detail: "{reason}. Disclosed: {disclosed|nothing}.[ Answer: {answer_reason}.]",
    made: None,
    mark: None,
};
