//! Tikêr behind Debian's Caddy, by HTTPS from a local authority that the client checks: the file that is
//! shipped, with another name and ports.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::packaging;
use crate::cli::PublicUrl;
use crate::common::skip;
use crate::proxy::Trusted;
use crate::testing::Folder;

/// How long Caddy may take to make its authority and its certificate.
const PATIENCE: Duration = Duration::from_secs(30);

/// Ended with the test, however it ends.
struct Caddy(Child);

impl Drop for Caddy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Debian's, or the one that the path in `TIKER_CADDY` names.
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("TIKER_CADDY").map(PathBuf::from);
    let program = named.unwrap_or_else(|| "caddy".into());
    Command::new(&program).arg("version").output().ok()?;
    Command::new("curl").arg("--version").output().ok()?;
    Some(program)
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn start(program: &Path, folder: &Path, site: u16, tiker: u16) -> Caddy {
    let shipped = fs::read_to_string(packaging().join("Caddyfile")).unwrap();
    let named = "participer.exemple.bzh {";
    assert!(shipped.contains(named) && shipped.contains("127.0.0.1:8080"));
    let here = shipped
        .replace(
            named,
            &format!("https://localhost:{site} {{\n\ttls internal"),
        )
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{tiker}"));
    let global = "{\n\tadmin off\n\tskip_install_trust\n\tdefault_bind 127.0.0.1\n\tauto_https disable_redirects\n}\n";
    let file = folder.join("Caddyfile");
    fs::write(&file, format!("{global}{here}")).unwrap();
    let log = fs::File::create(folder.join("caddy.log")).unwrap();
    let child = Command::new(program)
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&file)
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn();
    Caddy(child.unwrap())
}

/// A request by HTTPS with the authority checked; the answer's head and body.
fn ask(folder: &Path, from: &str, url: &str, more: &[&str]) -> Option<String> {
    let port = url.rsplit(':').next()?.split('/').next()?;
    let output = Command::new("curl")
        .args(["--silent", "--include", "--http1.1", "--max-time", "20"])
        .arg("--cacert")
        .arg(folder.join("caddy/pki/authorities/local/root.crt"))
        .args(["--interface", from, "--resolve"])
        .arg(format!("localhost:{port}:127.0.0.1"))
        .args(more)
        .arg(url)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

#[tokio::test(flavor = "multi_thread")]
async fn https_through_caddy() {
    let Some(program) = program() else {
        skip("caddy or curl is not here: HTTPS through it is not tried");
        return;
    };
    let folder = Folder::new("caddy");
    let site = free_port();
    let origin = format!("https://localhost:{site}");
    let public = PublicUrl {
        origin: origin.clone(),
        https: true,
    };
    let (mut app, _) = folder.app().await;
    app.https = true;
    let proxies = Some(Trusted::parse("1").unwrap());
    let router = crate::http::router(app, Arc::default(), Some(&public), proxies).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let tiker = listener.local_addr().unwrap().port();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = tokio::spawn(axum::serve(listener, service).into_future());
    let path = folder.0.clone();
    tokio::task::spawn_blocking(move || {
        let _caddy = start(&program, &path, site, tiker);
        through(&path, &origin);
    })
    .await
    .unwrap();
    served.abort();
}

fn through(folder: &Path, origin: &str) {
    let page = format!("{origin}/connexion");
    let begun = Instant::now();
    let first = loop {
        if let Some(answer) = ask(folder, "127.0.0.1", &page, &[]) {
            break answer;
        }
        let log = fs::read_to_string(folder.join("caddy.log")).unwrap_or_default();
        assert!(begun.elapsed() < PATIENCE, "no answer through Caddy: {log}");
        std::thread::sleep(Duration::from_millis(100));
    };
    let head = first.to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{first}");
    assert!(
        head.contains("strict-transport-security: max-age="),
        "{first}"
    );

    let post = |from: &str, from_site: &str, more: &[&str]| {
        let header = format!("Origin: {from_site}");
        let form = ["--header", &header, "--data", "email=anne@exemple.bzh"];
        ask(folder, from, &page, &[&form, more].concat()).unwrap()
    };
    let sent = post("127.0.0.2", origin, &[]).to_lowercase();
    assert!(sent.starts_with("http/1.1 303"), "{sent}");
    let cookie = sent.lines().find(|l| l.starts_with("set-cookie:")).unwrap();
    for part in ["; secure", "; httponly", "; samesite"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let foreign = post("127.0.0.2", "https://evil.example", &[]);
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");

    // five codes an address and network: the second network is seen as another, a header that a visitor
    // writes is not
    for _ in 0..4 {
        assert!(post("127.0.0.2", origin, &[]).starts_with("HTTP/1.1 303"));
    }
    let lie = ["--header", "X-Forwarded-For: 127.0.0.9"];
    let refused = post("127.0.0.2", origin, &lie);
    assert!(refused.starts_with("HTTP/1.1 429"), "{refused}");
    assert!(post("127.0.0.3", origin, &[]).starts_with("HTTP/1.1 303"));
}
