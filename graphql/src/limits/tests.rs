//! The limits, each at its edge, and the abuse that they are there for.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use async_graphql::{Request, Variables, parser::types::OperationType};
use serde_json::json;

use super::*;

fn cost_with(query: &str, variables: serde_json::Value) -> Result<Cost, Refused> {
    check(&parse(query)?, None, &Variables::from_json(variables))
}

fn cost(query: &str) -> Result<Cost, Refused> {
    cost_with(query, json!({}))
}

/// What `text` writes for each number below `count`, one after the other.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// The shortest of three, because other tests run beside this one.
fn fastest<T>(work: impl Fn() -> T) -> Duration {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            let _ = work();
            start.elapsed()
        })
        .min()
        .unwrap()
}

fn doubling(fragments: usize) -> String {
    let mut query = String::from("{ ...F0 }");
    for n in 0..fragments {
        write!(
            query,
            " fragment F{n} on Query {{ ...F{0} ...F{0} }}",
            n + 1
        )
        .unwrap();
    }
    write!(query, " fragment F{fragments} on Query {{ __typename }}").unwrap();
    query
}

#[test]
fn fragments_that_spread_the_next_twice_are_refused_at_once() {
    // Few enough levels to pass the depth, so that it is the selections that are refused.
    assert!(matches!(
        cost(&doubling(15)),
        Err(Refused::TooManySelections(_))
    ));
    assert!(cost(&doubling(30)).is_err());
    assert!(fastest(|| cost(&doubling(30))) < Duration::from_millis(10));
}

#[test]
fn sums_saturate() {
    // 150 spreads of the next, twenty times over: 150^20 is beyond any integer.
    let mut query = String::from("{ ...F0 }");
    for n in 0..20 {
        let spreads = format!("...F{} ", n + 1).repeat(150);
        write!(query, " fragment F{n} on Query {{ {spreads} }}").unwrap();
    }
    query.push_str(" fragment F20 on Query { __typename }");
    assert_eq!(cost(&query), Err(Refused::TooManySelections(u64::MAX)));
}

#[test]
fn a_fragment_that_spreads_itself_is_named() {
    let direct = cost("{ ...A } fragment A on Query { x ...A }");
    assert_eq!(direct, Err(Refused::FragmentCycle("A".to_owned())));
    let through = cost("{ x } fragment A on Query { ...B } fragment B on Query { a { ...A } }");
    assert!(matches!(through, Err(Refused::FragmentCycle(_))));
}

#[test]
fn selections_are_counted_where_fragments_are_spread() {
    let found = cost("{ ...A ...A z } fragment A on Query { x y }").unwrap();
    assert_eq!(found.selections, 7);
    assert_eq!(found.root_fields, 5);
    let fields = each(20, |n| format!("f{n} "));
    let wide = format!("{{ {} }}", format!("a {{ {fields} }} ").repeat(96));
    assert!(matches!(
        cost(&wide),
        Err(Refused::TooManySelections(2_016))
    ));
}

#[test]
fn operations_that_are_not_asked_for_count_too() {
    let one = "{ a { b c d e f g h i j k l m n o p q r s } }";
    let all = each(120, |n| format!("query Q{n} {one} "));
    let document = parse(&all).unwrap();
    let found = check(&document, Some("Q7"), &Variables::default());
    assert!(matches!(found, Err(Refused::TooManySelections(_))));
}

#[test]
fn depth_is_counted_through_fragments() {
    let nest = |depth: usize| format!("{{{}a{}}}", "a{".repeat(depth - 1), "}".repeat(depth - 1));
    assert_eq!(cost(&nest(MAX_DEPTH)).unwrap().depth, MAX_DEPTH);
    assert_eq!(cost(&nest(MAX_DEPTH + 1)), Err(Refused::TooDeep));
    let mut chain = String::from("{ ...F0 }");
    for n in 0..900 {
        write!(chain, "fragment F{n} on Q{{...F{}}}", n + 1).unwrap();
    }
    assert_eq!(cost(&chain), Err(Refused::TooDeep));
}

