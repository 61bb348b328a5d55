//! Which options go with a parameter file: every option is obeyed or refused, none is ignored.

use anyhow::bail;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, Error};

/// The options that stand on the command line, by name. It has none of its own; it must be the first field of a command, because
/// the fields before it take their values out of the matches.
pub struct Given(Vec<String>);

impl Given {
    /// True for an option that stands on the command line.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|given| given == name)
    }

    /// Refuses options that do not go with a parameter file.
    ///
    /// # Errors
    /// Where one is given, with its name and where its value belongs.
    pub fn refuse_beside_parameters(&self) -> anyhow::Result<()> {
        for (name, beside) in BESIDE {
            let Beside::Refused(why) = beside else { continue };
            if self.has(name) {
                bail!("--{} does not go with --prm: {why}", name.replace('_', "-"));
            }
        }
        Ok(())
    }
}

/// What becomes of an option beside `--prm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// It is obeyed.
    Obeyed,
    /// It is an error that says why.
    Refused(&'static str),
}

/// All options of the command. A test holds them against the command line, so that none can be forgotten.
const BESIDE: &[(&str, Beside)] = {
    use Beside::{Obeyed, Refused};
    const REGISTER: Beside = Refused("the parameter file names the data files and says how they are read");
    &[
        ("file", REGISTER),
        ("prm", Obeyed),
        ("profile", REGISTER),
        ("sheet", REGISTER),
        ("dates", REGISTER),
        ("today", REGISTER),
        ("where", Refused("write the cases wanted to a case file of their own and name it as CaseFile")),
        ("model", Refused("write ModelType in the parameter file")),
        ("cases", Refused("the parameter file names cases and controls as CaseFile and ControlFile")),
        ("stratify", Refused("write covariates in the case file, or AdjustForWeeklyTrends in the parameter file")),
        ("shape", Refused("write AnalysisType in the parameter file")),
        ("prospective", Refused("write AnalysisType in the parameter file")),
        ("rates", Refused("write ScanAreas in the parameter file")),
        ("from", Refused("write StartDate in the parameter file")),
        ("to", Refused("write EndDate in the parameter file")),
        (
            "max_km",
            Refused("write UseDistanceFromCenterOption and MaxSpatialSizeInDistanceFromCenter in the parameter file"),
        ),
        ("max_share", Refused("write MaxSpatialSizeInPopulationAtRisk in the parameter file")),
        ("unit", Refused("write TimeAggregationUnits in the parameter file")),
        ("every", Refused("write TimeAggregationLength in the parameter file")),
        ("min_length", Refused("write MinimumTemporalClusterSize in the parameter file")),
        ("max_length", Refused("write MaxTemporalSizeInterpretation and MaxTemporalSize in the parameter file")),
        ("min_cases", Refused("write MinimumCasesInHighRateClusters in the parameter file")),
        ("draws", Obeyed),
        ("seed", Obeyed),
        ("all_draws", Obeyed),
        ("daily", Refused("a daily replay needs a register")),
        ("days_back", Refused("a daily replay needs a register")),
        ("out", Obeyed),
        ("format", Obeyed),
        ("timings", Obeyed),
    ]
};

impl clap::FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Given, Error> {
        let on_the_line = |name: &&str| {
            // Names of groups are among them, too; those are not in the table.
            BESIDE.iter().any(|(known, _)| known == name)
                && matches.value_source(name) == Some(ValueSource::CommandLine)
        };
        Ok(Given(matches.ids().map(clap::Id::as_str).filter(on_the_line).map(str::to_owned).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Given::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Given {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scan;
    use super::*;
    use clap::{Args, FromArgMatches};

    fn command() -> Command {
        Scan::augment_args(Command::new("scan"))
    }

    #[test]
    fn every_option_is_in_the_table_of_options_beside_a_parameter_file() {
        let command = command();
        let options: Vec<&str> = command.get_arguments().map(|option| option.get_id().as_str()).collect();
        for option in &options {
            assert!(BESIDE.iter().any(|(name, _)| name == option), "decide whether --{option} goes with --prm");
        }
        for (name, _) in BESIDE {
            assert!(options.contains(name), "there is no option {name}");
        }
        for option in command.get_arguments().filter(|option| option.get_id() != "file") {
            assert_eq!(option.get_long(), Some(&*option.get_id().as_str().replace('_', "-")), "messages name it so");
        }
    }

    /// A command line with `--prm` and this option, and a value that the parser takes.
    fn beside_prm(option: &clap::Arg) -> Vec<String> {
        let line = ["scan", "--prm", "x.prm"].map(str::to_owned).to_vec();
        let flag = format!("--{}", option.get_long().unwrap_or_default());
        if !option.get_action().takes_values() {
            return [line, vec![flag]].concat();
        }
        let known = option.get_possible_values().first().map(|value| value.get_name().to_owned());
        let values = known.into_iter().chain(["1", "2020-01-01", "kind is drug"].map(str::to_owned));
        let mut lines = values.map(|value| [line.clone(), vec![flag.clone(), value]].concat());
        let fits = |line: &Vec<String>| {
            let tried = command().try_get_matches_from(line);
            tried.is_ok() || tried.is_err_and(|error| error.kind() == clap::error::ErrorKind::ArgumentConflict)
        };
        lines.find(fits).unwrap_or_default()
    }

    #[test]
    fn no_option_is_ignored_beside_a_parameter_file() {
        for option in command().get_arguments().filter(|option| option.get_id() != "file" && option.get_id() != "prm") {
            let (_, beside) = BESIDE.iter().find(|(name, _)| option.get_id() == name).copied().unwrap();
            let parsed = command().try_get_matches_from(beside_prm(option));
            let refused = match parsed {
                Ok(matches) => Given::from_arg_matches(&matches).unwrap().refuse_beside_parameters().err(),
                Err(error) => Some(error.into()),
            };
            let told = refused.map(|error| error.to_string());
            match beside {
                Beside::Obeyed => assert_eq!(told, None, "{option}"),
                Beside::Refused(_) => assert!(told.is_some(), "{option} is ignored beside --prm"),
            }
        }
    }

    #[test]
    fn defaults_do_not_count_as_given() {
        let matches = command().try_get_matches_from(["scan", "--prm", "x.prm", "--draws", "999"]).unwrap();
        let scan = Scan::from_arg_matches(&matches).unwrap();
        assert!(scan.given.has("draws") && !scan.given.has("model"));
        assert!(scan.given.refuse_beside_parameters().is_ok());
    }
}
