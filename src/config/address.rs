//! Whose request it is: the client's address behind proxies that are trusted, and only those.

use std::net::IpAddr;
use std::str::FromStr;

/// A block of addresses, such as `10.0.0.0/8`; an address alone is a block of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    network: IpAddr,
    prefix: u8,
}

impl Cidr {
    /// Whether the address lies in the block. IPv4 written as IPv6 counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let mask = u32::MAX
                    .checked_shl(32 - u32::from(self.prefix))
                    .unwrap_or(0);
                network.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let mask = u128::MAX
                    .checked_shl(128 - u32::from(self.prefix))
                    .unwrap_or(0);
                network.to_bits() & mask == address.to_bits() & mask
            }
            _ => false,
        }
    }
}

impl FromStr for Cidr {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let network: IpAddr = address
            .parse()
            .map_err(|_| "use addresses or blocks such as 10.0.0.0/8 or fd00::/8".to_owned())?;
        let longest = if network.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(prefix) => prefix
                .parse()
                .ok()
                .filter(|prefix| *prefix <= longest)
                .ok_or_else(|| format!("the prefix must lie between 0 and {longest}"))?,
        };
        Ok(Self { network, prefix })
    }
}

/// The header in which the trusted proxies say whom they speak for.
///
/// It is one, chosen by the operator: a proxy that writes one of these headers passes the other
/// on as the client sent it, so a server that believes both believes the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, which nearly every proxy writes.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

impl ProxyHeader {
    /// The header's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }
}

impl FromStr for ProxyHeader {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(Self::XForwardedFor),
            "forwarded" => Ok(Self::Forwarded),
            _ => Err("use `x-forwarded-for` or `forwarded`".to_owned()),
        }
    }
}

/// The address of whoever sent the request: the rightmost one that is not a trusted proxy's.
///
/// `peer` is the other end of the connection, and `lines` are the values of the header, in the
/// order in which they came. The header counts only when the peer is trusted; what stands left of
/// the first untrusted address was written by the client and may say anything. An entry that
/// cannot be read ends the walk at the proxy that passed it on.
pub fn client_address<'a, I>(
    peer: IpAddr,
    header: ProxyHeader,
    lines: I,
    trusted: &[Cidr],
) -> IpAddr
where
    I: IntoIterator<Item = &'a str>,
    I::IntoIter: DoubleEndedIterator,
{
    let is_trusted = |address: IpAddr| trusted.iter().any(|block| block.contains(address));
    let mut client = peer.to_canonical();
    let hops = lines.into_iter().rev().flat_map(|line| line.rsplit(','));
    for hop in hops {
        if !is_trusted(client) {
            break;
        }
        let node = match header {
            ProxyHeader::XForwardedFor => Some(hop),
            ProxyHeader::Forwarded => forwarded_for(hop),
        };
        match node.and_then(address_of) {
            Some(address) => client = address,
            None => break,
        }
    }
    client
}

/// The `for` parameter of one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then_some(value)
    })
}

/// An address that may be quoted, bracketed, and followed by a port.
fn address_of(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        // One colon is a port behind IPv4; more are IPv6.
        None if text.matches(':').count() == 1 => text.split_once(':')?.0,
        None => text,
    };
    bare.parse::<IpAddr>()
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(list: &[&str]) -> Vec<Cidr> {
        list.iter().map(|block| block.parse().unwrap()).collect()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn xff(peer: &str, lines: &[&str], trusted: &[&str]) -> IpAddr {
        client_address(
            ip(peer),
            ProxyHeader::XForwardedFor,
            lines.iter().copied(),
            &blocks(trusted),
        )
    }

    #[test]
    fn header_of_a_stranger_is_not_believed() {
        assert_eq!(
            xff("203.0.113.9", &["198.51.100.1"], &[]),
            ip("203.0.113.9")
        );
        assert_eq!(
            xff("203.0.113.9", &["198.51.100.1"], &["10.0.0.0/8"]),
            ip("203.0.113.9")
        );
    }

    #[test]
    fn rightmost_untrusted_address_is_the_client() {
        let trusted = ["10.0.0.0/8", "fd00::/8"];
        assert_eq!(
            xff("10.0.0.1", &["198.51.100.1"], &trusted),
            ip("198.51.100.1")
        );
        assert_eq!(
            xff("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.2.3.4"], &trusted),
            ip("198.51.100.1")
        );
        assert_eq!(
            xff(
                "fd00::1",
                &["6.6.6.6", "198.51.100.1", "10.2.3.4"],
                &trusted
            ),
            ip("198.51.100.1")
        );
    }

    #[test]
    fn all_hops_trusted_means_the_leftmost() {
        assert_eq!(
            xff("10.0.0.1", &["10.9.9.9, 10.0.0.2"], &["10.0.0.0/8"]),
            ip("10.9.9.9")
        );
        assert_eq!(xff("10.0.0.1", &[], &["10.0.0.0/8"]), ip("10.0.0.1"));
    }

    #[test]
    fn what_cannot_be_read_ends_the_walk() {
        let trusted = ["10.0.0.0/8"];
        assert_eq!(
            xff("10.0.0.1", &["198.51.100.1, rubbish, 10.0.0.2"], &trusted),
            ip("10.0.0.2")
        );
        assert_eq!(xff("10.0.0.1", &["unknown"], &trusted), ip("10.0.0.1"));
        assert_eq!(xff("10.0.0.1", &[""], &trusted), ip("10.0.0.1"));
    }

    #[test]
    fn ports_brackets_and_mapped_addresses_are_understood() {
        let trusted = ["10.0.0.0/8"];
        assert_eq!(
            xff("::ffff:10.0.0.1", &["198.51.100.1:4711"], &trusted),
            ip("198.51.100.1")
        );
        assert_eq!(
            xff("10.0.0.1", &["[2001:db8::1]:443"], &trusted),
            ip("2001:db8::1")
        );
        assert_eq!(
            xff("10.0.0.1", &["2001:db8::1"], &trusted),
            ip("2001:db8::1")
        );
        assert_eq!(
            xff("10.0.0.1", &["::ffff:198.51.100.1"], &trusted),
            ip("198.51.100.1")
        );
    }

    #[test]
    fn forwarded_is_read_when_it_is_the_chosen_header() {
        let lines = ["for=6.6.6.6, for=\"[2001:db8::7]:1234\";proto=https;by=10.0.0.1"];
        let client = client_address(
            ip("10.0.0.1"),
            ProxyHeader::Forwarded,
            lines,
            &blocks(&["10.0.0.0/8"]),
        );
        assert_eq!(client, ip("2001:db8::7"));
    }

    #[test]
    fn blocks_are_exact_at_their_edges() {
        let block: Cidr = "10.1.2.128/25".parse().unwrap();
        assert!(block.contains(ip("10.1.2.128")) && block.contains(ip("10.1.2.255")));
        assert!(!block.contains(ip("10.1.2.127")) && !block.contains(ip("::1")));
        let everything: Cidr = "0.0.0.0/0".parse().unwrap();
        assert!(everything.contains(ip("203.0.113.1")));
        let one: Cidr = "::1".parse().unwrap();
        assert!(one.contains(ip("::1")) && !one.contains(ip("::2")));
        for wrong in ["10.0.0.0/33", "::/129", "ten", "10.0.0.0/", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Cidr>().is_err(), "{wrong}");
        }
    }
}
