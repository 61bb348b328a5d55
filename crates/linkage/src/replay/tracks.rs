//! Series over time: what is found on different days is one series where two deaths or more are the same.

use super::fall::{Fall, why};
use super::look::strongest_part;
use super::search::{Past, Search, Sighting};
use crate::describe::series_id;
use crate::nearest::all_deaths;
use crate::result::{Lost, Series, Visibility};
use crate::world::World;
use colligate_register::{Day, DeathId};

/// Deaths that two sets must share to be one series.
const SHARED: usize = 2;
/// Share of itself by which an E-value must change for a point on the curve.
const CHANGED: f64 = 0.1;

/// A series on one day.
#[derive(Clone)]
pub(super) struct Seen {
    pub day: Day,
    /// Members by their index in the whole register, ascending.
    pub members: Vec<u32>,
    pub e_value: f64,
    /// What each kind of evidence contributed.
    pub parts: Vec<(&'static str, f64)>,
}

/// One series over time.
#[derive(Default)]
struct Track {
    /// Where the series is one of the end, its members then; else those last found.
    members: Vec<u32>,
    /// First and last day on which it was visible, and that on which it was strongest.
    visible: Option<(Seen, Seen, Seen)>,
    /// The last time it ceased to be visible.
    fell: Option<Fall>,
    curve: Vec<(Day, f64)>,
}

/// All series over time. Those of the end come first, in their order.
pub(super) struct Tracks<'a> {
    search: &'a Search<'a>,
    tracks: Vec<Track>,
    /// How many are series of the end.
    ends: usize,
}

/// A day on which series are looked at, every death by its index in the snapshot.
struct Scene<'a> {
    past: &'a Past,
    world: World<'a>,
}

impl Scene<'_> {
    /// Indices in the snapshot of those of these deaths that are known.
    fn known(&self, members: &[u32]) -> Vec<u32> {
        let deaths = &self.past.view.snapshot.deaths;
        members.iter().filter_map(|member| deaths.binary_search(member).ok()).map(|at| at as u32).collect()
    }

    fn seen(&self, members: Vec<u32>, e_value: f64) -> Seen {
        let parts = self.world.series_parts(&self.known(&members));
        Seen { day: self.past.view.snapshot.day, members, e_value, parts }
    }
}

