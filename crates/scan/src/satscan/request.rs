//! What a parameter file asks for.

use super::error::FileError;
use super::files;
use super::source::Source;
use crate::analysis::Analysis;
use crate::data::ScanData;
use crate::locations::CoordinateSystem;
use crate::result::Warning;
use crate::time::period::StudyPeriod;
use serde::Serialize;
use std::path::PathBuf;

/// The data files of a scan and how they are read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputFiles {
    /// Cases: `location count date covariates…`, without a date where times have no precision.
    pub cases: PathBuf,
    /// Controls: `location count date`.
    pub controls: Option<PathBuf>,
    /// Population: `location date people covariates…`.
    pub population: Option<PathBuf>,
    /// Coordinates: `location latitude longitude` or `location x y`; not needed in a scan of time alone.
    pub coordinates: Option<PathBuf>,
    /// Centres of circles: `latitude longitude` or `x y`.
    pub grid: Option<PathBuf>,
    /// How the files are read.
    pub sources: Sources,
    /// How coordinates are given.
    pub system: CoordinateSystem,
    /// True where cases and controls have dates.
    pub dated: bool,
    /// The unit to which dates of cases must be precise at least: 1 year, 2 month, 3 day.
    pub(super) precision: u32,
    /// Leave out cases outside the study period instead of refusing them.
    pub relaxed_period: bool,
    /// Leave out rows of unknown locations instead of refusing them.
    pub relaxed_places: bool,
    /// Strata of the permutation model by day of the week, on top of covariates.
    pub strata_by_weekday: bool,
}

/// How each of the data files is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sources {
    /// Cases.
    pub cases: Source,
    /// Controls.
    pub controls: Source,
    /// Population.
    pub population: Source,
    /// Coordinates.
    pub coordinates: Source,
    /// Centres of circles.
    pub grid: Source,
}

/// What a parameter file wants written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outputs {
    /// The main results file.
    pub results: Option<PathBuf>,
    /// Title of the results.
    pub title: Option<String>,
    /// A table of clusters (`.col.txt`).
    pub clusters: bool,
    /// A table of the places of clusters (`.gis.txt`).
    pub places: bool,
    /// The statistics of the draws (`.llr.txt`).
    pub draws: bool,
    /// Column names in the first line of tables.
    pub headers: bool,
    /// A page with map or time graph.
    pub page: bool,
    /// The statistics that 1% and 5% of draws reach.
    pub critical_values: bool,
    /// The rank of each cluster among the draws.
    pub ranks: bool,
}

/// A scan as a parameter file asks for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScanRequest {
    /// The settings.
    pub analysis: Analysis,
    /// The days looked at.
    pub period: StudyPeriod,
    /// The data files.
    pub files: InputFiles,
    /// What is to be written.
    pub outputs: Outputs,
    /// Parameters that ask for more than is done, where that changes no cluster.
    pub warnings: Vec<Warning>,
}

/// What the data files of a request hold.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanFiles {
    /// The data.
    pub data: ScanData,
    /// For each row of cases, in the order of [`ScanData::cases`], the identifier of its location as the file has it: several may
    /// share a point, and so a place. `All` in a scan of time alone.
    pub locations: Vec<String>,
    /// What was left out, after the warnings of the request.
    pub warnings: Vec<Warning>,
}

/// Clusters SaTScan reports at most where it made no draws.
pub(super) const MOST_WITHOUT_DRAWS: u32 = 10;

impl ScanRequest {
    /// Asks for another number of draws. Without draws no more than ten clusters are reported, as in SaTScan.
    pub fn set_draws(&mut self, count: u32) {
        let most = &mut self.analysis.reported.most;
        match (self.analysis.draws.count, count, *most) {
            (0, 1.., Some(MOST_WITHOUT_DRAWS)) => *most = None,
            (1.., 0, None) => *most = Some(MOST_WITHOUT_DRAWS),
            _ => {}
        }
        self.analysis.draws.count = count;
    }

    /// Reads the data files, and says what was left out, after the warnings of the request.
    ///
    /// # Errors
    /// [`FileError`] with file and line for the first row that cannot be used: an unknown location, a count that is no count, a date outside the
    /// study period, a negative population, a category without people.
    pub fn read(&self) -> Result<(ScanData, Vec<Warning>), FileError> {
        self.read_files().map(|files| (files.data, files.warnings))
    }

    /// The same, with the identifier of the location of each row of cases.
    ///
    /// # Errors
    /// As [`ScanRequest::read`].
    pub fn read_files(&self) -> Result<ScanFiles, FileError> {
        files::read(self)
    }
}
