//! A lead: a question that someone has to answer.

use crate::actor::Right;
use crate::matters::spec::{Asked, Due, FieldSpec, Input, Mark, MatterSpec, Open, Owner, PolicyDays, Sees, Who};
use crate::names::SubjectKind;

/// A question that someone has to answer.
pub static LEAD: MatterSpec = MatterSpec {
    name: "lead",
    label: "lead",
    schema: "Lead",
    about: &[SubjectKind::Death, SubjectKind::Series],
    fields: &[
        FieldSpec {
            required: Some("what is asked"),
            frozen: true,
            asked: Asked::First,
            ..FieldSpec::line("question", "Question")
        },
        FieldSpec {
            input: Input::Paragraph,
            asked: Asked::Later,
            means: "empty while it is open",
            ..FieldSpec::line("outcome", "Outcome")
        },
        FieldSpec {
            asked: Asked::Never,
            means: "the policy that requires it; empty for others",
            ..FieldSpec::line("template", "")
        },
    ],
    open: Open::UntilFilled("outcome"),
    due: Due::Policy(PolicyDays::Lead),
    who: Who { writes: Right::Review, sees: Sees::Everybody, answers: None },
    owner: Owner::WhoWrites,
    asks_for_due: Some("Due"),
    by_form: true,
    chain: None,
    disclosure: None,
    headline: "{question}[ (required: {template})]",
    detail: "{outcome|no outcome yet}",
    made: None,
    mark: Some(Mark { words: "{question}", day: None, unless: Some("template") }),
};
