//! Arguments to command: one file a command. The only room that prints.
//! Whatever goes wrong is one sentence on standard error and an exit status: 1 it failed, 2 it could not begin; `status` has more.
//! Must not know: how a command does its work.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod aef;
mod allowed_signers;
mod cases;
mod cell_name;
mod connect;
mod console;
mod contacts;
#[cfg(feature = "sandbox")]
mod demo;
mod doctor;
mod enrol;
mod guarded;
mod handed_secret;
mod journal;
mod keeping;
mod keys;
mod list;
mod login;
mod offered;
mod opening;
mod pack;
mod prompt;
mod reconcile;
mod registries;
#[cfg(feature = "sandbox")]
mod sandbox;
mod show;
mod start;
mod status;
mod surroundings;
mod table;
mod themes;
mod verify;

use crate::{evidence::guarded::GuardedKind, registry::sheet::Sheet, screens::Place, ui::theme::Wish};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// A terminal console for Article 6.2 tracking registries.
///
/// Without a command it opens the registries of the configuration.
#[derive(Debug, Parser)]
#[command(name = "countersign", version)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The console without a command, which is what stands before a first frame.
#[derive(Debug, Parser)]
#[command(disable_help_flag = true, disable_version_flag = true)]
struct NoCommand {
    #[command(flatten)]
    global: Global,
}

impl Arguments {
    /// The arguments of this process. What forty commands take is only set up when one is named: it would be a quarter of the time until
    /// the first frame. Whatever isn't a console's start, and every mistake, is read and explained by the whole.
    fn of_this_process() -> Self {
        match NoCommand::try_parse() {
            Ok(NoCommand { global }) => Self { global, command: None },
            Err(_) => {
                let mut whole = offered::where_heeded(Self::command());
                Self::from_arg_matches(&whole.get_matches_mut()).unwrap_or_else(|mistake| mistake.format(&mut whole).exit())
            }
        }
    }
}

/// What every command takes.
#[derive(Args, Debug, Default)]
struct Global {
    /// The configuration file [default: countersign/config.toml in the user's configuration folder]
    #[arg(long, global = true, value_name = "PATH")]
    config: Option<PathBuf>,
    /// The profile to begin with [default: as configured, or the first]
    #[arg(long, global = true, value_name = "NAME")]
    profile: Option<String>,
    /// The screen to begin with, such as transfers, approvals or ledger [default: home]
    #[arg(long, global = true, value_name = "SCREEN", value_parser = start::screen)]
    screen: Option<Place>,
    /// The theme [default: as configured]
    #[arg(long, global = true, value_name = "NAME")]
    theme: Option<String>,
    /// How many colours: auto, always, never, 16, 256 or true [default: as configured]
    #[arg(long, global = true, value_name = "WHEN")]
    color: Option<Wish>,
    /// One thing below the other, ASCII signs and no borders: for screen readers and braille
    #[arg(long, global = true)]
    plain: bool,
    /// Hold no right to act, whatever the profile says
    #[arg(long, global = true)]
    read_only: bool,
    #[command(flatten)]
    secrets: handed_secret::Options,
    /// Panic once a frame is out in which a line says this
    #[cfg(debug_assertions)]
    #[arg(long, global = true, hide = true, value_name = "WORDS")]
    panic_at: Option<String>,
}

