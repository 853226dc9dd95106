//! The icons, inlined from `style/icons`: no request, and they take the colour of the text.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident: $file:literal;)*) => {
        /// An icon of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $(#[allow(missing_docs)] $name,)* }
        impl Icon {
            fn source(self) -> &'static str {
                match self { $(Icon::$name => include_str!(concat!("../../style/icons/", $file, ".svg")),)* }
            }
        }
    };
}

icons! {
    Home: "home"; Participate: "participate"; Vote: "vote"; Data: "data"; Me: "me"; Search: "search";
    Filter: "filter"; Support: "support"; Comment: "comment"; Check: "check"; Cross: "cross";
    Warning: "warning"; Info: "info"; Lock: "lock"; Pin: "pin"; Calendar: "calendar"; Euro: "euro";
    ArrowRight: "arrow-right"; ArrowLeft: "arrow-left"; Download: "download"; External: "external";
    Edit: "edit"; Trash: "trash"; Plus: "plus"; Share: "share"; Install: "install"; Moon: "moon"; Sun: "sun";
    Globe: "globe"; Print: "print"; Copy: "copy"; Clock: "clock"; Offline: "offline"; Follow: "follow";
}

/// An icon beside a text that says the same: hidden from screen readers.
#[must_use]
pub fn icon(icon: Icon) -> impl IntoView {
    // what stands between <svg …> and </svg>
    let source = icon.source();
    let inner = source
        .find("<svg")
        .and_then(|start| source[start..].find('>').map(|end| start + end + 1))
        .zip(source.rfind("</svg>"))
        .map_or("", |(from, to)| &source[from..to]);
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" inner_html=inner></svg> }
}
