use super::*;
use crate::Day;
use proptest::prelude::*;

/// The number that a figure stands for.
fn read(text: &str) -> f64 {
    let plain = |text: &str| text.replace(',', "").replace('−', "-").parse::<f64>().unwrap();
    let Some((digits, power)) = text.split_once(" × 10") else { return plain(text) };
    let power: String = power
        .chars()
        .map(|digit| match digit {
            '⁻' => '-',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            other => char::from_digit(other as u32 - 0x2070, 10).unwrap(),
        })
        .collect();
    format!("{}e{power}", plain(digits)).parse().unwrap()
}

/// Positive numbers of every size.
fn positive() -> impl Strategy<Value = f64> {
    (-307.0..307.0f64).prop_map(|power| 10f64.powf(power))
}

proptest! {
    #[test]
    fn a_count_agrees_with_its_noun_and_verb(count in prop_oneof![0u64..3, any::<u64>()]) {
        let one = count == 1;
        prop_assert_eq!(counted(count, "death", "deaths").ends_with(" death"), one);
        prop_assert_eq!(counted(count, "death", "deaths").ends_with(" deaths"), !one);
        prop_assert_eq!(are(count) == "is" && have(count) == "has" && was(count) == "was", one);
        prop_assert_eq!(read(thousands(count).as_str()) as u64, count as f64 as u64);
    }

    #[test]
    fn a_number_is_rounded_to_two_digits_and_never_reads_as_ten_times_a_power(number in positive()) {
        let text = figure(number);
        prop_assert!((read(&text) / number - 1.0).abs() <= 0.0501, "{} {}", number, text);
        if let Some((digits, _)) = text.split_once(" × ") {
            prop_assert!((1.0..=9.9).contains(&read(digits)), "{}", text);
        }
        prop_assert_eq!(figure(-number), format!("−{text}"));
    }

    #[test]
    fn an_interval_never_reads_with_its_lower_end_above(one in positive(), factor in 0.9..1.2f64) {
        for text in [range(one, one * factor), range(one * factor, one)] {
            let (low, high) = text.split_once(" to ").unwrap();
            prop_assert!(read(low) <= read(high), "{}", text);
        }
    }

    #[test]
    fn a_number_with_decimals_never_reads_as_less_than_nothing_where_it_rounds_to_nothing(number in -1e6..1e6f64) {
        let text = fixed(number, 1);
        prop_assert!((read(&text) - number).abs() <= 0.050_001, "{} {}", number, text);
        prop_assert!(text != "−0.0");
        prop_assert_eq!(weight(number).starts_with('+'), read(&text) > 0.0);
    }

    #[test]
    fn a_day_reads_as_day_month_and_year(number in -20_000..40_000i32) {
        let text = day(Day(number));
        let (year, _, of_month) = Day(number).ymd();
        prop_assert!(text.starts_with(&format!("{of_month} ")) && text.ends_with(&format!(" {year}")), "{}", text);
        prop_assert_eq!(text.split(' ').count(), 3);
    }

    #[test]
    fn a_share_that_is_not_all_never_reads_as_all(share in 0.0..1.0f64) {
        prop_assert!(percent(share) != "100%");
    }

    #[test]
    fn a_size_reads_in_the_unit_that_fits(size in any::<u64>()) {
        let text = bytes(size);
        let (number, unit) = text.split_once(' ').unwrap();
        let unit = ["byte", "bytes", "KB", "MB", "GB"].iter().position(|known| *known == unit).unwrap();
        let one = [1.0, 1.0, 1024.0, 1_048_576.0, 1_073_741_824.0][unit];
        prop_assert!((read(number) * one - size as f64).abs() <= 0.0501 * size as f64, "{} {}", size, text);
        prop_assert!(unit == 4 || read(number) < 1024.0, "{}", text);
    }
}

