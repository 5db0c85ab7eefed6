//! A bundle of contacts in a file of this computer, with the signatures that lie beside it.
//! It is read strictly; whose it is, and whether any of it counts, is judged by whoever asked for it.
//! Must not know: how files are read.

use crate::evidence::{contacts::BundleText, sshsig::SshSignature};

/// A bundle in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFile {
    /// The name of the file, without its folder, as it may be shown.
    pub name: String,
    /// The bundle.
    pub text: BundleText,
    /// The signatures beside it, each with the name of its file.
    pub signatures: Vec<(String, SshSignature)>,
}
