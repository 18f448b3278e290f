//! The matrix that holds in this house.

use super::Matrix;
use crate::store::{Result, Tx, setting};

const SCOPE: &str = "severity";
const MATRIX: &str = "matrix";

/// The operator's matrix; the shipped one without.
pub async fn matrix(tx: &mut Tx) -> Result<Matrix> {
    let set = setting::word(tx, SCOPE, MATRIX, |text| Matrix::parse(text).ok()).await?;
    Ok(set.unwrap_or_default())
}

/// From now on these rows, as TOML, stand instead of the shipped ones; none of them without.
pub async fn set(tx: &mut Tx, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) => setting::set(tx, SCOPE, MATRIX, text).await,
        None => setting::clear(tx, SCOPE, MATRIX).await,
    }
}
