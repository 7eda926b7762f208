//! What somebody with the database in their hands might do, and that it is found.

use std::fmt::Write as _;

use hub_domain::Hub;
use hub_domain::platform::audit::verify::{Earlier, Why, verify};
use hub_entity::platform::{audit, audit_head};
use sea_orm_migration::sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use sea_orm_migration::sea_orm::{ConnectionTrait, EntityTrait, Statement, Value, sea_query::Expr};

use super::{act, chains, deed, misfits, some_rows};
use crate::support::{TestHub, is_postgres};

/// Columns that hold text, and what PostgreSQL has to be told that it is.
const TEXTS: [(&str, &str); 7] = [
    ("at", "timestamptz"),
    ("action", "text"),
    ("object_kind", "text"),
    ("details", "json"),
    ("before_hash", "text"),
    ("after_hash", "text"),
    ("hash", "text"),
];

/// Columns that hold numbers.
const NUMBERS: [&str; 3] = ["actor_id", "object_id", "challenge_id"];

async fn run(hub: &Hub, sql: &str, values: Vec<Value>) -> Result<(), String> {
    let db = hub.database().writer();
    let mut numbered = sql.to_owned();
    if is_postgres() {
        for place in 1..=values.len() {
            numbered = numbered.replacen('?', &format!("${place}"), 1);
        }
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), numbered, values);
    let done = db.execute_raw(statement).await;
    done.map(|_| ()).map_err(|error| error.to_string())
}

async fn text_of(hub: &Hub, column: &str, chain: i64, seq: i64) -> Option<String> {
    let sql = format!(
        "SELECT CAST({column} AS TEXT) AS text FROM audit WHERE chain = {chain} AND seq = {seq}"
    );
    let db = hub.database().reader();
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let found = db.query_one_raw(statement).await.unwrap().unwrap();
    found.try_get("", "text").unwrap()
}

/// The same text with another byte in one place, and with one more.
fn changes(text: &str) -> Vec<String> {
    let mut changed = Vec::new();
    for (place, c) in text.char_indices() {
        let others = ['0', '7', 'a', ' '].into_iter().cycle().skip(place % 4);
        let other = others.take(2).find(|other| *other != c).unwrap_or('?');
        let rest = &text[place + c.len_utf8()..];
        changed.push(format!("{}{other}{rest}", &text[..place]));
    }
    changed.push(format!("{text} "));
    // The same JSON with a space in it, as PostgreSQL would write it.
    if text.contains("\":") {
        changed.push(text.replacen("\":", "\": ", 1));
    }
    changed
}

