//! The case file: what is on record of each death, which links were found, and what people did about them.
//!
//! Everything goes through [`Store`]. Each of its methods takes the [`Actor`] who asks, passes the one access check
//! (`access.rs`) and leaves an entry in the one audit trail (`audit.rs`), in the same transaction as what it changes. There is no
//! other way in.

mod access;
mod actor;
mod alerts;
mod audit;
mod backup;
mod beforehand;
mod beside;
mod checkpoint;
mod clock;
mod compare;
mod copy;
mod db;
mod deaths;
mod decision;
mod decisions;
mod documents;
mod drawn;
mod entry;
mod erasure;
mod error;
mod exports;
mod faults;
mod found;
mod guesses;
mod import;
mod index;
mod known;
mod last_look;
mod learning;
mod matters;
mod names;
mod on_record;
mod passwords;
mod policy;
mod pool;
mod read_in;
mod reading;
mod reasons;
mod registers;
mod restrictions;
mod reviews;
mod saved;
mod search;
mod series;
mod series_record;
mod sessions;
mod settings;
mod sight;
mod signing;
mod since;
mod standing;
mod store;
mod strength;
mod taking_apart;
mod threads;
mod uploads;
mod users;
mod values;
mod verify;
pub mod words;

pub use actor::{Actor, Deed, Right, Role};
pub use alerts::{Alert, Budget, Change, Grew, Since};
pub use checkpoint::{Checkpoint, Signer};
pub use clock::Clock;
pub use compare::Compared;
pub use db::Engine;
pub use deaths::{DeathRecord, FieldHistory, Said, completeness};
pub use decision::{Decision, DecisionKind, Explanations, NewDecision, SeriesFound, SignOff};
pub use decisions::decisions_in_force;
pub use documents::{
    Attachment, DocumentRecord, DocumentShort, NewAttachment, NewDocument, NewOffer, Offer, OfferState,
};
pub use entry::AuditEntry;
pub use erasure::Erased;
pub use error::CaseError;
pub use exports::Format;
pub use faults::{Explained, Fault, Verified};
pub use found::SeriesThen;
pub use guesses::{Approach, network};
pub use import::Imported;
pub use known::Known;
pub use matters::{
    Asked, Body, CONCERN, Chain, Choice, DECISION, Disclosure, Due, EXHIBIT, FieldSpec, HAND_OFF, Input, KINDS, LEAD,
    Length, Mark, Matter, MatterSpec, NewMatter, Open, Owner, PolicyDays, Prefill, Sees, State, Who, kind_named,
    minute,
};
pub use names::{Subject, SubjectKind};
pub use policy::{Check, Policy};
pub use reading::{ReadDocuments, read_documents};
pub use registers::{HowToRead, Remembered, WantedProfile};
pub use reviews::DecidedOn;
pub use saved::SavedSearch;
pub use search::{Found, Hit, Hits, Place};
pub use series_record::{Earlier, FirstSeen, SeriesDay, SeriesRecord, SeriesShort};
pub use sessions::{Session, SignedIn};
pub use sight::Sight;
pub use since::NewValue;
pub use standing::{RecordThen, Standing, ValueThen};
pub use store::Store;
pub use uploads::{ImportFile, upload_limits};
pub use users::{NewUser, User, UserChange};
pub use values::value_in_words;
