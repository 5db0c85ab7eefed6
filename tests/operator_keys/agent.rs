//! A real ssh-agent: its keys are enrolled by name, it signs, and what it refuses is said.
//! Must not know: the agent's protocol.

use crate::{
    TEXT,
    desk::Desk,
    enrolling::{after, ended, started},
    found, person,
    stock::{self, Stock},
};
use countersign::{
    evidence::sshsig::Namespace,
    runtime::keys::{Agent, AgentProblem, KeyProblem},
};

#[test]
fn a_key_in_an_agent_is_enrolled_by_name_and_signs() {
    if !stock::is_here() {
        return;
    }
    let (desk, mut stock) = (Desk::new(""), Stock::new());
    let line = stock.make("amina", "ed25519", "", "amina's token");
    stock.make("luc", "ed25519", "", "luc");
    stock.make("old", "ecdsa", "", "amina's token");
    let socket = stock.agent(&["amina", "luc", "old"]);
    let session = [("SSH_AUTH_SOCK", socket.to_str().unwrap())];
    let enrol = |name: &str| started(&desk, &["--person", "amina.k", "--agent", name], &session);

    let said = ended(enrol("amina's token"), 0);
    assert_eq!(after(&said, "Public key"), line, "the key of another kind is passed over");
    assert!(after(&said, "For the roster").starts_with("key-N: amina.k agent ssh-ed25519 "), "{said}");
    let fingerprint = stock.fingerprint(&stock.path("amina"));
    assert!(said.contains(&format!("key = \"agent:{fingerprint}\"")), "{said}");
    assert_eq!(after(&ended(enrol(&fingerprint), 0), "Public key"), line);
    assert!(ended(enrol("esi"), 2).contains("no Ed25519 key called \"esi\""));
    let alone = ended(started(&desk, &["--person", "amina.k", "--agent", "x"], &[]), 2);
    assert!(alone.contains("No ssh-agent runs in this session"), "{alone}");

    let signer = found(&person(), &format!("agent:{fingerprint}"), Some(Agent::at(socket))).open(None).unwrap();
    let signature = signer.sign(Namespace::Initiate, TEXT.as_bytes()).unwrap().armored();
    let allowed = after(&said, "For allowed_signers");
    assert!(stock.verifies(allowed, "person:amina.k", "itmo-initiate@v1", TEXT, &signature));
    stock.lock();
    let refused = signer.sign(Namespace::Initiate, TEXT.as_bytes());
    assert_eq!(refused, Err(KeyProblem::Agent(AgentProblem::Refused)));
}
