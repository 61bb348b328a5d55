//! The page of a scan: what is on it, and that neither data nor odd numbers break it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use colligate_register::Day;
use colligate_report::scan::{ScanCase, ScanFacts};
use colligate_report::scan_html;
use colligate_scan::{
    Analysis, CoordinateSystem, Dimensions, Iterative, LongestWindow, ModelKind, ScanData, ScanResult, Silent,
    Simulated, StudyPeriod, Timing, Warning, scan,
};

/// 208 cases at 14 places in a year, eight of them at one place in eight days.
fn example(change: impl FnOnce(&mut Analysis)) -> (ScanFacts, ScanResult) {
    let mut events: Vec<(f64, f64, Day)> =
        (0..200).map(|i| (43.0 + 0.01 * f64::from(i % 14), -88.0, Day(i * 37 % 365))).collect();
    events.extend((0..8).map(|i| (43.02, -88.0, Day(357 + i))));
    let data = ScanData::from_points(StudyPeriod::new(Day(0), Day(364)).unwrap(), &events).unwrap();
    let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
    analysis.time.max = LongestWindow::Units(30);
    analysis.draws.count = 199;
    change(&mut analysis);
    let result = scan(&data, &analysis, &Silent).unwrap();
    let cases = data.cases.iter().enumerate().map(|(number, row)| ScanCase {
        id: Some(format!("D-{number}")),
        place: row.place,
        name: data.places.names(row.place)[0].clone(),
        day: row.day,
        died: None,
        count: row.count,
    });
    let facts = ScanFacts {
        source: "deaths of an invented county".to_owned(),
        analysis,
        version: "0.1.0".to_owned(),
        today: None,
        system: CoordinateSystem::Earth,
        places: (0..data.places.len() as u32).map(|place| data.places.locations().coordinates(place)).collect(),
        names: (0..data.places.len() as u32).map(|place| data.places.names(place).to_vec()).collect(),
        cases: cases.collect(),
    };
    (facts, result)
}

/// What is drawn and said, without style and script.
fn body(page: &str) -> &str {
    page.split_once("</script>").unwrap().1
}

fn is_sound(page: &str) {
    for odd in ["NaN", "=\"inf", "=\"-inf", ">inf", ">-inf"] {
        assert!(!body(page).contains(odd), "{odd:?} is on the page");
    }
    for outside in ["http:", "https:", "//www", "url(", "@import", " src="] {
        assert!(!page.contains(outside), "{outside:?} is on the page");
    }
    let tags = |sign: &str| body(page).matches(sign).count();
    for name in ["section", "svg", "g", "table", "figure", "div", "details"] {
        let opened = tags(&format!("<{name}>")) + tags(&format!("<{name} "));
        assert_eq!(opened, tags(&format!("</{name}>")), "{name}");
    }
}

#[test]
fn the_page_holds_the_numbers_of_each_cluster() {
    let (facts, result) = example(|_| ());
    let page = scan_html(&facts, &result);
    is_sound(&page);
    assert!(!result.clusters.is_empty());
    for (number, cluster) in (1..).zip(&result.clusters) {
        let (_, section) = page.split_once(&format!("id=\"c-{number}\"")).unwrap();
        let (section, _) = section.split_once("</section>").unwrap();
        for wanted in [
            format!("{:.6}", cluster.statistic),
            format!("{:.2} expected", cluster.expected),
            format!("{:.2}", cluster.observed_to_expected),
            format!("<b>{}</b>", cluster.observed),
            format!("D-{}<", cluster.cases[0]),
            "<rect class=\"after\"".to_owned(),
        ] {
            assert!(section.contains(&wanted), "{wanted:?} is missing from cluster {number}");
        }
        assert!(cluster.names.iter().all(|name| section.contains(&format!(">{name}<"))));
    }
    for wanted in [
        "208 cases at 14 places in 365 days were scanned for too many cases somewhere for a while.",
        "A cluster is a lead, not a cause.",
        "deaths of an invented county",
        "Gumbel distribution fitted",
        "What this does not say",
        "class=\"map scan-map\"",
        "space-time permutation",
    ] {
        assert!(page.contains(wanted), "{wanted:?} is missing");
    }
    assert_eq!(page, scan_html(&facts, &result));
}

#[test]
fn a_prospective_scan_is_told_by_its_recurrence_intervals() {
    let (facts, mut result) = example(|analysis| analysis.timing = Timing::Prospective);
    result.clusters[0].recurrence_days = Some(400.0);
    let page = scan_html(&facts, &result);
    is_sound(&page);
    for wanted in ["Recurs in", "400 days", "cluster stands out", "recurrence interval of 365 days or more", "of late"]
    {
        assert!(page.contains(wanted), "{wanted:?} is missing");
    }
    result.clusters[0].recurrence_days = Some(364.0);
    assert!(scan_html(&facts, &result).contains("No cluster stands out among 208 cases"));
}

