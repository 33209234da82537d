//! A guide to common tasks, with an example for each.
//!
//! The crate's tests run every example against a [`Mock`](crate::client::Mock). In your own code, create `client` with
//! `Client::from_env()?`, which reads `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`. The blocking client has the same methods
//! without `await`.
//!
//! # Send a message
//!
//! Required parameters are arguments of `new`; all others have setters. This message is sent through a Messaging Service, which
//! picks the sender. To choose the sender yourself, set `from` instead. Without `media_url`, it would be an SMS rather than an
//! MMS.
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "SM123", "status": "accepted"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::{CreateMessage, MessageStatus};
//!
//! let message = CreateMessage::new("+15558881111")
//!     .messaging_service_sid("MG0123456789abcdef0123456789abcdef")
//!     .body("Your order has been shipped.")
//!     .media_url(["https://example.com/label.png"])
//!     .status_callback("https://example.com/message-status");
//! let message = client.send(&message).await?;
//!
//! assert_eq!(message.status, Some(MessageStatus::Accepted));
//! # Ok(()) }
//! ```
//!
//! A response derefs to its value. To move fields out without cloning them, use [`into_inner`](crate::Response::into_inner):
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(200, r#"{"sid": "SM123", "body": "Hi"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::FetchMessage;
//!
//! let message = client.send(&FetchMessage::new("SM0123456789abcdef0123456789abcdef")).await?;
//! println!("Twilio's ID of the request: {:?}", message.request_id());
//! let text: Option<String> = message.into_inner().body;
//! # Ok(()) }
//! ```
//!
//! # Schedule a message
//!
//! To schedule a message, send it through a Messaging Service, and set `schedule_type` and `send_at`, which must be more than 5
//! minutes and at most 35 days from now. `UpdateMessage` can cancel it before it is sent.
//!
//! Timestamps and dates are types of [`jiff`]; create them from a `SystemTime`, or from the seconds of chrono's `DateTime`:
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "SM123", "status": "scheduled"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use std::time::{Duration, SystemTime};
//! use twilio_bindings::api::v2010::{CreateMessage, MessageScheduleType};
//! use twilio_bindings::jiff::Timestamp;
//!
//! let in_an_hour = Timestamp::try_from(SystemTime::now() + Duration::from_secs(3600))?;
//! // With chrono: `Timestamp::from_second(date_time.timestamp())?`.
//! let message = CreateMessage::new("+15558881111")
//!     .messaging_service_sid("MG0123456789abcdef0123456789abcdef")
//!     .body("See you tomorrow at 9.")
//!     .schedule_type(MessageScheduleType::Fixed)
//!     .send_at(in_an_hour);
//! client.send(&message).await?;
//! # Ok(()) }
//! ```
//!
//! # List the messages of the last seven days
//!
//! Pages are requested as they are needed. This example takes the messages one by one. To get whole pages, call `pages` instead of
//! `items`, and import [`Page`](crate::Page) to call their methods, such as `records`.
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(200, r#"{"messages": [{"sid": "SM1", "to": "+15558881111"}, {"sid": "SM2"}]}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::ListMessage;
//! use twilio_bindings::jiff::{ToSpan, Zoned};
//!
//! let week_ago = Zoned::now().checked_sub(7.days())?.date();
//! let mut messages = client.list(ListMessage::new().date_sent_after(week_ago)).limit(1_000).items();
//! let mut count = 0;
//! while let Some(message) = messages.next().await {
//!     let message = message?;
//!     println!("{:?} to {:?}", message.sid, message.to);
//!     count += 1;
//! }
//! # assert_eq!(count, 2);
//! # Ok(()) }
//! ```
//!
//! # Make a call and follow its status
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "CA123", "status": "queued"}"#).respond_json(200, r#"{"sid": "CA123", "status": "in-progress"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::{CallStatus, CreateCall, FetchCall};
//!
//! let call = CreateCall::new("+15558881111", "+15557771111")
//!     .twiml("<Response><Say>Your table is ready.</Say></Response>")
//!     .status_callback("https://example.com/call-status")
//!     .status_callback_event(["initiated", "answered", "completed"]);
//! let call = client.send(&call).await?.into_inner();
//!
//! // Twilio posts each change to the callback. You can also fetch the status:
//! let call = client.send(&FetchCall::new(call.sid.unwrap_or_default())).await?;
//! match &call.status {
//!     Some(CallStatus::Completed) => println!("the call took {:?} seconds", call.duration),
//!     Some(status) => println!("the call is {status}"),
//!     None => {}
//! }
//! # Ok(()) }
//! ```
//!
//! # Create a conversation with participants
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(202, r#"{"sid": "CH123", "state": "active", "timers": {"date_inactive": "2026-12-01T10:00:00Z"}}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::conversations::v1::CreateConversationWithParticipants;
//!
//! let conversation = CreateConversationWithParticipants::new()
//!     .friendly_name("Order 1234")
//!     .timers_inactive("PT1H")
//!     .participant([
//!         r#"{"identity": "ana"}"#,
//!         r#"{"messaging_binding": {"address": "+15558881111", "proxy_address": "+15557771111"}}"#,
//!     ]);
//! let conversation = client.send(&conversation).await?;
//!
//! if let Some(inactive) = conversation.timers.as_ref().and_then(|timers| timers.date_inactive) {
//!     println!("inactive from {inactive}");
//! }
//! # Ok(()) }
//! ```
//!
//! # Verify a phone number
//!
//! The `status` of the check is `approved` if the code was right. [`Error::code`](crate::Error::code) is Twilio's error code.
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "VE123", "status": "pending"}"#).respond_json(404, r#"{"code": 20404, "message": "not found", "status": 404}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::verify::v2::{CreateVerification, CreateVerificationCheck};
//!
//! let service = "VA0123456789abcdef0123456789abcdef";
//! client.send(&CreateVerification::new(service, "+15558881111", "sms")).await?;
//!
//! let check = CreateVerificationCheck::new(service).to("+15558881111").code("123456");
//! match client.send(&check).await {
//!     Ok(check) if check.status.as_deref() == Some("approved") => println!("verified"),
//!     Ok(_) => println!("wrong code, try again"),
//!     Err(error) if error.code() == Some(20404) => println!("expired or already checked: start again"),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(()) }
//! ```
//!
//! # Look up a number
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(200, r#"{"country_code": "US", "line_type_intelligence": {"type": "mobile", "carrier_name": "Example"}}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::lookups::v2::FetchPhoneNumber;
//!
//! let number = client.send(&FetchPhoneNumber::new("+15558881111").fields("line_type_intelligence")).await?;
//! println!("{:?}: {:?}", number.country_code, number.line_type_intelligence);
//! # Ok(()) }
//! ```
//!
//! # Find and buy a number
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(200, r#"{"available_phone_numbers": [{"phone_number": "+14155550100"}]}"#).respond_json(201, r#"{"sid": "PN123"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::{CreateIncomingPhoneNumber, ListAvailablePhoneNumberLocal};
//!
//! let mut numbers =
//!     client.list(ListAvailablePhoneNumberLocal::new("US").area_code(415).sms_enabled(true)).limit(1).items();
//! let number = numbers.next().await.ok_or("no number is available")??;
//!
//! let purchase = CreateIncomingPhoneNumber::new()
//!     .phone_number(number.phone_number.unwrap_or_default())
//!     .sms_url("https://example.com/incoming-sms");
//! let number = client.send(&purchase).await?;
//! # assert_eq!(number.sid.as_deref(), Some("PN123"));
//! # Ok(()) }
//! ```
//!
//! # Set the attributes of a TaskRouter task
//!
//! Twilio accepts attributes as a JSON string, so you can use any type that implements serde's traits.
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "WT123", "attributes": "{\"language\":\"es\",\"priority\":3}"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use serde::{Deserialize, Serialize};
//! use twilio_bindings::taskrouter::v1::CreateTask;
//!
//! #[derive(Deserialize, Serialize)]
//! struct Attributes {
//!     language: String,
//!     priority: u8,
//! }
//!
//! let attributes = serde_json::to_string(&Attributes { language: "es".to_owned(), priority: 3 })?;
//! let task = client.send(&CreateTask::new("WS0123456789abcdef0123456789abcdef").attributes(attributes)).await?;
//! let attributes: Attributes = serde_json::from_str(task.attributes.as_deref().unwrap_or("{}"))?;
//! # assert_eq!((attributes.language.as_str(), attributes.priority), ("es", 3));
//! # Ok(()) }
//! ```
//!
//! # Act on behalf of a subaccount
//!
//! If the path of a request contains an account SID, the client's account SID is the default. A request can set another one:
//!
//! ```
//! # use twilio_bindings::{Client, client::{Credentials, Mock}};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mock = Mock::new().respond_json(201, r#"{"sid": "SM123"}"#);
//! # let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//! use twilio_bindings::api::v2010::CreateMessage;
//!
//! let message = CreateMessage::new("+15558881111")
//!     .account_sid("AC00000000000000000000000000000002")
//!     .from("+15557771111")
//!     .body("Hi from the subaccount");
//! client.send(&message).await?;
//! # Ok(()) }
//! ```
//!
//! To set the account SID for all requests, use `ClientBuilder::account_sid`. In both cases, Twilio accepts the credentials of
//! the main account.
//!
//! # Test your own code
//!
//! A [`Mock`](crate::client::Mock) records requests and returns scripted responses. It never waits.
//!
//! ```
//! use twilio_bindings::api::v2010::CreateMessage;
//! use twilio_bindings::{Client, Error, client::{Credentials, Mock}};
//!
//! async fn greet(client: &Client, to: &str) -> Result<Option<String>, Error> {
//!     let message = CreateMessage::new(to).from("+15557771111").body("Hello!");
//!     Ok(client.send(&message).await?.into_inner().sid)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let mock = Mock::new().respond_json(201, r#"{"sid": "SM123"}"#);
//! let client = Client::builder().credentials(Credentials::account("AC123", "token")).transport(mock.clone()).build()?;
//!
//! assert_eq!(greet(&client, "+15558881111").await?.as_deref(), Some("SM123"));
//!
//! let requests = mock.requests();
//! assert_eq!(requests[0].uri().path(), "/2010-04-01/Accounts/AC123/Messages.json");
//! assert_eq!(requests[0].body(), "To=%2B15558881111&From=%2B15557771111&Body=Hello%21");
//! # Ok(()) }
//! ```
