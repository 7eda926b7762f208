//! From the bytes of an uploaded file to its text.

use data_encoding::BASE64;
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::error::FieldError;

/// The largest file: 200 proposals with a page of text each are less than a tenth of it.
const MOST_BYTES: usize = 5 * 1024 * 1024;

/// What workbooks and other archives begin with.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The text of a file that was sent as base64. What is not UTF-8 is Windows-1252, which is what
/// Excel writes on the machines of councils where nobody asked for UTF-8; a file with a mark of
/// another encoding is read in that.
pub(super) fn text(base64: &str) -> Result<String, FieldError> {
    let wrong = |code| FieldError::new("base64", code);
    if base64.is_empty() {
        return Err(wrong("FILE_EMPTY"));
    }
    // Four letters for three bytes.
    if base64.len() / 4 * 3 > MOST_BYTES + 3 {
        return Err(wrong("SHEET_TOO_LARGE"));
    }
    let bytes = BASE64
        .decode(base64.as_bytes())
        .map_err(|_| wrong("FILE_UNREADABLE"))?;
    if bytes.len() > MOST_BYTES {
        return Err(wrong("SHEET_TOO_LARGE"));
    }
    if bytes.starts_with(ARCHIVE) {
        return Err(wrong("SHEET_IS_WORKBOOK"));
    }
    let text = decode(&bytes);
    if text.contains('\0') {
        return Err(wrong("SHEET_NOT_TEXT"));
    }
    if text.trim().is_empty() {
        return Err(wrong("FILE_EMPTY"));
    }
    Ok(text)
}

fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<String, &'static str> {
        text(&BASE64.encode(bytes)).map_err(|error| error.code)
    }

    #[test]
    fn what_spreadsheets_write_is_read_in_its_own_encoding() {
        assert_eq!(of("Ynys Môn".as_bytes()).as_deref(), Ok("Ynys Môn"));
        assert_eq!(of("\u{feff}Môn".as_bytes()).as_deref(), Ok("Môn"));
        assert_eq!(of(b"M\xf4n \x96 \x801").as_deref(), Ok("Môn – €1"));
        assert_eq!(of(b"\xff\xfeM\0\xf4\0n\0").as_deref(), Ok("Môn"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(of(b""), Err("FILE_EMPTY"));
        assert_eq!(of(b" \r\n"), Err("FILE_EMPTY"));
        assert_eq!(of(b"PK\x03\x04rest"), Err("SHEET_IS_WORKBOOK"));
        assert_eq!(of(b"a\0b"), Err("SHEET_NOT_TEXT"));
        assert_eq!(text("*").unwrap_err().code, "FILE_UNREADABLE");
        let large = vec![b'a'; MOST_BYTES + 1];
        assert_eq!(of(&large), Err("SHEET_TOO_LARGE"));
    }
}
