//! JSON in its one canonical form (RFC 8785), so that everybody hashes the same bytes.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

/// The largest whole number that JSON can be trusted with: all up to it are doubles.
const MOST_WHOLE: u64 = 1 << 53;

/// The canonical form: members sorted by the UTF-16 code units of their names, no white space,
/// numbers as ECMAScript writes them, texts with as few escapes as can be.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The same value, so that what a database stores and gives back has the same canonical form to
/// the last byte: members in order, and numbers that a double cannot hold, or that are not read
/// as they are written, as texts.
pub fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => plain_number(&number),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            let members = members
                .into_iter()
                .map(|(name, value)| (name, plain(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn plain_number(number: &Number) -> Value {
    let whole = number.is_i64() || number.is_u64();
    if whole && !is_safe(number) {
        return Value::String(number.to_string());
    }
    let text = self::number(number);
    // As a text, because a number is compared with what it is, and not with how it is written.
    let again = |read: &Value| {
        let written = read.to_string();
        written == text
    };
    // PostgreSQL writes exponents out.
    let read = serde_json::from_str::<Value>(&text).ok();
    let read = read.filter(|read| !text.contains('e') && again(read));
    read.unwrap_or(Value::String(text))
}

/// The value as PostgreSQL gives it back: it sorts members by the length of their names first, and
/// puts a space behind each colon and comma.
pub fn as_postgres(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(as_postgres).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| (name.len(), name.as_bytes()));
            let members: Vec<String> = members
                .into_iter()
                .map(|(name, value)| {
                    let name = Value::from(name.as_str());
                    format!("{name}: {}", as_postgres(value))
                })
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}

fn is_safe(number: &Number) -> bool {
    let size = number.as_i64().map(i64::unsigned_abs).or(number.as_u64());
    size.is_some_and(|size| size <= MOST_WHOLE)
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(&self::number(number)),
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            text.push('{');
            for (place, (name, value)) in members.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_string(name, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            c if c < ' ' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

fn number(number: &Number) -> String {
    if is_safe(number) {
        return number.to_string();
    }
    // Without the feature for numbers of any precision, every number is a whole one or a double.
    number.as_f64().map_or_else(|| number.to_string(), double)
}

/// A double as ECMAScript's `Number::toString` writes it.
fn double(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    // The shortest digits that are read as the same number, and the power of ten of the first;
    // of several as short, the nearest, and of two as near, the even one.
    let number = number.abs();
    let shortest = format!("{number:e}");
    let places = shortest
        .chars()
        .take_while(|c| *c != 'e')
        .count()
        .saturating_sub(2);
    let nearest = format!("{number:.places$e}");
    let scientific = match nearest.parse::<f64>() {
        Ok(read) if read.to_bits() == number.to_bits() => nearest,
        _ => shortest,
    };
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let power: i32 = exponent.parse().unwrap_or(0);
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    // Where the decimal point stands, counted from the first digit.
    let point = power + 1;
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    let text = if (count..=21).contains(&point) {
        format!("{digits}{}", zeros(point - count))
    } else if (1..=21).contains(&point) {
        let (whole, rest) = digits.split_at(usize::try_from(point).unwrap_or(0));
        format!("{whole}.{rest}")
    } else if (-5..=0).contains(&point) {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let plus = if power > 0 { "+" } else { "" };
        format!("{first}{dot}{rest}e{plus}{power}")
    };
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_the_example_of_the_standard() {
        // RFC 8785, 3.2.2 and 3.2.3.
        let mut value: Value = serde_json::from_str(
            r#"{"numbers":[],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                "literals":[null,true,false]}"#,
        )
        .unwrap();
        // Read by Rust, because serde_json reads long numbers nearly, and not exactly.
        let numbers = ["333333333.33333329", "1E30", "4.50", "2e-3", "1e-27"];
        let numbers = numbers.map(|number| number.parse::<f64>().unwrap());
        value["numbers"] = json!(numbers);
        assert_eq!(
            canonical(&value),
            "{\"literals\":[null,true,false],\
             \"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
        );
        let names: Value = serde_json::from_str(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
                "1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"Latin"}"#,
        )
        .unwrap();
        let text = canonical(&names);
        let places: Vec<usize> = [
            "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
        ]
        .iter()
        .map(|name| text.find(name).unwrap())
        .collect();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn doubles_are_written_as_in_the_table_of_the_standard() {
        // RFC 8785, appendix B.
        for (bits, text) in [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            assert_eq!(double(f64::from_bits(bits)), text, "{bits:x}");
        }
    }

    #[test]
    fn what_is_plain_is_stored_and_read_with_the_same_canonical_form() {
        let value = json!({
            "b": [4.0, 0.1, 1e30, -0.0, 333_333_333.333_333_3, u64::MAX, i64::MIN, 7],
            "a": { "ü": null, "text": "tab\t\u{1f}\u{7f}" },
        });
        let plain = plain(value);
        let stored = plain.to_string();
        let read: Value = serde_json::from_str(&stored).unwrap();
        assert_eq!(read, plain);
        assert_eq!(stored, canonical(&plain));
        assert_eq!(plain["b"][0], json!(4));
        assert_eq!(plain["b"][5], json!("18446744073709551615"));
        assert_eq!(plain["b"][6], json!("-9223372036854775808"));
    }
}
