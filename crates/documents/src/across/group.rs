//! Which documents speak of one event: pairs by what they share, weighed, then joined while the whole fits together.

use super::features::{Counts, Features};
use rustc_hash::{FxHashMap, FxHashSet};

/// Weights of a pair of documents, in log10 as judged; from [`JOIN`] on the mean over two groups they are joined.
/// Set on one half of a set of news reports.
const JOIN: f64 = 2.2;
/// Weight of a pair below which it is not kept.
const KEEP: f64 = 1.6;
/// Documents that may share a feature for it to bring pairs together: what more have says little.
const MOST_SHARING: usize = 60;
/// Pairs of two groups that are weighed when their mean is taken.
const MOST_WEIGHED: usize = 200;

/// People of different names among whom a full name is counted at the least.
const PEOPLE: f64 = 1000.0;

/// A reason with its weight.
pub(crate) type Reason = (f64, &'static str);

/// Groups of documents, each sorted, largest first and then by first member; and for each document the reasons for its strongest pair.
pub(crate) fn group(features: &[Features], counts: &Counts) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = candidates(features, counts)
        .into_iter()
        .filter_map(|(a, b)| {
            let weight =
                weigh(features.get(a)?, features.get(b)?, counts).iter().map(|(weight, _)| weight).sum::<f64>();
            (weight >= KEEP).then_some((weight, a, b))
        })
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut group: Vec<usize> = (0..features.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..features.len()).map(|at| vec![at]).collect();
    for (_, a, b) in pairs {
        let (Some(&first), Some(&second)) = (group.get(a), group.get(b)) else { continue };
        if first == second || mean(features, counts, members.get(first), members.get(second)) < JOIN {
            continue;
        }
        let moved = members.get_mut(second).map(std::mem::take).unwrap_or_default();
        for at in &moved {
            if let Some(group) = group.get_mut(*at) {
                *group = first;
            }
        }
        if let Some(members) = members.get_mut(first) {
            members.extend(moved);
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().filter(|members| !members.is_empty()).collect();
    groups.iter_mut().for_each(|members| members.sort_unstable());
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    groups
}

/// Mean weight over the pairs of two groups.
fn mean(features: &[Features], counts: &Counts, a: Option<&Vec<usize>>, b: Option<&Vec<usize>>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return f64::MIN };
    let mut sum = 0.0;
    let mut weighed = 0;
    for pair in a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b))).take(MOST_WEIGHED) {
        let (Some(one), Some(other)) = (features.get(pair.0), features.get(pair.1)) else { continue };
        // One pair cannot carry a group by itself.
        sum += weigh(one, other, counts).iter().map(|(weight, _)| weight).sum::<f64>().min(2.5 * JOIN);
        weighed += 1;
    }
    sum / f64::from(weighed.max(1))
}

/// Pairs that share a name, a city and day, a rare place or rare words.
fn candidates(features: &[Features], counts: &Counts) -> Vec<(usize, usize)> {
    let mut sharing: FxHashMap<(u8, u64), Vec<usize>> = FxHashMap::default();
    for (at, one) in features.iter().enumerate() {
        let mut keys: Vec<(u8, u64)> = one.names.iter().map(|(name, _)| (0, u64::from(*name))).collect();
        keys.extend(one.places.iter().map(|place| (1, u64::from(*place))));
        if let (Some(city), Some(day)) = (one.city, one.day) {
            let day = i64::from(day.year()) * 400 + i64::from(day.day_of_year());
            keys.extend([0, 1].map(|step| (2, (u64::from(city) << 32) | (day + step) as u64)));
        }
        let mut rare: Vec<(u32, f32)> = one.words.clone();
        rare.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let kept =
            rare.iter().filter(|(word, _)| counts.words.get(*word as usize).is_some_and(|count| *count > 1)).take(12);
        keys.extend(kept.map(|(word, _)| (3, u64::from(*word))));
        for key in keys {
            sharing.entry(key).or_default().push(at);
        }
    }
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    for sharers in sharing.values().filter(|sharers| (2..=MOST_SHARING).contains(&sharers.len())) {
        for (index, a) in sharers.iter().enumerate() {
            pairs.extend(sharers.iter().skip(index + 1).map(|b| (*a, *b)));
        }
    }
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs
}

/// The reasons for and against two documents speaking of one event.
pub(crate) fn weigh(a: &Features, b: &Features, counts: &Counts) -> Vec<Reason> {
    let documents = (counts.documents as f64).max(30.0);
    let rarity =
        |list: &[u32], at: u32| (documents / f64::from(list.get(at as usize).copied().unwrap_or(1).max(2))).log10();
    let mut reasons: Vec<Reason> = Vec::new();
    let (mut central, mut other) = (0.0_f64, 0.0_f64);
    for (name, mine) in &a.names {
        if let Ok(at) = b.names.binary_search_by_key(name, |(name, _)| *name) {
            let both = *mine && b.names.get(at).is_some_and(|(_, theirs)| *theirs);
            let weight = rarity(&counts.names, *name);
            // The name of one dead, hurt or charged is rare among people, however few the documents.
            let among_people =
                (PEOPLE / f64::from(counts.names.get(*name as usize).copied().unwrap_or(1).max(2))).log10();
            if both { central += weight.max(among_people) } else { other += 0.7 * weight }
        }
    }
    if central + other > 0.0 {
        reasons.push(((central + other).min(5.0), "people of the same names"));
    }
    // Different people died or were charged: two events, however near.
    let told = |one: &Features| one.names.iter().any(|(_, central)| *central);
    if told(a) && told(b) && central + other == 0.0 {
        reasons.push((-1.2, "other people"));
    }
    let places: f64 = a
        .places
        .iter()
        .filter(|place| b.places.binary_search(place).is_ok())
        .map(|place| rarity(&counts.places, *place))
        .sum();
    match (a.city, b.city) {
        (Some(one), Some(other)) if one == other => reasons.push((places.clamp(0.0, 3.0), "the same places")),
        (Some(_), Some(_)) if places == 0.0 => reasons.push((-1.2, "other places")),
        _ if places > 0.0 => reasons.push((places.min(2.0), "the same places")),
        _ => {}
    }
    let days = |one: jiff::civil::Date, other: jiff::civil::Date| {
        one.until(other).map_or(i32::MAX, |span| span.get_days()).abs()
    };
    if let (Some(one), Some(other)) = (a.day, b.day) {
        match days(one, other) {
            0 => reasons.push((1.4, "the same day")),
            1 => reasons.push((0.8, "days next to each other")),
            2..=3 => {}
            4..=20 => reasons.push((-0.6, "other days")),
            _ => reasons.push((-1.0, "other days")),
        }
    }
    if let (Some(one), Some(other)) = (a.dated, b.dated) {
        match days(one, other) {
            0..=2 => reasons.push((0.6, "written within two days of each other")),
            3..=14 => {}
            _ => reasons.push((-0.5, "written at other times")),
        }
    }
    let ages = a.ages.iter().filter(|age| b.ages.binary_search(age).is_ok()).count();
    if ages > 0 {
        reasons.push((0.3 * (ages.min(4) as f64), "people of the same ages"));
    }
    let alike = cosine(&a.words, &b.words);
    reasons.push(((f64::from(alike) - 0.16).clamp(-0.12, 0.5) * 8.0, "words"));
    reasons
}

fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        match one.0.cmp(&other.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += one.1 * other.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
