//! Turns what Trunk and the style sheet gave into the folder that the server hands out: names
//! that carry a hash of the content, the list of them, the service worker that knows them, and
//! a compressed sibling of everything that gets smaller.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::files::{self, Fingerprint};
use crate::run::Repo;
use crate::{js, wasm};

/// What the service worker carries until it is sealed; with them it runs unsealed too.
const PRECACHE: &str = "/*PRECACHE*/[]";
const BUILD: &str = "/*BUILD*/\"dev\"";

/// What is worth compressing; pictures and fonts already are.
const COMPRESSED: [&str; 11] = [
    "css",
    "html",
    "js",
    "json",
    "map",
    "mjs",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// The sealed files by their path in the site, before anything is written.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// Logical name → name with a hash.
    names: BTreeMap<String, String>,
}

/// What there is to seal.
pub struct Parts<'a> {
    /// What Trunk left.
    pub trunk: &'a Path,
    /// The style sheet.
    pub css: &'a Path,
    /// The script that starts the client.
    pub boot: &'a Path,
    /// The folder of what single pages need.
    pub apart: &'a Path,
    /// The files that go in as they are, and the service worker.
    pub public: &'a Path,
}

/// Fills the folder `site`, which must be empty. `bin` is where the Node tools are.
pub fn seal(repo: &Repo, bin: &Path, parts: &Parts, site: &Path) -> Result<()> {
    let sealed = collect(parts)?;
    for (name, content) in &sealed.files {
        files::write(&site.join(name), content)?;
    }
    // Not before: what is replaced in it are comments, which go.
    let worker = site.join("sw.js");
    js::minify(repo, bin, &worker, &worker)?;
    compress(repo, site, sealed.files.keys())?;
    files::write(
        &site.join("assets.json"),
        serde_json::to_vec_pretty(&sealed.assets())?,
    )
}

fn collect(parts: &Parts) -> Result<Site> {
    let Parts {
        trunk,
        css,
        boot,
        apart,
        public,
    } = *parts;
    let mut site = Site {
        files: BTreeMap::new(),
        names: BTreeMap::new(),
    };
    for file in files::list(trunk)? {
        let name = url_path(&file)?;
        // Trunk's own page is only the list of what it built.
        if name == "index.html" {
            continue;
        }
        if let Some(logical) = client_part(&name) {
            let earlier = site.names.insert(logical.to_owned(), name.clone());
            ensure!(earlier.is_none(), "Trunk left two files for {logical}");
        }
        site.add(name, files::read(&trunk.join(&file))?)?;
    }
    for logical in ["client.js", "client_bg.wasm"] {
        ensure!(
            site.names.contains_key(logical),
            "Trunk left no file for {logical}"
        );
    }
    site.add_hashed("main.css", files::read(css)?)?;
    site.add_hashed("boot.js", files::read(boot)?)?;
    for logical in wasm::ALL.iter().flat_map(|package| wasm::files(package)) {
        site.add_hashed(&logical, files::read(&apart.join(&logical))?)?;
    }
    for script in wasm::SCRIPTS {
        site.add_hashed(script, files::read(&apart.join(script))?)?;
    }
    let mut worker = None;
    for file in files::list(public)? {
        let name = url_path(&file)?;
        let content = files::read(&public.join(&file))?;
        match name.as_str() {
            "boot.js" => {}
            // what the scripts of single pages took in
            name if wasm::is_apart(name) || name.starts_with("parts/") => {}
            "sw.js" => worker = Some(content),
            _ => site.add(name, content)?,
        }
    }
    let worker = worker.context("public/sw.js is missing")?;
    let worker = String::from_utf8(worker).context("public/sw.js is no text")?;
    let build = site.build_id(&worker);
    let worker = replace_once(&worker, PRECACHE, &serde_json::to_string(&site.precache())?)?;
    let worker = replace_once(&worker, BUILD, &serde_json::to_string(&build)?)?;
    site.add("sw.js".to_owned(), worker.into_bytes())?;
    Ok(site)
}

