use super::*;
use proptest::prelude::*;

static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

fn found(text: &str) -> String {
    WORDS.find(text).join(", ")
}

#[test]
fn there_are_enough_substances_and_each_maps_to_itself() {
    assert!(WORDS.substances().len() >= 220);
    for substance in WORDS.substances() {
        assert_eq!(WORDS.canonical(&substance.name), *substance.name);
        assert_eq!(WORDS.canonical(&substance.name.to_uppercase()), *substance.name);
        assert_eq!(WORDS.list(&substance.name), [substance.name.to_string()]);
        assert_eq!(WORDS.substance(&substance.name), Some(substance));
    }
}

#[test]
fn metabolites_slips_and_brands_stand_for_their_substance() {
    for (text, substances) in [
        ("6-MAM", "heroin"),
        ("6-monoacetylmorphine present", "heroin"),
        ("4-ANPP confirmed present", "fentanyl"),
        ("despropionyl fentanyl", "fentanyl"),
        ("norfentanyl", "fentanyl"),
        ("cocaethylene and benzoylecgonine", "cocaine"),
        ("nordiazepam", "diazepam"),
        ("EDDP", "methadone"),
        ("7-aminoclonazepam, 7-amino clonazepam", "clonazepam"),
        ("flurofentanyl, fenanyl and ethonol", "ethanol, fentanyl, fluorofentanyl"),
        ("Xanax with OxyContin", "alprazolam, oxycodone"),
    ] {
        assert_eq!(found(text), substances, "{text}");
    }
    let relations: Vec<Relation> =
        WORDS.mentions("Xanax, 6-MAM, ethonol, poppers, GHB").iter().map(|mention| mention.relation).collect();
    use Relation::{Brand, Metabolite, Misspelling, Name, Street};
    assert_eq!(relations, [Brand, Metabolite, Misspelling, Street, Name]);
}

#[test]
fn an_analogue_is_not_its_parent() {
    for (text, substances) in [
        ("fluorofentanyl", "fluorofentanyl"),
        ("para-fluorofentanyl", "fluorofentanyl"),
        ("4-fluorofentanyl", "fluorofentanyl"),
        ("Meta/para fluorofentanyl", "fluorofentanyl"),
        ("acetyl fentanyl", "acetylfentanyl"),
        ("acetyl-fentanyl", "acetylfentanyl"),
        ("methoxyacetyl fentanyl", "methoxyacetylfentanyl"),
        ("beta-hydroxy fentanyl", "beta-hydroxyfentanyl"),
        ("heptanoyl fentanyl", ""),
        ("heptanoyl-fentanyl and fentanyl", "fentanyl"),
        ("dextro/levomethorphan", "methorphan"),
        ("Dextro / Levo Methorphan", "methorphan"),
        ("flualprazolam", "flualprazolam"),
        ("fentanyl-cocaine", "cocaine, fentanyl"),
        ("desmethyl sertraline", "sertraline"),
        ("the laboratory excludes heroin, but fentanyl is present", "fentanyl"),
        ("toxicology rules out cocaine", ""),
        ("the laboratory ruled out fentanyl", ""),
        ("Ruled out fentanyl and heroin; cocaine found", "cocaine"),
        ("screening excluded any opiates, ethanol 120 mg/dL", "ethanol"),
        ("fentanyl was ruled out. Cocaine was found", "cocaine"),
        ("homicide ruled out, fentanyl found", "fentanyl"),
        ("Foul play was excluded and fentanyl was detected", "fentanyl"),
        ("Foul play ruled out due to acute fentanyl toxicity", "fentanyl"),
        ("Trauma excluded: heroin toxicity", "heroin"),
        ("Homicide excluded by police with heroin at scene", "heroin"),
        ("drug-facilitated sexual assault (GBH)", "GHB"),
        ("arrested on suspicion of GBH", ""),
        ("fentanyl could not be ruled out", "fentanyl"),
        ("GBH assault, died of stab wounds; ethanol", "ethanol"),
        ("charged with GBH with intent", ""),
        ("overdose of GBH", "GHB"),
        ("tramadole", "tramadol"),
        ("zopiclon", "zopiclone"),
        ("mephedron", "mephedrone"),
    ] {
        assert_eq!(found(text), substances, "{text}");
    }
}

#[test]
fn ghb_is_found_under_its_names_and_not_under_its_namesakes() {
    for text in [
        "GHB",
        "gamma hydroxybutyrate",
        "gamma-hydroxybutyric acid",
        "GBH",
        "GBL",
        "liquid ecstasy",
        "Sodium Oxybate",
        "1,4-butanediol",
    ] {
        assert_eq!(found(text), "GHB", "{text}");
    }
    for text in ["beta-hydroxybutyrate", "beta-hydroxybutyric acid", "beta-hydroxy", "3-hydroxybutyrate"] {
        assert_eq!(found(text), "", "{text}");
    }
}

#[test]
fn alcohol_is_ethanol_where_it_was_drunk_and_nowhere_else() {
    for (text, substances) in [
        ("acute alcohol intoxication", "ethanol"),
        ("Ethyl alcohol 0.21 g/dL", "ethanol"),
        ("chronic alcoholism", ""),
        ("Complications of chronic ethanol abuse", ""),
        ("alcohol use disorder", ""),
        ("acute and chronic ethanol toxicity", "ethanol"),
        ("ingestion of isopropyl alcohol", "isopropanol"),
        ("Alcohol: Negative", ""),
        ("Alcohol - none detected", ""),
        ("non-alcoholic fatty liver disease", ""),
    ] {
        assert_eq!(found(text), substances, "{text}");
    }
}

