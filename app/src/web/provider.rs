//! A provider of identities as pages know it. How it is spoken to is the server's affair (`server/src/oidc.rs`).
//! **Never here**: a secret, a protocol.

use civic::identity::{Identity, Way};
use services::identity::Journey;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// An answer that takes a while.
pub type Awaited<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Why a provider vouches for nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be reached, or answers nonsense: try later, or another way.
    Away,
    /// It vouches for somebody who does not work for this commune.
    Stranger,
    /// It answers, and what it says is not what was asked, or is not rightly signed: nobody is signed in.
    Wrong,
}

/// The providers that are set up.
#[derive(Clone, Default)]
pub struct Providers {
    /// FranceConnect.
    pub france_connect: Option<Arc<dyn Provider>>,
    /// `ProConnect`.
    pub pro_connect: Option<Arc<dyn Provider>>,
}

impl Providers {
    /// One of them.
    #[must_use]
    pub fn of(&self, way: Way) -> Option<&Arc<dyn Provider>> {
        match way {
            Way::FranceConnect => self.france_connect.as_ref(),
            Way::ProConnect => self.pro_connect.as_ref(),
        }
    }
}

/// Somebody vouched for, and what signs her out there later.
pub type Vouched = (Identity, String);

/// A provider.
pub trait Provider: Send + Sync {
    /// Where a browser is sent to begin.
    fn entrance(&self, journey: &Journey) -> Awaited<Result<String, Trouble>>;

    /// Exchanges the code that came back, at once: it works for thirty seconds.
    fn vouch(&self, code: String, journey: Journey) -> Awaited<Result<Vouched, Trouble>>;

    /// Where a browser is sent to sign out there too.
    fn exit(&self, id_token: String, journey: &Journey) -> Awaited<Result<String, Trouble>>;
}
