//! The four Barking deaths of 2014–15, by what is public about them. No person is named.
//!
//! Each line of data says whether it is a fact, with its source in `docs/simulation.md`, or an assumption.

use super::plane::offset;
use crate::death::{Age, Contact, Death, DeathId, Point, Sex};
use crate::field::Field;
use crate::kind::Kind;
use crate::register::Register;
use crate::statement::Statement;
use crate::time::{Day, MINUTES_A_DAY, Span};

/// St Margaret's Church, Barking. Fact: published coordinates 51.535525° N, 0.076014° E.
const CHURCH: (f64, f64) = (51.535_525, 0.076_014);

/// Assumption: the spot in the churchyard lies 30 m south-west of the church's own point.
const SPOT_FROM_CHURCH_M: (f64, f64) = (-21.0, -21.0);

/// Fact: the first was found about 500 m from the second. Assumption: to the east, the side on which the town centre lies.
const FIRST_FROM_SPOT_M: (f64, f64) = (490.0, 100.0);

/// Fact: the fourth was found on the other side of the same wall. Assumption: 20 m away.
const FOURTH_FROM_SPOT_M: (f64, f64) = (-12.0, 16.0);

/// Assumption: toxicology came six weeks after each death; the dates are not public in the sources used.
const TOXICOLOGY_DAYS: i32 = 42;

/// Assumption: a spot outdoors is known to some metres.
const IMPRECISION_M: f32 = 5.0;

const CHURCHYARD: &str = "St Margaret's churchyard, Barking";

/// What is known of one of the four on the day it was found.
struct Found {
    id: &'static str,
    day: (i16, i8, i8),
    /// Minutes of the day between which the death happened, where known better than to the day.
    minutes: Option<(i64, i64)>,
    age: f32,
    from_spot_m: (f64, f64),
    place: &'static str,
    place_kind: &'static str,
    category: &'static str,
    circumstances: &'static [&'static str],
    contacts: &'static [(&'static str, Option<&'static str>, Option<&'static str>)],
}

const FOUR: [Found; 4] = [
    Found {
        id: "BRK-1",
        // fact: found 19 June 2014 after an anonymous call at 04:18. Assumption: died in the four hours before.
        day: (2014, 6, 19),
        minutes: Some((18, 4 * 60 + 18)),
        // fact: aged 23.
        age: 23.0,
        from_spot_m: FIRST_FROM_SPOT_M,
        // fact: outside a block of flats in Cooke Street.
        place: "outside flats, Cooke Street, Barking",
        place_kind: "street",
        // fact: graded "unexplained".
        category: "unexplained",
        // fact: outdoors, propped, telephone missing; found through a caller who gave no name.
        circumstances: &["found outdoors", "propped sitting", "telephone missing", "anonymous call"],
        // fact: the caller was anonymous; two officers of the last scene had each been at an earlier one.
        // Assumption: which of them had been at which. The codes are invented; in the simulated London they are officers
        // of the same borough, who attend many other deaths there.
        contacts: &[("caller", None, None), ("attended", Some("PC 1003"), None)],
    },
    Found {
        id: "BRK-2",
        // fact: 28 August 2014. The minute is not public in the sources used.
        day: (2014, 8, 28),
        minutes: None,
        // fact: aged 22.
        age: 22.0,
        from_spot_m: (0.0, 0.0),
        place: CHURCHYARD,
        // fact: St Margaret's churchyard.
        place_kind: "churchyard",
        // fact: not thought suspicious. Assumption: the wording of the category.
        category: "unexpected not suspicious",
        // fact: outdoors, propped, telephone missing, found by someone walking a dog.
        circumstances: &["found outdoors", "propped sitting", "telephone missing", "found by passer-by"],
        // fact: the same dog-walker found the second and the third. Assumption: code and telephone are invented.
        contacts: &[("finder", Some("dog-walker B"), Some("+99999000002")), ("attended", Some("PC 1007"), None)],
    },
    Found {
        id: "BRK-3",
        // fact: 20 September 2014.
        day: (2014, 9, 20),
        minutes: None,
        // fact: aged 21.
        age: 21.0,
        // fact: the same spot.
        from_spot_m: (0.0, 0.0),
        place: CHURCHYARD,
        place_kind: "churchyard",
        // fact: the note was taken at face value. Assumption: the wording of the category.
        category: "unexpected not suspicious",
        // fact: outdoors, telephone missing, note in hand, found by the same passer-by. Assumption: propped sitting.
        circumstances: &[
            "found outdoors",
            "propped sitting",
            "telephone missing",
            "found by passer-by",
            "note present",
        ],
        contacts: &[("finder", Some("dog-walker B"), Some("+99999000002"))],
    },
    Found {
        id: "BRK-4",
        // fact: 13–14 September 2015; taken as the 14th, when he was found.
        day: (2015, 9, 14),
        minutes: None,
        // fact: aged 25.
        age: 25.0,
        from_spot_m: FOURTH_FROM_SPOT_M,
        // fact: the other side of the churchyard wall. Assumption: how a register would write that.
        place: "by the wall of St Margaret's churchyard, Barking",
        place_kind: "churchyard",
        // assumption: as for the two before.
        category: "unexpected not suspicious",
        // fact: outdoors, telephone missing. Assumption: propped sitting. Who found him is not in the sources used.
        circumstances: &["found outdoors", "propped sitting", "telephone missing"],
        // fact: two attending officers had each been at an earlier scene.
        contacts: &[("attended", Some("PC 1003"), None), ("attended", Some("PC 1007"), None)],
    },
];

