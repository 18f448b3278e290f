//! The thin binary: see `squall --help`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match squall::cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => squall::cli::failed(&error),
    }
}
