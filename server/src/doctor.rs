//! `tiker doctor`: looks at the installation and says in words what to do.

use anyhow::Result;
use std::process::ExitCode;

use crate::cli::Doctor;

/// `tiker doctor`.
pub async fn run(options: Doctor) -> Result<ExitCode> {
    options.base.open().await?.close().await;
    Ok(ExitCode::SUCCESS)
}