impl Site {
    fn add(&mut self, name: String, content: Vec<u8>) -> Result<()> {
        if self.files.contains_key(&name) {
            bail!("two files of the site would be called {name}");
        }
        self.files.insert(name, content);
        Ok(())
    }

    fn add_hashed(&mut self, logical: &str, content: Vec<u8>) -> Result<()> {
        let (stem, extension) = logical
            .rsplit_once('.')
            .context("a name without extension")?;
        let name = format!("{stem}-{}.{extension}", files::short_hash(&content));
        self.names.insert(logical.to_owned(), name.clone());
        self.add(name, content)
    }

    /// What every page needs. What one page needs (a worker) is fetched by that page.
    fn precache(&self) -> Vec<&str> {
        let snippets = self
            .files
            .keys()
            .filter(|name| name.starts_with("snippets/"));
        self.names
            .iter()
            .filter(|(logical, _)| !wasm::is_apart(logical))
            .map(|(_, name)| name)
            .chain(snippets)
            .map(String::as_str)
            .collect()
    }

    /// Differs as soon as any file does, so that a browser sees that there is a new version.
    fn build_id(&self, worker: &str) -> String {
        let mut print = Fingerprint::default();
        for (name, content) in &self.files {
            print.add(name, content);
        }
        print.add("sw.js", worker.as_bytes());
        print.hex().chars().take(12).collect()
    }

    fn assets(&self) -> Value {
        let mut assets = json!(self.names);
        assets["precache"] = json!(self.precache());
        assets
    }
}

/// Which part of the client a file of Trunk is: `client-<hash>.js`, `client-<hash>_bg.wasm`.
fn client_part(name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix("client-")?;
    let (logical, hash) = match rest.strip_suffix("_bg.wasm") {
        Some(hash) => ("client_bg.wasm", hash),
        None => ("client.js", rest.strip_suffix(".js")?),
    };
    let hashed = !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    hashed.then_some(logical)
}

fn url_path(file: &Path) -> Result<String> {
    let name = file
        .to_str()
        .with_context(|| format!("{} is no text", file.display()))?;
    Ok(name.to_owned())
}

/// A placeholder that is not there, or twice, would leave a worker that caches nothing.
fn replace_once(text: &str, placeholder: &str, value: &str) -> Result<String> {
    let count = text.matches(placeholder).count();
    ensure!(
        count == 1,
        "public/sw.js must have {placeholder} once, it has it {count} times"
    );
    Ok(text.replace(placeholder, value))
}

fn is_compressed(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, extension)| COMPRESSED.contains(&extension))
}

