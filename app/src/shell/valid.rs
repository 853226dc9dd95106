//! Makes valid HTML of what Leptos writes: it marks places between texts with `<!>`, which every browser reads
//! as an empty comment and the standard calls a mistake. Islands look for these marks when they come to life,
//! so there they become the comment that browsers make of them; elsewhere they go.
//! Sound because what people write is escaped: no `<` of theirs is in the text.

const MARK: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const END: &str = "</leptos-island>";

/// The same page without marks outside islands, and with proper ones inside.
pub fn valid(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let (mut rest, mut depth) = (html, 0u32);
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = tag.strip_prefix(MARK) {
            if depth > 0 {
                out.push_str("<!---->");
            }
            rest = after;
            continue;
        }
        if tag.starts_with(ISLAND) {
            depth += 1;
        } else if tag.starts_with(END) {
            depth = depth.saturating_sub(1);
        }
        out.push('<');
        rest = &tag[1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::valid;

    #[test]
    fn marks_go_but_in_islands() {
        for (html, made) in [
            ("<p>a<!>b</p>", "<p>ab</p>"),
            ("<!><!>", ""),
            ("a &lt;!&gt; b", "a &lt;!&gt; b"),
            ("<!doctype html><!-- k -->", "<!doctype html><!-- k -->"),
            (
                "<!><leptos-island a><p><!>x<leptos-island><!></leptos-island><!></p></leptos-island><!>é",
                "<leptos-island a><p><!---->x<leptos-island><!----></leptos-island><!----></p></leptos-island>é",
            ),
            ("no end <", "no end <"),
        ] {
            assert_eq!(valid(html), made);
        }
    }
}