#[tokio::test]
async fn a_changed_byte_of_any_column_of_any_row_is_found() {
    let hub = TestHub::start().await;
    let hub = &hub.hub;
    some_rows(hub).await;
    let rows = audit::Entity::find()
        .order_by_asc(audit::Column::Chain)
        .order_by_asc(audit::Column::Seq)
        .all(hub.database().reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 7);
    let mut tried = 0;
    for row in &rows {
        let (chain, seq) = (row.chain, row.seq);
        for (column, kind) in TEXTS {
            let set = if is_postgres() {
                format!("UPDATE audit SET {column} = CAST(? AS {kind}) WHERE chain = ? AND seq = ?")
            } else {
                format!("UPDATE audit SET {column} = ? WHERE chain = ? AND seq = ?")
            };
            let at = || vec![chain.into(), seq.into()];
            let put = |text: Option<String>| [vec![text.into()], at()].concat();
            let known = text_of(hub, column, chain, seq).await;
            let mut others: Vec<Option<String>> = match &known {
                Some(text) => changes(text).into_iter().map(Some).collect(),
                None => vec![Some(String::new()), Some("0".repeat(64))],
            };
            if column == "before_hash" && known.is_some() {
                others.push(None);
            }
            // Every byte of some rows, and of the others as many as time allows.
            let step = if (chain, seq) == (3, 2) { 1 } else { 11 };
            for other in others.into_iter().rev().step_by(step) {
                // PostgreSQL keeps out what is no instant or no JSON, and what is only written
                // otherwise is the same there.
                if run(hub, &set, put(other.clone())).await.is_err() {
                    continue;
                }
                if is_postgres() && text_of(hub, column, chain, seq).await == known {
                    continue;
                }
                tried += 1;
                let found = misfits(hub).await;
                let said = format!("{column} of {chain}/{seq} as {other:?}: {found:?}");
                assert_eq!(found.len(), 1, "{said}");
                assert_eq!(found[0].0, chain.to_string(), "{said}");
                assert_eq!(found[0].1.seq, seq, "{said}");
            }
            run(hub, &set, put(known)).await.unwrap();
        }
        for column in NUMBERS {
            let set = format!("UPDATE audit SET {column} = ? WHERE chain = ? AND seq = ?");
            let known = text_of(hub, column, chain, seq).await;
            let known: Option<i64> = known.map(|text| text.parse().unwrap());
            let mut others = vec![Some(known.unwrap_or(0) + 1), Some(0)];
            if column != "object_id" {
                others.push(None);
            }
            for other in others.into_iter().filter(|other| *other != known) {
                run(hub, &set, vec![other.into(), chain.into(), seq.into()])
                    .await
                    .unwrap();
                tried += 1;
                let found = misfits(hub).await;
                assert_eq!(found.len(), 1, "{column} of {chain}/{seq} as {other:?}");
                assert_eq!(found[0].1.seq, seq);
            }
            run(hub, &set, vec![known.into(), chain.into(), seq.into()])
                .await
                .unwrap();
        }
        for (column, other) in [("seq", seq + 100), ("seq", -seq), ("seq", 0), ("chain", 9)] {
            let move_to = |from: (i64, i64), to: (i64, i64)| {
                let sql = "UPDATE audit SET chain = ?, seq = ? WHERE chain = ? AND seq = ?";
                let values = vec![to.0.into(), to.1.into(), from.0.into(), from.1.into()];
                run(hub, sql, values)
            };
            let to = if column == "seq" {
                (chain, other)
            } else {
                (other, seq)
            };
            move_to((chain, seq), to).await.unwrap();
            tried += 1;
            assert!(!misfits(hub).await.is_empty(), "{chain}/{seq} as {to:?}");
            move_to(to, (chain, seq)).await.unwrap();
        }
    }
    assert!(misfits(hub).await.is_empty(), "all is as it was");
    // PostgreSQL refuses much of what is tried before anybody has to find it.
    assert!(tried > if is_postgres() { 300 } else { 400 }, "{tried}");
}

#[tokio::test]
async fn rows_that_are_removed_added_or_exchanged_are_found() {
    let hub = TestHub::start().await;
    let hub = &hub.hub;
    some_rows(hub).await;
    let remove = |seq: i64| {
        let sql = "DELETE FROM audit WHERE chain = 3 AND seq = ?";
        run(hub, sql, vec![seq.into()])
    };
    for (seq, why) in [(3, Why::Missing), (2, Why::Missing), (1, Why::Missing)] {
        let row = audit::Entity::find_by_id((3, seq));
        let row = row.one(hub.database().reader()).await.unwrap().unwrap();
        remove(seq).await.unwrap();
        let found = misfits(hub).await;
        assert_eq!((found[0].1.seq, found[0].1.why), (seq, why), "{found:?}");
        // One more at the end does not hide it.
        if seq == 2 {
            act(hub, &[deed("late", Some(3), serde_json::json!({}))])
                .await
                .unwrap();
            assert_eq!(misfits(hub).await[0].1.seq, 2);
            remove(4).await.unwrap();
            let head = "UPDATE audit_head SET seq = 3, hash = (SELECT hash FROM audit WHERE \
                        chain = 3 AND seq = 3) WHERE chain = 3";
            run(hub, head, Vec::new()).await.unwrap();
        }
        put_back(hub, row).await;
        assert!(misfits(hub).await.is_empty());
    }
    // Two rows exchange places.
    for sql in [
        "UPDATE audit SET seq = 99 WHERE chain = 3 AND seq = 2",
        "UPDATE audit SET seq = 2 WHERE chain = 3 AND seq = 3",
        "UPDATE audit SET seq = 3 WHERE chain = 3 AND seq = 99",
    ] {
        run(hub, sql, Vec::new()).await.unwrap();
    }
    let found = misfits(hub).await;
    assert_eq!((found[0].1.seq, found[0].1.why), (2, Why::Hash));
}

