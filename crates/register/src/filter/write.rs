//! The canonical text of a filter, which reads back as the same filter.

use super::{Comparison, Condition, Field, Filter, Range};
use std::fmt::{self, Display, Formatter};

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_condition(&self.condition, f)
    }
}

fn write_condition(condition: &Condition, f: &mut Formatter<'_>) -> fmt::Result {
    match condition {
        Condition::All(parts) => write_joined(parts, " and ", f),
        Condition::Any(parts) => write_joined(parts, " or ", f),
        Condition::Not(part) => {
            f.write_str("not ")?;
            write_part(part, f)
        }
        Condition::Missing(field) => write!(f, "{} missing", field.name()),
        Condition::Word(word, comparison, value) => {
            write!(f, "{} {} {}", Field::Word(*word).name(), comparison.word(), Value(value))
        }
        Condition::Sex(comparison, sex) => write!(f, "sex {} {}", comparison.word(), sex.as_str()),
        Condition::Kind(comparison, kind) => write!(f, "kind {} {}", comparison.word(), Value(kind.as_str())),
        Condition::Set(set, value) => write!(f, "{} has {}", Field::Set(*set).name(), Value(value)),
        Condition::Age(range) => write_range("age", range, f),
        Condition::Date(date, range) => write_range(Field::Date(*date).name(), range, f),
        Condition::Near { lat, lon, metres } => write!(f, "point near {lat},{lon} within {metres} m"),
    }
}

fn write_joined(parts: &[Condition], joint: &str, f: &mut Formatter<'_>) -> fmt::Result {
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_str(joint)?;
        }
        write_part(part, f)?;
    }
    Ok(())
}

/// A condition inside another: in parentheses where it joins several.
fn write_part(part: &Condition, f: &mut Formatter<'_>) -> fmt::Result {
    if matches!(part, Condition::All(_) | Condition::Any(_)) {
        f.write_str("(")?;
        write_condition(part, f)?;
        f.write_str(")")
    } else {
        write_condition(part, f)
    }
}

fn write_range<T: Display + PartialEq>(name: &str, range: &Range<T>, f: &mut Formatter<'_>) -> fmt::Result {
    let not = if range.outside { "!= " } else { "" };
    match (&range.low, &range.high) {
        (Some(low), Some(high)) if low == high => write!(f, "{name} {} {low}", if range.outside { "!=" } else { "=" }),
        (Some(low), Some(high)) => write!(f, "{name} {not}{low}..{high}"),
        (Some(low), None) if range.outside => write!(f, "{name} != {low}.."),
        (None, Some(high)) if range.outside => write!(f, "{name} != ..{high}"),
        (Some(low), None) => write!(f, "{name} {} {low}", if range.low_open { ">" } else { ">=" }),
        (None, Some(high)) => write!(f, "{name} {} {high}", if range.high_open { "<" } else { "<=" }),
        (None, None) => write!(f, "{name} missing"),
    }
}

impl Comparison {
    fn word(self) -> &'static str {
        match self {
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::Contains => "contains",
        }
    }
}

/// A value, in quotes where it would not read back as one.
struct Value<'v>(&'v str);

impl Display for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let safe = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ' ' | '/');
        let joint =
            |word: &str| ["and", "or", "not", "missing", ""].iter().any(|joint| word.eq_ignore_ascii_case(joint));
        if self.0.chars().all(safe) && !self.0.split(' ').any(joint) {
            return f.write_str(self.0);
        }
        f.write_str("\"")?;
        for letter in self.0.chars() {
            if matches!(letter, '"' | '\\') {
                f.write_str("\\")?;
            }
            write!(f, "{letter}")?;
        }
        f.write_str("\"")
    }
}
