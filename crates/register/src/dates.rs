//! The columns of dates of one source: how each is read, and what the whole of it showed in the end.

use crate::checks::{deaths, lines};
use crate::field::Field;
use crate::parse::date::DateOrder;
use crate::parse::dating::{Dating, Orders, Shows, Verdict, last_year, shows};
use crate::register::Register;
use crate::reject::Reject;
use crate::source::Row;

/// Fields that hold dates.
pub(crate) const DATED: [Field; 3] = [Field::Died, Field::DiedTo, Field::KnownFrom];

/// Lines kept of the dates that show an order.
const LINES: usize = 10;

/// How the dates of one field are read, and what they showed.
#[derive(Clone, Debug, Default)]
struct Column {
    dating: Dating,
    /// The order was said by the user or the profile, so dates do not decide.
    given: bool,
    orders: Orders,
    /// Lines of the first dates with the month first, and with the day first.
    lines: [Vec<u64>; 2],
    /// Deaths whose date was read in the order that the first rows showed and could be read in the other.
    either: Vec<u32>,
    /// What the date of the current row shows.
    here: Option<Shows>,
}

/// The columns of dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates([Column; 3]);

impl Dates {
    /// From the cells of each field in the first rows: the order is the one given, else that of the column's own dates, else
    /// that of the others. `latest` is the last year in which anything can have happened.
    pub fn of(given: Option<DateOrder>, latest: Option<i16>, cells: [Vec<&str>; 3]) -> Dates {
        let last_year = last_year(cells.iter().flatten().copied(), latest);
        let orders = [0, 1, 2].map(|at: usize| Orders::of(cells[at].iter().copied()));
        let all = Orders {
            month_first: orders.iter().map(|orders| orders.month_first).sum(),
            day_first: orders.iter().map(|orders| orders.day_first).sum(),
        };
        let clear = |orders: Orders| match orders.verdict() {
            Verdict::Clear(order) => Some(order),
            _ => None,
        };
        Dates(orders.map(|own| {
            let found = if own.verdict() == Verdict::Open { clear(all) } else { clear(own) };
            Column { dating: Dating { order: given.or(found), last_year }, given: given.is_some(), ..Column::default() }
        }))
    }

    /// How the dates of a field are read.
    pub fn dating(&self, field: Field) -> Dating {
        at(field).map_or_else(Dating::default, |at| self.0[at].dating)
    }

    /// Counts what a cell shows.
    pub fn see(&mut self, field: Field, text: &str, line: u64) {
        let Some(column) = at(field).map(|at| &mut self.0[at]) else { return };
        let shown = shows(text);
        column.here = Some(shown);
        column.orders.see(shown);
        if let Shows::Only(order) = shown {
            let lines = &mut column.lines[order as usize];
            if lines.len() < LINES {
                lines.push(line);
            }
        }
    }

    /// Forgets the current row.
    pub fn next_row(&mut self) {
        self.0.iter_mut().for_each(|column| column.here = None);
    }

    /// The current row became this death.
    pub fn taken(&mut self, death: u32) {
        for column in &mut self.0 {
            if column.here == Some(Shows::Either) && !column.given && column.dating.order.is_some() {
                column.either.push(death);
            }
        }
    }

    /// Takes out the dates that were read in an order which the whole source does not bear out, and puts odd dates into words.
    pub fn finish(self, register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
        for (field, column) in DATED.into_iter().zip(self.0) {
            let order = column.dating.order;
            let (month_first, day_first) = (column.orders.month_first, column.orders.day_first);
            let borne_out = match column.orders.verdict() {
                Verdict::Open => true,
                Verdict::Clear(clear) => order == Some(clear),
                Verdict::Mixed => false,
            };
            match order {
                Some(order) if column.given || borne_out => notes.extend(column.odd(field, order)),
                _ if month_first > 0 && day_first > 0 => {
                    notes.push(column.mixed(field));
                    column.take_out(field, register, rejects, notes);
                }
                _ => {}
            }
        }
    }
}

/// True where dates in these rows can be read in two ways and nothing there shows in which.
pub(crate) fn are_open(rows: &[Row]) -> bool {
    let mut open = false;
    for shown in rows.iter().flat_map(|row| (0..row.len()).map(|at| shows(row.cell(at)))) {
        match shown {
            Shows::Only(_) => return false,
            Shows::Either => open = true,
            Shows::Nothing => {}
        }
    }
    open
}

impl Column {
    /// The dates that are written in the other order than the rest.
    fn odd(&self, field: Field, order: DateOrder) -> Option<String> {
        let other = order.other();
        let (odd, rest) = (self.orders.count(other), self.orders.count(order));
        if odd == 0 {
            return None;
        }
        let (is, has) = if odd == 1 { ("It is", "date has") } else { ("They are", "dates have") };
        let why = match (self.given, rest) {
            (true, _) => "dates are to be read with".to_owned(),
            (false, 1) => "1 other has".to_owned(),
            (false, rest) => format!("{rest} others have"),
        };
        Some(format!(
            "{odd} {has} the {} first in {field} where {why} the {} first ({}). {is} not used; {} would be read with --dates {}, \
             and all others then too.",
            first(other),
            first(order),
            lines(&self.lines[other as usize], odd as usize),
            if odd == 1 { "it" } else { "they" },
            option(other),
        ))
    }

    fn mixed(&self, field: Field) -> String {
        let Orders { month_first, day_first } = self.orders;
        let fewer = if month_first < day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
        format!(
            "In {field}, {month_first} dates have the month first and {day_first} the day ({} have the {} first). Dates that can be read both \
             ways, such as 03/04/2021, are not used; --dates mdy or --dates dmy says how they are to be read.",
            lines(&self.lines[fewer as usize], self.orders.count(fewer) as usize),
            first(fewer),
        )
    }

    fn take_out(&self, field: Field, register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
        for &at in &self.either {
            let Some(death) = register.deaths.get_mut(at as usize) else { continue };
            let value = match field {
                Field::KnownFrom => death.known_from.take(),
                _ => death.died.take().map(crate::Span::day),
            };
            let Some(value) = value else { continue };
            let reason = "the date can be two dates, and the file has dates of both orders; say with --dates whether month or day comes first";
            rejects.push(Reject::field(death.line, field.as_str(), &value.to_string(), reason));
        }
        if !self.either.is_empty() {
            notes.push(format!("{} are used without {field} for that.", deaths(self.either.len())));
        }
    }
}

fn at(field: Field) -> Option<usize> {
    DATED.iter().position(|dated| *dated == field)
}

fn first(order: DateOrder) -> &'static str {
    match order {
        DateOrder::MonthFirst => "month",
        DateOrder::DayFirst => "day",
    }
}

fn option(order: DateOrder) -> &'static str {
    match order {
        DateOrder::MonthFirst => "mdy",
        DateOrder::DayFirst => "dmy",
    }
}
