//! Work on threads of its own. A page is answered on the threads that all share, and what is asked there stands in line behind what is
//! asked already, however long that takes.

/// Does the work on as many threads as the machine has, for whoever waits for it; pages take turns with it.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    on(rayon::current_num_threads(), work)
}

/// Does the work on half of them: nobody waits for it.
pub(crate) fn beside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    on((rayon::current_num_threads() / 2).max(1), work)
}

fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
