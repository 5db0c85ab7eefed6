mod deciding;
mod executing;
mod properties;
mod refusing;
mod world;
