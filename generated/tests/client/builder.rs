//! Building a client: variables, region, edge and user agent, and invalid settings.

use crate::either::{Either, Options, either};
use std::{env, process::Command};
use twilio_bindings::{
    Client, Error,
    api::v2010::FetchMessage,
    blocking,
    client::{ClientBuilder, Mock},
};

either!(invalid_base_url_is_rejected);

fn invalid_base_url_is_rejected<C: Either>() {
    for base_url in [
        "localhost",
        "ftp://localhost",
        "https://user:secret@localhost",
        "http://:80",
        "http://127.0.0.1:401O",
        "http://127.0.0.1:",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://127.0.0.1:+80/prefix",
        "http://[::1]:x",
        "",
    ] {
        let error = C::try_new(Options::base_url(base_url)).err().expect(base_url);
        assert!(error.to_string().contains("base URL") && !error.to_string().contains("secret"), "{error}");
    }
}

fn from(variables: &[(&str, &str)]) -> Result<ClientBuilder<Client>, Error> {
    let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    Client::builder().from_vars(find)
}

#[test]
fn missing_variables_are_named() {
    let message = |variables: &[_]| from(variables).expect_err("something is missing").to_string();
    assert!(message(&[]).contains("`TWILIO_ACCOUNT_SID` is not set"));
    assert!(message(&[("TWILIO_ACCOUNT_SID", "AC1")]).contains("`TWILIO_AUTH_TOKEN` is not set"));
    assert!(
        message(&[("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "")]).contains("`TWILIO_AUTH_TOKEN` is not set")
    );
    let key = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t"), ("TWILIO_API_KEY", "SK1")];
    assert!(message(&key).contains("`TWILIO_API_SECRET` is not set"));
}

#[test]
fn region_must_be_a_dns_label() {
    let sound = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t"), ("TWILIO_REGION", "au1")];
    from(&sound).and_then(ClientBuilder::build).expect("a client");
    let evil = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t"), ("TWILIO_REGION", "evil.example/")];
    from(&evil).and_then(ClientBuilder::build).expect_err("no region");
}

/// The variable that is only set for the child process.
const IS_CHILD: &str = "TEST_OF_ENVIRONMENT";

/// Prints the URL of a request and its `Authorization`. Runs as a child process, which has its own environment.
#[test]
fn child_with_an_environment() {
    if env::var_os(IS_CHILD).is_none() {
        return;
    }
    let mock = Mock::new().respond_json(200, "{}");
    let client = blocking::Client::builder()
        .from_vars(|name| env::var(name).ok())
        .expect("an environment")
        .user_agent_extension("shop/1.2")
        .transport(mock.clone())
        .build()
        .expect("a client");
    client.send(&FetchMessage::new("SM1")).expect("a response");
    Client::from_env().expect("a client");
    blocking::Client::from_env().expect("a client");
    let request = &mock.requests()[0];
    let header = |name: &str| request.headers()[name].to_str().expect("a header").to_owned();
    println!("\n[{} {} {}]", request.uri(), header("authorization"), header("user-agent"));
}

#[test]
fn environment_sets_credentials_and_host() {
    let said = |variables: &[(&str, &str)]| {
        let mut child = Command::new(env::current_exe().expect("this program"));
        // Whoever runs the tests may have set credentials of their own.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TWILIO_")) {
            child.env_remove(name);
        }
        let child = child
            .args(["builder::child_with_an_environment", "--exact", "--nocapture"])
            .env(IS_CHILD, "1")
            .envs(variables.iter().copied())
            .output()
            .expect("a child");
        assert!(child.status.success());
        let text = String::from_utf8(child.stdout).expect("text");
        let line = text.lines().find_map(|line| Some(line.strip_prefix('[')?.strip_suffix(']')?.to_owned()));
        line.expect("a line")
    };
    let account = said(&[("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t")]);
    assert!(
        account.starts_with("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/SM1.json Basic QUMxOnQ= "),
        "{account}"
    );
    assert!(account.ends_with(" shop/1.2") && account.contains(" twilio-bindings/"), "{account}");
    let key = said(&[
        ("TWILIO_ACCOUNT_SID", "AC1"),
        ("TWILIO_AUTH_TOKEN", "t"),
        ("TWILIO_API_KEY", "SK1"),
        ("TWILIO_API_SECRET", "s"),
        ("TWILIO_REGION", "au1"),
        ("TWILIO_EDGE", "sydney"),
    ]);
    let expected = "https://api.sydney.au1.twilio.com/2010-04-01/Accounts/AC1/Messages/SM1.json Basic U0sxOnM= ";
    assert!(key.starts_with(expected), "{key}");
    let rebased = said(&[
        ("TWILIO_ACCOUNT_SID", "AC1"),
        ("TWILIO_AUTH_TOKEN", "t"),
        ("TWILIO_EDGE", "sydney"),
        ("TWILIO_BASE_URL", "http://localhost:4010/twilio/"),
    ]);
    assert!(
        rebased.starts_with("http://localhost:4010/twilio/2010-04-01/Accounts/AC1/Messages/SM1.json "),
        "{rebased}"
    );
}

#[test]
fn invalid_variables_are_named() {
    let with = |name, value| from(&[("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t"), (name, value)]);
    let error = with("TWILIO_CA_BUNDLE", "/no/such/file").expect_err("no file").to_string();
    assert!(error.starts_with("variable `TWILIO_CA_BUNDLE`: can't read the file `/no/such/file`: "), "{error}");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let error = with("TWILIO_CA_BUNDLE", manifest).and_then(ClientBuilder::build).expect_err("no certificate");
    assert!(error.to_string().starts_with("root certificate is not in PEM format"), "{error}");
    let error = with("TWILIO_BASE_URL", "http://127.0.0.1:401O").and_then(ClientBuilder::build).expect_err("no port");
    assert!(error.to_string().starts_with("base URL has a port"), "{error}");
}
