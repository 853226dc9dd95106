//! Sentences of the proposals: list, page, forms, comments, supports.

texts! {
    unread: "Cette demande n’a pas pu être lue.", "N'eus ket bet gallet lenn ar goulenn-se.", "This request could not be read.";
    supported: "Merci, votre soutien est compté.", "Trugarez, kontet eo ho harp.", "Thank you, your support is counted.";
    unsupported: "Votre soutien est retiré.", "Tennet eo ho harp.", "Your support is withdrawn.";
}
