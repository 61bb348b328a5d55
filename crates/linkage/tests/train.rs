//! Training on a register in which series were planted.

use colligate_evidence::Model;
use colligate_linkage::train::{TrainError, train};
use colligate_register::DeathId;
use colligate_register::simulate::{County, Plan, county, plant};

#[test]
fn planted_series_teach_the_model_how_they_were_planted() {
    let mut register = county(&County::default(), 3);
    let mut series = Vec::new();
    for seed in 0..12 {
        let (planted, mut members) = plant(&register, &Plan::default(), seed).unwrap();
        // Members of every planting bear the same names: tell them apart.
        let from = register.deaths.len();
        register = planted;
        for (at, id) in members.iter_mut().enumerate() {
            *id = DeathId(format!("series-{seed}-{at}").into());
            register.deaths[from + at].id = id.clone();
        }
        series.push(members);
    }
    let start = Model::default();
    let trained = train(&register, &series, &start).unwrap();
    assert_eq!(Model::from_toml(&trained.model.to_toml()).unwrap(), trained.model);
    for learned in &trained.report {
        let error = learned.standard_error.map_or("–".to_owned(), |error| format!("{error:.2}"));
        let (name, start, estimate) = (&learned.parameter, learned.start, learned.estimate);
        println!("| {name} | {start} | {estimate:.3} | {error} | {:.1} | {:.0} |", learned.gain, learned.n);
    }
    let learned = |name: &str| {
        let found = trained.report.iter().find(|learned| learned.parameter == name);
        found.unwrap_or_else(|| panic!("{name} is not in {:#?}", trained.report))
    };
    // Points in a disc of 300 m are 270 m apart in the mean; ages scatter by 3 years around the anchor's.
    let place = learned("place.scale_m").estimate;
    assert!(place > 80.0 && place < 500.0, "{:#?}", trained.report);
    let age = learned("age.scale").estimate;
    assert!(age > 1.0 && age < 6.0, "{:#?}", trained.report);
    assert!(learned("age.w").estimate > 0.8, "{:#?}", trained.report);
    assert!(trained.report.iter().all(|learned| learned.gain > -0.5), "{:#?}", trained.report);
    assert_eq!(train(&register, &series, &start).unwrap(), trained);
}

#[test]
fn labels_that_cannot_be_used_are_named() {
    let register = county(&County { deaths: 200, ..County::default() }, 1);
    let unknown = DeathId("nobody".into());
    let error = train(&register, &[vec![unknown.clone()]], &Model::default()).unwrap_err();
    assert_eq!(error, TrainError::UnknownDeath(unknown));
    assert_eq!(train(&register, &[], &Model::default()).unwrap_err(), TrainError::NoPairs);
    let first = register.deaths[0].id.clone();
    let twice = train(&register, &[vec![first.clone(), first.clone()]], &Model::default()).unwrap_err();
    assert_eq!(twice, TrainError::Twice(first));
}
