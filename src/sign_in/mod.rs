//! Signing in: as a page, over a page whose session has expired, and while the host page signs in.
//!
//! Calls: `swr_api::iam`. `session` tries, keeps and clears the credentials.

mod form;
mod host_sign_in;
mod page;
pub mod texts;

pub use host_sign_in::{HostSignIn, HostSignInAgain};
pub use page::{SignInAgain, SignInPage, way_name};
