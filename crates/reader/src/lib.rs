//! Who reads a file that nobody vouches for: this process, or a child of it with limits on memory, time and output.
//!
//! A document or an uploaded register may be made to eat the machine or to end the program that decodes it. A [`Child`] is a process of
//! the program itself, started for one file and gone with it: what it cannot do within its [`ChildLimits`] ends it alone, with a sentence
//! that names the file, the limit and what to do. Its answer is not believed: it is limited in length and checked against itself.
//!
//! ```
//! use colligate_reader::{As, Reader, Stop};
//! let contents = Reader::InProcess.document("page.txt", b"Two men were found near the church.", As::Shown, &Stop::never())?;
//! assert_eq!(contents.documents[0].text, "Two men were found near the church.");
//! # Ok::<(), colligate_documents::text::TextError>(())
//! ```

mod child;
mod documents;
mod error;
mod gate;
mod inside;
mod job;
mod limits;
mod register;
mod stop;

pub use child::Child;
pub use error::ChildError;
pub use inside::{COMMAND, read_as_child};
pub use job::As;
pub use limits::ChildLimits;
pub use stop::{Stop, StopOnDrop};

/// Who reads.
#[derive(Clone, Debug, Default)]
pub enum Reader {
    /// This process, within the limits of the readers alone: for tests, and for files that one has made oneself.
    #[default]
    InProcess,
    /// A child process for each file.
    Child(Child),
}
