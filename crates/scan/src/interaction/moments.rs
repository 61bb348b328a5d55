//! Mean and variance, over all permutations, of a sum of products over pairs.
//!
//! For symmetric `x` and `y` and a permutation π drawn at random, `Z = Σ_{i<j} x_ij · y_π(i)π(j)` has moments in closed
//! form (Mantel 1967, "The detection of disease clustering and a generalized regression approach", Cancer Research 27:
//! 209–220). They need three sums over `x` and three over `y`: all values, all squares, and the squares of the row
//! sums. With values of 0 and 1 they are those of the number of edges two graphs have in common (Barton and David 1966,
//! "The random intersection of two graphs").

/// Sums over the pairs of one side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PairSums {
    /// Sum over pairs, each once.
    pub(super) values: f64,
    /// Sum of their squares.
    pub(super) squares: f64,
    /// Sum over events of the square of the sum over pairs with that event.
    pub(super) rows_squared: f64,
}

impl PairSums {
    /// Sums of a graph: how many pairs are near, and the squares of how many neighbours each event has.
    pub(super) fn of_graph(pairs: u64, neighbours_squared: f64) -> PairSums {
        PairSums { values: pairs as f64, squares: pairs as f64, rows_squared: neighbours_squared }
    }

    /// The same with the mean of the values taken off each, for `events` events: no digits are lost later where all values
    /// are alike.
    pub(super) fn centred(self, events: usize) -> PairSums {
        let (pairs, others) = (pairs_of(events), events as f64 - 1.0);
        let mean = if pairs > 0.0 { self.values / pairs } else { 0.0 };
        let row = others * mean;
        PairSums {
            values: 0.0,
            squares: (self.squares - self.values * mean).max(0.0),
            rows_squared: (self.rows_squared - 4.0 * row * self.values + events as f64 * row * row).max(0.0),
        }
    }

    /// Ordered products of two pairs that share one event, and of two that share none.
    fn sharing(self) -> (f64, f64) {
        let one = self.rows_squared - 2.0 * self.squares;
        (one, self.values * self.values - self.squares - one)
    }
}

/// How many pairs there are of so many events.
fn pairs_of(events: usize) -> f64 {
    events as f64 * (events as f64 - 1.0) / 2.0
}

/// Mean and variance of `Z` for `events` events.
pub(super) fn mean_and_variance(x: PairSums, y: PairSums, events: usize) -> (f64, f64) {
    let (n, pairs) = (events as f64, pairs_of(events));
    if pairs < 1.0 {
        return (0.0, 0.0);
    }
    let mean = x.values * y.values / pairs;
    let (x, y) = (x.centred(events), y.centred(events));
    let over = |product: f64, ways: f64| if ways > 0.0 { product / ways } else { 0.0 };
    let ((x_one, x_none), (y_one, y_none)) = (x.sharing(), y.sharing());
    let variance = x.squares * y.squares / pairs
        + over(x_one * y_one, 2.0 * pairs * (n - 2.0))
        + over(x_none * y_none, pairs * (n - 2.0) * (n - 3.0) / 2.0);
    (mean, variance.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All orders of the numbers below `n`.
    fn orders(n: usize) -> Vec<Vec<usize>> {
        (0..n).fold(vec![vec![]], |short, number| {
            let insert = |order: &Vec<usize>, place: usize| {
                let mut longer = order.clone();
                longer.insert(place, number);
                longer
            };
            short.iter().flat_map(|order| (0..=order.len()).map(move |place| insert(order, place))).collect()
        })
    }

    fn sums(values: &[Vec<f64>]) -> PairSums {
        let all = || values.iter().enumerate().flat_map(|(i, row)| row[..i].iter());
        PairSums {
            values: all().sum(),
            squares: all().map(|value| value * value).sum(),
            rows_squared: values.iter().map(|row| row.iter().sum::<f64>().powi(2)).sum(),
        }
    }

    #[test]
    fn moments_are_those_of_all_permutations() {
        for n in 2..=6usize {
            let matrix = |a: f64, b: f64| -> Vec<Vec<f64>> {
                let value =
                    |i: usize, j: usize| if i == j { 0.0 } else { ((i * j) as f64 * a + (i + j) as f64 * b).sin() };
                (0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect()
            };
            let (x, y) = (matrix(1.3, 0.4), matrix(0.7, 2.1));
            let all: Vec<f64> = orders(n)
                .iter()
                .map(|order| {
                    (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| x[i][j] * y[order[i]][order[j]]).sum()
                })
                .collect();
            let count = all.len() as f64;
            let mean = all.iter().sum::<f64>() / count;
            let variance = all.iter().map(|z: &f64| (z - mean).powi(2)).sum::<f64>() / count;
            let found = mean_and_variance(sums(&x), sums(&y), n);
            assert!(
                (found.0 - mean).abs() < 1e-12 && (found.1 - variance).abs() < 1e-12,
                "{n}: {found:?} {mean} {variance}"
            );
        }
    }
}
