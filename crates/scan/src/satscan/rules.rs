//! What each parameter of SaTScan 10 is to us.

use super::error::FileError;
use super::ini::{Entry, Ini, yes};

/// What is done with a parameter.
enum Rule {
    /// It is read.
    Used,
    /// It has no effect on what is found or on what is written: names, run options, and settings of a feature that another
    /// parameter must have switched off.
    Free,
    /// It must be off.
    Off(&'static str),
    /// It must be on.
    On(&'static str),
    /// It must be empty.
    Empty,
    /// It must be this number.
    Number(&'static str, &'static str),
}

/// All sections and parameters.
const PARAMETERS: &[(&str, &[(&str, Rule)])] = {
    use Rule::{Empty, Free, Number, Off, On, Used};
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
                ("ResultsFile", Used),
                ("OutputGoogleEarthKML", Off("GeoJSON is written instead")),
                ("OutputShapefiles", Off("GeoJSON is written instead")),
                ("OutputCartesianGraph", Used),
                ("OutputGoogleMaps", Used),
                ("MostLikelyClusterEachCentroidASCII", Used),
                ("MostLikelyClusterEachCentroidDBase", Off("the ASCII file can be written")),
                ("MostLikelyClusterCaseInfoEachCentroidASCII", Off(NONE)),
                ("MostLikelyClusterCaseInfoEachCentroidDBase", Off(NONE)),
                ("CensusAreasReportedClustersASCII", Used),
                ("CensusAreasReportedClustersDBase", Off("the ASCII file can be written")),
                ("IncludeRelativeRisksCensusAreasASCII", Off(NONE)),
                ("IncludeRelativeRisksCensusAreasDBase", Off(NONE)),
                ("SaveSimLLRsASCII", Used),
                ("SaveSimLLRsDBase", Off("the ASCII file can be written")),
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
                ("MultipleCoordinatesType", Number("0", "one location for each observation")),
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
                ("SpatialWindowShapeType", Number("0", "circles; ellipses are not scanned")),
                ("NonCompactnessPenalty", Free),
                ("IsotonicScan", Number("0", "the standard scan")),
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
                ("TimeTrendAdjustmentType", Number("0", "no adjustment")),
                ("TimeTrendPercentage", Free),
                ("TimeStratifiedAdjLength", Free),
                ("TimeTrendType", Free),
                ("AdjustForWeeklyTrends", Used),
                ("SpatialAdjustmentType", Number("0", "no adjustment")),
                ("UseAdjustmentsByRRFile", Off(NONE)),
                ("AdjustmentsByKnownRelativeRisksFilename", Free),
            ],
        ),
        (
            "Inference",
            &[
                ("PValueReportType", Used),
                ("EarlyTerminationThreshold", Used),
                ("ReportGumbel", Free),
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
                ("DrilldownAdjustForWeeklyTrends", Free),
            ],
        ),
        (
            "Miscellaneous Analysis",
            &[
                ("CalculateOliveira", Off(NONE)),
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
                ("CompressKMLtoKMZ", Free),
                ("IncludeClusterLocationsKML", Free),
                ("ThresholdLocationsSeparateKML", Free),
                ("ReportHierarchicalClusters", On("clusters are always chosen one by one, the strongest first")),
                ("CriteriaForReportingSecondaryClusters", Used),
                ("ReportGiniClusters", Off(NONE)),
                ("GiniIndexClusterReportingType", Free),
                ("SpatialMaxima", Free),
                ("GiniIndexClustersPValueCutOff", Free),
                ("ReportGiniIndexCoefficents", Free),
                ("UseReportOnlySmallerClusters", Off(NONE)),
                ("MaxSpatialSizeInPopulationAtRisk_Reported", Free),
                ("UseMaxCirclePopulationFileOption_Reported", Free),
                ("MaxSizeInMaxCirclePopulationFile_Reported", Free),
                ("UseDistanceFromCenterOption_Reported", Free),
                ("MaxSpatialSizeInDistanceFromCenter_Reported", Free),
            ],
        ),
        (
            "Temporal Output",
            &[
                ("OutputTemporalGraphHTML", Used),
                ("TemporalGraphReportType", Free),
                ("TemporalGraphMostMLC", Free),
                ("TemporalGraphSignificanceCutoff", Free),
            ],
        ),
        (
            "Other Output",
            &[
                ("CriticalValue", Used),
                ("ReportClusterRank", Used),
                ("PrintAsciiColumnHeaders", Used),
                ("ResultsTitle", Used),
                ("CutoffClusterLinelistCSV", Free),
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
                ("EmailAlwaysSummary", Off(NONE)),
                ("EmailAlwaysRecipients", Free),
                ("EmailCutoffSummary", Off(NONE)),
                ("EmailCutoffRecipients", Free),
                ("EmailCutoffValue", Free),
                ("EmailAttachResults", Free),
                ("EmailIncludeResults", Free),
                ("CustomEmail", Free),
                ("CustomEmailSubjectLine", Free),
                ("CustomEmailMessageBody", Free),
            ],
        ),
        ("Elliptic Scan", &[("EllipseShapes", Free), ("EllipseAngles", Free)]),
        (
            "Power Simulations",
            &[
                ("SimulatedDataMethodType", Number("0", "draws of our own")),
                ("SimulatedDataInputFilename", Free),
                ("PrintSimulatedDataToFile", Off(NONE)),
                ("SimulatedDataOutputFilename", Free),
            ],
        ),
        (
            "Run Options",
            &[
                ("NumberParallelProcesses", Free),
                ("SuppressWarnings", Free),
                ("LogRunToHistoryFile", Free),
                ("ExecutionType", Free),
                ("RandomizationSeed", Used),
            ],
        ),
        ("BatchMode Features", &[]),
        ("System", &[("Version", Free)]),
    ]
};

/// Checks that every parameter of a file is one we know, set to something we do.
pub(super) fn check(ini: &Ini) -> Result<(), FileError> {
    for entry in &ini.entries {
        let known = PARAMETERS.iter().flat_map(|(_, names)| names.iter()).find(|(name, _)| *name == entry.name);
        match known {
            Some((_, rule)) => obey(ini, entry, rule)?,
            None if entry.value.is_empty() => {}
            None => {
                let hint = format!("no parameter of this name in section [{}] is known", entry.section);
                return Err(ini.unsupported(entry, &hint));
            }
        }
    }
    Ok(())
}

fn obey(ini: &Ini, entry: &Entry, rule: &Rule) -> Result<(), FileError> {
    if entry.value.is_empty() {
        return Ok(());
    }
    let flag = || yes(&entry.value).ok_or_else(|| ini.wrong(entry, "y or n"));
    match rule {
        Rule::Used | Rule::Free => Ok(()),
        Rule::Off(hint) if flag()? => Err(ini.unsupported(entry, hint)),
        Rule::On(hint) if !flag()? => Err(ini.unsupported(entry, hint)),
        Rule::Off(_) | Rule::On(_) => Ok(()),
        Rule::Empty => Err(ini.unsupported(entry, "leave it empty")),
        Rule::Number(number, hint) if entry.value != *number => {
            Err(ini.unsupported(entry, &format!("only {number} is, {hint}")))
        }
        Rule::Number(..) => Ok(()),
    }
}
