//! Signing: any request can be signed, order does not matter, and what is added may travel in a
//! header.

use swr_api::signing::{Unsigned, sign};
use swr_api::{Secret, Timestamp};

use crate::check;
use crate::input::Input;

const PIECES: &[&str] = &[
    "/", "//", "..", "%", "%2", "%2F", "%zz", "+", "~", "a", "B", "=", "&", "?", " ", "é", "名",
];

fn pairs(input: &mut Input) -> Vec<(String, String)> {
    (0..input.below(5))
        .map(|_| (input.text(PIECES, 3), input.text(PIECES, 4)))
        .collect()
}

#[test]
fn a_signature_depends_on_the_request_and_not_on_the_order_of_its_parts() {
    check(|input| {
        let path = format!("/{}", input.text(PIECES, 8));
        let mut query = pairs(input);
        let body = input.text(PIECES, 4);
        let secret = Secret::from("secret");
        let now = Timestamp::from_unix_millis(1_700_000_000_000);
        let mut headers = vec![
            ("host", "example.test"),
            ("content-type", "application/json"),
        ];
        let signed = |query: &[(String, String)], headers: &[(&str, &str)], path: &str| {
            let body = body.as_bytes();
            sign(
                &Unsigned {
                    method: "GET",
                    path,
                    query,
                    headers,
                    body,
                },
                "ACCESS",
                &secret,
                now,
            )
        };
        let first = signed(&query, &headers, &path);
        query.reverse();
        headers.reverse();
        assert_eq!(signed(&query, &headers, &path), first);
        assert_ne!(signed(&query, &headers, &format!("{path}x")), first);
        for (_, value) in first {
            assert!(
                value.bytes().all(|byte| (0x20..0x7f).contains(&byte)),
                "{value}"
            );
        }
        true
    });
}
