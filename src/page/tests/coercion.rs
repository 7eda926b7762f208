use async_graphql::parser::types::Type;

use super::super::{
    coerce::{Coerced, Mode, coerce},
    document::Variable,
    filters,
    form::{FormData, FormError},
    money,
    schema_types::SchemaTypes,
};

fn variables(declared: &[(&str, &str)], typed: &[(&str, &str)], mode: Mode) -> Coerced {
    const SDL: &str = "
        enum Stage { OPEN CLOSED }
        scalar Pence scalar ByteSize scalar LocalDateTime scalar DateTime scalar Date
        input Row { label: String! amount: Pence done: Boolean! tags: [String!] }
        input Input { title: String! summary: String rows: [Row!]! stage: Stage owner: Row size: ByteSize }
        input Pick @oneOf { a: String b: String }
        type Query { a: Int }
    ";
    let schema = SchemaTypes::parse(SDL).unwrap();
    let declared: Vec<Variable> = declared
        .iter()
        .map(|(name, ty)| Variable {
            name: (*name).to_owned(),
            ty: Type::new(ty).unwrap(),
            has_default: false,
        })
        .collect();
    let pairs = typed
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    let form = FormData::from_pairs(pairs.collect()).unwrap();
    coerce(&declared, &[], &form.tree(), &schema, mode)
}

fn json(coerced: &Coerced) -> String {
    serde_json::to_string(&coerced.variables).unwrap()
}

#[test]
fn scalars_are_read_as_people_write_them() {
    for (ty, text, expected) in [
        ("Int", "1,200", "1200"),
        ("Float", "1.5", "1.5"),
        ("ID", " abc ", "\"abc\""),
        ("Boolean", "on", "true"),
        ("String", "a\r\nb\0", "\"a\\nb\""),
        ("Stage", "OPEN", "\"OPEN\""),
        ("Pence", "30,000", "3000000"),
        ("Pence", "£30,000", "3000000"),
        ("Pence", "12.5", "1250"),
        ("ByteSize", "20 MB", "20000000"),
        (
            "LocalDateTime",
            "2026-11-24T17:00",
            "\"2026-11-24T17:00:00\"",
        ),
        (
            "DateTime",
            "2026-11-24T17:00:00Z",
            "\"2026-11-24T17:00:00Z\"",
        ),
        ("[Int!]", "3", "[3]"),
    ] {
        let coerced = variables(&[("v", ty)], &[("v", text)], Mode::Post);
        assert_eq!(
            json(&coerced),
            format!("{{\"v\":{expected}}}"),
            "{ty} {text}"
        );
    }
    let date = [("v.day", "4"), ("v.month", "1"), ("v.year", "2027")];
    let coerced = variables(&[("v", "Date!")], &date, Mode::Post);
    assert_eq!(json(&coerced), r#"{"v":"2027-01-04"}"#);
}

#[test]
fn what_does_not_fit_has_a_code() {
    for (ty, text, code) in [
        ("Int!", "many", "NOT_A_NUMBER"),
        ("Int!", "", "REQUIRED"),
        ("Stage!", "NEVER", "NOT_A_CHOICE"),
        ("Pence!", "12.345", "NOT_AN_AMOUNT"),
        ("Pence!", ".", "NOT_AN_AMOUNT"),
        ("ByteSize!", "big", "NOT_A_SIZE"),
        ("LocalDateTime!", "tomorrow", "NOT_A_DATE"),
    ] {
        let coerced = variables(&[("v", ty)], &[("v", text)], Mode::Post);
        assert_eq!(coerced.misfits.len(), 1, "{ty} {text}");
        assert_eq!(coerced.misfits[0].code, code);
        assert!(variables(&[("v", ty)], &[("v", text)], Mode::Get).not_found);
    }
}

#[test]
fn blanks_mean_what_a_form_means_by_them() {
    let typed = [("a", " "), ("b", ""), ("d", "")];
    let declared = [
        ("a", "Int"),
        ("b", "String!"),
        ("c", "Boolean!"),
        ("d", "[String!]"),
    ];
    let post = variables(&declared, &typed, Mode::Post);
    assert_eq!(json(&post), r#"{"a":null,"b":"","c":false,"d":[]}"#);
    let get = variables(&declared, &typed, Mode::Get);
    assert_eq!(json(&get), r#"{"b":"","c":false}"#);
}

#[test]
fn lists_lose_gaps_and_blank_rows_and_errors_find_the_row_typed() {
    let coerced = variables(
        &[("input", "Input!")],
        &[
            ("input.title", "T"),
            ("input.rows.0.label", ""),
            ("input.rows.3.label", "b"),
            ("input.rows.3.tags", "x"),
            ("input.rows.3.tags", "y"),
            ("input.rows.12.label", "c"),
            ("input.rows.12.done", "on"),
            ("input.owner.label", ""),
        ],
        Mode::Post,
    );
    assert_eq!(
        json(&coerced),
        r#"{"input":{"title":"T","rows":[{"label":"b","done":false,"tags":["x","y"]},{"label":"c","done":true}],"owner":null}}"#
    );
    assert_eq!(
        coerced.rows.typed_name("input.rows.1.label"),
        "input.rows.12.label"
    );
    assert_eq!(coerced.rows.typed_name("input.rows.0"), "input.rows.3");
    assert_eq!(coerced.rows.typed_name("input.title"), "input.title");
}

#[test]
fn a_choice_of_one_is_sent_alone() {
    let coerced = variables(&[("p", "Pick!")], &[("p.a", ""), ("p.b", "x")], Mode::Post);
    assert_eq!(json(&coerced), r#"{"p":{"b":"x"}}"#);
}

#[test]
fn a_form_has_limits() {
    let many = "a=1&".repeat(2_001);
    let refused = FormData::from_urlencoded(many.as_bytes()).unwrap_err();
    assert_eq!(refused, FormError::TooManyFields);
    let large = vec![b'a'; 1024 * 1024 + 1];
    assert_eq!(
        FormData::from_urlencoded(&large).unwrap_err(),
        FormError::TooLarge
    );
}

#[test]
fn amounts_and_sizes_are_shown_shortly() {
    assert_eq!(money::pounds(3_000_000), "£30,000");
    assert_eq!(money::pounds(-1_250), "-£12.50");
    assert_eq!(money::size(1), "1 byte");
    assert_eq!(money::size(1_240_000), "1.2 MB");
    assert_eq!(money::size(48_000), "48 kB");
    assert_eq!(money::thousands(1_234_567), "1,234,567");
}

#[test]
fn filters_show_times_in_london_and_none_as_nothing() {
    let mut env = minijinja::Environment::new();
    filters::register(&mut env);
    for (expression, expected) in [
        ("'2026-07-01T16:00:00Z'|datetime", "1 July 2026, 5:00pm BST"),
        (
            "'2026-07-01T16:00:00Z'|datetime(zone='UTC')",
            "1 July 2026, 4:00pm UTC",
        ),
        ("'2026-07-01T23:30:00Z'|date", "2 July 2026"),
        ("'2026-07-01'|date", "1 July 2026"),
        ("'2026-07-01'|iso", "2026-07-01"),
        ("1234.5|number", "1,234.5"),
        ("'one two  three'|truncate_words(2)", "one two…"),
        ("none|date is none", "True"),
        ("none|money is none", "True"),
    ] {
        let shown = env
            .render_str(&format!("{{{{ {expression} }}}}"), ())
            .unwrap();
        assert_eq!(shown, expected, "{expression}");
    }
}