/// The commands; one file each.
#[derive(Debug, Subcommand)]
enum Command {
    /// Open the console on two practice registries of its own, CHE01 and GHA01
    #[cfg(feature = "sandbox")]
    Demo(demo::Demo),
    /// Run practice registries alone, for teams, CI and tests
    #[cfg(feature = "sandbox")]
    #[command(subcommand)]
    Sandbox(Sandbox),
    /// Ask for a token of a test or production registry, try it, and keep it
    Login(handed_secret::Words),
    /// Remove the token that is kept for a profile
    Logout,
    /// Make the key of a person or a station, or take one there is, and print what the security officers need of it
    Enrol(enrol::Enrol),
    /// Print the keys of a roster's text as ssh-keygen -Y verify takes them
    AllowedSigners(allowed_signers::AllowedSigners),
    /// Check configuration, files, terminal, keyring and registries, and say what to do
    ///
    /// The exit status is 0 when all is well, 1 when something should be looked at, 2 when something does not work.
    Doctor(doctor::Doctor),
    /// Print the keys as they are configured, and what is wrong with them
    Keys,
    /// Show, propose, sign, verify and post a roster: who acts for a registry, with which keys; revoke a key
    #[command(subcommand)]
    Roster(guarded::OfRoster),
    /// Show, propose, sign, verify and post a policy: how many must agree on what
    #[command(subcommand)]
    Policy(guarded::Guard),
    /// Verify signed texts from files alone: who signed what and when
    ///
    /// The exit status is 0 when all holds, 1 when something does not, 2 when something can't be read or judged.
    Verify(verify::Verify),
    /// Compare two files of holdings or actions to the ITMO: what differs, in which row and cell
    ///
    /// The exit status is 0 when they agree, 1 when they differ, 2 when something can't be read; then nothing is compared.
    Reconcile(reconcile::Reconcile),
    /// Check tables of the agreed electronic format, or write those of a year from a registry
    #[command(subcommand)]
    Aef(aef::Aef),
    /// List the registry's accounts, or show one
    #[command(subcommand)]
    Accounts(Of),
    /// List ITMO blocks, or show the block that holds an ITMO
    #[command(subcommand)]
    Blocks(Of),
    /// List transfers, or show one with its messages and checks
    #[command(subcommand)]
    Transfers(Of),
    /// List the archived messages between registries, or show one with its octets
    #[command(subcommand)]
    Messages(Of),
    /// List the counterpart registries, or show one with its keys
    #[command(subcommand)]
    Peers(Of),
    /// List the board of cases of reconciliation, show one with its whole story, or resolve one by two persons
    #[command(subcommand)]
    Cases(cases::Cases),
    /// List the incidents, or show one with who acknowledged it
    #[command(subcommand)]
    Incidents(Of),
    /// List the authorizations, or show one with its versions
    #[command(subcommand)]
    Authorizations(Of),
    /// List the cooperative approaches, or show one
    #[command(subcommand)]
    Approaches(Of),
    /// List the orders, or show one with its digest and checks
    #[command(subcommand)]
    Orders(Of),
    /// List the reconciliation runs, or show one with what it found and what each book says
    #[command(subcommand)]
    Runs(Of),
    /// List the ledger's entries, or show one with its line
    #[command(subcommand)]
    Ledger(Of),
    /// The directory of contacts: list it, show one, and exchange it with others
    #[command(subcommand)]
    Contacts(contacts::Contacts),
    /// List the changes of contacts: what waits for another person, cools off, or was decided lately; or show one with its texts
    #[command(subcommand)]
    Changes(Of),
    /// List the messages to lists of the directory, or show one with what became of it
    #[command(subcommand)]
    Broadcasts(Of),
    /// Put the evidence of one transfer into one signed file
    Pack(pack::Pack),
    /// Read this console's own journal, check it, or prove one line of it
    #[command(subcommand)]
    Journal(journal::Journal),
}

/// What can be asked of a kind of thing.
#[derive(Debug, Subcommand)]
enum Of {
    /// Write the list: a table, or csv, json, jsonl, xlsx
    List(list::List),
    /// Write one in full
    Show(show::Show),
}

