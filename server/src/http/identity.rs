//! The commune's identity as a browser without JavaScript sends it, and as every page then shows it.

use super::first_start_tests::{Answered, Browser, administrator};
use super::*;
use crate::testing::Folder;
use app::pages::LARGEST;
use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use tower::ServiceExt as _;

const PATH: &str = "/mairie/commune";
const KIND: &str = "multipart/form-data; boundary=X";

/// What a browser sends: fields, and a file.
fn sent(fields: &[(&str, &str)], file: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    let head = "--X\r\nContent-Disposition: form-data; name=\"arms\"; filename=\"b.png\"\r\n\
                Content-Type: image/png\r\n\r\n";
    body.extend(head.as_bytes());
    body.extend(file);
    body.extend(b"\r\n--X--\r\n");
    body
}

fn drawn() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let image =
        image::RgbaImage::from_fn(90, 120, |x, y| image::Rgba([200, x as u8, y as u8, 255]));
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

async fn got(browser: &Browser, path: &str) -> Response {
    let request = Request::builder().uri(path).header(HOST, "commune.example");
    let request = request.body(Body::empty()).unwrap();
    browser.stack.clone().oneshot(request).await.unwrap()
}

/// The addresses of the identity's files in a page or manifest.
fn files(text: &str) -> Vec<String> {
    let starts = text.match_indices("/identite/").map(|(at, _)| &text[at..]);
    let ends = starts.filter_map(|rest| rest.split('"').next());
    ends.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_colour_and_arms_are_on_every_page_and_on_the_home_screen() {
    let folder = Folder::new("identity");
    let (mut browser, _) = administrator(&folder).await;
    let body = sent(
        &[
            ("name", "Plou-Gwenn"),
            ("shade", "autre"),
            ("colour", "#e2b100"),
        ],
        &drawn(),
    );
    let Answered(status, to, page) = browser.send("POST", PATH, KIND, body).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let Answered(_, _, page) = browser.send("GET", &to, KIND, Body::empty()).await;
    // told that the yellow was darkened, and by how much it can now be read
    assert!(page.contains("#e2b100 devient #"), "{page}");
    assert!(page.contains("5,5 pour 1"), "{page}");

    let Answered(_, _, home) = browser.send("GET", "/br", KIND, Body::empty()).await;
    assert!(home.contains("Plou-Gwenn") && !home.contains("Plou-Bézh"));
    let answer = got(&browser, "/br/manifest.webmanifest").await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/manifest+json");
    let manifest = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let manifest = String::from_utf8(manifest.to_vec()).unwrap();
    for words in [
        "\"short_name\":\"Plou-Gwenn\"",
        "\"start_url\":\"/br\"",
        "maskable",
    ] {
        assert!(manifest.contains(words), "{words}: {manifest}");
    }
    let named = [files(&home), files(&manifest)].concat();
    // colours, arms, icon of the tab, Apple's; four icons, and that of two shortcuts
    assert_eq!(named.len(), 10, "{named:?}");
    for path in named {
        let answer = got(&browser, &path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let headers = answer.headers();
        let caching = headers[CACHE_CONTROL].to_str().unwrap();
        assert!(caching.contains("immutable"), "{path}: {caching}");
        let image = path.ends_with(".png") && headers[CONTENT_TYPE] == "image/png";
        assert!(image || path.ends_with(".css"), "{path}");
    }
    let missing = got(&browser, "/identite/couleurs-0000000000000000.css").await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_image_is_refused_and_what_was_typed_stays() {
    let folder = Folder::new("identity-junk");
    let (mut browser, _) = administrator(&folder).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    let body = sent(&[("name", "Plou-Gwenn"), ("shade", "#2b5d34")], svg);
    let Answered(status, _, page) = browser.send("POST", PATH, KIND, body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"Plou-Gwenn\"", "href=\"#arms\"", "lisible"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let chosen = page.split("value=\"#2b5d34\"").nth(1).unwrap();
    assert!(
        chosen.split('>').next().unwrap().contains("checked"),
        "{chosen}"
    );

    let body = sent(&[("name", "Plou-Gwenn")], &vec![0; LARGEST]);
    let Answered(status, _, page) = browser.send("POST", PATH, KIND, body).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("<html"), "{page}");
    let Answered(status, _, page) = browser.send("POST", PATH, KIND, "--Y junk").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let Answered(_, _, home) = browser.send("GET", "/", KIND, Body::empty()).await;
    assert!(home.contains("Plou-Bézh") && !home.contains("/identite/"));
}

#[tokio::test]
async fn who_does_not_administer_sends_nothing() {
    let folder = Folder::new("identity-others");
    let (browser, app) = administrator(&folder).await;
    let mut stranger = Browser {
        stack: browser.stack.clone(),
        cookies: Vec::new(),
    };
    let body = sent(&[("name", "Plou-Fall"), ("shade", "")], &drawn());
    let Answered(status, ..) = stranger.send("POST", PATH, KIND, body).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(&*app.shown.look().name, "Plou-Bézh");
    // other forms keep their own, smaller room
    let long = format!("email={}", "a".repeat(300 * 1024));
    let form = "application/x-www-form-urlencoded";
    let Answered(status, ..) = stranger.send("POST", "/connexion", form, long).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}
