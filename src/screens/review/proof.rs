//! What a registry sent about an order, verified here before anything of it is shown: texts read strictly, the initiator's signature
//! over the exact octets, the digest of what the registry would be sent, and whether the viewer may approve (scenario 4, T33).
//! Must not know: how any of it is painted.

use crate::{
    app::Signer,
    domain::Environment,
    evidence::{
        edition::Edition,
        officers::{self, NEEDED},
        order::{Body, OrderText},
        policy::PolicyText,
        roster::RosterText,
        signed::Signed,
        sshsig::{Namespace, SshSignature},
        standing::{Case, Guard, Objection, Standing, State, judge, may},
        statement::{StatementKind, StatementText},
    },
    registry::book::{GuardedText, OrderInFull, OrderState, OrderedAct, ReceivedText, SignedOrder},
    text::{Kind, Untrusted},
    wire::convert::order_text,
};
use jiff::Timestamp;

/// An order with everything it is judged by, read and verified.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub order: Signed<OrderText>,
    pub statements: Vec<Signed<StatementText>>,
    pub roster: RosterText,
    pub policy: PolicyText,
    earlier: Vec<Edition>,
    superseded: bool,
}

/// Why an order is not reviewed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Barrier {
    /// What the registry sent is not what the initiator signed: an alarm.
    Lie(Lie),
    /// A reason, as a sentence with its rule.
    Because(String),
}

/// What did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lie {
    /// The rule or threat.
    pub rule: &'static str,
    /// What holds no more.
    pub found: String,
    /// What the registry says and the signed text does not.
    pub said: Vec<String>,
    /// What the text says in its place.
    pub signed: Vec<String>,
}

impl Barrier {
    fn lie(rule: &'static str, found: impl Into<String>) -> Self {
        Self::Lie(Lie { rule, found: found.into(), said: Vec::new(), signed: Vec::new() })
    }

    fn by(objection: &Objection) -> Self {
        Self::Because(format!("{objection} ({}).", objection.rule()))
    }
}

impl Proof {
    /// Reads and verifies what the registry sent.
    ///
    /// # Errors
    /// [`Barrier`] for the first thing that does not hold.
    pub fn of(
        order: &OrderInFull,
        roster: Option<&GuardedText>,
        policy: Option<&GuardedText>,
        environment: Option<Environment>,
        now: Timestamp,
    ) -> Result<Self, Barrier> {
        let signed = order.signed.as_deref().ok_or_else(|| {
            Barrier::Because(
                "Nobody signed this order, so there is nothing here that could be approved by a signature.".to_owned(),
            )
        })?;
        let roster = roster_of(roster, now)?;
        let policy = policy_of(policy, &roster, now)?;
        let text = order_of(signed)?;
        if environment.is_some_and(|ours| ours != text.text.order().environment) {
            let theirs = text.text.order().environment.word();
            return Err(Barrier::lie(
                "T33",
                format!("The order is for the environment {theirs}, and this profile is for another."),
            ));
        }
        if order_text::act(text.text.order()).is_err() {
            return Err(Barrier::lie(
                "T02",
                "What the registry would be sent has another digest than the one in the signed text.",
            ));
        }
        let earlier = before(&roster, &policy);
        let superseded = order.state.is(&OrderState::Superseded);
        let proof = Self { order: text, statements: statements(signed), roster, policy, earlier, superseded };
        proof.vouched_for(now)?;
        described(order, proof.order.text.order().body.clone())?;
        Ok(proof)
    }

    fn case(&self) -> Case<'_> {
        let guard = Guard { roster: &self.roster, policy: &self.policy, earlier: &self.earlier };
        Case { order: &self.order, statements: &self.statements, guard, superseded: self.superseded }
    }

    /// How the order stands now.
    pub fn standing(&self, now: Timestamp) -> Standing {
        judge(&self.case(), now)
    }

    /// Whether the signer may say this about it now.
    ///
    /// # Errors
    /// [`Barrier`] with the reason.
    pub fn may(&self, kind: StatementKind, signer: &Signer, now: Timestamp) -> Result<(), Barrier> {
        let standing = self.standing(now);
        may(&self.case(), &standing, kind, (&signer.person, &signer.station), now).map_err(|why| Barrier::by(&why))
    }

    /// Whether the initiator stands behind these octets.
    fn vouched_for(&self, now: Timestamp) -> Result<(), Barrier> {
        use Objection::{KeyOfAnother, OtherRegistry, Signature, StationSignature, UnknownKey};
        match self.standing(now).state {
            State::Void(why @ (Signature(..) | StationSignature(..) | KeyOfAnother(..) | UnknownKey | OtherRegistry)) => {
                Err(Barrier::lie(why.rule(), format!("The text is said to be signed by its initiator, and {why}.")))
            }
            State::Void(why) => Err(Barrier::by(&why)),
            _ => Ok(()),
        }
    }
}

