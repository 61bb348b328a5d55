//! The canonical CSV: one row a death, read back without loss.

use crate::death::{Death, Sex};
use crate::field::Field;
use crate::parse::{age, contact, date, list};
use crate::register::Register;
use crate::spreadsheet::guarded;
use crate::terms::{Term, Terms};
use std::io::Write;

/// The columns, in order: all fields but `point`, whose two parts have columns of their own.
pub(crate) fn columns() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| *field != Field::Point)
}

/// Writes the deaths as canonical CSV, in which no text is run by a spreadsheet ([`guarded`]). Later statements are not in it: see
/// [`write_amendments`](crate::write_amendments).
///
/// # Errors
/// Those of the writer.
pub fn write_csv(register: &Register, out: impl Write) -> std::io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(columns().map(Field::as_str))?;
    for death in &register.deaths {
        out.write_record(cells(death, &register.terms).map(|cell| guarded(&cell).into_owned()))?;
    }
    out.flush()
}

/// The cells of a death, in the order of [`columns`].
pub(crate) fn cells(death: &Death, terms: &Terms) -> impl Iterator<Item = String> {
    let (died, died_to) = death.died.map(date::write).unwrap_or_default();
    columns().map(move |field| match field {
        Field::Died => died.clone(),
        Field::DiedTo => died_to.clone(),
        _ => text(death, terms, field),
    })
}

/// One field of a death as the canonical CSV writes it; both coordinates stand in the text of [`Field::Point`]. Empty where nothing is on
/// record.
///
/// ```
/// use colligate_register::{Field, Input, ReadOptions, field_text, read};
/// let text = "id,died,lat,lon,substances\nA1,2014-06-19,51.5366,0.0757,GHB\n";
/// let register = read(Input::Bytes { name: "day.csv".into(), bytes: text.into() }, &ReadOptions::default())?.register;
/// let of = |field| field_text(&register.deaths[0], &register.terms, field);
/// assert_eq!((of(Field::Died).as_str(), of(Field::Point).as_str()), ("2014-06-19", "51.5366, 0.0757"));
/// assert_eq!((of(Field::Substances).as_str(), of(Field::Age).as_str()), ("GHB", ""));
/// # Ok::<(), colligate_register::ReadError>(())
/// ```
pub fn field_text(death: &Death, terms: &Terms, field: Field) -> String {
    match field {
        Field::Died => death.died.map(date::write).unwrap_or_default().0,
        Field::DiedTo => death.died.map(date::write).unwrap_or_default().1,
        Field::Point => death.point.map(|point| format!("{}, {}", point.lat, point.lon)).unwrap_or_default(),
        _ => text(death, terms, field),
    }
}

fn text(death: &Death, terms: &Terms, field: Field) -> String {
    let word = |term: Option<Term>| term.map_or("", |term| terms.text(term)).to_owned();
    let words = |list: &[Term]| {
        let mut texts: Vec<&str> = list.iter().map(|&term| terms.text(term)).collect();
        texts.sort_unstable();
        list::join(texts, ';')
    };
    let free = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    match field {
        Field::Id => death.id.as_str().to_owned(),
        Field::Died | Field::DiedTo | Field::Point => String::new(),
        Field::KnownFrom => death.known_from.map(|day| day.to_string()).unwrap_or_default(),
        Field::Lat => death.point.map(|point| point.lat.to_string()).unwrap_or_default(),
        Field::Lon => death.point.map(|point| point.lon.to_string()).unwrap_or_default(),
        Field::ImprecisionM => death
            .point
            .filter(|point| point.imprecision_m != 0.0)
            .map(|point| point.imprecision_m.to_string())
            .unwrap_or_default(),
        Field::Place => free(&death.place),
        Field::PlaceKind => word(death.place_kind),
        Field::Age => death.age.map(age::write).unwrap_or_default(),
        Field::Sex => death.sex.map(Sex::as_str).unwrap_or_default().to_owned(),
        Field::Manner => word(death.manner),
        Field::Category => word(death.category),
        Field::Cause => free(&death.cause),
        Field::Substances => match death.substances.as_deref() {
            None => String::new(),
            Some([]) => "none".to_owned(),
            Some(found) => words(found),
        },
        Field::Circumstances => words(&death.circumstances),
        Field::Narrative => free(&death.narrative),
        Field::Contacts => contact::write(&death.contacts),
    }
}
