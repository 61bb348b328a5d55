//! SaTScan's files: what is read, what is refused, and where the refusal points.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use colligate_scan::{
    Analysis, Dimensions, FileError, LongestWindow, ModelKind, Rates, ScanRequest, Silent, TimeUnit, Timing,
    read_parameters, scan,
};
use std::path::PathBuf;

/// A folder of its own with a small, sound Poisson scan, in which a test changes one thing.
struct Folder {
    path: PathBuf,
    parameters: Vec<(String, String)>,
}

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("colligate-scan-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let folder = Folder { path, parameters: Vec::new() };
        folder.write("x.cas", "a 3 2001 m\nb 1 2002 f\nc 2 2003 m\n");
        folder.write("x.pop", "a 2001 100 m\na 2001 90 f\nb 2001 200 m\nb 2001 210 f\nc 2001 50 m\nc 2001 40 f\n");
        folder.write("x.geo", "a 40 -100\nb 40.1 -100\nc 41 -101\n");
        folder.write("x.ctl", "a 5 2001\nb 7 2002\nc 9 2003\n");
        folder
            .set("CaseFile", "x.cas")
            .set("PopulationFile", "x.pop")
            .set("CoordinatesFile", "x.geo")
            .set("ControlFile", "x.ctl")
            .set("PrecisionCaseTimes", "1")
            .set("StartDate", "2001/1/1")
            .set("EndDate", "2003/12/31")
            .set("AnalysisType", "3")
            .set("TimeAggregationUnits", "1")
            .set("MonteCarloReps", "9")
    }

    fn set(mut self, name: &str, value: &str) -> Folder {
        self.parameters.retain(|(other, _)| other != name);
        self.parameters.push((name.into(), value.into()));
        self
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path.join(name), text).unwrap();
    }

    fn with(self, name: &str, text: &str) -> Folder {
        self.write(name, text);
        self
    }

    fn request(&self) -> Result<ScanRequest, FileError> {
        let lines: Vec<String> = self.parameters.iter().map(|(name, value)| format!("{name}={value}\r\n")).collect();
        self.write("x.prm", &format!("[Input]\r\n; a comment\r\n{}", lines.concat()));
        read_parameters(&self.path.join("x.prm"))
    }

    /// The error of reading the files or scanning them.
    fn error(&self) -> String {
        let run = || {
            let request = self.request()?;
            let (data, _) = request.read()?;
            Ok::<_, FileError>(scan(&data, &request.analysis, &Silent)?)
        };
        match run() {
            Ok(_) => panic!("nothing was refused"),
            Err(error) => error.to_string(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.path).ok();
    }
}

fn says(error: &str, parts: &[&str]) {
    assert!(parts.iter().all(|part| error.contains(part)), "{error}");
}

#[test]
fn a_sound_folder_is_scanned() {
    let folder = Folder::new("sound");
    let request = folder.request().unwrap();
    let (data, warnings) = request.read().unwrap();
    assert!(warnings.is_empty());
    assert_eq!((data.places.len(), data.cases.len()), (3, 3));
    let result = scan(&data, &request.analysis, &Silent).unwrap();
    assert_eq!((result.totals.cases, result.totals.intervals), (6, 3));
    assert!((result.totals.population.unwrap() - 690.0).abs() < 1e-9);
}

#[test]
fn parameters_mean_what_satscan_means() {
    let folder = Folder::new("meaning")
        .set("ModelType", "1")
        .set("AnalysisType", "4")
        .set("ScanAreas", "3")
        .set("MaxSpatialSizeInPopulationAtRisk", "10")
        .set("UseDistanceFromCenterOption", "y")
        .set("MaxSpatialSizeInDistanceFromCenter", "2.5")
        .set("MaxTemporalSizeInterpretation", "1")
        .set("MaxTemporalSize", "2")
        .set("IncludePurelySpatial", "y");
    let analysis = folder.request().unwrap().analysis;
    let wanted = Analysis::new(ModelKind::Bernoulli);
    assert_eq!(analysis.model, ModelKind::Bernoulli);
    assert_eq!((analysis.dimensions, analysis.timing), (Dimensions::SpaceTime, Timing::Prospective));
    assert_eq!((analysis.rates, analysis.space.max_share, analysis.space.max_radius), (Rates::Both, 0.1, Some(2.5)));
    assert_eq!((analysis.time.aggregation.unit, analysis.time.max), (TimeUnit::Year, LongestWindow::Units(2)));
    assert!(analysis.include_purely_spatial && !analysis.include_purely_temporal);
    assert_eq!((analysis.overlap, analysis.p_values), (wanted.overlap, wanted.p_values));
}

