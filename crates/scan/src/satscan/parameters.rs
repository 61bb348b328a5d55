//! From a parameter file to a request.

use super::dates::Written;
use super::error::FileError;
use super::ini::{Entry, Ini, yes};
use super::names;
use super::request::{InputFiles, MOST_WITHOUT_DRAWS, Outputs, ScanRequest, Sources};
use super::rules;
use super::source::Source;
use crate::analysis::{
    Analysis, Dimensions, Frequency, Iterative, LongestWindow, PValues, Rates, SpatialLimits, TemporalLimits, Timing,
};
use crate::clusters::Overlap;
use crate::locations::CoordinateSystem;
use crate::models::ModelKind;
use crate::monte_carlo::Draws;
use crate::reported::{GiniClusters, Reported};
use crate::result::Warning;
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
    let mut warnings = rules::check(&ini)?;
    let analysis = analysis(&ini)?;
    warnings.extend(trend(&ini, &analysis)?);
    let files = files(&ini, &analysis, &mut warnings)?;
    let near = |name| date(&ini, name, false);
    let (first, last) = (near("StartDate")?, date(&ini, "EndDate", true)?);
    let period = StudyPeriod::new(first, last)?;
    analysis.check()?;
    Ok(ScanRequest { analysis, period, files, outputs: outputs(&ini)?, warnings })
}

/// The value of a number with a fixed set of meanings; others are not supported.
fn choice<T: Copy>(ini: &Ini, name: &str, default: T, known: &[(&str, T)]) -> Result<T, FileError> {
    let Some(entry) = ini.get(name) else { return Ok(default) };
    let found = known.iter().find(|(number, _)| *number == entry.value);
    found.map(|&(_, meaning)| meaning).ok_or_else(|| {
        let numbers: Vec<&str> = known.iter().map(|&(number, _)| number).collect();
        ini.unsupported(entry, &names::hint(&entry.name, &entry.value, &numbers))
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
            u64::from(ini.whole("RandomSeed", ini.whole("RandomizationSeed", 1, 0, u32::MAX)?, 0, u32::MAX)?),
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
        reported: reported(ini, dimensions)?,
    })
}

fn space(ini: &Ini, dimensions: Dimensions) -> Result<SpatialLimits, FileError> {
    if dimensions == Dimensions::Time {
        return Ok(SpatialLimits { max_share: 0.5, max_radius: None });
    }
    let max_share = ini.number("MaxSpatialSizeInPopulationAtRisk", 50.0, 1e-9, 100.0)? / 100.0;
    let limited = ini.flag("UseDistanceFromCenterOption")?;
    let radius = ini.number("MaxSpatialSizeInDistanceFromCenter", 1.0, 0.0, f64::MAX)?;
    Ok(SpatialLimits { max_share, max_radius: limited.then_some(radius) })
}

/// Which clusters are reported.
fn reported(ini: &Ini, dimensions: Dimensions) -> Result<Reported, FileError> {
    let (one_by_one, in_space) = (
        ini.get("ReportHierarchicalClusters").is_none() || ini.flag("ReportHierarchicalClusters")?,
        dimensions == Dimensions::Space,
    );
    // SaTScan leaves Gini clusters out of every scan in time.
    let gini = in_space && ini.flag("ReportGiniClusters")?;
    let most = match ini.get("MonteCarloReps") {
        _ if !one_by_one && !gini => Some(1),
        Some(entry) if entry.value == "0" => Some(MOST_WITHOUT_DRAWS),
        _ => None,
    };
    let gini = gini.then(|| {
        Ok::<_, FileError>(GiniClusters {
            shares: shares(ini)?,
            max_p_value: ini.number("GiniIndexClustersPValueCutOff", 0.05, 0.0, 1.0)?,
            every_share: choice(ini, "GiniIndexClusterReportingType", false, &[("0", false), ("1", true)])?,
            alone: !one_by_one,
        })
    });
    Ok(Reported { most, space: smaller(ini, dimensions)?, gini: gini.transpose()? })
}

/// The largest shares for Gini clusters.
fn shares(ini: &Ini) -> Result<Vec<f64>, FileError> {
    let Some(entry) = ini.get("SpatialMaxima") else {
        return Ok(GiniClusters::SHARES.to_vec());
    };
    let share = |text: &str| text.trim().parse().ok().filter(|percent| (0.0..=100.0).contains(percent));
    let percents: Option<Vec<f64>> = entry.value.split(',').map(share).collect();
    let percents = percents.ok_or_else(|| ini.wrong(entry, "percentages with commas between"))?;
    Ok(percents.into_iter().map(|percent| percent / 100.0).collect())
}

