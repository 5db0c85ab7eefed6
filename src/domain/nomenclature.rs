//! The common nomenclature's enumerations, as dated data with the source's own spelling.
//! Must not know: which values a block or account happens to have.
