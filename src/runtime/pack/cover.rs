//! The cover sheet of a pack: what it is about, how the transfer stands on both sides, and what is in it, away, or marked.
//! Plain sentences for whoever reads no JSON; it proves nothing that the other files don't.
//! Must not know: how evidence is gathered.

use super::{Gathered, Preview};
use crate::{
    evidence::pack::{Audience, PackFile},
    text::time,
};
use jiff::Timestamp;
use std::fmt::Write as _;

/// The name of the file.
const NAME: &str = "cover.txt";

/// The cover sheet.
pub(super) fn sheet(gathered: &Gathered, preview: &Preview, audience: Audience, made: Timestamp) -> PackFile {
    let classification = match audience {
        Audience::Operator => "TLP:RED, for those who run this registry and their auditors",
        Audience::Counterpart => "TLP:AMBER, for the two registries of this transfer",
    };
    let mut text = format!(
        "Evidence of transfer {}\nas registry {} has it, gathered {}\n{classification}\n",
        gathered.transfer,
        gathered.registry,
        time::full(made)
    );
    list(&mut text, "Files", &preview.kept, "none");
    list(&mut text, "Withheld", &preview.withheld, "nothing");
    list(&mut text, "Replaced by a mark", &preview.removed, "nothing");
    list(&mut text, "There was none of", &gathered.lacking, "nothing was missing");
    text.push_str(
        "\nHow to check it: `countersign verify` takes the whole file. Without that program, unpack it, then run\n  \
         sha256sum -c MANIFEST\n  ssh-keygen -Y verify -f allowed_signers -I station:ID -n itmo-pack@v1 -s MANIFEST.sig < MANIFEST\n",
    );
    PackFile { name: NAME.into(), octets: text.into_bytes() }
}

fn list(text: &mut String, title: &str, lines: &[String], none: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "\n{title}");
    if lines.is_empty() {
        let _ = writeln!(text, "  {none}");
    }
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}
