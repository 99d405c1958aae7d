//! The transports: the browser, or the host page. The clients of the two services are created here, and
//! the console's own files are loaded.

mod browser;
mod clients;
mod dated;
pub mod files;
mod host_transport;
mod version;

pub use browser::{Carrier, Client, Transport};
pub use clients::{client, identity_client};
pub use dated::{TellTime, dated};
pub use host_transport::{carrier, identity_carrier};
pub use version::{installed_version, running_version};