/// What can be done with practice registries.
#[cfg(feature = "sandbox")]
#[derive(Debug, Subcommand)]
enum Sandbox {
    /// Serve a practice registry, or two that know each other, on loopback addresses until interrupted
    Serve(Box<sandbox::ServeArgs>),
    /// List what can be made to go wrong
    Faults,
    /// Write the key files of the practice people and stations into a folder; their passphrase is `practice`
    Keys(sandbox::KeysArgs),
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    crate::runtime::no_dump::forbid_core_dumps();
    let arguments = Arguments::of_this_process();
    if arguments.global.secrets.are_given() {
        return start::refuse(handed_secret::REFUSED);
    }
    match arguments.command {
        None => console::run(&arguments.global),
        #[cfg(feature = "sandbox")]
        Some(Command::Demo(demo)) => demo::run(&arguments.global, &demo),
        #[cfg(feature = "sandbox")]
        Some(Command::Sandbox(Sandbox::Serve(serve))) => sandbox::serve(*serve),
        #[cfg(feature = "sandbox")]
        Some(Command::Sandbox(Sandbox::Faults)) => sandbox::faults(),
        #[cfg(feature = "sandbox")]
        Some(Command::Sandbox(Sandbox::Keys(keys))) => sandbox::keys(&keys),
        Some(Command::Login(words)) if words.are_given() => start::refuse(handed_secret::REFUSED),
        Some(Command::Login(_)) => login::log_in(&arguments.global),
        Some(Command::Logout) => login::log_out(&arguments.global),
        Some(Command::Enrol(enrol)) => enrol::run(&enrol),
        Some(Command::AllowedSigners(file)) => allowed_signers::run(&file),
        Some(Command::Doctor(doctor)) => doctor::run(&arguments.global, &doctor),
        Some(Command::Keys) => match surroundings::config(&arguments.global) {
            Ok(config) => keys::run(&config),
            Err(sentence) => start::refuse(&sentence),
        },
        Some(Command::Roster(guard)) => guarded::run_roster(&arguments.global, &guard),
        Some(Command::Policy(guard)) => guarded::run(&arguments.global, GuardedKind::Policy, &guard),
        Some(Command::Verify(verify)) => verify::run(&verify),
        Some(Command::Reconcile(asked)) => reconcile::run(&asked),
        Some(Command::Aef(asked)) => aef::run(&arguments.global, &asked),
        Some(Command::Accounts(of)) => read(&arguments.global, Sheet::Accounts, &of),
        Some(Command::Blocks(of)) => read(&arguments.global, Sheet::Blocks, &of),
        Some(Command::Transfers(of)) => read(&arguments.global, Sheet::Transfers, &of),
        Some(Command::Messages(of)) => read(&arguments.global, Sheet::Messages, &of),
        Some(Command::Peers(of)) => read(&arguments.global, Sheet::Peers, &of),
        Some(Command::Authorizations(of)) => read(&arguments.global, Sheet::Authorizations, &of),
        Some(Command::Approaches(of)) => read(&arguments.global, Sheet::Approaches, &of),
        Some(Command::Orders(of)) => read(&arguments.global, Sheet::Orders, &of),
        Some(Command::Contacts(asked)) => contacts::run(&arguments.global, &asked),
        Some(Command::Runs(of)) => read(&arguments.global, Sheet::Runs, &of),
        Some(Command::Pack(asked)) => pack::run(&arguments.global, &asked),
        Some(Command::Journal(of)) => journal::run(&arguments.global, &of),
        Some(Command::Ledger(of)) => read(&arguments.global, Sheet::Ledger, &of),
        Some(Command::Cases(asked)) => cases::run(&arguments.global, &asked),
        Some(Command::Incidents(of)) => read(&arguments.global, Sheet::Incidents, &of),
        Some(Command::Changes(of)) => read(&arguments.global, Sheet::Changes, &of),
        Some(Command::Broadcasts(of)) => read(&arguments.global, Sheet::Broadcasts, &of),
    }
}

/// Whether words are a whole command of this program, its name first: what the console copies as a command is held against it.
///
/// # Errors
/// What the command line would say of them.
pub fn understands(words: &[String]) -> Result<(), String> {
    Arguments::try_parse_from(words).map(drop).map_err(|mistake| mistake.to_string())
}

/// Asks a registry, without a console.
fn read(global: &Global, sheet: Sheet, of: &Of) -> ExitCode {
    match of {
        Of::List(list) => list::run(global, sheet, list),
        Of::Show(show) => show::run(global, sheet, show),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
        offered::where_heeded(Arguments::command()).debug_assert();
    }

    #[test]
    fn the_help_of_a_command_shows_what_it_heeds() {
        for (words, heeded, not) in [
            (&["demo"][..], &["--screen", "--read-only", "--config"][..], &["--xlsx"][..]),
            (&["reconcile"], &["--our-registry", "--csv"], &["--screen", "--theme", "--plain", "--config", "--profile"]),
            (&["aef", "check"], &["--json"], &["--theme", "--config", "--profile"]),
            (&["aef", "export"], &["--year", "--config", "--registry"], &["--theme", "--plain", "--read-only"]),
            (&["cases", "list"], &["--config", "--profile"], &["--screen", "--color"]),
            (&["sandbox", "serve"], &["--fault"], &["--config", "--plain"]),
        ] {
            let mut whole = offered::where_heeded(Arguments::command());
            let asked = ["countersign"].iter().chain(words).chain(&["--help"]);
            let help = whole.try_get_matches_from_mut(asked).unwrap_err().to_string();
            assert!(heeded.iter().all(|option| help.contains(option)), "{words:?}: {help}");
            assert!(!not.iter().any(|option| help.contains(&format!("{option} "))), "{words:?}: {help}");
        }
        let mut whole = offered::where_heeded(Arguments::command());
        let asked = ["countersign", "--plain", "reconcile", "--theme", "light", "a.csv", "b.csv"];
        let arguments = Arguments::from_arg_matches(&whole.try_get_matches_from_mut(asked).unwrap()).unwrap();
        assert!(arguments.global.plain && arguments.global.theme.as_deref() == Some("light"), "they are understood all the same");
    }

    #[test]
    fn global_flags_may_stand_after_the_command() {
        let arguments =
            Arguments::try_parse_from(["countersign", "demo", "--plain", "--theme", "light", "--color", "never"]).unwrap();
        assert!(arguments.global.plain);
        assert_eq!(arguments.global.theme.as_deref(), Some("light"));
        assert_eq!(arguments.global.color, Some("never".parse().unwrap()));
    }
}
