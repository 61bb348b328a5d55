//! What time it is.

use colligate_register::Day;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// What time it is: that of the machine, or one that is set, for a demonstration on a past day and for tests.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Seconds to add to the machine's.
    shift: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// A clock that shows this day now and goes on from there.
    pub fn set_to(day: Day) -> Clock {
        let clock = Clock { shift: Some(Arc::new(AtomicI64::new(0))) };
        clock.turn_to(day);
        clock
    }

    /// Turns a clock that can be set to the noon of a day; does nothing to the machine's.
    pub fn turn_to(&self, day: Day) {
        if let Some(shift) = &self.shift {
            let noon = i64::from(day.0) * 86_400 + 43_200;
            shift.store(noon - Timestamp::now().as_second(), Ordering::Relaxed);
        }
    }

    /// True where it does not show the machine's time.
    pub fn is_set(&self) -> bool {
        self.shift.is_some()
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        let shift = self.shift.as_ref().map_or(0, |shift| shift.load(Ordering::Relaxed));
        Timestamp::now().saturating_add(SignedDuration::from_secs(shift)).unwrap_or(Timestamp::MAX)
    }

    /// Now, as it is written on record: UTC, to the microsecond.
    pub fn written(&self) -> String {
        written(self.now())
    }

    /// Today, in UTC.
    pub fn today(&self) -> Day {
        Day(self.now().as_second().div_euclid(86_400) as i32)
    }
}

/// A moment as it is written on record: of fixed width, so that the order of texts is that of time.
pub fn written(moment: Timestamp) -> String {
    format!("{moment:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_can_be_turned() {
        let day = Day::from_ymd(2014, 9, 20).unwrap();
        let clock = Clock::set_to(day);
        assert_eq!(clock.today(), day);
        assert!(clock.written().starts_with("2014-09-20T12:00:"), "{}", clock.written());
        assert_eq!(clock.written().len(), Clock::default().written().len());
        clock.turn_to(day + 1);
        assert_eq!(clock.today(), day + 1);
    }
}
