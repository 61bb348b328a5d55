//! What a register's file is understood to say, where offices write it in their own ways: headers, names of columns, dates, ages,
//! and what is said where nothing can be compared.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use colligate_register::{Day, Field, Input, NotCompared, ReadOptions, Reading, read};
use common::read_bytes;

const TODAY: (i16, i8, i8) = (2026, 3, 1);

fn on(name: &str, text: &str, today: (i16, i8, i8)) -> Reading {
    let options = ReadOptions { today: Day::from_ymd(today.0, today.1, today.2), ..ReadOptions::default() };
    let input = Input::Bytes { name: name.into(), bytes: text.as_bytes().to_vec() };
    let reading = read(input, &options).unwrap();
    common::assert_adds_up(&reading);
    reading
}

fn today(text: &str) -> Reading {
    on("deaths.csv", text, TODAY)
}

/// So many rows, each made from its number.
fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    let lines: Vec<String> = (0..count).map(row).collect();
    format!("{header}{}\n", lines.join("\n"))
}

fn lat(k: usize) -> String {
    format!("51.5{:04}", (k * 37) % 10_000)
}

fn lon(k: usize) -> String {
    format!("0.1{:04}", (k * 53) % 10_000)
}

fn iso(k: usize) -> String {
    format!("20{:02}-{:02}-{:02}", 15 + k % 8, k % 12 + 1, k % 28 + 1)
}

fn without(reading: &Reading, field: Field) -> usize {
    let deaths = reading.register.deaths.iter();
    match field {
        Field::Died => deaths.filter(|death| death.died.is_none()).count(),
        Field::Point => deaths.filter(|death| death.point.is_none()).count(),
        Field::Age => deaths.filter(|death| death.age.is_none()).count(),
        _ => deaths.filter(|death| death.sex.is_none()).count(),
    }
}

fn column_of(reading: &Reading, field: &str) -> Option<String> {
    let used = |column: &&colligate_register::ColumnUse| column.fields.iter().any(|used| used == field);
    reading.mapping.iter().find(used).map(|column| column.column.clone())
}

// Dates.

#[test]
fn one_date_of_the_other_order_is_rejected_by_line_and_spoils_no_other() {
    let text = rows("id,died,lat,lon\n", 300, |k| {
        let died = if k == 150 { "25/03/2019".to_owned() } else { format!("{:02}/{:02}/2019", k % 12 + 1, k % 28 + 1) };
        format!("A{k},{died},{},{}", lat(k), lon(k))
    });
    let reading = today(&text);
    assert_eq!(without(&reading, Field::Died), 1, "{:?}", reading.notes);
    let rejects: Vec<u64> = reading.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(rejects, [152]);
    assert!(reading.rejects[0].reason.contains("--dates dmy"), "{:?}", reading.rejects);
    let note = reading.notes.iter().find(|note| note.contains("--dates")).unwrap();
    assert!(note.starts_with("1 date has the day first") && note.contains("line 152"), "{note}");
}

#[test]
fn where_many_dates_are_of_each_order_those_that_can_be_two_are_not_used_and_both_are_counted() {
    let text = rows("id,died\n", 200, |k| match k % 2 {
        0 => format!("A{k},{:02}/{:02}/2019", k % 12 + 1, k % 28 + 1),
        _ => format!("A{k},{:02}/{:02}/2019", k % 28 + 1, k % 12 + 1),
    });
    let reading = today(&text);
    let note = reading.notes.iter().find(|note| note.contains("--dates mdy or --dates dmy")).unwrap();
    assert!(note.contains("dates have the month first and") && note.contains("lines "), "{note}");
    assert!(reading.rejects.iter().all(|reject| reject.reason.contains("can be two dates")));
}