#[test]
fn a_denied_substance_is_not_found() {
    for (text, substances) in [
        ("no fentanyl detected", ""),
        ("no fentanyl detected, cocaine detected", "cocaine"),
        ("Negative for fentanyl, cocaine and heroin", ""),
        ("negative for fentanyl, cocaine and heroin but positive for GHB", "GHB"),
        ("Negative for opiates, positive for GHB and mephedrone.", "GHB, mephedrone"),
        ("Negative for opiates. Fentanyl toxicity.", "fentanyl"),
        ("negative for fentanyl, cocaine present", "cocaine"),
        ("fentanyl not detected", ""),
        ("Fentanyl and cocaine were not detected; ethanol 0.1 %", "ethanol"),
        ("fentanyl: negative, cocaine: positive", "cocaine"),
        ("without evidence of heroin", ""),
        ("denied use of heroin", ""),
        ("denied using heroin or cocaine, methadone 120 ng/mL", "methadone"),
        ("neither fentanyl nor cocaine", ""),
        ("no trauma, fentanyl intoxication", "fentanyl"),
        ("drowning (no drugs or alcohol) cocaine", "cocaine"),
        ("heroin could not be excluded", "heroin"),
        ("history of cocaine abuse; acute fentanyl intoxication", "fentanyl"),
        ("remote cocaine use, obesity", ""),
        ("in the weeks prior to the paracetamol overdose", "paracetamol"),
        ("recent cocaine use", "cocaine"),
        ("chronic cocaine use", ""),
        ("Chronic substance (ethanol and cocaine) abuse", ""),
        ("acute cocaine abuse", "cocaine"),
        ("acute and/or chronic heroin, cocaine and alcohol use", "cocaine, ethanol, heroin"),
        ("chronic substance abuse with recent cocaine use", "cocaine"),
        ("substance use disorder (cocaine and fentanyl) and absent prenatal care", "cocaine, fentanyl"),
        ("cocaine-free", ""),
        ("morphine no 6mam", "morphine"),
        ("pos 6-mam", "heroin"),
    ] {
        assert_eq!(found(text), substances, "{text}");
    }
}

#[test]
fn words_typed_together_are_found() {
    assert_eq!(
        found("effects ofacetyl fentanyl andcocaine, alprazolamtoxicity"),
        "acetylfentanyl, alprazolam, cocaine"
    );
}

#[test]
fn an_item_of_a_list_may_be_abbreviated() {
    for (item, name) in [
        ("Bupren", "buprenorphine"),
        ("TRAMAD", "tramadol"),
        ("hydr-mor", "hydromorphone"),
        ("Difluro", "difluoroethane"),
        ("cod", "codeine"),
        ("morphine rx", "morphine"),
        ("Zorblaxine ", "zorblaxine"),
    ] {
        assert_eq!(WORDS.canonical(item), name, "{item}");
    }
    assert_eq!(found("cod liver oil"), "");
}

#[test]
fn a_whole_field_is_taken_apart() {
    assert_eq!(WORDS.list("PCP. Bupren"), ["PCP", "buprenorphine"]);
    assert_eq!(
        WORDS.list("Bupren, xylazine;zorblaxine and cod / 1,1-difluoroethane"),
        ["buprenorphine", "difluoroethane", "xylazine", "zorblaxine and cod"]
    );
    assert_eq!(WORDS.list("PCP NEG"), Vec::<String>::new());
    assert_eq!(WORDS.list(" "), Vec::<String>::new());
    assert_eq!(WORDS.list("dextro/levomethorphan"), ["methorphan"]);
}

#[test]
fn a_phrase_with_two_meanings_is_refused() {
    let error = Vocabulary::from_toml(
        "[[substance]]\nname = \"a\"\nclass = \"x\"\nalso = [\"foo\"]\n[[substance]]\nname = \"b\"\nclass = \"x\"\nshort = [\"FOO\"]\n",
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "the phrase \"FOO\" stands for both \"a\" and \"b\"; leave it in one entry"
    );
    assert!(Vocabulary::from_toml("[[substance]]\nname = \"é\"\nclass = \"x\"\n").is_err());
    assert!(Vocabulary::from_toml("[[substance]]\nname = \"a\"\n").is_err());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_offsets_lie_on_character_boundaries(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn no_mix_of_cues_and_names_makes_it_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "fentanyl", "acetyl", "no", "negative", "for", "detected", "not", "chronic", "abuse", ",", ".", "(", ")", ";", "é", "\u{2019}", "12 ng",
            "cocaine", "history of", "-", " ", "and", "ethanol", "\u{1}", "use", "4-", "ß",
        ]), 0..24)
    ) {
        check(&words.concat())?;
        check(&words.join(" "))?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for mention in WORDS.mentions(text) {
        prop_assert!(mention.start >= end && mention.start < mention.end);
        prop_assert!(text.get(mention.start..mention.end).is_some());
        end = mention.end;
    }
    WORDS.find(text);
    WORDS.canonical(text);
    WORDS.list(text);
    crate::classify(Some(text), Some(text), Some(text), &[]);
    crate::place_kind::classify(text);
    crate::manner::canonical(text);
    Ok(())
}
