//! Sentences of the plan of the site.

texts! {
    title: "Plan du site", "Steuñv al lec'hienn", "Site map";
    lead: "Toutes les pages publiques, d’un seul coup d’œil.", "An holl bajennoù foran, en ur sell.", "Every public page, at a glance.";
    proposals: "Les propositions", "Ar c'hinnigoù", "The proposals";
    vote: "Le vote", "Ar vot", "The vote";
    result: "Le résultat", "An disoc'h", "The result";
}
