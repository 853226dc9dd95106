//! Which crate may know which. The arrows of ARCHITECTURE.md, checked: one that is drawn by
//! accident is found the day it is drawn, not when it can no longer be removed.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{Repo, output};

/// A crate, and every crate of the workspace that it may know.
const ALLOWED: [(&str, &[&str]); 12] = [
    ("server", &["app", "ballot", "civic", "services", "store"]),
    ("app", &["civic", "services"]),
    ("services", &["ballot", "civic", "render", "store"]),
    ("store", &["civic"]),
    ("registrar", &["ballot"]),
    ("seal", &["ballot"]),
    ("trustee", &["ballot"]),
    ("verify", &["ballot"]),
    ("render", &[]),
    ("civic", &[]),
    ("ballot", &[]),
    ("xtask", &[]),
];

/// What must never travel to a browser: the server's half, and what is too heavy.
const NOT_IN_BROWSER: [&str; 10] = [
    "axum", "chrono", "regex", "rusqlite", "server", "services", "sqlx", "store", "tokio", "tools",
];

/// The rules of civic life know no clock, no randomness of their own, no input or output.
const NOT_IN_CIVIC: [&str; 8] = [
    "axum", "chrono", "jiff", "rand", "reqwest", "rusqlite", "sqlx", "tokio",
];

/// Nor does the mathematics of sealed ballots: whoever calls it gives it its randomness.
const NOT_IN_BALLOT: [&str; 6] = ["axum", "chrono", "getrandom", "jiff", "rand", "tokio"];

pub fn check(repo: &Repo) -> Result<()> {
    let metadata = output(
        repo.cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"]),
    )?;
    let metadata = serde_json::from_str(&metadata).context("`cargo metadata` answered no JSON")?;
    let mut violations = between_crates(&metadata)?;

    let browser = tree(
        repo,
        &[
            "app",
            "--no-default-features",
            "--features",
            "hydrate",
            "--target",
        ],
        "wasm32-unknown-unknown",
    )?;
    violations.extend(contained(&browser, "the browser's app", &NOT_IN_BROWSER));
    let civic = tree(repo, &["civic", "--target"], "all")?;
    violations.extend(contained(&civic, "civic", &NOT_IN_CIVIC));

    let ballot = tree(repo, &["ballot", "--target"], "all")?;
    violations.extend(contained(&ballot, "ballot", &NOT_IN_BALLOT));

    if violations.is_empty() {
        println!("The arrows between crates are as drawn.");
        return Ok(());
    }
    bail!("forbidden arrows:\n  {}", violations.join("\n  "))
}

/// The names of the crates that are built into a package. Macros run in the compiler: what
/// they are made of is not part of it.
fn tree(repo: &Repo, package: &[&str], target: &str) -> Result<String> {
    output(
        repo.cargo()
            .args([
                "tree",
                "--prefix",
                "none",
                "--edges",
                "normal,no-proc-macro",
                "--package",
            ])
            .args(package)
            .arg(target),
    )
}

fn contained(tree: &str, what: &str, forbidden: &[&str]) -> Vec<String> {
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let found = forbidden.iter().filter(|name| names.contains(*name));
    found
        .map(|name| format!("{what} contains {name}"))
        .collect()
}

fn between_crates(metadata: &Value) -> Result<Vec<String>> {
    let packages = metadata["packages"]
        .as_array()
        .context("no `packages` in the metadata")?;
    let ours: BTreeSet<&str> = packages
        .iter()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut violations = Vec::new();
    for package in packages {
        let name = package["name"]
            .as_str()
            .context("a package without a name")?;
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            violations.push(format!("{name} is not in the list of xtask/src/arrows.rs"));
            continue;
        };
        let dependencies = package["dependencies"]
            .as_array()
            .context("a package without dependencies")?;
        for dependency in dependencies {
            let to = dependency["name"]
                .as_str()
                .context("a dependency without a name")?;
            // Not a namesake from a registry: ours have no source but their folder.
            if !ours.contains(to) || !dependency["source"].is_null() {
                continue;
            }
            // tests and measuring sticks may look anywhere; what is shipped may not
            if dependency["kind"] == "dev" {
                continue;
            }
            if !allowed.contains(&to) {
                violations.push(format!("{name} → {to}"));
            }
        }
        if name == "app" {
            violations.extend(server_half_of_app(package, dependencies));
        }
    }
    Ok(violations)
}

