//! What the terminal shows, at every width.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod fixture;

use colligate_report::terminal::{Nearest, nearest, replayed, table};
use unicode_width::UnicodeWidthStr;

/// The words, wherever their lines break.
fn said(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.width() <= width, "{} columns, not {width}: {line}", line.width());
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let result = fixture::result();
    for width in [24, 40, 60, 80, 104, 132] {
        fits(&table(&result, width, false), width);
        fits(&nearest(&asked(), width, false), width);
        fits(&replayed(&result, 365, width, false), width);
    }
}

#[test]
fn the_table_tells_e_values_in_plain_words_and_counts_that_add_up() {
    let text = said(&table(&fixture::result(), 80, false));
    for wanted in [
        "9,412 rows read: 8,870 used in full, 511 in part, 31 rejected.",
        "2 series stand out; 1 more is listed that chance would also show, about 3.4 in each register. To stand out is an \
         E-value of 0.1 or less, the alert level.",
        "1 0.00042 1 in 2,400 4 15 months 310 m place",
        "3.4 in each",
        "Visible from 3 Sep 2022: 2 of its deaths stood out together by then, 2 came after that day.",
        "Surge of a substance (supported by the counts)",
        "Its E-value is above the alert level; whether it ever was at or below was not asked.",
        "279 deaths have no coordinates on record",
        "5 deaths in 2 incidents",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
}

#[test]
fn each_death_under_review_is_told_with_its_links_or_that_it_has_none() {
    let result = fixture::reviewed();
    for width in [24, 80, 132] {
        fits(&table(&result, width, false), width);
    }
    let text = said(&table(&result, 80, false));
    for wanted in [
        "Each death among “substances has GHB”",
        "2 deaths match: 1 with a link, 1 with none.",
        "case died series strongest links",
        "– no link",
        "No link: of the deaths within 10 km and 730 days, none resembles it by a weight of 2 or more",
        "That closes no case.",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
    assert!(!table(&fixture::result(), 80, false).contains("Each death among"));
}

#[test]
fn what_was_seen_once_is_told_with_what_made_it_fall_and_nothing_where_nothing_was() {
    let text = said(&replayed(&fixture::result(), 365, 80, false));
    for wanted in [
        "Looked at 365 days:",
        "1 of them is not found in the end.",
        "In the end: 2 series stand out; 1 more is listed",
        "Seen once, not in the end",
        "X-0911, X-1034 and X-1102. Seen from 20 Dec 2020 to 8 Feb 2021, strongest on 12 Jan 2021 with E = 0.034.",
        "By 2021-02-09 substances of X-1034 became known",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is missing in\n{text}");
    }
    let nothing = said(&replayed(&fixture::nothing(), 1, 80, false));
    assert!(nothing.starts_with("Looked at 1 day: no series stood at or below the alert level"), "{nothing}");
    assert!(nothing.ends_with("on some day."), "{nothing}");
}

#[test]
fn counts_that_do_not_add_up_are_said_to() {
    let mut result = fixture::result();
    result.register.rejected = 3;
    assert!(table(&result, 200, false).contains("These do not add up: 9,384 rows are accounted for."));
}

#[test]
fn a_narrow_terminal_gets_paragraphs_and_a_wide_one_the_range() {
    let result = fixture::result();
    assert!(table(&result, 40, false).contains("E-value 0.00042;"));
    assert!(table(&result, 120, false).contains("9 × 10⁻⁵ to 0.002"));
}

#[test]
fn colours_come_only_when_asked_for_and_data_never_brings_its_own() {
    let mut result = fixture::result();
    result.series[0].members[0].place = Some("\u{1b}[31mred\u{7}".to_owned());
    result.register.source = "a\u{1b}]0;title\u{7}b".to_owned();
    assert!(!table(&result, 80, false).contains('\u{1b}'));
    let coloured = table(&result, 80, true);
    assert!(coloured.contains("\u{1b}[1;36m") && !coloured.contains("\u{1b}[31m") && !coloured.contains("\u{1b}]"));
}

#[test]
fn nothing_found_is_said_plainly_and_closes_no_case() {
    let text = table(&fixture::nothing(), 80, false);
    assert!(said(&text).contains("No series was found. That closes no case"));
    fits(&text, 80);
}

#[test]
fn the_nearest_deaths_are_ranked_with_their_reasons() {
    let text = nearest(&asked(), 80, false);
    assert!(text.starts_with("Nearest to X-2014"));
    assert!(text.contains("X-2391"));
    assert!(text.contains("Place: 31 m apart"));
    let none = Nearest { ranked: vec![], ..asked() };
    assert!(nearest(&none, 80, false).contains("No other death on record resembles it"));
}

fn asked() -> Nearest {
    let series = fixture::result().series.remove(0);
    let ranked = series.links.iter().zip(&series.members[1..]).map(|(link, member)| (member.clone(), link.clone()));
    Nearest { death: series.members[0].clone(), ranked: ranked.collect() }
}

#[test]
fn what_could_not_be_compared_comes_before_everything_else() {
    let mut result = fixture::nothing();
    result.run.pairs_compared = 0;
    let lookalike = colligate_register::Lookalike {
        columns: vec!["Easting".to_owned(), "Northing".to_owned()],
        looks_like: "metres of a grid".to_owned(),
        what_to_do: "turn them into degrees".to_owned(),
    };
    result.register.not_compared = Some(colligate_register::NotCompared {
        nothing: true,
        not_understood: true,
        deaths: 40,
        with_date: 40,
        with_place: 0,
        with_both: 0,
        why: "none of 40 deaths has a place".to_owned(),
        columns: vec![lookalike],
        what_to_do: "name the columns".to_owned(),
    });
    let first = "Nothing was compared: none of 40 deaths has a place. Columns \"Easting\" and \"Northing\" look like metres of a \
                 grid: turn them into degrees. What to do: name the columns.";
    for text in [table(&result, 80, false), replayed(&result, 0, 80, false)] {
        assert!(said(&text).starts_with(first), "{text}");
        assert!(!text.contains("No series") && !text.contains("no series stood"), "{text}");
    }
    let page = colligate_report::report_html(&result);
    assert!(page.contains("<h1>Nothing was compared</h1>") && page.contains("metres of a grid"));
    // Read, but all of it far apart.
    result.register.not_compared = None;
    assert!(said(&table(&result, 80, false)).contains("Nothing was compared: no two deaths"));
}
