//! What is declared is what the tables have, and what the statements say.

use super::*;
use std::collections::BTreeSet;

fn schema() -> Vec<crate::Table> {
    let steps = migrate::missing(&[]).unwrap();
    let steps: Vec<String> = steps.into_iter().map(str::to_owned).collect();
    migrate::schema(&steps).unwrap()
}

#[test]
fn every_sealed_column_is_declared_and_nothing_else() {
    let mut declared: Vec<(&str, &str)> = GONE.to_vec();
    for table in TABLES {
        declared.extend(
            table
                .columns
                .iter()
                .map(|(column, _)| (table.table, *column)),
        );
    }
    let mut sealed = BTreeSet::new();
    for table in schema() {
        for column in table.columns {
            let there = (table.name, column.name);
            if column.name.contains("sealed") {
                sealed.insert(there);
            } else if column.kind == Kind::Bytes {
                // bytes are sealed, or a hash, or public
                let public = there == ("urn_event", "bytes");
                assert!(column.name.ends_with("_hash") || public, "{there:?}");
            }
        }
    }
    assert_eq!(declared.len(), sealed.len());
    assert_eq!(declared.into_iter().collect::<BTreeSet<_>>(), sealed);
}

#[test]
fn rows_are_found_by_their_own_key() {
    for table in schema() {
        let Some(sealed) = TABLES.iter().find(|t| t.table == table.name) else {
            continue;
        };
        let kind = |name: &str| table.columns.iter().find(|c| c.name == name).unwrap().kind;
        let key: Vec<(&str, Kind)> = table.key.iter().map(|k| (*k, kind(k))).collect();
        assert_eq!(sealed.key, key, "{}", table.name);
    }
}

#[test]
fn the_statements_say_what_is_declared() {
    for table in TABLES {
        let keys: Vec<&str> = table.key.iter().map(|(k, _)| *k).collect();
        let columns: Vec<&str> = table.columns.iter().map(|(c, _)| *c).collect();
        let all = [&keys[..], &columns[..]].concat();
        let select = format!("SELECT {} FROM {}", all.join(", "), table.table);
        assert!(table.select.starts_with(&select), "{}", table.select);
        let order = format!("ORDER BY {}", keys.join(", "));
        assert!(table.select.ends_with(&order), "{}", table.select);
        let given = |names: &[&str], first: usize| -> Vec<String> {
            let each = names.iter().enumerate();
            each.map(|(i, name)| format!("{name} = ${}", first + i))
                .collect()
        };
        let update = format!(
            "UPDATE {} SET {} WHERE {}",
            table.table,
            given(&columns, keys.len() + 1).join(", "),
            given(&keys, 1).join(" AND ")
        );
        assert_eq!(table.update, update);
    }
    let hold = hold_all();
    for table in names().chain(["meta"]) {
        assert!(hold.contains(table), "{table}");
    }
}
