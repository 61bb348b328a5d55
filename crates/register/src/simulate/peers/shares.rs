//! How common each substance and each kind of place is.

use super::super::draw::{Draw, running};

/// The k-th most frequent substance is found in proportion to k^−`ZIPF`.
const ZIPF: f64 = 1.6;
/// Series share a substance of this rank or rarer.
const RARE_FROM: usize = 45;

/// Eighty substances, the commonest first.
const SUBSTANCES: [&str; 80] = [
    "fentanyl",
    "cocaine",
    "ethanol",
    "heroin",
    "acetylfentanyl",
    "4-anpp",
    "methamphetamine",
    "alprazolam",
    "morphine",
    "diphenhydramine",
    "methadone",
    "oxycodone",
    "hydrocodone",
    "gabapentin",
    "xylazine",
    "codeine",
    "amphetamine",
    "clonazepam",
    "diazepam",
    "quetiapine",
    "trazodone",
    "citalopram",
    "fluoxetine",
    "sertraline",
    "tramadol",
    "zolpidem",
    "MDMA",
    "PCP",
    "buprenorphine",
    "hydromorphone",
    "amitriptyline",
    "cyclobenzaprine",
    "bupropion",
    "venlafaxine",
    "mirtazapine",
    "carfentanil",
    "lorazepam",
    "etizolam",
    "bromazolam",
    "ketamine",
    "duloxetine",
    "doxepin",
    "olanzapine",
    "metonitazene",
    "isotonitazene",
    "protonitazene",
    "mitragynine",
    "tianeptine",
    "phenibut",
    "U-47700",
    "pentobarbital",
    "phenobarbital",
    "propofol",
    "rocuronium",
    "succinylcholine",
    "vecuronium",
    "insulin",
    "digoxin",
    "potassium chloride",
    "lidocaine",
    "verapamil",
    "propranolol",
    "colchicine",
    "aconite",
    "strychnine",
    "thallium",
    "arsenic",
    "cyanide",
    "paraquat",
    "rodenticide",
    "ricin",
    "nicotine",
    "ethylene glycol",
    "methanol",
    "scopolamine",
    "warfarin",
    "helium",
    "chloroform",
    "GHB",
    "flecainide",
];

/// Kinds of place with weights. Hot spots are hospitals, nursing homes and shelters.
const PLACES: [(&str, f64); 12] = [
    ("residence", 0.38),
    ("apartment", 0.17),
    ("hospital", 0.14),
    ("street", 0.08),
    ("vehicle", 0.05),
    ("hotel", 0.04),
    ("nursing home", 0.05),
    ("park", 0.02),
    ("shelter", 0.02),
    ("workplace", 0.02),
    ("jail", 0.01),
    ("other", 0.02),
];
const HOT_PLACES: [(&str, f64); 3] = [("hospital", 0.6), ("nursing home", 0.3), ("shelter", 0.1)];

/// The shares as running sums, to draw from.
pub(super) struct Shares {
    substances: Vec<f64>,
    places: Vec<f64>,
}

impl Shares {
    /// Sums the shares up.
    pub fn new() -> Shares {
        Shares {
            substances: running((1..=SUBSTANCES.len()).map(|rank| (rank as f64).powf(-ZIPF))),
            places: running(PLACES.iter().map(|place| place.1)),
        }
    }

    /// Any substance.
    pub fn substance(&self, draw: &mut Draw) -> &'static str {
        SUBSTANCES[draw.by_running(&self.substances)]
    }

    /// One of the rare substances, all alike.
    pub fn rare_substance(&self, draw: &mut Draw) -> &'static str {
        SUBSTANCES[RARE_FROM + draw.below(SUBSTANCES.len() - RARE_FROM)]
    }

    /// Any kind of place.
    pub fn place_kind(&self, draw: &mut Draw) -> &'static str {
        PLACES[draw.by_running(&self.places)].0
    }

    /// Kind of a hot spot.
    pub fn hot_place_kind(&self, draw: &mut Draw) -> &'static str {
        HOT_PLACES[draw.weighted(HOT_PLACES.iter().map(|place| place.1))].0
    }
}
