//! The browser side: read whole into memory at the start, from inside the program or from the folder
//! that `TIKER_SITE` names, and handed out with the right headers. Never here: pages.

use anyhow::{Context as _, Result, anyhow};
use app::web::{Apart, Assets};
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    HeaderName, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use crate::out;

mod kept;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

/// Name of the list of the site's files, which is not handed out.
const LIST: &str = "assets.json";

/// A file and its compressed siblings.
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    kind: &'static str,
    tag: HeaderValue,
    hashed: bool,
}

/// The browser side.
#[derive(Default)]
pub struct Site {
    files: HashMap<String, File>,
    /// Addresses of the files that pages name.
    pub assets: Assets,
}

#[derive(Deserialize)]
struct List {
    #[serde(rename = "client.js")]
    client_js: String,
    #[serde(rename = "client_bg.wasm")]
    client_wasm: String,
    #[serde(rename = "main.css")]
    css: String,
    #[serde(rename = "boot.js")]
    boot: String,
    #[serde(rename = "passkey.js")]
    passkey: String,
    #[serde(default)]
    precache: Vec<String>,
    /// The files that single pages need, by what they are called.
    #[serde(flatten)]
    others: HashMap<String, String>,
}

impl List {
    /// Where the files of one page's program are, and what they must be.
    fn apart(&self, package: &str, contents: &HashMap<String, Bytes>) -> Result<Apart> {
        let file = |end: &str| -> Result<(String, String, String)> {
            let listed = self.others.get(&format!("{package}{end}"));
            let name = listed.with_context(|| format!("TIKER_SITE : il manque {package}{end}"))?;
            let content = contents.get(name);
            let content = content.with_context(|| format!("TIKER_SITE : il manque {name}"))?;
            let digest = Sha256::digest(content);
            let integrity = format!("sha256-{}", STANDARD.encode(digest));
            Ok((format!("/{name}"), integrity, format!("{digest:x}")))
        };
        let (page, ..) = file("_page.js")?;
        let (worker, of_worker, _) = file("_worker.js")?;
        let (module, of_module, _) = file(".js")?;
        let (wasm, of_wasm, hash) = file("_bg.wasm")?;
        Ok(Apart {
            page,
            worker,
            module,
            wasm,
            integrity: [of_worker, of_module, of_wasm].join(" "),
            hash,
        })
    }
}

impl Site {
    /// The site inside the program, else that of the folder in `TIKER_SITE`, else none.
    pub fn load() -> Result<Site> {
        if !embedded::FILES.is_empty() {
            let files = embedded::FILES
                .iter()
                .map(|(name, content)| ((*name).to_owned(), Bytes::from_static(content)));
            return Site::of(files.collect());
        }
        match std::env::var_os("TIKER_SITE").filter(|s| !s.is_empty()) {
            Some(folder) => Site::from_folder(Path::new(&folder)),
            None => Ok(Site::default()),
        }
    }

