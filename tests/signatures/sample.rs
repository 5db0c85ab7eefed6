//! Messages between two practice registries that can be changed, signed and verified.
//! Anything a sender could do to a message can be done here, also with the key in hand.
//! Must not know: what a verdict should be.
#![allow(dead_code, reason = "each test crate uses a part")]

use countersign::evidence::{
    http_signature::{
        Answer, Fields, Freshness, Nonce, Params, Request, SignatureProblem, Signed, Verified, sign_answer, sign_request,
        verify_answer, verify_request,
    },
    key::{KeyId, PublicKey, SecretKey},
};
use jiff::Timestamp;

/// A message; it is an answer when it knows the signature of its request.
#[derive(Clone, Debug)]
pub struct Sample {
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    pub status: u16,
    pub fields: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub asked: Option<String>,
}

/// The transferring registry's key: an example. Its seed is 32 octets 0x01.
pub fn ghana() -> (KeyId, SecretKey) {
    ("GHA01-2026-1".parse().unwrap(), SecretKey::from_seed(&[1; 32]))
}

/// The acquiring registry's key: an example. Its seed is 32 octets 0x02.
pub fn switzerland() -> (KeyId, SecretKey) {
    ("CHE01-2026-1".parse().unwrap(), SecretKey::from_seed(&[2; 32]))
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_338_845 + second).unwrap()
}

pub fn lookup(id: &KeyId) -> Option<PublicKey> {
    [ghana(), switzerland()].into_iter().find(|(known, _)| known == id).map(|(_, key)| key.public())
}

impl Sample {
    /// A question: `GET` with a query, from GHA01 to CHE01.
    pub fn question() -> Self {
        let fields = header("GHA01", "CHE01", None);
        let (path, query) = ("/comm/v1/transfers/0193a1c2/status".into(), Some("after=2&limit=50".into()));
        Self { method: "GET".into(), path, query, status: 0, fields, body: vec![], asked: None }
    }

    /// A message with a body, from GHA01 to CHE01.
    pub fn deed() -> Self {
        let fields = header("GHA01", "CHE01", Some("application/json"));
        let body = br#"{"transfer":"0193a1c2","quantity":"1000"}"#.to_vec();
        Self { method: "POST".into(), path: "/comm/v1/transfers".into(), query: None, status: 0, fields, body, asked: None }
    }

    /// The answer to the deed, from CHE01 to GHA01.
    pub fn answer() -> Self {
        let fields = header("CHE01", "GHA01", Some("application/json"));
        let asked = Some(Self::deed().signed().value("signature").to_owned());
        let (method, path, body) = (String::new(), String::new(), br#"{"receipt":"0193a1c2"}"#.to_vec());
        Self { method, path, query: None, status: 201, fields, body, asked }
    }

    pub fn value(&self, name: &str) -> &str {
        &self.fields.iter().find(|(other, _)| other == name).unwrap().1
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self
    }

    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.iter_mut().find(|(other, _)| other == name).unwrap().1 = value.into();
        self
    }

    fn signer(&self) -> (KeyId, SecretKey) {
        if self.asked.is_some() { switzerland() } else { ghana() }
    }

    fn fields(&self) -> Fields {
        self.fields.iter().map(|(name, value)| (name, value.as_str())).collect()
    }

    fn request<'a>(&'a self, fields: &'a Fields) -> Request<'a> {
        Request { method: &self.method, path: &self.path, query: self.query.as_deref(), fields, body: &self.body }
    }

    fn reply<'a>(&'a self, fields: &'a Fields) -> Answer<'a> {
        Answer { status: self.status, fields, body: &self.body }
    }

    pub fn sign(&self) -> Signed {
        let (key_id, secret) = self.signer();
        let nonce = Nonce::from_octets(&[if self.asked.is_some() { 7 } else { 9 }; 16]);
        let params = Params { created: at(0), nonce, key_id };
        let fields = self.fields();
        match &self.asked {
            None => sign_request(&self.request(&fields), &params, &secret).unwrap(),
            Some(asked) => sign_answer(&self.reply(&fields), asked, &params, &secret).unwrap(),
        }
    }

    pub fn signed(&self) -> Self {
        self.sign().fields().fold(self.clone(), |message, (name, value)| message.with(name, value))
    }

    /// The signed message with another signature base, signed with the same key over that base.
    pub fn resigned(&self, old: &str, new: &str) -> Self {
        let base = self.sign().base.replacen(old, new, 1);
        assert_ne!(base, self.sign().base, "{old}");
        let (_, input) = base.split_once("\"@signature-params\": ").unwrap();
        let signature = format!("sig=:{}:", self.signer().1.sign(base.as_bytes()));
        self.signed().set("signature-input", &format!("sig={input}")).set("signature", &signature)
    }

    pub fn verify(&self, freshness: Freshness) -> Result<Verified, SignatureProblem> {
        let fields = self.fields();
        match &self.asked {
            None => verify_request(&self.request(&fields), lookup, freshness),
            Some(asked) => verify_answer(&self.reply(&fields), asked, lookup, freshness),
        }
    }
}

fn header(from: &str, to: &str, content_type: Option<&str>) -> Vec<(String, String)> {
    let registries = [("registry-from", from), ("registry-to", to), ("registry-environment", "practice")];
    let content = content_type.map(|value| ("content-type", value));
    content.into_iter().chain(registries).map(|(name, value)| (name.into(), value.into())).collect()
}
