//! The example of RFC 9421; what the profile accepts; and for each cause of refusal a message that has only this one.

mod changes;

use super::{base::component, *};

fn secret() -> SecretKey {
    SecretKey::from_seed(&[1; 32])
}

fn params() -> Params {
    Params { created: at(0), nonce: Nonce::from_octets(&[9; 16]), key_id: "GHA01-2026-1".parse().unwrap() }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_338_845 + second).unwrap()
}

fn lookup(id: &KeyId) -> Option<PublicKey> {
    (id.as_str() == "GHA01-2026-1").then(|| secret().public())
}

/// A message that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sample {
    method: String,
    path: String,
    query: Option<String>,
    status: u16,
    fields: Vec<(String, String)>,
    body: Vec<u8>,
    /// The signature of the request, when this is an answer.
    asked: Option<String>,
}

impl Sample {
    fn question() -> Self {
        Self { method: "GET".into(), query: Some("after=7&limit=50".into()), body: vec![], ..Self::deed() }
            .without("content-type")
    }

    fn deed() -> Self {
        let fields = [
            ("host", "127.0.0.1:4000"),
            ("registry-from", "GHA01"),
            ("registry-to", "CHE01"),
            ("registry-environment", "practice"),
            ("content-type", "application/json"),
        ];
        Self {
            method: "POST".into(),
            path: "/comm/v1/transfers/0192-7/proposal".into(),
            query: None,
            status: 201,
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            body: b"{\"quantity\":\"100\"}".to_vec(),
            asked: None,
        }
    }

    fn answer() -> Self {
        Self { asked: Some(Self::deed().signed().value("signature")), ..Self::deed() }
    }

    fn all() -> [Self; 3] {
        [Self::question(), Self::deed(), Self::answer()]
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self
    }

    fn set(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        let (_, value) = self.fields.iter_mut().find(|(other, _)| other == name).unwrap();
        *value = change(value);
        self
    }

    fn value(&self, name: &str) -> String {
        self.fields.iter().find(|(other, _)| other == name).unwrap().1.clone()
    }

    fn act<T>(&self, request: impl Fn(&Request<'_>) -> T, answer: impl Fn(&Answer<'_>, &str) -> T) -> T {
        let fields: Fields = self.fields.iter().map(|(name, value)| (name, value.as_str())).collect();
        let Self { method, path, query, status, body, .. } = self;
        match &self.asked {
            None => request(&Request { method, path, query: query.as_deref(), fields: &fields, body }),
            Some(asked) => answer(&Answer { status: *status, fields: &fields, body }, asked),
        }
    }

    fn sign(&self) -> Result<Signed, SignatureProblem> {
        self.act(|it| sign_request(it, &params(), &secret()), |it, asked| sign_answer(it, asked, &params(), &secret()))
    }

    fn signed(&self) -> Self {
        let signed = self.sign().unwrap();
        signed.fields().fold(self.clone(), |message, (name, value)| message.with(name, value))
    }

    fn verify(&self, freshness: Freshness) -> Result<Verified, SignatureProblem> {
        self.act(|it| verify_request(it, lookup, freshness), |it, asked| verify_answer(it, asked, lookup, freshness))
    }

    fn refused(&self) -> SignatureProblem {
        self.verify(Freshness::Any).expect_err(&format!("{self:?}"))
    }

    /// The message with another signature input, signed anew over it: whoever has the key may sign anything.
    fn resigned(self, change: impl Fn(&str) -> String) -> Self {
        let message = self.set("signature-input", change);
        let params = message.value("signature-input");
        let covered = message.act(|it| Message::Request(*it).covered(), |it, asked| Message::Answer(*it, asked).covered());
        let base = base::text(&covered.unwrap(), params.strip_prefix("sig=").unwrap_or(&params));
        message.set("signature", |_| format!("sig=:{}:", secret().sign(base.as_bytes())))
    }
}

/// RFC 9421, appendices B.1.4 and B.2.6.
#[test]
fn the_example_of_rfc_9421() {
    let seed = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU");
    let secret = SecretKey::from_seed(&seed.unwrap().try_into().unwrap());
    assert_eq!(secret.public().to_string(), "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs");
    let covered = [
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@method", "POST"),
        ("@path", "/foo"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    ];
    let covered = covered.map(|(name, value)| (component(name), value.to_owned()));
    let params = "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")\
                  ;created=1618884473;keyid=\"test-key-ed25519\"";
    let base = base::text(&covered, params);
    let expected = "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@authority\": example.com\n\
                    \"content-type\": application/json\n\"content-length\": 18\n\"@signature-params\": ";
    assert_eq!(base, format!("{expected}{params}"));
    let signature = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    assert_eq!(secret.sign(base.as_bytes()).to_string(), signature);
    assert_eq!(secret.public().verify(base.as_bytes(), &signature.parse().unwrap()), Ok(()));
    let items = structured::inner_list(params).unwrap().items;
    assert_eq!(items, covered.map(|(component, _)| component), "the reader agrees");
}

