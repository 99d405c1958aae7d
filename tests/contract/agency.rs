//! The account's permission to act for it, which is given once.

use swr_api::{Agency, ErrorKind};
use swr_server::service::ACCOUNT_ID;

use crate::world::{World, coded, refusal};

#[tokio::test]
async fn an_agency_is_made_once_by_the_administrator() {
    let world = World::new();
    let agency = |exists| Agency {
        domain_id: ACCOUNT_ID.to_owned(),
        exists,
    };
    let reader = world.user("reader");
    assert_eq!(reader.get_agency().await, Ok(agency(Some(false))));
    let refused = reader.create_agency().await;
    assert_eq!(refusal(refused), coded("4039002", ErrorKind::Forbidden));
    let admin = world.user("admin");
    assert_eq!(admin.create_agency().await, Ok(()));
    assert_eq!(reader.get_agency().await, Ok(agency(Some(true))));
    let again = admin.create_agency().await;
    assert_eq!(refusal(again), coded("4090089", ErrorKind::Conflict));
    let partner = world.user("partner-admin").get_agency().await;
    assert_eq!(
        partner.unwrap().exists,
        Some(false),
        "each account has its own"
    );
}
