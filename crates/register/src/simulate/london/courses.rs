//! The ways in which people die in the simulated London: how often, who, where and how it is judged on the first day.

use crate::kind::Kind;

/// How the number of deaths runs over the year and the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rhythm {
    /// The same every day.
    Even,
    /// More in winter, as ONS excess winter mortality of that year has it.
    Winter,
    /// More at the weekend, rising over the years.
    Drugs,
    /// As GHB: more at the weekend, and in 2015 at 2.19 times the rate of the years before.
    Ghb,
    /// More in summer.
    Summer,
}

/// What is found in toxicology, if it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Toxicology {
    /// Mostly nothing; alcohol or a medicine now and then.
    Incidental,
    /// Heroin and what goes with it.
    Opioid,
    /// Medicines.
    Medicine,
    /// Stimulants and party drugs.
    Party,
    /// GHB, alone or with others.
    Ghb,
    /// Alcohol.
    Alcohol,
}

/// Weights of the five categories of the first day: expected; unexpected, not suspicious; unexplained; under investigation; homicide.
pub(super) type Categories = [f64; 5];

/// The words for them. The four categories of the response to the coroner's report of 2022, and "unexplained" as used in 2014.
pub(super) const CATEGORIES: [&str; 5] =
    ["expected", "unexpected not suspicious", "unexplained", "under investigation", "homicide"];

/// One way of dying.
pub(super) struct Course {
    /// Deaths in 100,000 reported.
    pub(super) share: f64,
    pub(super) kind: Kind,
    /// Share of men.
    pub(super) men: f64,
    /// Groups of age: weight, mean, standard deviation in years.
    pub(super) ages: &'static [(f64, f64, f64)],
    pub(super) rhythm: Rhythm,
    pub(super) toxicology: Toxicology,
    /// Probability that toxicology is done.
    pub(super) tested: f64,
    /// Conclusions with weights.
    pub(super) manners: &'static [(&'static str, f64)],
    pub(super) places: &'static [(&'static str, f64)],
    pub(super) categories: Categories,
    /// Probability that the kind is plain on the first day, where the death is not called unexplained.
    pub(super) plain: f64,
    /// Causes; empty where the cause lists the substances.
    pub(super) causes: &'static [&'static str],
}

const NATURAL_ONLY: &[(&str, f64)] = &[("natural", 1.0)];
const ACCIDENT_MOSTLY: &[(&str, f64)] = &[("accident", 0.93), ("undetermined", 0.07)];
const DRUG_MANNERS: &[(&str, f64)] = &[("accident", 0.85), ("undetermined", 0.09), ("suicide", 0.06)];

/// Categories of deaths in which nothing looks wrong, of which the cause is unclear, and of violent ones. Assumptions.
const QUIET: Categories = [0.0, 0.93, 0.065, 0.005, 0.0];
const UNCLEAR: Categories = [0.0, 0.60, 0.36, 0.04, 0.0];
const VIOLENT: Categories = [0.0, 0.03, 0.07, 0.35, 0.55];

const INDOORS: &[(&str, f64)] =
    &[("home", 0.80), ("hospital", 0.10), ("shelter", 0.04), ("hotel", 0.02), ("street", 0.04)];