#[test]
fn what_was_signed_verifies() {
    for sample in Sample::all() {
        let signed = sample.sign().unwrap();
        let verified = sample.signed().verify(Freshness::Any).unwrap();
        let Params { created, nonce, key_id } = params();
        let [from, to, environment] = ["GHA01", "CHE01", "practice"].map(str::to_owned);
        assert_eq!(verified, Verified { key_id, created, nonce, from, to, environment, base: signed.base.clone() });
        assert_eq!(sample.sign().unwrap(), signed, "a retry is the same, octet for octet");
    }
}

#[test]
fn the_signed_texts_are_what_the_documentation_says() {
    let params =
        ";created=1795338845;nonce=\"CQkJCQkJCQkJCQkJCQkJCQ\";keyid=\"GHA01-2026-1\";alg=\"ed25519\";tag=\"countersign-comm\"";
    let registries = "\"registry-from\": GHA01\n\"registry-to\": CHE01\n\"registry-environment\": practice\n";
    let asked = Sample::answer().asked.unwrap();
    let names = "\"registry-from\" \"registry-to\" \"registry-environment\"";
    let content = format!("\"content-digest\": {}\n\"content-type\": application/json\n", content_digest(&Sample::deed().body));
    let cases = [
        (
            Sample::question(),
            format!("\"@method\": GET\n\"@path\": {}\n\"@query\": ?after=7&limit=50\n{registries}", Sample::question().path),
            format!("(\"@method\" \"@path\" \"@query\" {names}){params}"),
        ),
        (
            Sample::deed(),
            format!("\"@method\": POST\n\"@path\": {}\n{content}{registries}", Sample::deed().path),
            format!("(\"@method\" \"@path\" \"content-digest\" \"content-type\" {names}){params}"),
        ),
        (
            Sample::answer(),
            format!("\"@status\": 201\n{content}{registries}\"signature\";req: {asked}\n"),
            format!("(\"@status\" \"content-digest\" \"content-type\" {names} \"signature\";req){params}"),
        ),
    ];
    for (sample, lines, input) in cases {
        let signed = sample.sign().unwrap();
        assert_eq!(signed.signature_input, format!("sig={input}"));
        assert_eq!(signed.base, format!("{lines}\"@signature-params\": {input}"));
        let names: Vec<&str> = signed.fields().map(|(name, _)| name).collect();
        let skipped = usize::from(sample.method == "GET");
        assert_eq!(names, ["content-digest", "signature-input", "signature"][skipped..]);
    }
}

#[test]
fn a_signature_is_as_old_as_the_caller_allows() {
    use SignatureProblem::{TooNew, TooOld};
    let window = SignedDuration::from_secs(300);
    for (now, expected) in [(0, None), (300, None), (-300, None), (301, Some(TooOld)), (-301, Some(TooNew))] {
        for sample in Sample::all() {
            let found = sample.signed().verify(Freshness::Within { now: at(now), window });
            assert_eq!(found.err(), expected, "{now}");
        }
    }
    let far = Freshness::Within { now: Timestamp::MIN, window: SignedDuration::MIN };
    assert!(Sample::deed().signed().verify(far).is_err(), "no clock stops the check");
}

