//! What is wrong with a filter, where, and what would work.

/// A filter that cannot be understood. Its message shows the place with a caret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct FilterError {
    /// Byte of the filter at which it went wrong.
    pub at: usize,
    /// What stands there; empty at the end.
    pub found: String,
    /// What would work there.
    pub expected: String,
    /// The filter.
    pub text: String,
}

/// Characters of the filter shown on each side of the caret.
const SHOWN: usize = 60;

impl FilterError {
    fn message(&self) -> String {
        let before: Vec<char> = self.text.get(..self.at).unwrap_or(&self.text).chars().collect();
        let after = self.text.get(self.at..).unwrap_or_default().chars();
        let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
        let skipped = before.len().saturating_sub(SHOWN);
        let dots = if skipped > 0 { "…" } else { "" };
        let line: String = before.iter().skip(skipped).copied().chain(after.take(SHOWN)).map(plain).collect();
        let caret = " ".repeat(before.len() - skipped + dots.chars().count());
        let found = match self.found.as_str() {
            "" => "the filter ends".to_owned(),
            found => format!("found `{}`", found.chars().take(SHOWN).map(plain).collect::<String>()),
        };
        let place = before.len() + 1;
        format!("at character {place} {found}; expected {}\n  {dots}{line}\n  {caret}^", self.expected)
    }
}
