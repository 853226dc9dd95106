//! `tiker import pabulib` and `tiker export pabulib`: files in and out, through the citizens' use cases.

use anyhow::{Result, bail};

use crate::cli::{Export, Import};

/// `tiker import pabulib FILE`.
pub async fn import(_options: Import) -> Result<()> {
    bail!("pas encore")
}

/// `tiker export pabulib PROCESS`.
pub async fn export(_options: Export) -> Result<()> {
    bail!("pas encore")
}
