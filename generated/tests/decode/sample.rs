//! Types like those that the generator writes, one of each kind.

use crate::codegen::{
    Date, Extra, Inputs, Json, Method, Nullable, Number, Object, Operation, PageMeta, Paging, Request, Timestamp,
    next_number, object, page, string_enum, union,
};
use std::collections::BTreeMap;

/// Defines an object from its fields, like those that the generator writes.
macro_rules! sample {
    ($name:ident [$($required:literal)*] [$($private:literal)*] [$($read_only:literal)*] {
        $($field:ident: $type:ty = $give:ident $wire:literal,)*
    }) => {
        pub struct $name {
            $(pub $field: $type,)*
            pub extra: Extra,
        }
        object! {
            $name, required [$($required),*], private [$($private),*], read_only [$($read_only),*];
            $($give $field = $wire;)*
        }
    };
}

sample!(Message [] ["body" "from" "to"] [] {
    body: Option<String> = field "body",
    num_segments: Option<String> = field "num_segments",
    direction: Option<Direction> = field "direction",
    from: Option<String> = field "from",
    to: Option<String> = field "to",
    date_updated: Option<Timestamp> = rfc2822 "date_updated",
    price: Option<Number> = field "price",
    error_message: Option<String> = field "error_message",
    uri: Option<String> = field "uri",
    account_sid: Option<String> = field "account_sid",
    num_media: Option<String> = field "num_media",
    status: Option<Status> = field "status",
    messaging_service_sid: Option<String> = field "messaging_service_sid",
    sid: Option<String> = field "sid",
    date_sent: Option<Timestamp> = rfc2822 "date_sent",
    date_created: Option<Timestamp> = rfc2822 "date_created",
    error_code: Option<i64> = field "error_code",
    price_unit: Option<String> = field "price_unit",
    api_version: Option<String> = field "api_version",
    subresource_uris: Option<BTreeMap<String, Option<String>>> = field "subresource_uris",
});

sample!(ListMessagePage [] [] [] {
    messages: Option<Vec<Message>> = field "messages",
    end: Option<i64> = field "end",
    first_page_uri: Option<String> = field "first_page_uri",
    next_page_uri: Option<String> = field "next_page_uri",
    page: Option<i64> = field "page",
    page_size: Option<i64> = field "page_size",
    previous_page_uri: Option<String> = field "previous_page_uri",
    start: Option<i64> = field "start",
    uri: Option<String> = field "uri",
});

page! {
    ListMessagePage, optional messages: Message;
    guard [];
    next_link |page| page.next_page_uri.as_deref();
}

sample!(Conversation [] ["attributes"] [] {
    account_sid: Option<String> = field "account_sid",
    chat_service_sid: Option<String> = field "chat_service_sid",
    messaging_service_sid: Option<String> = field "messaging_service_sid",
    sid: Option<String> = field "sid",
    friendly_name: Option<String> = field "friendly_name",
    unique_name: Option<String> = field "unique_name",
    attributes: Option<String> = field "attributes",
    state: Option<State> = field "state",
    date_created: Option<Timestamp> = field "date_created",
    date_updated: Option<Timestamp> = field "date_updated",
    timers: Option<Json> = field "timers",
    url: Option<String> = field "url",
    links: Option<BTreeMap<String, Option<String>>> = field "links",
    bindings: Option<Json> = field "bindings",
});

sample!(ListConversationPage [] [] [] {
    conversations: Option<Vec<Conversation>> = field "conversations",
    meta: Option<PageMeta> = field "meta",
});

page! {
    ListConversationPage, optional conversations: Conversation;
    guard [];
    next_link |page| page.meta.as_ref()?.next_page_url.as_deref();
}

sample!(Everything [] [] [] {
    text: Option<String> = field "text",
    flag: Option<bool> = field "flag",
    count: Option<i64> = field "count",
    price: Option<Number> = field "price",
    day: Option<Date> = field "day",
    time: Option<Timestamp> = field "time",
    rfc2822_time: Option<Timestamp> = rfc2822 "rfc2822_time",
    any: Option<Json> = field "any",
    state: Option<State> = field "state",
    tags: Option<Vec<String>> = field "tags",
    links: Option<BTreeMap<String, Option<String>>> = field "links",
    strict: Option<Strict> = field "strict",
    stricts: Option<Vec<Strict>> = field "stricts",
    holder: Option<Holder> = field "holder",
    indicator: Option<Indicator> = field "indicator",
    child: Option<Box<Everything>> = field "child",
});