#[test]
fn deep_texts_neither_reach_the_parser_nor_take_time() {
    for unit in ["{a", "{a(x:[", "{a(x:{y:"] {
        let text = unit.repeat(60 * 1024 / unit.len());
        assert_eq!(parse(&text).err(), Some(Refused::TooNested));
        assert!(fastest(|| parse(&text)) < Duration::from_millis(10));
    }
    let types = format!(
        "query($x: {}Int{}) {{ a }}",
        "[".repeat(9_000),
        "]".repeat(9_000)
    );
    assert_eq!(parse(&types).err(), Some(Refused::TooNested));
}

#[test]
fn the_parser_stands_what_the_nesting_lets_through() {
    // On a thread with the stack that a server's worker has, in a build without optimisation.
    std::thread::Builder::new()
        .stack_size(2 * 1024 * 1024)
        .spawn(|| {
            let open = MAX_NESTING;
            let fields = format!("{}a{}", "{a".repeat(open), "}".repeat(open));
            let lists = format!("{{a(x:{}1{})}}", "[".repeat(open - 2), "]".repeat(open - 2));
            let inline = format!("{{{}a{}}}", "...{".repeat(open - 1), "}".repeat(open - 1));
            for text in [fields, lists, inline] {
                let _ = cost(&text);
            }
        })
        .unwrap()
        .join()
        .unwrap();
}

/// In a release build 8,000 tokens take 6 ms. Here it is only whether the parser is kept from it.
#[test]
fn long_texts_do_not_reach_the_parser() {
    for text in [
        "a ".repeat(30_000),
        "{a}".repeat(20_000),
        "\\\"\"\"\n".repeat(13_000),
    ] {
        assert!(parse(&text).is_err());
        assert!(fastest(|| parse(&text)) < Duration::from_millis(10));
    }
    let text = format!("{{ a }} #{}", "x".repeat(MAX_QUERY_BYTES));
    assert_eq!(parse(&text).err(), Some(Refused::TooLong));
}

#[test]
fn pages_multiply() {
    assert_eq!(
        cost("{ a(first: 10) { nodes { b(last: 5) { x } } } }")
            .unwrap()
            .nodes,
        60
    );
    // Without an argument, a connection is known by what is selected in it.
    assert_eq!(
        cost("{ a { nodes { b { edges { node { x } } } } } }")
            .unwrap()
            .nodes,
        420
    );
    assert_eq!(
        cost("{ a { ...C } } fragment C on C { ... { nodes { x } } }")
            .unwrap()
            .nodes,
        20
    );
    assert_eq!(cost("{ a { b } }").unwrap().nodes, 0);
    let most = "{ a(first: 99) { nodes { b(first: 100) { nodes { x } } } } }";
    assert_eq!(cost(most).unwrap().nodes, 9_999);
    let above = "{ a(first: 100) { nodes { b(first: 100) { nodes { x } } } } }";
    assert_eq!(cost(above), Err(Refused::TooManyNodes(10_100)));
}

#[test]
fn page_sizes_are_clamped_before_they_multiply() {
    for (size, nodes) in [
        ("-9223372036854775808", 1),
        ("0", 1),
        ("18446744073709551615", 100),
    ] {
        let query = format!("{{ a(first: {size}) {{ x }} }}");
        assert_eq!(cost(&query).unwrap().nodes, nodes, "{size}");
    }
}

#[test]
fn page_sizes_come_from_variables_and_their_defaults() {
    let query = "query($n: Int = 3) { ...A } fragment A on Query { a(first: $n) { x } }";
    assert_eq!(cost_with(query, json!({ "n": 50 })).unwrap().nodes, 50);
    assert_eq!(cost(query).unwrap().nodes, 3);
    let two = format!("{} query B {{ ...A }}", query.replace("query", "query A"));
    let document = parse(&two).unwrap();
    let nodes = |name| {
        check(&document, Some(name), &Variables::default())
            .unwrap()
            .nodes
    };
    assert_eq!((nodes("A"), nodes("B")), (3, 20));
}

#[test]
fn fields_below_pages_are_bounded() {
    let fields = each(60, |n| format!("f{n} "));
    let query =
        format!("{{ a(first: 90) {{ nodes {{ b(first: 100) {{ nodes {{ {fields} }} }} }} }} }}");
    assert!(matches!(cost(&query), Err(Refused::TooManyValues(_))));
}

