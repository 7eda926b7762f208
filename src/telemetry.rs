//! Logs: for people or for machines, with a request's id through all of it.
//!
//! Logs hold no personal data. What a request is about is named by its route's pattern
//! (`/people/{handle}`), never by its path or query string; people by their number, never by name
//! or address; the network address and the user agent are not logged at all. [`request_span`] is
//! the only place that opens a request's span, so that this holds for everything logged within.

use std::fmt;

use tracing::Span;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Config, LogFormat};

/// Why logging could not start.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// `HUB_LOG` is not a filter.
    #[error("HUB_LOG cannot be {filter:?}: {source}")]
    Filter {
        /// What was given.
        filter: String,
        /// What is wrong with it.
        source: tracing_subscriber::filter::ParseError,
    },
    /// Another subscriber was installed before.
    #[error("logging was started twice: {0}")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Starts logging to standard error, so that commands keep standard output for their results.
pub fn init(config: &Config) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&config.log).map_err(|source| TelemetryError::Filter {
        filter: config.log.clone(),
        source,
    })?;
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Pretty => registry
            .with(
                tracing_subscriber::fmt::layer()
                    .with_span_events(FmtSpan::NONE)
                    .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
                    .with_writer(std::io::stderr),
            )
            .try_init()?,
        LogFormat::Json => registry.with(json_layer(std::io::stderr)).try_init()?,
    }
    Ok(())
}

fn json_layer<S, W>(writer: W) -> impl tracing_subscriber::Layer<S>
where
    S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
    W: for<'a> tracing_subscriber::fmt::MakeWriter<'a> + 'static,
{
    tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(writer)
}

/// What ties the log lines, the error page and the mail of one request together.
///
/// It is answered as `X-Request-Id`, and shown on the page of an internal error, so that a person
/// can quote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// A new id from random bits.
    pub fn from_bits(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }

    /// The id that a trusted proxy gave, when it has the form of one. Anything else is refused,
    /// so that a header cannot write into the logs.
    pub fn from_header(value: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        ((8..=64).contains(&value.len()) && value.bytes().all(plain))
            .then(|| Self(value.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The span in which a request is answered. `route` is the pattern that matched, not the path.
///
/// `viewer` and `status` are recorded by [`finish`].
pub fn request_span(id: &RequestId, method: &str, route: &str) -> Span {
    tracing::info_span!(
        "request",
        id = id.as_str(),
        method,
        route,
        viewer = tracing::field::Empty,
        status = tracing::field::Empty,
    )
}

/// Records how a request ended, and writes its one line.
pub fn finish(span: &Span, viewer: Option<i64>, status: u16, micros: u64) {
    if let Some(viewer) = viewer {
        span.record("viewer", viewer);
    }
    span.record("status", status);
    span.in_scope(|| {
        if status >= 500 {
            tracing::error!(micros, "request failed");
        } else {
            tracing::info!(micros, "request answered");
        }
    });
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn json_line_carries_the_request() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::registry().with(json_layer(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, || {
            let id = RequestId::from_bits(0xabc);
            let span = request_span(&id, "GET", "/people/{handle}");
            finish(&span, Some(7), 200, 1500);
        });
        let bytes = lines.0.lock().unwrap().clone();
        let line: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(line["message"], "request answered");
        assert_eq!(line["micros"], 1500);
        assert_eq!(line["span"]["id"], "00000000000000000000000000000abc");
        assert_eq!(line["span"]["route"], "/people/{handle}");
        assert_eq!(line["span"]["viewer"], 7);
        assert_eq!(line["span"]["status"], 200);
    }

    #[test]
    fn request_id_of_a_proxy_is_taken_only_when_it_is_one() {
        assert!(RequestId::from_header("4bf92f3577b34da6").is_some());
        for wrong in [
            "",
            "short",
            "a b c d e f g",
            "12345678\n",
            "é2345678",
            &"a".repeat(65),
        ] {
            assert!(RequestId::from_header(wrong).is_none(), "{wrong:?}");
        }
    }
}
