//! [`Tls`]: which server certificates the built-in transports trust. Both use rustls with ring.

use rustls::{
    ClientConfig, RootCertStore,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::{fmt, sync::Arc};

use crate::error::Error;

/// Which root certificates to trust.
#[derive(Default)]
pub(super) struct Tls {
    roots: Roots,
    /// Further root certificates, in PEM format.
    added: Vec<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Roots {
    /// Mozilla's.
    #[default]
    BuiltIn,
    /// Those of the operating system, which verifies the certificates.
    #[cfg(feature = "platform-verifier")]
    Platform,
    /// None but the added ones.
    None,
}

impl Tls {
    pub(super) fn add_root(&mut self, pem: &[u8]) {
        self.added.push(pem.to_vec());
    }

    pub(super) fn use_no_roots(&mut self) {
        self.roots = Roots::None;
    }

    #[cfg(feature = "platform-verifier")]
    pub(super) fn use_platform(&mut self) {
        self.roots = Roots::Platform;
    }

    /// Returns the configuration of rustls. It uses ring, whatever provider the process has chosen.
    pub(super) fn config(&self) -> Result<ClientConfig, Error> {
        let added = self.added.iter().map(|pem| certificates(pem)).collect::<Result<Vec<_>, _>>()?.concat();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(invalid)?;
        let builder = match self.verifier(&added, provider)? {
            Some(verifier) => builder.dangerous().with_custom_certificate_verifier(verifier),
            None => builder.with_root_certificates(self.store(added)?),
        };
        Ok(builder.with_no_client_auth())
    }

    fn store(&self, added: Vec<CertificateDer<'static>>) -> Result<RootCertStore, Error> {
        let mut store = RootCertStore::empty();
        if matches!(self.roots, Roots::BuiltIn) {
            store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        for certificate in added {
            store.add(certificate).map_err(|error| Error::encode(format!("root certificate is invalid: {error}")))?;
        }
        if store.is_empty() {
            return Err(Error::encode(
                "no root certificate is trusted, so no server can be: add one with `root_certificate`",
            ));
        }
        Ok(store)
    }

    #[cfg(feature = "platform-verifier")]
    fn verifier(
        &self,
        added: &[CertificateDer<'static>],
        provider: Arc<CryptoProvider>,
    ) -> Result<Option<Arc<dyn rustls::client::danger::ServerCertVerifier>>, Error> {
        use rustls_platform_verifier::Verifier;

        if !matches!(self.roots, Roots::Platform) {
            return Ok(None);
        }
        #[cfg(target_os = "android")]
        let verifier = match added {
            [] => Verifier::new(provider),
            _ => return Err(Error::encode("Android's verifier takes no further root certificates")),
        };
        #[cfg(not(target_os = "android"))]
        let verifier = Verifier::new_with_extra_roots(added.iter().cloned(), provider);
        Ok(Some(Arc::new(verifier.map_err(invalid)?)))
    }

    #[cfg(not(feature = "platform-verifier"))]
    fn verifier(
        &self,
        _: &[CertificateDer<'static>],
        _: Arc<CryptoProvider>,
    ) -> Result<Option<Arc<dyn rustls::client::danger::ServerCertVerifier>>, Error> {
        Ok(None)
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let added: usize = self.added.iter().map(|pem| CertificateDer::pem_slice_iter(pem).flatten().count()).sum();
        f.debug_struct("Tls").field("roots", &self.roots).field("added", &added).finish()
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if certificates.is_empty() => {
            Err(Error::encode("root certificate is not in PEM format: it has no `-----BEGIN CERTIFICATE-----`"))
        }
        Ok(certificates) => Ok(certificates),
        Err(error) => Err(Error::encode(format!("root certificate is not in PEM format: {error}"))),
    }
}

fn invalid(error: rustls::Error) -> Error {
    Error::encode(format!("can't set up TLS: {error}"))
}
