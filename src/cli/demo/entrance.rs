//! The way into the practice registries: opened once, whoever asks first; who asks meanwhile waits for the same.
//! A registry that did not start says why when it is asked.
//! Must not know: whether the registries run in this process.

use super::REGISTRIES;
use crate::{
    registry::{
        Environment, Identity, Problem, ProblemKind, Registry,
        http::{Credentials, EndpointProblem, HttpRegistry},
        readonly::ReadOnly,
        waiting::Waiting,
    },
    runtime::RegistryMaker,
    sandbox::PRACTICE_PASSPHRASE,
    text::Untrusted,
};
use std::sync::{Arc, OnceLock};
use tokio::sync::watch;

/// The way into one registry.
#[derive(Clone, Debug)]
pub(super) struct Door {
    /// Its base address.
    pub(super) url: String,
    /// Who signs in there.
    pub(super) operator: &'static str,
}

type Doors = Result<Vec<Door>, String>;

/// The way into all of them, in the order of [`REGISTRIES`].
pub(super) struct Entrance {
    come: OnceLock<Doors>,
    open: Box<dyn Fn() -> Doors + Send + Sync>,
}

impl Entrance {
    /// A way that is opened like this.
    pub(super) fn new(open: impl Fn() -> Doors + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { come: OnceLock::new(), open: Box::new(open) })
    }

    /// The client of each registry, made when it is first asked.
    pub(super) fn makers(self: &Arc<Self>, read_only: bool) -> Vec<RegistryMaker> {
        (0..REGISTRIES.len()).map(|place| self.maker(place, read_only)).collect()
    }

    fn maker(self: &Arc<Self>, place: usize, read_only: bool) -> RegistryMaker {
        let entrance = Arc::clone(self);
        let name = REGISTRIES.get(place).copied().unwrap_or_default();
        Box::new(move || match entrance.door(place).and_then(|door| connect(name, &door)) {
            Ok(registry) if read_only => Arc::new(ReadOnly::new(registry)) as Arc<dyn Registry>,
            Ok(registry) => Arc::new(registry),
            Err(sentence) => Arc::new(absent(name, sentence)),
        })
    }

    fn door(&self, place: usize) -> Result<Door, String> {
        let come = self.come.get_or_init(|| (self.open)()).as_ref();
        come.map_err(String::clone)?.get(place).cloned().ok_or_else(|| "The demo has no such registry.".to_owned())
    }
}

/// Makes the client of a running practice registry.
fn connect(name: &str, door: &Door) -> Result<HttpRegistry, String> {
    let identity = Identity { profile: name.into(), endpoint: door.url.clone(), environment: Environment::Practice };
    let endpoint = door.url.parse().map_err(|problem: EndpointProblem| problem.to_string())?;
    let credentials = Credentials::Practice { operator: door.operator.into(), passphrase: PRACTICE_PASSPHRASE.into() };
    HttpRegistry::new(identity, endpoint, credentials).map_err(|problem| problem.to_string())
}

/// A registry that did not start, and says why when it is asked.
fn absent(name: &str, sentence: String) -> Waiting {
    let identity = Identity { profile: name.into(), endpoint: String::new(), environment: Environment::Practice };
    let problem = Problem { said: Some(Untrusted::new(sentence)), ..Problem::of(ProblemKind::Offline) };
    Waiting::new(identity, watch::channel(Some(Err(problem))).1)
}
