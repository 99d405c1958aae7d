//! A local service that speaks the SWR management API and takes docker push.

pub mod random;
pub mod store;
