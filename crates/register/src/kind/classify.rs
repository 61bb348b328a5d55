//! The kind of a death, read from manner, category, cause and substances.

use super::Kind;
use crate::phrases::{PhraseList, Phrases, VocabularyError};
use crate::vocabulary::Vocabulary;
use serde::Deserialize;
use std::sync::LazyLock;

static EMBEDDED: &str = include_str!("../../vocabulary/kinds.toml");

static SHARED: LazyLock<Option<Kinds>> = LazyLock::new(|| Kinds::embedded().ok());

/// The rules of `vocabulary/kinds.toml`, whose head explains them.
#[derive(Debug)]
pub struct Kinds {
    categories: Phrases,
    causes: Phrases,
    category_rules: Box<[CategoryRule]>,
    cause_rules: Box<[CauseRule]>,
    alcohols: Box<[Box<str>]>,
    gases: Box<[Box<str>]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    alcohols: Box<[Box<str>]>,
    gases: Box<[Box<str>]>,
    poisoning: Vec<String>,
    category: Box<[CategoryRule]>,
    cause: Box<[CauseRule]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRule {
    kind: Kind,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CauseRule {
    tier: u8,
    kind: Kind,
    #[serde(default = "yes")]
    natural: bool,
    phrases: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What a word for poisoning stands for among the causes.
const POISONING: u32 = u32::MAX;

/// The tier in which poisoning by a known substance competes with outside force: which comes first in the text?
const POISONING_TIER: u8 = 1;

/// The tier of poisoning by nobody knows what: anything else in the text says more.
const LAST_TIER: u8 = u8::MAX;

impl Kinds {
    /// The rules that come with the program.
    pub fn embedded() -> Result<Kinds, VocabularyError> {
        Kinds::from_toml(EMBEDDED)
    }

    /// Rules in the format of `vocabulary/kinds.toml`.
    pub fn from_toml(text: &str) -> Result<Kinds, VocabularyError> {
        let file: File = toml::from_str(text)?;
        let mut categories = PhraseList::default();
        for (number, rule) in (0_u32..).zip(&file.category) {
            for phrase in &rule.phrases {
                categories.add(phrase, number, rule.kind.as_str())?;
            }
        }
        let mut causes = PhraseList::default();
        for (number, rule) in (0_u32..).zip(&file.cause) {
            for phrase in &rule.phrases {
                causes.add(phrase, number, rule.kind.as_str())?;
            }
        }
        for phrase in &file.poisoning {
            causes.add(phrase, POISONING, "poisoning")?;
        }
        Ok(Kinds {
            categories: categories.build()?,
            causes: causes.build()?,
            category_rules: file.category,
            cause_rules: file.cause,
            alcohols: file.alcohols,
            gases: file.gases,
        })
    }

    /// The kind of a death. `manner` in any spelling that [`manner::canonical`](crate::manner::canonical) knows,
    /// `category` and `cause` as recorded, `substances` by canonical name.
    ///
    /// A category that says something decides. Else the cause does. Substances alone make a death drug-related only
    /// where neither is on record: a driver may have drunk. What stays unknown is natural if the manner is.
    pub fn classify(
        &self,
        manner: Option<&str>,
        category: Option<&str>,
        cause: Option<&str>,
        substances: &[&str],
    ) -> Kind {
        let category = category.filter(|text| !text.trim().is_empty());
        let cause = cause.filter(|text| !text.trim().is_empty());
        let natural = manner.and_then(crate::manner::canonical).is_some_and(|manner| manner == "natural");
        let kind = match (category, cause) {
            (None, None) if !natural && self.has_drug(substances) => Kind::Drug,
            _ => match category.map_or(Kind::Unknown, |text| self.of_category(text)) {
                Kind::Unknown => cause.map_or(Kind::Unknown, |text| self.of_cause(text, natural, substances)),
                kind => kind,
            },
        };
        if kind == Kind::Unknown && natural { Kind::Natural } else { kind }
    }

    fn of_category(&self, text: &str) -> Kind {
        let first = self.categories.find(text).map(|hit| hit.meaning).min();
        first.and_then(|rule| self.category_rules.get(rule as usize)).map_or(Kind::Unknown, |rule| rule.kind)
    }

    fn of_cause(&self, text: &str, natural: bool, substances: &[&str]) -> Kind {
        let mut best: Option<(u8, Kind)> = None;
        for hit in self.causes.find(text) {
            let told = match self.cause_rules.get(hit.meaning as usize) {
                _ if hit.meaning == POISONING => self.of_poisoning(natural, substances),
                Some(rule) if natural && !rule.natural => None,
                Some(rule)
                    if rule.kind == Kind::Alcohol && rule.tier == POISONING_TIER && self.has_drug(substances) =>
                {
                    Some((rule.tier, Kind::Drug))
                }
                Some(rule) => Some((rule.tier, rule.kind)),
                None => None,
            };
            if let Some((tier, kind)) = told
                && best.is_none_or(|(lowest, _)| tier < lowest)
            {
                best = Some((tier, kind));
            }
        }
        match best {
            Some((_, kind)) => kind,
            None if natural => Kind::Natural,
            None if self.names_a_drug(text) => Kind::Drug,
            None => Kind::Other,
        }
    }

    /// Whether a cause names a drug: some are nothing but a list of them.
    fn names_a_drug(&self, text: &str) -> bool {
        Vocabulary::shared().is_some_and(|words| self.has_drug(&words.find(text)))
    }

    fn of_poisoning(&self, natural: bool, substances: &[&str]) -> Option<(u8, Kind)> {
        let holds = |list: &[Box<str>]| substances.iter().any(|name| list.iter().any(|other| **other == **name));
        match () {
            () if natural => None,
            () if self.has_drug(substances) => Some((POISONING_TIER, Kind::Drug)),
            () if holds(&self.gases) => Some((POISONING_TIER, Kind::Gas)),
            () if holds(&self.alcohols) => Some((POISONING_TIER, Kind::Alcohol)),
            () => Some((LAST_TIER, Kind::Drug)),
        }
    }

    /// Whether a substance that is neither alcohol nor a gas is among these.
    fn has_drug(&self, substances: &[&str]) -> bool {
        substances.iter().any(|name| !self.alcohols.iter().chain(&self.gases).any(|other| **other == **name))
    }
}

/// The kind of a death by the rules that come with the program: [`Kinds::classify`] of [`Kinds::embedded`].
///
/// ```
/// use colligate_register::{Kind, classify};
/// assert_eq!(classify(Some("Accident"), None, Some("Acute heroin toxicity"), &["heroin"]), Kind::Drug);
/// assert_eq!(classify(None, Some("unexpected, under investigation"), None, &[]), Kind::Unknown);
/// ```
pub fn classify(manner: Option<&str>, category: Option<&str>, cause: Option<&str>, substances: &[&str]) -> Kind {
    SHARED.as_ref().map_or(Kind::Unknown, |kinds| kinds.classify(manner, category, cause, substances))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_cause(cause: &str) -> Kind {
        let words = crate::Vocabulary::shared().unwrap();
        classify(None, None, Some(cause), &words.find(cause))
    }

    #[test]
    fn the_embedded_rules_are_sound() {
        Kinds::embedded().unwrap();
    }

    #[test]
    fn the_category_goes_before_the_cause() {
        assert_eq!(
            classify(Some("Accident"), Some("Falls"), Some("acute ethanol intoxication"), &["ethanol"]),
            Kind::Fall
        );
        assert_eq!(classify(Some("Natural"), Some("Infectious"), Some("COPD"), &[]), Kind::Infection);
        assert_eq!(classify(None, Some("Undetermined"), Some("DROWNING"), &[]), Kind::Drowning);
        assert_eq!(
            classify(None, Some("Motorized Vehicle - Driver"), Some("Multiple blunt force injuries"), &[]),
            Kind::Transport
        );
    }

    #[test]
    fn the_first_outside_cause_decides() {
        for (cause, kind) in [
            ("HYPOTHERMIA; Acute mixed drug intoxication (fentanyl)", Kind::Exposure),
            ("Acute mixed drug (fentanyl, ethanol) toxicity; hypertensive cardiovascular disease", Kind::Drug),
            ("Hypertensive heart disease; acute cocaine intoxication", Kind::Drug),
            ("ACUTE ETHANOL INTOXICATION", Kind::Alcohol),
            ("Acute ethanol and fentanyl intoxication", Kind::Drug),
            ("Complications of chronic alcoholism", Kind::Alcohol),
            ("Acute carbon monoxide toxicity", Kind::Gas),
            ("Carbon monoxide intoxication and inhalation of products of combustion", Kind::Gas),
            ("Smoke inhalation and carbon monoxide intoxication", Kind::Fire),
            ("Asphyxia due to hanging", Kind::Asphyxia),
            ("Intertrochanteric fracture of the left femur; dementia", Kind::Fall),
            ("Multiple blunt force injuries; acute ethanol intoxication", Kind::Blunt),
            ("Infection with novel Coronavirus (COVID-19); diabetes mellitus", Kind::Infection),
            ("Atherosclerotic cardiovascular disease; pneumonia", Kind::Natural),
            ("Undetermined; unsafe sleep conditions", Kind::Infant),
            ("Unascertained", Kind::Unknown),
            ("Pending further investigation", Kind::Unknown),
            ("Anoxic brain injury", Kind::Unknown),
            ("Digoxin toxicity", Kind::Drug),
            ("Fentanyl and Heroin", Kind::Drug),
            ("Complications of acute and chronic substance abuse (cocaine)", Kind::Drug),
            ("Atherosclerotic cardiovascular disease; chronic polysubstance abuse", Kind::Natural),
            ("Electrocution", Kind::Other),
            ("Stab wound of chest", Kind::Sharp),
        ] {
            assert_eq!(by_cause(cause), kind, "{cause}");
        }
    }

    #[test]
    fn substances_alone_make_a_death_drug_related_only_where_nothing_else_is_on_record() {
        assert_eq!(classify(None, None, None, &["GHB"]), Kind::Drug);
        assert_eq!(classify(None, None, None, &["ethanol"]), Kind::Unknown);
        assert_eq!(classify(Some("Natural"), None, None, &["tramadol"]), Kind::Natural);
        assert_eq!(classify(None, None, Some("Gunshot wound of head"), &["cocaine"]), Kind::Gunshot);
        assert_eq!(classify(None, Some("unexplained"), None, &["GHB"]), Kind::Unknown);
        assert_eq!(classify(None, None, None, &[]), Kind::Unknown);
    }

    #[test]
    fn the_four_police_categories_say_no_more_than_they_say() {
        assert_eq!(classify(None, Some("expected"), None, &[]), Kind::Natural);
        assert_eq!(classify(None, Some("unexplained"), None, &[]), Kind::Unknown);
        assert_eq!(classify(None, Some("Unexpected, under investigation"), None, &[]), Kind::Unknown);
        let closed = Some("unexpected, investigated and not suspicious");
        assert_eq!(classify(None, closed, None, &[]), Kind::Unknown);
        assert_eq!(classify(None, closed, Some("1a Mixed drug overdose"), &["GHB"]), Kind::Drug);
    }

    #[test]
    fn a_natural_manner_leaves_no_outside_cause() {
        assert_eq!(classify(Some("Natural"), None, Some("Stroke after a fall"), &[]), Kind::Natural);
        assert_eq!(classify(Some("Natural"), None, Some("Perforated viscus"), &[]), Kind::Natural);
        assert_eq!(classify(Some("Natural"), None, None, &[]), Kind::Natural);
        assert_eq!(classify(Some("Natural"), Some("Alcohol Related"), None, &[]), Kind::Alcohol);
    }
}