async fn put_back(hub: &Hub, row: audit::Model) {
    use sea_orm_migration::sea_orm::IntoActiveModel;
    audit::Entity::insert(row.into_active_model())
        .exec_without_returning(hub.database().writer())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_head_that_is_changed_or_removed_is_found() {
    let hub = TestHub::start().await;
    let hub = &hub.hub;
    some_rows(hub).await;
    let head = |column: audit_head::Column, value: Expr| {
        audit_head::Entity::update_many()
            .col_expr(column, value)
            .filter(audit_head::Column::Chain.eq(3))
            .exec(hub.database().writer())
    };
    use audit_head::Column::{Chain, Hash, Seq};
    let known = chains(hub).await[1].hash.clone();
    for (column, value, back, why) in [
        (Seq, Expr::value(2), Expr::value(3), Why::BeyondHead),
        (Seq, Expr::value(4), Expr::value(3), Why::Missing),
        (
            Hash,
            Expr::value("00"),
            Expr::value(known.as_str()),
            Why::Head,
        ),
    ] {
        head(column, value).await.unwrap();
        let found = misfits(hub).await;
        assert_eq!((found.len(), found[0].1.why), (1, why), "{found:?}");
        head(column, back).await.unwrap();
    }
    head(Chain, Expr::value(8)).await.unwrap();
    let found = misfits(hub).await;
    let whys: Vec<_> = found.iter().map(|(c, m)| (c.as_str(), m.why)).collect();
    assert_eq!(whys, [("3", Why::NoHead), ("8", Why::Missing)]);
}

#[tokio::test]
async fn a_chain_that_was_written_anew_does_not_fit_what_was_published() {
    let hub = TestHub::start().await;
    let hub = &hub.hub;
    some_rows(hub).await;
    let published: Vec<Earlier> = chains(hub)
        .await
        .into_iter()
        .map(|chain| Earlier {
            chain: chain.chain.parse().unwrap(),
            seq: chain.rows,
            hash: chain.hash,
        })
        .collect();
    act(hub, &[deed("later", Some(3), serde_json::json!({}))])
        .await
        .unwrap();
    let fits = verify(hub.database(), &published).await.unwrap();
    assert!(fits.iter().all(|chain| chain.misfit.is_none()), "{fits:?}");
    // Somebody removes everything of two challenges, and writes another history of one.
    let mut sql = String::new();
    for table in ["audit", "audit_head"] {
        writeln!(sql, "DELETE FROM {table} WHERE chain IN (3, 4);").unwrap();
    }
    let db = hub.database().writer();
    db.execute_unprepared(&sql).await.unwrap();
    for _ in 0..5 {
        act(hub, &[deed("forged", Some(3), serde_json::json!({}))])
            .await
            .unwrap();
    }
    assert!(misfits(hub).await.is_empty(), "by itself it fits");
    let found = verify(hub.database(), &published).await.unwrap();
    let why = |chain: &str| {
        let found = found.iter().find(|c| c.chain == chain).unwrap();
        found.misfit.as_ref().map(|misfit| misfit.why)
    };
    assert_eq!(why("0"), None);
    assert_eq!(why("3"), Some(Why::Published));
    assert_eq!(why("4"), Some(Why::Missing));
}
