//! The program: hands the arguments to `cli` and its answer to the system.
//! Everything else is in the library, so that tests reach it.
//! Must not know: anything but `cli`.

fn main() -> std::process::ExitCode {
    countersign::cli::run()
}