#[test]
fn what_rounds_up_to_ten_carries() {
    assert_eq!(
        [9.96e-8, 9.94e-8, 0.000_099_96, 0.996, 9.96, 99.6, 9.96e6].map(figure),
        ["1 × 10⁻⁷", "9.9 × 10⁻⁸", "0.0001", "1", "10", "100", "1 × 10⁷"]
    );
    assert_eq!([0.9996, 9.996, 99.96, 999.6].map(three_digits), ["1", "10", "100", "1,000"]);
    assert_eq!([5e-324, f64::MIN_POSITIVE, f64::MAX].map(figure), ["4.9 × 10⁻³²⁴", "2.2 × 10⁻³⁰⁸", "1.8 × 10³⁰⁸"]);
    assert_eq!([f64::NAN, f64::INFINITY].map(figure), [NOTHING; 2]);
}

#[test]
fn figures_keep_two_digits_and_lose_empty_zeros() {
    let read = [0.0, 0.00412, 0.25, 0.1, 1.0, 3.24, 140.4, 12_345.0, 3.14e-7, -2.0].map(figure);
    assert_eq!(read, ["0", "0.0041", "0.25", "0.1", "1", "3.2", "140", "12,000", "3.1 × 10⁻⁷", "−2"]);
}

#[test]
fn measured_numbers_agree_with_their_noun_as_they_read() {
    let months = |number| number_of(number, "month", "months");
    assert_eq!(
        [0.0, 0.31, 1.0, 1.04, 1.5, 12.0].map(months),
        ["0 months", "0.31 months", "1 month", "1 month", "1.5 months", "12 months"]
    );
}

#[test]
fn lengths_of_time_ages_and_distances_use_the_unit_that_fits() {
    assert_eq!([-3, 0, 1, 46, 454, 2264].map(span), ["0 days", "0 days", "1 day", "46 days", "15 months", "6.2 years"]);
    let ages =
        [(22.0, 22.0), (30.0, 39.0), (39.0, 30.0), (0.02, 0.02), (1.0 / 12.0, 1.0 / 12.0), (0.25, 0.25), (1.0, 1.0)];
    let ages = ages.map(|(low, high)| age(low, high));
    assert_eq!(ages, ["22", "30–39", "30–39", "under 1 month", "1 month", "3 months", "1"]);
    assert_eq!(
        [0.2, 480.4, 999.7, 1_340.0, 9_960.0, 24_300.0].map(distance),
        ["0 m", "480 m", "1 km", "1.3 km", "10 km", "24 km"]
    );
}

#[test]
fn sizes_read_exactly_where_they_are_round() {
    assert_eq!(
        [0u64, 1, 1023, 1024, 1536, 1_048_575, 1 << 20, 200 << 20, 1 << 30].map(bytes),
        ["0 bytes", "1 byte", "1,023 bytes", "1 KB", "1.5 KB", "1 MB", "1 MB", "200 MB", "1 GB"]
    );
}

#[test]
fn days_read_in_order_and_one_day_reads_once() {
    let on = |year, month, day| Day::from_ymd(year, month, day).unwrap();
    assert_eq!(day(on(2014, 9, 20)), "20 Sep 2014");
    assert_eq!(days(on(2015, 9, 14), on(2014, 10, 3)), "3 Oct 2014 to 14 Sep 2015");
    assert_eq!(days(on(2015, 9, 14), on(2015, 9, 14)), "14 Sep 2015");
}

#[test]
fn p_values_and_shares_read_by_their_size() {
    assert_eq!(
        [1.0, 0.2424, 0.001, 0.000_123, 3.14e-7, 0.0].map(p_value),
        ["1", "0.242", "0.001", "0.00012", "3.1 × 10⁻⁷", "< 10⁻³⁰⁰"]
    );
    assert_eq!(
        [0.0, 0.0004, 0.083, 0.0996, 0.8449, 0.996, 0.9999, 1.0].map(percent),
        ["0%", "0.04%", "8.3%", "10%", "84%", "99.6%", "99.9%", "100%"]
    );
}

#[test]
fn names_in_a_row_end_with_and() {
    assert_eq!(listed(&[""; 0]), "");
    assert_eq!([listed(&["a"]), listed(&["a", "b"]), listed(&["a", "b", "c"])], ["a", "a and b", "a, b and c"]);
    assert_eq!([sentence("no more "), sentence("Why?"), capital("österreich")], ["no more.", "Why?", "Österreich"]);
}
