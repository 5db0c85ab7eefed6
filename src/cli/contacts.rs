//! `countersign contacts`: the directory as a list, and its exchange with others by bundles, address books, tables and messages.
//! Nothing that comes in is taken over straight: it is shown line by line, and goes to the registry as proposals of two persons.
//! Must not know: what a bundle, a card or the draft of a message looks like.

mod ask;
mod bring;
mod broadcast;
mod cards;
mod decide;
mod give;
mod messages;
mod propose;
mod there;
mod told;

use super::{
    Global, list, registries,
    show::{self, Show},
};
use crate::registry::sheet::Sheet;
use clap::Subcommand;
use std::process::ExitCode;

/// What can be done with the directory.
#[derive(Debug, Subcommand)]
pub(super) enum Contacts {
    /// Write the list: a table, or csv, json, jsonl, xlsx
    List(list::List),
    /// Write one contact in full
    Show(Show),
    /// Write what this registry publishes of its own people as a signed bundle, for a counterpart or for offline media
    Export(give::Export),
    /// Have this registry ask a counterpart whom to call there
    ///
    /// The answer comes later; `contacts import --peer` compares it with the directory.
    Ask(ask::Ask),
    /// Compare a signed bundle, or what a counterpart published, with the directory, and propose what is verified and newer
    ///
    /// Every difference is printed. What is taken over goes to the registry as proposals, which another person confirms. The exit status
    /// is that of commands that ask a registry.
    Import(Box<bring::Import>),
    /// Exchange contacts as vCard 4.0
    #[command(subcommand)]
    Vcard(cards::Cards),
    /// Exchange contacts as a table of comma-separated values
    #[command(subcommand)]
    Csv(cards::Cards),
    /// Draft a message to a list of the directory, sign it, and write it as a file for the office's own mail
    Broadcast(Box<broadcast::Broadcast>),
    /// Messages to lists as the registry keeps them, with who got each, when it was sent, and who answered
    #[command(subcommand)]
    Message(Box<messages::Messages>),
}

/// Does what was asked for.
pub(super) fn run(global: &Global, asked: &Contacts) -> ExitCode {
    match asked {
        Contacts::List(list) => list::run(global, Sheet::Contacts, list),
        Contacts::Show(show) => show::run(global, Sheet::Contacts, show),
        Contacts::Export(export) => registries::until_signal(export.done(global)).say(),
        Contacts::Ask(ask) => registries::until_signal(ask.done(global)).say(),
        Contacts::Import(import) => registries::until_signal(import.done(global)).say(),
        Contacts::Vcard(cards) => registries::until_signal(cards.done(global, cards::Form::VCard)).say(),
        Contacts::Csv(cards) => registries::until_signal(cards.done(global, cards::Form::Table)).say(),
        Contacts::Message(messages) => registries::until_signal(messages.done(global)).say(),
        Contacts::Broadcast(broadcast) => registries::until_signal(broadcast.done(global)).say(),
    }
}
