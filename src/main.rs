//! The `hub` command.

use std::process::ExitCode;

/// Half the allocations of a request are small and short-lived, which this allocator is made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hub::cli::run()
}
