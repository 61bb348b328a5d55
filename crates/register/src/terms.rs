//! Words that recur in a register, each kept once.

use rustc_hash::FxHashMap;

/// A recurring word of one register: a substance, a manner, a kind of place, a circumstance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// The words themselves. Two registers number theirs differently: a [`Term`] means nothing without its `Terms`.
///
/// ```
/// use colligate_register::Terms;
/// let mut terms = Terms::default();
/// let home = terms.intern("home");
/// assert_eq!(terms.intern("home"), home);
/// assert_eq!(terms.text(home), "home");
/// assert_eq!(terms.get("hospital"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Terms {
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Terms {
    /// The term of this text, made where it is new.
    pub fn intern(&mut self, text: &str) -> Term {
        if let Some(&number) = self.numbers.get(text) {
            return Term(number);
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        Term(number)
    }

    /// The term of this text, if the register has it.
    pub fn get(&self, text: &str) -> Option<Term> {
        self.numbers.get(text).map(|&number| Term(number))
    }

    /// The text of a term; empty for a term of another register that this one does not have.
    pub fn text(&self, term: Term) -> &str {
        self.texts.get(term.0 as usize).map_or("", |text| text)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
