//! What to tell a person when something is refused: one sentence per reason, never the reason's own name.

use super::{Lang, fill};
use crate::fmt;
use civic::ballot::BallotError;
use civic::field::FieldError;
use civic::process::Act;

texts! {
    not_found_title: "Cette page n’existe pas", "N'eus ket eus ar bajenn-mañ", "This page does not exist";
    not_found: "L’adresse est peut-être incomplète, ou la page a été retirée.", "Marteze eo diglok ar chomlec'h, pe eo bet tennet ar bajenn.", "The address may be incomplete, or the page was removed.";
    stale_title: "Reconnectez-vous d’abord", "Kevreit en-dro da gentañ", "Sign in again first";
    stale: "Pour protéger votre compte, ceci demande une connexion de moins de quinze minutes. Reconnectez-vous, puis recommencez.", "Evit gwareziñ ho kont ez eus ezhomm amañ eus ur gevreadenn eus nebeutoc'h eget pemzek munutenn. Kevreit en-dro, hag adkrogit.", "To protect your account, this needs a sign-in of the last fifteen minutes. Sign in again, then start over.";
    go_home: "Retour à l’accueil", "Distreiñ d'an degemer", "Back to the home page";
    refused_title: "Vous n’avez pas accès à cette page", "N'hoc'h eus ket aotre da welet ar bajenn-mañ", "You do not have access to this page";
    refused_role: "Elle est réservée aux personnes que la mairie a désignées. Si vous en faites partie, demandez à une administratrice ou un administrateur de vous ajouter.", "Miret eo d'an dud bet anvet gant an ti-kêr. Ma'z oc'h unan anezho, goulennit digant ur merour bezañ ouzhpennet.", "It is reserved for people the town hall has named. If you are one of them, ask an administrator to add you.";
    refused_level: "La mairie doit d’abord vérifier que vous habitez la commune. Passez à l’accueil de la mairie avec une pièce d’identité.", "Ret eo d'an ti-kêr gwiriañ da gentañ hoc'h eus ur chomlec'h er gumun. Deuit d'an ti-kêr gant ur paper-identelezh.", "The town hall must first check that you live in the commune. Come to the town hall with an identity document.";
    not_yours: "Seule la personne qui l’a écrite peut le faire.", "N'eus nemet an hini he deus skrivet a c'hell ober kement-se.", "Only the person who wrote it can do this.";
    closed_title: "Ce n’est pas ouvert en ce moment", "N'eo ket digor evit poent", "This is not open right now";
    closed_propose: "Le dépôt et la modification des propositions ne sont pas ouverts en ce moment.", "N'haller ket lakaat pe kemmañ kinnigoù evit poent.", "Proposals cannot be made or changed right now.";
    closed_comment: "Les commentaires ne sont pas ouverts en ce moment.", "N'eo ket digor an evezhiadennoù evit poent.", "Comments are not open right now.";
    closed_support: "Les soutiens ne sont pas ouverts en ce moment.", "N'eo ket digor an harpoù evit poent.", "Supports are not open right now.";
    closed_vote: "Le vote n’est pas ouvert en ce moment.", "N'eo ket digor ar mouezhiañ evit poent.", "The vote is not open right now.";
    no_right_title: "Il n’y a plus de code de vote pour vous ici", "N'eus kod mouezhiañ ebet ken evidoc'h amañ", "There is no voting code left for you here";
    no_right: "Plusieurs vous ont déjà été remis, ou tous l’ont été. Retrouvez l’appareil qui en garde un ou sa copie, ou votez sur papier à l’accueil de la mairie.", "Meur a hini a zo bet roet deoc'h dija, pe an holl a zo bet roet. Adkavit an ardivink a zalc'h unan pe e eilad, pe mouezhit war baper e degemer an ti-kêr.", "Several were handed to you already, or all were. Find the device that keeps one or its copy, or vote on paper at the front desk of the town hall.";
    many_ballots: "Ce code de vote a déjà déposé {n} bulletins\u{a0}: c’est le plus qu’on puisse. Le dernier compte\u{a0}; celui-ci n’est pas compté.", "{n} bilhed a zo bet lakaet dija gant ar c'hod mouezhiañ-se: n'haller ket ober muioc'h. An hini diwezhañ a gont; hemañ n'eo ket kontet.", "This voting code has cast {n} ballots already, which is the most. The last one counts; this one is not counted.";
    crowded: "Beaucoup de bulletins arrivent en ce moment. Le vôtre est gardé sur cet appareil\u{a0}: envoyez-le encore dans quelques secondes.", "Kalz a vilhedoù a erru bremañ. Dalc'het eo hoc'h hini war an ardivink-mañ: kasit anezhañ adarre a-benn un nebeud eilennoù.", "Many ballots arrive right now. Yours is kept on this device: send it again in a few seconds.";
    other_right: "Votre voix est déjà dans l’urne avec un autre code de vote, ou vous avez voté sur papier\u{a0}; ou ce code est celui de quelqu’un d’autre. Ce bulletin n’est pas compté.", "Emañ ho mouezh er voest-vouezhiañ dija gant ur c'hod all, pe mouezhiet hoc'h eus war baper; pe implijet eo bet ar c'hod-se gant unan all. N'eo ket kontet ar bilhed-mañ.", "Your vote is in the ballot box already with another voting code, or you voted on paper; or this code was used by somebody else. This ballot is not counted.";
    sealed_title: "Ce bulletin scellé n’est pas accepté", "N'eo ket degemeret ar bilhed siellet-mañ", "This sealed ballot is not accepted";
    already_voted_title: "Vous avez déjà voté", "Votet hoc'h eus dija", "You have already voted";
    already_voted: "Votre bulletin est dans l’urne. Pour le remplacer, il faut le code de votre reçu.", "Emañ ho paper en urn. Evit cheñch anezhañ eo ret kaout kod ho pomm-degemer.", "Your ballot is in the ballot box. To replace it, you need the code of your receipt.";
    conflict_title: "La situation a changé entre-temps", "Cheñchet eo an traoù e-keit-se", "Things have changed meanwhile";
    conflict: "Cette page a été modifiée ailleurs, ou son état ne permet plus cette action. Rien n’a été perdu : revenez à la page et vérifiez.", "Kemmet eo bet ar bajenn-mañ en ul lec'h all, pe ne c'haller mui ober an dra-se. N'eus bet kollet netra: distroit d'ar bajenn ha gwiriit.", "This page was changed elsewhere, or its state no longer allows this. Nothing was lost: go back to the page and check.";
    too_many_title: "Trop d’essais", "Re a daolioù-esae", "Too many attempts";
    too_many: "Pour votre sécurité, attendez {minutes} minutes avant de recommencer.", "Evit ho surentez, gortozit {minutes} munutenn a-raok klask en-dro.", "For your safety, wait {minutes} minutes before trying again.";
    failed_title: "Un problème de notre côté", "Ur gudenn eus hon tu", "A problem on our side";
    failed: "Ce que vous avez fait n’a pas été enregistré. Réessayez dans un instant.", "N'eo ket bet enrollet ar pezh hoc'h eus graet. Klaskit en-dro a-benn ur pennadig.", "What you did was not saved. Try again in a moment.";
    not_published: "Ces bulletins ne sont pas publiés : il fallait l’annoncer avant le vote, que le vote soit clos et qu’il y ait au moins 50 votants.", "N'eo ket embannet ar bapier-mouezhiañ-se: ret e oa kemenn an dra-se a-raok ar vot, bezañ ma oa serret ar vot ha bezañ ma oa da vihanañ 50 voter.", "These ballots are not published: it had to be announced before the vote, the vote must be closed and there must be at least 50 voters.";
    wrong_method: "Cette adresse ne se consulte pas ainsi.", "N'haller ket mont d'ar chomlec'h-se er mod-se.", "This address cannot be used this way.";
    too_large_title: "C’est trop long", "Re hir eo", "This is too long";
    too_large: "Ce que vous avez envoyé dépasse la taille permise.", "Brasoc'h eo ar pezh hoc'h eus kaset eget ar pezh a zo aotreet.", "What you sent is larger than allowed.";
    too_slow_title: "L’envoi n’est pas arrivé entier", "N'eo ket degouezhet ar c'has en e bezh", "What you sent did not arrive whole";
    too_slow: "La connexion était trop lente ou a été coupée. Revenez à la page précédente\u{a0}: ce que vous avez saisi y est encore. Puis envoyez-le de nouveau.", "Re c'horrek e oa ar c'hevreadenn pe troc'het eo bet. Distroit d'ar bajenn a-raok: emañ c'hoazh eno ar pezh hoc'h eus skrivet. Kasit anezhañ en-dro goude-se.", "The connection was too slow or was cut. Go back to the previous page: what you typed is still there. Then send it again.";
    cross_site: "Cet envoi vient d’un autre site, ou d’une page ouverte il y a longtemps. Rien n’a été enregistré\u{a0}: revenez à la page, rechargez-la et recommencez.", "Eus ul lec'hienn all, pe eus ur bajenn digoret pell zo, e teu ar c'has-mañ. N'eus bet enrollet netra: distroit d'ar bajenn, adkargit anezhi hag adkrogit.", "This was sent from another site, or from a page opened long ago. Nothing was saved: go back to the page, reload it and try again.";
    busy_title: "Beaucoup de monde en ce moment", "Kalz a dud evit poent", "Very busy just now";
    busy: "Ce que vous avez fait n’a pas encore pu être enregistré. Revenez à la page précédente\u{a0}: rien n’y est perdu. Puis réessayez dans quelques secondes.", "N'haller ket enrollañ c'hoazh ar pezh hoc'h eus graet. Distroit d'ar bajenn a-raok: n'eus kollet netra eno. Klaskit en-dro a-benn un nebeud eilennoù.", "What you did could not be saved yet. Go back to the previous page: nothing is lost there. Then try again in a few seconds.";
    field_missing: "À remplir.", "Da leuniañ.", "Please fill this in.";
    field_too_short: "Au moins {min} caractères.", "Da nebeutañ {min} arouezenn.", "At least {min} characters.";
    field_too_long: "Au plus {max} caractères.", "D'ar muiañ {max} arouezenn.", "At most {max} characters.";
    field_malformed: "Ce n’est pas sous la forme attendue.", "N'eo ket er stumm gortozet.", "This is not in the expected form.";
    field_too_large: "C’est trop grand.", "Re vras eo.", "This is too large.";
    field_too_small: "C’est trop petit.", "Re vihan eo.", "This is too small.";
    field_unknown: "Ce choix n’existe pas.", "N'eus ket eus an dibab-se.", "There is no such choice.";
    field_out_of_order: "Cette date doit venir après la précédente.", "Ret eo d'an deiziad-mañ dont war-lerc'h an hini a-raok.", "This date must come after the one before.";
    field_unfit: "Ce choix ne va pas avec un autre de ce formulaire.", "Ne glot ket an dibab-se gant unan all er furmskrid-mañ.", "This choice does not go with another one of this form.";
    field_taken: "C’est déjà utilisé.", "Implijet eo dija.", "This is already used.";
    field_forbidden: "Ce texte contient des caractères invisibles ou interdits. Écrivez-le à la main plutôt que de le coller.", "En testenn ez eus arouezennoù diwelus pe difennet. Skrivit anezhi gant an dorn kentoc'h eget pegañ.", "This text holds invisible or forbidden characters. Type it rather than pasting it.";
    ballot_few: "Choisissez au moins {min} projet.", "Dibabit da vihanañ {min} raktres.", "Choose at least {min} project.";
    ballot_many: "Choisissez au plus {max} projets.", "Dibabit d'ar muiañ {max} raktres.", "Choose at most {max} projects.";
    ballot_over: "Vos choix dépassent le budget de {by}.", "Ho tibaboù a ya en tu all d'ar budjed a {by}.", "Your choices are over the budget by {by}.";
    ballot_twice: "Un projet est choisi deux fois.", "Dibabet eo ur raktres div wech.", "A project is chosen twice.";
    ballot_not_offered: "Un de ces projets n’est pas sur le bulletin.", "Unan eus ar raktresoù-se n'emañ ket war ar paper-mouezhiañ.", "One of these projects is not on the ballot.";
}