#[test]
fn an_order_that_the_rest_of_a_long_file_does_not_bear_out_reads_no_date_that_can_be_two() {
    // The first rows have the month first; the office then changed.
    let text = rows("id,died\n", 9_000, |k| match k < 3_000 {
        true => format!("A{k},{:02}/{:02}/2019", k % 12 + 1, k % 28 + 1),
        false => format!("A{k},{:02}/{:02}/2020", k % 28 + 1, k % 12 + 1),
    });
    let reading = today(&text);
    let either = |death: &&colligate_register::Death| {
        death.day().is_some_and(|day| {
            let (_, month, of_month) = day.ymd();
            of_month <= 12 && of_month != month
        })
    };
    assert_eq!(reading.register.deaths.iter().filter(either).count(), 0);
    assert!(reading.notes.iter().any(|note| note.contains("month first")), "{:?}", reading.notes);
}

#[test]
fn a_large_file_sorted_by_day_shows_its_order_after_the_first_rows() {
    let text = rows("id,died\n", 12_000, |k| format!("A{k},{:02}/03/2019", k / 800 + 1));
    let reading = today(&text);
    assert_eq!(without(&reading, Field::Died), 0, "{:?}", reading.notes);
}

#[test]
fn each_column_of_dates_has_its_own_order() {
    let text = rows("id,died,date reported\n", 60, |k| {
        format!("A{k},{:02}/{:02}/2019,{:02}/{:02}/2020", k % 12 + 1, k % 28 + 1, k % 28 + 1, k % 12 + 1)
    });
    let reading = today(&text);
    assert_eq!(column_of(&reading, "known_from").as_deref(), Some("date reported"));
    assert_eq!(reading.rejects, []);
}

#[test]
fn years_of_two_digits_never_lie_after_today() {
    let text = rows("id,died\n", 40, |k| format!("A{k},{:02}/{:02}/{:02}", k % 28 + 1, k % 12 + 1, 62 + k % 9));
    let years = |reading: &Reading| {
        let years: Vec<i16> = reading.register.deaths.iter().filter_map(|d| Some(d.day()?.ymd().0)).collect();
        (years.iter().min().copied(), years.iter().max().copied())
    };
    assert_eq!(years(&today(&text)), (Some(1962), Some(1970)));
    let text =
        rows("id,died\n", 40, |k| format!("A{k},{:02}/{:02}/{:02}", k % 28 + 1, k % 12 + 1, (95 + k % 30) % 100));
    assert_eq!(years(&today(&text)), (Some(1995), Some(2024)));
    // Looking back to a day long before the file was written moves no death into another century.
    let options = ReadOptions { today: Day::from_ymd(2001, 1, 1), looking_back: true, ..ReadOptions::default() };
    let back = read(Input::Bytes { name: "deaths.csv".into(), bytes: text.into() }, &options).unwrap();
    assert_eq!(years(&back), (Some(1995), Some(2024)));
}

#[test]
fn dates_after_today_are_rejected_by_line_whether_few_many_or_all() {
    for future in [1, 6, 30, 100] {
        let text = rows("id,died,lat,lon\n", 100, |k| {
            let died = if k < future { "2087-05-01".to_owned() } else { iso(k) };
            format!("A{k},{died},{},{}", lat(k), lon(k))
        });
        let reading = today(&text);
        assert_eq!(without(&reading, Field::Died), future, "{:?}", reading.notes);
        assert_eq!(reading.rejects.len(), future);
        assert!(reading.notes.iter().any(|note| note.contains("after today, 2026-03-01")), "{:?}", reading.notes);
        assert_eq!(reading.not_compared.as_ref().is_some_and(|told| told.nothing), future == 100);
    }
    // The same file on the same day gives the same; a later day takes more.
    let text = "id,died,lat,lon\nA,2026-05-01,51.5,0.1\nB,2026-01-01,51.6,0.2\n";
    assert_eq!(without(&on("a.csv", text, TODAY), Field::Died), 1);
    assert_eq!(without(&on("a.csv", text, (2026, 5, 1)), Field::Died), 0);
}

// Ages.

