//! Files of a website, requested from its server. Takes addresses, gives digests of what is there.
//!
//! The only module that opens connections, and only to the server that is named on the command line and wherever that redirects.

use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, ResponseExt};

use crate::blob::Digest;

/// A connection to servers.
pub struct Client(Agent);

/// What is at an address.
pub struct Answer {
    /// The status of HTTP: 200, 404.
    pub status: u16,
    /// The digest of the content.
    pub digest: Digest,
    /// The address that the request was redirected to; none if it was not.
    pub redirected: Option<String>,
}

impl Client {
    /// A client that waits for a server at most 30 seconds, and at most ten minutes for a file.
    pub fn new() -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A company's own server may have a certificate that only the company's machines trust.
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .timeout_connect(Some(Duration::from_secs(30)))
            .timeout_recv_response(Some(Duration::from_secs(30)))
            .timeout_global(Some(Duration::from_secs(600)))
            // What is published is compared, not how it travels.
            .accept_encoding("identity")
            .user_agent(concat!("kb/", env!("CARGO_PKG_VERSION")))
            .build();
        Client(config.into())
    }

    /// Requests an address. Fails, and says why, if no server answers completely; any status is an answer.
    pub fn get(&self, address: &str) -> Result<Answer, String> {
        // A connection that the server closed meanwhile is worth a second try.
        let response = self.0.get(address).call().or_else(|_| self.0.get(address).call());
        let response = response.map_err(|error| format!("{address} cannot be reached: {error}"))?;
        let status = response.status().as_u16();
        let arrived = response.get_uri().to_string();
        let digest = Digest::of_reader(response.into_body().into_reader())
            .map_err(|error| format!("{address} cannot be read: {error}"))?;
        Ok(Answer { status, digest, redirected: (arrived != address).then_some(arrived) })
    }
}
