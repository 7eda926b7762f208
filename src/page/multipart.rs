//! Reads a multipart form, in which a file is a text like any other.
//!
//! Text files (a CSV of scores, a JSON feed) travel to the API as strings, and files of other kinds
//! as base64, in fields whose names say so.

use actix_multipart::Multipart;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use futures_util::TryStreamExt as _;

use super::form::{FormData, FormError, MAX_FIELDS};

/// The largest text file.
pub const MAX_FILE: usize = 20 * 1024 * 1024;
/// The largest form with all its files.
pub const MAX_FORM: usize = 24 * 1024 * 1024;
/// The largest field that is not a file.
const MAX_FIELD: usize = 1024 * 1024;

/// How the name of a field ends that takes a file of any kind: it becomes base64, and the file's
/// name the field `fileName` beside it.
const BASE64_FIELD: &str = ".base64";

/// Reads the form.
///
/// A file that is too large or is not UTF-8 is not an error of the form: it is told at its field
/// (`TOO_LARGE`, `NOT_TEXT`), beside what else was typed.
pub async fn read(mut payload: Multipart) -> Result<FormData, FormError> {
    let mut form = FormData::default();
    let mut total = 0_usize;
    let mut parts = 0_usize;
    while let Some(mut field) = payload
        .try_next()
        .await
        .map_err(|_| FormError::Unreadable)?
    {
        parts += 1;
        if parts > MAX_FIELDS {
            return Err(FormError::TooManyFields);
        }
        let Some(name) = field.name().map(str::to_owned) else {
            return Err(FormError::Unreadable);
        };
        let file_name = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .map(str::to_owned);
        let limit = if file_name.is_some() {
            MAX_FILE
        } else {
            MAX_FIELD
        };
        let mut bytes = Vec::new();
        let mut too_large = false;
        while let Some(chunk) = field.try_next().await.map_err(|_| FormError::Unreadable)? {
            total += chunk.len();
            if total > MAX_FORM {
                return Err(FormError::TooLarge);
            }
            // The rest of the part is read and dropped, because the fields after it count.
            too_large = too_large || bytes.len() + chunk.len() > limit;
            if !too_large {
                bytes.extend_from_slice(&chunk);
            }
        }
        if too_large {
            if file_name.is_none() {
                return Err(FormError::TooLarge);
            }
            form.refuse(name, "TOO_LARGE");
            continue;
        }
        if let Some(whose) = name.strip_suffix(BASE64_FIELD)
            && let Some(file) = &file_name
        {
            if !file.is_empty() || !bytes.is_empty() {
                form.push_file(format!("{whose}.fileName"), file.clone())?;
                form.push_file(name, BASE64.encode(&bytes))?;
            }
            continue;
        }
        match (String::from_utf8(bytes), file_name) {
            // A file input that was left empty is sent as a file without a name.
            (Ok(text), Some(file)) if file.is_empty() && text.is_empty() => {}
            (Ok(text), Some(_)) => {
                let text = text
                    .strip_prefix('\u{feff}')
                    .map(str::to_owned)
                    .unwrap_or(text);
                form.push_file(name, text)?;
            }
            (Ok(text), None) => form.push(name, text)?,
            (Err(_), _) => form.refuse(name, "NOT_TEXT"),
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use actix_web::{
        error::PayloadError,
        http::header::{CONTENT_TYPE, HeaderMap, HeaderValue},
        web::Bytes,
    };

    use super::*;

    async fn read_parts(parts: &[(&str, &[u8])]) -> Result<FormData, FormError> {
        let mut body = Vec::new();
        for (disposition, content) in parts {
            let head = format!("--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--x--\r\n");
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=x");
        headers.insert(CONTENT_TYPE, kind);
        let chunks = body
            .chunks(64 * 1024)
            .map(|c| Ok::<_, PayloadError>(Bytes::copy_from_slice(c)));
        let stream = futures_util::stream::iter(chunks.collect::<Vec<_>>());
        read(Multipart::new(&headers, stream)).await
    }

    #[tokio::test]
    async fn a_text_file_is_a_value_that_is_not_shown_again() {
        let form = read_parts(&[
            (r#"name="input.title""#, b"T"),
            (
                r#"name="input.csv"; filename="scores.csv""#,
                b"\xef\xbb\xbfa,b",
            ),
            (r#"name="input.none"; filename="""#, b""),
        ])
        .await
        .unwrap();
        assert_eq!(form.value("input.csv"), Some("a,b"));
        assert_eq!(form.value("input.none"), None);
        assert_eq!(form.typed().keys().collect::<Vec<_>>(), ["input.title"]);
    }

    #[tokio::test]
    async fn a_file_that_is_refused_leaves_the_rest_of_the_form() {
        let large = vec![b'a'; MAX_FILE + 1];
        let form = read_parts(&[
            (r#"name="input.a"; filename="a.png""#, b"\xff\xfe"),
            (r#"name="input.b"; filename="b.csv""#, &large),
            (r#"name="input.title""#, b"T"),
        ])
        .await
        .unwrap();
        let refused: Vec<_> = form
            .refused()
            .iter()
            .map(|(n, c)| (n.as_str(), *c))
            .collect();
        assert_eq!(refused, [("input.a", "NOT_TEXT"), ("input.b", "TOO_LARGE")]);
        assert_eq!(form.value("input.title"), Some("T"));
    }
}
