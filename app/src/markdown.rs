//! Markdown of the town hall's answers, made safe: what looks like HTML is shown as text, links go to the
//! web or to a mailbox only, images are their description, every title is of the one level that fits
//! under a section's heading. What citizens write is plain text and never comes here.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The HTML of a Markdown text.
#[must_use]
pub fn to_html(text: &str) -> String {
    // whether each open link is kept: the end of a link does not say where it goes
    let mut kept = Vec::new();
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        // the lines of a block of HTML become one paragraph of text
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let goes = is_allowed(&dest_url);
            kept.push(goes);
            if goes {
                let href = escape(&dest_url);
                Event::InlineHtml(format!("<a href=\"{href}\" rel=\"nofollow noopener\">").into())
            } else {
                Event::Text("".into())
            }
        }
        Event::End(TagEnd::Link) => {
            if kept.pop() == Some(true) {
                Event::InlineHtml("</a>".into())
            } else {
                Event::Text("".into())
            }
        }
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => Event::Text("".into()),
        Event::Start(Tag::Heading { .. }) => Event::InlineHtml("<h3>".into()),
        Event::End(TagEnd::Heading(_)) => Event::InlineHtml("</h3>\n".into()),
        // the language of a block of code would become a class
        Event::Start(Tag::CodeBlock(_)) => {
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented))
        }
        event => event,
    });
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// Whether a link may go there: `http`, `https` or `mailto`, spelled out.
fn is_allowed(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn what_looks_like_html_is_text() {
        for text in [
            "<script>alert(1)</script>",
            "Bonjour <script>alert(1)</script> à tous",
            "<img src=x onerror=alert(1)>",
            "<!-- rien -->",
            "<a href=\"javascript:alert(1)\">ici</a>",
            "<style>*{display:none}</style>\n\nsuite",
            "a <b onclick=\"x()\">b</b>",
            "<iframe\nsrc=x>",
        ] {
            let html = to_html(text);
            let tags: Vec<&str> = html.split('<').skip(1).collect();
            assert!(
                tags.iter()
                    .all(|t| t.starts_with("p>") || t.starts_with("/p>")),
                "{text}: {html}"
            );
        }
        assert!(to_html("<script>alert(1)</script>").contains("&lt;script&gt;alert(1)"));
    }

    #[test]
    fn links_go_to_the_web_or_a_mailbox_only() {
        for text in [
            "[ici](javascript:alert(1))",
            "[ici](JaVaScRiPt:alert(1))",
            "[ici](data:text/html,x)",
            "[ici](vbscript:x)",
            "[ici](//evil.example)",
            "[ici](/deconnexion)",
            "[ici](&#106;avascript:alert(1))",
            "[ici](java&#10;script:alert(1))",
            "<javascript:alert(1)>",
            "[ici][x]\n\n[x]: javascript:alert(1)",
            "![ici](https://traceur.example/x.png)",
            "[ici](file:///etc/passwd)",
        ] {
            let html = to_html(text);
            assert!(!html.contains("href") && !html.contains("src"), "{html}");
            assert!(
                html.contains("ici") || html.contains("javascript:alert(1)"),
                "{html}"
            );
        }
        let html = to_html("[le plan](https://exemple.bzh/a?b=1&c=\"2\") et <mairie@exemple.bzh>");
        assert!(
            html.contains(
                "<a href=\"https://exemple.bzh/a?b=1&amp;c=&quot;2&quot;\" rel=\"nofollow noopener\">le plan</a>"
            ),
            "{html}"
        );
        assert!(
            html.contains("<a href=\"mailto:mairie@exemple.bzh\"")
                || html.contains("mairie@exemple.bzh")
        );
    }

    #[test]
    fn paragraphs_lists_and_titles() {
        let html = to_html("# Coût\n\nDeux lots :\n\n- *un*\n- **deux**\n\n###### Suite");
        assert_eq!(html.matches("<h3>").count(), 2, "{html}");
        assert!(html.contains("<li><em>un</em></li>"), "{html}");
        assert!(to_html("```js class\nx\n```").contains("<pre><code>x"));
        assert_eq!(to_html(""), "");
    }
}
