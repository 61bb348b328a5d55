//! The drawings of a scan: the map of its clusters, the time graph of each, and the draws they were compared with.

mod draws;
mod map;
mod projection;
mod time;

pub use draws::draws;
pub use map::{extent, map};
pub use time::{TimeGraph, time_graph};
