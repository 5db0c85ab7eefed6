//! Packs of evidence that are whole and signed, each with one thing in it that does not hold: for each cause of refusal one that has only this.
//! Must not know: how a pack is judged.

use super::{
    folder::{Folder, seal_of},
    people::secret,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use countersign::evidence::{digest::Digest, http_signature::content_digest, pack::PackFile};
use serde_json::json;

/// A signature that is none, in an armor.
pub const NO_SIGNATURE: &str = "-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n";

/// A folder with the order approved, and the files of a pack of it.
fn approved() -> (Folder, Vec<PackFile>) {
    let folder = Folder::with_order();
    folder.statement("approve.txt", folder.approval(), "luc.b");
    folder.officers_sign("roster.txt", countersign::evidence::sshsig::Namespace::Roster);
    let files = folder.pack_files(&[("approve.txt", "order/statement-01.txt"), ("roster.txt", "roster.txt")]);
    (folder, files)
}

fn file(name: &str, octets: impl AsRef<[u8]>) -> PackFile {
    PackFile { name: name.to_owned(), octets: octets.as_ref().to_vec() }
}

/// What is said of a pack that ONL-2 signed with these files more in it, by the roster from elsewhere.
fn said_of(more: &[PackFile]) -> (i32, String) {
    let (folder, files) = approved();
    folder.seal("pack.zip", &[&files[..], more].concat(), Some("ONL-2"), |manifest| Some(seal_of("ONL-2", manifest)));
    folder.verify(&["pack.zip", "--roster", "roster.txt"])
}

fn refused_for((status, says): (i32, String), why: &str) {
    let last = says.lines().last().unwrap();
    assert!(status == 1 && last.starts_with("NOT OK: pack.zip: ") && last.contains(why), "{why}: {says}");
    assert_eq!(says.matches('✗').count(), 1, "it is the one cause: {says}");
}

/// T21, T22: whose word a pack is.
#[test]
fn a_pack_that_its_station_did_not_sign_is_refused() {
    type Sign = fn(&str) -> Option<String>;
    let signed: [(Option<&str>, Sign, &str); 5] = [
        (None, |manifest| Some(seal_of("ONL-2", manifest)), "it is signed and names no station"),
        (Some("ONL-2"), |manifest| Some(seal_of("OFF-1", manifest)), "signature of ONL-2: the signature is by another key"),
        (Some("ONL-2"), |manifest| Some(seal_of("ONL-2", &manifest.replace("000044", "000045"))), "signature of ONL-2: "),
        (Some("ONL-2"), |_| Some(NO_SIGNATURE.to_owned()), "signature of ONL-2: "),
        (Some("ONL-3"), |manifest| Some(seal_of("ONL-3", manifest)), "ONL-3 was no station of the roster when it was made"),
    ];
    let (folder, files) = approved();
    for (station, sign, why) in signed {
        folder.seal("pack.zip", &files, station, sign);
        refused_for(folder.verify(&["pack.zip", "--roster", "roster.txt"]), why);
    }
    folder.seal("pack.zip", &files, Some("ONL-2"), |manifest| Some(seal_of("ONL-2", manifest)));
    let (status, says) = folder.verify(&["pack.zip", "--roster", "roster.txt"]);
    assert_eq!((status, says.lines().last()), (0, Some("OK")), "{says}");
}

/// T07: what is no archive of files that its manifest names is no pack, and nothing in it is judged.
#[test]
fn a_pack_that_was_changed_is_none() {
    let (folder, files) = approved();
    folder.write("pack.zip", "PK\u{3}\u{4} and no more");
    let (status, says) = folder.verify(&["pack.zip", "--roster", "roster.txt"]);
    assert!(status == 1 && says.contains("a pack of evidence that is not one"), "{says}");
    folder.seal("pack.zip", &files, Some("ONL-2"), |manifest| Some(seal_of("ONL-2", manifest)));
    folder.change_octets("pack.zip", b"order/order.txt", b"order/other.txt");
    refused_for(folder.verify(&["pack.zip", "--roster", "roster.txt"]), "");
}

/// T22: octets are those whose digest the registry named beside them; without that they prove nothing.
#[test]
fn octets_without_the_digest_that_was_named_are_refused() {
    for end in ["body", "line"] {
        let octets = "{\"kind\":\"proposal\"}";
        let card = |digest: Digest| json!({ "digest": digest.to_string(), "direction": "sent", "headers": [] }).to_string();
        let with = |card: &str| said_of(&[file(&format!("messages/000001.{end}"), octets), file("messages/000001.json", card)]);
        let (status, says) = with(&card(Digest::of(octets)));
        assert!(status == 0 && says.contains("have the digest that the registry named"), "{says}");
        let why = format!("messages/000001.{end} has not the digest that the registry named");
        refused_for(with(&card(Digest::of("another"))), &why);
        refused_for(with("{\"digest\":7}"), &why);
        refused_for(said_of(&[file(&format!("messages/000001.{end}"), octets)]), &why);
    }
}

/// T10: a line that no journal wrote is not passed over.
#[test]
fn a_line_that_is_none_of_a_journal_is_refused() {
    let zeros = "0".repeat(64);
    let line = |seq: u8| {
        format!(
            "{{\"seq\":{seq},\"at\":\"2026-11-22T09:14:05.123Z\",\"kind\":\"note\",\"act\":\"\",\"what\":\"asked\",\"prev\":\"{zeros}\"}}\n"
        )
    };
    let (status, says) = said_of(&[file("journal.jsonl", line(1) + &line(2))]);
    assert!(status == 0 && says.contains("2 lines of the journal"), "{says}");
    let spaced = line(2).replace("\"seq\":", "\"seq\": ");
    refused_for(said_of(&[file("journal.jsonl", line(1) + &spaced)]), "journal.jsonl, line 2: it is no journal line");
}

/// T03: a message that was received bears its sender's signature over these octets, or it is refused.
#[test]
fn a_message_whose_signature_does_not_hold_is_refused() {
    let body = "{\"kind\":\"proposal\"}";
    let ghana = secret("GHA01");
    let peer = json!({ "keys": [{ "id": "GHA01-2026-1", "public": ghana.public().to_string() }] }).to_string();
    let with = |base: &str, signed: &str, header: &str| {
        let value = format!("sig=:{}:", BASE64_STANDARD.encode(ghana.sign(signed.as_bytes()).octets()));
        let card = json!({
            "digest": Digest::of(body).to_string(), "direction": "received", "peer": "GHA01", "key": "GHA01-2026-1",
            "signature_base": base, "headers": [{ "name": header, "value": value }],
        });
        said_of(&[
            file("messages/000001.body", body),
            file("messages/000001.json", card.to_string()),
            file("peers/GHA01.json", &peer),
        ])
    };
    let base = format!("\"@method\": POST\n\"content-digest\": {}", content_digest(body.as_bytes()));
    let (status, says) = with(&base, &base, "Signature");
    assert!(status == 0 && says.contains("1 messages of GHA01 bear its signature, under its key GHA01-2026-1"), "{says}");
    let why = "messages/000001.body: the signature of its sender does not hold";
    refused_for(with(&base, "another", "Signature"), why);
    refused_for(with(&base, &base, "signature-input"), why);
    let other = base.replace("POST", "POST\n\"x\": y").replace(&content_digest(body.as_bytes()), &content_digest(b"other"));
    refused_for(with(&other, &other, "Signature"), why);
}