impl<'a> Tracks<'a> {
    /// The series of the end by their members, nothing seen of them yet.
    pub fn new(search: &'a Search<'a>, ends: &[Vec<u32>]) -> Tracks<'a> {
        let track = |members: &Vec<u32>| Track { members: members.clone(), ..Track::default() };
        Tracks { search, tracks: ends.iter().map(track).collect(), ends: ends.len() }
    }

    /// Takes the next day in. Each series gets what the search found of it. The series of the end, and those that were
    /// once visible, are looked at beside that, so that their curves go on where the search finds them no more.
    pub fn step(&mut self, past: &Past) {
        let found = self.assign(&past.sightings);
        let all = all_deaths(&past.view.snapshot.register);
        let scene = Scene { past, world: World::real(&past.view.snapshot.register, &past.view.evidence, &all) };
        let mut kept = Vec::with_capacity(self.tracks.len());
        for ((at, mut track), found) in std::mem::take(&mut self.tracks).into_iter().enumerate().zip(found) {
            let end = at < self.ends;
            let looked = if end || track.visible.is_some() { self.look(&scene, &track.members) } else { None };
            if let Some(found) = found.filter(|_| !end) {
                track.members.clone_from(&found.members);
            }
            // What was found stands first: it counts where the two are equal.
            let both = found.cloned().into_iter().chain(looked);
            if let Some(best) = both.min_by(|x, y| x.e_value.total_cmp(&y.e_value)) {
                self.note(&mut track, &scene, best);
            }
            if end || found.is_some() || track.visible.is_some() {
                kept.push(track);
            }
        }
        self.tracks = kept;
    }

    /// What was found of each series, strongest; what is found for the first time begins one.
    fn assign<'s>(&mut self, sightings: &'s [Sighting]) -> Vec<Option<&'s Sighting>> {
        let mut found: Vec<Option<&Sighting>> = vec![None; self.tracks.len()];
        for sighting in sightings {
            let shared = |track: &Track| {
                sighting.members.iter().filter(|member| track.members.binary_search(member).is_ok()).count()
            };
            // Whatever shares two deaths with a series of the end is that series; any other takes one find a day.
            let of = |tracks: std::ops::Range<usize>| {
                let shared = tracks.map(|at| (shared(&self.tracks[at]), at)).filter(|(shared, _)| *shared >= SHARED);
                shared.max_by_key(|&(shared, at)| (shared, std::cmp::Reverse(at))).map(|(_, at)| at)
            };
            let free = |&at: &usize| found[at].is_none();
            match of(0..self.ends).or_else(|| of(self.ends..self.tracks.len()).filter(free)) {
                Some(at) => found[at] = found[at].or(Some(sighting)),
                None => {
                    self.tracks.push(Track { members: sighting.members.clone(), ..Track::default() });
                    found.push(Some(sighting));
                }
            }
        }
        found
    }

    /// The strongest part of those of these deaths that are known on a day.
    fn look(&self, scene: &Scene, members: &[u32]) -> Option<Sighting> {
        let known = scene.known(members);
        if known.len() < 2 {
            return None;
        }
        let (part, strength) = strongest_part(&scene.world, self.search.null, known);
        let deaths = &scene.past.view.snapshot.deaths;
        let members = part.iter().map(|&at| deaths[at as usize]).collect();
        Some(Sighting { members, e_value: self.search.null.e_value(strength).value })
    }

    /// Puts on record what a series was on a day.
    fn note(&self, track: &mut Track, scene: &Scene, seen: Sighting) {
        let alert = self.search.options.alert;
        let day = scene.past.view.snapshot.day;
        let before = track.curve.last().map(|(_, e_value)| *e_value);
        let changed = before.is_none_or(|before| {
            (before <= alert) != (seen.e_value <= alert)
                || (seen.e_value - before).abs() >= CHANGED * before.min(seen.e_value)
        });
        if changed {
            track.curve.push((day, seen.e_value));
        }
        if seen.e_value <= alert {
            let seen = scene.seen(seen.members, seen.e_value);
            track.fell = None;
            match &mut track.visible {
                None => track.visible = Some((seen.clone(), seen.clone(), seen)),
                Some((_, last, best)) => {
                    if seen.e_value < best.e_value {
                        *best = seen.clone();
                    }
                    *last = seen;
                }
            }
        } else if let (Some((_, last, _)), None) = (&track.visible, &track.fell) {
            let now = scene.world.series_parts(&scene.known(&last.members));
            let snapshot = &scene.past.view.snapshot;
            let why = why(self.search.register, snapshot, last, &now, seen.e_value);
            track.fell = Some(Fall { day, why });
        }
    }

    /// Gives the series of the end their visibility; what else was visible on some day is lost.
    pub fn finish(self, series: &mut [Series]) -> Vec<Lost> {
        let register = self.search.register;
        let ids = |members: &[u32]| -> Vec<DeathId> {
            let mut ids: Vec<DeathId> =
                members.iter().map(|&death| register.deaths[death as usize].id.clone()).collect();
            ids.sort_unstable();
            ids
        };
        let last = register.changes().last().map(|change| change.day);
        let mut tracks = self.tracks.into_iter();
        for (series, track) in series.iter_mut().zip(tracks.by_ref().take(self.ends)) {
            let mut seen = Visibility { curve: track.curve, ..Visibility::default() };
            let first = track.visible.map(|(first, _, _)| (first.day, first.members));
            // What is on record in the end is what the last day shows, whatever a look at that day made of mean ratios
            // that were taken some days before.
            let found = series.e_value.value <= self.search.options.alert;
            let last = last.filter(|_| found).map(|day| (day, track.members));
            if let Some((day, members)) = first.or(last) {
                seen.visible = Some(day);
                seen.members_then = ids(&members);
                let after =
                    series.members.iter().filter(|member| member.dates().is_some_and(|died| died.first() > day));
                seen.deaths_after = after.map(|member| member.id.clone()).collect();
                if seen.curve.last().is_none_or(|(end, _)| *end < day) {
                    seen.curve.push((day, series.e_value.value));
                }
            }
            series.visibility = Some(seen);
        }
        let lost = |track: Track| {
            let (first, last, best) = track.visible?;
            let members = ids(&best.members);
            let (fell, why) = track.fell.map_or((None, STAYED.to_owned()), |fall| (Some(fall.day), fall.why));
            Some(Lost {
                id: series_id(members.iter()),
                members,
                strongest: best.day,
                e_value: best.e_value,
                visible: first.day,
                until: last.day,
                fell,
                why,
                curve: track.curve,
            })
        };
        let mut lost: Vec<Lost> = tracks.filter_map(lost).collect();
        lost.sort_by(|x, y| x.e_value.total_cmp(&y.e_value).then_with(|| x.members.cmp(&y.members)));
        lost
    }
}

/// Why a series is lost that never fell.
const STAYED: &str = "its E-value stayed at or below the alert level, but in the end its deaths stand in other series, \
                      are told of in one incident, or are beyond the series reported";
