//! Sex in the words of registers.

use crate::death::Sex;

/// The sex that a word of a register means: `M`, `Female`, `femme`, `hombre`, … `None` where it is empty, says that
/// the sex is not known, or is not understood.
///
/// ```
/// use colligate_register::{Sex, sex};
/// assert_eq!(sex::parse(" F "), Some(Sex::Female));
/// assert_eq!(sex::parse("unknown"), None);
/// ```
pub fn parse(text: &str) -> Option<Sex> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "f" | "female" | "femal" | "woman" | "girl" | "fem" | "w" | "femenino" | "femenina" | "feminino" | "femme"
        | "féminin" | "mujer" | "weiblich" | "frau" | "vrouw" | "kvinna" | "femmina" | "female sex"
        | "assigned female" | "trans woman" | "transgender female" | "transgender woman" | "male to female" | "mtf" => {
            Some(Sex::Female)
        }
        "m" | "male" | "man" | "boy" | "masculino" | "masculin" | "hombre" | "homme" | "männlich" | "maennlich"
        | "mann" | "varón" | "varon" | "maschio" | "male sex" | "h" | "trans man" | "transgender male"
        | "transgender man" | "female to male" | "ftm" => Some(Sex::Male),
        "x" | "other" | "o" | "intersex" | "nonbinary" | "non-binary" | "non binary" | "indeterminate" | "divers"
        | "diverse" | "transgender" => Some(Sex::Other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_words_of_several_languages_are_understood() {
        for text in ["M", "male", "MALE", "Masculino", "Männlich"] {
            assert_eq!(parse(text), Some(Sex::Male), "{text}");
        }
        for text in ["f", "Female.", "Femenino", "FÉMININ"] {
            assert_eq!(parse(text), Some(Sex::Female), "{text}");
        }
    }

    #[test]
    fn a_word_that_says_nothing_is_no_sex() {
        for text in ["", "U", "unknown", "not recorded", "1", "9"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
