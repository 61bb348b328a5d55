//! Fits the weights of the models on the parts opened for it, and says by ten folds over incidents how good they are on what they were not
//! fitted to.
//!
//! People: logistic regression with a ridge, by Newton's method; the line is drawn at half the best F1 over the folds. Towns:
//! multinomial logit over the towns of one article (McFadden 1974), with a ridge.

use crate::score::{ends, given_name, name_words, same_person};
use crate::truth::{Article, Incident, Part, plain};
use colligate_documents::mentions;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Prior deviation of each weight squared: people by name, people by age alone, towns.
const RIDGE: [f64; 3] = [0.3, 0.1, 1.0];
/// Weight of an article that names none of those whom the archive has as killed: it may tell of others who died.
const UNNAMED: f64 = 0.3;
/// Steps of Newton's method.
const STEPS: usize = 40;
const FOLDS: usize = 10;

struct Row {
    traits: Vec<f64>,
    right: bool,
    weight: f64,
    fold: usize,
    counted: bool,
}

/// The weights file, and to standard error how they did.
pub fn fit(articles: &[Article], incidents: &BTreeMap<String, Incident>) -> String {
    let mut people: [Vec<Row>; 2] = Default::default();
    let mut towns: Vec<(usize, Vec<Row>)> = Vec::new();
    let mut folds: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        let Some(incident) =
            incidents.get(&article.incident).filter(|incident| Part::FITTED.contains(&incident.part()))
        else {
            continue;
        };
        let next = folds.len() % FOLDS;
        let fold = *folds.entry(&article.incident).or_insert(next);
        let document = article.document();
        let found = mentions::find(&document);
        let traits = mentions::traits(&document);
        let killed = incident.killed();
        let named: Vec<_> = killed.iter().filter_map(|person| ends(person.name.as_deref()?)).collect();
        let words: Vec<_> = killed.iter().filter_map(|person| name_words(person.name.as_deref()?)).collect();
        let text = format!(" {} {} ", plain(article.title.as_deref().unwrap_or_default()), plain(&article.content));
        let given = named.iter().any(|name| given_name(&text, name));
        for (person, traits) in found.people.iter().zip(&traits.people) {
            let traits = traits.iter().map(|value| f64::from(*value)).collect();
            let own = person.name.as_deref().and_then(name_words);
            if let Some(own) = own {
                let right = words.iter().any(|name| same_person(name, &own));
                people[0].push(Row { traits, right, weight: if given { 1.0 } else { UNNAMED }, fold, counted: given });
            } else if let Some(age) = person.age.map(|age| age.floor() as u32) {
                let right = killed.iter().any(|person| person.age == Some(age));
                let counted = killed.iter().any(|person| person.age.is_some());
                people[1].push(Row { traits, right, weight: if counted { 1.0 } else { UNNAMED }, fold, counted });
            }
        }
        let cities = incident.cities();
        let rows: Vec<Row> = traits
            .towns
            .iter()
            .map(|(name, traits)| {
                let name = plain(name);
                let right = cities.iter().any(|city| *city == name || name == format!("{city} county"));
                let traits = traits.iter().map(|value| f64::from(*value)).collect();
                Row { traits, right, weight: 1.0, fold, counted: true }
            })
            .collect();
        if rows.iter().any(|row| row.right) {
            towns.push((fold, rows));
        }
    }
    let mut out = String::from(
        "# Weights of the fitted models, by examples/articles.rs (`--fit`), from parts of 840 incidents of the Gun Violence Archive and\n\
         # news reports about them (SemEval-2018 Task 5): numbers alone, no text. Natural log odds; what each number is, the names say\n\
         # (src/mentions/fate_features.rs and town_features.rs).\n",
    );
    for ((title, rows), ridge) in ["named", "unnamed"].into_iter().zip(&people).zip(RIDGE) {
        let mut scores = vec![0.0; rows.len()];
        for fold in 0..FOLDS {
            let weights = logistic(&rows.iter().filter(|row| row.fold != fold).collect::<Vec<_>>(), ridge);
            for (score, row) in scores.iter_mut().zip(rows).filter(|(_, row)| row.fold == fold) {
                *score = dot(&weights, &row.traits);
            }
        }
        // A chance of half the best F1 is the line at which chances that are true give the best F1 (Lipton, Elkan, Naryanaswamy 2014):
        // steadier than the line that happened to be best.
        let best = (-15..=5).map(|step| f1(rows, &scores, f64::from(step) / 10.0)).fold(0.0, f64::max);
        let line = (best / (2.0 - best)).ln();
        let there = f1(rows, &scores, line);
        eprintln!(
            "{title}: {} rows, F1 over the folds {there:.3} with the line at {line:.2}, at best {best:.3}",
            rows.len()
        );
        let mut weights = logistic(&rows.iter().collect::<Vec<_>>(), ridge);
        weights[0] -= line;
        put(&mut out, title, mentions::died_traits(), &weights);
    }
    let mut right = 0;
    for fold in 0..FOLDS {
        let weights =
            choice(&towns.iter().filter(|(own, _)| *own != fold).map(|(_, rows)| rows.as_slice()).collect::<Vec<_>>());
        right += towns.iter().filter(|(own, rows)| *own == fold && chosen(&weights, rows)).count();
    }
    eprintln!("town: {} articles, {:.3} right over the folds", towns.len(), right as f64 / towns.len() as f64);
    let weights = choice(&towns.iter().map(|(_, rows)| rows.as_slice()).collect::<Vec<_>>());
    put(&mut out, "town", mentions::town_traits(), &weights);
    out
}

