//! The product and version that a document's file name states.

use super::{ModuleName, reserved, snake};

/// The product and version in the stem of a document's file name.
///
/// `twilio_ip_messaging_v2` is product `ip_messaging` and version `v2`. `twilio_preview` is product `preview` without a
/// version.
#[derive(Clone, Debug)]
pub struct Home {
    /// The product, as in the stem: `conversations`.
    pub product: String,
    /// The version, as in the stem: `v1`. `twilio_preview` has none.
    pub version: Option<String>,
    /// The product's module, which is also the name of its Cargo feature.
    pub product_module: ModuleName,
    /// The version's module, in the product's module.
    pub version_module: Option<ModuleName>,
}

impl Home {
    /// Parses a stem.
    #[must_use]
    pub fn of(stem: &str) -> Self {
        let rest = stem.strip_prefix("twilio_").unwrap_or(stem);
        let (product, version) = match rest.rsplit_once('_') {
            Some((product, tail)) if is_version(tail) && !product.is_empty() => (product, Some(tail)),
            _ => match rest.split_once('_') {
                Some((product, tail)) if !product.is_empty() && !tail.is_empty() => (product, Some(tail)),
                _ => (rest, None),
            },
        };
        Self {
            product: product.to_owned(),
            version: version.map(str::to_owned),
            product_module: module(product, reserved::PRODUCTS),
            version_module: version.map(|version| module(version, &[])),
        }
    }

    /// Returns the path of the version's module, with `separator` between the names: `conversations::v1`.
    #[must_use]
    pub fn module_path(&self, separator: &str) -> String {
        let version = self.version_module.iter();
        version.fold(self.product_module.to_string(), |product, version| format!("{product}{separator}{version}"))
    }
}

/// Returns a file name without its extension.
#[must_use]
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn is_version(text: &str) -> bool {
    text.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the name of a module and its file.
pub(crate) fn module(text: &str, reserved: &[&str]) -> ModuleName {
    let mut name = snake(text);
    if reserved.contains(&name.as_str()) || reserved::is_device(&name) {
        name.push('_');
    }
    ModuleName::new(name)
}
