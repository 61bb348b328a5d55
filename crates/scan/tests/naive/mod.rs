//! The plain search: every centre, every circle, every interval, counted anew, with its own formulas.

use colligate_register::Day;
use colligate_scan::{Analysis, Cluster, Dimensions, LongestWindow, ModelKind, Rates, ScanData, TimeUnit, Timing};

/// Cuts the days into intervals from the end, the rest into the first.
fn intervals(data: &ScanData, analysis: &Analysis) -> Vec<(i32, i32)> {
    let (first, last) = (data.period.first().0, data.period.last().0);
    if analysis.dimensions == Dimensions::Space {
        return vec![(first, last)];
    }
    let length = analysis.time.aggregation.length as i32;
    if analysis.time.aggregation.unit == TimeUnit::Month {
        let mut firsts = months(data);
        firsts.reverse();
        let mut firsts: Vec<i32> = firsts.into_iter().skip(length as usize - 1).step_by(length as usize).collect();
        firsts.reverse();
        firsts[0] = first;
        let ends = firsts[1..].iter().map(|next| next - 1).chain([last]);
        return firsts.iter().copied().zip(ends).collect();
    }
    let mut cut = Vec::new();
    let mut end = last;
    while end - length + 1 >= first {
        cut.push((end - length + 1, end));
        end -= length;
    }
    cut.reverse();
    cut[0].0 = first;
    cut
}

/// The first days of the months of a period of whole months.
fn months(data: &ScanData) -> Vec<i32> {
    (data.period.first().0..=data.period.last().0).filter(|&day| Day(day).ymd().2 == 1).collect()
}

/// People of a category at a place on a day, at its start.
fn people(data: &ScanData, place: u32, category: u32, at: f64) -> f64 {
    let population = data.population.as_ref().unwrap();
    let mut knots: Vec<(f64, f64)> = Vec::new();
    for entry in &population.entries {
        if (entry.place, entry.category) == (place, category) {
            knots.push((f64::from(entry.date.day.0), entry.people));
            if entry.date.exact {
                knots.push((f64::from(entry.date.day.0 + 1), entry.people));
            }
        }
    }
    knots.sort_by(|a, b| a.0.total_cmp(&b.0));
    if at <= knots[0].0 {
        return knots[0].1;
    }
    for pair in knots.windows(2) {
        if at <= pair[1].0 {
            return pair[0].1 + (pair[1].1 - pair[0].1) * (at - pair[0].0) / (pair[1].0 - pair[0].0);
        }
    }
    knots[knots.len() - 1].1
}

/// Person-days of a category at some places in some days. Between knots the population is linear, so half days are exact enough
/// only with knots at whole days, which they are.
fn person_days(data: &ScanData, places: &[u32], category: u32, days: (i32, i32)) -> f64 {
    let mut sum = 0.0;
    for &place in places {
        for day in days.0..=days.1 {
            sum += people(data, place, category, f64::from(day) + 0.5);
        }
    }
    sum
}

fn cases(data: &ScanData, places: &[u32], days: (i32, i32), kind: Option<u32>) -> f64 {
    let inside = |row: &&colligate_scan::Count| {
        places.contains(&row.place)
            && (days.0..=days.1).contains(&row.day.0)
            && kind.is_none_or(|kind| row.kind == kind)
    };
    data.cases.iter().filter(inside).map(|row| f64::from(row.count)).sum()
}

fn all_places(data: &ScanData) -> Vec<u32> {
    (0..data.places.len() as u32).collect()
}

fn all_days(data: &ScanData) -> (i32, i32) {
    (data.period.first().0, data.period.last().0)
}

fn kinds(data: &ScanData) -> u32 {
    data.cases.iter().map(|row| row.kind + 1).max().unwrap_or(1)
}

