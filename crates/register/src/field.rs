//! The canonical fields of a death, by the names used in the canonical CSV, in profiles and in statements.

use serde::{Deserialize, Serialize};

/// One canonical field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Field {
    /// Case number.
    Id,
    /// When it happened, or the first moment at which it can have happened.
    Died,
    /// The last moment at which it can have happened.
    DiedTo,
    /// First day on which the office knew of it.
    KnownFrom,
    /// Latitude in degrees.
    Lat,
    /// Longitude in degrees.
    Lon,
    /// Both in one text: `51.53, 0.08`, `OAKVILLE, CT (41.58, -73.08)` or `POINT (-73.08 41.58)`.
    Point,
    /// How far the true place may lie from the point, in metres.
    ImprecisionM,
    /// Address or description of the place.
    Place,
    /// Kind of place.
    PlaceKind,
    /// Age.
    Age,
    /// Sex.
    Sex,
    /// Manner.
    Manner,
    /// The office's own category.
    Category,
    /// Cause of death.
    Cause,
    /// Substances found.
    Substances,
    /// Circumstance codes.
    Circumstances,
    /// What the report tells in sentences.
    Narrative,
    /// People who have to do with it.
    Contacts,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 19;

    /// All of them, in the order of the canonical CSV.
    pub const ALL: [Field; Field::COUNT] = [
        Field::Id,
        Field::Died,
        Field::DiedTo,
        Field::KnownFrom,
        Field::Lat,
        Field::Lon,
        Field::Point,
        Field::ImprecisionM,
        Field::Place,
        Field::PlaceKind,
        Field::Age,
        Field::Sex,
        Field::Manner,
        Field::Category,
        Field::Cause,
        Field::Substances,
        Field::Circumstances,
        Field::Narrative,
        Field::Contacts,
    ];

    /// Its canonical name.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Died => "died",
            Field::DiedTo => "died_to",
            Field::KnownFrom => "known_from",
            Field::Lat => "lat",
            Field::Lon => "lon",
            Field::Point => "point",
            Field::ImprecisionM => "imprecision_m",
            Field::Place => "place",
            Field::PlaceKind => "place_kind",
            Field::Age => "age",
            Field::Sex => "sex",
            Field::Manner => "manner",
            Field::Category => "category",
            Field::Cause => "cause",
            Field::Substances => "substances",
            Field::Circumstances => "circumstances",
            Field::Narrative => "narrative",
            Field::Contacts => "contacts",
        }
    }

    /// What it is called in a sentence: `kind of place`, `died, at the latest`.
    ///
    /// ```
    /// use colligate_register::Field;
    /// assert_eq!([Field::PlaceKind, Field::Id].map(Field::in_words), ["kind of place", "case number"]);
    /// ```
    pub fn in_words(self) -> &'static str {
        match self {
            Field::Id => "case number",
            Field::Died => "died",
            Field::DiedTo => "died, at the latest",
            Field::KnownFrom => "known from",
            Field::Lat => "latitude",
            Field::Lon => "longitude",
            Field::ImprecisionM => "imprecision in metres",
            Field::PlaceKind => "kind of place",
            other => other.as_str(),
        }
    }

    /// The field of this canonical name.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
