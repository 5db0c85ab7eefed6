//! The text that is signed (RFC 9421, section 2.5): a line for each covered component, and the parameters at the end.
//! The values have been checked: none holds a line's end, so no value can look like a line of its own.
//! Must not know: which components the profile asks for.

use std::fmt;

/// What a signature covers one of: a field or a derived component, of this message or of the request it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Component<'a> {
    pub(super) name: &'a str,
    /// Of the request (`;req`).
    pub(super) req: bool,
}

/// A component of the message itself.
pub(super) const fn component(name: &str) -> Component<'_> {
    Component { name, req: false }
}

/// A component of the request that the message answers.
pub(super) const fn of_request(name: &str) -> Component<'_> {
    Component { name, req: true }
}

impl fmt::Display for Component<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"{}", self.name, if self.req { ";req" } else { "" })
    }
}

/// The signature base, given the covered components with their values, and the parameters as they stand behind the label.
pub(super) fn text(covered: &[(Component<'_>, String)], params: &str) -> String {
    let mut text = String::new();
    for (component, value) in covered {
        text += &format!("{component}: {value}\n");
    }
    text + "\"@signature-params\": " + params
}
