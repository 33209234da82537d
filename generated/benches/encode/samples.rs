//! The requests to encode, with every field set, each with an equal struct that derives serde's traits.

use serde::Serialize;
use twilio_bindings::Number;
use twilio_bindings::api::v2010::{CreateMessage, CreateSiprec};
use twilio_bindings::conversations::v1::CreateConversationWithParticipants;
use twilio_bindings::jiff::Timestamp;

/// Defines a request with all fields set, and the equal struct. A value is for both, or, after the arrow, for the request.
macro_rules! sample {
    ($make:ident: $request:ty = $new:expr, $plain:ident, [$($required:ident: $required_wire:literal = $required_value:literal),*],
     $($field:ident: $wire:literal $type:ty = $value:expr $(=> $real:expr)?;)*) => {
        #[derive(Serialize)]
        pub(crate) struct $plain {
            $(#[serde(rename = $required_wire)] $required: String,)*
            $(#[serde(rename = $wire, skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
        }

        pub(crate) fn $make() -> ($request, $plain) {
            let mut request = $new;
            $(request.$field = Some(sample!(@real $value $(=> $real)?).into());)*
            let plain = $plain {
                $($required: text($required_value),)*
                $($field: Some($value),)*
            };
            (request, plain)
        }
    };
    (@real $value:expr) => { $value };
    (@real $value:expr => $real:expr) => { $real };
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn sid() -> String {
    text("MG0123456789abcdef0123456789abcdef")
}

sample! {
    conversation: CreateConversationWithParticipants = CreateConversationWithParticipants::new(), PlainConversation, [],
    friendly_name: "FriendlyName" String = text("Support, the first line");
    unique_name: "UniqueName" String = text("support-2026-01-02");
    date_created: "DateCreated" String = text("1970-01-01T00:00:00Z") => Timestamp::UNIX_EPOCH;
    date_updated: "DateUpdated" String = text("1970-01-01T00:00:00Z") => Timestamp::UNIX_EPOCH;
    messaging_service_sid: "MessagingServiceSid" String = sid();
    attributes: "Attributes" String = text(r#"{"tier":"gold","tags":["a","b"]}"#);
    state: "State" String = text("active");
    timers_inactive: "Timers.Inactive" String = text("PT1H");
    timers_closed: "Timers.Closed" String = text("PT24H");
    bindings_email_address: "Bindings.Email.Address" String = text("ana@example.com");
    bindings_email_name: "Bindings.Email.Name" String = text("Ana Müller");
    participant: "Participant" Vec<String> = vec![text(r#"{"identity":"ana"}"#), text(r#"{"identity":"bo"}"#)];
}

sample! {
    message: CreateMessage = CreateMessage::new("+15558881111"), PlainMessage, [to: "To" = "+15558881111"],
    status_callback: "StatusCallback" String = text("https://example.com/status?id=1");
    application_sid: "ApplicationSid" String = sid();
    max_price: "MaxPrice" String = text("3") => Number::from(3);
    provide_feedback: "ProvideFeedback" bool = true;
    attempt: "Attempt" i64 = 1;
    validity_period: "ValidityPeriod" i64 = 14400;
    force_delivery: "ForceDelivery" bool = false;
    content_retention: "ContentRetention" String = text("active");
    address_retention: "AddressRetention" String = text("active");
    smart_encoded: "SmartEncoded" bool = true;
    persistent_action: "PersistentAction" Vec<String> = vec![text("geo:37.84,-122.46|office")];
    traffic_type: "TrafficType" String = text("active");
    shorten_urls: "ShortenUrls" bool = true;
    schedule_type: "ScheduleType" String = text("active");
    send_at: "SendAt" String = text("1970-01-01T00:00:00Z") => Timestamp::UNIX_EPOCH;
    send_as_mms: "SendAsMms" bool = false;
    content_variables: "ContentVariables" String = text(r#"{"1":"Ana"}"#);
    risk_check: "RiskCheck" String = text("active");
    from: "From" String = text("+15557771111");
    fallback_from: "FallbackFrom" String = text("+15557771112");
    messaging_service_sid: "MessagingServiceSid" String = sid();
    body: "Body" String = text("Hello Ana, your order no. 1234 is on its way and will be with you tomorrow. Reply STOP to opt out.");
    media_url: "MediaUrl" Vec<String> = vec![text("https://example.com/a.png"), text("https://example.com/b.png")];
    content_sid: "ContentSid" String = sid();
}

sample! {
    siprec: CreateSiprec = CreateSiprec::new(sid()), PlainSiprec, [],
    name: "Name" String = text("my_siprec");
    connector_name: "ConnectorName" String = text("connector one");
    track: "Track" String = text("active");
    status_callback: "StatusCallback" String = text("https://example.com/status");
    status_callback_method: "StatusCallbackMethod" String = text("active");
    parameter1_name: "Parameter1.Name" String = text("name 1");
    parameter1_value: "Parameter1.Value" String = text("a value, no. 1");
    parameter2_name: "Parameter2.Name" String = text("name 2");
    parameter2_value: "Parameter2.Value" String = text("a value, no. 2");
    parameter3_name: "Parameter3.Name" String = text("name 3");
    parameter3_value: "Parameter3.Value" String = text("a value, no. 3");
    parameter4_name: "Parameter4.Name" String = text("name 4");
    parameter4_value: "Parameter4.Value" String = text("a value, no. 4");
    parameter5_name: "Parameter5.Name" String = text("name 5");
    parameter5_value: "Parameter5.Value" String = text("a value, no. 5");
    parameter6_name: "Parameter6.Name" String = text("name 6");
    parameter6_value: "Parameter6.Value" String = text("a value, no. 6");
    parameter7_name: "Parameter7.Name" String = text("name 7");
    parameter7_value: "Parameter7.Value" String = text("a value, no. 7");
    parameter8_name: "Parameter8.Name" String = text("name 8");
    parameter8_value: "Parameter8.Value" String = text("a value, no. 8");
    parameter9_name: "Parameter9.Name" String = text("name 9");
    parameter9_value: "Parameter9.Value" String = text("a value, no. 9");
    parameter10_name: "Parameter10.Name" String = text("name 10");
    parameter10_value: "Parameter10.Value" String = text("a value, no. 10");
    parameter11_name: "Parameter11.Name" String = text("name 11");
    parameter11_value: "Parameter11.Value" String = text("a value, no. 11");
    parameter12_name: "Parameter12.Name" String = text("name 12");
    parameter12_value: "Parameter12.Value" String = text("a value, no. 12");
    parameter13_name: "Parameter13.Name" String = text("name 13");
    parameter13_value: "Parameter13.Value" String = text("a value, no. 13");
    parameter14_name: "Parameter14.Name" String = text("name 14");
    parameter14_value: "Parameter14.Value" String = text("a value, no. 14");
    parameter15_name: "Parameter15.Name" String = text("name 15");
    parameter15_value: "Parameter15.Value" String = text("a value, no. 15");
    parameter16_name: "Parameter16.Name" String = text("name 16");
    parameter16_value: "Parameter16.Value" String = text("a value, no. 16");
    parameter17_name: "Parameter17.Name" String = text("name 17");
    parameter17_value: "Parameter17.Value" String = text("a value, no. 17");
    parameter18_name: "Parameter18.Name" String = text("name 18");
    parameter18_value: "Parameter18.Value" String = text("a value, no. 18");
    parameter19_name: "Parameter19.Name" String = text("name 19");
    parameter19_value: "Parameter19.Value" String = text("a value, no. 19");
    parameter20_name: "Parameter20.Name" String = text("name 20");
    parameter20_value: "Parameter20.Value" String = text("a value, no. 20");
    parameter21_name: "Parameter21.Name" String = text("name 21");
    parameter21_value: "Parameter21.Value" String = text("a value, no. 21");
    parameter22_name: "Parameter22.Name" String = text("name 22");
    parameter22_value: "Parameter22.Value" String = text("a value, no. 22");
    parameter23_name: "Parameter23.Name" String = text("name 23");
    parameter23_value: "Parameter23.Value" String = text("a value, no. 23");
    parameter24_name: "Parameter24.Name" String = text("name 24");
    parameter24_value: "Parameter24.Value" String = text("a value, no. 24");
    parameter25_name: "Parameter25.Name" String = text("name 25");
    parameter25_value: "Parameter25.Value" String = text("a value, no. 25");
    parameter26_name: "Parameter26.Name" String = text("name 26");
    parameter26_value: "Parameter26.Value" String = text("a value, no. 26");
    parameter27_name: "Parameter27.Name" String = text("name 27");
    parameter27_value: "Parameter27.Value" String = text("a value, no. 27");
    parameter28_name: "Parameter28.Name" String = text("name 28");
    parameter28_value: "Parameter28.Value" String = text("a value, no. 28");
    parameter29_name: "Parameter29.Name" String = text("name 29");
    parameter29_value: "Parameter29.Value" String = text("a value, no. 29");
    parameter30_name: "Parameter30.Name" String = text("name 30");
    parameter30_value: "Parameter30.Value" String = text("a value, no. 30");
    parameter31_name: "Parameter31.Name" String = text("name 31");
    parameter31_value: "Parameter31.Value" String = text("a value, no. 31");
    parameter32_name: "Parameter32.Name" String = text("name 32");
    parameter32_value: "Parameter32.Value" String = text("a value, no. 32");
    parameter33_name: "Parameter33.Name" String = text("name 33");
    parameter33_value: "Parameter33.Value" String = text("a value, no. 33");
    parameter34_name: "Parameter34.Name" String = text("name 34");
    parameter34_value: "Parameter34.Value" String = text("a value, no. 34");
    parameter35_name: "Parameter35.Name" String = text("name 35");
    parameter35_value: "Parameter35.Value" String = text("a value, no. 35");
    parameter36_name: "Parameter36.Name" String = text("name 36");
    parameter36_value: "Parameter36.Value" String = text("a value, no. 36");
    parameter37_name: "Parameter37.Name" String = text("name 37");
    parameter37_value: "Parameter37.Value" String = text("a value, no. 37");
    parameter38_name: "Parameter38.Name" String = text("name 38");
    parameter38_value: "Parameter38.Value" String = text("a value, no. 38");
    parameter39_name: "Parameter39.Name" String = text("name 39");
    parameter39_value: "Parameter39.Value" String = text("a value, no. 39");
    parameter40_name: "Parameter40.Name" String = text("name 40");
    parameter40_value: "Parameter40.Value" String = text("a value, no. 40");
    parameter41_name: "Parameter41.Name" String = text("name 41");
    parameter41_value: "Parameter41.Value" String = text("a value, no. 41");
    parameter42_name: "Parameter42.Name" String = text("name 42");
    parameter42_value: "Parameter42.Value" String = text("a value, no. 42");
    parameter43_name: "Parameter43.Name" String = text("name 43");
    parameter43_value: "Parameter43.Value" String = text("a value, no. 43");
    parameter44_name: "Parameter44.Name" String = text("name 44");
    parameter44_value: "Parameter44.Value" String = text("a value, no. 44");
    parameter45_name: "Parameter45.Name" String = text("name 45");
    parameter45_value: "Parameter45.Value" String = text("a value, no. 45");
    parameter46_name: "Parameter46.Name" String = text("name 46");
    parameter46_value: "Parameter46.Value" String = text("a value, no. 46");
    parameter47_name: "Parameter47.Name" String = text("name 47");
    parameter47_value: "Parameter47.Value" String = text("a value, no. 47");
    parameter48_name: "Parameter48.Name" String = text("name 48");
    parameter48_value: "Parameter48.Value" String = text("a value, no. 48");
    parameter49_name: "Parameter49.Name" String = text("name 49");
    parameter49_value: "Parameter49.Value" String = text("a value, no. 49");
    parameter50_name: "Parameter50.Name" String = text("name 50");
    parameter50_value: "Parameter50.Value" String = text("a value, no. 50");
    parameter51_name: "Parameter51.Name" String = text("name 51");
    parameter51_value: "Parameter51.Value" String = text("a value, no. 51");
    parameter52_name: "Parameter52.Name" String = text("name 52");
    parameter52_value: "Parameter52.Value" String = text("a value, no. 52");
    parameter53_name: "Parameter53.Name" String = text("name 53");
    parameter53_value: "Parameter53.Value" String = text("a value, no. 53");
    parameter54_name: "Parameter54.Name" String = text("name 54");
    parameter54_value: "Parameter54.Value" String = text("a value, no. 54");
    parameter55_name: "Parameter55.Name" String = text("name 55");
    parameter55_value: "Parameter55.Value" String = text("a value, no. 55");
    parameter56_name: "Parameter56.Name" String = text("name 56");
    parameter56_value: "Parameter56.Value" String = text("a value, no. 56");
    parameter57_name: "Parameter57.Name" String = text("name 57");
    parameter57_value: "Parameter57.Value" String = text("a value, no. 57");
    parameter58_name: "Parameter58.Name" String = text("name 58");
    parameter58_value: "Parameter58.Value" String = text("a value, no. 58");
    parameter59_name: "Parameter59.Name" String = text("name 59");
    parameter59_value: "Parameter59.Value" String = text("a value, no. 59");
    parameter60_name: "Parameter60.Name" String = text("name 60");
    parameter60_value: "Parameter60.Value" String = text("a value, no. 60");
    parameter61_name: "Parameter61.Name" String = text("name 61");
    parameter61_value: "Parameter61.Value" String = text("a value, no. 61");
    parameter62_name: "Parameter62.Name" String = text("name 62");
    parameter62_value: "Parameter62.Value" String = text("a value, no. 62");
    parameter63_name: "Parameter63.Name" String = text("name 63");
    parameter63_value: "Parameter63.Value" String = text("a value, no. 63");
    parameter64_name: "Parameter64.Name" String = text("name 64");
    parameter64_value: "Parameter64.Value" String = text("a value, no. 64");
    parameter65_name: "Parameter65.Name" String = text("name 65");
    parameter65_value: "Parameter65.Value" String = text("a value, no. 65");
    parameter66_name: "Parameter66.Name" String = text("name 66");
    parameter66_value: "Parameter66.Value" String = text("a value, no. 66");
    parameter67_name: "Parameter67.Name" String = text("name 67");
    parameter67_value: "Parameter67.Value" String = text("a value, no. 67");
    parameter68_name: "Parameter68.Name" String = text("name 68");
    parameter68_value: "Parameter68.Value" String = text("a value, no. 68");
    parameter69_name: "Parameter69.Name" String = text("name 69");
    parameter69_value: "Parameter69.Value" String = text("a value, no. 69");
    parameter70_name: "Parameter70.Name" String = text("name 70");
    parameter70_value: "Parameter70.Value" String = text("a value, no. 70");
    parameter71_name: "Parameter71.Name" String = text("name 71");
    parameter71_value: "Parameter71.Value" String = text("a value, no. 71");
    parameter72_name: "Parameter72.Name" String = text("name 72");
    parameter72_value: "Parameter72.Value" String = text("a value, no. 72");
    parameter73_name: "Parameter73.Name" String = text("name 73");
    parameter73_value: "Parameter73.Value" String = text("a value, no. 73");
    parameter74_name: "Parameter74.Name" String = text("name 74");
    parameter74_value: "Parameter74.Value" String = text("a value, no. 74");
    parameter75_name: "Parameter75.Name" String = text("name 75");
    parameter75_value: "Parameter75.Value" String = text("a value, no. 75");
    parameter76_name: "Parameter76.Name" String = text("name 76");
    parameter76_value: "Parameter76.Value" String = text("a value, no. 76");
    parameter77_name: "Parameter77.Name" String = text("name 77");
    parameter77_value: "Parameter77.Value" String = text("a value, no. 77");
    parameter78_name: "Parameter78.Name" String = text("name 78");
    parameter78_value: "Parameter78.Value" String = text("a value, no. 78");
    parameter79_name: "Parameter79.Name" String = text("name 79");
    parameter79_value: "Parameter79.Value" String = text("a value, no. 79");
    parameter80_name: "Parameter80.Name" String = text("name 80");
    parameter80_value: "Parameter80.Value" String = text("a value, no. 80");
    parameter81_name: "Parameter81.Name" String = text("name 81");
    parameter81_value: "Parameter81.Value" String = text("a value, no. 81");
    parameter82_name: "Parameter82.Name" String = text("name 82");
    parameter82_value: "Parameter82.Value" String = text("a value, no. 82");
    parameter83_name: "Parameter83.Name" String = text("name 83");
    parameter83_value: "Parameter83.Value" String = text("a value, no. 83");
    parameter84_name: "Parameter84.Name" String = text("name 84");
    parameter84_value: "Parameter84.Value" String = text("a value, no. 84");
    parameter85_name: "Parameter85.Name" String = text("name 85");
    parameter85_value: "Parameter85.Value" String = text("a value, no. 85");
    parameter86_name: "Parameter86.Name" String = text("name 86");
    parameter86_value: "Parameter86.Value" String = text("a value, no. 86");
    parameter87_name: "Parameter87.Name" String = text("name 87");
    parameter87_value: "Parameter87.Value" String = text("a value, no. 87");
    parameter88_name: "Parameter88.Name" String = text("name 88");
    parameter88_value: "Parameter88.Value" String = text("a value, no. 88");
    parameter89_name: "Parameter89.Name" String = text("name 89");
    parameter89_value: "Parameter89.Value" String = text("a value, no. 89");
    parameter90_name: "Parameter90.Name" String = text("name 90");
    parameter90_value: "Parameter90.Value" String = text("a value, no. 90");
    parameter91_name: "Parameter91.Name" String = text("name 91");
    parameter91_value: "Parameter91.Value" String = text("a value, no. 91");
    parameter92_name: "Parameter92.Name" String = text("name 92");
    parameter92_value: "Parameter92.Value" String = text("a value, no. 92");
    parameter93_name: "Parameter93.Name" String = text("name 93");
    parameter93_value: "Parameter93.Value" String = text("a value, no. 93");
    parameter94_name: "Parameter94.Name" String = text("name 94");
    parameter94_value: "Parameter94.Value" String = text("a value, no. 94");
    parameter95_name: "Parameter95.Name" String = text("name 95");
    parameter95_value: "Parameter95.Value" String = text("a value, no. 95");
    parameter96_name: "Parameter96.Name" String = text("name 96");
    parameter96_value: "Parameter96.Value" String = text("a value, no. 96");
    parameter97_name: "Parameter97.Name" String = text("name 97");
    parameter97_value: "Parameter97.Value" String = text("a value, no. 97");
    parameter98_name: "Parameter98.Name" String = text("name 98");
    parameter98_value: "Parameter98.Value" String = text("a value, no. 98");
    parameter99_name: "Parameter99.Name" String = text("name 99");
    parameter99_value: "Parameter99.Value" String = text("a value, no. 99");
}