#[test]
fn a_large_variable_cannot_be_used_over_and_over() {
    let list: Vec<u32> = (0..10_000).collect();
    let uses = each(30, |n| format!("a{n}: a(x: $x) "));
    let query = format!("query($x: [Int!]) {{ {uses} }}");
    let found = cost_with(&query, json!({ "x": list }));
    assert!(matches!(found, Err(Refused::TooManyValues(_))));
    let once = cost_with("query($x: [Int!]) { a(x: $x) }", json!({ "x": list }));
    assert_eq!(once.unwrap().values, 10_002);
}

#[test]
fn a_hundred_aliased_sign_ins_pass_and_one_more_does_not() {
    let sign_ins = |count: usize| {
        let fields = each(count, |n| {
            format!("a{n}: signIn(input: $i) {{ token userErrors {{ code }} }} ")
        });
        format!("mutation($i: SignIn!) {{ {fields} }}")
    };
    assert_eq!(cost(&sign_ins(100)).unwrap().root_fields, 100);
    assert_eq!(cost(&sign_ins(101)), Err(Refused::TooManyRootFields(101)));
}

/// What clients send to learn a schema: graphql-js 16's `getIntrospectionQuery`.
const INTROSPECTION: &str = r"
query IntrospectionQuery {
  __schema {
    description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
    types { ...FullType }
    directives { name description isRepeatable locations
      args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) {
    name description args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef } isDeprecated deprecationReason
  }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
}
fragment TypeRef on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  } } } } } } } } }
}";

#[test]
fn the_standard_introspection_query_passes_once() {
    let found = cost(INTROSPECTION).unwrap();
    assert!((15..=MAX_DEPTH).contains(&found.depth), "{found:?}");
    let twice = INTROSPECTION.replacen(
        "__schema {",
        "again: __schema { types { ...FullType } } __schema {",
        1,
    );
    assert!(cost(&twice).is_err());
}

#[test]
fn introspection_that_goes_round_in_circles_is_refused() {
    let query =
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    assert!(matches!(cost(query), Err(Refused::TooManyNodes(_))));
    // The same words are ordinary elsewhere.
    assert_eq!(
        cost("{ standard { types { fields { args { x } } } } }")
            .unwrap()
            .nodes,
        0
    );
}

#[test]
fn variables_must_fit_what_is_declared() {
    let fits = |declared: &str, variables: serde_json::Value| {
        let query = format!("query($v: {declared}) {{ a }}");
        let mut request = Request::new(query).variables(Variables::from_json(variables));
        admit(&mut request).is_ok()
    };
    assert!(!fits("ID!", json!({})));
    assert!(!fits("ID!", json!({ "v": null })));
    assert!(!fits("ID! = 1", json!({ "v": null })));
    assert!(fits("ID! = 1", json!({})));
    assert!(fits("ID", json!({})));
    assert!(fits("ID!", json!({ "v": 42 })));
    assert!(!fits("ID!", json!({ "v": 4.2 })));
    assert!(!fits("String", json!({ "v": 42 })));
    assert!(!fits("Int", json!({ "v": "42" })));
    assert!(fits("Float", json!({ "v": 42 })));
    assert!(fits("[Int!]", json!({ "v": [1, 2] })));
    assert!(fits("[Int!]", json!({ "v": 1 })));
    assert!(!fits("[Int!]", json!({ "v": [1, null] })));
    assert!(!fits("[[Boolean]]", json!({ "v": [["yes"]] })));
    assert!(fits("Anything!", json!({ "v": { "x": 1 } })));
}

#[test]
fn what_would_run_is_known() {
    let kind = |query: &str, name: Option<&str>| {
        let mut request = Request::new(query);
        request.operation_name = name.map(str::to_owned);
        admit(&mut request).unwrap().operation
    };
    let both = "query A { a } mutation B { b }";
    assert_eq!(kind(both, Some("A")), Some(OperationType::Query));
    assert_eq!(kind(both, Some("B")), Some(OperationType::Mutation));
    assert_eq!(kind(both, None), None);
    assert_eq!(kind(both, Some("C")), None);
    assert_eq!(kind("{ a }", None), Some(OperationType::Query));
    assert_eq!(kind("{ a }", Some("A")), None);
}
