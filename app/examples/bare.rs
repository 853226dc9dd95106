//! What `cargo xtask bench reads` runs beside the program: the same statements through the same use cases,
//! answered with a fixed text of the page's size. What the program costs more is what a page costs.
//! `bare DATABASE KEYFILE PORT SLUG PROPOSAL LIST_BYTES PROPOSAL_BYTES`. A measuring stick.
#![allow(clippy::unwrap_used)]

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use civic::id::ProposalId;
use civic::permission::Actor;
use services::proposal_list::{Query, Sort};
use services::{Db, Vault, proposal_list, proposal_page};

#[derive(Clone)]
struct Bare {
    db: Db,
    slug: String,
    proposal: ProposalId,
    texts: [Bytes; 2],
}

fn answer(text: &Bytes) -> Response {
    ([(CONTENT_TYPE, "text/html")], Body::from(text.clone())).into_response()
}

async fn list(State(bare): State<Bare>) -> Response {
    let query = Query {
        sort: Sort::Supported,
        ..Query::default()
    };
    let visitor = Actor::visitor();
    let mut tx = bare.db.read().await.unwrap();
    let page = proposal_list::page(&mut tx, &visitor, &bare.slug, &query);
    assert_eq!(page.await.unwrap().proposals.len(), 20);
    answer(&bare.texts[0])
}

async fn proposal(State(bare): State<Bare>) -> Response {
    let visitor = Actor::visitor();
    let mut tx = bare.db.read().await.unwrap();
    let shown = proposal_page::shown(&mut tx, &visitor, &bare.proposal, None);
    assert_eq!(shown.await.unwrap().proposal.id, bare.proposal);
    answer(&bare.texts[1])
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let key = std::fs::read_to_string(&arguments[1]).unwrap();
    let digit = |i: usize| u8::from_str_radix(&key[i..i + 2], 16).unwrap();
    let key: Vec<u8> = (0..64).step_by(2).map(digit).collect();
    let vault = Vault::new(&key.try_into().unwrap());
    let address = format!("sqlite:{}", arguments[0]);
    let text = |i: usize| Bytes::from("x".repeat(arguments[i].parse().unwrap()));
    let bare = Bare {
        db: Db::connect(&address, vault).await.unwrap(),
        slug: arguments[3].clone(),
        proposal: ProposalId(arguments[4].clone()),
        texts: [text(5), text(6)],
    };
    let router = Router::new()
        .route("/list", get(list))
        .route("/proposal", get(proposal))
        .with_state(bare);
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{}", arguments[2]));
    axum::serve(listener.await.unwrap(), router).await.unwrap();
}
