//! Credentials: which operations they are sent with, and where they are shown.

use crate::either::{Either, Options, either};
use bytes::Bytes;
use twilio_bindings::{
    Error, ErrorKind, Request,
    api::v2010::FetchMessage,
    client::{Credentials, Mock, SentRequest},
    iam::organizations::ListOrganizationUsers,
    oauth::v2::CreateOauth2Token,
};

either!(
    account_uses_its_auth_token,
    api_key_is_used_for_its_account,
    operations_without_credentials_get_none,
    missing_bearer_token_is_reported,
    each_operation_gets_matching_credentials,
    invalid_token_is_rejected_by_build,
    credentials_stay_in_the_host_family,
);

fn authorization(mock: &Mock) -> Vec<Option<String>> {
    let of = |request: SentRequest| {
        let value = request.headers().get("authorization")?;
        assert!(value.is_sensitive());
        value.to_str().ok().map(str::to_owned)
    };
    mock.requests().into_iter().map(of).collect()
}

fn client<C: Either>(credentials: Credentials) -> (Mock, C) {
    let mock = Mock::new().respond_with(|_| Ok(http::Response::new("{}".into())));
    let client = C::new(Options::mock(&mock).credentials(credentials));
    (mock, client)
}

fn account_uses_its_auth_token<C: Either>() {
    let (mock, client) = client::<C>(Credentials::account("AC123", "auth-token"));
    client.send(&FetchMessage::new("SM1")).expect("a response");
    assert_eq!(authorization(&mock), [Some("Basic QUMxMjM6YXV0aC10b2tlbg==".to_owned())]);
}

fn api_key_is_used_for_its_account<C: Either>() {
    let (mock, client) = client::<C>(Credentials::api_key("SK1", "s", "AC9"));
    client.send(&FetchMessage::new("SM1")).expect("a response");
    assert_eq!(authorization(&mock), [Some("Basic U0sxOnM=".to_owned())]);
    assert_eq!(mock.requests()[0].uri().path(), "/2010-04-01/Accounts/AC9/Messages/SM1.json");
}

fn operations_without_credentials_get_none<C: Either>() {
    let (mock, client) = client::<C>(Credentials::account("AC123", "auth-token").and(Credentials::bearer("t")));
    client.send(&CreateOauth2Token::new()).expect("a response");
    assert_eq!(authorization(&mock), [None]);
}

fn missing_bearer_token_is_reported<C: Either>() {
    let (mock, client) = client::<C>(Credentials::account("AC123", "auth-token"));
    let error = client.send(&ListOrganizationUsers::new("OR1")).expect_err("no bearer");
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Encode, Some("ListOrganizationUsers")));
    assert_eq!(
        error.to_string(),
        "operation `ListOrganizationUsers`: a bearer token is required, but the client has none: use \
         `Credentials::oauth` or `Credentials::bearer`"
    );
    assert!(mock.requests().is_empty());
}

fn each_operation_gets_matching_credentials<C: Either>() {
    let both = Credentials::bearer("to.k-en").and(Credentials::api_key("SK1", "s", "AC9"));
    let (mock, client) = client::<C>(both);
    client.send(&FetchMessage::new("SM1")).expect("a response");
    client.send(&ListOrganizationUsers::new("OR1")).expect("a response");
    assert_eq!(authorization(&mock), [Some("Basic U0sxOnM=".to_owned()), Some("Bearer to.k-en".to_owned())]);

    let (mock, client) = self::client::<C>(Credentials::none());
    let error = client.send(&FetchMessage::new("SM1").account_sid("AC1")).expect_err("no credentials");
    assert!(error.to_string().contains("credentials are required, but the client has none"), "{error}");
    assert!(mock.requests().is_empty());
}

fn invalid_token_is_rejected_by_build<C: Either>() {
    let refused = |credentials| {
        let error: Error =
            C::try_new(Options::base_url("http://127.0.0.1:1").credentials(credentials)).err().expect("no client");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    };
    refused(Credentials::bearer("secret\r\nX-Injected: 1"));
    refused(Credentials::oauth("id", "secret").token_url("ftp://example.com"));
    refused(Credentials::oauth("id", "secret").token_url("https://user:secret@example.com/token"));
    refused(Credentials::oauth("id", "secret").token_url("http://127.0.0.1:401O/token"));
}

fn credentials_stay_in_the_host_family<C: Either>() {
    let (mock, client) = client::<C>(Credentials::account("AC123", "auth-token"));
    let go = |uri: &str| {
        let mut request = http::Request::new(Bytes::new());
        *request.uri_mut() = uri.parse().expect("a URI");
        client.send_http(FetchMessage::OPERATION, request)
    };
    for uri in [
        "https://example.com/2010-04-01/Accounts.json",
        "http://api.twilio.com/2010-04-01/Accounts.json",
        "https://api.twilio.com:8443/2010-04-01/Accounts.json",
        "https://api.twilio.com.example.com/",
        "https://conversations.twilio.com/v1/Conversations",
        "https://user@api.twilio.com/",
        "https://api.twilio.com:443O/",
        "https://api.twilio.com:/",
        "/2010-04-01/Accounts.json",
    ] {
        let error = go(uri).expect_err(uri);
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Encode, Some("FetchMessage")), "{uri}");
    }
    assert!(mock.requests().is_empty());
    go("https://api.sydney.au1.twilio.com/2010-04-01/Accounts.json").expect("the same family");
}

#[test]
fn debug_hides_secrets() {
    let credentials = Credentials::api_key("SK1", "secret", "AC9")
        .and(Credentials::oauth("OQ1", "secret"))
        .and(Credentials::bearer("secret"));
    let builder = twilio_bindings::Client::builder().credentials(credentials.clone());
    let shown = format!("{credentials:?} {builder:?}") + &format!("{:?}", builder.build().expect("a client"));
    assert!(!shown.contains("secret") && !shown.contains("U0sxOnNlY3JldA"), "{shown}");
    assert!(shown.contains("SK1") && shown.contains("OQ1"), "{shown}");
}
