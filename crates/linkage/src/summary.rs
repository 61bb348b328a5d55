//! What a run comes to in one sentence: what stands out, and what is listed that chance would also show.

use colligate_register::wording::{are, counted, figure, plural, thousands};
use serde::{Deserialize, Serialize};

/// How many series stand out, and how many others are listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Series with an E-value at or below the alert level, listed or beyond the number listed; `None` where no null
    /// register was drawn, so that nothing is known of chance.
    pub standing_out: Option<u64>,
    /// Series listed that do not stand out; all that are listed where no null register was drawn.
    pub others: u64,
    /// How many series at least as strong as the weakest that is listed one null register shows: its E-value. `None` where
    /// no null register was drawn or nothing is listed.
    pub by_chance: Option<f64>,
    /// All of that in a sentence without its full stop.
    pub headline: String,
}

impl Summary {
    /// The summary of a run in which no pair of deaths was compared: nothing is known of series.
    pub fn nothing_compared() -> Summary {
        Summary { headline: "Nothing was compared".to_owned(), ..Summary::default() }
    }

    /// The summary of series that are listed, by their E-values, strongest first, where so many stand out.
    pub fn of(listed: &[f64], standing_out: Option<u64>, alert: f64) -> Summary {
        let stands_out = |e_value: &&f64| standing_out.is_some() && **e_value <= alert;
        let listed_out = listed.iter().filter(stands_out).count() as u64;
        let others = listed.len() as u64 - listed_out;
        let by_chance = listed.last().copied().filter(|_| standing_out.is_some());
        let headline = match standing_out {
            None if others == 0 => "No series was found".to_owned(),
            None => format!(
                "{} found, compared with no null register: how many of them chance would also show is not known",
                counted(others, "series was", "series were")
            ),
            Some(0) if others == 0 => "No series was found".to_owned(),
            Some(out) => format!("{}{}", standing(out, listed_out), rest(out, others, by_chance)),
        };
        Summary { standing_out, others, by_chance, headline }
    }
}

fn standing(out: u64, listed: u64) -> String {
    let stand = match out {
        0 => "No series stands out".to_owned(),
        _ => counted(out, "series stands out", "series stand out"),
    };
    match listed < out {
        true => format!("{stand}, of which {} {} listed", thousands(listed), are(listed)),
        false => stand,
    }
}

/// The series that do not stand out, and how many such chance shows.
fn rest(out: u64, others: u64, by_chance: Option<f64>) -> String {
    if others == 0 {
        return String::new();
    }
    let more = if out == 0 { "" } else { " more" };
    let chance = match by_chance {
        Some(number) if number >= 0.95 => format!(", about {} in each register", figure(number)),
        Some(number) if number > 0.0 => format!(", about 1 in {} registers", figure(1.0 / number)),
        _ => String::new(),
    };
    format!("; {}{more} {} listed that chance would also show{chance}", thousands(others), plural(others, "is", "are"))
}

#[cfg(test)]
mod tests {
    use super::*;
    fn headline(e_values: &[f64], standing_out: Option<u64>) -> String {
        Summary::of(e_values, standing_out, 1.0).headline
    }

    #[test]
    fn the_headline_counts_what_stands_out_and_says_that_chance_shows_the_rest() {
        let eighteen: Vec<f64> = std::iter::once(0.55).chain((0..17).map(|k| 1.8 + 0.47 * f64::from(k))).collect();
        assert_eq!(
            headline(&eighteen, Some(1)),
            "1 series stands out; 17 more are listed that chance would also show, about 9.3 in each register"
        );
        assert_eq!(
            headline(&[0.1, 0.2, 10.0], Some(2)),
            "2 series stand out; 1 more is listed that chance would also show, about 10 in each register"
        );
        assert_eq!(headline(&[1.0], Some(1)), "1 series stands out");
        assert_eq!(headline(&[1e-9, 1e-3, 0.3], Some(3)), "3 series stand out");
        assert_eq!(
            headline(&[1.01], Some(0)),
            "No series stands out; 1 is listed that chance would also show, about 1 in each register"
        );
        assert_eq!(
            headline(&[2.0, 3.0], Some(0)),
            "No series stands out; 2 are listed that chance would also show, about 3 in each register"
        );
    }

    #[test]
    fn what_is_below_one_in_a_register_reads_as_one_in_so_many() {
        let summary = Summary::of(&[0.01, 0.25], Some(1), 0.1);
        assert_eq!(
            summary.headline,
            "1 series stands out; 1 more is listed that chance would also show, about 1 in 4 registers"
        );
        assert_eq!((summary.standing_out, summary.others, summary.by_chance), (Some(1), 1, Some(0.25)));
    }

    #[test]
    fn a_list_that_was_cut_does_not_cut_what_stands_out() {
        assert_eq!(headline(&[0.1, 0.2], Some(9)), "9 series stand out, of which 2 are listed");
    }

    #[test]
    fn without_null_registers_nothing_is_said_to_stand_out() {
        let summary = Summary::of(&[f64::NAN; 3], None, 1.0);
        assert!(summary.headline.starts_with("3 series were found, compared with no null register"), "{summary:?}");
        assert_eq!((summary.standing_out, summary.others, summary.by_chance), (None, 3, None));
        assert_eq!(headline(&[], None), "No series was found");
        assert_eq!(headline(&[], Some(0)), "No series was found");
    }
}