/// The days on which the first and the last of the four were found.
pub fn barking_days() -> Option<(Day, Day)> {
    let days = || FOUR.iter().filter_map(|found| Day::from_ymd(found.day.0, found.day.1, found.day.2));
    days().min().zip(days().max())
}

/// Adds the four Barking deaths of 2014–15 to a register, each with what was known on the day it was found, and
/// toxicology and cause as later statements. Deaths and statements keep their order by day where they had one.
///
/// Case numbers are `BRK-1` to `BRK-4`. Names of officers and of the finder are invented codes.
pub fn barking(register: &mut Register) {
    let spot = offset(CHURCH, SPOT_FROM_CHURCH_M);
    for found in &FOUR {
        let Some(day) = Day::from_ymd(found.day.0, found.day.1, found.day.2) else { continue };
        let (lat, lon) = offset(spot, found.from_spot_m);
        let mut death = Death::new(found.id);
        let midnight = i64::from(day.0) * MINUTES_A_DAY;
        death.died = Some(match found.minutes {
            Some((from, to)) => Span::between(midnight + from, midnight + to),
            None => Span::on(day),
        });
        death.known_from = Some(day);
        death.point = Some(Point { lat, lon, imprecision_m: IMPRECISION_M });
        death.place = Some(found.place.into());
        death.place_kind = Some(register.terms.intern(found.place_kind));
        death.age = Some(Age::exactly(found.age));
        // fact: all four were men.
        death.sex = Some(Sex::Male);
        death.category = Some(register.terms.intern(found.category));
        death.kind = Kind::Unknown;
        let mut circumstances: Vec<_> = found.circumstances.iter().map(|code| register.terms.intern(code)).collect();
        circumstances.sort();
        death.circumstances = circumstances.into();
        death.contacts = found
            .contacts
            .iter()
            .map(|&(role, name, telephone)| Contact {
                role: role.into(),
                name: name.map(Into::into),
                telephone: telephone.map(Into::into),
                ..Contact::default()
            })
            .collect();
        // The term must be there before a statement speaks of it.
        register.terms.intern("GHB");
        let at = register.deaths.partition_point(|other| other.known() <= Some(day));
        register.deaths.insert(at, death);
        // fact: GHB in all four. Assumption: the wording of the cause, and that nothing else is stated.
        for (field, value) in [(Field::Substances, "GHB"), (Field::Cause, "GHB toxicity")] {
            let known_from = day + TOXICOLOGY_DAYS;
            let at = register.statements.partition_point(|other| other.known_from <= known_from);
            let statement = Statement {
                death: DeathId(found.id.into()),
                field,
                value: value.into(),
                known_from,
                source: "toxicology".into(),
            };
            register.statements.insert(at, statement);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::metres;
    use super::*;

    fn place(register: &Register, id: &str) -> (f64, f64) {
        let point = register.deaths.iter().find(|death| death.id.as_str() == id).unwrap().point.unwrap();
        (point.lat, point.lon)
    }

    #[test]
    fn the_four_lie_as_far_apart_as_the_public_record_says() {
        let mut register = Register::default();
        barking(&mut register);
        let [first, second, third, fourth] = ["BRK-1", "BRK-2", "BRK-3", "BRK-4"].map(|id| place(&register, id));
        assert_eq!(second, third);
        assert!((metres(first, second) - 500.0).abs() < 10.0);
        assert!((5.0..40.0).contains(&metres(third, fourth)));
        assert!(metres(CHURCH, second) < 100.0);
    }

    #[test]
    fn on_the_first_day_nobody_knows_of_ghb() {
        let mut register = Register::default();
        barking(&mut register);
        assert!(register.deaths.iter().all(|death| death.substances.is_none() && death.cause.is_none()));
        assert!(register.deaths.iter().all(|death| death.kind == Kind::Unknown));
        let days: Vec<String> = register.deaths.iter().map(|death| death.day().unwrap().to_string()).collect();
        assert_eq!(days, ["2014-06-19", "2014-08-28", "2014-09-20", "2015-09-14"]);
        let substances = register.statements.iter().filter(|statement| statement.field == Field::Substances);
        let known: Vec<Day> = substances.map(|statement| statement.known_from).collect();
        let found = register.deaths.iter().map(|death| death.known_from.unwrap() + 42);
        assert_eq!(known, found.collect::<Vec<_>>());
    }

    #[test]
    fn one_finder_and_two_officers_stand_at_two_scenes_each() {
        let mut register = Register::default();
        barking(&mut register);
        let scenes = |name: &str| {
            let at = |death: &&Death| death.contacts.iter().any(|contact| contact.name.as_deref() == Some(name));
            register.deaths.iter().filter(at).count()
        };
        assert_eq!([scenes("dog-walker B"), scenes("PC 1003"), scenes("PC 1007")], [2, 2, 2]);
    }
}
