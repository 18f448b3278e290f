//! The thin binary: see `squall --help`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match squall::cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("squall: {error:#}");
            ExitCode::from(squall::cli::exit_status(&error))
        }
    }
}