#[test]
fn ages_that_are_not_plainly_one_number_are_refused_and_decimal_commas_are_read_where_the_column_shows_them() {
    let text = "id,died,lat,lon,age\nA,2020-01-01,51.5,0.1,\"34,5\"\nB,2020-01-02,51.6,0.2,\"34, 35\"\nC,2020-01-03,51.7,0.3,44\n";
    let reading = today(text);
    assert_eq!(
        reading.rejects.iter().map(|reject| (reject.line, &*reject.field)).collect::<Vec<_>>(),
        [(2, "age"), (3, "age")]
    );
    assert!(reading.rejects[0].reason.contains("decimal comma"), "{:?}", reading.rejects);
    let text =
        "id;died;lat;lon;age\nA;2020-01-01;51,5123;0,1123;34,5\nB;2020-01-02;51,6;0,2;0,25\nC;2020-01-03;51,7;0,3;44\n";
    let reading = today(text);
    let ages: Vec<f32> = reading.register.deaths.iter().filter_map(|death| death.age.map(|age| age.low)).collect();
    assert_eq!((ages.as_slice(), reading.rejects.len()), ([34.5, 0.25, 44.0].as_slice(), 0));
}

#[test]
fn an_age_has_the_unit_that_stands_in_a_column_of_its_own() {
    for header in ["Case,Age Unit,Age,Died\n", "id,age_units,age,died\n"] {
        let text = rows(header, 30, |k| format!("A{k},{},{},{}", ["Years", "Months", "days"][k % 3], k + 1, iso(k)));
        let reading = today(&text);
        let ages: Vec<f32> = reading.register.deaths.iter().filter_map(|death| death.age.map(|age| age.low)).collect();
        assert_eq!((ages[0], ages[1]), (1.0, 2.0 / 12.0), "{:?}", reading.mapping);
        assert!((ages[2] - 3.0 / 365.2425).abs() < 1e-6);
    }
}

// Columns.

#[test]
fn columns_called_id_and_date_leave_the_others_to_be_recognised() {
    let header = "id,date,Latitude (WGS84),Longitude (WGS84),Age at death,Sex of deceased,Cause of the death\n";
    let text = rows(header, 50, |k| {
        format!("A{k},{},{},{},{},{},fall", iso(k), lat(k), lon(k), 20 + k, if k % 2 == 0 { "male" } else { "female" })
    });
    let reading = today(&text);
    for field in [Field::Died, Field::Point, Field::Age, Field::Sex] {
        assert_eq!(without(&reading, field), 0, "{field} {:?}", reading.mapping);
    }
    assert_eq!(column_of(&reading, "cause").as_deref(), Some("Cause of the death"));
    assert_eq!(column_of(&reading, "id").as_deref(), Some("id"));
}

#[test]
fn a_date_of_death_goes_before_a_column_called_date() {
    let text = rows("id,date,date_of_death\n", 20, |k| format!("A{k},2024-01-{:02},{}", k % 28 + 1, iso(k)));
    assert_eq!(column_of(&today(&text), "died").as_deref(), Some("date_of_death"));
}

#[test]
fn columns_without_a_name_are_known_by_their_place() {
    let text = rows("Case,Found,,,Age,Sex\n", 40, |k| format!("A{k},{},{},{},{},male", iso(k), lat(k), lon(k), 20 + k));
    let reading = today(&text);
    assert_eq!(without(&reading, Field::Point), 0, "{:?}", reading.mapping);
    for (k, death) in reading.register.deaths.iter().enumerate() {
        let point = death.point.unwrap();
        assert_eq!(
            (point.lat.to_string(), point.lon.to_string()),
            (lat(k).parse::<f64>().unwrap().to_string(), lon(k).parse::<f64>().unwrap().to_string())
        );
        assert_eq!(death.age.map(|age| age.low), Some(20.0 + k as f32));
    }
    assert!(
        reading.notes.iter().any(|note| note.contains("2 columns have no name") && note.contains("column 3")),
        "{:?}",
        reading.notes
    );
}

#[test]
fn of_two_columns_of_one_name_the_one_that_holds_the_dates_is_read() {
    for header in ["Case,Date,Age,Date\n", "id,died,age,Died\n"] {
        let text = rows(header, 30, |k| format!("A{k},,{},{}", 20 + k, iso(k)));
        let reading = today(&text);
        assert_eq!(without(&reading, Field::Died), 0, "{:?}", reading.mapping);
        assert!(reading.notes.iter().any(|note| note.contains("told apart by their place")), "{:?}", reading.notes);
    }
}

