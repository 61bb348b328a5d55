//! How much a resemblance between two deaths is worth: backgrounds and the carry-over formula.