/// Expected cases of a window (Poisson, permutation), or people in it (Bernoulli).
fn measure(data: &ScanData, analysis: &Analysis, places: &[u32], days: (i32, i32)) -> f64 {
    let (everywhere, always) = (all_places(data), all_days(data));
    let of_kind = |kind: u32| match analysis.model {
        ModelKind::Poisson => {
            let risk = cases(data, &everywhere, always, Some(kind)) / person_days(data, &everywhere, kind, always);
            risk * person_days(data, places, kind, days)
        }
        _ => {
            let all = cases(data, &everywhere, always, Some(kind)).max(1.0);
            cases(data, places, always, Some(kind)) * cases(data, &everywhere, days, Some(kind)) / all
        }
    };
    if analysis.model == ModelKind::Bernoulli {
        let controls = data.controls.iter().filter(|row| places.contains(&row.place));
        let controls = controls.filter(|row| (days.0..=days.1).contains(&row.day.0));
        return cases(data, places, days, None) + controls.map(|row| f64::from(row.count)).sum::<f64>();
    }
    (0..kinds(data)).map(of_kind).sum()
}

/// The log likelihood ratio of a window; 0 where its rate is not of the kind wanted.
fn ratio(data: &ScanData, analysis: &Analysis, places: &[u32], days: (i32, i32)) -> f64 {
    let (everywhere, always) = (all_places(data), all_days(data));
    let c = cases(data, places, days, None);
    let total = cases(data, &everywhere, always, None);
    let m = measure(data, analysis, places, days);
    let all = measure(data, analysis, &everywhere, always);
    if m <= 1e-12 {
        return 0.0;
    }
    let tiny = 1e-12 * all * total;
    let high = c * all > m * total + tiny && c >= f64::from(analysis.min_cases_high);
    let low = c * all < m * total - tiny && c >= f64::from(analysis.min_cases_low);
    let wanted = match analysis.rates {
        Rates::High => high,
        Rates::Low => low,
        Rates::Both => high || low,
    };
    if !wanted {
        return 0.0;
    }
    let xlog = |x: f64, y: f64| if x > 1e-12 { x * (x / y).ln() } else { 0.0 };
    match analysis.model {
        ModelKind::Bernoulli => {
            xlog(c, m) + xlog(m - c, m) + xlog(total - c, all - m) + xlog(all - m - total + c, all - m)
                - xlog(total, all)
                - xlog(all - total, all)
        }
        _ => xlog(c, m) + xlog(total - c, total - m),
    }
}

/// The statistic of a reported cluster, worked out anew from its places and days.
pub fn statistic(data: &ScanData, analysis: &Analysis, cluster: &Cluster) -> f64 {
    ratio(data, analysis, &cluster.places, (cluster.from.0, cluster.to.0))
}

/// The windows of time that are tried: first and last interval. `whole`: also all intervals.
fn windows(data: &ScanData, analysis: &Analysis, cut: &[(i32, i32)], whole: bool) -> Vec<(usize, usize)> {
    let units = match analysis.time.aggregation.unit {
        TimeUnit::Month => months(data).len() as f64,
        _ => f64::from(data.period.days()),
    };
    let length = analysis.time.aggregation.length;
    let most = match analysis.time.max {
        LongestWindow::Units(units) => units,
        LongestWindow::Percent(share) => (units * share / 100.0).floor() as u32,
    } / length;
    let least = analysis.time.min_units.div_ceil(length) as usize;
    let in_time = analysis.dimensions != Dimensions::Space;
    let mut windows = Vec::new();
    for end in 0..cut.len() {
        for start in (0..=end).rev() {
            let long = end - start + 1;
            let fits = !in_time || (long >= least && long <= (most as usize).min(cut.len()));
            let ends = analysis.timing == Timing::Retrospective || end + 1 == cut.len();
            if fits && ends || (whole && start == 0 && end + 1 == cut.len()) {
                windows.push((start, end));
            }
        }
    }
    windows
}

