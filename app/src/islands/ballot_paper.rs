//! The bar under the ballot paper: as boxes are ticked it says how many choices or how much money are used,
//! and when there are too many. One for the whole paper: it listens to the page and reads the boxes that are
//! there. Without it the form works all the same, and the server says the same things.
//! Never here: whether a ballot is valid (the server decides), or a box that it ticks or unticks.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name of the boxes.
#[cfg(feature = "hydrate")]
const BOXES: &str = "input[name=choix]:checked";

/// What the bar says, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences {
    /// Before anything is counted: "Jusqu’à 3 projets".
    pub asked: String,
    /// With `{n}`, and `{max}` or `{left}`.
    pub state: String,
    /// With `{n}` or `{by}`.
    pub over: String,
    /// What the meter measures.
    pub meter: String,
    /// The button.
    pub submit: String,
    /// How an amount is written: `{}` is the number.
    pub money: String,
    /// What stands between thousands.
    pub thousands: String,
    /// What stands before cents.
    pub point: String,
}

/// What is used, and how much there is: choices or cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Boxes ticked.
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

/// The bar: state, meter and button. `most` is a number of choices, or cents when `within_budget`.
#[island]
pub fn BallotPaper(
    within_budget: bool,
    most: i64,
    costs: Vec<(String, i64)>,
    sentences: Sentences,
) -> impl IntoView {
    let used = RwSignal::new(None::<Used>);
    #[cfg(feature = "hydrate")]
    {
        let look = move || used.set(Some(look(&costs)));
        // after the first rendering, so that the page is first what the server wrote
        let first = look.clone();
        Effect::new(move |_| first());
        let _ = window_event_listener(leptos::ev::change, move |_| look());
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = costs;
    let sentences = StoredValue::new(sentences);
    let say = Memo::new(move |_| {
        used.get()
            .map(|used| sentences.with_value(|s| s.say(within_budget, most, used)))
    });
    let over = move || say.get().is_some_and(|(_, over)| over);
    let text = move || {
        say.get().map_or_else(
            || sentences.with_value(|s| s.asked.clone()),
            |(text, _)| text,
        )
    };
    let value = move || {
        used.get()
            .map_or(0, |u| if within_budget { u.cost } else { u.choices })
    };
    let class = move || {
        if over() {
            "ballot-bar__text field__error"
        } else {
            "ballot-bar__text"
        }
    };
    let (label, submit) = sentences.with_value(|s| (s.meter.clone(), s.submit.clone()));
    view! {
        <div class="ballot-bar">
            <div class="ballot-bar__state" id="etat-bulletin" role="status">
                <span class=class>{text}</span>
                // full at the most; over it, "high" just below turns it red
                <meter class="meter" min="0" max=most.to_string() optimum="0" high=move || (most - i64::from(over())).to_string()
                    value=move || value().to_string() aria-label=label hidden=move || used.get().is_none()></meter>
            </div>
            <button class="button" r#type="submit" disabled=over aria-describedby="etat-bulletin">{submit}</button>
        </div>
    }
}

/// Reads the boxes.
#[cfg(feature = "hydrate")]
fn look(costs: &[(String, i64)]) -> Used {
    use wasm_bindgen::JsCast as _;
    let mut used = Used {
        choices: 0,
        cost: 0,
    };
    let Ok(boxes) = document().query_selector_all(BOXES) else {
        return used;
    };
    for i in 0..boxes.length() {
        let Some(element) = boxes.item(i) else {
            continue;
        };
        used.choices += 1;
        if let Ok(input) = element.dyn_into::<web_sys::HtmlInputElement>() {
            let id = input.value();
            used.cost += costs
                .iter()
                .find(|(c, _)| *c == id)
                .map_or(0, |(_, cost)| *cost);
        }
    }
    used
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
            ..Sentences::default()
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