fn order_of(signed: &SignedOrder) -> Result<Signed<OrderText>, Barrier> {
    let ReceivedText { text, signature, station_signature } = &signed.order;
    Signed::order(text.octets(), signature.octets(), station_signature.octets())
        .map_err(|why| Barrier::lie("T02", format!("What the registry sent is no signed order: {why}.")))
}

/// The statements that can be read. One that can't counts for nobody.
fn statements(signed: &SignedOrder) -> Vec<Signed<StatementText>> {
    let read = |said: &ReceivedText| {
        Signed::statement(said.text.octets(), said.signature.octets(), said.station_signature.octets()).ok()
    };
    signed.statements.iter().filter_map(read).collect()
}

/// The versions before the ones in force, as those name them: a text may have been made under one.
fn before(roster: &RosterText, policy: &PolicyText) -> Vec<Edition> {
    let (r, p) = (roster.roster(), policy.policy());
    let of = |version: std::num::NonZeroU32, previous: Option<_>| {
        let version = std::num::NonZeroU32::new(version.get().checked_sub(1)?)?;
        Some(Edition { version, sha256: previous? })
    };
    [of(r.version, r.previous), of(p.version, p.previous)].into_iter().flatten().collect()
}

fn roster_of(given: Option<&GuardedText>, now: Timestamp) -> Result<RosterText, Barrier> {
    let given = given.ok_or_else(|| none_in_force("roster"))?;
    let read = RosterText::parse(given.text.octets().as_bytes());
    let roster = read.map_err(|why| Barrier::lie("T20", format!("The roster that the registry sent is none: {why}.")))?;
    countersigned(given, Namespace::Roster, &roster, now)?;
    Ok(roster)
}

fn policy_of(given: Option<&GuardedText>, roster: &RosterText, now: Timestamp) -> Result<PolicyText, Barrier> {
    let given = given.ok_or_else(|| none_in_force("policy"))?;
    let read = PolicyText::parse(given.text.octets().as_bytes());
    let policy = read.map_err(|why| Barrier::lie("T20", format!("The policy that the registry sent is none: {why}.")))?;
    countersigned(given, Namespace::Policy, roster, now)?;
    Ok(policy)
}

fn none_in_force(what: &str) -> Barrier {
    Barrier::Because(format!("The registry has no {what} in force, so nothing can be judged by it (F27)."))
}

/// Whether two security officers of the roster signed this text (F27).
fn countersigned(given: &GuardedText, purpose: Namespace, roster: &RosterText, now: Timestamp) -> Result<(), Barrier> {
    let signatures: Vec<_> = given.signatures.iter().filter_map(|armored| SshSignature::parse(armored.octets()).ok()).collect();
    let at = given.since.unwrap_or(now);
    let missing = officers::judge(purpose, given.text.octets(), &signatures, roster.roster(), at).missing();
    if missing == 0 {
        return Ok(());
    }
    let found = format!(
        "The {} that the registry sent lacks the signatures of {missing} of {NEEDED} security officers.",
        if purpose == Namespace::Roster { "roster" } else { "policy" }
    );
    Err(Barrier::lie("F27", found))
}

/// Whether what the registry says of the order beside its text is what the text says. Only the text is ever shown for review; that the
/// registry says something else is an alarm all the same.
fn described(order: &OrderInFull, body: Body) -> Result<(), Barrier> {
    let (OrderedAct::Transfer(said), Body::Movement(signed)) = (&order.act, body) else { return Ok(()) };
    let runs = |runs: &[crate::domain::BlockRange]| runs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let pairs = [
        ("transferring-account", said.from.to_string(), signed.transferring_account.to_string()),
        ("quantity", said.quantity.count().to_string(), signed.units.quantity().count().to_string()),
        ("units", runs(&said.ranges), runs(signed.units.runs())),
    ];
    let differing: Vec<_> = pairs.into_iter().filter(|(_, said, signed)| said != signed).collect();
    if differing.is_empty() {
        return Ok(());
    }
    let lines = |pick: fn(&(&str, String, String)) -> String| differing.iter().map(pick).collect();
    Err(Barrier::Lie(Lie {
        rule: "T02",
        found: "What the registry says of the order is not what its signed text says.".to_owned(),
        said: lines(|(key, said, _)| format!("{key}: {said}")),
        signed: lines(|(key, _, signed)| format!("{key}: {signed}")),
    }))
}

/// A line of a text from outside, as it may be shown.
pub(super) fn gated(line: &str) -> crate::text::Shown {
    Untrusted::new(line).gate(Kind::Prose)
}
