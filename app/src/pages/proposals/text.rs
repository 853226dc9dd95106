//! What citizens write, shown as they wrote it: plain text, in paragraphs. No HTML comes out of it.

use leptos::prelude::*;

/// Longest excerpt, in characters.
pub const EXCERPT: usize = 160;

/// The beginning of a text on one line, cut at the end of a word.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    let line = civic::field::folded(text);
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    // one endless word is cut inside
    let end = cut.rfind(' ').filter(|end| *end > 0).unwrap_or(cut.len());
    let kept = cut[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:.–-".contains(c));
    format!("{kept}\u{a0}…")
}

/// A text in paragraphs: an empty line begins one, a line end stays a line end.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let blocks: Vec<Vec<String>> = text
        .split("\n\n")
        .map(|block| block.trim_matches('\n'))
        .filter(|block| !block.trim().is_empty())
        .map(|block| block.lines().map(str::to_owned).collect())
        .collect();
    let blocks = blocks.into_iter().map(|lines| {
        let lines = lines.into_iter().enumerate().map(|(i, line)| {
            let break_before = (i > 0).then(|| view! { <br/> });
            view! { {break_before}{line} }
        });
        view! { <p>{lines.collect_view()}</p> }
    });
    blocks.collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::render_piece;

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(excerpt("Un banc.", 160), "Un banc.");
        assert_eq!(excerpt(" Un\n\n banc  ", 160), "Un banc");
        assert_eq!(excerpt("Un banc, une fontaine", 9), "Un banc\u{a0}…");
        assert_eq!(excerpt("Un banc public", 9), "Un banc\u{a0}…");
        // never inside a character, even in one endless word
        assert_eq!(excerpt(&"é".repeat(500), 10).chars().count(), 12);
        assert_eq!(excerpt("👩‍🌾👩‍🌾👩‍🌾", 4).chars().last(), Some('…'));
        assert_eq!(excerpt("", 160), "");
    }

    #[test]
    fn text_stays_text() {
        let html = render_piece(|| paragraphs("<script>alert(1)</script>\n\"b\"\n\n& fin"));
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(html.contains("&amp; fin"), "{html}");
        assert_eq!(html.matches("<p>").count(), 2, "{html}");
        assert_eq!(html.matches("<br>").count(), 1, "{html}");
        assert_eq!(render_piece(|| paragraphs("")).matches("<p>").count(), 0);
    }
}
