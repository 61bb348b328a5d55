//! `colligate interaction`: are deaths that are near in space also near in time?

use crate::located::Located;
use crate::options::{Shown, Where, positive};
use crate::output::Screen;
use crate::progress::Stages;
use crate::read::Source;
use clap::ValueEnum;
use colligate_report::terminal;
use colligate_scan::interaction::{Events, Near, Permutations, Transform, jacquez, knox, mantel};
use serde_json::json;

/// Test whether deaths that are near in space are also near in time
///
/// One answer for the whole register, by dealing the dates out anew among the places: the tests of Knox (pairs within a
/// distance and a time), Mantel (all pairs by how close they are) and Jacquez (nearest neighbours). Where there is
/// such interaction, `scan` says where and when, `link` which deaths.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate interaction deaths.csv --where \"kind is drug\"
  colligate interaction deaths.csv --test knox --km 0.5 --days 14
  colligate interaction deaths.csv --test jacquez --neighbours 5")]
pub struct Interaction {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    only: Where,
    /// Which test
    #[arg(long, value_enum, default_value_t, help_heading = "Testing")]
    test: Test,
    /// Knox: pairs within this distance, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 1.0, value_parser = positive, help_heading = "Testing")]
    km: f64,
    /// Knox: pairs within this many days
    #[arg(long, value_name = "DAYS", default_value_t = 30.0, value_parser = positive, help_heading = "Testing")]
    days: f64,
    /// Jacquez: nearest neighbours of each death
    #[arg(long, value_name = "K", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..),
        help_heading = "Testing")]
    neighbours: u16,
    /// Draws of chance
    #[arg(long, value_name = "N", default_value_t = 999, help_heading = "Testing")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Testing")]
    seed: u64,
    /// What to print
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
}

/// Tests of interaction.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Test {
    /// Pairs within a distance and a time (Knox 1964)
    #[default]
    Knox,
    /// All pairs by how close they are (Mantel 1967)
    Mantel,
    /// Nearest neighbours in space and in time (Jacquez 1996)
    Jacquez,
}

/// Name and version of the schema of what `--format json` prints.
const SCHEMA: &str = "colligate.interaction/1";

/// Kilometres and days added before the reciprocals of Mantel's test are taken.
const MANTEL_CONSTANT: f64 = 1.0;

impl Interaction {
    /// Reads, tests and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let filter = self.only.filter()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        read.tell_guess(screen);
        read.need_places_and_dates(SCHEMA, self.format, screen)?;
        read.say_first(self.format, screen)?;
        read.tell_statements(screen);
        let register = read.register.latest();
        let Located { deaths, left_out } = Located::of(&register, filter.as_ref(), self.resolution())?;
        let (tested, source) = (deaths.len(), Located::in_words(&self.source.file, filter.as_ref()));
        if tested < 3 {
            return Err(Located::too_few(tested, &left_out));
        }
        stages.begin("finding neighbours");
        let events: Vec<_> = deaths.iter().map(|one| (one.point.0, one.point.1, f64::from(one.day.0))).collect();
        let events = Events::on_earth(&events)?;
        let draws = Permutations::new(self.draws, self.seed);
        let close = Transform::reciprocal(MANTEL_CONSTANT);
        let (json, text) = match self.test {
            Test::Knox => {
                let found = knox(&events, Near { km: self.km, time: self.days }, draws, &stages)?;
                (
                    json!({ "test": "knox", "km": self.km, "days": self.days, "found": found }),
                    terminal::knox(&found, self.km, self.days),
                )
            }
            Test::Mantel => {
                let found = mantel(&events, close, close, draws, &stages)?;
                (json!({ "test": "mantel", "constant": MANTEL_CONSTANT, "found": found }), terminal::mantel(&found))
            }
            Test::Jacquez => {
                let found = jacquez(&events, usize::from(self.neighbours), draws, &stages)?;
                (json!({ "test": "jacquez", "found": found }), terminal::jacquez(&found))
            }
        };
        stages.done();
        match self.format {
            Shown::Json => {
                let answer = json!({
                    "schema": SCHEMA, "source": source, "deaths": tested, "left_out": left_out.total(),
                    "left_out_reasons": left_out.reasons(), "seed": self.seed, "today": read.today,
                    "not_compared": read.summary.not_compared, "result": json,
                });
                screen.print(&format!("{answer:#}\n"))
            }
            Shown::Table => screen.print(&terminal::interaction(
                &text,
                tested,
                left_out.reasons(),
                self.draws,
                screen.width,
                screen.colour,
            )),
        }
    }

    /// Days within which a date must be known: Knox's test asks whether two deaths lie within so many days, the others rank
    /// deaths by the day.
    fn resolution(&self) -> u32 {
        match self.test {
            Test::Knox => self.days.clamp(1.0, f64::from(u32::MAX)) as u32,
            Test::Mantel | Test::Jacquez => 1,
        }
    }
}
