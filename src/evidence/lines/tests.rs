use super::*;

const MAGIC: &str = "itmo-test/v1";

fn fault(text: &[u8]) -> LineProblem {
    let read = || {
        let mut lines = Lines::open(text, MAGIC)?;
        lines.take_number::<u64>("a")?;
        lines.take_prose("b")?;
        lines.end()
    };
    read().expect_err("this text must be refused")
}

fn problem(line: usize, key: &str, fault: LineFault) -> LineProblem {
    LineProblem { line, key: key.to_owned(), fault }
}

#[test]
fn a_text_is_its_magic_and_its_lines() {
    let text = "itmo-test/v1\na: 7\nb: déjà vu – 7 °C\nmany-count: 2\nmany-1: x y\nmany-2: z\nmaybe: none\n";
    let mut lines = Lines::open(text.as_bytes(), MAGIC).unwrap();
    assert_eq!(lines.take_number::<u64>("a"), Ok(7));
    assert_eq!(lines.take_prose("b").unwrap().as_str(), "déjà vu – 7 °C");
    assert_eq!(lines.take_numbered("many"), Ok(vec!["x y", "z"]));
    assert_eq!(lines.take_if::<u64>("maybe"), Ok(None));
    assert_eq!(lines.end(), Ok(()));
    let written = LineWriter::new(MAGIC).put("a", 7).put("b", "déjà vu – 7 °C").put_numbered("many", ["x y", "z"]);
    assert_eq!(written.put_if("maybe", None::<u64>).finish(), text);
}

#[test]
fn what_could_be_written_otherwise_is_refused_at_its_line() {
    use LineFault as F;
    let magic = || F::Magic(MAGIC.to_owned());
    for (text, expected) in [
        ("", problem(0, "", F::NoLastLineEnd)),
        ("itmo-test/v1", problem(0, "", F::NoLastLineEnd)),
        ("itmo-test/v1\na: 7\nb: x", problem(0, "", F::NoLastLineEnd)),
        ("\u{feff}itmo-test/v1\na: 7\nb: x\n", problem(0, "", F::ByteOrderMark)),
        ("itmo-test/v2\na: 7\nb: x\n", problem(1, "", magic())),
        ("\nitmo-test/v1\na: 7\nb: x\n", problem(1, "", magic())),
        ("itmo-test/v1\r\na: 7\r\nb: x\r\n", problem(1, "", F::CarriageReturn)),
        ("itmo-test/v1\na: 7\nb: x\ty\n", problem(3, "", F::Control)),
        ("itmo-test/v1\na: 7\nb: x\u{1b}[2J\n", problem(3, "", F::Control)),
        ("itmo-test/v1\na: 7\nb: x\u{85}y\n", problem(3, "", F::Control)),
        ("itmo-test/v1\na: 7\n", problem(3, "b", F::Missing)),
        ("itmo-test/v1\nb: x\na: 7\n", problem(2, "a", F::Key)),
        ("itmo-test/v1\na: 7\na: 7\nb: x\n", problem(3, "b", F::Key)),
        ("itmo-test/v1\nA: 7\nb: x\n", problem(2, "a", F::Key)),
        ("itmo-test/v1\n\na: 7\nb: x\n", problem(2, "a", F::Key)),
        ("itmo-test/v1\na : 7\nb: x\n", problem(2, "a", F::Key)),
        ("itmo-test/v1\na:7\nb: x\n", problem(2, "a", F::Spaces)),
        ("itmo-test/v1\na:  7\nb: x\n", problem(2, "a", F::Spaces)),
        ("itmo-test/v1\na: 7 \nb: x\n", problem(2, "a", F::Spaces)),
        ("itmo-test/v1\na: \nb: x\n", problem(2, "a", F::Spaces)),
        ("itmo-test/v1\na: 7\nb: x  y\n", problem(3, "b", F::Spaces)),
        ("itmo-test/v1\na: ٧\nb: x\n", problem(2, "a", F::NotAscii)),
        ("itmo-test/v1\na: 07\nb: x\n", problem(2, "a", F::Number)),
        ("itmo-test/v1\na: +7\nb: x\n", problem(2, "a", F::Number)),
        ("itmo-test/v1\na: 7\nb: x\u{202e}y\n", problem(3, "b", F::NotProse)),
        ("itmo-test/v1\na: 7\nb: de\u{301}ja\u{300}\n", problem(3, "b", F::NotProse)),
        ("itmo-test/v1\na: 7\nb: x\u{a0}y\n", problem(3, "b", F::NotProse)),
        ("itmo-test/v1\na: 7\nb: x\u{200b}y\n", problem(3, "b", F::NotProse)),
        ("itmo-test/v1\na: 7\nb: x\nc: y\n", problem(4, "", F::Surplus)),
        ("itmo-test/v1\na: 7\nb: x\n\n", problem(4, "", F::Surplus)),
    ] {
        assert_eq!(fault(text.as_bytes()), expected, "{text:?}");
    }
    assert_eq!(fault(b"itmo-test/v1\na: 7\nb: \xff\n"), problem(3, "", F::NotUtf8));
    assert_eq!(fault(b"itmo-test/v1\na: x\nb: y\n"), problem(2, "a", F::Number));
}

#[test]
fn a_text_has_at_most_so_many_octets() {
    let text = |reason: usize| format!("{MAGIC}\na: {}\n", "x".repeat(reason));
    let most = text(MOST_OCTETS - MAGIC.len() - 5);
    assert_eq!(most.len(), MOST_OCTETS);
    assert!(Lines::open(most.as_bytes(), MAGIC).is_ok());
    let more = text(MOST_OCTETS - MAGIC.len() - 4);
    assert_eq!(Lines::open(more.as_bytes(), MAGIC).unwrap_err(), problem(0, "", LineFault::TooLong { most: MOST_OCTETS }));
    assert!(Lines::open_within(more.as_bytes(), MAGIC, MOST_OCTETS + 1).is_ok());
}

/// T01: a problem can be shown without the gate, whatever the text was.
#[test]
fn a_problem_quotes_nothing() {
    for text in ["itmo-test/v1\n\u{202e}evil: 7\nb: x\n", "itmo-test/v1\na: evil\nb: x\n", "evil\n"] {
        let said = fault(text.as_bytes()).to_string();
        assert!(!said.contains("evil") && said.is_ascii(), "{said}");
    }
}

/// T07: what reads as a value and is not written as that value is refused at its line, whatever its type lets pass.
#[test]
fn t07_a_value_has_one_spelling() {
    let value = |written: &str| {
        let text = format!("{MAGIC}\na: {written}\n");
        let mut lines = Lines::open(text.as_bytes(), MAGIC).unwrap();
        let whole = lines.clone().take_as::<u64>("a");
        assert_eq!(lines.take_if::<u64>("a"), whole.clone().map(Some), "one reader is as strict as the other");
        assert_eq!(lines.read::<u64>(written), whole);
        whole
    };
    assert_eq!(value("7"), Ok(7));
    for other in ["+7", "07", "007"] {
        assert_eq!(value(other), Err(problem(2, "a", LineFault::Spelling)), "{other}");
    }
    assert!(matches!(value("seven").unwrap_err().fault, LineFault::Value(_)));
}