#[test]
fn a_parameter_that_is_not_supported_is_named_with_its_line() {
    for (name, value) in [
        ("AnalysisType", "5"),
        ("ModelType", "3"),
        ("SpatialWindowShapeType", "1"),
        ("IsotonicScan", "1"),
        ("TimeTrendAdjustmentType", "2"),
        ("SpatialAdjustmentType", "1"),
        ("UseAdjustmentsByRRFile", "y"),
        ("AdjustForEarlierAnalyses", "y"),
        ("AdjustForWeeklyTrends", "y"),
        ("RiskLimitHighClusters", "y"),
        ("UseMetaLocationsFile", "y"),
        ("CaseFile-SourceType", "1"),
        ("PerformPowerEvaluation", "y"),
        ("PerformStandardDrilldown", "y"),
        ("IncludeClusters", "2"),
        ("PrecisionCaseTimes", "4"),
        ("CaseFile2", "second.cas"),
        ("NoSuchParameter", "1"),
    ] {
        let error = Folder::new(&format!("unsupported-{name}")).set(name, value).error();
        says(&error, &[&format!("{name}={value}"), "x.prm, line ", "not supported"]);
    }
}

#[test]
fn a_value_that_makes_no_sense_is_an_error_with_its_line() {
    says(&Folder::new("n1").set("MonteCarloReps", "many").error(), &["MonteCarloReps=many", "line "]);
    says(&Folder::new("n2").set("MaxSpatialSizeInPopulationAtRisk", "160").error(), &["from 0.000000001 to 100"]);
    says(&Folder::new("n3").set("StartDate", "2001/13/1").error(), &["StartDate=2001/13/1 should be a date"]);
    says(&Folder::new("n4").set("EndDate", "1999/1/1").error(), &["ends on 1 Jan 1999, before it begins"]);
    says(&Folder::new("n5").set("TimeAggregationUnits", "3").error(), &["PrecisionCaseTimes is coarser"]);
    says(&Folder::new("n6").set("PopulationFile", "").error(), &["PopulationFile names no file"]);
    says(&Folder::new("n7").set("CaseFile", "none.cas").error(), &["none.cas"]);
}

#[test]
fn a_row_that_cannot_be_used_is_an_error_with_its_line() {
    let case = |name: &str, text: &str| Folder::new(name).with("x.cas", text).error();
    says(&case("c1", "a 3 2001 m\nz 1 2002 f\n"), &["x.cas, line 2: location z is not in", "x.geo"]);
    says(&case("c2", "\n\na -3 2001 m\n"), &["x.cas, line 3: \"-3\" should be a case count"]);
    says(&case("c3", "a 3 1999 m\n"), &["x.cas, line 1: 1999 is outside the study period 2001-01-01 to 2003-12-31"]);
    says(&case("c4", "a 3 soon m\n"), &["\"soon\" is not a date"]);
    says(&case("c5", "a 3 2001 x\n"), &["line 1: the population file has nobody of category x"]);
    says(&case("c6", "a 3 2001\n"), &["line 1: 0 covariates are given, but the population file has 1"]);
    says(&case("c7", "\n"), &["x.cas: the file holds no data"]);
    says(&case("c8", "a 0 2001 m\n"), &["no case is left"]);
    let people = |name: &str, text: &str| Folder::new(name).with("x.pop", text).error();
    says(&people("p1", "a 2001 -5 m\n"), &["x.pop, line 1: the population -5 is negative"]);
    says(&people("p2", "a 2001 few m\n"), &["x.pop, line 1: \"few\" should be a population"]);
    says(&people("p3", "a 2001 5 m\nq 2001 5 m\n"), &["x.pop, line 2: location q is not in"]);
    says(&people("p4", "a 2001 5 m\na 2001 5 m 1\n"), &["line 2: 2 covariates are given, but rows before have 1"]);
    says(&people("p5", "a 2001 5 m\nb 2001 0 f\nc 2001 5 m\n"), &["category \"f\"", "population is zero"]);
    let places = |name: &str, text: &str| Folder::new(name).with("x.geo", text).error();
    says(&places("g1", "a 40 -100\nb 95 -100\n"), &["x.geo, line 2: 95 -100 is not on the map"]);
    says(&places("g2", "a 40\n"), &["x.geo, line 1: the longitude is missing"]);
    says(&places("g3", "a 40 -100\nb 41 -100\na 42 -100\n"), &["line 3: location a is already in line 1"]);
    says(&places("g4", "a 40 -100\n"), &["two or more locations"]);
    let nobody = Folder::new("nobody").with("x.pop", "a 2001 0 m\na 2001 5 f\nb 2001 9 m\nb 2001 9 f\nc 2001 9 m\n");
    says(
        &nobody
            .with("x.cas", "b 1 2002 m\nc 1 2002 m\n")
            .set("AnalysisType", "1")
            .set("CoordinatesFile", "x.geo")
            .with("x.pop", "a 2001 7 m\nc 2001 9 m\n")
            .error(),
        &["1 case at b", "nobody is at risk"],
    );
}

