//! A small file, whole and then wrong in every way: what it becomes, and that a refusal leaves nothing.

use crate::common::{Base, at, on_postgres, on_sqlite, rng, sql};
use crate::{NOW, import};
use civic::process::PhaseKind;
use services::import::{ImportError, pabulib};
use services::{Error, export, tally};

const SMALL: &str = "META
key;value
description;Un petit vote
country;France
unit;Lannevez
instance;2024
num_projects;3
num_votes;4
budget;100.50
vote_type;approval
date_begin;30.03.2024
date_end;31.03.2024
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;category;district
b1;40.0;3;Un banc à l’ombre;Nature;2 - Nord
a2;70;2;Une fontaine;Cadre de vie,Eau;10 - Sud
c3;10;0;;;
VOTES
voter_id;vote;age;sex
w;b1,a2;30;F
x;b1;;
y;b1;41;M
z;a2;;
";

/// Lines and reasons, and an empty database after each.
#[test]
fn wrong_files_leave_nothing_behind() {
    let swap = |from: &str, to: &str| {
        assert_eq!(SMALL.matches(from).count(), 1, "{from}");
        SMALL.replace(from, to).into_bytes()
    };
    let cut = |at: &str| {
        SMALL
            .split_inclusive('\n')
            .take_while(|l| !l.starts_with(at))
            .collect::<String>()
            .into_bytes()
    };
    let mut broken = SMALL.as_bytes().to_vec();
    let e = SMALL.find('’').unwrap();
    broken[e] = 0xff;
    let cases: Vec<(Vec<u8>, usize, &str)> = vec![
        (Vec::new(), 1, "la section META manque"),
        (b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), 1, "UTF-8"),
        (cut("VOTES"), 19, "la section VOTES manque"),
        (cut("z;"), 8, "4 bulletin(s) annoncé(s), 3 trouvé(s)"),
        (cut("c3;"), 18, "la section VOTES manque"),
        (
            swap("num_projects;3", "num_projects;4"),
            7,
            "4 projet(s) annoncé(s), 3 trouvé(s)",
        ),
        (
            swap("b1;40.0;3;", "b1;40.0;2;"),
            17,
            "projet b1 : 2 voix annoncée(s), 3 comptée(s)",
        ),
        (swap("a2;70;2;", "b1;70;2;"), 18, "le projet b1 est répété"),
        (swap("y;b1;41;M", "x;b1;41;M"), 24, "le votant x est répété"),
        (
            swap("x;b1;;", "x;d4;;"),
            23,
            "le bulletin nomme le projet d4, qui n’existe pas",
        ),
        (
            swap("w;b1,a2;30;F", "w;b1,b1;30;F"),
            22,
            "nomme deux fois le projet b1",
        ),
        (
            swap("x;b1;;", "x;;;"),
            23,
            "0 projet(s) dans le bulletin, 1 au moins",
        ),
        (
            swap("w;b1,a2;30;F", "w;b1,a2,c3;30;F"),
            22,
            "3 projet(s) dans le bulletin, 2 au plus",
        ),
        (
            swap("w;b1,a2;30;F", "w;b1,a2;30"),
            22,
            "3 champ(s) au lieu de 4",
        ),
        (
            swap("budget;100.50", "budget;-1"),
            9,
            "le budget n’est pas un montant positif",
        ),
        (
            swap("budget;100.50", "budget;99999999999"),
            9,
            "dix milliards",
        ),
        (
            swap("a2;70;", "a2;0;"),
            18,
            "le coût n’est pas un montant positif",
        ),
        (swap("a2;70;", "a2;10000000001;"), 18, "dix milliards"),
        (
            swap("vote_type;approval", "vote_type;ordinal"),
            10,
            "le type de vote ordinal",
        ),
        (
            swap("31.03.2024", "31.02.2024"),
            12,
            "date_end n’est pas une date jour.mois.année",
        ),
        (
            swap("31.03.2024", "01.03.2024"),
            12,
            "le vote finit avant de commencer",
        ),
        (
            swap("31.03.2024", "31.03.2044"),
            12,
            "le vote n’est pas fini",
        ),
        (
            swap("31.03.2024", "10.03.2026"),
            12,
            "le vote n’est pas fini",
        ),
        (
            swap("30.03.2024", "30.03.1789"),
            11,
            "l’année n’est pas entre 1990 et 2200",
        ),
        (
            swap("Une fontaine", "Une \u{202e}fontaine"),
            18,
            "sens de lecture",
        ),
        (
            swap("Un petit vote", "Un petit\u{200b}vote"),
            3,
            "sens de lecture",
        ),
        (
            swap("max_length;2", "max_length;0"),
            22,
            "2 projet(s) dans le bulletin, 0 au plus",
        ),
        (broken, 17, "UTF-8"),
    ];
    let check = |base: Base| {
        let cases = cases.clone();
        async move {
            for (bytes, expected, why) in cases {
                match import(&base, &bytes).await {
                    Err(ImportError::File { line, reason }) => {
                        assert!(reason.contains(why), "{why}: {reason}");
                        assert_eq!(line, expected, "{why}");
                    }
                    other => panic!("{why}: {other:?}"),
                }
                nothing_is_there(&base).await;
            }
        }
    };
    on_sqlite("wrong", check);
    on_postgres("wrong", check);
}

