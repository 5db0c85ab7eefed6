//! An agent that is honest, one that lies, and some that stall, flood or speak in tongues.

use super::*;
use crate::evidence::key::SecretKey;
use std::os::unix::net::UnixListener;

const TEXT: &[u8] = b"what is signed";

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

/// An agent that gives this to whatever is asked, its length before it; it goes with the folder.
fn answering(answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> (tempfile::TempDir, Agent) {
    raw(move |question| {
        let mut framed = Vec::new();
        put_string(&mut framed, &answer(question));
        framed
    })
}

/// The same with the length as it is given.
fn raw(answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> (tempfile::TempDir, Agent) {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("agent");
    let listener = UnixListener::bind(&socket).unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut question = vec![0; u32::from_be_bytes(length) as usize];
            stream.read_exact(&mut question).unwrap();
            let _ = stream.write_all(&answer(&question));
        }
    });
    (folder, Agent::at(socket).patient_for(Duration::from_secs(20)))
}

fn identities(keys: &[(&[u8], &str)]) -> Vec<u8> {
    let mut answer = vec![IDENTITIES];
    put_number(&mut answer, keys.len() as u32);
    for (blob, comment) in keys {
        put_string(&mut answer, blob);
        put_string(&mut answer, comment.as_bytes());
    }
    answer
}

fn signed(kind: &[u8], signature: &[u8]) -> Vec<u8> {
    let (mut blob, mut answer) = (Vec::new(), vec![SIGNED]);
    put_string(&mut blob, kind);
    put_string(&mut blob, signature);
    put_string(&mut answer, &blob);
    answer
}

#[test]
fn an_honest_agent_lists_and_signs() {
    let public = key(1).public();
    let (_folder, agent) = answering(move |question| match question {
        [REQUEST_IDENTITIES] => identities(&[(b"\0\0\0\x07ssh-rsa", "old"), (&public_blob(&key(1).public()), "amina \u{1b}[2J")]),
        question => {
            let mut reader = WireReader::new(&question[1..]);
            assert_eq!((question[0], reader.string()), (SIGN_REQUEST, Some(&public_blob(&key(1).public())[..])));
            let octets = reader.string().unwrap();
            assert_eq!((reader.number(), reader.end()), (Some(0), Some(())));
            signed(ALGORITHM, key(1).sign(octets).octets())
        }
    });
    let keys = agent.keys().unwrap();
    assert_eq!(keys, [AgentKey { public, comment: Untrusted::new("amina \u{1b}[2J") }], "other kinds are passed over");
    assert!(!format!("{keys:?}").contains('\u{1b}'));
    assert_eq!(agent.sign(&public, TEXT), Ok(key(1).sign(TEXT)));
}

/// T06: an agent, perhaps one that was forwarded from elsewhere, signs something else, or with another key.
#[test]
fn t06_an_agent_that_lies_is_found_out() {
    for lie in [key(1).sign(b"something else"), key(2).sign(TEXT), Signature::from_octets([0; 64])] {
        let (_folder, agent) = answering(move |_| signed(ALGORITHM, lie.octets()));
        assert_eq!(agent.sign(&key(1).public(), TEXT), Err(AgentProblem::Lied));
    }
}

#[test]
fn a_weak_key_in_an_agent_is_passed_over() {
    let mut weak = Vec::new();
    put_string(&mut weak, ALGORITHM);
    put_string(&mut weak, &[0; 32]);
    let (_folder, agent) = answering(move |_| identities(&[(&weak, "weak")]));
    assert_eq!(agent.keys(), Ok(Vec::new()));
}

#[test]
fn what_is_no_answer_is_said_and_not_believed() {
    let good = key(1).sign(TEXT);
    for answer in [
        Vec::new(),
        vec![99],
        vec![IDENTITIES],
        vec![IDENTITIES, 0xff, 0xff, 0xff, 0xff],
        [identities(&[]), vec![0]].concat(),
        vec![SIGNED, 0, 0, 0, 200],
        signed(b"ssh-rsa", good.octets()),
        signed(ALGORITHM, &good.octets()[1..]),
        [signed(ALGORITHM, good.octets()), vec![0]].concat(),
    ] {
        let shown = format!("{answer:?}");
        let (_folder, agent) = answering(move |_| answer.clone());
        assert_eq!(agent.keys(), Err(AgentProblem::Nonsense), "{shown}");
        assert_eq!(agent.sign(&key(1).public(), TEXT), Err(AgentProblem::Nonsense), "{shown}");
    }
    for octets in [&b""[..], b"\0\0", b"\0\0\0\x09\x0c", b"\xff\xff\xff\xff"] {
        let (_folder, agent) = raw(move |_| octets.to_vec());
        assert_eq!(agent.keys(), Err(AgentProblem::Nonsense), "{octets:?}");
    }
    let (_folder, agent) = answering(|_| vec![FAILURE]);
    assert_eq!((agent.keys(), agent.sign(&key(1).public(), TEXT)), (Ok(Vec::new()), Err(AgentProblem::Refused)));
}

#[test]
fn an_agent_that_never_answers_is_waited_for_only_so_long() {
    let waited = Duration::from_millis(50);
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("agent");
    let _listener = UnixListener::bind(&socket).unwrap();
    let agent = Agent::at(socket).patient_for(waited);
    assert_eq!(agent.keys(), Err(AgentProblem::Late { waited }));
    assert!(matches!(Agent::at(folder.path().join("none")).keys(), Err(AgentProblem::Unreachable { .. })));
}
