//! The names that columns of registers have.

use super::super::plain;
use crate::field::Field;

/// Names a field goes by, without case, spaces and punctuation: first those that mean it for certain, then parts of
/// names that suggest it. English, German, French and Spanish.
pub(super) struct Names {
    pub field: Field,
    pub whole: &'static [&'static str],
    pub part: &'static [&'static str],
}

/// How sure a name alone makes it that a column is this field.
pub(super) fn by_name(field: Field, name: &str) -> Option<f32> {
    if is_postal(name) {
        return None;
    }
    let names = NAMES.iter().find(|names| names.field == field)?;
    let whole = plain(name);
    // `victim.age` and `location.lat` come from objects inside objects.
    let inner = name.rsplit_once('.').map(|(_, inner)| plain(inner));
    let is = |name: &String| names.whole.contains(&name.as_str());
    if is(&whole) || inner.as_ref().is_some_and(is) {
        Some(if whole == "date" { GENERAL } else { WHOLE })
    } else if names.part.iter().any(|part| whole.contains(part)) || by_word(field, name) {
        Some(PART)
    } else {
        None
    }
}

/// True where the name of a column can mean no other field.
pub(super) fn is_certain(field: Field, name: &str) -> bool {
    by_name(field, name).is_some_and(|sure| sure >= WHOLE)
}

/// Confidence of a name that means the field for certain, of one that means it among others, and of one that suggests it.
const WHOLE: f32 = 0.95;
const GENERAL: f32 = 0.9;
const PART: f32 = 0.6;

/// Short words that mean something on their own only: `COD_1`, but not `postcode`; `X_id`, but not `hybrid`.
fn by_word(field: Field, name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    match field {
        Field::Cause => words.any(|word| plain(word).trim_end_matches(|c: char| c.is_ascii_digit()) == "cod"),
        Field::Id => words.next_back().is_some_and(|word| word.eq_ignore_ascii_case("id")),
        _ => false,
    }
}

/// True for the name of a column of postal codes.
pub(crate) fn is_postal(name: &str) -> bool {
    const PARTS: [&str; 7] =
        ["postcode", "postalcode", "zipcode", "codepostal", "codigopostal", "códigopostal", "postleitzahl"];
    const WORDS: [&str; 4] = ["zip", "plz", "zip5", "postal"];
    let whole = plain(name);
    PARTS.iter().any(|part| whole.contains(part))
        || name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&plain(word).as_str()))
}

/// True where the name says that the dates are of something else than the death.
pub(super) fn of_another_date(name: &str) -> bool {
    const PARTS: [&str; 18] = [
        "birth",
        "dob",
        "born",
        "geburt",
        "naissance",
        "nacimiento",
        "created",
        "updated",
        "modified",
        "entered",
        "inquest",
        "hearing",
        "printed",
        "extract",
        "admi",
        "closed",
        "arrest",
        "registr",
    ];
    let whole = plain(name);
    PARTS.iter().any(|part| whole.contains(part))
}

