//! A message as a signature sees it: plain texts and octets, independent of any HTTP library.
//! Everything a receiver acts on is either covered or refused; the values are checked before they enter the signed text.
//! Must not know: keys, or how messages travel.

use super::{
    base::{Component, component, of_request},
    fields::Fields,
    problem::SignatureProblem,
};

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The path as sent, still encoded, from its first `/`.
    pub path: &'a str,
    /// What stands behind the `?`, as sent. None and nothing behind the `?` are signed alike (RFC 9421, section 2.2.7).
    pub query: Option<&'a str>,
    /// The header.
    pub fields: &'a Fields,
    /// The body as it travels.
    pub body: &'a [u8],
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The header.
    pub fields: &'a Fields,
    /// The body as it travels.
    pub body: &'a [u8],
}

/// A request, or an answer with the signature of its request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Message<'a> {
    Request(Request<'a>),
    Answer(Answer<'a>, &'a str),
}

const QUESTION: [Component; 6] = [
    component("@method"),
    component("@path"),
    component("@query"),
    component("registry-from"),
    component("registry-to"),
    component("registry-environment"),
];

const DEED: [Component; 7] = [
    component("@method"),
    component("@path"),
    component("content-digest"),
    component("content-type"),
    component("registry-from"),
    component("registry-to"),
    component("registry-environment"),
];

const ANSWER: [Component; 7] = [
    component("@status"),
    component("content-digest"),
    component("content-type"),
    component("registry-from"),
    component("registry-to"),
    component("registry-environment"),
    of_request("signature"),
];

impl<'a> Message<'a> {
    pub(super) fn fields(&self) -> &'a Fields {
        match self {
            Self::Request(request) => request.fields,
            Self::Answer(answer, _) => answer.fields,
        }
    }

    pub(super) fn with_fields<'b>(&self, fields: &'b Fields) -> Message<'b>
    where
        'a: 'b,
    {
        match *self {
            Self::Request(request) => Message::Request(Request { fields, ..request }),
            Self::Answer(answer, asked) => Message::Answer(Answer { fields, ..answer }, asked),
        }
    }

    pub(super) fn body(&self) -> &'a [u8] {
        match self {
            Self::Request(request) => request.body,
            Self::Answer(answer, _) => answer.body,
        }
    }

    /// What the signature must cover, in this order.
    pub(super) fn components(&self) -> &'static [Component<'static>] {
        match self {
            Self::Request(Request { method: "GET", .. }) => &QUESTION,
            Self::Request(_) => &DEED,
            Self::Answer(..) => &ANSWER,
        }
    }

    /// Whether the body is part of the message, be it empty.
    pub(super) fn has_content(&self) -> bool {
        !matches!(self, Self::Request(Request { method: "GET", .. }))
    }

    /// Refuses what the receiver could act on although nobody signed it.
    pub(super) fn refuse_uncovered(&self) -> Result<(), SignatureProblem> {
        match self {
            Self::Request(Request { method: "GET", body: [_, ..], .. }) => Err(SignatureProblem::Uncovered("body")),
            Self::Request(Request { method, query: Some(_), .. }) if *method != "GET" => {
                Err(SignatureProblem::Uncovered("query"))
            }
            _ => Ok(()),
        }
    }

    /// What the signature covers, with the values.
    pub(super) fn covered(&self) -> Result<Vec<(Component<'static>, String)>, SignatureProblem> {
        let value = |component: &Component<'static>| Ok((*component, self.value(component.name)?));
        self.components().iter().map(value).collect()
    }

    fn value(&self, name: &'static str) -> Result<String, SignatureProblem> {
        let text = match (name, self) {
            ("@method", Self::Request(request)) => plain(name, request.method, is_method)?,
            ("@path", Self::Request(request)) => plain(name, request.path, is_path)?,
            ("@query", Self::Request(request)) => plain(name, request.query.unwrap_or_default(), is_query)?,
            ("@status", Self::Answer(answer, _)) => return status(answer.status),
            ("signature", Self::Answer(_, asked)) => plain(name, asked, |asked| super::profile::signature(asked).is_ok())?,
            _ => self.fields().one(name)?,
        };
        Ok(if name == "@query" { format!("?{text}") } else { text.to_owned() })
    }
}

fn plain<'a>(name: &'static str, text: &'a str, fits: impl Fn(&str) -> bool) -> Result<&'a str, SignatureProblem> {
    fits(text).then_some(text).ok_or(SignatureProblem::FieldMalformed(name))
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_uppercase())
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && text.bytes().all(|octet| octet.is_ascii_graphic() && !b"?#".contains(&octet))
}

fn is_query(text: &str) -> bool {
    text.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'#')
}

fn status(status: u16) -> Result<String, SignatureProblem> {
    let fits = (100..=999).contains(&status);
    fits.then(|| status.to_string()).ok_or(SignatureProblem::FieldMalformed("@status"))
}