fn put(out: &mut String, title: &str, names: &[&str], weights: &[f64]) {
    let _ = writeln!(out, "[{title}]");
    for (name, weight) in names.iter().zip(weights) {
        let _ = writeln!(out, "{name} {weight:.3}");
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn f1(rows: &[Row], scores: &[f64], line: f64) -> f64 {
    let counted = || rows.iter().zip(scores).filter(|(row, _)| row.counted);
    let read = counted().filter(|(_, score)| **score > line).count();
    let named = counted().filter(|(row, _)| row.right).count();
    let right = counted().filter(|(row, score)| row.right && **score > line).count();
    2.0 * right as f64 / (read + named).max(1) as f64
}

fn chosen(weights: &[f64], rows: &[Row]) -> bool {
    let mut best: Option<(f64, bool)> = None;
    for row in rows {
        let score = dot(weights, &row.traits);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, row.right));
        }
    }
    best.is_some_and(|(_, right)| right)
}

/// Weights at the maximum of the penalised likelihood of a logistic regression.
fn logistic(rows: &[&Row], ridge: f64) -> Vec<f64> {
    newton(rows.first().map_or(0, |row| row.traits.len()), ridge, |weights, gradient, hessian| {
        for row in rows {
            let chance = 1.0 / (1.0 + (-dot(weights, &row.traits)).exp());
            let slope = row.weight * (f64::from(u8::from(row.right)) - chance);
            let bend = row.weight * chance * (1.0 - chance);
            for (i, a) in row.traits.iter().enumerate().filter(|(_, a)| **a != 0.0) {
                gradient[i] += slope * a;
                for (j, b) in row.traits.iter().enumerate() {
                    hessian[i][j] += bend * a * b;
                }
            }
        }
    })
}

/// Weights at the maximum of the penalised likelihood of a multinomial logit.
fn choice(articles: &[&[Row]]) -> Vec<f64> {
    let size = articles.first().and_then(|rows| rows.first()).map_or(0, |row| row.traits.len());
    newton(size, RIDGE[2], |weights, gradient, hessian| {
        for rows in articles {
            let scores: Vec<f64> = rows.iter().map(|row| dot(weights, &row.traits)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let all: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
            let sum: f64 = all.iter().sum();
            let right: f64 = all.iter().zip(*rows).filter(|(_, row)| row.right).map(|(chance, _)| chance).sum();
            let mut mean = vec![0.0; size];
            for (chance, row) in all.iter().zip(*rows) {
                let chance = chance / sum;
                let of_right = if row.right { chance * sum / right } else { 0.0 };
                for (i, a) in row.traits.iter().enumerate() {
                    mean[i] += chance * a;
                    gradient[i] += (of_right - chance) * a;
                    for (j, b) in row.traits.iter().enumerate() {
                        hessian[i][j] += chance * a * b;
                    }
                }
            }
            for i in 0..size {
                for j in 0..size {
                    hessian[i][j] -= mean[i] * mean[j];
                }
            }
        }
    })
}

/// Newton's method with a ridge: `slopes` adds the gradient and the negative Hessian of the log likelihood.
fn newton(size: usize, ridge: f64, slopes: impl Fn(&[f64], &mut [f64], &mut [Vec<f64>])) -> Vec<f64> {
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -weight / ridge).collect();
        let mut hessian = vec![vec![0.0; size]; size];
        for (at, row) in hessian.iter_mut().enumerate() {
            row[at] = 1.0 / ridge;
        }
        slopes(&weights, &mut gradient, &mut hessian);
        let step = solve(hessian, gradient);
        let most = step.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += step);
        if most < 1e-6 {
            break;
        }
    }
    weights
}

/// Solves a symmetric, positive system by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs())).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        for row in at + 1..size {
            let factor = matrix[row][at] / matrix[at][at];
            if factor == 0.0 {
                continue;
            }
            let (above, below) = matrix.split_at_mut(row);
            for (own, other) in below[0].iter_mut().zip(&above[at]).skip(at) {
                *own -= factor * other;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}
