//! A decision: what was decided, why, by whom, and what was on record at that moment. How it is put on record, superseded and signed stands in
//! `decisions.rs`.

use crate::actor::Right;
use crate::decision::{CLOSINGS, REVIEWS};
use crate::matters::spec::{
    Asked, Choice, Due, FieldSpec, Input, Mark, MatterSpec, Open, Owner, PolicyDays, Sees, Who,
};
use crate::names::SubjectKind;

/// A text that cannot be left out.
const fn text(name: &'static str, label: &'static str, missing: &'static str) -> FieldSpec {
    FieldSpec { required: Some(missing), frozen: true, asked: Asked::Never, ..FieldSpec::line(name, label) }
}

const OPTIONAL_TEXT: &str = r#"{ "type": ["string", "null"] }"#;
const HASH: &str =
    r#"{ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of what was on record" }"#;
const FOUND: &str = r##"{
    "type": ["object", "null"], "additionalProperties": false, "required": ["hash", "e_value", "weight"],
    "properties": {
        "hash": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "e_value": { "type": "number", "minimum": 0 },
        "weight": { "$ref": "#/components/schemas/Weight" }
    },
    "description": "for a series: what was found of it at that moment"
}"##;
const SIGNED: &str = r##"{
    "type": ["object", "null"], "additionalProperties": false, "required": ["by", "at", "remark"],
    "properties": { "by": { "type": "string" }, "at": { "$ref": "#/components/schemas/Moment" }, "remark": { "type": "string" } }
}"##;

/// A decision with its reason.
pub static DECISION: MatterSpec = MatterSpec {
    name: "decision",
    label: "decision",
    schema: "Decision",
    about: &[SubjectKind::Death, SubjectKind::Series],
    fields: &[
        FieldSpec {
            input: Input::Choice(&[
                Choice::plain("category"),
                Choice::plain("suspicion"),
                Choice {
                    needs: &[("explanations", "what the competing explanations are worth")],
                    limits: &[("value", &REVIEWS, "whether the link is confirmed, rejected, or more is asked for")],
                    ..Choice::plain("link")
                },
                Choice {
                    limits: &[("value", &CLOSINGS, "whether the case is closed or opened again")],
                    ..Choice::plain("close")
                },
                Choice::plain("document"),
            ]),
            frozen: true,
            asked: Asked::Never,
            ..FieldSpec::line("about", "")
        },
        text("value", "Decision", "what was decided"),
        text("reason", "Reason", "why"),
        FieldSpec {
            input: Input::Group(&[
                text("supply", "One supply of drugs", "whether one supply explains it"),
                text("institution", "One institution", "whether one institution explains it"),
                text("place", "A place where many die", "whether it is a place where many die"),
                text("coincidence", "Coincidence", "whether it is coincidence"),
            ]),
            frozen: true,
            asked: Asked::Never,
            means: "for a link: the competing explanations, each weighed in words",
            ..FieldSpec::line("explanations", "")
        },
        text("policy", "Policy and its version", "by which policy and version"),
        FieldSpec::filled(
            "on_record",
            r#"{ "type": "integer", "minimum": 0, "description": "how many statements on the deaths concerned were on record at that moment" }"#,
            false,
        ),
        FieldSpec::filled("record_hash", HASH, false),
        FieldSpec::filled("found", FOUND, false),
        FieldSpec::filled("supersedes", OPTIONAL_TEXT, true),
        FieldSpec::filled(
            "over_open",
            r#"{ "type": "array", "items": { "type": "string" }, "description": "leads that were open when the case was closed" }"#,
            true,
        ),
        FieldSpec::filled("decider", r#"{ "type": "string" }"#, true),
        FieldSpec::filled("decided_at", r##"{ "$ref": "#/components/schemas/Moment" }"##, true),
        FieldSpec::filled("signed_off", SIGNED, true),
    ],
    open: Open::UntilFilled("signed_off"),
    due: Due::Policy(PolicyDays::SignOff),
    who: Who { writes: Right::Review, sees: Sees::Everybody, answers: None },
    owner: Owner::WhoWrites,
    asks_for_due: None,
    by_form: false,
    chain: None,
    disclosure: None,
    headline: "{about}: {value}",
    detail: "{reason} (policy: {policy})[ One supply: {explanations.supply}. One institution: {explanations.institution}. \
             A place where many die: {explanations.place}. Coincidence: {explanations.coincidence}.]\
             [ Signed off by {signed_off.by} on {signed_off.at@minute}.][ {signed_off.remark}]",
    made: Some(("decider", "decided_at")),
    mark: Some(Mark { words: "{about}: {value}", day: Some("decided_at"), unless: None }),
};