async fn nothing_is_there(base: &Base) {
    let mut tx = base.db.read().await.unwrap();
    for table in [
        "account",
        "process",
        "phase",
        "category",
        "district",
        "proposal",
        "search_token",
        "voter_roll",
        "ballot",
        "result",
        "audit",
        "job",
    ] {
        let found = tx
            .all(sql(format!("SELECT 1 AS one FROM {table}")), &[])
            .await
            .unwrap();
        assert!(found.is_empty(), "{table}");
    }
}

#[test]
fn what_a_file_becomes() {
    on_sqlite("small", |base: Base| async move {
        let mut seen = Vec::new();
        let mut tx = base.db.write().await.unwrap();
        let mut progress = |done, total| seen.push((done, total));
        let imported = pabulib(
            &mut tx,
            at(NOW),
            &mut rng(83),
            SMALL.as_bytes(),
            &mut progress,
        )
        .await
        .unwrap();
        assert_eq!(seen, [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]);
        assert_eq!(imported.title, "Budget participatif – Lannevez, 2024");
        assert_eq!(imported.slug, "budget-participatif-lannevez-2024");
        // pabutools funds c3, which nobody named, with the money left; our result does not
        assert_eq!(
            imported.winners.greedy_cost,
            ["b1", "c3"].map(str::to_owned).to_vec()
        );
        let process = store::process::by_slug(&mut tx, &imported.slug)
            .await
            .unwrap()
            .unwrap()
            .process;
        let counted = tally::result(&mut tx, &process.id).await.unwrap().unwrap();
        assert_eq!(counted.outcome.winners, [0]);
        // the night of 31 March 2024 summer time began: two days of 47 hours in all
        let vote = process.phase(PhaseKind::Vote).unwrap();
        assert_eq!(vote.closes_at, vote.opens_at.plus_seconds(47 * 3600));
        assert!(
            process.summary.contains("Données pabulib")
                && process.summary.contains("Un petit vote")
        );
        let districts = store::district::of_process(&mut tx, &process.id)
            .await
            .unwrap();
        let names: Vec<&str> = districts.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["2 - Nord", "10 - Sud"]);
        let categories = store::process::categories(&mut tx, &process.id)
            .await
            .unwrap();
        let names: Vec<&str> = categories.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Cadre de vie", "Nature"]);
        let third = store::proposal_list::by_numbers(&mut tx, &process.id, &[3])
            .await
            .unwrap();
        assert_eq!(
            (third[0].title.as_str(), third[0].source_id.as_deref()),
            ("Projet c3", Some("c3"))
        );
        // four voters: their ballots are not given out
        let refused = export::pabulib(&mut tx, at(NOW), &mut rng(84), &imported.slug).await;
        assert!(matches!(refused, Err(Error::NotPublished)));
        // twice: another process
        let again = pabulib(
            &mut tx,
            at(NOW),
            &mut rng(85),
            SMALL.as_bytes(),
            &mut |_, _| {},
        )
        .await
        .unwrap();
        assert_eq!(again.slug, "budget-participatif-lannevez-2024-2");
        assert_eq!(again.winners, imported.winners);
    });
}

#[test]
fn files_of_other_kinds() {
    let points = SMALL
        .replace("vote_type;approval", "vote_type;cumulative\ncurrency;PLN")
        .replace("date_begin;30.03.2024\ndate_end;31.03.2024\n", "")
        .replace("voter_id;vote;age;sex", "voter_id;vote;points;sex")
        .replace("w;b1,a2;30;F", "w;b1,a2;7,3;F")
        .replace("x;b1;;", "x;b1;10;")
        .replace("y;b1;41;M", "y;b1;5;M")
        .replace("z;a2;;", "z;a2;10;");
    let blank = SMALL
        .replace("min_length;1\n", "")
        .replace("x;b1;;", "x;;;")
        .replace("b1;40.0;3", "b1;40.0;2");
    let one = SMALL
        .replace("vote_type;approval", "vote_type;choose-1")
        .replace("w;b1,a2;30;F", "w;b1;30;F")
        .replace("a2;70;2;", "a2;70;1;");
    on_sqlite("kinds", |base: Base| async move {
        for (text, first) in [(points, "b1"), (blank, "a2"), (one, "b1")] {
            let imported = import(&base, text.as_bytes())
                .await
                .unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert_eq!(imported.ballots, 4);
            assert_eq!(imported.winners.greedy_cost[0], first);
            let crlf = text.replace('\n', "\r\n");
            let again = import(&base, format!("\u{feff}{crlf}").as_bytes())
                .await
                .unwrap();
            assert_eq!(again.winners, imported.winners);
        }
        let mut tx = base.db.read().await.unwrap();
        let process = store::process::by_slug(&mut tx, "budget-participatif-lannevez-2024")
            .await
            .unwrap()
            .unwrap()
            .process;
        for words in ["points", "PLN", "toutes les dates"] {
            assert!(process.summary.contains(words), "{}", process.summary);
        }
        // no dates: it ended yesterday
        let vote = process.phase(PhaseKind::Vote).unwrap();
        assert_eq!(vote.closes_at, at("2026-03-10T00:00"));
    });
}
