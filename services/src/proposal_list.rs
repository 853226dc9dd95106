//! The list of proposals: search, category, district, state, order, pages. At most five statements
//! whatever the length.

use crate::Result;
use civic::draw::Permutation;
use civic::id::{CategoryId, DistrictId};
use civic::permission::Actor;
use civic::proposal::State;
use civic::search;
use store::Tx;
use store::process::Listed;
use store::proposal::Proposal;
use store::proposal_list::{Filter, Order};

/// Proposals on one page.
pub const PAGE: usize = 20;
/// Counting stops here: beyond, a list says "more than".
pub const COUNTED: i64 = 1000;

/// The orders offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first (by relevance while searching).
    #[default]
    Newest,
    /// Most supported first.
    Supported,
    /// Another order for each visitor, from the seed in the address.
    Random,
}

impl Sort {
    /// As in the address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Newest => "recentes",
            Sort::Supported => "soutiens",
            Sort::Random => "hasard",
        }
    }
}

/// What an address asks.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words searched.
    pub search: String,
    /// Category id, or empty.
    pub category: String,
    /// District id, or empty.
    pub district: String,
    /// State, or empty.
    pub state: String,
    /// Order.
    pub sort: Sort,
    /// Seed of the random order.
    pub seed: u64,
    /// Where the page begins, as given by [`Page::next`].
    pub after: String,
}

/// One page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The process.
    pub listed: Listed,
    /// Its categories.
    pub categories: Vec<(CategoryId, String)>,
    /// The commune's districts.
    pub districts: Vec<(DistrictId, String)>,
    /// The proposals of this page.
    pub proposals: Vec<Proposal>,
    /// How many there are in all, counted up to [`COUNTED`].
    pub total: i64,
    /// `after` of the next page, if there is one.
    pub next: Option<String>,
}

fn pair(text: &str) -> Option<(i64, i64)> {
    let (a, b) = text.split_once('-')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

/// A page of the list of a process. Unknown filters find nothing; an unreadable `after` is the first page.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Fields`] (field `state`).
pub async fn page(tx: &mut Tx, actor: &Actor, slug: &str, query: &Query) -> Result<Page> {
    let listed = crate::process::visible(tx, actor, slug).await?;
    let state = crate::proposal::state_filter(&query.state)?;
    let process = listed.process.id.clone();
    let categories = store::process::categories(tx, &process).await?;
    let districts = store::district::of_process(tx, &process).await?;
    let tokens = search::query(&query.search);
    let optional = |s: &str| {
        if s.is_empty() {
            None
        } else {
            Some(s.to_owned())
        }
    };
    let (category, district) = (optional(&query.category), optional(&query.district));
    let plain = tokens.is_empty() && category.is_none() && district.is_none() && state.is_none();
    // a search of nothing but small words, or of punctuation, looks for nothing that is there
    let hopeless = tokens.is_empty() && !query.search.trim().is_empty();
    let mut page = Page {
        listed,
        categories,
        districts,
        proposals: Vec::new(),
        total: 0,
        next: None,
    };
    if hopeless {
        return Ok(page);
    }
    let order = match query.sort {
        Sort::Supported => Order::Supported {
            after: pair(&query.after),
        },
        // a place in the visitor's own order says nothing of numbers
        Sort::Random => Order::Newest { after: None },
        _ if !tokens.is_empty() => Order::Relevance {
            after: pair(&query.after),
        },
        _ => Order::Newest {
            after: query.after.parse().ok(),
        },
    };
    let tokens = store::search::rarest_first(tx, &process, tokens).await?;
    let mut filter = Filter {
        process: &process,
        tokens: &tokens,
        category: category.as_deref(),
        district: district.as_deref(),
        state,
        order,
        limit: i64::try_from(PAGE).unwrap_or(20) + 1,
    };
    page.total = if plain {
        page.listed.proposals
    } else {
        // one more, so that exactly that many is not "more than"
        store::proposal_list::count(tx, &filter, COUNTED + 1).await?
    };
    if query.sort == Sort::Random {
        random(tx, &mut page, &mut filter, query, plain).await?;
        return Ok(page);
    }
    let mut found = store::proposal_list::page(tx, &filter).await?;
    if found.len() > PAGE {
        found.truncate(PAGE);
        page.next = found.last().map(|f| match order {
            Order::Supported { .. } => format!("{}-{}", f.proposal.supports, f.proposal.number),
            Order::Relevance { .. } => format!("{}-{}", f.score, f.proposal.number),
            Order::Newest { .. } => f.proposal.number.to_string(),
        });
    }
    page.proposals = found.into_iter().map(|f| f.proposal).collect();
    Ok(page)
}

/// The visitor's own order. Without filters, places of a permutation of all numbers; with filters,
/// what they let through (up to [`COUNTED`]) in the order of the same permutation.
async fn random(
    tx: &mut Tx,
    page: &mut Page,
    filter: &mut Filter<'_>,
    query: &Query,
    plain: bool,
) -> Result<()> {
    let start: u64 = query.after.parse().unwrap_or(0);
    if plain {
        let last = u64::try_from(store::proposal_list::last_number(tx, filter.process).await?)
            .unwrap_or(0);
        let permutation = Permutation::new(last.max(1), query.seed);
        let end = start.saturating_add(PAGE as u64).min(last);
        let numbers: Vec<i64> = (start..end)
            .map(|i| i64::try_from(permutation.at(i)).unwrap_or(0) + 1)
            .collect();
        page.proposals = store::proposal_list::by_numbers(tx, filter.process, &numbers).await?;
        page.proposals
            .sort_by_key(|p| numbers.iter().position(|n| *n == p.number));
        page.next = (end < last).then(|| end.to_string());
        return Ok(());
    }
    filter.limit = COUNTED;
    let mut all: Vec<Proposal> = store::proposal_list::page(tx, filter)
        .await?
        .into_iter()
        .map(|f| f.proposal)
        .collect();
    all.sort_by_key(|p| {
        civic::draw::mix(u64::try_from(p.number).unwrap_or(0) ^ query.seed.rotate_left(17))
    });
    let start = usize::try_from(start).unwrap_or(usize::MAX).min(all.len());
    let end = start.saturating_add(PAGE).min(all.len());
    page.next = (end < all.len()).then(|| end.to_string());
    page.proposals = all.drain(start..end).collect();
    Ok(())
}

/// The states that a list's filter offers.
#[must_use]
pub fn states() -> [State; 5] {
    [
        State::Submitted,
        State::Admitted,
        State::Refused,
        State::Selected,
        State::NotSelected,
    ]
}
