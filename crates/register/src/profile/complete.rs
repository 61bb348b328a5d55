//! The canonical profile names general columns, such as `id` and `date`, that other registers have too: it fixes what it names,
//! and everything else is guessed.

use super::{Profile, guess, plain};
use crate::columns::Names;
use crate::field::Field;
use crate::source::Row;

/// Name of the canonical profile.
pub(crate) const CANONICAL: &str = "canonical";

/// The canonical profile, completed by a guess of the columns that it does not name, and for each column why it is used so. No
/// reasons where nothing had to be guessed: then it is the profile as it stands.
pub(crate) fn completed(profile: Profile, names: &Names, rows: &[Row]) -> (Profile, Vec<(String, Field, String, f32)>) {
    let mut fixed = Vec::new();
    let mut several = false;
    for (field, columns) in &profile.fields {
        let named = |name: &String| names.written.iter().position(|column| plain(column) == plain(name));
        let present: Vec<usize> =
            columns.names().iter().filter_map(named).filter(|&at| names.is_plainly_named(at)).collect();
        let is_filled = |at: &&usize| rows.iter().any(|row| row.is_filled(**at));
        several |= present.len() > 1;
        fixed.extend(present.iter().find(is_filled).or(present.first()).map(|&at| (*field, at)));
    }
    let guess = guess(names, rows, &fixed);
    match guess.reasons.len() > fixed.len() || several {
        true => (guess.profile, guess.reasons),
        false => (profile, Vec::new()),
    }
}
