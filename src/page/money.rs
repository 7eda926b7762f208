//! Amounts and sizes as people write them.

/// Reads an amount in pounds (`30,000`, `12.50`, `£30,000`) as pence.
pub(super) fn pence(text: &str) -> Option<i64> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '£' | '_') && !c.is_whitespace())
        .collect();
    let (sign, text) = text
        .strip_prefix('-')
        .map_or((1, text.as_str()), |rest| (-1, rest));
    let (pounds, pence) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(pounds)
        || !digits(pence)
        || pence.len() > 2
        || (pounds.is_empty() && pence.is_empty())
    {
        return None;
    }
    let pounds: i64 = if pounds.is_empty() {
        0
    } else {
        pounds.parse().ok()?
    };
    let pence: i64 = format!("{pence:0<2}").parse().ok()?;
    pounds
        .checked_mul(100)?
        .checked_add(pence)?
        .checked_mul(sign)
}

/// Reads a size (`2048`, `20 MB`) as bytes.
pub(super) fn bytes(text: &str) -> Option<i64> {
    let text: String = text
        .chars()
        .filter(|c| *c != ',' && !c.is_whitespace())
        .collect();
    let end = text
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let factor: i64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" | "byte" | "bytes" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if part.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let scaled: i64 = format!("{part:0<6}").parse().ok()?;
    let whole: i64 = whole.parse().ok().filter(|n| *n >= 0)?;
    whole
        .checked_mul(factor)?
        .checked_add(scaled.checked_mul(factor)? / 1_000_000)
}

/// Digits with a comma between thousands.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Pence as pounds: `£30,000`, `£12.50`.
pub(super) fn pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    let pence = pence.unsigned_abs();
    let whole = thousands(pence / 100);
    match pence % 100 {
        0 => format!("{sign}£{whole}"),
        rest => format!("{sign}£{whole}.{rest:02}"),
    }
}

/// A size in the largest unit that it fills: `512 bytes`, `1.2 MB`.
pub(super) fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => {
            return format!("{bytes} {}", if bytes == 1 { "byte" } else { "bytes" });
        }
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
    if whole >= 10 || tenth == 0 {
        format!("{} {name}", thousands(whole))
    } else {
        format!("{whole}.{tenth} {name}")
    }
}