pub(super) const NAMES: [Names; 16] = [
    Names {
        field: Field::Id,
        whole: &[
            "coronerref",
            "coronersref",
            "coronerreference",
            "caseref",
            "casereference",
            "urn",
            "uniquereferencenumber",
            "mecase",
            "mecasenumber",
            "mlnumber",
            "ndossier",
            "nodossier",
            "cdrnumber",
            "id",
            "caseid",
            "casenumber",
            "casenum",
            "caseno",
            "case",
            "reference",
            "ref",
            "recordid",
            "deathid",
            "uid",
            "aktenzeichen",
            "fallnummer",
            "fallid",
            "numerodossier",
            "numérodossier",
            "numerodedossier",
            "numérodedossier",
            "dossier",
            "expediente",
            "numerodecaso",
            "númerodecaso",
            "numerocaso",
            "numerodeexpediente",
            "númerodeexpediente",
        ],
        part: &[
            "caseref",
            "coronerref",
            "coronersref",
            "mlnum",
            "mlno",
            "mecase",
            "recordno",
            "objectid",
            "casen",
            "caseid",
            "refno",
            "referencen",
            "recordn",
            "filen",
        ],
    },
    Names {
        field: Field::Died,
        whole: &[
            "died",
            "date",
            "dateofdeath",
            "deathdate",
            "dod",
            "datedied",
            "diedon",
            "deathdatetime",
            "dateandtimeofdeath",
            "datum",
            "sterbedatum",
            "todesdatum",
            "todestag",
            "datedudécès",
            "datedudeces",
            "datededécès",
            "datededeces",
            "datedécès",
            "datedeces",
            "fechademuerte",
            "fechadelamuerte",
            "fechamuerte",
            "fechadedefuncion",
            "fechadedefunción",
            "fechadefuncion",
            "fechadefunción",
            "fechadefallecimiento",
            "fechafallecimiento",
        ],
        part: &[
            "dateofdeath",
            "deathdate",
            "datedeath",
            "deathdt",
            "founddate",
            "datefound",
            "eventdate",
            "incidentdate",
            "dateofincident",
            "sterbedat",
            "todesdat",
            "defunci",
            "fallecim",
            "décès",
            "deces",
            "muerte",
        ],
    },
    Names { field: Field::DiedTo, whole: &["diedto", "diedbefore", "latestdateofdeath"], part: &["diedto"] },
    Names {
        field: Field::KnownFrom,
        whole: &[
            "knownfrom",
            "reported",
            "datereported",
            "reportdate",
            "reportedon",
            "dateofreport",
            "meldedatum",
            "gemeldetam",
            "datedesignalement",
            "datedeclaration",
            "datedéclaration",
            "fechadenotificacion",
            "fechadenotificación",
            "fechadereporte",
        ],
        part: &[
            "reporting",
            "reported",
            "datereceived",
            "receiveddate",
            "reportdate",
            "datereport",
            "reporteddate",
            "notified",
            "meldedat",
            "signalement",
            "notificaci",
        ],
    },
    Names {
        field: Field::Lat,
        whole: &["lat", "latitude", "y", "breitengrad", "geografischebreite", "breite", "latitud"],
        part: &["latitude", "lat", "breitengrad", "latitud"],
    },
    Names {
        field: Field::Lon,
        whole: &[
            "lon",
            "lng",
            "long",
            "longitude",
            "x",
            "längengrad",
            "laengengrad",
            "geografischelänge",
            "länge",
            "laenge",
            "longitud",
        ],
        part: &["longitude", "long", "lon", "lng", "längengrad", "laengengrad"],
    },
    Names {
        field: Field::Point,
        whole: &[
            "location",
            "point",
            "geo",
            "geom",
            "geometry",
            "coordinates",
            "geolocation",
            "koordinaten",
            "coordonnées",
            "coordonnees",
            "coordenadas",
        ],
        part: &["geo", "coord", "koordinat"],
    },
    Names {
        field: Field::Place,
        whole: &[
            "place",
            "address",
            "placeofdeath",
            "deathaddress",
            "incidentaddress",
            "locationofdeath",
            "street",
            "ort",
            "adresse",
            "sterbeort",
            "todesort",
            "fundort",
            "anschrift",
            "lieu",
            "lieududécès",
            "lieududeces",
            "lieudedécès",
            "lieudedeces",
            "direccion",
            "dirección",
            "domicilio",
            "lugar",
            "lugardemuerte",
            "lugardefallecimiento",
            "lugardedefunción",
            "lugardedefuncion",
        ],
        part: &[
            "placedeath",
            "location",
            "address",
            "addr",
            "placeof",
            "locationof",
            "street",
            "adresse",
            "anschrift",
            "sterbeort",
            "lieudu",
            "direcci",
            "domicili",
            "lugarde",
        ],
    },
    Names {
        field: Field::PlaceKind,
        whole: &[
            "placekind",
            "placetype",
            "kindofplace",
            "typeofplace",
            "locationtype",
            "premises",
            "ortsart",
            "artdesortes",
            "typedelieu",
            "tipodelugar",
        ],
        part: &[
            "placetype",
            "placekind",
            "locationtype",
            "typeoflocation",
            "premis",
            "setting",
            "typedelieu",
            "tipodelugar",
        ],
    },
    Names {
        field: Field::Age,
        whole: &[
            "age",
            "ageyears",
            "ageatdeath",
            "ageinyears",
            "alter",
            "lebensalter",
            "alterinjahren",
            "âge",
            "agedécès",
            "âgeaudécès",
            "ageaudeces",
            "edad",
            "edadenaños",
            "edadanos",
            "edadaños",
        ],
        part: &["age", "lebensalter", "edad"],
    },
    Names {
        field: Field::Sex,
        whole: &["sex", "gender", "geschlecht", "sexe", "sexo", "género", "genero", "genre"],
        part: &["sex", "gender", "geschlecht", "sexo"],
    },
    Names {
        field: Field::Manner,
        whole: &[
            "conclusion",
            "verdict",
            "inquestconclusion",
            "coronersconclusion",
            "mod",
            "modededécès",
            "modededeces",
            "tipodemuerte",
            "manner",
            "mannerofdeath",
            "mode",
            "modeofdeath",
            "todesart",
            "manièrededécès",
            "manierededeces",
            "maneradelamuerte",
            "maneramuerte",
            "manerademuerte",
        ],
        part: &["conclusion", "verdict", "manner", "todesart"],
    },
    Names {
        field: Field::Category,
        whole: &[
            "category",
            "casetype",
            "deathtype",
            "classification",
            "type",
            "kategorie",
            "catégorie",
            "categoria",
            "categoría",
        ],
        part: &["categor", "classif", "deathtype", "casetype", "kategorie", "catégor"],
    },
    Names {
        field: Field::Cause,
        whole: &[
            "1a",
            "1b",
            "1c",
            "ia",
            "ib",
            "ic",
            "cause",
            "causeofdeath",
            "primarycause",
            "cod",
            "todesursache",
            "ursache",
            "causedudécès",
            "causedudeces",
            "causededécès",
            "causededeces",
            "causademuerte",
            "causamuerte",
            "causadedefuncion",
            "causadedefunción",
            "causadefallecimiento",
        ],
        part: &["cause", "causeofd", "todesursache", "causa"],
    },
    Names {
        field: Field::Substances,
        whole: &[
            "substances",
            "drugs",
            "toxicology",
            "substancesfound",
            "drugsfound",
            "substanzen",
            "drogen",
            "toxikologie",
            "toxicologie",
            "drogues",
            "sustancias",
            "drogas",
            "toxicología",
            "toxicologia",
        ],
        part: &["substance", "toxicol", "drug", "substanz", "toxikol", "sustanc"],
    },
    Names {
        field: Field::Narrative,
        whole: &[
            "narrative",
            "description",
            "summary",
            "circumstances",
            "notes",
            "beschreibung",
            "sachverhalt",
            "schilderung",
            "récit",
            "recit",
            "résumé",
            "resume",
            "descripción",
            "descripcion",
            "relato",
            "resumen",
            "observaciones",
        ],
        part: &["narrative", "descri", "summary", "circumst", "beschreib", "sachverhalt", "descrip"],
    },
];
