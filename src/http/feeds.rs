//! Feeds in Atom 1.0 (RFC 4287).
//!
//! An exception from the pages, because the format is none of HTML. They show what a visitor
//! sees, whoever asks, so that a reader of feeds needs no session and nothing private leaks into
//! its caches.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use hub_domain::feed::{self, Entry};
use hub_domain::{Caller, Error, Reader, Result, community};
use hub_locales::{Arg, sentence};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use sha2::{Digest, Sha256};

use crate::http::pages::unavailable;
use crate::server::Server;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const TYPE: &str = "application/atom+xml; charset=utf-8";
/// Seconds for which a reader of feeds need not ask again.
const FRESH: &str = "public, max-age=300";

type Shared = web::Data<Server>;

/// What a feed is about.
struct Feed {
    title: String,
    /// Address of the feed.
    path: String,
    /// Address of the page that shows the same.
    page: String,
    entries: Vec<Entry>,
}

/// The topics with the latest activity.
pub async fn forum(server: Shared, request: HttpRequest) -> HttpResponse {
    let reader = reader(&server);
    let feed = feed::topics(&reader, None).await.map(|entries| Feed {
        title: title("forum-feed"),
        path: "/forum.atom".to_owned(),
        page: "/forum".to_owned(),
        entries,
    });
    answer(&server, &request, feed)
}

/// The topics of one community.
pub async fn community(
    server: Shared,
    request: HttpRequest,
    number: web::Path<String>,
) -> HttpResponse {
    let feed = of_community(&reader(&server), &number).await;
    answer(&server, &request, feed)
}

async fn of_community(reader: &Reader, number: &str) -> Result<Feed> {
    let number = number.parse().map_err(|_| Error::NotFound)?;
    let community = community::read::by_number(reader.db(), number).await?;
    Ok(Feed {
        entries: feed::topics(reader, Some(number)).await?,
        path: format!("/communities/{number}.atom"),
        page: community::read::path(&community),
        title: community.name,
    })
}

/// The challenges that were published last, and the decisions that were announced last.
pub async fn challenges(server: Shared, request: HttpRequest) -> HttpResponse {
    let feed = feed::challenges(&reader(&server))
        .await
        .map(|entries| Feed {
            title: title("home-feed-challenges"),
            path: "/challenges.atom".to_owned(),
            page: "/challenges".to_owned(),
            entries,
        });
    answer(&server, &request, feed)
}

/// The datasets that were added last.
pub async fn datasets(server: Shared, request: HttpRequest) -> HttpResponse {
    let feed = feed::datasets(&reader(&server)).await.map(|entries| Feed {
        title: title("home-feed-datasets"),
        path: "/datasets.atom".to_owned(),
        page: "/datasets".to_owned(),
        entries,
    });
    answer(&server, &request, feed)
}

fn reader(server: &Server) -> Reader {
    server.hub.reader(&Caller::default())
}

fn title(key: &str) -> String {
    sentence(key, &[]).unwrap_or_else(|| key.to_owned())
}

fn answer(server: &Server, request: &HttpRequest, feed: Result<Feed>) -> HttpResponse {
    let settings = server.hub.settings();
    let xml = match feed.map(|feed| write(&feed, &settings.public_url, &settings.site_name)) {
        Ok(Ok(xml)) => xml,
        Ok(Err(error)) => return unavailable(&Error::internal(error)),
        Err(Error::NotFound) => return HttpResponse::NotFound().finish(),
        Err(error) => return unavailable(&error),
    };
    let hash = Sha256::digest(&xml);
    let tag = format!("\"{}\"", data_tag(&hash));
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        // A proxy that compresses makes the tag a weak one.
        .is_some_and(|given| {
            given
                .split(',')
                .any(|t| t.trim().trim_start_matches("W/") == tag)
        });
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, FRESH));
    if known {
        response.finish()
    } else {
        response.content_type(TYPE).body(xml)
    }
}

fn data_tag(hash: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash[..12])
}

/// Writes a feed. Ids are tag URIs in spirit: addresses by number alone, which stay when a title
/// changes.
fn write(feed: &Feed, url: &str, site: &str) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let start = BytesStart::new("feed").with_attributes([("xmlns", ATOM), ("xml:lang", "en-GB")]);
    xml.write_event(Event::Start(start))?;
    text(&mut xml, "title", &format!("{} – {site}", feed.title))?;
    text(&mut xml, "id", &format!("{url}{}", feed.path))?;
    link(&mut xml, "self", &format!("{url}{}", feed.path))?;
    link(&mut xml, "alternate", &format!("{url}{}", feed.page))?;
    // An empty feed has to have a time, too; it says nothing.
    let updated = feed.entries.iter().map(|entry| entry.updated).max();
    text(
        &mut xml,
        "updated",
        &updated.unwrap_or_default().to_rfc3339(),
    )?;
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", site))?;
    for entry in &feed.entries {
        xml.create_element("entry")
            .write_inner_content(|xml| entry_of(xml, entry, url))?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    Ok(xml.into_inner())
}

fn entry_of(xml: &mut Writer<Vec<u8>>, entry: &Entry, url: &str) -> std::io::Result<()> {
    let decided = || {
        let args = [("title", Arg::from(entry.title.as_str()))];
        sentence("home-feed-decision", &args)
    };
    let title = (entry.kind == feed::DECISION).then(decided).flatten();
    text(xml, "title", title.as_ref().unwrap_or(&entry.title))?;
    text(
        xml,
        "id",
        &format!("{url}/id/{}/{}", entry.kind, entry.number),
    )?;
    link(xml, "alternate", &format!("{url}{}", entry.path))?;
    text(xml, "published", &entry.published.to_rfc3339())?;
    text(xml, "updated", &entry.updated.to_rfc3339())?;
    if let Some(author) = &entry.author {
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", author))?;
    }
    text(xml, "summary", &entry.summary)
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, value: &str) -> std::io::Result<()> {
    // Characters that XML 1.0 has no way to write would make the feed unreadable.
    let value: String = value
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    xml.create_element(name)
        .write_text_content(BytesText::new(&value))
        .map(|_| ())
}

fn link(xml: &mut Writer<Vec<u8>>, rel: &str, href: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("href", href))
        .write_empty()
        .map(|_| ())
}
