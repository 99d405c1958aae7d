//! The program itself: starting, refusing to start, being killed, and its users.

mod lasting;
mod server;
mod starting;
mod users;
