//! Any text as the Markdown of the town hall's answer: nothing but the tags that are meant comes out, and no
//! link to anywhere but the web or a mailbox.
#![no_main]

#[path = "../../app/src/markdown.rs"]
#[allow(dead_code, reason = "the page's own module, alone")]
mod markdown;

use libfuzzer_sys::fuzz_target;

/// All that is meant, with what may stand in it.
const TAGS: [&str; 24] = [
    "p", "/p", "h3", "/h3", "em", "/em", "strong", "/strong", "del", "/del", "ul", "/ul", "ol", "/ol", "li", "/li",
    "blockquote", "/blockquote", "pre", "/pre", "code", "/code", "/a", "br /",
];

fuzz_target!(|text: &str| {
    let html = markdown::to_html(text);
    for rest in html.split('<').skip(1) {
        let (tag, _) = rest.split_once('>').unwrap_or_else(|| panic!("a tag without end: {html}"));
        let link = tag.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix("\" rel=\"nofollow noopener\""));
        let known = match link {
            Some(href) => {
                let lower = href.to_ascii_lowercase();
                let goes = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
                goes && !href.contains(['"', '<', '>', ' '])
            }
            None => TAGS.contains(&tag) || tag == "hr /" || is_list_start(tag),
        };
        assert!(known, "<{tag}> in {html}");
    }
});

/// `ol start="7"`
fn is_list_start(tag: &str) -> bool {
    let number = tag.strip_prefix("ol start=\"").and_then(|rest| rest.strip_suffix('"'));
    number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