sample!(Strict ["id" "name"] ["name"] [] {
    id: i64 = field "id",
    name: String = field "name",
    note: Option<String> = field "note",
});

sample!(Holder ["strict"] [] [] {
    strict: Strict = field "strict",
    note: Option<String> = field "note",
});

sample!(Input ["must"] [] ["total"] {
    must: Nullable<String> = field "must",
    note: Option<Nullable<String>> = field "note",
    plain: Option<String> = field "plain",
    price: Option<Number> = field "price",
    total: Option<i64> = field "total",
    nested: Option<Box<Input>> = field "nested",
    list: Option<Vec<Input>> = field "list",
});

sample!(WhatsApp [] ["body"] [] {
    channel: Option<String> = field "channel",
    body: Option<String> = field "body",
});

sample!(Apple ["id"] [] [] {
    channel: Option<String> = field "channel",
    id: i64 = field "id",
});

impl Default for Strict {
    fn default() -> Self {
        Object::blank()
    }
}

string_enum! {
    /// The direction of a message.
    pub enum Direction {
        /// `inbound`
        Inbound = "inbound",
        /// `outbound-api`
        OutboundApi = "outbound-api",
        /// `outbound-call`
        OutboundCall = "outbound-call",
        /// `outbound-reply`
        OutboundReply = "outbound-reply",
    }
}

string_enum! {
    /// The status of a message.
    pub enum Status {
        /// `queued`
        Queued = "queued",
        /// `sending`
        Sending = "sending",
        /// `sent`
        Sent = "sent",
        /// `failed`
        Failed = "failed",
        /// `delivered`
        Delivered = "delivered",
    }
}

string_enum! {
    /// The state of a conversation.
    pub enum State {
        /// `inactive`
        Inactive = "inactive",
        /// `active`
        Active = "active",
        /// `closed`
        Closed = "closed",
    }
}

union! {
    /// An indicator of one of two channels.
    pub enum Indicator: "channel" {
        /// `WHATSAPP`
        Whatsapp(WhatsApp) = "WHATSAPP",
        /// `APPLE`
        Apple(Apple) = "APPLE",
    }
}

/// Defines a request without parameters, for its response.
macro_rules! ask {
    ($name:ident $method:ident $response:ty, $success:expr, $paging:expr) => {
        pub struct $name;
        impl Request for $name {
            type Response = $response;
            const OPERATION: &'static Operation = &operation(stringify!($name), Method::$method, $success, $paging);
            fn inputs<'a, I: Inputs<'a>>(&'a self, _: &mut I) {}
        }
    };
}

const fn operation(id: &'static str, method: Method, success: &'static [u16], paging: Option<Paging>) -> Operation {
    let operation =
        Operation::new("twilio_api_v2010", id, method, "https://api.twilio.com", "/2010-04-01/Messages.json");
    let operation = operation.success(success);
    match paging {
        Some(paging) => operation.paging(paging),
        None => operation,
    }
}

ask!(CreateMessage POST Message, &[201], None);
ask!(FetchStrict GET Strict, &[200], None);
ask!(DeleteMessage DELETE (), &[204], None);
ask!(FetchDay GET Message, &[307], None);
ask!(ListMessage GET ListMessagePage, &[200], Some(Paging::NextPageUri));
ask!(ListConversation GET ListConversationPage, &[200], Some(Paging::NextPageUrl));
ask!(ListPortIn GET TokenPage, &[200], Some(Paging::Token { parameter: "Page<Token" }));
ask!(ListUsers GET UserPage, &[200], Some(Paging::StartIndex));
ask!(ListApplications GET NumberedPage, &[200], Some(Paging::PageNumber { parameter: "Page" }));
ask!(ListCountries GET ListMessagePage, &[200], Some(Paging::Unpaged));

sample!(TokenPage [] [] [] {
    items: Option<Vec<Strict>> = field "items",
    next_token: Option<String> = field "next_token",
});

page! {
    TokenPage, optional items: Strict;
    guard [];
    next_link |page| page.next_token.as_deref();
}

sample!(UserPage ["totalResults"] [] [] {
    total_results: i64 = field "totalResults",
    resources: Option<Vec<Json>> = field "Resources",
});

page! {
    UserPage, optional resources: Json;
    guard [];
    total_results |page| Some(page.total_results);
}

sample!(NumberedPage [] [] [] {
    results: Option<Vec<Json>> = field "results",
    has_next: Option<bool> = field "has_next",
    current_page: Option<i64> = field "current_page",
});

page! {
    NumberedPage, optional results: Json;
    guard [];
    next_number |page| next_number(page.has_next, page.current_page);
}
