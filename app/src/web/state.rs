//! What every request shares.

use civic::time::Now;
use services::Db;
use std::path::PathBuf;
use std::sync::Arc;

/// Gives the present instant; only `demo` may have one that can be moved.
pub type Clock = Arc<dyn Fn() -> Now + Send + Sync>;

/// Addresses of the sealed browser files.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Style sheet.
    pub css: String,
    /// The script that starts the client.
    pub boot: String,
    /// The client's glue.
    pub client_js: String,
    /// The client.
    pub client_wasm: String,
}

/// What only a demonstration has.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Addresses that already hold a role, to try: (address, role in French).
    pub accounts: Vec<(String, String)>,
}

/// The shared state, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The commune's name.
    pub commune: Arc<str>,
    /// Browser files.
    pub assets: Arc<Assets>,
    /// Folder of mails that were not sent by SMTP.
    pub mail_folder: Option<Arc<PathBuf>>,
    /// Set in demonstration mode.
    pub demonstration: Option<Arc<Demonstration>>,
    /// Whether people come by HTTPS: cookies are then marked so.
    pub https: bool,
}
