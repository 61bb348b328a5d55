//! A limit on the attributes of one element, kept while they are read.
//!
//! The tokenizer (html5gum 0.9) goes one call deeper with each attribute in double quotation marks and comes back at the end of the tag
//! or at a rarer mark, so that some ten thousand of them end the stack, which no caller can catch. Its emitter is told of each attribute
//! and its reader is asked for each byte: the one counts, the other stops.

use html5gum::{Emitter, ForwardingEmitter, Readable, Reader, StringReader};
use std::cell::Cell;

/// One element has more attributes than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an element has more than {0} attributes")]
pub(super) struct TooMany(pub usize);

/// A page's text, given until an element has too many attributes.
pub(super) struct Counted<'a> {
    text: StringReader<'a>,
    attributes: &'a Cell<usize>,
    most: usize,
}

impl<'a> Counted<'a> {
    pub fn new(page: &'a str, attributes: &'a Cell<usize>, most: usize) -> Counted<'a> {
        Counted { text: page.to_reader(), attributes, most }
    }

    fn within(&self) -> Result<(), TooMany> {
        if self.attributes.get() > self.most { Err(TooMany(self.most)) } else { Ok(()) }
    }
}

impl Reader for Counted<'_> {
    type Error = TooMany;

    fn read_byte(&mut self) -> Result<Option<u8>, TooMany> {
        self.within()?;
        self.text.read_byte().map_err(|never| match never {})
    }

    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, TooMany> {
        self.within()?;
        self.text.try_read_string(wanted, case_sensitive).map_err(|never| match never {})
    }

    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, TooMany> {
        self.within()?;
        self.text.read_until(needle, buffer).map_err(|never| match never {})
    }
}

/// An emitter that counts the attributes of the tag at hand, a start or an end.
pub(super) struct Counting<'a, E> {
    inner: E,
    attributes: &'a Cell<usize>,
}

impl<'a, E> Counting<'a, E> {
    pub fn new(inner: E, attributes: &'a Cell<usize>) -> Counting<'a, E> {
        Counting { inner, attributes }
    }
}

impl<E: Emitter> ForwardingEmitter for Counting<'_, E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.inner
    }

    fn init_start_tag(&mut self) {
        self.attributes.set(0);
        self.inner.init_start_tag();
    }

    fn init_end_tag(&mut self) {
        self.attributes.set(0);
        self.inner.init_end_tag();
    }

    fn init_attribute(&mut self) {
        self.attributes.set(self.attributes.get().saturating_add(1));
        self.inner.init_attribute();
    }
}