#[test]
fn a_postcode_is_no_cause_and_a_date_of_birth_no_date_of_death() {
    let header = "Case Ref,Date of Birth,Postcode of Place of Death,Conclusion,Cause\n";
    let text = rows(header, 30, |k| format!("R-{k},1950-01-{:02},M{} 5JD,Suicide,hanging", k % 28 + 1, k % 9 + 1));
    let reading = today(&text);
    assert_eq!(column_of(&reading, "cause").as_deref(), Some("Cause"));
    assert_eq!(column_of(&reading, "manner").as_deref(), Some("Conclusion"));
    assert_eq!(column_of(&reading, "id").as_deref(), Some("Case Ref"));
    assert_eq!(column_of(&reading, "died"), None);
}

// Headers.

#[test]
fn titles_above_the_header_are_no_rows_and_no_columns() {
    let body = |delimiter: &str| {
        rows(&format!("{}\n", ["id", "died", "lat", "lon", "age", "sex"].join(delimiter)), 30, |k| {
            [format!("A{k}"), iso(k), lat(k), lon(k), (20 + k).to_string(), "male".to_owned()].join(delimiter)
        })
    };
    for (titles, delimiter) in [
        ("", ","),
        ("Deaths reported to the office,,,,,\n1 January 2018 to 31 December 2020,,,,,\n,,,,,\n", ","),
        ("Deaths reported\n\n", ","),
        ("Office:,Deaths 2018\nPrinted on,3 May 2021\n\n", ","),
        ("sep=;\n", ";"),
        ("sep=;\nDeaths; of the office\n\n", ";"),
        ("\"Deaths, of the office, by day\"\n", "\t"),
    ] {
        let reading = today(&format!("{titles}{}", body(delimiter)));
        assert_eq!((reading.summary.rows, reading.summary.used), (30, 30), "{titles:?} {:?}", reading.notes);
        for field in [Field::Died, Field::Point, Field::Age, Field::Sex] {
            assert_eq!(without(&reading, field), 0, "{titles:?} {field}");
        }
        assert!(reading.register.deaths.iter().all(|death| death.id.as_str().starts_with('A')), "{titles:?}");
        let said = reading.notes.iter().filter(|note| note.contains("title above the table")).count();
        assert_eq!(said > 0, titles.contains("Deaths"), "{titles:?} {:?}", reading.notes);
    }
}

#[test]
fn a_header_of_two_rows_names_the_columns_by_both() {
    let text = rows("Case,Death,,,Person,\n,Date,Latitude,Longitude,Age,Sex\n", 30, |k| {
        format!("A{k},{},{},{},{},female", iso(k), lat(k), lon(k), 20 + k)
    });
    let reading = today(&text);
    for field in [Field::Died, Field::Point, Field::Age, Field::Sex] {
        assert_eq!(without(&reading, field), 0, "{field} {:?}", reading.mapping);
    }
    assert_eq!(reading.summary.rows, 30);
    assert!(reading.notes.iter().any(|note| note.contains("two rows")), "{:?}", reading.notes);
}

#[test]
fn a_file_without_a_header_is_said_and_loses_no_death() {
    let text = rows("", 30, |k| format!("A{k},{},{},{},{},male", iso(k), lat(k), lon(k), (k * 37) % 89 + 1));
    let reading = today(&text);
    assert_eq!(reading.summary.rows, 30);
    assert_eq!((without(&reading, Field::Died), without(&reading, Field::Point)), (0, 0), "{:?}", reading.mapping);
    assert!(reading.notes.iter().any(|note| note.contains("has no header")), "{:?}", reading.notes);
}

