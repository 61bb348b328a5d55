//! What an article gives of what the archive has.

use crate::truth::Article;

/// Whether a text in plain words gives a name.
pub fn given_name(text: &str, name: &(String, String)) -> bool {
    close(text, &name.0, &name.1)
}

/// Whether a first and a last name stand within two words of each other.
fn close(text: &str, first: &str, last: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words
        .iter()
        .enumerate()
        .any(|(at, word)| *word == first && words.iter().skip(at + 1).take(4).any(|word| *word == last))
}

const WORDS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Whether an age stands in a text: in digits, or in words before "year".
pub fn age_given(text: &str, age: u32) -> bool {
    let words = WORDS.get(age as usize).is_some_and(|word| text.contains(&format!(" {word} year old ")));
    if age == 0 {
        return text.contains(" month old ") || text.contains(" months old ");
    }
    words
        || text.contains(&format!(" {age} year old "))
        || age > 12 && text.contains(&format!(" {age} "))
        || text.contains(&format!(" age {age} "))
        || text.contains(&format!(" {age} years old"))
}

/// Whether a text in plain words holds any word of dying: one that holds none cannot tell that somebody died.
pub fn tells_of_death(text: &str) -> bool {
    const STEMS: [&str; 9] = ["die", "dead", "death", "kill", "fatal", "murder", "slain", "slay", "homicid"];
    const WORDS: [&str; 16] = [
        "suicide",
        "deceased",
        "succumbed",
        "body",
        "bodies",
        "funeral",
        "mourn",
        "mourning",
        "mourned",
        "autopsy",
        "coroner",
        "examiner",
        "massacre",
        "manslaughter",
        "vigil",
        "memorial",
    ];
    let told = |word: &str| {
        STEMS.iter().any(|stem| word.starts_with(stem)) && !["diego", "diesel", "diet"].contains(&word)
            || WORDS.contains(&word)
    };
    text.split(' ').any(told)
        || ["passed away", "lost his life", "lost her life", "gunned down", "rest in peace", "laid to rest"]
            .iter()
            .any(|phrase| text.contains(phrase))
}

/// Whether an age is written as one: "24-year-old", "24 years old", "aged 24", "24," after a comma or in brackets, "was 24".
pub fn age_written(text: &str, age: u32) -> bool {
    let text = text.to_lowercase();
    if age == 0 {
        return ["month old", "month-old", "months old", "week-old", "weeks old", "day-old", "days old", "newborn"]
            .iter()
            .any(|words| text.contains(words));
    }
    let mut numbers = vec![age.to_string()];
    numbers.extend(WORDS.get(age as usize).map(|word| (*word).to_owned()));
    numbers.iter().any(|number| {
        text.match_indices(number.as_str()).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + number.len()..).unwrap_or_default();
            if before.ends_with(|last: char| last.is_alphanumeric())
                || after.starts_with(|first: char| first.is_alphanumeric())
            {
                return false;
            }
            let rest = after.trim_start_matches([' ', '-', '–', '‑', '\u{ad}']);
            let years = ["year", "yr", "y/o", "yo "].iter().any(|unit| rest.starts_with(unit));
            let old = years && rest.chars().take(14).collect::<String>().contains("old") || rest.starts_with("yo");
            let lead = before.trim_end();
            let aged = ["age", "aged", "ages", "age:"].iter().any(|word| lead.ends_with(word));
            let ends = |marks: &[&str]| marks.iter().any(|mark| after.trim_start().starts_with(mark));
            let words = ["of ", "from ", "and ", "was ", "were ", "who ", "is ", "died", "had "];
            let comma = lead.ends_with([',', '(', '–', '—'])
                && (ends(&[",", ")", ".", ";", "–", "—"]) || ends(&words) || after.trim().is_empty());
            // "Ages 13, 17 and 19".
            let clause = before.rsplit(['.', ';', '\n']).next().unwrap_or_default();
            let listed = lead.ends_with([',', 'd']) && clause.contains("age");
            let was =
                [" was", " just", " only"].iter().any(|word| lead.ends_with(word)) && ends(&[".", ",", ";", " and"]);
            old || aged || comma || listed || was
        })
    })
}

/// Whether an article gives the day of its incident: in full, or by weekday within a week, or as today, tonight, yesterday or last night.
pub fn truly_dated(article: &Article, text: &str, day: jiff::civil::Date) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let month = MONTHS[day.month() as usize - 1];
    let short = if month == "september" { "sept" } else { &month[..3] };
    let full = [month, short].iter().any(|month| text.contains(&format!(" {month} {} ", day.day())));
    let Ok(dated) = article.dct.parse::<jiff::civil::Date>() else { return full };
    let far = day.until(dated).map_or(i32::MAX, |span| span.get_days());
    let weekday = DAYS[day.weekday().to_monday_zero_offset() as usize];
    let near = match far {
        0 => ["today", "tonight", "this morning", "this afternoon"].iter().any(|word| text.contains(word)),
        1 => ["yesterday", "last night"].iter().any(|word| text.contains(word)),
        _ => false,
    };
    full || near || (0..=7).contains(&far) && text.contains(&format!(" {weekday} "))
}
