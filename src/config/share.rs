//! `[share]`: where readers can share an article.

use crate::data::Reader;
use crate::diagnostic::{Diagnostics, codes, did_you_mean};

/// A place to share an article: each is a plain link, without a script of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// linkedin.com
    LinkedIn,
    /// x.com
    X,
    /// facebook.com
    Facebook,
    /// wa.me
    WhatsApp,
    /// The reader's own mail program.
    Email,
}

/// Their names in `site.toml`, in the order of their links if the site names none.
const NETWORKS: [(&str, Network); 5] = [
    ("linkedin", Network::LinkedIn),
    ("x", Network::X),
    ("facebook", Network::Facebook),
    ("whatsapp", Network::WhatsApp),
    ("email", Network::Email),
];

/// All networks.
pub(super) fn all_networks() -> Vec<Network> {
    NETWORKS.map(|(_, network)| network).to_vec()
}

pub(super) fn read_networks(mut reader: Reader<'_>, found: &mut Diagnostics) -> Vec<Network> {
    if !reader.has("networks") {
        reader.finish(found);
        return all_networks();
    }
    let mut networks = Vec::new();
    for written in reader.texts("networks", found) {
        match NETWORKS.iter().find(|(name, _)| *name == written.value) {
            Some((_, network)) if networks.contains(network) => {}
            Some((_, network)) => networks.push(*network),
            None => {
                let names = NETWORKS.map(|(name, _)| name);
                let message = format!("kb has no link to share on “{}”", written.value);
                let hint = did_you_mean(&written.value, names)
                    .unwrap_or_else(|| format!("the networks are {}", names.join(", ")));
                found.report(&codes::CONFIG_INVALID, reader.span(&written.range), message).hint(hint);
            }
        }
    }
    reader.finish(found);
    networks
}
