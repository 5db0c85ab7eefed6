//! Texts of orders that say something else, bound to what would be sent if nobody checked anything else: so that a wrong amount is refused for
//! itself, and not because its digest is another one.
//! Must not know: verdicts, or what may be said.

use super::{Case, sample::order};
use countersign::evidence::digest::Digest;

/// The text, bound to what it says; as it is where it says too little for that, or something that is sent in another form.
pub fn rebound(text: &str) -> String {
    let Some(sent) = sent(text) else { return text.to_owned() };
    let line = |line: &str| match line.split_once(": ") {
        Some(("wire-sha256", _)) => format!("wire-sha256: {}\n", Digest::of(&sent)),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// What a registry would be sent of a transfer or a cancellation.
fn sent(text: &str) -> Option<String> {
    let line = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::to_owned);
    let quoted = |text: String| serde_json::to_string(&text).ok();
    let (account, registry) = (quoted(line("acquiring-account")?)?, quoted(line("acquiring-registry")?)?);
    let to = match line("action")?.as_str() {
        "first-transfer" | "transfer" => format!("{{\"external\":{{\"registry\":{registry},\"account\":{account}}}}}"),
        "internal-transfer" => format!("{{\"internal\":{{\"account\":{account}}}}}"),
        "ndc-use" | "oimp-use" => return None,
        other => {
            let kind = quoted(other.trim_start_matches("cancellation-").to_owned())?;
            format!("{{\"cancellation\":{{\"account\":{account},\"kind\":{kind}}}}}")
        }
    };
    let runs = (1..=line("units-count")?.parse().ok()?).map(|place: usize| {
        let run = line(&format!("units-{place}"))?;
        let [approach, registry, party, first, last, year] = run.split('-').collect::<Vec<_>>().try_into().ok()?;
        let serial = |serial: &str| format!("\"{approach}-{registry}-{party}-{serial}-{year}\"");
        Some(format!("{{\"first\":{},\"last\":{}}}", serial(first), serial(last)))
    });
    let runs = runs.collect::<Option<Vec<_>>>()?.join(",");
    let [from, quantity, reason] = ["transferring-account", "quantity", "reason"].map(|key| line(key).and_then(quoted));
    let corrects = match line("corrects")?.as_str() {
        "none" => String::new(),
        named => format!(",\"corrects\":{}", quoted(named.to_owned())?),
    };
    Some(format!(
        "{{\"transfer\":{{\"from\":{},\"to\":{to},\"spans\":[{runs}],\"quantity\":{}{corrects},\"reason\":{}}}}}",
        from?, quantity?, reason?
    ))
}

/// Further orders that are refused for one thing alone.
pub fn all() -> Vec<Case> {
    let text = order().as_str().to_owned();
    assert_eq!(rebound(&text), text, "what is sent is built here as it is there");
    let here = text
        .replace("action: first-transfer", "action: internal-transfer")
        .replace("acquiring-party: GHA", "acquiring-party: CHE")
        .replace("acquiring-registry: GHA01", "acquiring-registry: CHE01");
    let run = "units-count: 1\nunits-1: CA0007-CHE01-CHE-120001-132500-2023\n";
    let two = |first: &str, second: &str| {
        let both = format!("units-count: 2\nunits-1: CA0007-CHE01-CHE-{first}-2023\nunits-2: CA0007-CHE01-CHE-{second}-2023\n");
        text.replace(run, &both)
    };
    let many: String =
        (1..=500).map(|place| format!("units-{place}: CA0007-CHE01-CHE-{}-{}-2023\n", place * 50, place * 50 + 24)).collect();
    [
        ("the account it comes from, within a registry", here.replace("GHA01-100-0045", "CHE01-100-2071")),
        ("another quantity than that of the units", {
            text.replace("quantity: 12500", "quantity: 12501")
                .replace("twelve thousand five hundred", "twelve thousand five hundred one")
        }),
        ("a Party in small letters", text.replace("transferring-party: CHE", "transferring-party: Che")),
        ("an acquiring Party in small letters", text.replace("acquiring-party: GHA", "acquiring-party: Gha")),
        ("an account with a sign that is none of an id's", text.replace("CHE01-100-2071", "CHE01+100-2071")),
        ("an acquiring account with a sign that is none of an id's", text.replace("GHA01-100-0045", "GHA01+100-0045")),
        ("an acquiring registry that is none", text.replace("acquiring-registry: GHA01", "acquiring-registry: GHA1")),
        ("a correction of what is no transfer", text.replace("corrects: none", "corrects: 44")),
        ("an order that supersedes what is none", text.replace("supersedes: none", "supersedes: 7")),
        ("a run that runs backwards beside one that makes up for it", {
            two("10-5", "11-30").replace("quantity: 12500", "quantity: 16").replace("twelve thousand five hundred", "sixteen")
        }),
        ("a serial that does not fit in 64 bits", {
            text.replace("120001-132500", "18446744073709551616-18446744073709551616")
                .replace("quantity: 12500", "quantity: 1")
                .replace("twelve thousand five hundred", "one")
        }),
        ("no units", text.replace(run, "units-count: 0\n")),
        ("a cooperative approach twice", text.replace("cooperative-approach: CA0007", "cooperative-approach: CA0007 CA0007")),
        ("units in the wrong order", two("130001-132500", "120001-130000")),
        ("units of which some are there twice", two("120001-130000", "130000-132499")),
        ("an authorization of 65 characters", text.replace("AUTH-2025-0031", &"A".repeat(65))),
        ("a reason of 4 097 octets", text.replace("TICKET-4471 delivery – schedule 3", &"a".repeat(4_097))),
        ("more than 16 KiB of units", text.replace(run, &format!("units-count: 500\n{many}"))),
    ]
    .into_iter()
    .map(|(name, changed)| {
        assert_ne!(changed, text, "{name}: nothing was changed");
        Case { name: name.to_owned(), octets: rebound(&changed).into_bytes(), good: false }
    })
    .collect()
}
