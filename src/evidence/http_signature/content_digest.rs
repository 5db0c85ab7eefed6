//! The digest of a message's body in its header (RFC 9530): `sha-256=:…:`.
//! Exactly this algorithm and this spelling; a second digest beside it is refused.
//! Must not know: what the body says.

use super::{fields::Fields, problem::SignatureProblem};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::evidence::digest::Digest;

/// The value of `content-digest` for this body.
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Digest::of(body).octets()))
}

/// Whether the body is the one that the field names. There is one spelling, so the texts are compared.
pub(super) fn check(fields: &Fields, body: &[u8]) -> Result<(), SignatureProblem> {
    let same = fields.one("content-digest")? == content_digest(body);
    same.then_some(()).ok_or(SignatureProblem::Digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_9530() {
        // Appendix D.
        let cases = [
            ("{\"hello\": \"world\"}\n", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"),
            ("{\"hello\": \"world\"}", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"),
            ("", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
        ];
        for (body, expected) in cases {
            assert_eq!(content_digest(body.as_bytes()), expected, "{body:?}");
        }
    }
}
