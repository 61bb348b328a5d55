//! What toxicology finds.

use super::courses::Toxicology;
use crate::simulate::draw::Draw;

/// A substance with the probability of finding it in deaths by opioids, by medicines and by party drugs.
type Found = (&'static str, f64, f64, f64);

/// Substances and their frequencies.
///
/// Over all drug deaths these give heroin or morphine in about 28% (ONS 2014: 952 of 3,346 in England and Wales),
/// cocaine in about 12% and MDMA in about 6% (Hockenhull et al. 2017: 184 and 83 of 6,633 London cases, of which about 22% were
/// drug deaths). All other frequencies are assumptions, chosen so that a tail of rare substances is there.
const SUBSTANCES: [Found; 52] = [
    ("morphine", 0.60, 0.03, 0.04),
    ("methadone", 0.27, 0.02, 0.01),
    ("cocaine", 0.14, 0.02, 0.30),
    ("diazepam", 0.24, 0.14, 0.10),
    ("ethanol", 0.32, 0.34, 0.36),
    ("codeine", 0.10, 0.15, 0.02),
    ("tramadol", 0.05, 0.13, 0.02),
    ("paracetamol", 0.03, 0.17, 0.03),
    ("dihydrocodeine", 0.05, 0.08, 0.0),
    ("citalopram", 0.03, 0.12, 0.02),
    ("mirtazapine", 0.06, 0.09, 0.01),
    ("amitriptyline", 0.03, 0.12, 0.0),
    ("sertraline", 0.02, 0.07, 0.01),
    ("fluoxetine", 0.02, 0.05, 0.01),
    ("venlafaxine", 0.01, 0.06, 0.0),
    ("zopiclone", 0.04, 0.09, 0.01),
    ("quetiapine", 0.02, 0.06, 0.0),
    ("olanzapine", 0.02, 0.04, 0.0),
    ("clozapine", 0.002, 0.02, 0.0),
    ("pregabalin", 0.05, 0.04, 0.01),
    ("gabapentin", 0.03, 0.03, 0.0),
    ("MDMA", 0.01, 0.0, 0.31),
    ("amphetamine", 0.03, 0.01, 0.10),
    ("methamphetamine", 0.004, 0.0, 0.07),
    ("mephedrone", 0.006, 0.0, 0.10),
    ("ketamine", 0.004, 0.003, 0.07),
    ("cannabis", 0.06, 0.02, 0.10),
    ("fentanyl", 0.012, 0.012, 0.0),
    ("oxycodone", 0.012, 0.035, 0.0),
    ("buprenorphine", 0.03, 0.003, 0.0),
    ("propranolol", 0.004, 0.05, 0.0),
    ("temazepam", 0.02, 0.03, 0.0),
    ("nitrazepam", 0.004, 0.012, 0.0),
    ("lorazepam", 0.004, 0.02, 0.0),
    ("phenazepam", 0.012, 0.002, 0.012),
    ("etizolam", 0.006, 0.0, 0.012),
    ("PMMA", 0.0, 0.0, 0.04),
    ("MDA", 0.0, 0.0, 0.05),
    ("methylone", 0.0, 0.0, 0.03),
    ("MDPV", 0.0, 0.0, 0.02),
    ("BZP", 0.0, 0.0, 0.025),
    ("synthetic cannabinoid", 0.01, 0.0, 0.02),
    ("amyl nitrite", 0.0, 0.0, 0.03),
    ("dosulepin", 0.0, 0.03, 0.0),
    ("lamotrigine", 0.004, 0.025, 0.0),
    ("carbamazepine", 0.004, 0.02, 0.0),
    ("metformin", 0.0, 0.02, 0.0),
    ("insulin", 0.0, 0.02, 0.0),
    ("digoxin", 0.0, 0.012, 0.0),
    ("amlodipine", 0.0, 0.03, 0.0),
    ("pentobarbital", 0.0, 0.018, 0.0),
    ("chlorpheniramine", 0.004, 0.02, 0.0),
];

/// Company of GHB: alone 37%, with alcohol 14%, with other drugs 28%, with both 15% (Corkery et al. 2015); the
/// remaining 6% are taken as alone.
const GHB_COMPANY: [(bool, bool, f64); 4] =
    [(false, false, 0.43), (true, false, 0.14), (false, true, 0.28), (true, true, 0.15)];

/// Assumption: what GHB is found with, where it is with other drugs.
const WITH_GHB: [(&str, f64); 8] = [
    ("cocaine", 0.28),
    ("mephedrone", 0.30),
    ("methamphetamine", 0.28),
    ("MDMA", 0.22),
    ("ketamine", 0.15),
    ("diazepam", 0.18),
    ("amphetamine", 0.12),
    ("amyl nitrite", 0.10),
];

/// Assumption: what is found by the way in deaths that are not by drugs.
const INCIDENTAL: [(&str, f64); 9] = [
    ("ethanol", 0.27),
    ("citalopram", 0.05),
    ("paracetamol", 0.05),
    ("cannabis", 0.05),
    ("diazepam", 0.04),
    ("codeine", 0.03),
    ("mirtazapine", 0.03),
    ("amlodipine", 0.02),
    ("cocaine", 0.006),
];

/// Heroin and morphine deaths doubled from 2012 to 2015 (ONS: 579, then 952 in 2014 and 1,201 in 2015): their frequency
/// beside that of the middle of 2014, by years from then.
fn heroin_trend(years: f64) -> f64 {
    (0.10 * years).exp().clamp(0.6, 1.5)
}

/// What is found, in the order of frequency; never empty for a death by drugs or alcohol. `year` is the year with its fraction.
pub(super) fn found(toxicology: Toxicology, year: f64, draw: &mut Draw) -> Vec<&'static str> {
    let listed = |list: &[(&'static str, f64)], draw: &mut Draw| -> Vec<&'static str> {
        list.iter().filter(|(_, share)| draw.chance(*share)).map(|(name, _)| *name).collect()
    };
    match toxicology {
        Toxicology::Incidental => listed(&INCIDENTAL, draw),
        Toxicology::Alcohol => {
            let mut names = vec!["ethanol"];
            names.extend(listed(&INCIDENTAL[1..], draw));
            names
        }
        Toxicology::Ghb => {
            let (alcohol, others, _) = GHB_COMPANY[draw.weighted(GHB_COMPANY.iter().map(|company| company.2))];
            let mut names = vec!["GHB"];
            if alcohol {
                names.push("ethanol");
            }
            if others {
                let mut more = listed(&WITH_GHB, draw);
                if more.is_empty() {
                    more.push(WITH_GHB[draw.weighted(WITH_GHB.iter().map(|with| with.1))].0);
                }
                names.extend(more);
            }
            names
        }
        Toxicology::Opioid | Toxicology::Medicine | Toxicology::Party => {
            let share = |found: &Found| match toxicology {
                Toxicology::Opioid if found.0 == "morphine" => (found.1 * heroin_trend(year - 2014.5)).min(0.95),
                Toxicology::Opioid => found.1,
                Toxicology::Medicine => found.2,
                _ => found.3,
            };
            let mut names: Vec<&'static str> =
                SUBSTANCES.iter().filter(|found| draw.chance(share(found))).map(|found| found.0).collect();
            if names.iter().all(|name| *name == "ethanol") {
                let drug = |found: &Found| if found.0 == "ethanol" { 0.0 } else { share(found) };
                names.push(SUBSTANCES[draw.weighted(SUBSTANCES.iter().map(drug))].0);
            }
            names
        }
    }
}
