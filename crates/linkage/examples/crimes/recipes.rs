//! The recipes of case linkage that were tried, and the one that was chosen.

use super::support::Support;

/// Which kinds of evidence make one kernel: a product over factors, each a mixture over the kernels of some kinds. One
/// factor is a mixture of scales; two (gap and hour) are a joint kernel that can carry one over, the other, or both.
pub type Kernel = Vec<Vec<usize>>;

/// What is tried.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub name: String,
    /// Models whose weights are averaged, each a set of kernels.
    pub members: Vec<Vec<Kernel>>,
    /// Each linked pair counts 1 over the pairs of its series to this power.
    pub evened: f64,
    /// Prior pairs of the mixtures, spread evenly.
    pub prior: f64,
    /// Pull of the exponents towards 1; `None` for none learned.
    pub pull: Option<f64>,
    /// What third crimes say about a pair, and how many times it is taken from the weights of the round before.
    pub supports: Vec<Support>,
    pub rounds: usize,
}

/// Kernels of place, gap and hour, and the codes; gap and hour, and the codes, each apart or as one joint kernel.
fn member(place: &[&[usize]], joint_hour: bool, joint_codes: bool) -> Vec<Kernel> {
    let kernel = |factors: &[&[usize]]| factors.iter().map(|factor| factor.to_vec()).collect::<Kernel>();
    let mut kernels = vec![kernel(place)];
    kernels.extend(if joint_hour { vec![kernel(&[&[10], &[2]])] } else { vec![kernel(&[&[10]]), kernel(&[&[2]])] });
    kernels.extend(match joint_codes {
        true => vec![kernel(&[&[5], &[6], &[7]])],
        false => vec![kernel(&[&[5]]), kernel(&[&[6]]), kernel(&[&[7]])],
    });
    kernels
}

fn apart(kinds: &[usize]) -> Vec<Kernel> {
    kinds.iter().map(|kind| vec![vec![*kind]]).collect()
}

fn recipe(name: &str, members: Vec<Vec<Kernel>>) -> Recipe {
    Recipe { name: name.to_owned(), members, evened: 0.0, prior: 1.0, pull: Some(1.0), supports: Vec::new(), rounds: 0 }
}

/// Place by neighbour rank, a gap of this kind joint with the hour, and the first and third codes joint: a burglar's
/// second code repeats the other two.
fn two_codes(gap: usize) -> Vec<Kernel> {
    vec![vec![vec![9]], vec![vec![gap], vec![2]], vec![vec![5], vec![7]]]
}

/// A recipe that hears third crimes this many times.
fn hearing(recipe: Recipe, supports: &[Support], rounds: usize) -> Recipe {
    let heard: String = supports.iter().map(|support| format!(", {support:?}").to_lowercase()).collect();
    Recipe { name: format!("{}{heard}, rounds {rounds}", recipe.name), supports: supports.to_vec(), rounds, ..recipe }
}

/// Recipes that hear third crimes.
fn collective() -> Vec<Recipe> {
    const BOTH: [Support; 2] = [Support::Company, Support::Elsewhere];
    let before = || recipe("both", vec![member(&[&[9]], true, true)]);
    let two = |name: &str, gaps: &[usize]| recipe(name, gaps.iter().map(|gap| two_codes(*gap)).collect());
    vec![
        hearing(before(), &BOTH[..1], 1),
        hearing(before(), &BOTH[1..], 1),
        hearing(before(), &BOTH, 1),
        hearing(before(), &BOTH, 2),
        two("two codes", &[10]),
        hearing(two("two codes", &[10]), &BOTH, 1),
        hearing(two("two codes", &[10]), &BOTH, 2),
        hearing(two("two codes", &[10]), &BOTH, 3),
        hearing(two("gap over windows", &[11]), &BOTH, 2),
        hearing(two("gap density", &[1]), &BOTH, 2),
        hearing(two("mean of both gaps", &[11, 1]), &BOTH, 2),
    ]
}

/// What was tried.
pub fn recipes() -> Vec<Recipe> {
    let (near, far): (&[&[usize]], &[&[usize]]) = (&[&[9]], &[&[8]]);
    let density = apart(&[0, 1, 2, 3, 5, 6, 7]);
    let mut out = vec![
        Recipe { pull: None, ..recipe("density, no exponents", vec![density.clone()]) },
        Recipe { evened: 0.5, ..recipe("density, series evened by a root", vec![density.clone()]) },
        Recipe { prior: 20.0, ..recipe("density, prior of 20 pairs", vec![density.clone()]) },
        recipe("density", vec![density]),
        recipe("density, length of window", vec![apart(&[0, 1, 2, 3, 4, 5, 6, 7])]),
        recipe("density, no weekday", vec![apart(&[0, 1, 2, 5, 6, 7])]),
        Recipe { pull: None, ..recipe("neighbour rank, no exponents", vec![apart(&[9, 10, 2, 3, 5, 6, 7])]) },
        recipe("neighbour rank, weekday", vec![apart(&[9, 10, 2, 3, 5, 6, 7])]),
    ];
    for (name, place) in [("neighbour rank", near), ("distance rank", far)] {
        out.push(recipe(&format!("{name}, all apart"), vec![member(place, false, false)]));
        out.push(recipe(&format!("{name}, gap with hour"), vec![member(place, true, false)]));
        out.push(recipe(&format!("{name}, codes together"), vec![member(place, false, true)]));
        out.push(recipe(&format!("{name}, both"), vec![member(place, true, true)]));
    }
    out.push(recipe("neighbour rank with gap", vec![member(&[&[9], &[10]], true, true)]));
    out.push(recipe("mean of both ranks", vec![member(near, true, true), member(far, true, true)]));
    out.extend(collective());
    out
}

/// The recipe with the highest sum of mean area and mean share of links found, in cross-validation inside the training
/// part over five deals.
pub fn chosen() -> Recipe {
    let members = vec![two_codes(11), two_codes(1)];
    hearing(recipe("mean of both gaps", members), &[Support::Company, Support::Elsewhere], 2)
}

/// The recipe without third crimes that had the highest mean area. It ranks series for one crime: there the members of
/// the series are what third crimes are to a pair.
pub fn direct() -> Recipe {
    recipe("neighbour rank, both", vec![member(&[&[9]], true, true)])
}