/// The sentence for a refused field.
#[must_use]
pub fn field(lang: Lang, error: &FieldError) -> String {
    match error {
        FieldError::Missing => field_missing(lang).to_owned(),
        FieldError::TooShort { min } => fill(field_too_short(lang), &[("min", &min.to_string())]),
        FieldError::TooLong { max } => fill(
            field_too_long(lang),
            &[("max", &fmt::number(lang, i64::from(*max)))],
        ),
        FieldError::Malformed => field_malformed(lang).to_owned(),
        FieldError::TooLarge => field_too_large(lang).to_owned(),
        FieldError::TooSmall => field_too_small(lang).to_owned(),
        FieldError::Unknown => field_unknown(lang).to_owned(),
        FieldError::OutOfOrder => field_out_of_order(lang).to_owned(),
        FieldError::Taken => field_taken(lang).to_owned(),
        FieldError::Unfit => field_unfit(lang).to_owned(),
        FieldError::Forbidden => field_forbidden(lang).to_owned(),
    }
}

/// The sentence for a refused ballot.
#[must_use]
pub fn ballot(lang: Lang, error: &BallotError) -> String {
    match error {
        BallotError::TooFew { min } => fill(ballot_few(lang), &[("min", &min.to_string())]),
        BallotError::TooMany { max } => fill(ballot_many(lang), &[("max", &max.to_string())]),
        BallotError::OverBudget { by } => {
            fill(ballot_over(lang), &[("by", &fmt::money(lang, *by))])
        }
        BallotError::Twice => ballot_twice(lang).to_owned(),
        BallotError::NotOffered => ballot_not_offered(lang).to_owned(),
    }
}

/// The sentence for an act that no phase opens now.
#[must_use]
pub fn closed(lang: Lang, act: Act) -> &'static str {
    match act {
        Act::Propose => closed_propose(lang),
        Act::Comment => closed_comment(lang),
        Act::Support => closed_support(lang),
        Act::Vote => closed_vote(lang),
    }
}
