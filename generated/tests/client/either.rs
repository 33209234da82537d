//! Both clients behind one trait, so that each case runs with both.

use bytes::Bytes;
use std::{sync::Arc, time::Duration};
use twilio_bindings::{
    Client, Error, Operation, Page, Request, Response, blocking,
    client::{ClientBuilder, Credentials, Mock, Observer, Retry},
};

/// Defines two tests from a function that is generic over the client.
macro_rules! either {
    ($($name:ident),* $(,)?) => {
        mod with_asynchronous {
            $(#[test] fn $name() { super::$name::<$crate::either::Asynchronous>() })*
        }
        mod with_blocking {
            $(#[test] fn $name() { super::$name::<twilio_bindings::blocking::Client>() })*
        }
    };
}
pub(crate) use either;

/// The settings that a case passes to the builder.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) base_url: Option<String>,
    pub(crate) credentials: Credentials,
    pub(crate) retry: Retry,
    pub(crate) timeout: Duration,
    pub(crate) mock: Option<Mock>,
    pub(crate) max_in_flight: Option<usize>,
    pub(crate) retry_budget: Option<u32>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl Options {
    pub(crate) fn base_url(base_url: impl Into<String>) -> Self {
        Self {
            base_url: Some(base_url.into()),
            credentials: Credentials::account("AC123", "auth-token"),
            retry: Retry::new().initial_backoff(Duration::from_millis(2)),
            timeout: Duration::from_secs(20),
            mock: None,
            max_in_flight: None,
            retry_budget: None,
            observer: None,
        }
    }

    pub(crate) fn mock(mock: &Mock) -> Self {
        Self { base_url: None, mock: Some(mock.clone()), ..Self::base_url("") }
    }

    pub(crate) fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    pub(crate) fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    pub(crate) fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    fn apply<C>(&self, builder: ClientBuilder<C>) -> ClientBuilder<C> {
        let builder =
            builder.credentials(self.credentials.clone()).retry(self.retry.clone()).timeout(self.timeout).no_proxy();
        let builder = match &self.base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        };
        let builder = match self.max_in_flight {
            Some(max_in_flight) => builder.max_in_flight(max_in_flight),
            None => builder,
        };
        let builder = match self.retry_budget {
            Some(retries) => builder.retry_budget(retries),
            None => builder,
        };
        match &self.observer {
            Some(observer) => builder.observer(observer.clone()),
            None => builder,
        }
    }
}

pub(crate) trait Either: Sized + Sync {
    fn try_new(options: Options) -> Result<Self, Error>;

    fn new(options: Options) -> Self {
        Self::try_new(options).expect("the options are sound")
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error>;

    fn call<R: Request>(&self, request: &R, options: CallOptions) -> Result<Response<R::Response>, Error>;

    fn send_http(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error>;

    fn items<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Items<R>;

    fn pages<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Pages;
}

/// The items of a list, and the page of the last item, or the one that failed.
pub(crate) type Items<R> = (Vec<Result<<<R as Request>::Response as Page>::Record, Error>>, Option<String>);

/// The number of records on each page, and the next page.
pub(crate) type Pages = (Vec<Result<usize, Error>>, Option<String>);

#[derive(Clone, Default)]
pub(crate) struct ListOptions {
    pub(crate) limit: Option<usize>,
    pub(crate) page_size: Option<u32>,
    pub(crate) starting_at: Option<String>,
    pub(crate) call: CallOptions,
}

/// The options of a call.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) header: Option<(&'static str, &'static str)>,
    pub(crate) account_sid: Option<&'static str>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
}

/// Applies the options to a call or a list of either client.
macro_rules! call {
    ($call:expr, $options:expr) => {{
        let (mut call, options) = ($call, $options);
        if let Some((name, value)) = options.header {
            call = call.header(name, value);
        }
        if let Some(account_sid) = options.account_sid {
            call = call.account_sid(account_sid);
        }
        if let Some(timeout) = options.timeout {
            call = call.timeout(timeout);
        }
        if let Some(total_timeout) = options.total_timeout {
            call = call.total_timeout(total_timeout);
        }
        if let Some(retry) = options.retry {
            call = call.retry(retry);
        }
        call
    }};
}

/// Applies the options to a list of either client.
macro_rules! list {
    ($client:expr, $request:expr, $options:expr) => {{
        let mut list = call!($client.list($request), $options.call);
        if let Some(limit) = $options.limit {
            list = list.limit(limit);
        }
        if let Some(page_size) = $options.page_size {
            list = list.page_size(page_size);
        }
        if let Some(address) = $options.starting_at {
            list = list.starting_at(address);
        }
        list
    }};
}

/// The async client with its own runtime.
pub(crate) struct Asynchronous {
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) client: Client,
}

impl Either for Asynchronous {
    fn try_new(options: Options) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let mut builder = options.apply(Client::builder());
        if let Some(mock) = options.mock {
            builder = builder.transport(mock);
        }
        Ok(Self { runtime: runtime.expect("a runtime"), client: builder.build()? })
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.runtime.block_on(self.client.send(request))
    }

    fn call<R: Request>(&self, request: &R, options: CallOptions) -> Result<Response<R::Response>, Error> {
        self.runtime.block_on(call!(self.client.request(request), options).send())
    }

    fn send_http(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        self.runtime.block_on(self.client.send_http(operation, request))
    }

    fn items<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Items<R> {
        let mut items = list!(self.client, request, options).items();
        self.runtime.block_on(async {
            let mut all = Vec::new();
            while let Some(item) = items.next().await {
                all.push(item);
            }
            (all, items.page_uri().map(ToString::to_string))
        })
    }

    fn pages<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Pages {
        let mut pages = list!(self.client, request, options).pages();
        self.runtime.block_on(async {
            let mut all = Vec::new();
            while let Some(page) = pages.next().await {
                all.push(page.map(|page| page.records().len()));
            }
            (all, pages.next_page_uri().map(ToString::to_string))
        })
    }
}

impl Either for blocking::Client {
    fn try_new(options: Options) -> Result<Self, Error> {
        let mut builder = options.apply(Self::builder());
        if let Some(mock) = options.mock {
            builder = builder.transport(mock);
        }
        builder.build()
    }

    fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        Self::send(self, request)
    }

    fn call<R: Request>(&self, request: &R, options: CallOptions) -> Result<Response<R::Response>, Error> {
        call!(self.request(request), options).send()
    }

    fn send_http(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        Self::send_http(self, operation, request)
    }

    fn items<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Items<R> {
        let mut items = list!(self, request, options).items();
        let all = items.by_ref().collect();
        (all, items.page_uri().map(ToString::to_string))
    }

    fn pages<R: Request<Response: Page>>(&self, request: R, options: ListOptions) -> Pages {
        let mut pages = list!(self, request, options).pages();
        let all = pages.by_ref().map(|page| page.map(|page| page.records().len())).collect();
        (all, pages.next_page_uri().map(ToString::to_string))
    }
}
