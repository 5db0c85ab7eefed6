//! The profile of the signature's own fields: one label, one algorithm, one tag, five parameters in their order.
//! A field has one spelling, so what was read is what was written, octet for octet.
//! Must not know: the message that is signed.

use super::{
    Nonce, Params,
    base::Component,
    fields::Fields,
    problem::SignatureProblem,
    structured::{self, Bare, InnerList},
};
use crate::evidence::key::Signature;
use jiff::Timestamp;

/// The label of the one signature.
const LABEL: &str = "sig";
/// The algorithm (RFC 9421, section 6.2.2).
const ALGORITHM: &str = "ed25519";
/// What these signatures are for; one that was made for something else is not accepted here.
const TAG: &str = "countersign-comm";

/// What stands behind the label in `signature-input`.
#[derive(Clone, Debug)]
pub(super) struct Input {
    text: String,
}

impl Input {
    pub(super) fn new(components: &[Component<'_>], params: &Params) -> Self {
        let covered: Vec<String> = components.iter().map(Component::to_string).collect();
        let Params { created, nonce, key_id } = params;
        let created = created.as_second();
        let covered = covered.join(" ");
        let text =
            format!("({covered});created={created};nonce=\"{nonce}\";keyid=\"{key_id}\";alg=\"{ALGORITHM}\";tag=\"{TAG}\"");
        Self { text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it covers these components in this order, under the profile's parameters.
    pub(super) fn check(&self, components: &[Component<'_>]) -> Result<Params, SignatureProblem> {
        let list = structured::inner_list(&self.text).ok_or(SignatureProblem::Malformed)?;
        if list.items != components {
            return Err(SignatureProblem::Components);
        }
        params(&list)
    }
}

fn params(list: &InnerList<'_>) -> Result<Params, SignatureProblem> {
    let [("created", created), ("nonce", nonce), ("keyid", key_id), ("alg", algorithm), ("tag", tag)] = &*list.params else {
        return Err(SignatureProblem::Parameters);
    };
    let (Bare::Integer(created), Bare::Text(nonce), Bare::Text(key_id), Bare::Text(algorithm), Bare::Text(tag)) =
        (created, nonce, key_id, algorithm, tag)
    else {
        return Err(SignatureProblem::Malformed);
    };
    if *algorithm != ALGORITHM {
        return Err(SignatureProblem::Algorithm);
    }
    if *tag != TAG {
        return Err(SignatureProblem::Tag);
    }
    let created = Timestamp::from_second(*created).map_err(|_| SignatureProblem::Malformed)?;
    let nonce: Nonce = nonce.parse().map_err(|_| SignatureProblem::Malformed)?;
    let key_id = key_id.parse().map_err(|_| SignatureProblem::Malformed)?;
    Ok(Params { created, nonce, key_id })
}

/// The two fields of the one signature.
pub(super) fn read(fields: &Fields) -> Result<(Input, Signature), SignatureProblem> {
    if fields.count("signature") == 0 || fields.count("signature-input") == 0 {
        return Err(SignatureProblem::Missing);
    }
    let input = behind_label(fields.one("signature-input")?)?.to_owned();
    Ok((Input { text: input }, signature(fields.one("signature")?)?))
}

/// The signature in the value of a `signature` field.
pub(super) fn signature(value: &str) -> Result<Signature, SignatureProblem> {
    let octets = behind_label(value)?.strip_prefix(':').and_then(|rest| rest.strip_suffix(':'));
    octets.and_then(|octets| octets.parse().ok()).ok_or(SignatureProblem::Malformed)
}

fn behind_label(value: &str) -> Result<&str, SignatureProblem> {
    let value = value.strip_prefix(LABEL).and_then(|rest| rest.strip_prefix('='));
    value.ok_or(SignatureProblem::Malformed)
}
