//! Why a desk did not do what it was asked: the person's to mend, or the store's. Both travel by `?`. A refusal is decided
//! before anything is written; whoever began the transaction lets it go, so that nothing of it stays.

use crate::store::{Result, StoreError};

/// A reason of a feature not to do something, which the person hears in its voice.
pub trait Refusal {}

/// What keeps a desk from doing it.
#[derive(Debug)]
pub enum Error<R> {
    Refused(R),
    Store(StoreError),
}

/// What became of it, or why nothing did.
pub type Decided<T, R> = std::result::Result<T, Error<R>>;

impl<R> Error<R> {
    /// The same, as another refusal.
    pub fn map<T>(self, other: impl FnOnce(R) -> T) -> Error<T> {
        match self {
            Self::Refused(refused) => Error::Refused(other(refused)),
            Self::Store(error) => Error::Store(error),
        }
    }
}

impl<R: Refusal> From<R> for Error<R> {
    fn from(refused: R) -> Self {
        Self::Refused(refused)
    }
}

impl<R> From<StoreError> for Error<R> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// For those whom nobody waits for: a refusal means that there was nothing to do.
pub fn unless_refused<T, R>(decided: Decided<T, R>) -> Result<Option<T>> {
    match decided {
        Ok(done) => Ok(Some(done)),
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::Store(error)) => Err(error),
    }
}