#[test]
fn relaxed_checks_leave_rows_out_and_count_them() {
    let folder = Folder::new("relaxed")
        .with("x.cas", "a 3 2001 m\nz 1 2002 f\nb 1 1999 f\nb 2 2002 f\ny 1 2002 m\n")
        .set("StudyPeriodCheckType", "1")
        .set("GeographicalCoordinatesCheckType", "1");
    let (data, warnings) = folder.request().unwrap().read().unwrap();
    assert_eq!(data.cases.iter().map(|row| row.count).sum::<u32>(), 5);
    let told: Vec<(bool, u64)> =
        warnings.iter().map(|one| (one.what.contains("unknown locations"), one.count)).collect();
    assert_eq!(told, [(true, 2), (false, 1)]);
}

#[test]
fn more_cases_than_people_are_a_warning_with_a_count() {
    let folder = Folder::new("crowd").with("x.cas", "a 300 2001 m\nb 1 2002 f\n");
    let request = folder.request().unwrap();
    let (data, _) = request.read().unwrap();
    let result = scan(&data, &request.analysis, &Silent).unwrap();
    assert_eq!(result.warnings.len(), 1);
    assert_eq!((result.warnings[0].what.as_str(), result.warnings[0].count), ("places with more cases than people", 1));
}

#[test]
fn controls_and_a_grid_are_read() {
    let folder = Folder::new("grid").set("ModelType", "1").set("UseGridFile", "y").set("GridFile", "x.grd");
    let folder = folder.with("x.grd", "41 -101\n40 -100\n41 -101\n").with("x.cas", "a 3 2001\nb 1 2002\n");
    let request = folder.request().unwrap();
    let (data, _) = request.read().unwrap();
    assert_eq!(data.grid.as_ref().map(|grid| grid.len()), Some(2));
    let result = scan(&data, &request.analysis, &Silent).unwrap();
    assert_eq!((result.totals.cases, result.totals.controls), (4, 21));
}

#[test]
fn a_scan_of_time_alone_needs_no_coordinates() {
    let folder = Folder::new("time").set("AnalysisType", "2").set("CoordinatesFile", "").set("PopulationFile", "");
    let folder = folder.with("x.cas", "a 3 2001\nq 9 2002\nb 2 2003\n");
    let request = folder.request().unwrap();
    let (data, _) = request.read().unwrap();
    let result = scan(&data, &request.analysis, &Silent).unwrap();
    let strongest = &result.clusters[0];
    assert_eq!((strongest.observed, strongest.from.to_string().as_str()), (9, "2002-01-01"));
    assert!(strongest.circle.is_none());
    assert!((strongest.expected - 14.0 / 3.0).abs() < 1e-9, "each of the three years has 365 days");
}

#[test]
fn what_is_only_to_be_written_is_a_warning_that_names_it() {
    let folder = Folder::new("written")
        .set("OutputGoogleEarthKML", "y")
        .set("OutputShapefiles", "n")
        .set("IncludeRelativeRisksCensusAreasASCII", "y")
        .set("ReportGiniClusters", "y")
        .set("LaunchKMLViewer", "y")
        .set("CalculateOliviera", "n");
    let request = folder.request().unwrap();
    let told: Vec<&str> = request.warnings.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    says(told[0], &["OutputGoogleEarthKML=y in line ", "GeoJSON"]);
    says(told[1], &["IncludeRelativeRisksCensusAreasASCII=y"]);
    assert_eq!(request.analysis.reported.gini, None, "a scan in time has no Gini clusters");
    assert_eq!(request.read().unwrap().1.len(), 2);
}