#[test]
fn totals_and_footnotes_below_the_table_are_no_deaths() {
    let text =
        rows("id,died,lat,lon,age,cause\n", 30, |k| format!("A{k},{},{},{},{},fall", iso(k), lat(k), lon(k), 20 + k))
            + ",,,,,\nTotal,30,,,,\nMean age,,,,41.5,\n* provisional; see note 3,,,,,\n";
    let reading = today(&text);
    assert_eq!(reading.register.deaths.len(), 30, "{:?}", reading.rejects);
    assert!(reading.rejects.iter().any(|reject| reject.reason.contains("total")), "{:?}", reading.rejects);
}

// Nothing that could be compared.

fn not_compared(text: &str) -> NotCompared {
    today(text).not_compared.unwrap()
}

#[test]
fn where_no_place_is_understood_it_is_said_which_columns_look_like_one() {
    let sure = |header: &str, cell: &dyn Fn(usize) -> String, looks_like: &str, column: &str| {
        let text = rows(&format!("id,died,{header}\n"), 60, |k| format!("A{k},{},{}", iso(k), cell(k)));
        let told = not_compared(&text);
        assert!(told.nothing && told.not_understood, "{header}: {told:?}");
        assert_eq!((told.with_date, told.with_place), (60, 0));
        let found = told.columns.iter().find(|found| found.columns.iter().any(|name| name == column));
        let found = found.unwrap_or_else(|| panic!("{header}: {told:?}"));
        assert!(found.looks_like.contains(looks_like), "{header}: {found:?}");
        assert!(
            told.sentences().starts_with("Nothing was compared: none of 60 deaths has a place"),
            "{}",
            told.sentences()
        );
    };
    let grid = |k: usize| format!("{},{}", 385_000 + k * 137, 398_000 + k * 211);
    sure("Easting,Northing", &grid, "British National Grid", "Northing");
    sure("OSGB_X,OSGB_Y", &grid, "British National Grid", "OSGB_X");
    sure("Spalte A,Spalte B", &grid, "grid", "Spalte A");
    sure("UTM Easting,UTM Northing", &|k| format!("{},{}", 385_000 + k, 5_398_000 + k), "UTM", "UTM Easting");
    sure("lat,lon", &grid, "British National Grid", "lat");
    sure("Grid ref", &|k| format!("SJ {:03} {:03}", 100 + k, 200 + k), "Ordnance Survey", "Grid ref");
    sure("Where", &|k| format!("M{} {}JD", k % 20 + 1, k % 9 + 1), "postcode", "Where");
    sure("ZIP", &|k| format!("606{:02}", k), "postal code", "ZIP");
    sure("Address", &|k| format!("{k} Mill Street"), "address", "Address");
    sure("Town", &|_| "Ashford".to_owned(), "names of places", "Town");
    sure(
        "shape",
        &|k| format!("\"{{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[0.1,{}]}}\"", lat(k)),
        "GeoJSON",
        "shape",
    );
    sure("spot", &|k| format!("{}/{}", lat(k), lon(k)), "one cell", "spot");
    sure("spot", &|k| format!("\"MULTIPOINT(({} {}))\"", lon(k), lat(k)), "geometry", "spot");
    sure("pos", &|k| format!("51 28 {} N", k % 60), "degrees, minutes", "pos");
}

