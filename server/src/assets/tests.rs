//! The browser side from a folder, as a browser asks for it.

use super::*;
use crate::testing::Folder;
use axum::body::to_bytes;

/// The part of the list that names what single pages need: all of it this one file.
fn apart(file: &str) -> String {
    let packages = ["registrar", "seal", "trustee", "verify"];
    let ends = [".js", "_bg.wasm", "_page.js", "_worker.js"];
    let names = packages
        .iter()
        .flat_map(|package| ends.map(|end| format!("\"{package}{end}\":\"{file}\"")));
    names.collect::<Vec<_>>().join(",")
}

fn site(folder: &Folder) -> Site {
    let files: [(&str, &str); 11] = [
        (
            LIST,
            r#"{"client.js":"client-1.js","client_bg.wasm":"client-1_bg.wasm","main.css":"main-1.css",
                "boot.js":"boot-1.js","passkey.js":"boot-1.js",APART,"precache":["snippets/a/b.js"]}"#,
        ),
        ("client-1.js", "client"),
        ("client-1_bg.wasm", "wasm"),
        ("main-1.css", "plain style"),
        ("main-1.css.br", "br style"),
        ("main-1.css.gz", "gz style"),
        ("boot-1.js", "boot"),
        ("sw.js", "worker"),
        ("manifest.webmanifest", "{}"),
        ("snippets/a/b.js", "snippet"),
        ("icon-192.png", "png"),
    ];
    for (name, content) in files {
        let path = folder.0.join(name);
        let content = content.replace("APART", &apart("boot-1.js"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    Site::from_folder(&folder.0).unwrap()
}

fn asked(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
    let pairs = pairs.iter().cloned();
    pairs
        .map(|(n, v)| (n, HeaderValue::from_static(v)))
        .collect()
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), 1000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn files_have_their_type_their_caching_and_their_best_coding() {
    let folder = Folder::new("assets");
    let site = site(&folder);
    assert_eq!(site.assets.css, "/main-1.css");
    assert_eq!(site.assets.client_wasm, "/client-1_bg.wasm");
    let get = |path, headers: &HeaderMap| site.answer(&Method::GET, path, headers);
    let none = HeaderMap::new();
    for (path, kind, caching) in [
        (
            "/main-1.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        (
            "/client-1_bg.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/boot-1.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        (
            "/snippets/a/b.js",
            "text/javascript; charset=utf-8",
            "no-cache",
        ),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        (
            "/manifest.webmanifest",
            "application/manifest+json",
            "no-cache",
        ),
        ("/icon-192.png", "image/png", "no-cache"),
    ] {
        let answer = get(path, &none).unwrap();
        assert_eq!(answer.headers()[CONTENT_TYPE], kind, "{path}");
        assert_eq!(answer.headers()[CACHE_CONTROL], caching, "{path}");
    }
    let worker = get("/sw.js", &none).unwrap();
    assert_eq!(worker.headers()["service-worker-allowed"], "/");
    for (accepted, content) in [
        ("gzip, deflate, br;q=0.5", "br style"),
        ("gzip, br;q=0", "gz style"),
        ("identity", "plain style"),
    ] {
        let answer = get("/main-1.css", &asked(&[(ACCEPT_ENCODING, accepted)])).unwrap();
        assert_eq!(answer.headers()[VARY], "accept-encoding");
        assert_eq!(text(answer).await, content);
    }
}

#[tokio::test]
async fn what_a_browser_has_is_not_sent_again() {
    let folder = Folder::new("assets-again");
    let site = site(&folder);
    let first = site
        .answer(&Method::GET, "/sw.js", &HeaderMap::new())
        .unwrap();
    let mut again = HeaderMap::new();
    again.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
    let second = site.answer(&Method::GET, "/sw.js", &again).unwrap();
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(text(second).await, "");
    let head = site
        .answer(&Method::HEAD, "/sw.js", &HeaderMap::new())
        .unwrap();
    assert_eq!(head.headers()[CONTENT_LENGTH], "6");
    assert_eq!(text(head).await, "");
}

#[test]
fn nothing_but_the_files_is_handed_out() {
    let folder = Folder::new("assets-only");
    let site = site(&folder);
    for path in [
        "/assets.json",
        "/main-1.css.br",
        "/../secret",
        "/snippets/../sw.js",
        "/snippets",
        "//sw.js",
        "/",
        "",
    ] {
        let answer = site.answer(&Method::GET, path, &HeaderMap::new());
        assert!(answer.is_none(), "{path}");
    }
    let post = site
        .answer(&Method::POST, "/sw.js", &HeaderMap::new())
        .unwrap();
    assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_folder_that_is_no_site_is_refused_with_its_key() {
    let folder = Folder::new("assets-none");
    let said = |folder: &Path| format!("{:#}", Site::from_folder(folder).err().unwrap());
    assert!(said(&folder.0).contains("TIKER_SITE"));
    assert!(said(Path::new("/nulle/part")).contains("TIKER_SITE"));
    site(&folder);
    fs::remove_file(folder.0.join("boot-1.js")).unwrap();
    assert!(said(&folder.0).contains("boot-1.js"));
}

#[tokio::test]
async fn files_of_the_release_before_are_handed_out_for_thirty_days() {
    let folder = Folder::new("kept");
    let kept = folder.0.join("kept");
    let (old, new) = (folder.0.join("old"), folder.0.join("new"));
    for (release, number) in [(&old, 1), (&new, 2)] {
        fs::create_dir_all(release).unwrap();
        let list = format!(
            r#"{{"client.js":"client-{number}.js","client_bg.wasm":"client-{number}_bg.wasm",
                "main.css":"main-{number}.css","boot.js":"boot-{number}.js","passkey.js":"boot-{number}.js",{}}}"#,
            apart(&format!("boot-{number}.js"))
        );
        fs::write(release.join(LIST), list).unwrap();
        for name in [
            "client-N.js",
            "client-N_bg.wasm",
            "main-N.css",
            "main-N.css.br",
            "boot-N.js",
        ] {
            let name = name.replace('N', &number.to_string());
            fs::write(release.join(&name), &name).unwrap();
        }
        fs::write(release.join("sw.js"), number.to_string()).unwrap();
    }
    let day = |n: i64| civic::time::Time((20_000 + n) * 86_400_000_000);
    let started = |release: &Path, n: i64| {
        let mut site = Site::from_folder(release).unwrap();
        site.keep(&kept, day(n)).unwrap();
        site
    };
    let style = |site: &Site, n: u8| {
        let headers = asked(&[(ACCEPT_ENCODING, "br")]);
        site.answer(&Method::GET, &format!("/main-{n}.css"), &headers)
    };
    // it ran for a year before the upgrade
    assert!(style(&started(&old, 0), 1).is_some());
    for (n, there) in [
        (400, true),
        (420, true),
        (429, true),
        (430, false),
        (431, false),
    ] {
        let site = started(&new, n);
        assert_eq!(site.assets.css, "/main-2.css");
        assert!(style(&site, 2).is_some());
        assert_eq!(style(&site, 1).is_some(), there, "{n}");
        if let Some(answer) = style(&site, 1) {
            let headers = answer.headers().clone();
            assert_eq!(
                headers[CACHE_CONTROL],
                "public, max-age=31536000, immutable"
            );
            assert_eq!(headers[CONTENT_TYPE], "text/css; charset=utf-8");
            assert_eq!(headers[CONTENT_ENCODING], "br");
            assert_eq!(text(answer).await, "main-1.css.br");
        }
        // what has no hash is this release's alone
        let worker = site
            .answer(&Method::GET, "/sw.js", &HeaderMap::new())
            .unwrap();
        assert_eq!(text(worker).await, "2");
    }
    assert!(!kept.join("main-1.css.br").exists() && kept.join("main-2.css").exists());
    // back to the old release: its files are its own again
    assert!(style(&started(&old, 432), 1).is_some());
    assert!(style(&started(&new, 440), 1).is_some());
}