/// `app → services` is for the server only: optional, and not part of what the browser asks.
fn server_half_of_app(package: &Value, dependencies: &[Value]) -> Vec<String> {
    let mut violations = Vec::new();
    if dependencies
        .iter()
        .any(|one| one["name"] == "services" && one["optional"] != true)
    {
        violations.push("app → services is not optional".to_owned());
    }
    for feature in ["default", "hydrate"] {
        if enabled(&package["features"], feature).contains("services") {
            violations.push(format!("app → services with the feature {feature}"));
        }
    }
    violations
}

/// The optional dependencies that a feature turns on, directly or through other features.
fn enabled(features: &Value, feature: &str) -> BTreeSet<String> {
    let mut dependencies = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![feature];
    while let Some(feature) = waiting.pop() {
        if !seen.insert(feature) {
            continue;
        }
        for value in features[feature]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if let Some(dependency) = value.strip_prefix("dep:") {
                dependencies.insert(dependency.to_owned());
            } else if let Some((dependency, _)) = value.split_once('/') {
                // `name?/feature` waits for something else to turn the dependency on.
                if !dependency.ends_with('?') {
                    dependencies.insert(dependency.to_owned());
                }
            } else {
                waiting.push(value);
            }
        }
    }
    dependencies
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn to(name: &str) -> Value {
        json!({ "name": name, "source": null, "optional": false })
    }

    fn package(name: &str, dependencies: &[Value]) -> Value {
        json!({ "name": name, "dependencies": dependencies, "features": {} })
    }

    fn app(services_optional: bool, features: Value) -> Value {
        let services = json!({ "name": "services", "source": null, "optional": services_optional });
        json!({ "name": "app", "dependencies": [to("civic"), services], "features": features })
    }

    fn violations(packages: &[Value]) -> Vec<String> {
        let mut all = packages.to_vec();
        for name in ["civic", "store", "services"] {
            if packages.iter().all(|package| package["name"] != name) {
                all.push(package(name, &[]));
            }
        }
        between_crates(&json!({ "packages": all })).unwrap()
    }

    #[test]
    fn the_drawn_arrows_pass() {
        let features =
            json!({ "default": [], "ssr": ["dep:services"], "hydrate": ["leptos/hydrate"] });
        let found = violations(&[
            package(
                "server",
                &[to("civic"), to("store"), to("services"), to("app")],
            ),
            package("services", &[to("civic"), to("store")]),
            package("store", &[to("civic")]),
            app(true, features),
        ]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_named() {
        let found = violations(&[
            package("civic", &[to("store")]),
            package("store", &[to("services")]),
            package("xtask", &[to("civic")]),
        ]);
        assert_eq!(
            found,
            ["civic → store", "store → services", "xtask → civic"]
        );
    }

    #[test]
    fn a_namesake_from_a_registry_is_no_arrow() {
        let namesake = json!({ "name": "store", "source": "registry", "optional": false });
        assert_eq!(violations(&[package("civic", &[namesake])]), [""; 0]);
    }

    #[test]
    fn a_crate_that_nobody_placed_is_named() {
        let found = violations(&[package("extra", &[])]);
        assert_eq!(found, ["extra is not in the list of xtask/src/arrows.rs"]);
    }

    #[test]
    fn what_only_tests_need_is_no_arrow() {
        let mut dev = to("store");
        dev["kind"] = json!("dev");
        let metadata = json!({ "packages": [package("civic", &[dev]), package("store", &[])] });
        assert_eq!(between_crates(&metadata).unwrap(), [""; 0]);
    }

    #[test]
    fn the_browser_never_gets_the_services() {
        let features = json!({ "default": [], "hydrate": [], "ssr": ["dep:services"] });
        assert_eq!(
            violations(&[app(false, features)]),
            ["app → services is not optional"]
        );
        let features = json!({ "hydrate": ["shared"], "shared": ["services/extra"] });
        let found = violations(&[app(true, features)]);
        assert_eq!(found, ["app → services with the feature hydrate"]);
        let features =
            json!({ "default": ["ssr"], "ssr": ["dep:services"], "hydrate": ["services?/x"] });
        let found = violations(&[app(true, features)]);
        assert_eq!(found, ["app → services with the feature default"]);
    }

    #[test]
    fn a_feature_that_turns_itself_on_ends() {
        let features = json!({ "a": ["b"], "b": ["a", "dep:c"] });
        assert_eq!(enabled(&features, "a"), BTreeSet::from(["c".to_owned()]));
    }

    #[test]
    fn a_crate_is_found_by_its_whole_name() {
        let tree = "app v0.1.0 (/somewhere)\nregex-lite v0.1.6\nserde v1.0.0\ntokio v1.2.3 (*)\n";
        assert_eq!(
            contained(tree, "it", &NOT_IN_BROWSER),
            ["it contains tokio"]
        );
    }
}
