mod binding;
mod cut_off;
mod deciding;
mod executing;
mod guarding;
mod properties;
mod refusing;
mod remote;
pub(in crate::sandbox) mod world;
