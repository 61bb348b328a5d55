//! What the numbers of SaTScan's parameters mean, in words.

/// Parameter, number and meaning (SaTScan 10.3).
const MEANINGS: &[(&str, &[(&str, &str)])] = &[
    (
        "ModelType",
        &[
            ("0", "discrete Poisson model"),
            ("1", "Bernoulli model"),
            ("2", "space-time permutation model"),
            ("3", "ordinal model"),
            ("4", "exponential model"),
            ("5", "normal model"),
            ("6", "continuous Poisson model"),
            ("7", "multinomial model"),
            ("8", "rank model"),
            ("9", "uniform time model"),
            ("10", "batched model"),
        ],
    ),
    (
        "AnalysisType",
        &[
            ("1", "space alone"),
            ("2", "time alone, looking back"),
            ("3", "space and time, looking back"),
            ("4", "space and time, prospective"),
            ("5", "spatial variation in temporal trends"),
            ("6", "time alone, prospective"),
            ("7", "seasonal, time alone"),
        ],
    ),
    (
        "IncludeClusters",
        &[
            ("0", "all clusters"),
            ("1", "clusters that are still alive"),
            ("2", "clusters that begin and end in ranges"),
        ],
    ),
    ("PrecisionCaseTimes", &[("0", "no dates"), ("1", "year"), ("2", "month"), ("3", "day"), ("4", "generic time")]),
    ("TimeAggregationUnits", &[("0", "no units"), ("1", "year"), ("2", "month"), ("3", "day"), ("4", "generic units")]),
    (
        "TimeTrendAdjustmentType",
        &[
            ("0", "no adjustment"),
            ("1", "nonparametric adjustment for time"),
            ("2", "log-linear trend of a given percentage"),
            ("3", "log-linear trend worked out from the data"),
            ("4", "draws stratified by time"),
            ("5", "quadratic trend"),
        ],
    ),
    (
        "SpatialAdjustmentType",
        &[("0", "no adjustment"), ("1", "draws stratified by place"), ("2", "nonparametric adjustment for place")],
    ),
    (
        "MultipleCoordinatesType",
        &[
            ("0", "one location for each observation"),
            ("1", "several locations, one of which is inside"),
            ("2", "several locations, all of which are inside"),
        ],
    ),
    ("SpatialWindowShapeType", &[("0", "circles"), ("1", "ellipses")]),
    ("SimulatedDataMethodType", &[("0", "draws by the model")]),
    ("IsotonicScan", &[("0", "standard scan"), ("1", "isotonic scan")]),
];

/// What a number of a parameter means.
fn meaning(name: &str, number: &str) -> Option<&'static str> {
    let (_, meanings) = MEANINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    meanings.iter().find(|(known, _)| *known == number).map(|&(_, words)| words)
}

/// What a number means that is not done here, and what is.
pub(super) fn hint(name: &str, number: &str, known: &[&str]) -> String {
    let with_meaning = |number: &&str| match meaning(name, number) {
        Some(words) => format!("{number} ({words})"),
        None => (*number).to_owned(),
    };
    let known: Vec<String> = known.iter().map(with_meaning).collect();
    let known = known.join(", ");
    match meaning(name, number) {
        Some(words) => format!("this asks for: {words}; done here: {known}"),
        None => format!("known here are {known}"),
    }
}
