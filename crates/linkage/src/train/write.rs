//! A trained model as a file that says where it comes from.

use super::{Learned, Trained};
use colligate_register::Day;
use colligate_register::wording::{counted, day, plural, thousands};

/// What a model was learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedFrom {
    /// Name of the register.
    pub register: String,
    /// Deaths in it.
    pub deaths: usize,
    /// The day on which it was read: dates after it are no dates.
    pub today: Day,
    /// Name of the file of labelled series.
    pub labels: String,
    /// Series in it, those of one death included.
    pub series: usize,
    /// Series of one death, which teach nothing.
    pub single: usize,
    /// Linked pairs.
    pub pairs: usize,
    /// Name of the model that was started from.
    pub start: String,
}

impl LearnedFrom {
    /// How many series and pairs taught how much, as one sentence.
    pub fn sentence(&self) -> String {
        let taught = self.series - self.single;
        let mut text = format!(
            "{} of two deaths or more with {}",
            counted(taught, "series", "series"),
            counted(self.pairs, "linked pair", "linked pairs")
        );
        if self.single > 0 {
            let teach = plural(self.single, "teaches", "teach");
            text.push_str(&format!("; {} series of one death {teach} nothing", thousands(self.single)));
        }
        text.push('.');
        text
    }
}

impl Trained {
    /// The model file with a comment at its top that says what it was learned from and how sure each number is.
    pub fn to_toml(&self, from: &LearnedFrom) -> String {
        let mut text = String::new();
        let mut say = |line: &str| {
            text.push_str(format!("# {}", one_line(line)).trim_end());
            text.push('\n');
        };
        say(&format!("Learned by Colligate {} from labelled series.", env!("CARGO_PKG_VERSION")));
        say(&format!(
            "Register: {}, {}, read on {}.",
            from.register,
            counted(from.deaths, "death", "deaths"),
            day(from.today)
        ));
        say(&format!("Labels:   {}, {}", from.labels, from.sentence()));
        say(&format!("Start:    model {:?}.", from.start));
        say("");
        say(
            "A model fits registers and series like those it was learned from. On these same series it looks better than",
        );
        say("it is; `colligate evaluate --folds` learns it anew for series that it has not seen.");
        say("");
        say(
            "What was learned; all else is as in the model that was started from. The error is that of the number itself,",
        );
        say("for a scale, carry and kappa that of its natural logarithm.");
        for learned in &self.report {
            let Learned { parameter, start, estimate, standard_error, n, .. } = learned;
            let error = standard_error.map_or_else(|| "unknown".to_owned(), |error| format!("{error:.3}"));
            let pairs = counted(n.round().max(0.0) as u64, "pair", "pairs");
            say(&format!("  {parameter:<26} {start} to {estimate:.4}, error {error}, {pairs}"));
        }
        text.push('\n');
        text.push_str(&self.model.to_toml());
        text
    }
}

/// Text that stays within its comment, whatever a file is called.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_evidence::Model;

    #[test]
    fn the_file_can_be_read_whatever_the_register_is_called() {
        let from = LearnedFrom {
            register: "odd\nname = 3\r.csv".into(),
            deaths: 10,
            today: Day(0),
            labels: "known.csv".into(),
            series: 3,
            single: 1,
            pairs: 4,
            start: "default".into(),
        };
        let trained = Trained { model: Model::default(), report: Vec::new() };
        let text = trained.to_toml(&from);
        assert!(text.contains("10 deaths, read on 1 Jan 1970."), "{text}");
        assert_eq!(Model::from_toml(&text).unwrap(), Model::default());
        assert!(text.contains("2 series of two deaths or more with 4 linked pairs; 1 series of one death"), "{text}");
    }
}
