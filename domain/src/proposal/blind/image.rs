//! Pictures without what cameras and programs write into them.

/// Where a PNG begins (W3C PNG, third edition, 5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What a PNG is drawn from; names, comments and places are in other chunks.
const DRAWN: [&[u8; 4]; 9] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs",
];

/// A PNG of the chunks that it is drawn from; none where it is broken.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut clean = SIGNATURE.to_vec();
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, _) = after.split_first_chunk::<4>()?;
        // Length, kind, data and checksum.
        let whole = usize::try_from(u32::from_be_bytes(*length))
            .ok()?
            .checked_add(12)?;
        let (chunk, next) = rest.split_at_checked(whole)?;
        if DRAWN.contains(&kind) {
            clean.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(clean);
        }
        rest = next;
    }
}

/// A JPEG without application data and comments (ITU-T T.81, annex B); none where it is broken.
/// What stands after its end goes as well.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut clean = vec![0xff, 0xd8];
    loop {
        let [0xff, marker, ..] = *rest else {
            return None;
        };
        match marker {
            // A marker may be filled up with more of its first byte.
            0xff => rest = &rest[1..],
            0xd9 => {
                clean.extend_from_slice(&[0xff, 0xd9]);
                return Some(clean);
            }
            _ => {
                let length = rest.get(2..4)?.first_chunk::<2>()?;
                let whole = 2 + usize::from(u16::from_be_bytes(*length));
                let (segment, next) = rest.split_at_checked(whole.max(4))?;
                // Application data and comments, but for what says how colours are meant.
                let says_who = matches!(marker, 0xe0..=0xed | 0xef | 0xfe);
                if !says_who {
                    clean.extend_from_slice(segment);
                }
                rest = next;
                if marker == 0xda {
                    let scan = scan(rest);
                    clean.extend_from_slice(&rest[..scan]);
                    rest = &rest[scan..];
                }
            }
        }
    }
}

/// How long the picture's data are that follow the header of a scan.
fn scan(data: &[u8]) -> usize {
    let mut pairs = data.windows(2);
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7);
    pairs.position(ends).unwrap_or(data.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, &kind, data, b"crc!"].concat()
    }

    #[test]
    fn a_png_keeps_its_picture_and_loses_its_words() {
        let wordy = [
            SIGNATURE.to_vec(),
            chunk(*b"IHDR", &[0; 13]),
            chunk(*b"tEXt", b"Author\0Ann of Ashford"),
            chunk(*b"eXIf", b"camera of Ann"),
            chunk(*b"IDAT", b"picture"),
            chunk(*b"IEND", b""),
            b"Ann again".to_vec(),
        ]
        .concat();
        let clean = png(&wordy).unwrap();
        assert!(!String::from_utf8_lossy(&clean).contains("Ann"));
        let plain = [
            SIGNATURE.to_vec(),
            chunk(*b"IHDR", &[0; 13]),
            chunk(*b"IDAT", b"picture"),
            chunk(*b"IEND", b""),
        ];
        assert_eq!(clean, plain.concat());
        for end in 0..wordy.len() - 9 {
            assert_eq!(png(&wordy[..end]), None, "cut at {end}");
        }
    }

    #[test]
    fn a_jpeg_keeps_its_picture_and_loses_its_words() {
        let segment = |marker: u8, data: &[u8]| {
            let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
            [&[0xff, marker], &length[..], data].concat()
        };
        let wordy = [
            vec![0xff, 0xd8],
            segment(0xe0, b"JFIF\0 and a small picture of Ann"),
            segment(0xe1, b"Exif\0\0camera of Ann"),
            segment(0xdb, b"tables"),
            segment(0xfe, b"by Ann"),
            segment(0xee, b"Adobe"),
            segment(0xda, b"scan"),
            vec![1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
            segment(0xc4, b"more tables"),
            segment(0xda, b"scan"),
            vec![5, 6, 0xff, 0xd9],
            b"and Ann after its end".to_vec(),
        ]
        .concat();
        let clean = jpeg(&wordy).unwrap();
        assert!(!String::from_utf8_lossy(&clean).contains("Ann"));
        let plain = [
            vec![0xff, 0xd8],
            segment(0xdb, b"tables"),
            segment(0xee, b"Adobe"),
            segment(0xda, b"scan"),
            vec![1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
            segment(0xc4, b"more tables"),
            segment(0xda, b"scan"),
            vec![5, 6, 0xff, 0xd9],
        ];
        assert_eq!(clean, plain.concat());
        assert_eq!(jpeg(&wordy[..30]), None);
        assert_eq!(jpeg(b"\xff\xd8\xff"), None);
        assert_eq!(jpeg(b"\xff\xd8\xff\xe1\x00\x00"), None);
    }
}