fn compress<'a>(repo: &Repo, site: &Path, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let paths: Vec<PathBuf> = names
        .filter(|name| is_compressed(name))
        .map(|name| site.join(name))
        .collect();
    let mut list = String::new();
    for path in &paths {
        list.push_str(
            path.to_str()
                .context("the target folder's path is no text")?,
        );
        list.push('\n');
    }
    let mut child = repo
        .command("node")
        .arg("xtask/compress.mjs")
        .stdin(Stdio::piped())
        .spawn()
        .context("cannot start node")?;
    // Dropped at the end of the statement: node then sees the end of the list.
    child
        .stdin
        .take()
        .context("node has no input")?
        .write_all(list.as_bytes())?;
    let status = child.wait().context("cannot wait for node")?;
    ensure!(status.success(), "compressing the site failed: {status}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    const WORKER: &str = "const FILES = /*PRECACHE*/[];\nconst BUILD = /*BUILD*/\"dev\";\n";

    fn trunk(name: &str) -> Scratch {
        Scratch::new(name)
            .with("index.html", "a list")
            .with("client-0a1b.js", "client")
            .with("client-0a1b_bg.wasm", "wasm")
            .with("snippets/app-1/inline0.js", "snippet")
    }

    fn public(name: &str, worker: &str) -> Scratch {
        let folder = Scratch::new(name)
            .with("boot.js", "boot")
            .with("sw.js", worker)
            .with("icons/icon.svg", "<svg/>")
            .with("main.css", "body{}");
        let apart = wasm::ALL.iter().flat_map(|package| wasm::files(package));
        let apart = apart.chain(wasm::SCRIPTS.map(str::to_owned));
        apart.fold(folder, |folder, file| folder.with(&file, &file))
    }

    fn sealed(name: &str, worker: &str) -> Result<Site> {
        let trunk = trunk(&format!("seal-trunk-{name}"));
        let public = public(&format!("seal-public-{name}"), worker);
        collect(&Parts {
            trunk: trunk.path(),
            css: &public.path().join("main.css"),
            boot: &public.path().join("boot.js"),
            apart: public.path(),
            public: public.path(),
        })
    }

    #[test]
    fn names_carry_hashes_and_the_worker_knows_them() {
        let site = sealed("names", WORKER).unwrap();
        let css = &site.names["main.css"];
        assert!(css.starts_with("main-") && css.ends_with(".css"), "{css}");
        assert_eq!(site.names["client_bg.wasm"], "client-0a1b_bg.wasm");
        assert!(!site.files.contains_key("index.html") && !site.files.contains_key("boot.js"));
        assert!(site.files.contains_key("icons/icon.svg"));

        let worker = String::from_utf8(site.files["sw.js"].clone()).unwrap();
        for name in site.precache() {
            assert!(worker.contains(name), "{worker}");
            assert!(site.files.contains_key(name), "{name}");
        }
        assert!(worker.contains("snippets/app-1/inline0.js"));
        assert!(!worker.contains("dev") && !worker.contains("icon"));
        // what one page needs is named, and fetched by that page
        for logical in wasm::ALL.iter().flat_map(|package| wasm::files(package)) {
            let name = &site.names[&logical];
            assert!(site.files.contains_key(name), "{name}");
            assert!(
                !worker.contains(name) && !site.files.contains_key(&logical),
                "{name}"
            );
        }
        assert_eq!(site.assets()["boot.js"], site.names["boot.js"].as_str());
        assert_eq!(site.assets()["precache"].as_array().map(Vec::len), Some(5));
    }

    #[test]
    fn the_build_changes_with_the_worker_itself() {
        let one = sealed("build-1", WORKER).unwrap();
        let same = sealed("build-2", WORKER).unwrap();
        let other = sealed("build-3", &format!("{WORKER}// more\n")).unwrap();
        assert_eq!(one.build_id(WORKER), same.build_id(WORKER));
        assert_eq!(one.files["sw.js"], same.files["sw.js"]);
        let first_lines = |site: &Site| String::from_utf8_lossy(&site.files["sw.js"]).into_owned();
        assert!(!first_lines(&other).starts_with(&first_lines(&one)));
    }

    #[test]
    fn a_worker_without_its_placeholders_is_refused() {
        assert!(sealed("bare", "const FILES = [];").is_err());
        assert!(sealed("double", &format!("{WORKER}{WORKER}")).is_err());
    }

    #[test]
    fn only_the_hashed_client_is_the_client() {
        assert_eq!(client_part("client-0a1b.js"), Some("client.js"));
        assert_eq!(client_part("client-0a1b_bg.wasm"), Some("client_bg.wasm"));
        assert_eq!(client_part("client.js"), None);
        assert_eq!(client_part("client-worker.js"), None);
        assert_eq!(client_part("ballot_worker-0a1b.js"), None);
    }

    #[test]
    fn compresses_text_and_wasm() {
        assert!(is_compressed("client-0a1b_bg.wasm") && is_compressed("manifest.webmanifest"));
        assert!(!is_compressed("icons/icon.png") && !is_compressed("LICENSE"));
    }
}
