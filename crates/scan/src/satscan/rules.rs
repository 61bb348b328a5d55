//! What each parameter of SaTScan 10 is to us.

use super::error::FileError;
use super::ini::{Entry, Ini, yes};
use super::names;
use super::source::PARTS;
use crate::result::Warning;

/// What is done with a parameter.
enum Rule {
    /// It is read.
    Used,
    /// It has no effect on what is found or on what is written: names, run options, and settings of a feature that another
    /// parameter must have switched off.
    Free,
    /// It must be off.
    Off(&'static str),
    /// Where it is on, a warning says what is not written, or where it is found.
    Told(&'static str),
    /// The same where it is off.
    ToldOff(&'static str),
    /// The same where it has a value other than 0.
    ToldSet(&'static str),
    /// It must be empty.
    Empty,
    /// It must be this number.
    Number(&'static str),
}

/// All sections and parameters.
const PARAMETERS: &[(&str, &[(&str, Rule)])] = {
    use Rule::{Empty, Free, Number, Off, Told, ToldOff, ToldSet, Used};
    const NONE: &str = "";
    &[
        (
            "Input",
            &[
                ("CaseFile", Used),
                ("ControlFile", Used),
                ("PrecisionCaseTimes", Used),
                ("StartDate", Used),
                ("EndDate", Used),
                ("PopulationFile", Used),
                ("CoordinatesFile", Used),
                ("UseGridFile", Used),
                ("GridFile", Used),
                ("CoordinatesType", Used),
            ],
        ),
        (
            "Analysis",
            &[
                ("AnalysisType", Used),
                ("ModelType", Used),
                ("ScanAreas", Used),
                ("TimeAggregationUnits", Used),
                ("TimeAggregationLength", Used),
            ],
        ),
        (
            "Output",
            &[
                (
                    "ResultsFile",
                    ToldSet("no file of this name is written; the results are in the folder that --out names"),
                ),
                ("OutputGoogleEarthKML", Told("GeoJSON is written instead")),
                ("OutputShapefiles", Told("GeoJSON is written instead")),
                ("OutputCartesianGraph", Told("the map is in report.html")),
                ("OutputGoogleMaps", Told("the map is in report.html")),
                ("MostLikelyClusterEachCentroidASCII", Used),
                ("MostLikelyClusterEachCentroidDBase", Told("the table is written as text")),
                ("MostLikelyClusterCaseInfoEachCentroidASCII", Told("cases by stratum are not written")),
                ("MostLikelyClusterCaseInfoEachCentroidDBase", Told("cases by stratum are not written")),
                ("CensusAreasReportedClustersASCII", Used),
                ("CensusAreasReportedClustersDBase", Told("the table is written as text")),
                ("IncludeRelativeRisksCensusAreasASCII", Told("risks by location are not written")),
                ("IncludeRelativeRisksCensusAreasDBase", Told("risks by location are not written")),
                ("SaveSimLLRsASCII", Told("the statistics of the draws are in scan.json")),
                ("SaveSimLLRsDBase", Told("the statistics of the draws are in scan.json")),
            ],
        ),
        ("Multiple Data Sets", &[("MultipleDataSetsPurposeType", Free), ("DataSet1-Name", Free)]),
        ("Data Checking", &[("StudyPeriodCheckType", Used), ("GeographicalCoordinatesCheckType", Used)]),
        (
            "Locations Network",
            &[
                ("LocationsNetworkFilename", Free),
                ("UseLocationsNetworkFile", Off(NONE)),
                ("PurposeLocationsNetworkFile", Free),
            ],
        ),
        (
            "Spatial Neighbors",
            &[
                ("UseNeighborsFile", Off(NONE)),
                ("NeighborsFilename", Free),
                ("UseMetaLocationsFile", Off(NONE)),
                ("MetaLocationsFilename", Free),
                ("MultipleCoordinatesType", Number("0")),
                ("MultipleLocationsFile", Empty),
            ],
        ),
        (
            "Spatial Window",
            &[
                ("MaxSpatialSizeInPopulationAtRisk", Used),
                ("UseMaxCirclePopulationFileOption", Off(NONE)),
                ("MaxSpatialSizeInMaxCirclePopulationFile", Free),
                ("MaxCirclePopulationFile", Free),
                ("UseDistanceFromCenterOption", Used),
                ("MaxSpatialSizeInDistanceFromCenter", Used),
                ("IncludePurelyTemporal", Used),
                ("SpatialWindowShapeType", Number("0")),
                ("NonCompactnessPenalty", Free),
                ("IsotonicScan", Number("0")),
            ],
        ),
        (
            "Temporal Window",
            &[
                ("MinimumTemporalClusterSize", Used),
                ("MaxTemporalSizeInterpretation", Used),
                ("MaxTemporalSize", Used),
                ("IncludePurelySpatial", Used),
                ("IncludeClusters", Used),
                ("IntervalStartRange", Free),
                ("IntervalEndRange", Free),
            ],
        ),
        (
            "Cluster Restrictions",
            &[
                ("RiskLimitHighClusters", Off(NONE)),
                ("RiskThresholdHighClusters", Free),
                ("RiskLimitLowClusters", Off(NONE)),
                ("RiskThresholdLowClusters", Free),
                ("MinimumCasesInLowRateClusters", Used),
                ("MinimumCasesInHighRateClusters", Used),
            ],
        ),
        (
            "Space and Time Adjustments",
            &[
                ("TimeTrendAdjustmentType", Used),
                ("TimeTrendPercentage", Free),
                ("LogLinearPercentageType", Free),
                ("TimeStratifiedAdjLength", Free),
                ("TimeTrendType", Free),
                ("AdjustForWeeklyTrends", Used),
                ("SpatialAdjustmentType", Number("0")),
                ("UseAdjustmentsByRRFile", Off(NONE)),
                ("AdjustmentsByKnownRelativeRisksFilename", Free),
            ],
        ),
        (
            "Inference",
            &[
                ("PValueReportType", Used),
                ("EarlyTerminationThreshold", Used),
                ("ReportGumbel", Told("both p-values are in scan.json")),
                ("ReportStandardPValue", Free),
                ("MonteCarloReps", Used),
                ("AdjustForEarlierAnalyses", Off(NONE)),
                ("ProspectiveStartDate", Free),
                ("IterativeScan", Used),
                ("IterativeScanMaxIterations", Used),
                ("IterativeScanMaxPValue", Used),
            ],
        ),
        (
            "Cluster Drilldown",
            &[
                ("PerformStandardDrilldown", Off(NONE)),
                ("PerformBernoulliDrilldown", Off(NONE)),
                ("DrilldownMinimumClusterLocations", Free),
                ("DrilldownMinimumClusterCases", Free),
                ("DrilldownClusterCutoff", Free),
                ("DrilldownClusterPvalueCutoff", Free),
                ("DrilldownAdjustForWeeklyTrends", Free),
            ],
        ),
        (
            "Miscellaneous Analysis",
            &[
                ("CalculateOliveira", Told("Oliveira's F is not worked out")),
                ("NumBootstrapReplications", Free),
                ("OliveiraPvalueCutoff", Free),
                ("ProspectiveFrequencyType", Used),
                ("ProspectiveFrequency", Used),
            ],
        ),
        (
            "Power Evaluation",
            &[
                ("PerformPowerEvaluation", Off(NONE)),
                ("PowerEvaluationsMethod", Free),
                ("PowerEvaluationTotalCases", Free),
                ("CriticalValueType", Free),
                ("CriticalValue05", Free),
                ("CriticalValue01", Free),
                ("CriticalValue001", Free),
                ("PowerEstimationType", Free),
                ("NumberPowerReplications", Free),
                ("AlternativeHypothesisFilename", Free),
                ("PowerEvaluationsSimulationMethod", Free),
                ("PowerEvaluationsSimulationSourceFilename", Free),
                ("ReportPowerEvaluationSimulationData", Free),
                ("PowerEvaluationsSimulationOutputFilename", Free),
            ],
        ),
        (
            "Spatial Output",
            &[
                ("LaunchMapViewer", Free),
                ("LaunchKMLViewer", Free),
                ("CompressKMLtoKMZ", Free),
                ("IncludeClusterLocationsKML", Free),
                ("ThresholdLocationsSeparateKML", Free),
                ("ReportHierarchicalClusters", Used),
                ("CriteriaForReportingSecondaryClusters", Used),
                ("ReportGiniClusters", Used),
                ("GiniIndexClusterReportingType", Used),
                ("SpatialMaxima", Used),
                ("GiniIndexClustersPValueCutOff", Used),
                ("ReportGiniIndexCoefficents", Told("the coefficients are not listed")),
                ("UseReportOnlySmallerClusters", Used),
                ("MaxSpatialSizeInPopulationAtRisk_Reported", Used),
                ("UseMaxCirclePopulationFileOption_Reported", Used),
                ("MaxSizeInMaxCirclePopulationFile_Reported", Free),
                ("UseDistanceFromCenterOption_Reported", Used),
                ("MaxSpatialSizeInDistanceFromCenter_Reported", Used),
            ],
        ),
        (
            "Temporal Output",
            &[
                ("OutputTemporalGraphHTML", Told("the time graph is in report.html")),
                ("TemporalGraphReportType", Free),
                ("TemporalGraphMostMLC", Free),
                ("TemporalGraphSignificanceCutoff", Free),
            ],
        ),
        (
            "Other Output",
            &[
                ("CriticalValue", Told("critical values are not listed; the statistics of the draws are in scan.json")),
                (
                    "ReportClusterRank",
                    Told("ranks are not listed; scan.json says how many draws were as strong (as_strong)"),
                ),
                ("PrintAsciiColumnHeaders", ToldOff("tables have column names all the same")),
                ("ResultsTitle", Used),
                ("CutoffClusterLinelistCSV", ToldSet("line-list.csv has the cases of all clusters")),
                ("ClusterSignificanceByRecurrence", Free),
                ("ClusterSignificanceRecurrenceCutoff", Free),
                ("ClusterSignificanceRecurrenceCutoffType", Free),
                ("ClusterSignificanceByPvalue", Free),
                ("ClusterSignificancePvalueCutoff", Free),
            ],
        ),
        (
            "Line List",
            &[
                ("LineListIndividualCache", Free),
                ("CasefileIncludesLineData", Off(NONE)),
                ("CasefileIncludesHeader", Off(NONE)),
            ],
        ),
        (
            "Notifications",
            &[
                ("EmailAlwaysSummary", Told("no e-mail is sent")),
                ("EmailAlwaysRecipients", Free),
                ("EmailCutoffSummary", Told("no e-mail is sent")),
                ("EmailCutoffRecipients", Free),
                ("EmailCutoffValue", Free),
                ("EmailAttachResults", Free),
                ("EmailIncludeResults", Free),
                ("CustomEmail", Free),
                ("CustomEmailSubjectLine", Free),
                ("CustomEmailMessageBody", Free),
            ],
        ),
        (
            "Email Alerts",
            &[
                ("EmailResultsSummary", Told("no e-mail is sent")),
                ("EmailSignificantRecipients", Free),
                ("EmailSubjectLineNoSignificant", Free),
                ("EmailMessageBodyNoSignificant", Free),
                ("EmailSubjectLineSignificant", Free),
                ("EmailMessageBodySignificant", Free),
            ],
        ),
        (
            "Border Analysis",
            &[
                ("CalculateOliviera", Told("Oliveira's F is not worked out")),
                ("NumOlivieraSets", Free),
                ("OlivieraPvalueCutoff", Free),
            ],
        ),
        ("Elliptic Scan", &[("EllipseShapes", Free), ("EllipseAngles", Free)]),
        (
            "Power Simulations",
            &[
                ("SimulatedDataMethodType", Number("0")),
                ("SimulatedDataInputFilename", Free),
                ("PrintSimulatedDataToFile", Told("the data of the draws are not written")),
                ("SimulatedDataOutputFilename", Free),
            ],
        ),
        (
            "Run Options",
            &[
                ("NumberParallelProcesses", Free),
                ("SuppressWarnings", Free),
                ("LogRunToHistoryFile", Told("no run history is written")),
                ("ExecutionType", Free),
                ("RandomizationSeed", Used),
                ("RandomSeed", Used),
                ("RandomlyGenerateSeed", Told("draws have a fixed seed")),
            ],
        ),
        ("BatchMode Features", &[]),
        ("System", &[("Version", Free)]),
    ]
};

/// Parameters of circles, which a scan of time alone does not look at.
const OF_CIRCLES: [&str; 10] = [
    "UseGridFile",
    "UseLocationsNetworkFile",
    "UseNeighborsFile",
    "UseMetaLocationsFile",
    "MultipleCoordinatesType",
    "MultipleLocationsFile",
    "UseMaxCirclePopulationFileOption",
    "UseMaxCirclePopulationFileOption_Reported",
    "SpatialWindowShapeType",
    "IsotonicScan",
];

/// Checks that every parameter of a file is one we know, set to something we do. Tells what is asked for beyond that, but changes no
/// cluster.
pub(super) fn check(ini: &Ini) -> Result<Vec<Warning>, FileError> {
    let mut warnings = Vec::new();
    let in_time_alone = ini.get("AnalysisType").is_some_and(|entry| matches!(entry.value.as_str(), "2" | "6"));
    for entry in &ini.entries {
        let is = |name: &&str| entry.name.eq_ignore_ascii_case(name);
        let known = PARAMETERS.iter().flat_map(|(_, names)| names.iter()).find(|(name, _)| is(name));
        match known {
            _ if in_time_alone && OF_CIRCLES.iter().any(is) => {}
            Some((_, rule)) => warnings.extend(obey(ini, entry, rule)?),
            None if entry.value.is_empty() => {}
            None if of_a_source(&entry.name) => {
                if entry.name.ends_with("-SourceLinelistFieldMap") {
                    warnings.push(told(entry, "the line list does not hold these columns"));
                }
            }
            None if of_a_further_data_set(&entry.name) => {
                let hint = "this names one of several data sets, and one is scanned at a time; write a parameter file for each";
                return Err(ini.unsupported(entry, hint));
            }
            None => {
                let hint = format!("no parameter of this name in section [{}] is known", entry.section);
                return Err(ini.unsupported(entry, &hint));
            }
        }
    }
    Ok(warnings)
}

/// True for a parameter of a second data set, a third, and so on: `CaseFile2`, `PopulationFile3`, `DataSet2-Name`.
fn of_a_further_data_set(name: &str) -> bool {
    let stem = name.split('-').next().unwrap_or_default();
    let word = stem.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let numbered = word.len() < stem.len();
    numbered
        && ["CaseFile", "ControlFile", "PopulationFile", "DataSet"].iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// True for a parameter that tells the form of a data file.
fn of_a_source(name: &str) -> bool {
    let Some((file, part)) = name.split_once("-Source") else { return false };
    let names_a_file = PARAMETERS.iter().flat_map(|(_, names)| names.iter()).any(|(name, _)| *name == file);
    names_a_file && PARTS.contains(&part)
}

/// What is not done that a parameter asks for.
pub(super) fn told(entry: &Entry, what: &str) -> Warning {
    Warning { what: format!("{}={} in line {}: {what}", entry.name, entry.value, entry.line), count: 0 }
}

fn obey(ini: &Ini, entry: &Entry, rule: &Rule) -> Result<Option<Warning>, FileError> {
    if entry.value.is_empty() {
        return Ok(None);
    }
    let flag = || yes(&entry.value).ok_or_else(|| ini.wrong(entry, "y or n"));
    match rule {
        Rule::Used | Rule::Free => Ok(None),
        Rule::Told(what) => Ok(flag()?.then(|| told(entry, what))),
        Rule::ToldOff(what) => Ok((!flag()?).then(|| told(entry, what))),
        Rule::ToldSet(what) => {
            let nothing = entry.value.parse::<f64>().is_ok_and(|number| number == 0.0);
            Ok((!nothing).then(|| told(entry, what)))
        }
        Rule::Off(hint) if flag()? => Err(ini.unsupported(entry, hint)),
        Rule::Off(_) => Ok(None),
        Rule::Empty => Err(ini.unsupported(entry, "leave it empty")),
        Rule::Number(number) if entry.value != *number => {
            Err(ini.unsupported(entry, &names::hint(&entry.name, &entry.value, &[number])))
        }
        Rule::Number(..) => Ok(None),
    }
}
