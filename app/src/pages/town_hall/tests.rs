//! The form of a process, rendered and read back, without a server.

use super::form::{self, Shown};
use super::parts::saying;
use crate::shell::render_piece;
use crate::texts::Lang;
use crate::texts::town_hall::form as t;
use crate::web::Fields;
use civic::field::{FieldError, FieldErrors};
use civic::process::Template;
use civic::time::Time;
use services::process::{CLOSES, Form, OPENS};

const START: Time = Time(1_790_000_000_000_000);

fn html(lang: Lang, template: Template, form: &Form, errors: &FieldErrors) -> String {
    let shown = Shown {
        template,
        form,
        errors,
    };
    render_piece(|| form::fields(lang, &shown))
}

/// What a browser would send of a page: names, and the values of the fields that hold some.
fn sent(form: &Form) -> Fields {
    let mut pairs: Vec<(&str, &str)> = vec![
        ("title", &form.title),
        ("summary", &form.summary),
        ("promise", &form.promise),
        ("categories", &form.categories),
        ("budget", &form.budget),
        ("ballot", &form.ballot),
        ("max_choices", &form.max_choices),
        ("rule", &form.rule),
        ("level_to_vote", &form.level_to_vote),
        ("support_goal", &form.support_goal),
    ];
    if form.ballots_published {
        pairs.push(("ballots_published", "oui"));
    }
    pairs.extend(
        OPENS
            .iter()
            .zip(&form.opens_at)
            .map(|(n, v)| (*n, v.as_str())),
    );
    pairs.extend(
        CLOSES
            .iter()
            .zip(&form.closes_at)
            .map(|(n, v)| (*n, v.as_str())),
    );
    Fields::of(&pairs)
}

#[test]
fn what_is_typed_comes_back_whatever_it_is() {
    for template in Template::ALL {
        let typed = Form {
            title: "<b>\"'&".to_owned(),
            budget: "douze".to_owned(),
            rule: "greedy_votes".to_owned(),
            ballot: "within_budget".to_owned(),
            ballots_published: true,
            ..Form::of_template(template, START)
        };
        let read = form::read(&sent(&typed), Form::of_template(template, START));
        assert_eq!(read.title, typed.title);
        assert_eq!(read.opens_at, typed.opens_at);
        assert_eq!(read.closes_at, typed.closes_at);
        let html = html(Lang::Fr, template, &read, &FieldErrors::default());
        assert!(!html.contains("<b>"), "escaped");
        let money = template == Template::ParticipatoryBudget;
        assert_eq!(html.contains("douze"), money, "shown where it is used");
        assert_eq!(read.ballots_published, money);
        assert_eq!(
            html.contains("name=\"support_goal\""),
            template == Template::Petition
        );
        for name in OPENS.iter().chain(&CLOSES).take(template.phases().len()) {
            assert!(html.contains(&format!("id=\"{name}\"")), "{name}");
        }
    }
}

#[test]
fn a_group_without_an_answer_is_not_answered_for_her() {
    let template = Template::ParticipatoryBudget;
    let read = form::read(&Fields::default(), Form::of_template(template, START));
    for chosen in [&read.rule, &read.ballot, &read.level_to_vote] {
        assert_eq!(chosen, "-");
    }
    assert_eq!(read.opens_at, vec![String::new(); 4]);
}

#[test]
fn each_error_has_a_field_a_label_and_a_sentence_in_each_language() {
    let errors = |name| FieldErrors(vec![(name, FieldError::OutOfOrder)]);
    for template in Template::ALL {
        let form = Form::of_template(template, START);
        let mut names = vec!["title", "summary", "promise", "categories"];
        names.extend(&OPENS[..template.phases().len()]);
        names.extend(&CLOSES[..template.phases().len()]);
        match template {
            Template::ParticipatoryBudget => {
                names.extend(["budget", "ballot", "max_choices", "rule", "level_to_vote"]);
            }
            Template::Petition => names.push("support_goal"),
            Template::Concertation => {}
        }
        for lang in Lang::ALL {
            for name in &names {
                let html = html(lang, template, &form, &errors(name));
                assert_eq!(
                    html.matches(&format!(" id=\"{name}\"")).count(),
                    1,
                    "{name}"
                );
                assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1, "{name}");
                assert!(html.contains(&format!("id=\"{name}-erreur\"")), "{name}");
                assert!(!form::label(lang, template, name).is_empty(), "{name}");
                assert!(!html.contains('{'), "{name}: a placeholder is left");
            }
        }
    }
}

#[test]
fn a_date_says_what_is_wrong_with_it() {
    let said = |name, error| t::mend(Lang::Fr, name, &error);
    assert_eq!(
        said("opens_1", FieldError::OutOfOrder),
        t::bad_order_opens(Lang::Fr)
    );
    assert_eq!(
        said("closes_1", FieldError::OutOfOrder),
        t::bad_order_closes(Lang::Fr)
    );
    assert_eq!(
        said("closes_2", FieldError::TooSmall),
        t::bad_past(Lang::Fr)
    );
    assert_eq!(said("closes_2", FieldError::Missing), t::bad_date(Lang::Fr));
}

#[test]
fn what_was_done_is_said_in_the_address() {
    assert_eq!(saying("/mairie", "clos"), "/mairie?dit=clos");
    assert_eq!(
        saying("/mairie?compte=1", "donne"),
        "/mairie?compte=1&dit=donne"
    );
}
