//! What a file is, by its content. Names and what browsers say of a file are not believed.

/// A kind of file that may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKind {
    /// The ending of its name.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

const fn kind(ending: &'static str, media_type: &'static str) -> FileKind {
    FileKind { ending, media_type }
}

const PDF: FileKind = kind("pdf", "application/pdf");
const PNG: FileKind = kind("png", "image/png");
const JPEG: FileKind = kind("jpg", "image/jpeg");
const CSV: FileKind = kind("csv", "text/csv");
const ODS: FileKind = kind("ods", "application/vnd.oasis.opendocument.spreadsheet");
const ODT: FileKind = kind("odt", "application/vnd.oasis.opendocument.text");
const XLSX: FileKind = kind(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
);
const DOCX: FileKind = kind(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
);

/// The kind of a file with this content and name; none when it is no kind that may be attached.
/// The name matters for CSV alone, which is text like any other.
pub fn of(name: &str, content: &[u8]) -> Option<FileKind> {
    if content.starts_with(b"%PDF-") {
        Some(PDF)
    } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PNG)
    } else if content.starts_with(b"\xff\xd8\xff") {
        Some(JPEG)
    } else if content.starts_with(b"PK\x03\x04") {
        office(content)
    } else if name.to_lowercase().ends_with(".csv") && is_text(content) {
        Some(CSV)
    } else {
        None
    }
}

/// An office document: a ZIP file whose first or named entries say what it is. One with macros is
/// none.
fn office(content: &[u8]) -> Option<FileKind> {
    let has = |name: &[u8]| content.windows(name.len()).any(|bytes| bytes == name);
    // OpenDocument has its type, not compressed, as its first entry.
    let open = content
        .get(30..)
        .and_then(|rest| rest.strip_prefix(b"mimetype"));
    if let Some(open) = open {
        let found = [ODS, ODT].into_iter().find(|kind| {
            open.strip_prefix(kind.media_type.as_bytes())
                .is_some_and(|after| after.starts_with(b"PK"))
        });
        return found.filter(|_| !has(b"Basic/"));
    }
    if !has(b"[Content_Types].xml") || has(b"vbaProject.bin") {
        return None;
    }
    if has(b"xl/workbook.xml") {
        Some(XLSX)
    } else if has(b"word/document.xml") {
        Some(DOCX)
    } else {
        None
    }
}

fn is_text(content: &[u8]) -> bool {
    std::str::from_utf8(content).is_ok_and(|text| {
        !text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    })
}

/// A name without folders and control characters, with the ending of its kind.
pub fn name(typed: &str, kind: FileKind) -> String {
    let base = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = base
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*'))
        .take(120)
        .collect();
    let clean = clean.trim().trim_matches('.').trim();
    let stem = match clean.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => clean,
    };
    let stem = if stem.is_empty() { "file" } else { stem };
    format!("{stem}.{}", kind.ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(first: &[u8], rest: &[u8]) -> Vec<u8> {
        let mut file = b"PK\x03\x04".to_vec();
        file.extend([0; 26]);
        file.extend_from_slice(first);
        file.extend_from_slice(b"PK\x03\x04");
        file.extend_from_slice(rest);
        file
    }

    #[test]
    fn content_decides_and_a_name_does_not() {
        assert_eq!(of("x.exe", b"%PDF-1.7 ..."), Some(PDF));
        assert_eq!(of("x.pdf", b"MZ\x90\x00"), None);
        assert_eq!(of("x.png", b"<svg onload=alert(1)>"), None);
        assert_eq!(
            of("stops.CSV", "name,easting\nHigh St,1".as_bytes()),
            Some(CSV)
        );
        assert_eq!(of("stops.csv", b"a\x00b"), None);
        assert_eq!(of("page.html", b"<script>alert(1)</script>"), None);
        let ods = zip(
            b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            b"content.xml",
        );
        assert_eq!(of("a", &ods), Some(ODS));
        let presentation = zip(
            b"mimetypeapplication/vnd.oasis.opendocument.presentation",
            b"",
        );
        assert_eq!(of("a", &presentation), None);
        let xlsx = zip(b"[Content_Types].xml", b"xl/workbook.xml");
        assert_eq!(of("a", &xlsx), Some(XLSX));
        let macros = zip(
            b"[Content_Types].xml",
            b"word/document.xml word/vbaProject.bin",
        );
        assert_eq!(of("a.docx", &macros), None);
        assert_eq!(of("a.zip", &zip(b"anything", b"else")), None);
    }

    #[test]
    fn names_are_harmless_and_end_as_their_kind() {
        assert_eq!(name("../../etc/passwd", PDF), "passwd.pdf");
        assert_eq!(name("C:\\plans\\Gantt.exe", PNG), "Gantt.png");
        assert_eq!(name("a\r\nb\".pdf", PDF), "ab.pdf");
        assert_eq!(name("", CSV), "file.csv");
        assert_eq!(name("Plan v1.2 final", PDF), "Plan v1.2 final.pdf");
    }
}
