//! What every request shares.

use super::look::Shown;
use civic::time::Now;
use services::Db;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
    /// What asks a device for its passkey, for the pages that do.
    pub passkey: String,
    /// What makes voting rights, for the registrar's page.
    pub registrar: Apart,
    /// What seals a ballot, for the page of a sealed vote.
    pub seal: Apart,
    /// What keeps a trustee's share, for her page.
    pub trustee: Apart,
    /// What checks an archive, for the pages that do.
    pub verify: Apart,
}

/// Addresses of what a single page needs: a small wasm in a worker, and the scripts around it.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    /// The page's script.
    pub page: String,
    /// The worker's script.
    pub worker: String,
    /// The wasm's glue.
    pub module: String,
    /// The wasm.
    pub wasm: String,
    /// What worker, glue and wasm must be, in this order, as the browser checks it: `sha256-… sha256-… sha256-…`.
    pub integrity: String,
    /// The SHA-256 of the wasm, hexadecimal: what is published, and built again by whoever doubts.
    pub hash: String,
}

/// What only a demonstration has.
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Addresses that already hold a role, to try: (address, role in French).
    pub accounts: Vec<(String, String)>,
}

/// What is known of the first start: whether nobody administers yet.
#[derive(Debug, Default)]
pub struct FirstStart {
    open: AtomicBool,
    mails_go_out: bool,
    empty: bool,
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
}

/// The shared state, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The commune as pages show it.
    pub shown: Arc<Shown>,
    /// What is known of the first start.
    pub first_start: Arc<FirstStart>,
    /// Elections that sealed ballots come for.
    pub elections: Arc<crate::api::sealed::Elections>,
    /// Browser files.
    pub assets: Arc<Assets>,
    /// Folder of mails that were not sent by SMTP.
    pub mail_folder: Option<Arc<PathBuf>>,
    /// Set in demonstration mode.
    pub demonstration: Option<Arc<Demonstration>>,
    /// How the site is reached from outside (`https://mairie.exemple.bzh`), when that is known.
    pub origin: Option<Arc<str>>,
    /// Whether people come by HTTPS: cookies are then marked so.
    pub https: bool,
    /// The electoral roll that is being brought, if one is.
    pub bringing: Arc<super::roll::Bringing>,
    /// What a session must have proven before roles can be used in it.
    pub demand: services::session::Demand,
    /// Providers that vouch for people, where they are set up.
    pub providers: super::provider::Providers,
}
