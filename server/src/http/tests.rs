//! The stack as a browser meets it.

use super::*;
use crate::testing::Folder;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CONTENT_ENCODING, CONTENT_TYPE, HOST, LOCATION, ORIGIN,
};
use axum::routing::get;
use tower::ServiceExt as _;

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "commune.example")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

async fn stack(folder: &Folder, public: Option<&PublicUrl>) -> Router {
    let (mut app, _) = folder.app().await;
    app.https = public.is_some_and(|p| p.https);
    router(app, Arc::default(), public, None).unwrap()
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_with_a_page() {
    let folder = Folder::new("csrf");
    let stack = stack(&folder, None).await;
    let ask = async |headers: &[(&str, &str)]| {
        let request = request("POST", "/br/connexion", headers, "email=anne%40exemple.bzh");
        stack.clone().oneshot(request).await.unwrap()
    };
    for foreign in [
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
        [("origin", "https://evil.example")],
        [("origin", "null")],
    ] {
        let answer = ask(&foreign).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{foreign:?}");
        assert!(text(answer).await.contains("<html lang=\"br\""));
    }
    for own in [
        [("sec-fetch-site", "same-origin")],
        [("origin", "http://commune.example")],
        [("x-none", "")],
    ] {
        assert_eq!(ask(&own).await.status(), StatusCode::SEE_OTHER, "{own:?}");
    }
}

#[tokio::test]
async fn an_island_of_another_site_is_refused_in_json() {
    let folder = Folder::new("csrf-api");
    let stack = stack(&folder, None).await;
    let foreign = [("sec-fetch-site", "cross-site")];
    let refused = request("POST", "/br/api/v1/support", &foreign, "");
    let answer = stack.oneshot(refused).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/json");
    let said: civic::view::Refused = serde_json::from_str(&text(answer).await).unwrap();
    assert!(said.said.contains("lec'hienn all"), "{}", said.said);
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    let folder = Folder::new("method");
    let stack = stack(&folder, None).await;
    let answer = stack
        .oneshot(request("DELETE", "/connexion", &[], ""))
        .await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    let allowed = answer.headers()[ALLOW].to_str().unwrap().to_owned();
    assert!(allowed.contains("POST"), "{allowed}");
    assert!(text(answer).await.contains("ne se consulte pas ainsi"));
}

#[tokio::test]
async fn a_body_that_does_not_end_is_given_up() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let folder = Folder::new("slow");
    let (app, _) = folder.app().await;
    let arrival = Duration::from_millis(50);
    let stack = around(app::pages::router(), app, CsrfLayer::new(), arrival);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut browser = tokio::net::TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let served = tokio::spawn(axum::serve(listener, stack).into_future());
    let head = "POST /connexion HTTP/1.1\r\nHost: commune.example\r\nConnection: close\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail=anne";
    browser.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    browser.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(
        answer.to_ascii_lowercase().contains("connection: close"),
        "{answer}"
    );
    assert!(answer.contains("trop lente"), "{answer}");
    served.abort();
}

#[tokio::test]
async fn the_public_address_is_our_own_behind_a_proxy() {
    let folder = Folder::new("proxy");
    let public = PublicUrl {
        origin: "https://participer.example".to_owned(),
        https: true,
    };
    let stack = stack(&folder, Some(&public)).await;
    let own = [(ORIGIN.as_str(), "https://participer.example")];
    let request = request("POST", "/connexion", &own, "email=anne%40exemple.bzh");
    let answer = stack.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert!(answer.headers().contains_key(STRICT_TRANSPORT_SECURITY));
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn pages_and_errors_carry_the_security_headers() {
    let folder = Folder::new("headers");
    let stack = stack(&folder, None).await;
    for path in ["/connexion", "/rien", "/api/v1/rien"] {
        let answer = stack.clone().oneshot(request("GET", path, &[], "")).await;
        let headers = answer.unwrap().headers().clone();
        let csp = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(csp.starts_with("default-src 'none'; script-src 'self'"));
        assert!(
            !csp.contains("unsafe-inline") && !csp.contains("  "),
            "{csp}"
        );
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[REFERRER_POLICY], "same-origin");
        for name in [
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
        ] {
            assert!(headers.contains_key(name), "{name}");
        }
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }
}

