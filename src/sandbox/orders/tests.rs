mod deciding;
mod executing;
mod properties;
mod refusing;
pub(in crate::sandbox) mod world;
