//! What a test of interaction compares: events, each at a place and a time.

use super::error::InteractionError;
use crate::locations::Locations;

/// Events, each at a place and a time. Places may coincide, and so may times.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    places: Locations,
    times: Vec<f64>,
}

impl Events {
    /// Events at these places, one place an event, and at these times, in days or any other unit.
    ///
    /// # Errors
    /// [`InteractionError::Uneven`] and [`InteractionError::BadTime`].
    pub fn new(places: Locations, times: Vec<f64>) -> Result<Events, InteractionError> {
        if places.len() != times.len() {
            return Err(InteractionError::Uneven { places: places.len(), times: times.len() });
        }
        if let Some((event, &found)) = times.iter().enumerate().find(|(_, time)| !time.is_finite()) {
            return Err(InteractionError::BadTime { event, found });
        }
        Ok(Events { places, times })
    }

    /// Events given as (x, y, time), x and y in kilometres on a plane.
    ///
    /// # Errors
    /// As [`Events::new`] and [`Locations::on_plane`].
    pub fn on_plane(events: &[(f64, f64, f64)]) -> Result<Events, InteractionError> {
        let kilometres: Vec<(f64, f64)> = events.iter().map(|&(x, y, _)| (x, y)).collect();
        Events::new(Locations::on_plane(&kilometres)?, events.iter().map(|event| event.2).collect())
    }

    /// Events given as (latitude, longitude, time), in degrees: distances are those along the great circle.
    ///
    /// # Errors
    /// As [`Events::new`] and [`Locations::on_earth`].
    pub fn on_earth(events: &[(f64, f64, f64)]) -> Result<Events, InteractionError> {
        let degrees: Vec<(f64, f64)> = events.iter().map(|&(lat, lon, _)| (lat, lon)).collect();
        Events::new(Locations::on_earth(&degrees)?, events.iter().map(|event| event.2).collect())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// Where they are, one place an event.
    pub fn places(&self) -> &Locations {
        &self.places
    }

    /// When they are.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// Says where there are fewer than a test needs.
    pub(super) fn at_least(&self, least: usize) -> Result<(), InteractionError> {
        if self.len() < least { Err(InteractionError::TooFew { found: self.len(), least }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_place_and_a_time() {
        let places = Locations::on_plane(&[(0.0, 0.0)]).unwrap();
        assert_eq!(Events::new(places, vec![]), Err(InteractionError::Uneven { places: 1, times: 0 }));
        let wrong = Events::on_plane(&[(0.0, 0.0, 1.0), (0.0, 1.0, f64::NAN)]);
        assert!(matches!(wrong, Err(InteractionError::BadTime { event: 1, .. })));
        assert!(matches!(Events::on_earth(&[(91.0, 0.0, 0.0)]), Err(InteractionError::Places(_))));
    }
}
