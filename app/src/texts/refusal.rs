//! Why the archive of a sealed vote is not right: a sentence for each reason of the verifier, under the
//! reason's own name. The command says them in French, the page in the reader's language.

use super::Lang;

/// The sentence of a reason, by the name that the verifier gives it (`ballot-signature`).
#[must_use]
pub fn sentence(lang: Lang, code: &str) -> Option<&'static str> {
    let of_code = |key: &'static str| key.bytes().map(|b| if b == b'_' { b'-' } else { b });
    let mut all = SENTENCES.iter();
    let found = all.find(|s| of_code(name(s.key)).eq(code.bytes()))?;
    Some(found.text(lang))
}

/// Every reason's name and sentence.
pub fn all(lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
    let named = |key: &'static str| name(key).replace('_', "-");
    SENTENCES.iter().map(move |s| (named(s.key), s.text(lang)))
}

fn name(key: &'static str) -> &'static str {
    key.rsplit("::").next().unwrap_or(key)
}

texts! {
    archive_unreadable: "Le fichier ne se laisse pas lire jusqu’au bout.", "N'haller ket lenn ar restr betek penn.", "The file cannot be read to its end.";
    archive_start: "Ce fichier n’est pas l’archive d’un scrutin.", "N'eo ket ar restr-mañ diell ur vouezhiadeg.", "This file is not the archive of a vote.";
    archive_version: "L’archive est d’une version que ce programme ne connaît pas.", "Ur stumm dianav d'ar programm-mañ eo an diell.", "The archive is of a version that this program does not know.";
    archive_header: "L’en-tête d’un enregistrement a été modifié.", "Kemmet eo bet talbenn un enrolladenn.", "The header of a record was changed.";
    archive_truncated: "Le fichier s’arrête au milieu d’un enregistrement\u{a0}: il en manque une partie.", "Echuiñ a ra ar restr e-kreiz un enrolladenn: ul lodenn a vank.", "The file stops in the middle of a record: part of it is missing.";
    archive_padding: "La fin d’un enregistrement n’est pas vide comme elle doit l’être.", "N'eo ket goullo dibenn un enrolladenn evel ma tlefe.", "The end of a record is not empty as it must be.";
    archive_end_marker: "Le fichier finit comme une archive ordinaire\u{a0}: il a été refait par un autre programme.", "Echuiñ a ra ar restr evel un diell voutin: adaozet eo bet gant ur programm all.", "The file ends like an ordinary archive: another program made it again.";
    record_name: "Un enregistrement n’a pas pour nom une empreinte.", "N'eo ket ul louc'h anv un enrolladenn.", "The name of a record is not a fingerprint.";
    record_too_large: "Un enregistrement est plus grand que ce qu’il peut contenir.", "Brasoc'h eo un enrolladenn eget ar pezh a c'hall bezañ enni.", "A record is larger than what it can hold.";
    record_hash: "Le contenu d’un enregistrement a été modifié\u{a0}: son empreinte ne correspond plus.", "Kemmet eo bet danvez un enrolladenn: ne glot ket mui he louc'h.", "The content of a record was changed: its fingerprint no longer fits.";
    record_unreferenced: "Un enregistrement n’appartient à aucun événement.", "N'emañ un enrolladenn gant darvoud ebet.", "A record belongs to no event.";
    record_missing: "Un événement parle d’un enregistrement qui n’est pas là.", "Un darvoud a ra meneg eus un enrolladenn ha n'emañ ket amañ.", "An event names a record that is not there.";
    event_parent: "La chaîne des événements est rompue.", "Torret eo chadenn an darvoudoù.", "The chain of events is broken.";
    event_height: "La numérotation des événements est rompue.", "Torret eo niverennadur an darvoudoù.", "The numbering of the events is broken.";
    event_unknown: "Un événement est d’une sorte inconnue.", "Un darvoud a zo eus ur seurt dianav.", "An event is of an unknown kind.";
    event_payload: "Un événement porte un contenu qu’il ne doit pas avoir, ou n’en porte pas.", "Gant un darvoud ez eus un danvez ha ne zlefe ket bezañ, pe n'eus danvez ebet.", "An event carries a content that it must not have, or carries none.";
    head_missing: "L’archive ne contient pas ce qui en avait été publié\u{a0}: des événements ont été retirés, ajoutés ou déplacés.", "N'emañ ket en diell ar pezh a oa bet embannet anezhi: darvoudoù a zo bet tennet, ouzhpennet pe dilec'hiet.", "The archive does not hold what was published of it: events were taken out, added or moved.";
    setup_missing: "L’archive ne commence pas par la préparation du scrutin.", "Ne grog ket an diell gant prientidigezh ar vouezhiadeg.", "The archive does not begin with the setting up of the vote.";
    setup_twice: "Le scrutin est préparé deux fois.", "Div wech eo prientet ar vouezhiadeg.", "The vote is set up twice.";
    ballot_after_end: "Un bulletin arrive après la clôture du vote.", "Erruout a ra ur paper-mouezhiañ goude serr ar vouezhiadeg.", "A ballot arrives after the vote was closed.";
    end_twice: "Le vote est clos deux fois, ou après le dépouillement.", "Serret eo ar vouezhiadeg div wech, pe goude an dispakadeg.", "The vote is closed twice, or after the count.";
    end_missing: "Les bulletins sont dépouillés sans que le vote ait été clos.", "Dispaket eo ar paperioù hep ma vefe bet serret ar vouezhiadeg.", "The ballots are counted although the vote was not closed.";
    tally_twice: "Les bulletins sont additionnés deux fois.", "Div wech eo sammet ar paperioù.", "The ballots are added up twice.";
    tally_missing: "Le résultat est donné sans que les bulletins aient été additionnés.", "Roet eo an disoc'h hep ma vefe bet sammet ar paperioù.", "The result is given although the ballots were not added up.";
    shuffle_unexpected: "Des bulletins sont mélangés dans un scrutin où il n’y a rien à mélanger.", "Mesket eo paperioù en ur vouezhiadeg ma n'eus netra da veskañ.", "Ballots are shuffled in a vote that has nothing to shuffle.";
    after_result: "Quelque chose a été ajouté après le résultat.", "Un dra bennak a zo bet ouzhpennet goude an disoc'h.", "Something was added after the result.";
    result_twice: "Le résultat est donné deux fois.", "Div wech eo roet an disoc'h.", "The result is given twice.";
    json_form: "Un texte n’est pas écrit de la seule façon permise.", "N'eo ket skrivet un destenn er stumm nemetañ a zo aotreet.", "A text is not written in the one way that is allowed.";
    json_space: "Une espace ou un retour à la ligne se trouve où il n’en faut pas.", "Un esaouenn pe ul linenn nevez a zo e-lec'h na zlefe ket.", "A space or line break is where there must be none.";
    json_field_order: "Des champs ne sont pas dans leur ordre.", "N'emañ ket maeziennoù en o urzh.", "Fields are not in their order.";
    json_unknown_field: "Un champ a été ajouté\u{a0}: il pourrait marquer un bulletin.", "Ouzhpennet eo bet ur vaezienn: gallout a rafe merkañ ur paper.", "A field was added: it could mark a ballot.";
    json_trailing: "Quelque chose suit la fin d’un texte.", "Un dra bennak a zo war-lerc'h dibenn un destenn.", "Something follows the end of a text.";
    json_text: "Des caractères ne sont pas écrits de la seule façon permise.", "N'eo ket skrivet arouezennoù er stumm nemetañ a zo aotreet.", "Characters are not written in the one way that is allowed.";
    number_leading_zero: "Un nombre commence par un zéro\u{a0}: il pourrait marquer un bulletin.", "Kregiñ a ra un niver gant ur mann: gallout a rafe merkañ ur paper.", "A number begins with a zero: it could mark a ballot.";
    number_form: "Un nombre n’est pas fait de chiffres.", "N'eo ket graet un niver gant sifroù.", "A number is not made of digits.";
    number_too_large: "Un nombre dépasse sa limite.", "Mont a ra un niver dreist e vevenn.", "A number is beyond its limit.";
    not_in_group: "Un nombre n’appartient pas au groupe du scrutin.", "N'emañ ket un niver e strollad ar vouezhiadeg.", "A number is not in the group of the vote.";
    version_unsupported: "Le scrutin est d’une version que ce programme ne connaît pas.", "Ur stumm dianav d'ar programm-mañ eo ar vouezhiadeg.", "The vote is of a version that this program does not know.";
    group_unsupported: "Le scrutin utilise un groupe que ce programme ne connaît pas.", "Implijout a ra ar vouezhiadeg ur strollad dianav d'ar programm-mañ.", "The vote uses a group that this program does not know.";
    question_needs_mixnet: "Une question demande de mélanger les bulletins (classement)\u{a0}: ce programme ne sait pas encore la vérifier.", "Ur goulenn a c'houlenn meskañ ar paperioù (renkadur): n'oar ket c'hoazh ar programm-mañ gwiriañ anezhañ.", "A question needs the ballots shuffled (a ranking): this program cannot check it yet.";
    question_unsupported: "Une question est d’une sorte que ce programme ne connaît pas.", "Ur goulenn a zo eus ur seurt dianav d'ar programm-mañ.", "A question is of a kind that this program does not know.";
    question_range: "Le nombre de choix permis par une question n’a pas de sens.", "Diboell eo an niver a zibaboù aotreet gant ur goulenn.", "The number of choices that a question allows makes no sense.";
    election_uuid: "L’identifiant du scrutin n’en est pas un.", "N'eo ket un anaouder anaouder ar vouezhiadeg.", "The identifier of the vote is not one.";
    election_key: "La clé du scrutin n’est pas faite de celles des dépositaires\u{a0}: quelqu’un d’autre pourrait lire les bulletins.", "N'eo ket graet alc'hwez ar vouezhiadeg gant re an dalc'herien: unan all a c'hallfe lenn ar paperioù.", "The key of the vote is not made of the trustees’ keys: somebody else could read the ballots.";
    trustee_none: "Il n’y a aucun dépositaire de clé.", "N'eus dalc'her alc'hwez ebet.", "There is no trustee.";
    trustee_many: "Il y a trop de dépositaires de clé.", "Re a zalc'herien alc'hwez a zo.", "There are too many trustees.";
    trustee_duplicate: "Deux dépositaires ont la même clé\u{a0}: ils n’en font qu’un.", "An hevelep alc'hwez en deus daou zalc'her: unan hepken int.", "Two trustees have the same key: they are only one.";
    key_trivial: "Une clé ne cache rien\u{a0}: c’est le nombre un.", "Ne guzh un alc'hwez netra: an niver unan eo.", "A key hides nothing: it is the number one.";
    trustee_proof: "Un dépositaire n’a pas prouvé qu’il détient sa clé.", "Un dalc'her n'en deus ket prouet emañ e alc'hwez gantañ.", "A trustee has not proven to hold the key.";
    trustee_threshold: "Le nombre de dépositaires nécessaires n’a pas de sens.", "Diboell eo an niver a zalc'herien a zo ezhomm.", "The number of trustees that are needed makes no sense.";
    trustee_certificate: "Le certificat d’un dépositaire n’est pas valable.", "N'eo ket talvoudus testeni un dalc'her.", "A trustee’s certificate is not valid.";
    trustee_commitment: "L’engagement d’un dépositaire n’est pas valable.", "N'eo ket talvoudus gouestl un dalc'her.", "A trustee’s commitment is not valid.";
    trustee_verification_key: "La clé publique d’un dépositaire n’est pas celle de la cérémonie.", "N'eo ket alc'hwez foran un dalc'her hini al lid.", "A trustee’s public key is not that of the ceremony.";
    trustee_signature: "La signature d’un dépositaire n’est pas valable.", "N'eo ket talvoudus sinadur un dalc'her.", "A trustee’s signature is not valid.";
    credential_duplicate: "Un code de vote est compté deux fois.", "Div wech eo kontet ur c'hod mouezhiañ.", "A voting code is counted twice.";
    credential_order: "Les codes de vote ne sont pas rangés\u{a0}: leur ordre pourrait dire à qui ils sont.", "N'eo ket renket ar c'hodoù mouezhiañ: gallout a rafe o urzh lavarout da biv int.", "The voting codes are not sorted: their order could tell whose they are.";
    credential_weight: "Un code de vote a un nombre de voix impossible.", "Un niver a vouezhioù dibosupl en deus ur c'hod mouezhiañ.", "A voting code has an impossible number of votes.";
    ballot_election: "Un bulletin est celui d’un autre scrutin.", "Ur paper a zo eus ur vouezhiadeg all.", "A ballot is of another vote.";
    ballot_election_hash: "Un bulletin a été fait pour une autre version du scrutin\u{a0}: questions ou candidats ont changé.", "Graet eo bet ur paper evit ur stumm all eus ar vouezhiadeg: cheñchet ez eus bet goulennoù pe emstriverien.", "A ballot was made for another version of the vote: questions or candidates have changed.";
    ballot_credential: "Un bulletin n’est d’aucun code de vote de la liste.", "N'eus kod mouezhiañ ebet er roll evit ur paper.", "A ballot is of no voting code in the list.";
    ballot_duplicate: "Le même bulletin est dans l’urne deux fois\u{a0}: un ancien vote a été remis.", "Div wech emañ an hevelep paper er voest: adlakaet eo bet ur mouezh kozh.", "The same ballot is in the ballot box twice: an old vote was put back.";
    ballot_answers: "Un bulletin n’a pas autant de réponses qu’il y a de questions.", "N'eus ket en ur paper kement a respontoù hag a c'houlennoù.", "A ballot has not as many answers as there are questions.";
    ballot_choices: "Une réponse n’a pas autant de choix que la question.", "N'eus ket en ur respont kement a zibaboù hag er goulenn.", "An answer has not as many choices as the question.";
    key_differs: "L’urne n’est pas scellée avec la clé que vous avez faite ensemble\u{a0}: n’ouvrez rien, prévenez les autres dépositaires.", "N'eo ket siellet ar voest gant an alc'hwez graet ganeoc'h asambles: na zigorit netra, kelaouit an dalc'herien all.", "The ballot box is not sealed with the key that you made together: open nothing, tell the other trustees.";
    ballot_opening: "Ce bulletin ne contient pas ce que l’appareil dit y avoir scellé.", "N'emañ ket er paper-mañ ar pezh a lavar an ardivink bezañ siellet ennañ.", "This ballot does not hold what the device says it sealed in it.";
    ballot_hash: "Un bulletin a été modifié après sa signature.", "Kemmet eo bet ur paper goude bezañ sinet.", "A ballot was changed after it was signed.";
    ballot_signature: "Un bulletin n’est pas signé par son code de vote\u{a0}: il a été fabriqué.", "N'eo ket sinet ur paper gant e god mouezhiañ: falset eo bet.", "A ballot is not signed by its voting code: it was forged.";
    ballot_choice_proof: "Un bulletin ne prouve pas que chaque choix est oui ou non\u{a0}: il pourrait peser plus d’une voix.", "Ne brou ket ur paper eo ya pe nann pep dibab: pouezañ a c'hallfe muioc'h eget ur vouezh.", "A ballot does not prove that each choice is yes or no: it could weigh more than one vote.";
    ballot_overall_proof: "Un bulletin ne prouve pas qu’il respecte le nombre de choix permis.", "Ne brou ket ur paper e touj ouzh an niver a zibaboù aotreet.", "A ballot does not prove that it keeps to the number of choices allowed.";
    ballot_blank_proof: "Un bulletin ne prouve pas qu’il est soit blanc, soit un vote.", "Ne brou ket ur paper ez eo pe gwenn, pe ur vouezh.", "A ballot does not prove that it is either blank or a vote.";
    tally_differs: "La somme annoncée n’est pas celle des bulletins.", "N'eo ket ar sammad embannet hini ar paperioù.", "The sum that is given is not that of the ballots.";
    tally_count: "Le nombre de votants ou de voix annoncé n’est pas celui des bulletins.", "N'eo ket an niver a voterien pe a vouezhioù embannet hini ar paperioù.", "The number of voters or votes that is given is not that of the ballots.";
    decryption_owner: "Un déchiffrement n’est d’aucun dépositaire.", "Un dirinegañ n'eo gant dalc'her ebet.", "A decryption is by no trustee.";
    decryption_twice: "Un dépositaire a déchiffré deux fois.", "Un dalc'her en deus dirineget div wech.", "A trustee has decrypted twice.";
    decryption_shape: "Un déchiffrement n’a pas la forme des questions.", "N'eus ket gant un dirinegañ stumm ar goulennoù.", "A decryption does not have the shape of the questions.";
    decryption_proof: "Un déchiffrement n’est pas prouvé\u{a0}: il pourrait changer le résultat.", "N'eo ket prouet un dirinegañ: gallout a rafe cheñch an disoc'h.", "A decryption is not proven: it could change the result.";
    decryption_missing: "Il manque des déchiffrements pour ce résultat.", "Mankout a ra dirinegañ evit an disoc'h-mañ.", "Decryptions are missing for this result.";
    result_shape: "Le résultat n’a pas la forme des questions.", "N'eus ket gant an disoc'h stumm ar goulennoù.", "The result does not have the shape of the questions.";
    result_differs: "Le résultat annoncé n’est pas ce que contiennent les bulletins.", "N'eo ket an disoc'h embannet ar pezh a zo er paperioù.", "The result that is given is not what the ballots hold.";
    credential_form: "Le code de vote n’a pas été tapé juste.", "N'eo ket bet skrivet mat ar c'hod mouezhiañ.", "The voting code was not typed right.";
    choices_not_allowed: "Ces choix ne sont pas permis par la question.", "N'eo ket aotreet an dibaboù-mañ gant ar goulenn.", "The question does not allow these choices.";
    ceremony_message: "Un message entre dépositaires ne s’ouvre pas, ou n’est pas de qui il dit.", "Ur gemennadenn etre dalc'herien ne zigor ket, pe n'eo ket gant an hini a lavar.", "A message between trustees cannot be opened, or is not from whom it says.";
    ceremony_substituted: "Ce qui est au nom de ce dépositaire n’est pas de lui\u{a0}: quelqu’un l’a remplacé.", "Ar pezh a zo en anv an dalc'her-mañ n'eo ket gantañ: erlec'hiet eo bet gant unan bennak.", "What stands in this trustee’s name is not his or hers: somebody replaced it.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_found_by_its_name() {
        assert_eq!(
            sentence(Lang::En, "result-twice"),
            Some("The result is given twice.")
        );
        assert_eq!(sentence(Lang::Fr, "result"), None);
        assert_eq!(all(Lang::Fr).count(), SENTENCES.len());
    }
}
