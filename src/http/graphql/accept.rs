//! Which of the two media types an answer has.

use actix_web::http::header::{ACCEPT, HeaderMap};

/// The media types of GraphQL over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// `application/graphql-response+json`, whose status tells whether the request was executed.
    GraphqlResponse,
    /// `application/json`, which was there first, and says 200 to all that is well-formed.
    Json,
}

impl Format {
    /// The value of `Content-Type`.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// What the `Accept` headers ask for, or `None` if they admit neither. No header, and a range
    /// that names neither, mean `application/json`, as old clients expect.
    pub(super) fn negotiate(headers: &HeaderMap) -> Option<Self> {
        let mut ranges = Vec::new();
        for header in headers.get_all(ACCEPT) {
            // A header that is not text admits nothing that we could know of.
            ranges.extend(
                header
                    .to_str()
                    .unwrap_or_default()
                    .split(',')
                    .filter_map(range),
            );
        }
        if !headers.contains_key(ACCEPT) {
            return Some(Self::Json);
        }
        let new = quality(&ranges, "graphql-response+json");
        let old = quality(&ranges, "json");
        // Equally welcome: the newer one if it is named, since its statuses say more.
        if new.weight > 0.0 && (new.weight > old.weight || (new.weight >= old.weight && new.named))
        {
            Some(Self::GraphqlResponse)
        } else {
            (old.weight > 0.0).then_some(Self::Json)
        }
    }
}

/// One media range of an `Accept` header.
struct Range {
    subtype: Option<String>,
    /// 1 for `*/*`, 2 for `application/*`, 3 for a full name: the most specific decides.
    precision: u8,
    weight: f32,
}

struct Quality {
    weight: f32,
    named: bool,
}

/// Reads a range, unless it cannot match: another type, or a charset that we do not write.
fn range(text: &str) -> Option<Range> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let (subtype, precision) = match name.split_once('/')? {
        ("*", "*") => (None, 1),
        ("application", "*") => (None, 2),
        ("application", subtype) => (Some(subtype.to_owned()), 3),
        _ => return None,
    };
    let mut weight = 1.0;
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim().trim_matches('"');
        if key.trim().eq_ignore_ascii_case("q") {
            weight = value.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0);
        } else if key.trim().eq_ignore_ascii_case("charset")
            && !(value.eq_ignore_ascii_case("utf-8") || value.eq_ignore_ascii_case("utf8"))
        {
            return None;
        }
    }
    Some(Range {
        subtype,
        precision,
        weight,
    })
}

fn quality(ranges: &[Range], subtype: &str) -> Quality {
    let best = ranges
        .iter()
        .filter(|range| range.subtype.as_deref().is_none_or(|name| name == subtype))
        .max_by(|a, b| (a.precision.cmp(&b.precision)).then(a.weight.total_cmp(&b.weight)));
    Quality {
        weight: best.map_or(0.0, |range| range.weight),
        named: best.is_some_and(|range| range.precision == 3),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{ACCEPT, HeaderMap, HeaderValue};

    use super::Format::{self, GraphqlResponse, Json};

    fn negotiate(accept: &[&'static str]) -> Option<Format> {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(ACCEPT, HeaderValue::from_static(value));
        }
        Format::negotiate(&headers)
    }

    #[test]
    fn the_media_type_follows_accept() {
        const NEW: &str = "application/graphql-response+json";
        for (accept, format) in [
            (vec![], Some(Json)),
            (vec!["*/*"], Some(Json)),
            (vec!["application/*"], Some(Json)),
            (vec!["application/json"], Some(Json)),
            (vec!["APPLICATION/JSON; Charset=\"UTF-8\""], Some(Json)),
            (vec![NEW], Some(GraphqlResponse)),
            (vec!["application/json", NEW], Some(GraphqlResponse)),
            (
                vec!["application/graphql-response+json, */*;q=0.1"],
                Some(GraphqlResponse),
            ),
            (
                vec!["application/graphql-response+json; q=0.5, application/json"],
                Some(Json),
            ),
            (vec!["application/json;q=0, */*"], Some(GraphqlResponse)),
            (vec!["text/html"], None),
            (vec![""], None),
            (vec!["application/json; charset=iso-8859-1"], None),
            (vec!["*/*;q=0"], None),
            (vec!["application/json;q=nonsense"], None),
        ] {
            assert_eq!(negotiate(&accept), format, "{accept:?}");
        }
    }
}
