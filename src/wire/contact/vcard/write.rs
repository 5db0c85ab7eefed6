//! Cards written as vCard 4.0: CRLF, folded at 75 octets between characters, every mark escaped.
//! What is written reads back as the same cards.
//! Must not know: where the file goes.

use crate::domain::contact::{Address, CardKind, Draft};
use crate::text::Untrusted;

/// RFC 6350, 3.2: a line should have no more octets, its end not counted.
const FOLD: usize = 75;

/// A text of a card holds a control character, which a vCard can't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("card {card} has a control character or an empty name, and can't be written as a vCard; correct it first")]
pub struct Unwritable {
    /// Which card, from 1.
    pub card: usize,
}

/// Writes cards.
///
/// # Errors
/// [`Unwritable`]; then nothing is written.
pub fn write(drafts: &[Draft]) -> Result<String, Unwritable> {
    let mut file = String::new();
    for (before, draft) in drafts.iter().enumerate() {
        let texts = [&draft.name, &draft.organisation, &draft.title].into_iter().chain(&draft.uid);
        if draft.name.is_empty() || texts.into_iter().any(|text| text.octets().contains(char::is_control)) {
            return Err(Unwritable { card: before + 1 });
        }
        card(draft).iter().for_each(|line| fold(&mut file, line));
    }
    Ok(file)
}

fn card(draft: &Draft) -> Vec<String> {
    let kind = match draft.kind {
        CardKind::Person => "individual",
        CardKind::Desk => "org",
    };
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:4.0".to_owned(), format!("KIND:{kind}")];
    lines.extend(draft.uid.as_ref().map(|uid| format!("UID:{}", escaped(uid))));
    lines.push(format!("FN:{}", escaped(&draft.name)));
    for (name, text) in [("ORG", &draft.organisation), ("TITLE", &draft.title)] {
        lines.extend((!text.is_empty()).then(|| format!("{name}:{}", escaped(text))));
    }
    lines.extend(draft.addresses.iter().map(address));
    lines.extend(draft.languages.iter().map(|language| format!("LANG:{language}")));
    lines.extend(draft.zone.as_ref().map(|zone| format!("TZ:{zone}")));
    lines.push("END:VCARD".to_owned());
    lines
}

fn address(address: &Address) -> String {
    match address {
        Address::Duty(phone) => format!("TEL;TYPE=x-duty;VALUE=uri:tel:{phone}"),
        Address::Mobile(phone) => format!("TEL;TYPE=cell;VALUE=uri:tel:{phone}"),
        Address::Desk(phone) => format!("TEL;TYPE=work;VALUE=uri:tel:{phone}"),
        Address::Mail(mail) => format!("EMAIL;TYPE=work:{mail}"),
        Address::Messaging(handle) => format!("IMPP:{handle}"),
    }
}

fn escaped(text: &Untrusted) -> String {
    let mut out = String::with_capacity(text.octets().len());
    for c in text.octets().chars() {
        if matches!(c, '\\' | ',' | ';') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Writes a line in pieces of at most [`FOLD`] octets, cut between characters; the blank of a continuation counts.
fn fold(file: &mut String, line: &str) {
    let mut room = FOLD;
    for c in line.chars() {
        if c.len_utf8() > room {
            file.push_str("\r\n ");
            room = FOLD - 1;
        }
        file.push(c);
        room -= c.len_utf8();
    }
    file.push_str("\r\n");
}
