//! Between HTTP and the pages: state, the context of a request, forms, cookies, answers.
//! Never here: what a page says or what a use case does.

mod context;
mod cookie;
mod failure;
mod fields;
mod look;
pub mod provider;
mod respond;
pub mod roll;
mod state;
mod upload;

pub use context::Ctx;
pub use cookie::{BROWSER, CHOICES, Cookies, SESSION, set_cookie, sign_session, urn_cookies};
pub use failure::{Answer, Failure, render_failures};
pub use fields::Fields;
pub use look::{HomeIcon, Look, Shield, Shown};
pub use respond::{add_cookies, elsewhere, fragment, private, public, see_other};
pub use state::{Apart, App, Assets, Clock, Demonstration, FirstStart};
pub use upload::Sent;
