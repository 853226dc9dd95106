//! Sentences of the first start, read once by whoever installs.

texts! {
    title: "Premier démarrage", "Loc'hañ kentañ", "First start";
    lead: "Trois réponses, et la commune est en ligne. Cette page disparaît ensuite.", "Tri respont hag emañ ar gumun enlinenn. Ar bajenn-mañ a ya kuit goude-se.", "Three answers and the commune is online. This page then goes away.";
    code: "Code de la console", "Kod ar c'hoñsol", "Console code";
    code_hint: "Tikêr l’a écrit en démarrant, là où il a été lancé. Avec systemd : journalctl -u tiker", "Skrivet eo bet gant Tikêr o loc'hañ, el lec'h m'eo bet lañset. Gant systemd: journalctl -u tiker", "Tikêr wrote it when it started, where it was started. With systemd: journalctl -u tiker";
    code_wrong: "Ce n’est pas le code de la console. Essais restants : {left}.", "N'eo ket kod ar c'hoñsol. Taolioù-esae a chom: {left}.", "This is not the console's code. Attempts left: {left}.";
    code_over: "Trop d’essais : ce code ne fonctionne plus. Redémarrez Tikêr, il en écrira un nouveau.", "Re a daolioù-esae: ne ya ket ar c'hod-se en-dro ken. Adloc'hit Tikêr, skrivañ a raio unan nevez.", "Too many attempts: this code no longer works. Restart Tikêr, it will write a new one.";
    commune: "Nom de la commune", "Anv ar gumun", "Name of the commune";
    commune_hint: "Il est affiché en haut de chaque page.", "Diskouezet eo e laez pep pajenn.", "It is shown at the top of each page.";
    email: "Votre adresse e-mail", "Ho chomlec'h postel", "Your e-mail address";
    email_hint: "Vous y recevez un code : c’est aussi l’essai d’envoi des e-mails. Vous serez la première personne à administrer le site.", "Resev a rit ur kod enni: arnodiñ kas ar posteloù an hini eo ivez. C'hwi a vo an den kentañ o verañ al lec'hienn.", "You get a code there: this is also the test that mails go out. You will be the first person to administer the site.";
    send: "Envoyer l’e-mail d’essai", "Kas ar postel-arnod", "Send the test mail";
    no_server: "Aucun serveur d’envoi n’est réglé (--smtp) : l’e-mail sera écrit dans le dossier des e-mails de cette machine, et les habitants ne recevront rien.", "Servijer kas ebet n'eo bet kefluniet (--smtp): skrivet e vo ar postel e teuliad posteloù ar mekanik-mañ, ha ne resevo an dud netra.", "No mail server is set (--smtp): the mail will be written into this machine's folder of mails, and people will receive nothing.";
    mail_title: "L’e-mail est-il arrivé ?", "Ha degouezhet eo ar postel?", "Has the mail arrived?";
    mail_lead: "Nous l’avons envoyé à {email}. Saisissez le code qu’il contient : la commune sera ouverte.", "Kaset hon eus anezhañ da {email}. Skrivit ar c'hod a zo ennañ: digor e vo ar gumun.", "We sent it to {email}. Type the code in it: the commune will be open.";
    not_arrived: "Rien n’arrive ? Regardez dans les indésirables, puis le réglage de l’envoi : tiker doctor --mail-to votre@adresse le vérifie.", "Netra o tegouezhout? Sellit el lastez, ha goude-se penaos eo kefluniet ar c'has: tiker doctor --mail-to ho@chomlec'h a wiria anezhañ.", "Nothing arrives? Look in the junk folder, then at the mail settings: tiker doctor --mail-to your@address checks them.";
    finish: "Ouvrir la commune", "Digeriñ ar gumun", "Open the commune";
    again: "Revenir aux trois réponses", "Distreiñ d'an tri respont", "Back to the three answers";
    mail_over: "Ce code ne fonctionne plus. Demandez-en un autre : le code de la console fonctionne encore.", "Ne ya ket ar c'hod-se en-dro ken. Goulennit unan all: mont a ra kod ar c'hoñsol en-dro c'hoazh.", "This code no longer works. Ask for another: the console's code still works.";
}