#[test]
fn output_parameters_that_are_not_followed_are_told_by_name() {
    let dropped = [
        ("ResultsFile", "results.txt"),
        ("PrintAsciiColumnHeaders", "n"),
        ("SaveSimLLRsASCII", "y"),
        ("SaveSimLLRsDBase", "y"),
        ("CriticalValue", "y"),
        ("ReportClusterRank", "y"),
        ("OutputGoogleMaps", "y"),
        ("OutputCartesianGraph", "y"),
        ("OutputTemporalGraphHTML", "y"),
        ("OutputShapefiles", "y"),
        ("ReportGumbel", "y"),
        ("LogRunToHistoryFile", "y"),
        ("CutoffClusterLinelistCSV", "0.05"),
    ];
    for (name, value) in dropped {
        let told = Folder::new(&format!("dropped-{name}")).set(name, value).request().unwrap().warnings;
        let [told] = &told[..] else { panic!("{name}: {told:?}") };
        says(&told.what, &[&format!("{name}={value} in line ")]);
    }
    let followed = [("PrintAsciiColumnHeaders", "y"), ("SaveSimLLRsASCII", "n"), ("CutoffClusterLinelistCSV", "0")];
    for (name, value) in followed {
        let told = Folder::new(&format!("followed-{name}")).set(name, value).request().unwrap().warnings;
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn models_and_analyses_are_refused_by_name_not_by_number() {
    for (name, value, words) in [
        ("ModelType", "3", "ordinal model"),
        ("ModelType", "4", "exponential model"),
        ("ModelType", "5", "normal model"),
        ("ModelType", "7", "multinomial model"),
        ("ModelType", "8", "rank model"),
        ("AnalysisType", "5", "spatial variation in temporal trends"),
        ("AnalysisType", "7", "seasonal"),
        ("IncludeClusters", "1", "still alive"),
        ("PrecisionCaseTimes", "4", "generic time"),
        ("TimeTrendAdjustmentType", "3", "log-linear trend"),
        ("SpatialWindowShapeType", "1", "ellipses"),
    ] {
        let error = Folder::new(&format!("named-{name}-{value}")).set(name, value).error();
        says(&error, &[&format!("{name}={value} is not supported"), words]);
    }
    says(&Folder::new("named-known").set("ModelType", "3").error(), &["0 (discrete Poisson model)", "2 (space-time"]);
}

#[test]
fn several_data_sets_are_refused_as_such() {
    for name in ["CaseFile2", "PopulationFile2", "ControlFile3", "CaseFile2-SourceType", "DataSet2-Name"] {
        let error = Folder::new(&format!("sets-{name}")).set(name, "other.cas").error();
        says(&error, &[&format!("{name}=other.cas"), "one of several data sets", "a parameter file for each"]);
        assert!(!error.contains("no parameter of this name"), "{error}");
    }
}

#[test]
fn cases_keep_the_identifier_of_their_location_where_two_share_a_point() {
    let folder = Folder::new("twins").with("x.cas", "b 1 2001 m\naa 4 2002 m\na 2 2003 f\n");
    folder.write("x.geo", "b 41 -100\na 40 -100\naa 40 -100\n");
    folder.write("x.pop", "a 2001 100 m\na 2001 90 f\nb 2001 200 m\nb 2001 210 f\naa 2001 50 m\naa 2001 40 f\n");
    let files = folder.request().unwrap().read_files().unwrap();
    assert_eq!(files.data.places.len(), 2);
    assert_eq!(files.locations, ["b", "aa", "a"]);
    assert_eq!(files.data.cases.iter().map(|row| row.count).collect::<Vec<_>>(), [1, 4, 2]);
}

#[test]
fn another_number_of_draws_can_be_asked_for() {
    let most = |before: &str, after: u32| {
        let mut request =
            Folder::new(&format!("draws-{before}-{after}")).set("MonteCarloReps", before).request().unwrap();
        request.set_draws(after);
        (request.analysis.draws.count, request.analysis.reported.most)
    };
    assert_eq!(most("9", 99), (99, None));
    assert_eq!(most("0", 99), (99, None), "the limit of ten clusters is that of a scan without draws");
    assert_eq!(most("99", 0), (0, Some(10)));
}

#[test]
fn what_is_reported_is_read() {
    let spatial = |name: &str| Folder::new(name).set("AnalysisType", "1").set("ReportGiniClusters", "y");
    let reported = |folder: Folder| folder.request().unwrap().analysis.reported;
    let gini = reported(spatial("r1")).gini.unwrap();
    assert_eq!((gini.shares.len(), gini.max_p_value, gini.every_share, gini.alone), (15, 0.05, false, false));
    let folder = spatial("r2").set("SpatialMaxima", "5, 12.5").set("GiniIndexClusterReportingType", "1");
    let gini = reported(folder.set("ReportHierarchicalClusters", "n")).gini.unwrap();
    assert_eq!((gini.shares, gini.every_share, gini.alone), (vec![0.05, 0.125], true, true));
    says(&spatial("r3").set("SpatialMaxima", "5;6").error(), &["SpatialMaxima=5;6 should be percentages"]);
    assert_eq!(reported(Folder::new("r4").set("ReportHierarchicalClusters", "n")).most, Some(1));
    assert_eq!(reported(Folder::new("r5").set("MonteCarloReps", "0")).most, Some(10));
    let smaller = Folder::new("r6")
        .set("UseReportOnlySmallerClusters", "y")
        .set("MaxSpatialSizeInPopulationAtRisk_Reported", "20")
        .set("UseDistanceFromCenterOption_Reported", "y")
        .set("MaxSpatialSizeInDistanceFromCenter_Reported", "30");
    let space = reported(smaller).space.unwrap();
    assert_eq!((space.max_share, space.max_radius), (0.2, Some(30.0)));
}

#[test]
fn parameters_without_effect_are_not_refused() {
    let time = Folder::new("e1").set("AnalysisType", "2").set("SpatialWindowShapeType", "1").set("IsotonicScan", "1");
    assert!(time.request().unwrap().warnings.is_empty());
    let permutation = Folder::new("e2").set("ModelType", "2").set("TimeTrendAdjustmentType", "2");
    says(&permutation.request().unwrap().warnings[0].what, &["TimeTrendAdjustmentType=2", "without effect"]);
    says(&Folder::new("e3").set("TimeTrendAdjustmentType", "2").error(), &["TimeTrendAdjustmentType=2 is not"]);
}

#[test]
fn files_are_read_in_the_form_that_is_told() {
    let folder = Folder::new("form")
        .with("x.cas", "when,where,sex\n2001,\"a\",m\n2001,a,m\n2002,b,f\n\n")
        .set("CaseFile-SourceType", "0")
        .set("CaseFile-SourceFieldMap", "2,oneCount,1,3")
        .set("CaseFile-SourceDelimiter", ",")
        .set("CaseFile-SourceGrouper", "\"")
        .set("CaseFile-SourceFirstRowHeader", "y")
        .set("CaseFile-SourceLinelistFieldMap", "2:3:\"Sex\"");
    let (data, warnings) = folder.request().unwrap().read().unwrap();
    assert_eq!(data.cases.iter().map(|row| (row.place, row.count)).collect::<Vec<_>>(), [(0, 1), (0, 1), (1, 1)]);
    assert_eq!(warnings.len(), 1);
    let short = folder.with("x.cas", "when,where,sex\n2001,a,m\n2001\n");
    says(&short.error(), &["x.cas, line 3", "columns that the parameter file names are missing"]);
}

#[test]
fn files_of_windows_are_found() {
    let folder = Folder::new("windows").set("CaseFile", "X.CAS").set("PopulationFile", r"C:\Data\X.pop");
    let request = folder.request().unwrap();
    assert_eq!(request.files.cases.file_name().unwrap(), "x.cas");
    says(&request.warnings[0].what, &[r"PopulationFile=C:\Data\X.pop", "beside the parameter file"]);
    assert!(request.read().is_ok());
    says(&Folder::new("none").set("CaseFile", r"C:\Data\none.cas").error(), &["none.cas"]);
    says(&Folder::new("utf16").with("x.cas", "a").with("x.geo", "\u{feff}").error(), &["x.geo", "holds no data"]);
}