/// Each case signs anew whatever it changes, so only the named cause is left.
#[test]
fn each_cause_has_its_name() {
    use SignatureProblem as P;
    let swap = |old: &'static str, new: &'static str| move |input: &str| input.replacen(old, new, 1);
    for sample in Sample::all() {
        let signed = sample.signed();
        let cases = [
            (sample.clone(), P::Missing),
            (signed.clone().without("signature"), P::Missing),
            (signed.clone().without("signature-input"), P::Missing),
            (signed.clone().with("signature", &signed.value("signature")), P::FieldDoubled("signature")),
            (signed.clone().with("signature-input", "sig=()"), P::FieldDoubled("signature-input")),
            (signed.clone().with("registry-to", "CHE01"), P::FieldDoubled("registry-to")),
            (signed.clone().without("registry-from"), P::FieldMissing("registry-from")),
            (signed.clone().set("registry-to", |_| "CHE01\n".into()), P::FieldMalformed("registry-to")),
            (signed.clone().set("registry-to", |_| String::new()), P::FieldMalformed("registry-to")),
            (signed.clone().set("registry-environment", |_| "pract\u{ef}ce".into()), P::FieldMalformed("registry-environment")),
            (signed.clone().set("registry-from", |_| "CHE01".into()), P::Signature),
            (signed.clone().resigned(swap("sig=", "")), P::Malformed),
            (signed.clone().resigned(swap("sig=", "sig1=")), P::Malformed),
            (signed.clone().resigned(|input| format!("{input}, other={}", &input[4..])), P::Malformed),
            (signed.clone().set("signature", |value| format!("{value}, other=:YQ==:")), P::Malformed),
            (signed.clone().set("signature", |value| value.replace("==:", "=:")), P::Malformed),
            (signed.clone().resigned(swap("ed25519", "hmac-sha256")), P::Algorithm),
            (signed.clone().resigned(swap(";alg=\"ed25519\"", "")), P::Parameters),
            (signed.clone().resigned(swap("countersign-comm", "countersign-order")), P::Tag),
            (signed.clone().resigned(swap(";tag=", ";expires=1;tag=")), P::Parameters),
            (signed.clone().resigned(|input| format!("{input};x=1")), P::Parameters),
            (signed.clone().resigned(swap(";created=1795338845", "")), P::Parameters),
            (signed.clone().resigned(swap("=1795338845", "=\"1795338845\"")), P::Malformed),
            (signed.clone().resigned(swap("nonce=\"", "nonce=\"=")), P::Malformed),
            (signed.clone().resigned(swap("keyid=\"GHA01", "keyid=\"GHA 01")), P::Malformed),
            (signed.clone().resigned(swap("\"registry-to\" ", "")), P::Components),
            (
                signed.clone().resigned(swap("\"registry-from\" \"registry-to\"", "\"registry-to\" \"registry-from\"")),
                P::Components,
            ),
            (signed.clone().resigned(swap("(", "(\"host\" ")), P::Components),
            (signed.clone().resigned(swap("GHA01-2026-1", "GHA01-2026-2")), P::UnknownKey("GHA01-2026-2".parse().unwrap())),
        ];
        for (number, (message, expected)) in cases.into_iter().enumerate() {
            assert_eq!(message.refused(), expected, "case {number} of {}", sample.method);
        }
    }
}

#[test]
fn what_nothing_covers_is_refused_on_both_sides() {
    use SignatureProblem as P;
    let query = Sample { query: Some(String::new()), ..Sample::deed() };
    let body = Sample { body: b"x".to_vec(), ..Sample::question() };
    for (sample, expected) in [(query, P::Uncovered("query")), (body, P::Uncovered("body"))] {
        assert_eq!((sample.sign().err(), sample.refused()), (Some(expected.clone()), expected));
    }
    for (name, sample) in [
        ("@method", Sample { method: "post".into(), ..Sample::deed() }),
        ("@path", Sample { path: "comm".into(), ..Sample::deed() }),
        ("@path", Sample { path: "/a?b".into(), ..Sample::deed() }),
        ("@path", Sample { path: "/a\n\"@query\": ?".into(), ..Sample::deed() }),
        ("@query", Sample { query: Some("a b".into()), ..Sample::question() }),
        ("@status", Sample { status: 99, ..Sample::answer() }),
        ("signature", Sample { asked: Some("sig=:YQ==:".into()), ..Sample::answer() }),
        ("content-type", Sample::deed().set("content-type", |_| " text/plain".into())),
    ] {
        assert_eq!(sample.sign().err(), Some(P::FieldMalformed(name)), "{sample:?}");
    }
    for sample in Sample::all() {
        assert_eq!(sample.clone().with("content-digest", "x").sign().err(), Some(P::FieldDoubled("content-digest")));
        assert_eq!(sample.signed().without("content-digest").sign().err(), Some(P::FieldDoubled("signature-input")));
        assert_eq!(sample.without("registry-to").sign().err(), Some(P::FieldMissing("registry-to")));
    }
}

#[test]
fn an_answer_can_not_be_moved_to_another_question() {
    let other = Sample::question().signed().value("signature");
    let moved = Sample { asked: Some(other), ..Sample::answer().signed() };
    assert_eq!(moved.refused(), SignatureProblem::Signature);
    let request = Sample { asked: None, ..Sample::answer().signed() };
    assert_eq!(request.refused(), SignatureProblem::Components, "an answer is no request");
}
