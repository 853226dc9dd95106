//! What every request shares.

use civic::time::Now;
use services::Db;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

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

/// What is known of the first start: whether nobody administers yet, and the name that was given meanwhile.
#[derive(Debug, Default)]
pub struct FirstStart {
    open: AtomicBool,
    mails_go_out: bool,
    empty: bool,
    name: RwLock<Option<Arc<str>>>,
}

impl FirstStart {
    /// While nobody administers; `mails_go_out` tells whether a mail server is set, `empty` whether there is
    /// nothing to read yet.
    #[must_use]
    pub fn pending(mails_go_out: bool, empty: bool) -> FirstStart {
        FirstStart {
            open: AtomicBool::new(true),
            mails_go_out,
            empty,
            name: RwLock::default(),
        }
    }

    /// Whether nobody administers yet, as far as this process knows.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Whether the first page leads to the first start: there is nothing else to see.
    #[must_use]
    pub fn leads_home(&self) -> bool {
        self.empty && self.is_open()
    }

    /// Whether a mail server is set.
    #[must_use]
    pub fn mails_go_out(&self) -> bool {
        self.mails_go_out
    }

    /// Somebody administers.
    pub fn close(&self) {
        self.open.store(false, Ordering::Relaxed);
    }

    /// Keeps the name that was given: pages show it at once.
    pub fn named(&self, name: &str) {
        *self.name.write().unwrap_or_else(PoisonError::into_inner) = Some(name.into());
    }

    /// The name that was given since the start.
    #[must_use]
    pub fn name(&self) -> Option<Arc<str>> {
        self.name
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The shared state, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The commune's name, as it was at the start: [`App::named`] gives the present one.
    pub commune: Arc<str>,
    /// What is known of the first start.
    pub first_start: Arc<FirstStart>,
    /// Browser files.
    pub assets: Arc<Assets>,
    /// Folder of mails that were not sent by SMTP.
    pub mail_folder: Option<Arc<PathBuf>>,
    /// Set in demonstration mode.
    pub demonstration: Option<Arc<Demonstration>>,
    /// Whether people come by HTTPS: cookies are then marked so.
    pub https: bool,
}

impl App {
    /// The commune's name.
    #[must_use]
    pub fn named(&self) -> Arc<str> {
        self.first_start
            .name()
            .unwrap_or_else(|| Arc::clone(&self.commune))
    }
}
