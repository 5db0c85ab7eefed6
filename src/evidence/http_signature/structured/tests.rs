//! The one spelling is read; every other one is refused, and no text stops the reader.

use super::*;
use crate::evidence::http_signature::base::{component, of_request};
use proptest::prelude::*;

#[test]
fn the_canonical_spelling_is_read() {
    let list = inner_list("(\"@method\" \"signature\";req);created=1618884473;keyid=\"a b\";zero=0").unwrap();
    assert_eq!(list.items, [component("@method"), of_request("signature")]);
    let params = [("created", Bare::Integer(1_618_884_473)), ("keyid", Bare::Text("a b")), ("zero", Bare::Integer(0))];
    assert_eq!(list.params, params);
    assert_eq!(inner_list("()"), Some(InnerList { items: vec![], params: vec![] }));
}

const HOSTILE: [&str; 71] = [
    "",
    "(",
    ")",
    "sig",
    "\"a\"",
    "(\"a\"",
    "(\"a)",
    "(a)",
    "(\"a\"\"b\")",
    "(\"a\"  \"b\")",
    "( \"a\")",
    "(\"a\" )",
    "(\"a\",\"b\")",
    "(\"a\"\t\"b\")",
    "(\"a\" \"a\")",
    "(\"a\";req \"a\";req)",
    "(\"a\";request)",
    "(\"a\";req=?1)",
    "(\"a\";req;req)",
    "(\"a\";sf)",
    "(\"a\";key=\"x\")",
    "(\"a\";req;key=\"x\")",
    "(\"a\"; req)",
    "(\"a\\\"\")",
    "(\"a\\\\\")",
    "(\"\u{e9}\")",
    "(\"a\n\")",
    "(:YQ==:)",
    "(1)",
    "(\"a\") ",
    " (\"a\")",
    "(\"a\"),",
    "(\"a\"), b=(\"c\")",
    "(\"a\")x",
    "(\"a\")(\"b\")",
    "((\"a\"))",
    "(\"a\");",
    "(\"a\");created",
    "(\"a\");created=",
    "(\"a\");=1",
    "(\"a\"); created=1",
    "(\"a\") ;created=1",
    "(\"a\");created =1",
    "(\"a\");created= 1",
    "(\"a\");created=1;created=1",
    "(\"a\");created=1;created=2",
    "(\"a\");Created=1",
    "(\"a\");*a=1",
    "(\"a\");a-b=1",
    "(\"a\");created=01",
    "(\"a\");created=-1",
    "(\"a\");created=+1",
    "(\"a\");created=1.0",
    "(\"a\");created=1e3",
    "(\"a\");created=@1",
    "(\"a\");created=?1",
    "(\"a\");created=\u{661}",
    "(\"a\");created=1000000000000000",
    "(\"a\");created=99999999999999999999999999",
    "(\"a\");alg=ed25519",
    "(\"a\");alg=:ZWQ=:",
    "(\"a\");alg='ed25519'",
    "(\"a\");alg=\"ed25519",
    "(\"a\");alg=\"ed\\\"25519\"",
    "(\"a\");alg=\"ed\n25519\"",
    "(\"a\");alg=\"x\"y",
    "(\"a\");alg=\"x\" ",
    "(\"a\");alg=%\"x\"",
    "(\"a\");a=(\"b\")",
    "(\"a\"\0)",
    "(\"a\");a=\"\0\"",
];

#[test]
fn every_other_spelling_is_refused() {
    for text in HOSTILE {
        assert_eq!(inner_list(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|[()\";=a-c0-9 ,:?\\\\]{0,40}|\\(\"[a-z]\"( \"[a-z]\"){0,3}\\)(;[a-z]=([0-9]{0,20}|\"[ -~]{0,9}\")){0,4}") {
        if let Some(list) = inner_list(&text) {
            let items: Vec<String> = list.items.iter().map(Component::to_string).collect();
            let mut again = format!("({})", items.join(" "));
            for (name, value) in list.params {
                again += &match value { Bare::Integer(n) => format!(";{name}={n}"), Bare::Text(t) => format!(";{name}=\"{t}\"") };
            }
            prop_assert_eq!(again, text, "what was read has one spelling");
        }
    }
}
