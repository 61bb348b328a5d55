//! From a parameter file to a request.

use super::dates::Written;
use super::error::FileError;
use super::ini::{Entry, Ini};
use super::request::{InputFiles, Outputs, ScanRequest};
use super::rules;
use crate::analysis::{
    Analysis, Dimensions, Frequency, Iterative, LongestWindow, PValues, Rates, SpatialLimits, TemporalLimits, Timing,
};
use crate::clusters::Overlap;
use crate::locations::CoordinateSystem;
use crate::models::ModelKind;
use crate::monte_carlo::Draws;
use crate::time::period::StudyPeriod;
use crate::time::unit::{TimeAggregation, TimeUnit};
use colligate_register::Day;
use std::path::{Path, PathBuf};

/// Reads a SaTScan parameter file (`.prm`). Names of data files are taken relative to its folder.
///
/// # Errors
/// [`FileError::Unsupported`] names the first parameter that is set to something this crate does not do;
/// [`FileError::Line`] a value that makes no sense.
pub fn read_parameters(path: &Path) -> Result<ScanRequest, FileError> {
    let ini = Ini::read(path)?;
    rules::check(&ini)?;
    let analysis = analysis(&ini)?;
    let files = files(&ini, &analysis)?;
    let near = |name| date(&ini, name, false);
    let (first, last) = (near("StartDate")?, date(&ini, "EndDate", true)?);
    let period = StudyPeriod::new(first, last)?;
    analysis.check()?;
    Ok(ScanRequest { analysis, period, files, outputs: outputs(&ini)? })
}

/// The value of a number with a fixed set of meanings; others are not supported.
fn choice<T: Copy>(ini: &Ini, name: &str, default: T, known: &[(&str, T)]) -> Result<T, FileError> {
    let Some(entry) = ini.get(name) else { return Ok(default) };
    let found = known.iter().find(|(number, _)| *number == entry.value);
    found.map(|&(_, meaning)| meaning).ok_or_else(|| {
        let numbers: Vec<&str> = known.iter().map(|&(number, _)| number).collect();
        ini.unsupported(entry, &format!("known here are {}", numbers.join(", ")))
    })
}

fn analysis(ini: &Ini) -> Result<Analysis, FileError> {
    use Dimensions::{Space, SpaceTime, Time};
    use ModelKind::{Bernoulli, Poisson, SpaceTimePermutation};
    use Timing::{Prospective, Retrospective};
    let model = choice(ini, "ModelType", Poisson, &[("0", Poisson), ("1", Bernoulli), ("2", SpaceTimePermutation)])?;
    let types = [
        ("1", (Space, Retrospective)),
        ("2", (Time, Retrospective)),
        ("3", (SpaceTime, Retrospective)),
        ("4", (SpaceTime, Prospective)),
        ("6", (Time, Prospective)),
    ];
    let (dimensions, timing) = choice(ini, "AnalysisType", (Space, Retrospective), &types)?;
    let rates = choice(ini, "ScanAreas", Rates::High, &[("1", Rates::High), ("2", Rates::Low), ("3", Rates::Both)])?;
    let in_space_time = dimensions == SpaceTime;
    if timing == Retrospective && dimensions != Space {
        choice(ini, "IncludeClusters", (), &[("0", ())])?;
    }
    let overlaps = [
        ("0", Overlap::NoSharedPlaces),
        ("1", Overlap::NoCentreInOther),
        ("2", Overlap::NoCentreInStronger),
        ("3", Overlap::NoCentreInWeaker),
        ("4", Overlap::NoPairOfCentres),
        ("5", Overlap::None),
    ];
    let iterative = ini.flag("IterativeScan")?.then(|| {
        Ok::<_, FileError>(Iterative {
            max_scans: ini.whole("IterativeScanMaxIterations", 10, 1, 32_000)?,
            max_p_value: ini.number("IterativeScanMaxPValue", 0.05, 0.0, 1.0)?,
        })
    });
    Ok(Analysis {
        model,
        dimensions,
        timing,
        rates,
        min_cases_high: ini.whole("MinimumCasesInHighRateClusters", 2, 1, u32::MAX)?,
        min_cases_low: ini.whole("MinimumCasesInLowRateClusters", 0, 0, u32::MAX)?,
        space: space(ini, dimensions)?,
        time: time(ini, dimensions)?,
        include_purely_spatial: in_space_time && ini.flag("IncludePurelySpatial")?,
        include_purely_temporal: in_space_time && ini.flag("IncludePurelyTemporal")?,
        draws: Draws::new(
            ini.whole("MonteCarloReps", 999, 0, 10_000_000)?,
            u64::from(ini.whole("RandomizationSeed", 1, 0, u32::MAX)?),
        ),
        p_values: match choice(ini, "PValueReportType", 0, &[("0", 0), ("1", 1), ("2", 2), ("3", 3)])? {
            0 => PValues::Default,
            1 => PValues::MonteCarlo,
            2 => PValues::EarlyTermination { after: ini.whole("EarlyTerminationThreshold", 50, 1, u32::MAX)? },
            _ => PValues::Gumbel,
        },
        overlap: choice(ini, "CriteriaForReportingSecondaryClusters", Overlap::NoSharedPlaces, &overlaps)?,
        iterative: iterative.transpose()?,
        frequency: frequency(ini)?,
    })
}