/// The circles around each centre, from small to large: the numbers of the places inside.
fn circles_by_centre(data: &ScanData, analysis: &Analysis) -> Vec<Vec<Vec<u32>>> {
    let at = |place: u32| data.places.locations().coordinates(place);
    let all = measure(data, analysis, &all_places(data), all_days(data));
    let centres: Vec<[f64; 2]> = match &data.grid {
        Some(grid) => (0..grid.len() as u32).map(|point| grid.coordinates(point)).collect(),
        None => all_places(data).into_iter().map(at).collect(),
    };
    let around = |[x, y]: [f64; 2]| {
        let distance = |place: u32| {
            let [u, v] = at(place);
            ((x - u).powi(2) + (y - v).powi(2)).sqrt()
        };
        let mut near = all_places(data);
        near.sort_by(|&a, &b| {
            let key = |place: u32| (distance(place), at(place)[0], at(place)[1]);
            key(a).partial_cmp(&key(b)).unwrap()
        });
        let fits = |count: &usize| {
            let radius = distance(near[count - 1]);
            let weight = measure(data, analysis, &near[..*count], all_days(data));
            analysis.space.max_radius.is_none_or(|most| radius <= most)
                && weight <= analysis.space.max_share * all * (1.0 + 1e-9)
        };
        (1..=near.len()).take_while(fits).map(|count| near[..count].to_vec()).collect()
    };
    centres.into_iter().map(around).collect()
}

/// The strongest statistic around each place, and over all places together where that is asked for.
pub fn best_by_centre(data: &ScanData, analysis: &Analysis) -> Vec<f64> {
    let strongest = |windows: Vec<Window>| windows.first().map_or(0.0, |window| window.score);
    offered_by_centre(data, analysis).into_iter().map(strongest).collect()
}

/// A window around one centre.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub score: f64,
    start: usize,
    end: usize,
}

/// All windows that each centre offers, its strongest first, as SaTScan has it: a table of the best circle of each interval, from
/// which the strongest is taken, and again and again the strongest that ends before it or starts after it with an interval
/// between.
pub fn offered_by_centre(data: &ScanData, analysis: &Analysis) -> Vec<Vec<Window>> {
    let cut = intervals(data, analysis);
    let several = analysis.timing == Timing::Retrospective
        && analysis.dimensions != Dimensions::Space
        && analysis.iterative.is_none();
    let offered = |circles: &[Vec<u32>], whole: bool, in_time_alone: bool| {
        let mut best: Option<Window> = None;
        let mut table = vec![vec![0.0; cut.len()]; cut.len()];
        for inside in circles {
            for (start, end) in windows(data, analysis, &cut, whole) {
                let score = ratio(data, analysis, inside, (cut[start].0, cut[end].1));
                if score > best.map_or(0.0, |best| best.score + 1e-9) {
                    best = Some(Window { score, start, end });
                }
                if score > table[end][start] + 1e-9 {
                    table[end][start] = score;
                }
            }
        }
        let mut found: Vec<Window> = best.into_iter().collect();
        if let Some(best) = best.filter(|_| several) {
            further(&table, in_time_alone, 0, best.start as i64 - 2, &mut found);
            further(&table, in_time_alone, best.end as i64 + 2, cut.len() as i64 - 2, &mut found);
        }
        found
    };
    let everywhere = vec![all_places(data)];
    if analysis.dimensions == Dimensions::Time {
        return vec![offered(&everywhere, false, true)];
    }
    let circles = circles_by_centre(data, analysis);
    let mut all: Vec<Vec<Window>> =
        circles.iter().map(|circles| offered(circles, analysis.include_purely_spatial, false)).collect();
    if analysis.include_purely_temporal {
        all.push(offered(&everywhere, false, true));
    }
    all
}

/// Adds the strongest window within some intervals, and those before and after it. Of equally strong ones the one that ends last, then the
/// shorter. Of time alone SaTScan takes the first of these that is strong enough.
fn further(table: &[Vec<f64>], in_time_alone: bool, first: i64, last: i64, found: &mut Vec<Window>) {
    let mut best: Option<Window> = None;
    for end in (first..=last).rev() {
        for start in (first..=end).rev() {
            let score = table[end as usize][start as usize];
            let better = best.is_none_or(|best| !in_time_alone && score > best.score + 1e-9);
            if score > 1.0 && better {
                best = Some(Window { score, start: start as usize, end: end as usize });
            }
        }
    }
    let Some(best) = best else { return };
    found.push(best);
    further(table, in_time_alone, first, best.start as i64 - 2, found);
    further(table, in_time_alone, best.end as i64 + 2, last, found);
}

/// All orders of some days.
pub fn orders(days: &[Day]) -> Vec<Vec<Day>> {
    if days.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for index in 0..days.len() {
        let mut rest = days.to_vec();
        let first = rest.remove(index);
        for mut order in orders(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}
