mod binding;
mod deciding;
mod executing;
mod properties;
mod refusing;
mod remote;
pub(in crate::sandbox) mod world;
