//! Markup that data cannot break out of: names of elements and attributes are literals, everything else is escaped.

use std::fmt::{Display, Write};

/// HTML or SVG under construction.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
}

/// Attributes of an element: names with values of any sort.
pub type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

impl Markup {
    /// An element and what is in it.
    pub fn element(&mut self, name: &'static str, attributes: Attributes, inside: impl FnOnce(&mut Markup)) {
        self.tag(name, attributes);
        inside(self);
        for part in ["</", name, ">"] {
            self.text.push_str(part);
        }
    }

    /// An element with only text in it.
    pub fn line(&mut self, name: &'static str, attributes: Attributes, text: impl Display) {
        self.element(name, attributes, |m| m.say(text));
    }

    /// An element without an end: `<meta>`, `<br>`.
    pub fn tag(&mut self, name: &'static str, attributes: Attributes) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            for part in [" ", attribute, "=\""] {
                self.text.push_str(part);
            }
            self.say(value);
            self.text.push('"');
        }
        self.text.push('>');
    }

    /// Text, escaped.
    pub fn say(&mut self, text: impl Display) {
        // Writing into a `String` cannot fail.
        let _ = write!(Escaping(&mut self.text), "{text}");
    }

    /// Markup written in this crate, as it is.
    pub fn literal(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.text
    }
}

struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // A control character is no character of HTML; line breaks and tabs are.
                '\n' | '\t' => self.0.push(letter),
                _ if letter.is_control() => self.0.push('\u{fffd}'),
                _ => self.0.push(letter),
            }
        }
        Ok(())
    }
}

/// A coordinate in an SVG: at most one decimal, never "not a number".
#[derive(Clone, Copy)]
pub struct Px(pub f64);

impl Display for Px {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = if self.0.is_finite() { (self.0 * 10.0).round() / 10.0 } else { 0.0 };
        write!(f, "{}", if tenths == 0.0 { 0.0 } else { tenths })
    }
}

/// A coordinate as a share of the width, 0 to 1, written in percent.
#[derive(Clone, Copy)]
pub struct Share(pub f64);

impl Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = if self.0.is_finite() { self.0.clamp(0.0, 1.0) } else { 0.0 };
        write!(f, "{}%", (share * 10_000.0).round() / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_open_a_tag_or_leave_an_attribute() {
        let mut m = Markup::default();
        m.line("p", &[("title", &"\"><script>")], "<b onclick='x'>&amp;\u{1}");
        assert_eq!(
            m.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b onclick=&#39;x&#39;&gt;&amp;amp;\u{fffd}</p>"
        );
    }

    #[test]
    fn coordinates_are_short_and_always_numbers() {
        assert_eq!([1.0, 2.26, -0.01, f64::NAN].map(|x| Px(x).to_string()), ["1", "2.3", "0", "0"]);
        assert_eq!([0.5, 1.7, -3.0].map(|x| Share(x).to_string()), ["50%", "100%", "0%"]);
    }
}