#[tokio::test]
async fn an_unknown_address_has_a_page_in_each_language() {
    let folder = Folder::new("unknown");
    let stack = stack(&folder, None).await;
    for (path, lang, words) in [
        ("/rien", "fr", "Cette page n’existe pas"),
        ("/br/rien", "br", "eus ar bajenn-mañ"),
        ("/en/rien/du/tout", "en", "This page does not exist"),
    ] {
        let answer = stack.clone().oneshot(request("GET", path, &[], "")).await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let html = text(answer).await;
        assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        assert!(html.contains(words), "{path}: {html}");
    }
}

#[tokio::test]
async fn a_last_slash_too_many_leads_on_and_never_elsewhere() {
    let folder = Folder::new("slash");
    let stack = stack(&folder, None).await;
    let ask = async |path| {
        let answer = stack.clone().oneshot(request("GET", path, &[], "")).await;
        answer.unwrap()
    };
    let answer = ask("/br/connexion/?retour=%2Fmoi").await;
    assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.headers()[LOCATION], "/br/connexion?retour=%2Fmoi");
    for path in ["//evil.example/", "//", "/%5Cevil.example/x"] {
        let answer = ask(path).await;
        let to = answer.headers().get(LOCATION).map(|v| v.to_str().unwrap());
        assert!(to.is_none_or(app::route::is_local), "{path}: {to:?}");
    }
}

#[tokio::test]
async fn too_much_and_a_wrong_method_are_refused_with_a_page() {
    let folder = Folder::new("much");
    let stack = stack(&folder, None).await;
    let much = format!("email={}", "a".repeat(BODY));
    let answer = stack
        .clone()
        .oneshot(request("POST", "/connexion", &[], &much));
    let answer = answer.await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(answer).await.contains("C’est trop long"));
    let answer = stack.oneshot(request("DELETE", "/connexion", &[], ""));
    let answer = answer.await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(text(answer).await.contains("<html lang=\"fr\""));
}

#[tokio::test]
async fn a_handler_that_fails_gives_a_page() {
    async fn fails() -> StatusCode {
        panic!("anne@exemple.bzh")
    }
    let folder = Folder::new("fails");
    let (app, _) = folder.app().await;
    let addresses = Router::new().route("/en/fails", get(fails));
    let stack = around(addresses, app, CsrfLayer::new(), ARRIVAL);
    let answer = stack.oneshot(request("GET", "/en/fails", &[], "")).await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.headers().contains_key(CONTENT_SECURITY_POLICY));
    assert!(text(answer).await.contains("A problem on our side"));
}

#[tokio::test]
async fn pages_travel_compressed() {
    let folder = Folder::new("compressed");
    let stack = stack(&folder, None).await;
    for (accepted, coding) in [("gzip, br", "br"), ("gzip", "gzip")] {
        let headers = [(ACCEPT_ENCODING.as_str(), accepted)];
        let request = request("GET", "/connexion", &headers, "");
        let answer = stack.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[CONTENT_ENCODING], coding);
    }
}

#[tokio::test]
async fn a_proxy_is_believed_only_when_it_was_configured() {
    let ask = async |folder: &Folder, proxies| {
        let (app, _) = folder.app().await;
        let stack = router(app, Arc::default(), None, proxies).unwrap();
        let mut statuses = Vec::new();
        for n in 0..6 {
            // each seems to come from another network
            let from = format!("192.0.2.{n}");
            let headers = [
                ("x-forwarded-for", from.as_str()),
                ("forwarded", "for=192.0.2.99"),
            ];
            let request = request("POST", "/connexion", &headers, "email=anne%40exemple.bzh");
            statuses.push(stack.clone().oneshot(request).await.unwrap().status());
        }
        statuses
    };
    let one = Folder::new("no-proxy");
    let unconfigured = ask(&one, None).await;
    assert_eq!(
        unconfigured[4..],
        [StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS]
    );
    let two = Folder::new("one-proxy");
    let configured = ask(&two, Some(Trusted::parse("1").unwrap())).await;
    assert_eq!(configured, [StatusCode::SEE_OTHER; 6]);
    let three = Folder::new("other-header");
    let other = ask(&three, Some(Trusted::parse("forwarded:1").unwrap())).await;
    assert_eq!(other[5], StatusCode::TOO_MANY_REQUESTS);
}
