//! What a person knows one of her devices by in the list of those that are signed in: a browser and a system, and no
//! more of what a browser says of itself. **Never here**: a version, a model, an address.

/// Browsers, by the word that they say of themselves; the first that is found counts, since many say others' too.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// Systems, likewise.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
];

/// A device, as coarsely as its owner can still tell it from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The browser's name.
    pub browser: Option<&'static str>,
    /// The system's name.
    pub system: Option<&'static str>,
}

fn first(list: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    let found = list.iter().find(|(word, _)| text.contains(word));
    found.map(|(_, name)| *name)
}

impl Device {
    /// Reads what a browser says of itself (`User-Agent`, RFC 9110 §10.1.5); anything may be said there.
    #[must_use]
    pub fn read(user_agent: &str) -> Device {
        Device {
            browser: first(&BROWSERS, user_agent),
            system: first(&SYSTEMS, user_agent),
        }
    }

    /// As stored: two names, either of which may be missing.
    #[must_use]
    pub fn stored(self) -> String {
        let (browser, system) = (self.browser, self.system);
        format!(
            "{}/{}",
            browser.unwrap_or_default(),
            system.unwrap_or_default()
        )
    }

    /// Reads what was stored.
    #[must_use]
    pub fn parse(stored: &str) -> Device {
        let known = |list: &[(&str, &'static str)], name: &str| {
            list.iter().map(|(_, known)| *known).find(|k| *k == name)
        };
        let (browser, system) = stored.split_once('/').unwrap_or_default();
        Device {
            browser: known(&BROWSERS, browser),
            system: known(&SYSTEMS, system),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_by_two_words() {
        let read = |text| {
            let device = Device::read(text);
            assert_eq!(Device::parse(&device.stored()), device);
            (
                device.browser.unwrap_or_default(),
                device.system.unwrap_or_default(),
            )
        };
        let phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36";
        assert_eq!(read(phone), ("Chrome", "Android"));
        let apple = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";
        assert_eq!(read(apple), ("Safari", "iPhone"));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0";
        assert_eq!(read(edge), ("Edge", "Windows"));
        let fox = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
        assert_eq!(read(fox), ("Firefox", "Linux"));
        assert_eq!(read("<script>"), ("", ""));
        assert_eq!(
            Device::parse("<b>/Linux"),
            Device {
                browser: None,
                system: Some("Linux")
            }
        );
    }
}
