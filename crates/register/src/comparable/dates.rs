//! Columns that look like dates and are not a date in one column.

use super::{Lookalike, MOSTLY, Source, share, words};
use crate::profile::plain;

const WRITE: &str = "write the date of death as 2014-09-20 in one column named died";

/// What the columns look like.
pub(super) fn found(source: &Source<'_>) -> Vec<Lookalike> {
    let mut found: Vec<Lookalike> = parts(source).into_iter().collect();
    let seen: Vec<String> = found.iter().flat_map(|found| found.columns.clone()).collect();
    for at in (0..source.names.labels.len()).filter(|&at| !seen.contains(&source.label(at))) {
        if let Some((looks_like, what_to_do)) = one(source, at) {
            found.push(Lookalike {
                columns: vec![source.label(at)],
                looks_like: looks_like.to_owned(),
                what_to_do: what_to_do.to_owned(),
            });
        }
    }
    found
}

/// Year, month and day in columns of their own.
fn parts(source: &Source<'_>) -> Option<Lookalike> {
    let within = |at: usize, range: std::ops::RangeInclusive<i32>| {
        share(&source.values(at), |text| text.parse().is_ok_and(|number| range.contains(&number))) >= MOSTLY
    };
    let named = |names: &[&str]| {
        (0..source.names.labels.len())
            .filter(move |&at| {
                let name = &source.names.written[at];
                words(name).iter().any(|word| names.contains(&word.as_str()))
                    || names.iter().any(|word| word.len() > 3 && plain(name).contains(word))
            })
            .collect::<Vec<_>>()
    };
    let year = named(&["year", "yr", "yyyy", "y", "jahr", "année", "annee", "año", "ano", "anio"])
        .into_iter()
        .find(|&at| within(at, 1800..=2199) || within(at, 0..=99))?;
    let month = named(&["month", "mon", "mm", "m", "monat", "mois", "mes"])
        .into_iter()
        .find(|&at| at != year && (within(at, 1..=12) || share(&source.values(at), is_month) >= MOSTLY))?;
    let day = named(&["day", "dd", "d", "tag", "jour", "día", "dia"])
        .into_iter()
        .find(|&at| at != year && at != month && within(at, 1..=31));
    let columns = [Some(year), Some(month), day].into_iter().flatten().map(|at| source.label(at)).collect();
    let looks_like = if day.is_some() { "a date in three columns" } else { "a month in two columns" };
    Some(Lookalike { columns, looks_like: looks_like.to_owned(), what_to_do: WRITE.to_owned() })
}

/// What a single column looks like, and what to do with it.
fn one(source: &Source<'_>, at: usize) -> Option<(&'static str, &'static str)> {
    const NAMED: [&str; 12] =
        ["date", "died", "death", "dod", "when", "datum", "tod", "fecha", "décès", "deces", "muerte", "time"];
    let values = source.values(at);
    let name = plain(&source.names.written[at]);
    let named = NAMED.iter().any(|part| name.contains(part));
    let mostly = |is: &dyn Fn(&str) -> bool| share(&values, is) >= MOSTLY;
    if values.is_empty() {
        return None;
    }
    if mostly(&with_month_name) {
        return Some(("dates in words", WRITE));
    }
    if mostly(&epoch) && (named || source.plan.uses(at).is_empty()) {
        return Some(("seconds or milliseconds since 1970", WRITE));
    }
    if mostly(&numbered) {
        let dates = "dates of numbers";
        return Some((dates, "say with --dates dmy or --dates mdy which number comes first, or write 2014-09-20"));
    }
    if named && mostly(&|text| text.bytes().any(|byte| byte.is_ascii_digit())) && source.plan.uses(at).is_empty() {
        return Some(("dates", WRITE));
    }
    None
}

/// `18th February 2020`, `Tue 18 Feb 2020`, `18 février 2020`.
fn with_month_name(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (3..=8).contains(&digits) && text.len() < 40 && words(text).iter().any(|word| is_month(word))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 30] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
        "fév", "avr", "juin", "juil", "aoû", "déc", "ene", "abr", "ago", "dic", "fev", "out", "set", "giu",
    ];
    let word = word.to_lowercase();
    word.chars().all(char::is_alphabetic) && MONTHS.iter().any(|month| word.starts_with(month))
}

/// Ten or thirteen digits that lie between 1980 and 2100.
fn epoch(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    (3.2e8..4.1e9).contains(&number) && text.len() >= 9 || (3.2e11..4.1e12).contains(&number)
}

/// Three numbers with strokes, points or dashes between them, a word such as a weekday before them or not.
fn numbered(text: &str) -> bool {
    let date = text.split_whitespace().find(|part| part.contains(['/', '.', '-'])).unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    parts.len() == 3
        && parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_a_date_are_told_apart() {
        assert!(with_month_name("18th February 2020") && with_month_name("Tue 18 Feb 2020") && !with_month_name("May"));
        assert!(epoch("1581984000") && epoch("1581984000000") && !epoch("20200218"));
        assert!(numbered("Tue 18/02/2020") && numbered("18.02.20") && !numbered("18/02"));
    }
}
