//! An exhibit: a thing, where it is and what was examined of it.

use crate::actor::Right;
use crate::matters::spec::{
    Asked, Chain, Choice, Due, FieldSpec, Input, MatterSpec, Open, Owner, PolicyDays, Sees, Who,
};
use crate::names::SubjectKind;

/// A thing, where it is and what was examined of it.
pub static EXHIBIT: MatterSpec = MatterSpec {
    name: "exhibit",
    label: "exhibit",
    schema: "Exhibit",
    about: &[SubjectKind::Death, SubjectKind::Series],
    fields: &[
        FieldSpec {
            required: Some("what it is"),
            frozen: true,
            asked: Asked::First,
            ..FieldSpec::line("what", "What it is")
        },
        FieldSpec { required: Some("where it is"), ..FieldSpec::line("place", "Where it is") },
        FieldSpec { required: Some("who has it"), ..FieldSpec::line("custody", "Who has it") },
        FieldSpec {
            asked: Asked::Later,
            means: "why it came to be where it is, with whom it is: each version is a link of the chain of custody",
            ..FieldSpec::line("moved", "Where it went to another place or hand: why")
        },
        FieldSpec {
            input: Input::Choice(&[
                Choice::plain("none"),
                Choice { is_open: true, ..Choice::plain("asked for") },
                Choice { needs: &[("result", "why the examination was refused")], ..Choice::plain("refused") },
                Choice { needs: &[("result", "what the examination gave")], ..Choice::plain("done") },
            ]),
            ..FieldSpec::line("examination", "Examination")
        },
        FieldSpec {
            means: "why it was refused, or what it gave",
            ..FieldSpec::line("result", "Why it was refused, or what it gave")
        },
    ],
    open: Open::ByChoice("examination"),
    due: Due::Policy(PolicyDays::Lead),
    who: Who { writes: Right::Review, sees: Sees::Everybody, answers: None },
    owner: Owner::WhoWrites,
    asks_for_due: None,
    by_form: true,
    chain: Some(Chain { title: "Chain of custody", fields: &["custody", "place"], why: "moved" }),
    disclosure: None,
    headline: "{what}",
    detail: "in {place}, with {custody}[ ({moved})]; examination: {examination}.[ {result}]",
    made: None,
    mark: None,
};
