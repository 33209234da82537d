//! A certificate authority for tests, and the certificates that it issues.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig, SupportedProtocolVersion,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use std::sync::Arc;

pub(crate) struct Authority {
    pub(crate) pem: String,
    intermediate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

/// What a server presents.
pub(crate) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    /// Creates a root certificate, and an intermediate one that issues the servers' certificates.
    pub(crate) fn new() -> Self {
        let (root_params, root_key) = (authority_params(), key());
        let root = root_params.self_signed(&root_key).expect("a certificate");
        let root_issuer = Issuer::new(root_params, root_key);
        let (params, key) = (authority_params(), key());
        let intermediate = params.signed_by(&key, &root_issuer).expect("a certificate");
        Self { pem: root.pem(), intermediate: intermediate.into(), issuer: Issuer::new(params, key) }
    }

    pub(crate) fn issue(&self, host: &str) -> Identity {
        self.sign(CertificateParams::new([host.to_owned()]).expect("a host"))
    }

    pub(crate) fn issue_expired(&self, host: &str) -> Identity {
        let mut params = CertificateParams::new([host.to_owned()]).expect("a host");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
        self.sign(params)
    }

    fn sign(&self, params: CertificateParams) -> Identity {
        let key = key();
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let chain = vec![certificate.into(), self.intermediate.clone()];
        Identity { chain, key: PrivateKeyDer::Pkcs8(key.serialize_der().into()) }
    }
}

impl Identity {
    pub(crate) fn server(self) -> Arc<ServerConfig> {
        Arc::new(self.config(rustls::ALL_VERSIONS))
    }

    pub(crate) fn config(self, versions: &[&'static SupportedProtocolVersion]) -> ServerConfig {
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(versions)
            .expect("the versions")
            .with_no_client_auth()
            .with_single_cert(self.chain, self.key)
            .expect("a certificate with its key")
    }
}

fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}
