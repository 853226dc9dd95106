fn main() {
    let _ = (app::pages::router(), app::api::router());
}
