//! The way out: one HTTP client for whatever Squall asks of others, hyper over rustls with this machine's certificate
//! authorities.

use std::io;

use hyper::body::Body;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;

pub type Connector = HttpsConnector<HttpConnector>;
/// Sends bodies of one kind.
pub type Client<B = String> = legacy::Client<Connector, B>;

/// Speaks http too: who calls looks at the address. Fails where the machine has no certificate authorities.
pub fn connector() -> io::Result<Connector> {
    Ok(HttpsConnectorBuilder::new().with_native_roots()?.https_or_http().enable_http1().enable_http2().build())
}

/// It follows no redirect: whoever answers can't send a token somewhere else.
pub fn client<B: Body<Data: Send> + Send>(connector: Connector) -> Client<B> {
    legacy::Client::builder(TokioExecutor::new()).build(connector)
}
