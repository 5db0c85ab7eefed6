//! Which of the options that every command takes its help shows: a command that opens no console says nothing of screens and colours, one
//! that works from files alone nothing of a registry. All are still understood, so that one may stand before any command.
//! Must not know: what an option does.

use clap::{Arg, Command};

/// Options of a console.
const OF_A_CONSOLE: [&str; 5] = ["screen", "theme", "color", "plain", "read_only"];
/// Options that say which registry.
const OF_A_REGISTRY: [&str; 2] = ["config", "profile"];
/// The commands that a console's options make a difference to: one opens it, the other looks what it would be like.
const WITH_A_CONSOLE: [&str; 2] = ["demo", "doctor"];
/// The commands that ask no registry of the configuration.
const FROM_FILES: [&str; 6] = ["allowed-signers", "check", "enrol", "reconcile", "sandbox", "verify"];

/// The program's arguments, with what each command does not heed left out of its help.
pub(super) fn where_heeded(program: Command) -> Command {
    let taken: Vec<Arg> = program.get_arguments().filter(|option| option.is_global_set()).cloned().collect();
    within(program, &taken, false)
}

/// Options of a command above reach those below, unless they have one of the same name: so each hides its own.
fn within(command: Command, taken: &[Arg], from_files: bool) -> Command {
    command.mut_subcommands(|command| {
        let from_files = from_files || FROM_FILES.contains(&command.get_name());
        let console = !WITH_A_CONSOLE.contains(&command.get_name());
        let left_out = |option: &&Arg| {
            let id = option.get_id().as_str();
            (console && OF_A_CONSOLE.contains(&id)) || (from_files && OF_A_REGISTRY.contains(&id))
        };
        let hidden: Vec<Arg> = taken.iter().filter(left_out).map(|option| option.clone().hide(true)).collect();
        within(command.args(hidden), taken, from_files)
    })
}
