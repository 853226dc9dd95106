//! What tests share: a folder that goes away, a database in it, a state whose clock they move.

use app::web::provider::Providers;
use app::web::{App, Assets};
use civic::time::Time;
use services::session::Demand;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::cli::Base;
use crate::database::Address;

/// A folder of its own for a test, removed at its end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("tiker-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// A database in it, whose name has what a URL would trip over.
    pub fn base(&self) -> Base {
        Base {
            database: Address::File(self.0.join("a b#%.db")),
            key_file: None,
        }
    }

    /// A state over that database, and its clock in seconds.
    pub async fn app(&self) -> (App, Arc<AtomicI64>) {
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        let hand = Arc::clone(&seconds);
        let app = App {
            elections: Arc::default(),
            db: self.base().open().await.unwrap(),
            clock: Arc::new(move || Time(hand.load(Ordering::Relaxed) * 1_000_000)),
            shown: Arc::default(),
            first_start: Arc::default(),
            assets: Arc::new(Assets::default()),
            mail_folder: None,
            demonstration: None,
            origin: None,
            https: false,
            bringing: Arc::default(),
            demand: Demand::Any,
            providers: Providers::default(),
        };
        (app, seconds)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