fn space(ini: &Ini, dimensions: Dimensions) -> Result<SpatialLimits, FileError> {
    if dimensions == Dimensions::Time {
        return Ok(SpatialLimits { max_share: 0.5, max_radius: None });
    }
    let max_share = ini.number("MaxSpatialSizeInPopulationAtRisk", 50.0, 1e-9, 50.0)? / 100.0;
    let limited = ini.flag("UseDistanceFromCenterOption")?;
    let radius = ini.number("MaxSpatialSizeInDistanceFromCenter", 1.0, 0.0, f64::MAX)?;
    Ok(SpatialLimits { max_share, max_radius: limited.then_some(radius) })
}

fn time(ini: &Ini, dimensions: Dimensions) -> Result<TemporalLimits, FileError> {
    if dimensions == Dimensions::Space {
        let max = LongestWindow::Percent(50.0);
        return Ok(TemporalLimits { aggregation: TimeAggregation::DAYS, min_units: 1, max });
    }
    let units = [("1", TimeUnit::Year), ("2", TimeUnit::Month), ("3", TimeUnit::Day)];
    let unit = choice(ini, "TimeAggregationUnits", TimeUnit::Year, &units)?;
    let length = ini.whole("TimeAggregationLength", 1, 1, u32::MAX)?;
    let max = match choice(ini, "MaxTemporalSizeInterpretation", 0, &[("0", 0), ("1", 1)])? {
        0 => LongestWindow::Percent(ini.number("MaxTemporalSize", 50.0, 1e-9, 90.0)?),
        _ => {
            let found = ini.number("MaxTemporalSize", 1.0, 1.0, f64::from(u32::MAX))?;
            LongestWindow::Units(found.floor() as u32)
        }
    };
    let min_units = ini.whole("MinimumTemporalClusterSize", 1, 1, u32::MAX)?;
    Ok(TemporalLimits { aggregation: TimeAggregation { unit, length }, min_units, max })
}

fn frequency(ini: &Ini) -> Result<Frequency, FileError> {
    let count = ini.whole("ProspectiveFrequency", 1, 1, u32::MAX)?;
    let known = [
        ("0", Frequency::SameAsAggregation),
        ("1", Frequency::Days(count)),
        ("2", Frequency::Weeks(count)),
        ("3", Frequency::Months(count)),
        ("4", Frequency::Quarters(count)),
        ("5", Frequency::Years(count)),
    ];
    choice(ini, "ProspectiveFrequencyType", Frequency::SameAsAggregation, &known)
}

