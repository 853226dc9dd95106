//! The first start as a browser without JavaScript meets it.

use super::*;
use crate::testing::Folder;
use app::web::FirstStart;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION, SET_COOKIE};
use tower::ServiceExt as _;

pub(super) struct Browser {
    pub(super) stack: Router,
    pub(super) cookies: Vec<String>,
}

/// What was answered: status, where to, the page.
pub(super) struct Answered(pub StatusCode, pub String, pub String);

impl Browser {
    async fn ask(&mut self, method: &str, path: &str, body: &str) -> Answered {
        let kind = "application/x-www-form-urlencoded";
        self.send(method, path, kind, body.to_owned()).await
    }

    pub(super) async fn send(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Answered {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "commune.example")
            .header(CONTENT_TYPE, kind)
            .header("cookie", self.cookies.join("; "))
            .body(body.into())
            .unwrap();
        let answer = self.stack.clone().oneshot(request).await.unwrap();
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookies.push(pair.to_owned());
        }
        let to = answer.headers().get(LOCATION);
        let to = to.map_or("", |v| v.to_str().unwrap()).to_owned();
        let status = answer.status();
        let page = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        Answered(status, to, String::from_utf8_lossy(&page).into_owned())
    }
}

/// Signed in as the first administrator, the way there is.
pub(super) async fn administrator(folder: &Folder) -> (Browser, App) {
    let (mut browser, app, code) = opened(folder).await;
    let form = format!("code={code}&commune=Plou-B%C3%A9zh&email=anne%40exemple.bzh");
    browser.ask("POST", "/premier-demarrage", &form).await;
    let digits = mailed(folder, &app).await;
    let path = "/premier-demarrage/courriel";
    let Answered(status, ..) = browser.ask("POST", path, &format!("code={digits}")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    (browser, app)
}

/// The code of the mail that waits, which goes out under the commune's name.
async fn mailed(folder: &Folder, app: &App) -> String {
    let outbox = crate::mail::Outbox::folder(&folder.0.join("mails")).unwrap();
    assert!(crate::jobs::one(app, &outbox).await.unwrap());
    let mail = std::fs::read_dir(folder.0.join("mails")).unwrap().next();
    let mail = std::fs::read_to_string(mail.unwrap().unwrap().path()).unwrap();
    assert!(mail.contains("Plou-Bézh"), "{mail}");
    mail.split("Subject: ").nth(1).unwrap()[..6].to_owned()
}

async fn opened(folder: &Folder) -> (Browser, App, String) {
    let (mut app, _) = folder.app().await;
    let mut tx = app.db.write().await.unwrap();
    let code = services::first_start::offer(&mut tx, &mut crate::common::rng(1)).await;
    tx.commit().await.unwrap();
    app.first_start = Arc::new(FirstStart::pending(false, true));
    let stack = router(app.clone(), Arc::default(), None, None).unwrap();
    let cookies = Vec::new();
    (Browser { stack, cookies }, app, code.unwrap().unwrap())
}

#[tokio::test]
async fn from_the_console_to_the_town_hall() {
    let folder = Folder::new("first-start");
    let (mut browser, app, code) = opened(&folder).await;
    let Answered(status, to, _) = browser.ask("GET", "/br", "").await;
    assert_eq!(
        (status, to.as_str()),
        (StatusCode::SEE_OTHER, "/br/premier-demarrage")
    );
    for (path, words) in [
        ("/premier-demarrage", "Code de la console"),
        ("/br/premier-demarrage", "Kod ar c’hoñsol"),
        ("/en/premier-demarrage", "Console code"),
    ] {
        let Answered(status, _, page) = browser.ask("GET", path, "").await;
        let page = page
            .replace('\'', "’")
            .replace("&#x27;", "’")
            .replace("&#39;", "’");
        assert!(status == StatusCode::OK && page.contains(words), "{page}");
        assert!(page.contains("--smtp"), "{page}");
    }

    let form =
        |code: &str, email: &str| format!("code={code}&commune=Plou-B%C3%A9zh&email={email}");
    let path = "/premier-demarrage";
    let Answered(status, _, page) = browser.ask("POST", path, &form(&code, "anne")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["Plou-Bézh", "value=\"anne\"", &code, "id=\"erreurs\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let Answered(status, _, page) = browser
        .ask("POST", path, &form("AAAAA-AAAAA", "anne%40exemple.bzh"))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("Essais restants : 9") && page.contains("anne@exemple.bzh"),
        "{page}"
    );
    let Answered(status, to, _) = browser
        .ask("POST", path, &form(&code, "anne%40exemple.bzh"))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(to, "/premier-demarrage/courriel");
    let Answered(_, _, page) = browser.ask("GET", &to, "").await;
    assert!(
        page.contains("anne@exemple.bzh") && page.contains("Plou-Bézh"),
        "{page}"
    );

    // the mail goes out as any other, with the new name
    let digits = mailed(&folder, &app).await;
    let wrong = if digits == "000000" {
        "000001"
    } else {
        "000000"
    };
    let Answered(status, ..) = browser.ask("POST", &to, &format!("code={wrong}")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let Answered(status, to, _) = browser.ask("POST", &to, &format!("code={digits}")).await;
    assert_eq!(
        (status, to.as_str()),
        (StatusCode::SEE_OTHER, "/mairie/commune")
    );
    for path in ["/mairie/commune", "/mairie", "/mairie/personnes", "/"] {
        let Answered(status, _, page) = browser.ask("GET", path, "").await;
        assert!(
            status == StatusCode::OK && page.contains("Plou-Bézh"),
            "{path}: {page}"
        );
    }
    for path in ["/premier-demarrage", "/premier-demarrage/courriel"] {
        for method in ["GET", "POST"] {
            let Answered(status, ..) = browser
                .ask(method, path, &form(&code, "b%40exemple.bzh"))
                .await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn ten_wrong_codes_end_it() {
    let folder = Folder::new("first-start-over");
    let (mut browser, _, code) = opened(&folder).await;
    let form = |code: &str| format!("code={code}&commune=X&email=anne%40exemple.bzh");
    for _ in 0..9 {
        let Answered(status, ..) = browser.ask("POST", "/premier-demarrage", &form("A")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for code in ["A", &code] {
        let Answered(status, _, page) =
            browser.ask("POST", "/premier-demarrage", &form(code)).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.contains("Redémarrez Tikêr"), "{page}");
    }
}

#[tokio::test]
async fn a_commune_that_is_administered_has_no_such_page() {
    let folder = Folder::new("first-start-none");
    let (app, _) = folder.app().await;
    let stack = router(app, Arc::default(), None, None).unwrap();
    let cookies = Vec::new();
    let mut browser = Browser { stack, cookies };
    let Answered(status, ..) = browser.ask("GET", "/premier-demarrage", "").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let Answered(status, ..) = browser.ask("GET", "/", "").await;
    assert_eq!(status, StatusCode::OK);
}
