//! One style sheet out of the files of `style/`, in the order that `style/order.txt` gives,
//! smaller, and written so that the oldest browsers of our range read it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::run::{Repo, run};

/// The oldest browser of each family that must show every page.
const TARGETS: &str = "chrome 109, firefox 115, safari 15.6, ios_saf 15.6";

/// Writes the style sheet to `into`.
pub fn build(repo: &Repo, bin: &Path, into: &Path) -> Result<()> {
    let joined = into.with_extension("joined.css");
    files::write(&joined, join(&repo.root.join("style"))?)?;
    run(repo
        .command(bin.join("lightningcss"))
        .args(["--minify", "--targets", TARGETS, "--output-file"])
        .args([into, &joined]))
}

/// The named files, one after the other. A file that is not named is an error: it would be
/// missing on every page and in no message.
fn join(style: &Path) -> Result<String> {
    let order = files::read_text(&style.join("order.txt"))?;
    let names: Vec<&str> = order
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut known = BTreeSet::new();
    for name in &names {
        if !known.insert(*name) {
            bail!("style/order.txt names {name} twice");
        }
    }
    for file in files::list(style)? {
        let file = file.to_string_lossy();
        if file.ends_with(".css") && !known.contains(file.as_ref()) {
            bail!("style/order.txt does not name {file}");
        }
    }
    let mut joined = String::new();
    for name in names {
        let css = files::read_text(&style.join(name)).context("style/order.txt names it")?;
        // Imports count only at the top of a file, where these no longer are.
        if css.contains("@import") {
            bail!("style/{name} has an @import: name the file in style/order.txt instead");
        }
        writeln!(joined, "/* {name} */\n{css}")?;
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    #[test]
    fn joins_in_the_given_order() {
        let style = Scratch::new("css-order")
            .with(
                "order.txt",
                "# layers first\ntokens.css\n\npages/home.css\n",
            )
            .with("pages/home.css", "main{}")
            .with("tokens.css", ":root{}");
        let css = join(style.path()).unwrap();
        assert!(css.find(":root{}").unwrap() < css.find("main{}").unwrap());
    }

    #[test]
    fn refuses_a_file_that_no_page_would_get() {
        let style = Scratch::new("css-forgotten")
            .with("order.txt", "")
            .with("lost.css", "");
        assert!(format!("{:#}", join(style.path()).unwrap_err()).contains("lost.css"));
    }

    #[test]
    fn refuses_a_name_without_a_file_or_named_twice() {
        let style = Scratch::new("css-missing").with("order.txt", "gone.css");
        assert!(format!("{:#}", join(style.path()).unwrap_err()).contains("gone.css"));
        let style = Scratch::new("css-twice")
            .with("order.txt", "a.css\na.css")
            .with("a.css", "");
        assert!(format!("{:#}", join(style.path()).unwrap_err()).contains("twice"));
    }

    #[test]
    fn refuses_an_import() {
        let style = Scratch::new("css-import")
            .with("order.txt", "a.css")
            .with("a.css", "@import 'b.css';");
        assert!(format!("{:#}", join(style.path()).unwrap_err()).contains("@import"));
    }
}
