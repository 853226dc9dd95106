//! The assessment of every kind of site, in every language.

use super::*;
use crate::shell::render_piece;
use crate::texts::reading::impact::{measures as m, risks as k};
use civic::identity::Way;
use services::legal::Legal;

fn html(lang: Lang, site: &Site) -> String {
    render_piece(|| page(lang, site))
}

fn site() -> Site {
    Site {
        commune: "Lannevez".to_owned(),
        https: true,
        ..Site::default()
    }
}

#[test]
fn nothing_is_left_open_whatever_the_site_is_like() {
    let both = [false, true];
    for lang in Lang::ALL {
        for (ordinary, sealed) in both.into_iter().flat_map(|o| both.map(|s| (o, s))) {
            for more in both {
                let site = Site {
                    ways: if more { Way::ALL.to_vec() } else { Vec::new() },
                    roll: more.then(|| "12 mars 2027".to_owned()),
                    passkeys: more,
                    https: !more,
                    invented: more,
                    ordinary,
                    sealed,
                    ..site()
                };
                let html = html(lang, &site);
                assert!(!html.contains(['{', '}']), "{html}");
                assert!(html.contains("Lannevez"));
                assert_eq!(html.contains("12 mars 2027"), more);
                assert_eq!(html.contains("FranceConnect · ProConnect"), more);
            }
        }
    }
}

#[test]
fn only_the_ballot_boxes_in_use_are_assessed() {
    let lang = Lang::Fr;
    for (ordinary, sealed, said) in [
        (true, false, [true, false]),
        (false, true, [false, true]),
        (true, true, [true, true]),
        // before the first vote nobody knows which it will be
        (false, false, [true, true]),
    ] {
        let site = Site {
            ordinary,
            sealed,
            ..site()
        };
        let html = html(lang, &site);
        let ordinary = [
            m::vote_ordinary(lang),
            m::limits_ordinary(lang),
            k::access_ordinary(lang),
            t::do_ordinary(lang),
        ];
        let sealed = [
            m::vote_sealed(lang),
            m::limits_sealed(lang),
            k::loss_sealed(lang),
            t::do_sealed(lang),
        ];
        assert_eq!(ordinary.map(|text| html.contains(text)), [said[0]; 4]);
        assert_eq!(sealed.map(|text| html.contains(text)), [said[1]; 4]);
    }
}

#[test]
fn what_the_commune_has_said_is_not_asked_again() {
    let lang = Lang::Fr;
    let open = |site: &Site| html(lang, site).matches(t::to_fill(lang)).count();
    let silent = site();
    let mut spoken = site();
    spoken.said.officer = "Anne Le Goff".to_owned();
    spoken.said.host = "Nuage d’Armor".to_owned();
    assert_eq!(open(&silent) - open(&spoken), 2);
    assert!(html(lang, &spoken).contains("Anne Le Goff"));
    assert!(html(lang, &silent).contains(t::do_legal(lang)));

    let lines = ["a", "b", "c", "d", "e"].map(str::to_owned);
    spoken.said = Legal::of(lines);
    assert!(!html(lang, &spoken).contains(t::do_legal(lang)));
}
