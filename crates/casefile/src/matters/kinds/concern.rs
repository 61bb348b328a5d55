//! A concern: what someone said who worries about a death.

use crate::actor::Right;
use crate::matters::spec::{
    Asked, Due, FieldSpec, Input, Mark, MatterSpec, Open, Owner, PolicyDays, Prefill, Sees, Who,
};
use crate::names::SubjectKind;

/// What family, friends, the coroner or the public said.
pub static CONCERN: MatterSpec = MatterSpec {
    name: "concern",
    label: "concern",
    schema: "Concern",
    about: &[SubjectKind::Death, SubjectKind::Series],
    fields: &[
        FieldSpec {
            required: Some("who said it"),
            frozen: true,
            asked: Asked::First,
            ..FieldSpec::line("from", "Who says it (family, friend, coroner, public)")
        },
        FieldSpec {
            input: Input::Paragraph,
            required: Some("what was said"),
            frozen: true,
            asked: Asked::First,
            ..FieldSpec::line("said", "What they say")
        },
        FieldSpec {
            input: Input::Day,
            required: Some("when it came"),
            frozen: true,
            asked: Asked::First,
            prefill: Prefill::Today,
            ..FieldSpec::line("received", "Came on")
        },
        FieldSpec {
            input: Input::Paragraph,
            asked: Asked::Later,
            means: "empty while it is not answered",
            ..FieldSpec::line("answer", "What they were answered, and how")
        },
    ],
    open: Open::UntilFilled("answer"),
    due: Due::Policy(PolicyDays::Concern),
    who: Who { writes: Right::Review, sees: Sees::Everybody, answers: None },
    owner: Owner::WhoWrites,
    asks_for_due: Some("To be answered by"),
    by_form: true,
    chain: None,
    disclosure: None,
    headline: "{from}, {received}: {said}",
    detail: "{answer|not answered}",
    made: None,
    mark: Some(Mark { words: "concern of {from}", day: Some("received"), unless: None }),
};
