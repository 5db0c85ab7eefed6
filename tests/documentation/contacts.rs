//! The page on contacts: its table of roles and topics is the program's own.
//! What stands around the table a person must check.
//! Must not know: who holds a role.

use super::generated;
use countersign::domain::contact::{Role, Topic};
use std::fmt::Write as _;

#[test]
fn the_page_on_contacts_defines_every_role_and_topic() {
    let mut text = "\n| Role | May be asked for | At least | Verified by |\n|---|---|---|---|\n".to_owned();
    for (role, word) in Role::ALL {
        let persons = if role.is_critical() { "two persons" } else { "one person" };
        writeln!(text, "| `{word}` | {} | {} | {persons} |", role.meaning(), role.fewest()).unwrap();
    }
    text.push_str("\n| Topic | Usual chain |\n|---|---|\n");
    for (topic, word) in Topic::ALL {
        let roles: Vec<String> = topic.roles().iter().map(|role| format!("`{}`", role.word())).collect();
        writeln!(text, "| `{word}` | {} |", roles.join(", ")).unwrap();
    }
    text.push('\n');
    generated("docs/contacts.md", ("<!-- roles:begin -->\n", "<!-- roles:end -->\n"), &text);
}