/// Limits of the circles that are reported, where they are smaller.
fn smaller(ini: &Ini, dimensions: Dimensions) -> Result<Option<SpatialLimits>, FileError> {
    if dimensions == Dimensions::Time || !ini.flag("UseReportOnlySmallerClusters")? {
        return Ok(None);
    }
    if let Some(entry) =
        ini.get("UseMaxCirclePopulationFileOption_Reported").filter(|entry| yes(&entry.value) == Some(true))
    {
        return Err(ini.unsupported(entry, ""));
    }
    let all = space(ini, dimensions)?;
    let percent = ini.number("MaxSpatialSizeInPopulationAtRisk_Reported", 50.0, 1e-9, 100.0)?;
    let radius = ini.number("MaxSpatialSizeInDistanceFromCenter_Reported", 1.0, 0.0, f64::MAX)?;
    let limited = ini.flag("UseDistanceFromCenterOption_Reported")?;
    let max_radius = match (limited, all.max_radius) {
        (true, Some(most)) => Some(radius.min(most)),
        (true, None) => Some(radius),
        (false, most) => most,
    };
    Ok(Some(SpatialLimits { max_share: percent / 100.0, max_radius }))
}

/// What becomes of an adjustment for a trend in time.
fn trend(ini: &Ini, analysis: &Analysis) -> Result<Option<Warning>, FileError> {
    let Some(entry) = ini.get("TimeTrendAdjustmentType").filter(|entry| entry.value != "0") else {
        return Ok(None);
    };
    if analysis.model == ModelKind::SpaceTimePermutation {
        return Ok(Some(rules::told(entry, "without effect, the permutation model needs no adjustment for time")));
    }
    if analysis.dimensions == Dimensions::Space {
        return Ok(Some(rules::told(entry, "without effect in a scan of space alone")));
    }
    Err(ini.unsupported(entry, &names::hint(&entry.name, &entry.value, &["0"])))
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
        0 => LongestWindow::Percent(ini.number("MaxTemporalSize", 50.0, 1e-9, 100.0)?),
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

fn files(ini: &Ini, analysis: &Analysis, warnings: &mut Vec<Warning>) -> Result<InputFiles, FileError> {
    let mut named = |name: &str| ini.get(name).map(|entry| data_file(&ini.path, entry, warnings));
    let mut needed = |name: &'static str| {
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
            ModelKind::Poisson if everywhere => {
                ini.get("PopulationFile").map(|_| needed("PopulationFile")).transpose()?
            }
            ModelKind::Poisson => Some(needed("PopulationFile")?),
            _ => None,
        },
        coordinates: if everywhere { None } else { Some(needed("CoordinatesFile")?) },
        grid: if !everywhere && ini.flag("UseGridFile")? { Some(needed("GridFile")?) } else { None },
        sources: Sources {
            cases: Source::of(ini, "CaseFile")?,
            controls: Source::of(ini, "ControlFile")?,
            population: Source::of(ini, "PopulationFile")?,
            coordinates: Source::of(ini, "CoordinatesFile")?,
            grid: Source::of(ini, "GridFile")?,
        },
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

/// A data file, as the parameter file names it. On Windows names are alike in capitals and small letters; a folder of another computer
/// is not looked for, but the file beside the parameter file.
fn data_file(parameters: &Path, entry: &Entry, warnings: &mut Vec<Warning>) -> PathBuf {
    let path = beside(parameters, &entry.value);
    if path.exists() {
        return path;
    }
    if let Some(found) = spelled_otherwise(&path) {
        return found;
    }
    let of_windows = entry.value.as_bytes().get(1) == Some(&b':');
    let name = entry.value.rsplit(['/', '\\']).next().unwrap_or_default();
    let here = parameters.parent().unwrap_or(Path::new("")).join(name);
    let here = if here.exists() { Some(here) } else { spelled_otherwise(&here) };
    match here.filter(|_| of_windows) {
        Some(here) => {
            warnings.push(rules::told(entry, "the file of this name beside the parameter file is read"));
            here
        }
        None => path,
    }
}

/// The only file whose name differs in capitals and small letters alone.
fn spelled_otherwise(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let mut alike =
        entries.filter(|entry| entry.file_name().to_str().is_some_and(|name| name.eq_ignore_ascii_case(wanted)));
    let first = alike.next()?;
    alike.next().is_none().then(|| path.with_file_name(first.file_name()))
}

fn beside(file: &Path, name: &str) -> PathBuf {
    // Parameter files written on Windows have backslashes.
    let name = if name.contains('/') { name.to_owned() } else { name.replace('\\', "/") };
    file.parent().unwrap_or(Path::new("")).join(name)
}
