//! Signs in with a password and prints every repository the user can see.
//!
//! ```text
//! SWR_ENDPOINT=http://127.0.0.1:8080 SWR_ACCOUNT=local SWR_USER=admin SWR_PASSWORD=… \
//!     SWR_PROJECT=local-1 cargo run -p swr-api --features native --example list_repositories
//! ```
//!
//! `SWR_IAM_ENDPOINT` names the identity service where it is another host, as in every cloud.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::env;
use std::error::Error;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use swr_api::{
    Client, Clock, Credentials, Endpoint, NativeTransport, PasswordSignIn, RepositoryQuery, Secret,
    Timestamp,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let endpoint = env::var("SWR_ENDPOINT")?;
    let iam_endpoint = env::var("SWR_IAM_ENDPOINT").unwrap_or_else(|_| endpoint.clone());
    let transport = NativeTransport::new()?;
    let clock: Clock = Arc::new(now);

    let iam = Client::new(
        Endpoint::new(iam_endpoint),
        Credentials::None,
        transport.clone(),
        Arc::clone(&clock),
    );
    let sign_in = PasswordSignIn {
        account: env::var("SWR_ACCOUNT")?,
        user: env::var("SWR_USER")?,
        password: Secret::new(env::var("SWR_PASSWORD")?),
        project: env::var("SWR_PROJECT")?,
    };
    let issued = iam.create_token(&sign_in).await?;
    println!("Signed in as {}.", issued.user.name);
    if let Some(expires_at) = issued.expires_at {
        println!("The token is good until {expires_at}.");
    }

    let credentials = Credentials::Token(issued.token);
    let client = Client::new(Endpoint::new(endpoint), credentials, transport, clock);
    let mut query = RepositoryQuery::default();
    loop {
        let page = client.list_repositories(&query).await?;
        for repository in &page.items {
            println!(
                "{}/{}: {} tags, {} bytes",
                repository.organization,
                repository.name,
                written(repository.tag_count),
                written(repository.size_bytes)
            );
        }
        // The total may be unknown; a page that is not full is the last one in any case.
        if page.received() < u64::from(query.page.limit) {
            return Ok(());
        }
        query.page = query.page.next();
    }
}

/// What the service does not say is not zero.
fn written(count: Option<u64>) -> String {
    count.map_or_else(|| "unknown".to_owned(), |count| count.to_string())
}

fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since_1970.expect("the clock stands after 1970").as_millis();
    Timestamp::from_unix_millis(i64::try_from(millis).expect("the clock stands before year 9999"))
}
