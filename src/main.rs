//! The program: hands the arguments to `cli` and its answer to the system.

fn main() -> std::process::ExitCode {
    countersign::cli::run()
}
