//! Mails that tell an account's owner what happened to it.

use crate::texts::Lang;
use services::notice::What;

texts! {
    address_subject: "Votre compte a une autre adresse", "Ur chomlec'h all en deus ho kont", "Your account has another address";
    address_body: "Bonjour,\n\nVotre compte de {commune} a maintenant une autre adresse e-mail\u{a0}: celle-ci n’y donne plus accès.\n\nSi ce n’est pas vous, prévenez la mairie sans attendre.", "Demat,\n\nUr chomlec'h postel all en deus bremañ ho kont e {commune}: ne ro ket hemañ tu da vont e-barzh ken.\n\nMa n'eo ket c'hwi, kelaouit an ti-kêr hep gortoz.", "Hello,\n\nYour account at {commune} has another e-mail address now: this one no longer opens it.\n\nIf this was not you, tell the town hall at once.";
    provider_subject: "FranceConnect ouvre votre compte", "FranceConnect a zigor ho kont", "FranceConnect opens your account";
    provider_body: "Bonjour,\n\nFranceConnect ouvre maintenant votre compte de {commune}.\n\nSi ce n’est pas vous, prévenez la mairie, et retirez FranceConnect de votre compte\u{a0}: {link}", "Demat,\n\nFranceConnect a zigor bremañ ho kont e {commune}.\n\nMa n'eo ket c'hwi, kelaouit an ti-kêr, ha tennit FranceConnect eus ho kont: {link}", "Hello,\n\nFranceConnect opens your account at {commune} from now on.\n\nIf this was not you, tell the town hall, and take FranceConnect off your account: {link}";
    merged_subject: "Vos deux comptes n’en font plus qu’un", "Ur gont hepken eo ho tiv gont", "Your two accounts are one";
    merged_body: "Bonjour,\n\nVotre compte de {commune} a été réuni avec un autre compte à vous. Cette adresse ouvre maintenant cet autre compte\u{a0}: {link}\n\nSi ce n’est pas vous, prévenez la mairie sans attendre.", "Demat,\n\nBodet eo bet ho kont e {commune} gant ur gont all deoc'h. Ar chomlec'h-mañ a zigor bremañ ar gont all-se: {link}\n\nMa n'eo ket c'hwi, kelaouit an ti-kêr hep gortoz.", "Hello,\n\nYour account at {commune} was put together with another account of yours. This address opens that other account now: {link}\n\nIf this was not you, tell the town hall at once.";
}

/// The subject.
#[must_use]
pub fn subject(lang: Lang, what: What) -> &'static str {
    match what {
        What::Address => address_subject(lang),
        What::FranceConnect => provider_subject(lang),
        What::Merged => merged_subject(lang),
    }
}

/// The text, with `{commune}` and `{link}` left open.
#[must_use]
pub fn body(lang: Lang, what: What) -> &'static str {
    match what {
        What::Address => address_body(lang),
        What::FranceConnect => provider_body(lang),
        What::Merged => merged_body(lang),
    }
}
