//! What third crimes say about a pair: evidence from the weights of all crimes with each other, never from labels.
//!
//! A pair of crimes that resemble the same others is likelier to be one series than its own weight tells, and a crime with
//! a strong partner is likelier to be of a series at all (collective linkage; Bhattacharya and Getoor 2007). How much each
//! counts, and to which side, is learned from labelled pairs, pulled towards nothing.

/// A number for every pair of crimes, the same in both directions.
#[derive(Clone)]
pub struct Table {
    n: usize,
    cells: Vec<f64>,
}

impl Table {
    /// A table of `n` crimes; minus infinity where a crime would be paired with itself.
    pub fn new(n: usize, value: impl Fn(usize, usize) -> f64) -> Table {
        let mut table = Table { n, cells: vec![f64::NEG_INFINITY; n * n] };
        for j in 1..n {
            for i in 0..j {
                let value = value(i, j);
                table.cells[i * n + j] = value;
                table.cells[j * n + i] = value;
            }
        }
        table
    }

    pub fn at(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.n + j]
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.cells[i * self.n..(i + 1) * self.n]
    }
}

/// A kind of evidence from third crimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Partners in common: `log((0.3 + s) / (1 + √(e_i · e_j)))`, where `s` is how many third crimes are expected to be
    /// linked to both, and `e` how many to either. It is the cosine of two lists of partners (Salton and McGill 1983; as a
    /// predictor of links, Liben-Nowell and Kleinberg 2007). The two added numbers keep crimes without partners near a
    /// constant.
    Company,
    /// Partners elsewhere: the sum of each one's highest log odds with a third crime. Most crimes are of no series, and
    /// those resemble nothing closely.
    Elsewhere,
}

/// What is added to the partners in common and to the mean number of partners.
const ADDED: [f64; 2] = [0.3, 1.0];

impl Support {
    /// The evidence of every pair, from the log odds (natural) of a link of every pair.
    pub fn of(self, log_odds: &Table) -> Table {
        match self {
            Support::Company => company(log_odds),
            Support::Elsewhere => elsewhere(log_odds),
        }
    }
}

fn company(log_odds: &Table) -> Table {
    let n = log_odds.n;
    let cells = log_odds.cells.iter().map(|x| 1.0 / (1.0 + (-x).exp())).collect();
    let linked = Table { n, cells };
    let partners: Vec<f64> = (0..n).map(|i| linked.row(i).iter().sum()).collect();
    Table::new(n, |i, j| {
        let shared: f64 = linked.row(i).iter().zip(linked.row(j)).map(|(p, q)| p * q).sum();
        let [a, b] = [i, j].map(|crime| (partners[crime] - linked.at(i, j)).max(0.0));
        ((ADDED[0] + shared) / (ADDED[1] + (a * b).sqrt())).ln()
    })
}

fn elsewhere(log_odds: &Table) -> Table {
    let n = log_odds.n;
    let best_two =
        |i: usize| {
            log_odds.row(i).iter().fold([f64::NEG_INFINITY; 2], |[first, second], &x| {
                if x > first { [x, first] } else { [first, second.max(x)] }
            })
        };
    let best: Vec<[f64; 2]> = (0..n).map(best_two).collect();
    // Where the pair's own log odds are a crime's highest, its best partner elsewhere is the second.
    Table::new(n, |i, j| {
        let highest = |crime: usize| best[crime][usize::from(log_odds.at(i, j) >= best[crime][0])];
        highest(i) + highest(j)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Crimes 0, 1 and 2 resemble each other; 3 resembles 4; 0 and 3, and 0 and 5, are as far apart as any others.
    fn log_odds() -> Table {
        Table::new(6, |i, j| match (i, j) {
            (0, 1) => 1.0,
            (0 | 1, 2) => 3.0,
            (3, 4) => 4.0,
            _ => -5.0,
        })
    }

    #[test]
    fn partners_in_common_support_a_pair() {
        let company = Support::Company.of(&log_odds());
        assert!(company.at(0, 1) > company.at(0, 5) && company.at(0, 5) > company.at(0, 3));
        assert_eq!(company.at(0, 1), company.at(1, 0));
    }

    #[test]
    fn a_partner_elsewhere_counts_and_the_pair_itself_does_not() {
        let elsewhere = Support::Elsewhere.of(&log_odds());
        assert_eq!(elsewhere.at(3, 4), -10.0);
        assert_eq!(elsewhere.at(0, 1), 6.0);
        assert_eq!(elsewhere.at(0, 3), 7.0);
    }
}