fn files(ini: &Ini, analysis: &Analysis) -> Result<InputFiles, FileError> {
    let named = |name: &str| ini.get(name).map(|entry| beside(&ini.path, &entry.value));
    let needed = |name: &'static str| {
        named(name).ok_or_else(|| FileError::file(&ini.path, format!("{name} names no file, but this scan needs one")))
    };
    let precision = choice(ini, "PrecisionCaseTimes", 1, &[("0", 0), ("1", 1), ("2", 2), ("3", 3)])?;
    if analysis.dimensions != Dimensions::Space {
        let finest = match analysis.time.aggregation.unit {
            TimeUnit::Year => 1,
            TimeUnit::Month => 2,
            TimeUnit::Day => 3,
        };
        if precision < finest {
            let what = "PrecisionCaseTimes is coarser than TimeAggregationUnits: dates must be at least as precise as intervals";
            return Err(FileError::file(&ini.path, what));
        }
    }
    let (everywhere, model) = (analysis.dimensions == Dimensions::Time, analysis.model);
    let weekdays = ini.flag("AdjustForWeeklyTrends")?;
    if let (true, Some(entry)) =
        (weekdays && model != ModelKind::SpaceTimePermutation, ini.get("AdjustForWeeklyTrends"))
    {
        return Err(ini.unsupported(entry, "only the space-time permutation model is stratified by weekday"));
    }
    Ok(InputFiles {
        cases: needed("CaseFile")?,
        controls: if model == ModelKind::Bernoulli { Some(needed("ControlFile")?) } else { None },
        population: match model {
            ModelKind::Poisson if everywhere => named("PopulationFile"),
            ModelKind::Poisson => Some(needed("PopulationFile")?),
            _ => None,
        },
        coordinates: if everywhere { None } else { Some(needed("CoordinatesFile")?) },
        grid: if !everywhere && ini.flag("UseGridFile")? { Some(needed("GridFile")?) } else { None },
        system: choice(
            ini,
            "CoordinatesType",
            CoordinateSystem::Earth,
            &[("0", CoordinateSystem::Plane), ("1", CoordinateSystem::Earth)],
        )?,
        dated: precision > 0,
        precision,
        relaxed_period: choice(ini, "StudyPeriodCheckType", false, &[("0", false), ("1", true)])?,
        relaxed_places: choice(ini, "GeographicalCoordinatesCheckType", false, &[("0", false), ("1", true)])?,
        strata_by_weekday: weekdays,
    })
}

fn outputs(ini: &Ini) -> Result<Outputs, FileError> {
    let pages = ["OutputCartesianGraph", "OutputGoogleMaps", "OutputTemporalGraphHTML"];
    let mut page = false;
    for name in pages {
        page |= ini.flag(name)?;
    }
    Ok(Outputs {
        results: ini.get("ResultsFile").map(|entry| beside(&ini.path, &entry.value)),
        title: ini.get("ResultsTitle").map(|entry| entry.value.clone()),
        clusters: ini.flag("MostLikelyClusterEachCentroidASCII")?,
        places: ini.flag("CensusAreasReportedClustersASCII")?,
        draws: ini.flag("SaveSimLLRsASCII")?,
        headers: ini.flag("PrintAsciiColumnHeaders")?,
        page,
        critical_values: ini.flag("CriticalValue")?,
        ranks: ini.flag("ReportClusterRank")?,
    })
}

fn date(ini: &Ini, name: &'static str, last: bool) -> Result<Day, FileError> {
    let Some(entry) = ini.get(name) else {
        return Err(FileError::file(&ini.path, format!("{name} is missing")));
    };
    let wrong = |entry: &Entry| ini.wrong(entry, "a date as 2001/11/24");
    let written = Written::parse(&entry.value, 1900).ok_or_else(|| wrong(entry))?;
    let day = if last { written.last_day() } else { written.case_day() };
    day.ok_or_else(|| wrong(entry))
}

fn beside(file: &Path, name: &str) -> PathBuf {
    // Parameter files written on Windows have backslashes.
    let name = if name.contains('/') { name.to_owned() } else { name.replace('\\', "/") };
    file.parent().unwrap_or(Path::new("")).join(name)
}
