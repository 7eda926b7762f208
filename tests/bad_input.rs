//! Bad input, in every field of every form: it is named, kept and harmless.

mod crawl;
mod double;
mod hostile;
mod world;
