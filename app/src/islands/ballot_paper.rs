//! The bar under the ballot paper: as boxes are ticked it says how many choices or how much money are used,
//! and when there are too many. One for the whole paper: it listens to the page and reads the boxes that are
//! there. Without it the form works all the same, and the server says the same things.
//!
//! The server writes the bar; sentences and numbers stand in its `data-` attributes and each cost on its box,
//! so that the browser side carries no reader of properties for this one page (7 kB less, measured).
//! Never here: whether a ballot is valid (the server decides), or a box that it ticks or unticks.

use leptos::prelude::*;

/// What the bar says, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    /// With `{n}`, and `{max}` or `{left}`.
    pub state: String,
    /// With `{n}` or `{by}`.
    pub over: String,
    /// How an amount is written: `{}` is the number.
    pub money: String,
    /// What stands between thousands.
    pub thousands: String,
    /// What stands before cents.
    pub point: String,
}

/// What is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// How many boxes.
    pub choices: i64,
    /// Their cost in cents.
    pub cost: i64,
}

impl Sentences {
    fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        out
    }

    fn amount(&self, cents: i64) -> String {
        let mut text = self.number(cents / 100);
        let rest = cents.unsigned_abs() % 100;
        if rest != 0 {
            text.push_str(&self.point);
            text.push(char::from(b'0' + u8::try_from(rest / 10).unwrap_or(0)));
            text.push(char::from(b'0' + u8::try_from(rest % 10).unwrap_or(0)));
        }
        self.money.replace("{}", &text)
    }

    /// What the bar says of a choice, and whether that is too much.
    #[must_use]
    pub fn say(&self, within_budget: bool, most: i64, used: Used) -> (String, bool) {
        let state = self.state.replace("{n}", &self.number(used.choices));
        if within_budget {
            let over = used.cost - most;
            if over > 0 {
                (self.over.replace("{by}", &self.amount(over)), true)
            } else {
                (state.replace("{left}", &self.amount(-over)), false)
            }
        } else {
            let over = used.choices - most;
            if over > 0 {
                (self.over.replace("{n}", &self.number(over)), true)
            } else {
                (state.replace("{max}", &self.number(most)), false)
            }
        }
    }
}

/// Takes over the bar of the page (`[data-ballot]`).
#[island]
pub fn BallotPaper() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    live::start();
}

#[cfg(feature = "hydrate")]
mod live {
    use super::{Sentences, Used};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::Element;

    /// Counts now and each time a box changes.
    pub fn start() {
        let Some(bar) = find("[data-ballot]") else {
            return;
        };
        let text = |name: &str| bar.get_attribute(name).unwrap_or_default();
        let sentences = Sentences {
            state: text("data-state"),
            over: text("data-over"),
            money: text("data-money"),
            thousands: text("data-thousands"),
            point: text("data-point"),
        };
        let within_budget = text("data-ballot") == "budget";
        let most = text("data-most").parse().unwrap_or(0);
        let look = move || {
            let used = look();
            let (said, over) = sentences.say(within_budget, most, used);
            show(
                most,
                if within_budget {
                    used.cost
                } else {
                    used.choices
                },
                &said,
                over,
            );
        };
        look();
        // listens for as long as the page lives
        let _ = window_event_listener_untyped("change", move |_| look());
    }

    fn find(selector: &str) -> Option<Element> {
        document().query_selector(selector).ok().flatten()
    }

    fn look() -> Used {
        let mut used = Used {
            choices: 0,
            cost: 0,
        };
        let Ok(boxes) = document().query_selector_all("input[name=choix]:checked") else {
            return used;
        };
        for i in 0..boxes.length() {
            used.choices += 1;
            let ticked = boxes
                .item(i)
                .and_then(|node| node.dyn_into::<Element>().ok());
            let cost = ticked.and_then(|ticked| ticked.get_attribute("data-cost"));
            used.cost += cost.and_then(|cost| cost.parse().ok()).unwrap_or(0);
        }
        used
    }

    fn show(most: i64, used: i64, said: &str, over: bool) {
        if let Some(text) = find("[data-ballot] .ballot-bar__text") {
            // only a change is announced
            if text.text_content().as_deref() != Some(said) {
                text.set_text_content(Some(said));
            }
            let class = if over {
                "ballot-bar__text field__error"
            } else {
                "ballot-bar__text"
            };
            let _ = text.set_attribute("class", class);
        }
        if let Some(meter) = find("[data-ballot] meter") {
            let _ = meter.set_attribute("value", &used.to_string());
            // full at the most; over it, "high" just below turns it red
            let high = if over { most - 1 } else { most };
            let _ = meter.set_attribute("high", &high.to_string());
            let _ = meter.remove_attribute("hidden");
        }
        if let Some(button) = find("[data-ballot] button") {
            let _ = if over {
                button.set_attribute("disabled", "")
            } else {
                button.remove_attribute("disabled")
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french() -> Sentences {
        Sentences {
            state: "{n} sur {max} · {left}".to_owned(),
            over: "{n}{by} de trop".to_owned(),
            money: "{} €".to_owned(),
            thousands: " ".to_owned(),
            point: ",".to_owned(),
        }
    }

    #[test]
    fn says_what_is_used_and_what_is_too_much() {
        let of = |choices, cost| Used { choices, cost };
        let s = french();
        assert_eq!(
            s.say(false, 3, of(3, 9)),
            ("3 sur 3 · {left}".to_owned(), false)
        );
        assert_eq!(
            s.say(false, 3, of(5, 9)),
            ("2{by} de trop".to_owned(), true)
        );
        let budget = 12_000_000;
        assert_eq!(
            s.say(true, budget, of(1, 8_000_050)).0,
            "1 sur {max} · 39 999,50 €"
        );
        assert_eq!(
            s.say(true, budget, of(2, budget)),
            ("2 sur {max} · 0 €".to_owned(), false)
        );
        assert_eq!(
            s.say(true, budget, of(2, budget + 5)),
            ("{n}0,05 € de trop".to_owned(), true)
        );
    }
}