/// All of them. Shares are per 100,000 reported deaths, of which London has 10,957 a year at 30 a day.
///
/// Published: 14% of the 10,978 deaths reported in 2022 were not investigated (HMICFRS 2023), taken here as expected;
/// drug poisoning 322 a year (ONS 2014: London 25.4 drug misuse deaths a million, these 67% of all poisonings; 8.5
/// million people); suicide about 560 a year (ONS 2014: London 7.8 per 100,000, undetermined intent included), by hanging 55% of men and 42% of women; fire 30
/// to 55 a year (London Fire Brigade 2011–15); road deaths about 125 a year (TfL 2019); homicide 2–3 a week (HMICFRS).
/// GHB 58 in June 2011–Oct 2015. Everything else is an assumption.
pub(super) const COURSES: [Course; 24] = [
    // Natural, expected: doctor attended. 14% of reports.
    Course {
        share: 14_000.0,
        kind: Kind::Natural,
        men: 0.48,
        ages: &[(1.0, 82.0, 10.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.0,
        manners: NATURAL_ONLY,
        places: &[("home", 0.40), ("care home", 0.42), ("hospice", 0.18)],
        categories: [0.97, 0.03, 0.0, 0.0, 0.0],
        plain: 1.0,
        causes: &[
            "Carcinoma of lung",
            "Carcinoma of breast",
            "Dementia",
            "Old age",
            "Carcinoma of prostate",
            "Heart failure",
        ],
    },
    // Natural, old and unexpected.
    Course {
        share: 52_000.0,
        kind: Kind::Natural,
        men: 0.52,
        ages: &[(1.0, 79.0, 10.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.009,
        manners: NATURAL_ONLY,
        places: &[
            ("home", 0.55),
            ("hospital", 0.31),
            ("care home", 0.10),
            ("street", 0.025),
            ("workplace", 0.003),
            ("hotel", 0.002),
            ("commercial", 0.01),
        ],
        categories: QUIET,
        plain: 0.95,
        causes: &[
            "Ischaemic heart disease",
            "Coronary artery atheroma",
            "Bronchopneumonia",
            "Stroke",
            "Pulmonary embolism",
            "Ruptured aortic aneurysm",
            "Heart failure",
            "Chronic obstructive pulmonary disease",
        ],
    },
    // Natural, younger.
    Course {
        share: 14_615.0,
        kind: Kind::Natural,
        men: 0.68,
        ages: &[(1.0, 52.0, 11.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.125,
        manners: NATURAL_ONLY,
        places: &[
            ("home", 0.64),
            ("hospital", 0.24),
            ("street", 0.05),
            ("workplace", 0.02),
            ("hotel", 0.01),
            ("shelter", 0.02),
            ("park", 0.01),
            ("prison", 0.005),
            ("commercial", 0.005),
        ],
        categories: [0.0, 0.82, 0.17, 0.01, 0.0],
        plain: 0.85,
        causes: &[
            "Ischaemic heart disease",
            "Coronary artery thrombosis",
            "Hypertensive heart disease",
            "Pulmonary embolism",
            "Epilepsy",
            "Subarachnoid haemorrhage",
            "Cardiomyopathy",
            "Diabetic ketoacidosis",
        ],
    },
    Course {
        share: 1_400.0,
        kind: Kind::Infection,
        men: 0.52,
        ages: &[(0.8, 74.0, 14.0), (0.2, 42.0, 16.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.05,
        manners: NATURAL_ONLY,
        places: &[("home", 0.40), ("hospital", 0.52), ("care home", 0.08)],
        categories: QUIET,
        plain: 0.7,
        causes: &["Sepsis", "Influenza", "Tuberculosis", "Meningitis", "Lobar pneumonia"],
    },
    Course {
        share: 600.0,
        kind: Kind::Infant,
        men: 0.55,
        ages: &[(1.0, 0.3, 0.25)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.3,
        manners: &[("natural", 0.8), ("undetermined", 0.2)],
        places: &[("home", 0.35), ("hospital", 0.65)],
        categories: UNCLEAR,
        plain: 1.0,
        causes: &["Sudden unexpected death in infancy", "Extreme prematurity", "Congenital anomaly"],
    },
    Course {
        share: 800.0,
        kind: Kind::Other,
        men: 0.60,
        ages: &[(1.0, 72.0, 13.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.1,
        manners: &[("accident", 0.5), ("natural", 0.5)],
        places: &[("home", 0.35), ("hospital", 0.60), ("workplace", 0.05)],
        categories: QUIET,
        plain: 0.5,
        causes: &["Malignant mesothelioma", "Complications of surgery", "Anaphylaxis", "Aspiration of food"],
    },
    Course {
        share: 1_300.0,
        kind: Kind::Alcohol,
        men: 0.70,
        ages: &[(1.0, 52.0, 11.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Alcohol,
        tested: 1.0,
        manners: &[("natural", 0.6), ("accident", 0.4)],
        places: INDOORS,
        categories: [0.0, 0.80, 0.19, 0.01, 0.0],
        plain: 0.3,
        causes: &[
            "Acute alcohol toxicity",
            "Alcoholic liver disease",
            "Alcoholic ketoacidosis",
            "Chronic alcohol misuse",
        ],
    },
    // Drugs: 2,940 in all with GHB (322 a year).
    Course {
        share: 1_330.0,
        kind: Kind::Drug,
        men: 0.76,
        ages: &[(1.0, 42.0, 9.5)],
        rhythm: Rhythm::Drugs,
        toxicology: Toxicology::Opioid,
        tested: 1.0,
        manners: DRUG_MANNERS,
        places: &[
            ("home", 0.66),
            ("shelter", 0.12),
            ("hospital", 0.10),
            ("street", 0.05),
            ("commercial", 0.02),
            ("park", 0.02),
            ("hotel", 0.02),
            ("prison", 0.01),
        ],
        categories: UNCLEAR,
        plain: 0.45,
        causes: &[],
    },
    Course {
        share: 1_020.0,
        kind: Kind::Drug,
        men: 0.52,
        ages: &[(1.0, 49.0, 14.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Medicine,
        tested: 1.0,
        manners: &[("suicide", 0.47), ("accident", 0.38), ("undetermined", 0.15)],
        places: &[("home", 0.78), ("hospital", 0.15), ("hotel", 0.03), ("park", 0.02), ("vehicle", 0.02)],
        categories: UNCLEAR,
        plain: 0.45,
        causes: &[],
    },
    Course {
        share: 469.0,
        kind: Kind::Drug,
        men: 0.80,
        ages: &[(1.0, 35.0, 9.5)],
        rhythm: Rhythm::Drugs,
        toxicology: Toxicology::Party,
        tested: 1.0,
        manners: DRUG_MANNERS,
        places: &[
            ("home", 0.66),
            ("hospital", 0.20),
            ("street", 0.05),
            ("hotel", 0.04),
            ("commercial", 0.03),
            ("park", 0.02),
        ],
        categories: UNCLEAR,
        plain: 0.3,
        causes: &[],
    },
    // GHB. Share: 13.2% toxicology × 0.92% over 2011–15. Age and sex: Corkery et al. 2015 (mean 32, 82% men).
    Course {
        share: 121.4,
        kind: Kind::Drug,
        men: 0.82,
        ages: &[(1.0, 32.0, 8.0)],
        rhythm: Rhythm::Ghb,
        toxicology: Toxicology::Ghb,
        tested: 1.0,
        manners: &[("accident", 0.79), ("undetermined", 0.12), ("suicide", 0.09)],
        places: &[
            ("home", 0.76),
            ("hospital", 0.10),
            ("hotel", 0.06),
            ("commercial", 0.04),
            ("street", 0.02),
            ("park", 0.02),
        ],
        categories: UNCLEAR,
        plain: 0.2,
        causes: &[],
    },
    // Hanging: 52% of about 560 suicides a year.
    Course {
        share: 2_660.0,
        kind: Kind::Asphyxia,
        men: 0.79,
        ages: &[(1.0, 43.0, 15.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.7,
        manners: &[("suicide", 0.88), ("undetermined", 0.09), ("accident", 0.03)],
        places: &[
            ("home", 0.82),
            ("park", 0.05),
            ("park", 0.03),
            ("hospital", 0.04),
            ("hotel", 0.015),
            ("workplace", 0.015),
            ("prison", 0.02),
            ("churchyard", 0.003),
        ],
        categories: [0.0, 0.93, 0.02, 0.05, 0.0],
        plain: 0.98,
        causes: &["Hanging", "Suspension by ligature"],
    },
    Course {
        share: 350.0,
        kind: Kind::Asphyxia,
        men: 0.55,
        ages: &[(0.8, 73.0, 14.0), (0.2, 35.0, 15.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.4,
        manners: ACCIDENT_MOSTLY,
        places: &[("home", 0.55), ("care home", 0.25), ("hospital", 0.20)],
        categories: UNCLEAR,
        plain: 0.5,
        causes: &["Choking on food", "Positional asphyxia", "Plastic bag asphyxia"],
    },
    Course {
        share: 3_900.0,
        kind: Kind::Fall,
        men: 0.50,
        ages: &[(0.85, 81.0, 10.0), (0.15, 50.0, 15.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.15,
        manners: ACCIDENT_MOSTLY,
        places: &[("hospital", 0.60), ("home", 0.28), ("care home", 0.07), ("street", 0.04), ("workplace", 0.01)],
        categories: QUIET,
        plain: 0.9,
        causes: &[
            "Subdural haematoma after a fall",
            "Fracture of neck of femur after a fall",
            "Head injury after a fall",
        ],
    },
    // Jump or fall from a height.
    Course {
        share: 420.0,
        kind: Kind::Fall,
        men: 0.72,
        ages: &[(1.0, 38.0, 15.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("suicide", 0.62), ("undetermined", 0.20), ("accident", 0.18)],
        places: &[("street", 0.55), ("home", 0.20), ("hospital", 0.20), ("street", 0.05)],
        categories: [0.0, 0.62, 0.20, 0.18, 0.0],
        plain: 0.95,
        causes: &["Multiple injuries after a fall from height"],
    },
    Course {
        share: 460.0,
        kind: Kind::Drowning,
        men: 0.75,
        ages: &[(1.0, 42.0, 16.0)],
        rhythm: Rhythm::Summer,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("undetermined", 0.40), ("suicide", 0.32), ("accident", 0.28)],
        places: &[("water", 0.84), ("home", 0.12), ("hospital", 0.04)],
        categories: [0.0, 0.42, 0.48, 0.10, 0.0],
        plain: 0.8,
        causes: &["Drowning", "Immersion"],
    },
    Course {
        share: 350.0,
        kind: Kind::Fire,
        men: 0.56,
        ages: &[(1.0, 61.0, 19.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("accident", 0.88), ("undetermined", 0.08), ("homicide", 0.04)],
        places: &[("home", 0.80), ("hospital", 0.18), ("vehicle", 0.02)],
        categories: [0.0, 0.45, 0.30, 0.23, 0.02],
        plain: 0.98,
        causes: &["Inhalation of products of combustion", "Burns"],
    },
    Course {
        share: 90.0,
        kind: Kind::Gas,
        men: 0.72,
        ages: &[(1.0, 46.0, 16.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.95,
        manners: &[("suicide", 0.7), ("accident", 0.3)],
        places: &[("home", 0.75), ("vehicle", 0.25)],
        categories: UNCLEAR,
        plain: 0.7,
        causes: &["Carbon monoxide poisoning", "Helium asphyxia"],
    },
    // Road: about 125 to 135 a year.
    Course {
        share: 1_180.0,
        kind: Kind::Transport,
        men: 0.72,
        ages: &[(0.7, 36.0, 14.0), (0.3, 74.0, 11.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.65,
        manners: &[("accident", 0.97), ("homicide", 0.03)],
        places: &[("street", 0.50), ("hospital", 0.50)],
        categories: [0.0, 0.20, 0.0, 0.80, 0.0],
        plain: 1.0,
        causes: &["Multiple injuries in a road collision", "Head injury in a road collision"],
    },
    Course {
        share: 560.0,
        kind: Kind::Transport,
        men: 0.78,
        ages: &[(1.0, 40.0, 15.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.85,
        manners: &[("suicide", 0.75), ("undetermined", 0.15), ("accident", 0.10)],
        places: &[("railway", 0.95), ("hospital", 0.05)],
        categories: [0.0, 0.88, 0.07, 0.05, 0.0],
        plain: 1.0,
        causes: &["Multiple injuries, struck by a train"],
    },
    // Homicide with the next two: 2–3 a week.
    Course {
        share: 640.0,
        kind: Kind::Sharp,
        men: 0.76,
        ages: &[(1.0, 33.0, 14.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("homicide", 0.87), ("suicide", 0.13)],
        places: &[("home", 0.40), ("street", 0.32), ("hospital", 0.24), ("park", 0.04)],
        categories: VIOLENT,
        plain: 1.0,
        causes: &["Stab wound of chest", "Incised wounds", "Multiple stab wounds"],
    },
    Course {
        share: 115.0,
        kind: Kind::Gunshot,
        men: 0.90,
        ages: &[(1.0, 31.0, 12.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("homicide", 0.82), ("suicide", 0.18)],
        places: &[("street", 0.50), ("home", 0.25), ("hospital", 0.25)],
        categories: VIOLENT,
        plain: 1.0,
        causes: &["Gunshot wound of chest", "Gunshot wound of head"],
    },
    Course {
        share: 420.0,
        kind: Kind::Blunt,
        men: 0.70,
        ages: &[(1.0, 42.0, 17.0)],
        rhythm: Rhythm::Even,
        toxicology: Toxicology::Incidental,
        tested: 0.9,
        manners: &[("homicide", 0.82), ("undetermined", 0.18)],
        places: &[("home", 0.45), ("hospital", 0.35), ("street", 0.18), ("park", 0.02)],
        categories: VIOLENT,
        plain: 0.9,
        causes: &["Blunt head injury", "Multiple blunt injuries"],
    },
    Course {
        share: 200.0,
        kind: Kind::Exposure,
        men: 0.68,
        ages: &[(0.6, 77.0, 11.0), (0.4, 48.0, 13.0)],
        rhythm: Rhythm::Winter,
        toxicology: Toxicology::Incidental,
        tested: 0.6,
        manners: &[("accident", 0.8), ("undetermined", 0.2)],
        places: &[("home", 0.50), ("street", 0.18), ("park", 0.18), ("churchyard", 0.05), ("park", 0.09)],
        categories: UNCLEAR,
        plain: 0.3,
        causes: &["Hypothermia", "Exposure to cold"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_toxicology_is_done_in_about_13_percent() {
        let all: f64 = COURSES.iter().map(|course| course.share).sum();
        let tested: f64 = COURSES.iter().map(|course| course.share * course.tested).sum();
        assert!((all - 100_000.0).abs() < 1_500.0, "{all}");
        assert!((tested / all - 0.132).abs() < 0.006, "{}", tested / all);
    }
}
