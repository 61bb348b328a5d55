//! What the dates of a source show of their order: `25/03/2019` allows the day first only, `03/04/2021` both.

use crate::field::Field;
use crate::parse::date::DateOrder;
use crate::parse::dating::{Shows, shows};

/// Dates of a source that are written in numbers, by the order that they allow. Those that need no order, such as `2014-09-20` and
/// `20 Sep 2014`, are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatesShown {
    /// Those with the month first.
    pub month_first: u64,
    /// Those with the day first.
    pub day_first: u64,
    /// Those that can be read in both orders and are then two days.
    pub either: u64,
}

/// What dates show of their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderShown {
    /// No date allows one order only.
    Open,
    /// All, or nearly all that allow one order only, are written so.
    Clear(DateOrder),
    /// Some are written in one order and too many in the other.
    Mixed,
}

/// The order is clear where at least this many times as many dates are written in it as in the other.
const CLEAR: u64 = 10;

impl DatesShown {
    /// What they show together.
    ///
    /// ```
    /// use colligate_register::{DateOrder, DatesShown, OrderShown};
    /// let shown = DatesShown { day_first: 20, month_first: 1, either: 12 };
    /// assert_eq!(shown.order(), OrderShown::Clear(DateOrder::DayFirst));
    /// assert_eq!(DatesShown { either: 3, ..DatesShown::default() }.order(), OrderShown::Open);
    /// ```
    pub fn order(self) -> OrderShown {
        let (more, fewer, order) = match self.month_first >= self.day_first {
            true => (self.month_first, self.day_first, DateOrder::MonthFirst),
            false => (self.day_first, self.month_first, DateOrder::DayFirst),
        };
        match (more, fewer) {
            (0, _) => OrderShown::Open,
            _ if more >= CLEAR * fewer => OrderShown::Clear(order),
            _ => OrderShown::Mixed,
        }
    }

    fn see(&mut self, text: &str) {
        match shows(text) {
            Shows::Only(DateOrder::MonthFirst) => self.month_first += 1,
            Shows::Only(DateOrder::DayFirst) => self.day_first += 1,
            Shows::Either => self.either += 1,
            Shows::Nothing => {}
        }
    }
}

/// What the dates of a source show, those of death apart from the others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shown {
    died: DatesShown,
    known: DatesShown,
}

impl Shown {
    /// Counts one cell of a field.
    pub fn see(&mut self, field: Field, text: &str) {
        match field {
            Field::KnownFrom => self.known.see(text),
            _ => self.died.see(text),
        }
    }

    /// The dates of death, where there are any that are written in numbers.
    pub fn of_deaths(self) -> DatesShown {
        if self.died == DatesShown::default() { self.known } else { self.died }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_counted_by_the_orders_that_it_allows() {
        let mut shown = Shown::default();
        let cells =
            ["25/03/2019", "03/25/2019", "3.4.21", "03-04-2021 13:40", "05/05/2020", "2014-09-20", "20 Sep 2014"];
        cells.iter().for_each(|cell| shown.see(Field::Died, cell));
        shown.see(Field::KnownFrom, "04/05/2019");
        assert_eq!(shown.of_deaths(), DatesShown { month_first: 1, day_first: 1, either: 2 });
        assert_eq!(shown.of_deaths().order(), OrderShown::Mixed);
        let mut known = Shown::default();
        known.see(Field::KnownFrom, "04/05/2019");
        assert_eq!(known.of_deaths().either, 1);
    }
}