#[test]
fn where_no_date_is_understood_it_is_said_which_columns_look_like_one() {
    let sure = |header: &str, cell: &dyn Fn(usize) -> String, looks_like: &str, column: &str| {
        let text = rows(&format!("id,lat,lon,{header}\n"), 60, |k| format!("A{k},{},{},{}", lat(k), lon(k), cell(k)));
        let told = not_compared(&text);
        assert!(told.nothing && told.not_understood, "{header}: {told:?}");
        let found = told.columns.iter().find(|found| found.columns.iter().any(|name| name == column));
        let found = found.unwrap_or_else(|| panic!("{header}: {told:?}"));
        assert!(found.looks_like.contains(looks_like), "{header}: {found:?}");
        assert!(told.sentences().contains("none of 60 deaths has a date of death"), "{}", told.sentences());
    };
    let parts = |k: usize| format!("{},{},{}", 2015 + k % 8, k % 12 + 1, k % 28 + 1);
    sure("year,month,day", &parts, "three columns", "month");
    sure("Death Year,Death Month,Death Day", &parts, "three columns", "Death Day");
    sure("date of death", &|k| format!("{}th February 2020", k % 20 + 4), "words", "date of death");
    sure(
        "date of death",
        &|k| (1_581_984_000_000u64 + k as u64 * 86_400_000).to_string(),
        "since 1970",
        "date of death",
    );
    sure("died", &|k| format!("Tue {:02}/{:02}/2020", k % 12 + 1, k % 12 + 1), "numbers", "died");
    let text = rows("id,lat,lon,died\n", 60, |k| format!("A{k},{},{},{:02}/{:02}/2020", lat(k), lon(k), k % 11 + 2, 1));
    assert!(
        not_compared(&text).what_to_do.contains("--dates dmy or --dates mdy"),
        "{}",
        not_compared(&text).sentences()
    );
}

#[test]
fn few_deaths_that_can_be_compared_are_said_and_enough_are_not() {
    let text = |placed: usize| {
        rows("id,died,lat,lon\n", 100, |k| match k < placed {
            true => format!("A{k},{},{},{}", iso(k), lat(k), lon(k)),
            false => format!("A{k},{},,", iso(k)),
        })
    };
    let few = not_compared(&text(3));
    assert!(!few.nothing && !few.not_understood && few.with_both == 3, "{few:?}");
    assert!(
        few.sentences().starts_with("Most deaths were not compared: only 3 of 100 deaths (3%) have a place"),
        "{}",
        few.sentences()
    );
    assert_eq!(today(&text(60)).not_compared, None);
    let none = not_compared(&text(0));
    assert!(none.nothing && !none.not_understood, "empty columns are understood: {none:?}");
}

#[test]
fn one_row_alone_is_understood_or_not_like_many() {
    assert_eq!(read_bytes("a.csv", "id,died,lat,lon\nA,2020-01-01,51.5,0.1\n").unwrap().not_compared, None);
    let told = not_compared("id,died,Postcode\nA,2020-01-01,M4 5JD\n");
    assert!(told.nothing && told.not_understood);
}

// Repeated case numbers.

#[test]
fn a_row_that_only_adds_to_an_earlier_one_of_its_case_number_takes_its_place() {
    let text = "id,died,lat,lon,age,cause\nA,2020-01-01,51.5,0.1,,\nB,2020-01-02,51.6,0.2,40,fall\nA,2020-01-01,51.5,0.1,44,fall\nB,2020-01-02,,,40,\n";
    let reading = today(text);
    let ages: Vec<f32> = reading.register.deaths.iter().filter_map(|death| death.age.map(|age| age.low)).collect();
    assert_eq!(ages, [44.0, 40.0]);
    let told: Vec<(u64, bool)> =
        reading.rejects.iter().map(|reject| (reject.line, reject.reason.contains("that row says more"))).collect();
    assert_eq!(told, [(2, true), (5, false)], "{:?}", reading.rejects);
}

#[test]
fn numbers_of_events_taken_for_case_numbers_are_said() {
    let text = rows("id,died,age\n", 100, |k| format!("E{},{},{}", k / 2, iso(k), 20 + k % 50));
    let reading = today(&text);
    assert!(
        reading.notes.iter().any(|note| note.contains("50 of 100 rows repeat a case number")),
        "{:?}",
        reading.notes
    );
}

// Places.

#[test]
fn exchanged_coordinates_are_taken_out_however_many_they_are() {
    for exchanged in [1, 10, 30, 60] {
        let text = rows("id,died,lat,lon\n", 200, |k| match k % 200 < exchanged {
            true => format!("A{k},{},{},{}", iso(k), lon(k), lat(k)),
            false => format!("A{k},{},{},{}", iso(k), lat(k), lon(k)),
        });
        let reading = today(&text);
        assert_eq!(without(&reading, Field::Point), exchanged, "{:?}", reading.notes);
        assert_eq!(reading.rejects.len(), exchanged);
    }
}