    /// The site of a folder.
    pub fn from_folder(folder: &Path) -> Result<Site> {
        let mut files = HashMap::new();
        read(folder, folder, &mut files).map_err(|error| {
            let why = out::trouble(&error);
            anyhow!("TIKER_SITE : {} : {why}", folder.display())
        })?;
        Site::of(files)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn of(mut contents: HashMap<String, Bytes>) -> Result<Site> {
        let list = contents.remove(LIST).context(
            "TIKER_SITE : il manque assets.json, refaites la partie navigateur (cargo xtask start)",
        )?;
        let list: List = serde_json::from_slice(&list).context("TIKER_SITE : assets.json")?;
        let address = |name: &str| format!("/{name}");
        let assets = Assets {
            css: address(&list.css),
            boot: address(&list.boot),
            client_js: address(&list.client_js),
            client_wasm: address(&list.client_wasm),
            passkey: address(&list.passkey),
            registrar: list.apart("registrar", &contents)?,
            seal: list.apart("seal", &contents)?,
            trustee: list.apart("trustee", &contents)?,
            verify: list.apart("verify", &contents)?,
        };
        let names = [
            &list.css,
            &list.boot,
            &list.client_js,
            &list.client_wasm,
            &list.passkey,
        ];
        let mut files = HashMap::new();
        for (name, plain) in &contents {
            if sibling_of(name).is_some_and(|of| contents.contains_key(of)) {
                continue;
            }
            let brotli = contents.get(&format!("{name}.br")).cloned();
            let gzip = contents.get(&format!("{name}.gz")).cloned();
            let apart = list.others.values().any(|other| other == name);
            let named = apart || names.contains(&name) || list.precache.contains(name);
            let hashed = !name.contains('/') && named;
            let file = File::new(name, plain.clone(), brotli, gzip, hashed)?;
            files.insert(name.clone(), file);
        }
        for name in names {
            anyhow::ensure!(files.contains_key(name), "TIKER_SITE : il manque {name}");
        }
        Ok(Site { files, assets })
    }

    /// Answers with the file at a path; `None` when there is none.
    pub fn answer(&self, method: &Method, path: &str, asked: &HeaderMap) -> Option<Response> {
        let name = path.strip_prefix('/')?;
        let file = self.files.get(name)?;
        if method != Method::GET && method != Method::HEAD {
            let allow = [(ALLOW, "GET, HEAD")];
            return Some((StatusCode::METHOD_NOT_ALLOWED, allow).into_response());
        }
        let (body, encoding) = file.encoded(asked);
        let known = asked
            .get(IF_NONE_MATCH)
            .is_some_and(|tags| has_tag(tags, &file.tag));
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else if method == Method::HEAD {
            Body::empty().into_response()
        } else {
            Body::from(body.clone()).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(ETAG, file.tag.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(file.caching()));
        if file.brotli.is_some() || file.gzip.is_some() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if name == "sw.js" {
            let allowed = HeaderName::from_static("service-worker-allowed");
            headers.insert(allowed, HeaderValue::from_static("/"));
        }
        if !known {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind));
            headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            if let Some(encoding) = encoding {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        Some(response)
    }
}

impl File {
    fn new(
        name: &str,
        plain: Bytes,
        brotli: Option<Bytes>,
        gzip: Option<Bytes>,
        hashed: bool,
    ) -> Result<File> {
        let digest = Sha256::digest(&plain);
        let tag: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        Ok(File {
            plain,
            brotli,
            gzip,
            kind: kind(name),
            // weak: the same file travels compressed in several ways
            tag: HeaderValue::from_str(&format!("W/\"{tag}\""))?,
            hashed,
        })
    }

    /// A name with a hash never changes its content; the others are asked about each time.
    fn caching(&self) -> &'static str {
        if self.hashed {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }
    }

    fn encoded(&self, asked: &HeaderMap) -> (&Bytes, Option<&'static str>) {
        if let Some(brotli) = &self.brotli
            && accepts(asked, "br")
        {
            return (brotli, Some("br"));
        }
        if let Some(gzip) = &self.gzip
            && accepts(asked, "gzip")
        {
            return (gzip, Some("gzip"));
        }
        (&self.plain, None)
    }
}

/// Whether a coding is named in `Accept-Encoding`, and not with a weight of zero.
fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    asked
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|one| {
            let mut parts = one.split(';').map(str::trim);
            let named = parts.next().is_some_and(|c| c.eq_ignore_ascii_case(coding));
            let weight = parts.find_map(|p| p.strip_prefix("q="));
            named && weight.is_none_or(|w| w.parse::<f32>().is_ok_and(|w| w > 0.0))
        })
}

fn has_tag(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(tag)) = (tags.to_str(), tag.to_str()) else {
        return false;
    };
    let strip = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    tags.split(',').any(|t| strip(t) == strip(tag))
}

/// `main.css` for `main.css.br`.
fn sibling_of(name: &str) -> Option<&str> {
    name.strip_suffix(".br")
        .or_else(|| name.strip_suffix(".gz"))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, e)| e) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn read(root: &Path, folder: &Path, files: &mut HashMap<String, Bytes>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            files.insert(name.into_owned(), Bytes::from(fs::read(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
