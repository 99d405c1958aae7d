//! Signing in: as a page, over a page whose sign-in has ended, and while the page around signs in.
//!
//! Calls: `swr_api::iam`. What is typed is tried, kept and forgotten by `session`.

mod form;
mod host_sign_in;
mod page;
pub mod texts;

pub use host_sign_in::{HostSignIn, HostSignInAgain};
pub use page::{SignInAgain, SignInPage, way_name};
