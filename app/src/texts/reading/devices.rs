//! Sentences about the devices that are signed in, on one's own page.

use crate::texts::{Lang, fill};
use civic::device::Device;
use civic::identity::{Proof, Way};

texts! {
    title: "Appareils connectés", "Ardivinkoù kevreet", "Signed-in devices";
    note: "Voir où vous êtes connecté, et déconnecter un appareil perdu", "Gwelet pelec'h oc'h kevreet, ha digevreañ un ardivink kollet", "See where you are signed in, and sign out a lost device";
    lead: "Un appareil perdu ou prêté\u{a0}? Déconnectez-le d’ici. Un appareil qui ne sert plus pendant 30 jours se déconnecte seul, et tous après 90 jours.", "Kollet pe prestet un ardivink? Digevreit anezhañ ac'hann. Un ardivink na servij ket e-pad 30 devezh a vez digevreet e-unan, hag an holl anezho goude 90 devezh.", "A device lost or lent? Sign it out from here. A device that is not used for 30 days signs itself out, and all do after 90 days.";
    lead_roles: "Vos rôles à la mairie s’endorment bien avant\u{a0}: après 12 heures sans servir, et au plus tard après 7 jours. Il suffit de vous reconnecter.", "Ho rolloù en ti-kêr a gousk kalz abretoc'h: goude 12 eurvezh hep servijout, ha goude 7 devezh d'an diwezhatañ. Trawalc'h eo kevreañ en-dro.", "Your roles at the town hall fall asleep much sooner: after 12 hours without use, and after 7 days at the latest. Signing in again is enough.";
    list: "Où vous êtes connecté", "Pelec'h oc'h kevreet", "Where you are signed in";
    on: "{browser} sur {system}", "{browser} war {system}", "{browser} on {system}";
    unknown: "Appareil inconnu", "Ardivink dianav", "Unknown device";
    here: "Cet appareil", "An ardivink-mañ", "This device";
    opened_code: "Connecté le {date} par un code reçu par e-mail", "Kevreet d'an {date} gant ur kod resevet dre bostel", "Signed in on {date} by a code received by e-mail";
    opened_letter: "Connecté le {date} par une lettre de la mairie", "Kevreet d'an {date} gant ul lizher eus an ti-kêr", "Signed in on {date} by a letter from the town hall";
    opened_passkey: "Connecté le {date} par une clé d’accès", "Kevreet d'an {date} gant un alc'hwez moned", "Signed in on {date} by a passkey";
    opened_france_connect: "Connecté le {date} par FranceConnect", "Kevreet d'an {date} gant FranceConnect", "Signed in on {date} by FranceConnect";
    opened_pro_connect: "Connecté le {date} par ProConnect", "Kevreet d'an {date} gant ProConnect", "Signed in on {date} by ProConnect";
    used: "utilisé le {date}", "implijet d'an {date}", "used on {date}";
    end: "Déconnecter", "Digevreañ", "Sign out";
    end_others: "Déconnecter tous les autres", "Digevreañ ar re all", "Sign out all others";
    end_others_text: "Seul cet appareil restera connecté.", "N'eus nemet an ardivink-mañ a chomo kevreet.", "Only this device will stay signed in.";
    alone: "Aucun autre appareil n’est connecté.", "N'eus ardivink all ebet kevreet.", "No other device is signed in.";
    done: "C’est fait\u{a0}: l’appareil est déconnecté.", "Graet eo: digevreet eo an ardivink.", "Done: the device is signed out.";
    what_is_kept: "De chaque appareil, nous gardons le nom du navigateur et du système, et les dates. Ni lieu, ni adresse du réseau.", "Eus pep ardivink e talc'homp anv ar merdeer hag ar reizhiad, hag an deiziadoù. Na lec'h, na chomlec'h ar rouedad.", "Of each device we keep the names of the browser and the system, and the dates. No place, no network address.";
}

/// A device's name.
#[must_use]
pub fn device(lang: Lang, device: Device) -> String {
    match (device.browser, device.system) {
        (Some(browser), Some(system)) => {
            fill(on(lang), &[("browser", browser), ("system", system)])
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => unknown(lang).to_owned(),
    }
}

/// How a session was opened, and when.
#[must_use]
pub fn opened(lang: Lang, proof: Proof) -> &'static str {
    match proof {
        Proof::Code | Proof::Enrolment => opened_code(lang),
        Proof::Letter => opened_letter(lang),
        Proof::Passkey => opened_passkey(lang),
        Proof::Provider(Way::FranceConnect) => opened_france_connect(lang),
        Proof::Provider(Way::ProConnect) => opened_pro_connect(lang),
    }
}
