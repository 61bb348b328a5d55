//! From text to filter: one function per rule of the grammar.

use super::token::{Token, What, tokens};
use super::{Comparison, Condition, FIELDS, Field, Filter, FilterError, Range, Set, Word};
use crate::time::Day;
use crate::vocabulary::Vocabulary;

/// How deep parentheses and `not` may nest.
const DEEPEST: usize = 64;

/// Metres in the units of `within`.
const UNITS: [(&str, f64); 8] = [
    ("km", 1000.0),
    ("kilometres", 1000.0),
    ("kilometers", 1000.0),
    ("m", 1.0),
    ("metres", 1.0),
    ("meters", 1.0),
    ("mi", 1609.344),
    ("miles", 1609.344),
];

impl Filter {
    /// Reads a filter. [The fields and tests](self) are listed in the user's guide and in every error.
    ///
    /// # Errors
    /// [`FilterError`] says where the text stops making sense, what stands there and what would work.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let mut parser = Parser { text, tokens: tokens(text)?, next: 0, depth: 0 };
        let condition = parser.any()?;
        match parser.peek() {
            None => Ok(Filter { condition }),
            Some(_) => Err(parser.wrong("`and`, `or` or the end")),
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Condition, FilterError> {
        let mut parts = Vec::new();
        loop {
            match self.all()? {
                Condition::Any(more) => parts.extend(more),
                part => parts.push(part),
            }
            if !self.take_word("or") {
                return Ok(join(parts, Condition::Any));
            }
        }
    }

    fn all(&mut self) -> Result<Condition, FilterError> {
        let mut parts = Vec::new();
        loop {
            match self.one()? {
                Condition::All(more) => parts.extend(more),
                part => parts.push(part),
            }
            if !self.take_word("and") {
                return Ok(join(parts, Condition::All));
            }
        }
    }

    fn one(&mut self) -> Result<Condition, FilterError> {
        if self.depth >= DEEPEST {
            return Err(self.wrong(&format!("at most {DEEPEST} levels of parentheses and `not`")));
        }
        if self.take_word("not") {
            self.depth += 1;
            let inner = self.one()?;
            self.depth -= 1;
            return Ok(Condition::Not(Box::new(inner)));
        }
        if self.take_sign("(") {
            self.depth += 1;
            let inner = self.any()?;
            self.depth -= 1;
            return if self.take_sign(")") { Ok(inner) } else { Err(self.wrong("`and`, `or` or `)`")) };
        }
        self.test()
    }

    fn test(&mut self) -> Result<Condition, FilterError> {
        let named =
            |word: &str| FIELDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, field)| *field);
        let Some(field) = self.word().and_then(named) else {
            let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
            return Err(self.wrong(&format!("a field ({}), `not` or `(`", names.join(", "))));
        };
        self.next += 1;
        if self.take_word("missing") || self.take_words(&["is", "missing"]) {
            return Ok(Condition::Missing(field));
        }
        if self.take_words(&["is", "not", "missing"]) {
            return Ok(Condition::Not(Box::new(Condition::Missing(field))));
        }
        match field {
            Field::Word(word) => {
                let comparison = self.comparison(true)?;
                let value = self.value("a value")?;
                let value = match word {
                    Word::PlaceKind if comparison != Comparison::Contains => {
                        crate::place_kind::canonical(&value).into_owned()
                    }
                    Word::Manner if comparison != Comparison::Contains => {
                        crate::manner::canonical(&value).map_or(value, std::borrow::Cow::into_owned)
                    }
                    _ => value,
                };
                Ok(Condition::Word(word, comparison, value.into()))
            }
            Field::Sex => {
                let comparison = self.comparison(false)?;
                self.read("female, male or other", crate::sex::parse).map(|sex| Condition::Sex(comparison, sex))
            }
            Field::Kind => {
                let comparison = self.comparison(false)?;
                let known: Vec<&str> = crate::Kind::ALL.iter().map(|kind| kind.as_str()).collect();
                self.read(&format!("a kind of death ({})", known.join(", ")), |value| value.parse().ok())
                    .map(|kind| Condition::Kind(comparison, kind))
            }
            Field::Set(set) => {
                if !self.take_word("has") {
                    return Err(self.wrong("`has` or `missing`"));
                }
                let value = self.value("a value")?;
                let value = match (set, Vocabulary::shared()) {
                    (Set::Substances, Some(words)) => words.canonical(&value).into_owned(),
                    _ => value,
                };
                Ok(Condition::Set(set, value.into()))
            }
            Field::Age => self.range("an age in years, as in 34, >= 18 or 18..40", years).map(Condition::Age),
            Field::Date(date) => {
                self.range("a day, as in 2014-09-20, 2014-09 or 2014", days).map(|range| Condition::Date(date, range))
            }
            Field::Point => self.near(),
        }
    }

    fn comparison(&mut self, contains: bool) -> Result<Comparison, FilterError> {
        if self.take_sign("!=") || self.take_words(&["is", "not"]) {
            Ok(Comparison::IsNot)
        } else if self.take_sign("=") || self.take_word("is") {
            Ok(Comparison::Is)
        } else if contains && self.take_word("contains") {
            Ok(Comparison::Contains)
        } else if contains {
            Err(self.wrong("`is`, `is not`, `=`, `!=`, `contains` or `missing`"))
        } else {
            Err(self.wrong("`is`, `is not`, `=`, `!=` or `missing`"))
        }
    }

    /// A comparison or a range of values, each of which `read` gives as its first and last moment.
    fn range<T: Copy + PartialOrd>(
        &mut self,
        expected: &str,
        read: fn(&str) -> Option<(T, T)>,
    ) -> Result<Range<T>, FilterError> {
        let closed = |low, high| Range { low, high, low_open: false, high_open: false, outside: false };
        let sign = if let Some(What::Sign(sign @ ("<" | "<=" | ">" | ">=" | "=" | "!="))) =
            self.peek().map(|token| &token.what)
        {
            let sign = *sign;
            self.next += 1;
            sign
        } else if self.take_words(&["is", "not"]) {
            "!="
        } else if self.take_word("is") || self.take_word("in") {
            "="
        } else {
            ""
        };
        let place = self.next;
        let Some(word) = self.plain().map(str::to_owned) else { return Err(self.wrong(expected)) };
        self.next += 1;
        let range = match (sign, word.split_once("..")) {
            ("" | "=" | "!=", Some((low, high))) => {
                let bound = |text: &str| if text.is_empty() { Some(None) } else { read(text).map(Some) };
                match (bound(low), bound(high)) {
                    (Some(None), Some(None)) | (None, _) | (_, None) => None,
                    (Some(Some(low)), Some(Some(high))) if low.0 > high.1 => None,
                    (Some(low), Some(high)) => Some(closed(low.map(|value| value.0), high.map(|value| value.1))),
                }
            }
            (_, Some(_)) => None,
            (sign, None) => read(&word).map(|(first, last)| match sign {
                "<" => Range { high_open: true, ..closed(None, Some(first)) },
                "<=" => closed(None, Some(last)),
                ">" => Range { low_open: true, ..closed(Some(last), None) },
                ">=" => closed(Some(first), None),
                _ => closed(Some(first), Some(last)),
            }),
        };
        match range {
            Some(range) => Ok(Range { outside: sign == "!=", ..range }),
            None => {
                self.next = place;
                Err(self.wrong(expected))
            }
        }
    }

    fn near(&mut self) -> Result<Condition, FilterError> {
        if !self.take_word("near") {
            return Err(self.wrong("`near LAT,LON within 2 km` or `missing`"));
        }
        let lat = self.number("a latitude in degrees, -90 to 90", -90.0, 90.0)?;
        if !self.take_sign(",") {
            return Err(self.wrong("`,` and the longitude"));
        }
        let lon = self.number("a longitude in degrees, -180 to 180", -180.0, 180.0)?;
        if !self.take_word("within") {
            return Err(self.wrong("`within` and a distance"));
        }
        let expected = "a distance, as in 2 km or 500 m";
        let Some(word) = self.plain() else { return Err(self.wrong(expected)) };
        let split = word.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(word.len());
        let (number, unit) = word.split_at(split);
        let number = number.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        let unit = unit.to_owned();
        let Some(number) = number else { return Err(self.wrong(expected)) };
        self.next += 1;
        let unit = if unit.is_empty() {
            let Some(word) = self.word().map(str::to_owned) else { return Err(self.wrong("`km` or `m`")) };
            self.next += 1;
            word
        } else {
            unit
        };
        match UNITS.iter().find(|(name, _)| unit.eq_ignore_ascii_case(name)) {
            Some((_, metres)) => Ok(Condition::Near { lat, lon, metres: number * metres }),
            None => {
                self.next -= 1;
                Err(self.wrong("`km` or `m`"))
            }
        }
    }

    fn number(&mut self, expected: &str, low: f64, high: f64) -> Result<f64, FilterError> {
        let number =
            self.plain().and_then(|word| word.parse::<f64>().ok()).filter(|number| (low..=high).contains(number));
        let Some(number) = number else { return Err(self.wrong(expected)) };
        self.next += 1;
        Ok(number)
    }

    /// A value read by `read`; where it cannot be, the error stands at its start.
    fn read<T>(&mut self, expected: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, FilterError> {
        let start = self.next;
        let value = self.value(expected)?;
        read(&value).ok_or_else(|| {
            self.next = start;
            self.wrong(expected)
        })
    }

    /// A quoted text, or bare words up to `and`, `or`, a sign or the end.
    fn value(&mut self, expected: &str) -> Result<String, FilterError> {
        if let Some(What::Quoted(text)) = self.peek().map(|token| &token.what) {
            let text = text.clone();
            self.next += 1;
            return Ok(text);
        }
        let mut words: Vec<&str> = Vec::new();
        while let Some(What::Word(word)) = self.tokens.get(self.next).map(|token| &token.what)
            && !["and", "or"].iter().any(|joint| word.eq_ignore_ascii_case(joint))
        {
            words.push(word);
            self.next += 1;
        }
        if words.is_empty() { Err(self.wrong(expected)) } else { Ok(words.join(" ")) }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    /// The next token if it is a bare word.
    fn word(&self) -> Option<&str> {
        match self.peek().map(|token| &token.what) {
            Some(What::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The next token if it is a word, in quotes or not.
    fn plain(&self) -> Option<&str> {
        match self.peek().map(|token| &token.what) {
            Some(What::Word(word) | What::Quoted(word)) => Some(word),
            _ => None,
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.take_words(&[word])
    }

    fn take_words(&mut self, words: &[&str]) -> bool {
        let taken = words.iter().enumerate().all(|(ahead, word)| {
            matches!(self.tokens.get(self.next + ahead).map(|token| &token.what), Some(What::Word(text)) if text.eq_ignore_ascii_case(word))
        });
        if taken {
            self.next += words.len();
        }
        taken
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let taken = matches!(self.peek().map(|token| &token.what), Some(What::Sign(text)) if *text == sign);
        self.next += usize::from(taken);
        taken
    }

    fn wrong(&self, expected: &str) -> FilterError {
        let (at, end) = self.peek().map_or((self.text.len(), self.text.len()), |token| (token.at, token.end));
        let found = self.text.get(at..end).unwrap_or_default().to_owned();
        FilterError { at, found, expected: expected.to_owned(), text: self.text.to_owned() }
    }
}

fn join(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}

fn years(text: &str) -> Option<(f32, f32)> {
    text.parse::<f32>().ok().filter(|years| (0.0..=150.0).contains(years)).map(|years| (years, years))
}

/// First and last day of a day, month or year.
fn days(text: &str) -> Option<(Day, Day)> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = number(parts.first()?, 4)?;
    match parts[..] {
        [_] => Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?)),
        [_, month] => {
            let month = i8::try_from(number(month, 2)?).ok()?;
            let last = (28..=31).rev().find_map(|day| Day::from_ymd(year, month, day))?;
            Some((Day::from_ymd(year, month, 1)?, last))
        }
        [_, month, day] => {
            let day = Day::from_ymd(year, i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?)?;
            Some((day, day))
        }
        _ => None,
    }
}
