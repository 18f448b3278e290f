//! The matrix that holds in this house.

use super::Matrix;
use crate::store::{Result, Tx, setting};

const SCOPE: &str = "severity";
const MATRIX: &str = "matrix";

/// The operator's matrix; the shipped one without.
pub async fn matrix(tx: &mut Tx) -> Result<Matrix> {
    let text = setting::get(tx, SCOPE, MATRIX).await?;
    // It was read before it was stored; a newer Squall may have rows that this one does not know.
    Ok(text.and_then(|text| Matrix::parse(&text).ok()).unwrap_or_default())
}

/// From now on these rows, as TOML, stand instead of the shipped ones; none of them without.
pub async fn set(tx: &mut Tx, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) => setting::set(tx, SCOPE, MATRIX, text).await,
        None => setting::clear(tx, SCOPE, MATRIX).await,
    }
}
