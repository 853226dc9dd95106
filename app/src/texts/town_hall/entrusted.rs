//! Sentences of what an administrator does for a person: the code for her first passkey.

texts! {
    code_title: "Code à remettre", "Kod da reiñ", "Code to hand over";
    code_lead: "Pour {who}\u{a0}: ce code permet de créer une première clé d’accès, qui ouvre la mairie.", "Evit {who}: gant ar c'hod-mañ e c'haller krouiñ un alc'hwez moned kentañ, a zigor an ti-kêr.", "For {who}: this code lets a first passkey be created, which opens the town hall.";
    code_once: "Il ne s’affiche que cette fois. Il fonctionne jusqu’au {date}, sert une fois, et s’arrête après cinq essais faux.", "Diskouezet e vez ar wech-mañ hepken. Mont a ra en-dro betek an {date}, servijout a ra ur wech, ha paouez a ra goude pemp taol-esae fall.", "It is shown this once. It works until {date}, serves once, and stops after five wrong tries.";
    code_how: "Remettez-le en main propre ou de vive voix, jamais par e-mail\u{a0}: qui lit cette boîte aux lettres entrerait à la mairie.", "Roit anezhañ a zorn da zorn pe a vouezh, morse dre bostel: an hini a lenn ar voest-se a yafe e-barzh an ti-kêr.", "Hand it over in person or by voice, never by e-mail: whoever reads that mailbox would enter the town hall.";
    code_then: "Et ensuite", "Ha goude", "And then";
    code_next: "La personne se connecte ici avec son adresse, ouvre «\u{a0}Mairie\u{a0}», tape ce code et crée sa clé. Les fois suivantes, son empreinte ou le code de son appareil suffit.", "An den a gevre amañ gant e chomlec'h, a zigor «Ti-kêr», a skriv ar c'hod-mañ hag a grou e alc'hwez. Goude-se e vo trawalc'h gant roud e viz pe kod e ardivink.", "The person signs in here with her address, opens “Town hall”, types this code and creates her key. From then on a fingerprint or the device’s code is enough.";
    code_noted: "C’est noté", "Notennet eo", "Noted";
    no_key: "Cette personne a un rôle et pas encore de clé d’accès\u{a0}: la mairie lui reste fermée. Donnez-lui un code pour en créer une.", "Ur roll he deus an den-se hag alc'hwez moned ebet c'hoazh: serr e chom an ti-kêr dezhi. Roit ur c'hod dezhi evit krouiñ unan.", "This person has a role and no passkey yet: the town hall stays closed to her. Give her a code to create one.";
    waiting: "Un code lui a été remis\u{a0}; il fonctionne jusqu’au {date}. En donner un autre remplace le premier.", "Ur c'hod a zo bet roet dezhi; mont a ra en-dro betek an {date}. Reiñ unan all a gemer lec'h an hini kentañ.", "A code was handed over; it works until {date}. Giving another replaces the first.";
    give: "Donner un code", "Reiñ ur c'hod", "Give a code";
    give_again: "Donner un autre code", "Reiñ ur c'hod all", "Give another code";
}
