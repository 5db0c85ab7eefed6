//! Files that are written from the code: the vectors, and the examples in the documents.
//! With `UPDATE_DOCS=1` they are written anew; otherwise they are compared.
//! Must not know: verdicts.

use super::{
    contacts, differences, file, guards,
    sample::{act, amina, approval, bound, luc, order, order_of},
};
use countersign::evidence::{
    order::ActKind,
    sshsig::{Namespace, SshSignature},
};
use std::fs;

/// Compares a file with what it must be, or writes it.
pub fn same_as_file(name: &str, expected: &str) {
    let path = file(name);
    if fs::read_to_string(&path).is_ok_and(|found| found == expected) {
        return;
    }
    assert!(std::env::var_os("UPDATE_DOCS").is_some(), "{name} is out of date: UPDATE_DOCS=1 cargo test --test formats");
    fs::write(path, expected).unwrap();
}

/// Every example of the documents, between its marks.
pub fn in_documents() {
    let (order, approval) = (order(), approval().write().unwrap());
    let initiate = SshSignature::sign(&amina(), Namespace::Initiate, order.as_str().as_bytes()).armored();
    let approve = SshSignature::sign(&luc(), Namespace::Approve, approval.as_str().as_bytes()).armored();
    let other = bound(order_of(act(ActKind::AccountState, &["account = \"CHE01-100-2071\"", "state = \"open\""])));
    let sent = serde_json::to_string(&countersign::wire::convert::order_text::act(order.order()).unwrap()).unwrap();
    let mut document = fs::read_to_string(file("docs/formats/order.md")).unwrap();
    for (mark, example) in [
        ("order", order.as_str()),
        ("other", other.as_str()),
        ("sent", &format!("{sent}\n")),
        ("digest", &format!("{}\n", order.sha256())),
        ("signature", &initiate),
    ] {
        document = filled(&document, mark, example);
    }
    same_as_file("docs/formats/order.md", &document);
    let mut document = fs::read_to_string(file("docs/formats/statement.md")).unwrap();
    for (mark, example) in [("statement", approval.as_str()), ("signature", &approve)] {
        document = filled(&document, mark, example);
    }
    same_as_file("docs/formats/statement.md", &document);
    let page = "docs/formats/revocation.md";
    same_as_file(page, &filled(&fs::read_to_string(file(page)).unwrap(), "revocation", guards::revocation().as_str()));
    for (name, text) in [
        ("resolution", differences::RESOLUTION.to_owned()),
        ("confirmation", differences::confirmation()),
        ("reconciliation", differences::RECONCILIATION.to_owned()),
    ] {
        let page = format!("docs/formats/{name}.md");
        same_as_file(&page, &filled(&fs::read_to_string(file(&page)).unwrap(), name, &text));
    }
    let page = "docs/formats/contacts.md";
    let document = filled(&fs::read_to_string(file(page)).unwrap(), "change", &contacts::change());
    same_as_file(page, &filled(&document, "confirmation", &contacts::confirmation()));
    let guarded = [("roster", guards::roster()), ("policy", guards::POLICY.to_owned())];
    for (name, text) in guarded.into_iter().chain([("contacts", contacts::BUNDLE.to_owned())]) {
        let page = format!("docs/formats/{name}.md");
        let document = fs::read_to_string(file(&page)).unwrap();
        let digest = format!("{}\n", countersign::evidence::digest::Digest::of(&text));
        same_as_file(&page, &filled(&filled(&document, name, &text), "digest", &digest));
    }
}

/// The document with the block of this mark replaced.
fn filled(document: &str, mark: &str, example: &str) -> String {
    let (begin, end) = (format!("<!-- example: {mark} -->\n"), "<!-- end -->");
    let (before, rest) = document.split_once(&begin).unwrap_or_else(|| panic!("no mark {mark}"));
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{begin}```text\n{example}```\n{end}{after}")
}
