//! A key in an ssh-agent (draft-miller-ssh-agent): the agent signs, and the key never comes here. Hardware tokens are reached this way.
//! The agent is not believed: its answers are capped and waited for only so long, and a signature that does not verify is an error.
//! Must not know: what is signed, or whose key it is.

use crate::evidence::{
    key::{PublicKey, Signature},
    openssh_key::{ALGORITHM, public_blob, read_public_blob},
    ssh_wire::{WireReader, put_number, put_string},
};
use crate::text::Untrusted;
use std::{
    env,
    io::{self, ErrorKind, Read, Write},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Numbers of messages.
const FAILURE: u8 = 5;
const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGNED: u8 = 14;
/// Octets of the longest message that is read: what OpenSSH's own agent allows.
const LONGEST: u32 = 256 << 10;
/// How long a list of keys is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a signature is waited for: a person may have to touch a token or say yes.
const PATIENCE_TO_SIGN: Duration = Duration::from_secs(60);

/// The agent of a session.
#[derive(Clone, Debug)]
pub struct Agent {
    socket: PathBuf,
    patience: Duration,
    patience_to_sign: Duration,
}

/// A key the agent has: one of ours, for all that is not Ed25519 is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentKey {
    /// The key.
    pub public: PublicKey,
    /// What its owner called it. Nobody vouches for it.
    pub comment: Untrusted,
}

/// Why the agent did not do what was asked. Each is a clause without the end stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgentProblem {
    /// There is none in this session.
    #[error("no ssh-agent runs in this session (SSH_AUTH_SOCK is not set)")]
    NoAgent,
    /// It can't be reached.
    #[error("the ssh-agent can't be reached ({why})")]
    Unreachable {
        /// What the system said.
        why: String,
    },
    /// It did not answer.
    #[error("the ssh-agent did not answer within {} s", waited.as_secs())]
    Late {
        /// How long was waited.
        waited: Duration,
    },
    /// It answered something that is no answer.
    #[error("what answers there does not speak as an ssh-agent does")]
    Nonsense,
    /// It refused: a person said no, it is locked, or the token is not there.
    #[error("the ssh-agent refused to sign: somebody said no, it is locked, or the token is not there")]
    Refused,
    /// It signed with another key or something else (T06).
    #[error("the ssh-agent answered with a signature that does not fit the key and the text; it was not used")]
    Lied,
}

impl Agent {
    /// The agent of this session.
    ///
    /// # Errors
    /// [`AgentProblem::NoAgent`].
    pub fn of_session() -> Result<Self, AgentProblem> {
        let socket = env::var_os("SSH_AUTH_SOCK").filter(|socket| !socket.is_empty()).ok_or(AgentProblem::NoAgent)?;
        Ok(Self::at(socket.into()))
    }

    /// The agent that listens here.
    pub fn at(socket: PathBuf) -> Self {
        Self { socket, patience: PATIENCE, patience_to_sign: PATIENCE_TO_SIGN }
    }

    /// The same, waited for no longer than this, whatever is asked.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, patience_to_sign: patience, ..self }
    }

    /// The Ed25519 keys it has. Weak ones are passed over as well (T06).
    ///
    /// # Errors
    /// [`AgentProblem`] when it gives no list.
    pub fn keys(&self) -> Result<Vec<AgentKey>, AgentProblem> {
        let answer = self.ask(&[REQUEST_IDENTITIES], self.patience)?;
        let mut reader = WireReader::new(&answer);
        match reader.octet() {
            Some(IDENTITIES) => listed(reader).ok_or(AgentProblem::Nonsense),
            // An agent that is locked may say this.
            Some(FAILURE) => Ok(Vec::new()),
            _ => Err(AgentProblem::Nonsense),
        }
    }

    /// The key's signature over these octets.
    ///
    /// # Errors
    /// [`AgentProblem`]; [`AgentProblem::Lied`] when what it gave is none.
    pub fn sign(&self, key: &PublicKey, octets: &[u8]) -> Result<Signature, AgentProblem> {
        let mut question = vec![SIGN_REQUEST];
        put_string(&mut question, &public_blob(key));
        put_string(&mut question, octets);
        put_number(&mut question, 0);
        let answer = self.ask(&question, self.patience_to_sign)?;
        let mut reader = WireReader::new(&answer);
        let signature = match reader.octet() {
            Some(SIGNED) => signature(reader).ok_or(AgentProblem::Nonsense)?,
            Some(FAILURE) => return Err(AgentProblem::Refused),
            _ => return Err(AgentProblem::Nonsense),
        };
        key.verify(octets, &signature).map_err(|_| AgentProblem::Lied)?;
        Ok(signature)
    }

    /// One question and its answer. Asked on a thread of its own: who is not answered in time goes on without.
    fn ask(&self, question: &[u8], patience: Duration) -> Result<Vec<u8>, AgentProblem> {
        let mut framed = Vec::with_capacity(question.len() + 4);
        put_string(&mut framed, question);
        let (socket, late) = (self.socket.clone(), AgentProblem::Late { waited: patience });
        let (sender, answer) = mpsc::sync_channel(1);
        let asking = move || {
            // Nobody listening means that the time was up.
            let _ = sender.send(answered(&socket, &framed, patience));
        };
        let refused = |why: &str| AgentProblem::Unreachable { why: why.to_owned() };
        thread::Builder::new().name("agent".into()).spawn(asking).map_err(|_| refused("the system refused a thread"))?;
        match answer.recv_timeout(patience) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => late,
                ErrorKind::UnexpectedEof | ErrorKind::InvalidData => AgentProblem::Nonsense,
                _ => refused(&error.to_string()),
            }),
            Err(mpsc::RecvTimeoutError::Timeout) => Err(late),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(refused("it broke off")),
        }
    }
}

/// Sends a question and reads the answer, on a connection that gives up by itself when nothing comes for so long.
fn answered(socket: &Path, framed: &[u8], patience: Duration) -> io::Result<Vec<u8>> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    stream.write_all(framed)?;
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut answer = Vec::new();
    if stream.take(length.into()).read_to_end(&mut answer)? < length as usize {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(answer)
}

/// The keys of a list that can be used here. Kinds we have no use for are passed over.
fn listed(mut reader: WireReader<'_>) -> Option<Vec<AgentKey>> {
    let mut keys = Vec::new();
    for _ in 0..reader.number()? {
        let (blob, comment) = (reader.string()?, reader.string()?);
        if let Ok(public) = read_public_blob(blob) {
            keys.push(AgentKey { public, comment: Untrusted::new(String::from_utf8_lossy(comment)) });
        }
    }
    reader.end().map(|()| keys)
}

fn signature(mut reader: WireReader<'_>) -> Option<Signature> {
    let mut blob = WireReader::new(reader.string()?);
    reader.end()?;
    blob.expect(ALGORITHM)?;
    let signature = Signature::from_octets(blob.string()?.try_into().ok()?);
    blob.end().map(|()| signature)
}

#[cfg(test)]
mod tests;