#[test]
fn hostile_names_make_no_tag() {
    let hostile = "</style></script><script>alert(1)</script>\"><img src=x onerror=alert(1)><b>";
    let (mut facts, mut result) = example(|_| ());
    facts.source = hostile.to_owned();
    facts.version = hostile.to_owned();
    facts.cases.iter_mut().for_each(|case| case.id = Some(hostile.to_owned()));
    result.clusters.iter_mut().flat_map(|cluster| &mut cluster.names).for_each(|name| *name = hostile.to_owned());
    result.warnings.push(Warning { what: hostile.to_owned(), count: 3 });
    let page = scan_html(&facts, &result);
    assert!(!body(&page).contains("<img") && !body(&page).contains("<script") && !page.contains("<b><"));
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(page.contains("&lt;img"));
}

#[test]
fn a_scan_that_found_nothing_still_makes_a_page() {
    let (mut facts, mut result) = example(|_| ());
    result.clusters.clear();
    result.simulated.clear();
    let page = scan_html(&facts, &result);
    is_sound(&page);
    assert!(page.contains("No cluster among 208 cases") && page.contains("No draws were made"));
    facts.places.clear();
    facts.cases.clear();
    is_sound(&scan_html(&facts, &result));
}

#[test]
fn one_place_a_plane_and_time_alone_have_a_page() {
    let (facts, result) = example(|_| ());
    let plane = ScanFacts { system: CoordinateSystem::Plane, ..facts.clone() };
    let page = scan_html(&plane, &result);
    is_sound(&page);
    assert!(page.contains("lengths are in their unit") && !page.contains("class=\"overview\""));
    let mut one = ScanFacts { places: vec![[43.0, -88.0]], ..facts.clone() };
    one.cases.iter_mut().for_each(|case| case.place = 0);
    is_sound(&scan_html(&one, &result));
    let (facts, result) = example(|analysis| {
        analysis.model = ModelKind::Poisson;
        analysis.dimensions = Dimensions::Time;
    });
    let page = scan_html(&facts, &result);
    is_sound(&page);
    assert!(!body(&page).contains("scan-map") && page.contains("at all places together"));
}

#[test]
fn numbers_that_are_none_never_reach_the_page() {
    let (mut facts, mut result) = example(|_| ());
    facts.places[2] = [f64::NAN, f64::INFINITY];
    let cluster = &mut result.clusters[0];
    (cluster.expected, cluster.observed_to_expected, cluster.statistic) = (f64::NAN, f64::INFINITY, f64::NAN);
    (cluster.relative_risk, cluster.population) = (Some(f64::INFINITY), Some(f64::NAN));
    (cluster.annual_per_100_000, cluster.recurrence_days) = (Some(f64::NAN), Some(f64::NAN));
    if let Some(circle) = &mut cluster.circle {
        (circle.radius_km, circle.span_km, circle.coordinates) = (f64::NAN, f64::INFINITY, [f64::NAN; 2]);
    }
    cluster.places.push(9_999);
    cluster.cases.push(9_999);
    result.simulated[0].strongest.extend([f64::NAN, f64::INFINITY]);
    is_sound(&scan_html(&facts, &result));
}

#[test]
fn every_scan_of_an_iterative_scan_shows_its_draws() {
    let (facts, mut result) =
        example(|analysis| analysis.iterative = Some(Iterative { max_scans: 3, max_p_value: 1.0 }));
    // Whether the second scan has a cluster worth listing is the data's affair.
    let second = colligate_scan::Cluster { scan: 2, ..result.clusters[0].clone() };
    result.clusters.push(second);
    let page = scan_html(&facts, &result);
    is_sound(&page);
    let shown = result.simulated.iter().filter(|simulated: &&Simulated| !simulated.strongest.is_empty()).count();
    assert!(shown > 1);
    assert_eq!(page.matches("Strongest statistics of").count(), shown);
    assert!(page.contains("found in scan 1") && page.contains("found in scan 2"));
}

#[test]
fn many_clusters_and_members_are_counted_where_they_are_not_named() {
    let (mut facts, mut result) = example(|_| ());
    let first = result.clusters[0].clone();
    result.clusters = vec![first; 620];
    let many = &mut result.clusters[0];
    many.names = (0..450).map(|name| format!("place {name}")).collect();
    many.cases = (0..5_000).collect();
    let case = facts.cases[0].clone();
    facts.cases = vec![case; 5_000];
    let page = scan_html(&facts, &result);
    is_sound(&page);
    for wanted in [
        "and 250 more",
        "4,800 more rows in the window stand",
        "120 weaker clusters are not in this list",
        "The first 60 are drawn",
    ] {
        assert!(page.contains(wanted), "{wanted:?} is missing");
    }
    assert_eq!(page.matches("class=\"one wide\"").count(), 60);
}
