//! Mails: composing those with a sign-in code and those that call the keepers of a sealed vote, and their way out, by
//! SMTP or into a folder.
//! **Invariant**: no address and no code in an error or a log line.

use anyhow::Result;
use app::route;
use app::texts::reading::{leaving as t_leaving, notice as t_notice, passkeys as t_passkey};
use app::texts::vote::call as t_call;
use app::texts::{Lang, fill, sign_in as t};
use civic::time::Time;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport as _, Message, Tokio1Executor};
use services::notice::Notice;
use services::passkey::Added;
use services::retention::Unused;
use services::sealed::call::{Call, What};
use services::sign_in::CodeMail;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use crate::cli::wrong;
use crate::out;

/// The address of a mail server.
#[derive(Clone, Debug)]
pub struct Smtp(String);

impl Smtp {
    /// Reads `smtp://name:secret@host:port` or `smtps://…`. A name and its secret travel encrypted only;
    /// otherwise encryption is used when the server offers it.
    pub fn parse(text: &str) -> Result<Smtp, String> {
        let wrong = || {
            "attendu : smtp://nom:secret@serveur:587 ou smtps://nom:secret@serveur:465, le secret en %XX s’il contient / @ : ou %".to_owned()
        };
        let rest = text
            .strip_prefix("smtp://")
            .or_else(|| text.strip_prefix("smtps://"))
            .ok_or_else(wrong)?;
        let mut url = text.to_owned();
        if text.starts_with("smtp://") && !rest.contains('?') {
            let tls = if rest.contains('@') {
                "required"
            } else {
                "opportunistic"
            };
            url = format!("{url}?tls={tls}");
        }
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|_| wrong())?;
        Ok(Smtp(url))
    }
}

/// Who mails come from.
#[derive(Clone, Debug)]
pub struct Sender(Mailbox);

impl Sender {
    /// Reads an address, with or without a name.
    pub fn parse(text: &str) -> Result<Sender, String> {
        text.parse()
            .map(Sender)
            .map_err(|_| "attendu : une adresse comme mairie@exemple.bzh".to_owned())
    }
}

/// A composed mail.
#[derive(Debug)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// The mail that carries a sign-in code.
pub fn with_code(code: &CodeMail, commune: &str) -> Mail {
    let lang = Lang::parse(&code.lang).unwrap_or_default();
    let values = [("code", code.code.as_str()), ("commune", commune)];
    Mail {
        to: code.to.clone(),
        subject: fill(t::mail_subject(lang), &values),
        body: fill(t::mail_body(lang), &values),
    }
}

/// The mail that calls a keeper of a sealed vote, in the three languages; `origin` is how the site is reached, empty
/// when that is not known.
pub fn for_call(call: &Call, commune: &str, origin: &str) -> Mail {
    let said = |lang| match call.what {
        What::Key => (t_call::key_subject(lang), t_call::key_body(lang)),
        What::Letters => (t_call::letters_subject(lang), t_call::letters_body(lang)),
        What::Opening => (t_call::opening_subject(lang), t_call::opening_body(lang)),
    };
    let page = match call.what {
        What::Key | What::Opening => route::trustee,
        What::Letters => route::registrar,
    };
    let values = [("vote", call.vote.as_str())];
    let block = |lang| {
        let link = page(lang, &call.slug);
        let (subject, body) = said(lang);
        format!("{}\n\n{body}\n\n{origin}{link}\n", fill(subject, &values))
    };
    Mail {
        to: call.to.clone(),
        subject: fill(said(Lang::Fr).0, &values),
        body: format!(
            "{}\n-\n\n{}\n-\n\n{}\n{commune}\n",
            block(Lang::Fr),
            block(Lang::Br),
            block(Lang::En)
        ),
    }
}

/// The mail that tells an account's owner that a passkey was added, in the three languages.
pub fn for_passkey(added: &Added, commune: &str, origin: &str) -> Mail {
    let block = |lang: Lang| {
        let link = format!("{origin}{}", route::to(lang, route::PASSKEYS));
        let values = [
            ("name", added.name.as_str()),
            ("commune", commune),
            ("link", &link),
        ];
        fill(t_passkey::mail_body(lang), &values)
    };
    let bodies = [Lang::Fr, Lang::Br, Lang::En].map(block);
    Mail {
        to: added.to.clone(),
        subject: t_passkey::mail_subject(Lang::Fr).to_owned(),
        body: format!("{}\n{commune}\n", bodies.join("\n\n-\n\n")),
    }
}

/// The mail that tells an account's owner what happened to it, in the three languages.
pub fn for_notice(notice: &Notice, commune: &str, origin: &str) -> Mail {
    let block = |lang: Lang| {
        let link = format!("{origin}{}", route::to(lang, route::ME));
        let values = [("commune", commune), ("link", &link)];
        fill(t_notice::body(lang, notice.what), &values)
    };
    let bodies = [Lang::Fr, Lang::Br, Lang::En].map(block);
    Mail {
        to: notice.to.clone(),
        subject: t_notice::subject(Lang::Fr, notice.what).to_owned(),
        body: format!("{}\n{commune}\n", bodies.join("\n\n-\n\n")),
    }
}

/// The mail that tells an account's owner that it is unused and will be closed, in the three languages.
pub fn for_unused(unused: &Unused, commune: &str, origin: &str) -> Mail {
    let block = |lang: Lang| {
        let link = format!("{origin}{}", route::to(lang, route::SIGN_IN));
        let date = app::fmt::date(lang, Time(unused.until));
        let values = [
            ("date", date.as_str()),
            ("commune", commune),
            ("link", &link),
        ];
        fill(t_leaving::mail_body(lang), &values)
    };
    let bodies = [Lang::Fr, Lang::Br, Lang::En].map(block);
    Mail {
        to: unused.to.clone(),
        subject: t_leaving::mail_subject(Lang::Fr).to_owned(),
        body: format!("{}\n{commune}\n", bodies.join("\n\n-\n\n")),
    }
}

/// A mail server, and who mails come from.
#[derive(Clone)]
pub struct BySmtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The way out.
#[derive(Clone)]
pub enum Outbox {
    /// By SMTP.
    Smtp(Box<BySmtp>),
    /// Into a folder, a text file each.
    Folder(PathBuf),
}

impl Outbox {
    /// By SMTP from this sender.
    pub fn smtp(server: &Smtp, from: &Sender) -> Result<Outbox> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&server.0)?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        let from = from.0.clone();
        Ok(Outbox::Smtp(Box::new(BySmtp { transport, from })))
    }

    /// Into a folder, made if it is missing.
    pub fn folder(folder: &Path) -> Result<Outbox> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| {
                let why = out::trouble(&error);
                wrong("--mail-folder", format!("{} : {why}", folder.display()))
            })?;
        Ok(Outbox::Folder(folder.to_owned()))
    }

    /// Sends a mail; `id` names it, so that doing it twice writes one file. The error says the kind of
    /// trouble only.
    pub async fn send(&self, id: &str, mail: &Mail, now: Time) -> Result<(), String> {
        match self {
            Outbox::Folder(folder) => write_file(folder, id, mail, now)
                .map_err(|e| format!("dossier {}", crate::out::trouble(&e))),
            Outbox::Smtp(server) => {
                let message = message(&server.from, id, mail, now)?;
                match server.transport.send(message).await {
                    Ok(_) => Ok(()),
                    Err(error) => Err(kind(&error)),
                }
            }
        }
    }

    /// Whether the server answers.
    pub async fn test(&self) -> Result<(), String> {
        match self {
            Outbox::Folder(_) => Ok(()),
            Outbox::Smtp(server) => match server.transport.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err("il ne répond pas".to_owned()),
                Err(error) => Err(kind(&error)),
            },
        }
    }
}

/// What kind of error: the server's own words may quote the address.
fn kind(error: &lettre::transport::smtp::Error) -> String {
    if let Some(code) = error.status() {
        return format!("il répond par un refus, code {code}");
    }
    let kind = if error.is_timeout() {
        "il met trop longtemps à répondre"
    } else if error.is_tls() {
        "le chiffrement ne se fait pas"
    } else if error.is_client() {
        "il ne propose pas ce qu’il faut"
    } else {
        "il est injoignable"
    };
    kind.to_owned()
}

fn message(from: &Mailbox, id: &str, mail: &Mail, now: Time) -> Result<Message, String> {
    // one address, never a list
    let to: Address = mail
        .to
        .parse()
        .map_err(|_| "l’adresse est malformée".to_owned())?;
    let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
    Message::builder()
        .from(from.clone())
        .subject(&mail.subject)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .to(Mailbox::new(None, to))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|_| "un en-tête est malformé".to_owned())
}

/// `000012-ID.txt`, numbered in order of arrival, which a clock that is moved does not upset. Written
/// beside and put in place: never half there; not at all when this id is there already.
fn write_file(folder: &Path, id: &str, mail: &Mail, now: Time) -> std::io::Result<()> {
    let mut last = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let Some((number, rest)) = name.to_str().and_then(|n| n.split_once('-')) else {
            continue;
        };
        if rest.strip_suffix(".txt") == Some(id) {
            return Ok(());
        }
        last = last.max(number.parse::<u64>().unwrap_or(0));
    }
    let date = services::calendar::rfc3339(now);
    let text = format!(
        "To: {}\nSubject: {}\nDate: {date}\n\n{}",
        mail.to, mail.subject, mail.body
    );
    let beside = folder.join(format!(".{id}.part"));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(&beside, folder.join(format!("{:06}-{id}.txt", last + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> Mail {
        let code = CodeMail {
            to: "anne@exemple.bzh".to_owned(),
            code: "012345".to_owned(),
            until: 0,
            lang: "br".to_owned(),
        };
        with_code(&code, "Kêr-Vihan")
    }

    #[test]
    fn the_mail_is_in_the_language_of_the_page() {
        let mail = code();
        assert!(mail.subject.contains("012345") && mail.subject.contains("Kêr-Vihan"));
        assert!(mail.body.starts_with("Demat") && mail.body.contains("012345"));
        let from: Mailbox = "Mairie <mairie@exemple.bzh>".parse().unwrap();
        let sent = message(&from, "0198", &mail, Time(1_700_000_000_000_000)).unwrap();
        let sent = String::from_utf8(sent.formatted()).unwrap();
        assert!(sent.contains("To: anne@exemple.bzh"), "{sent}");
        assert!(sent.contains("Message-ID: <0198@exemple.bzh>"), "{sent}");
        assert!(sent.contains("Date: Tue, 14 Nov 2023 22:13:20"), "{sent}");
    }

    #[test]
    fn who_keeps_a_sealed_vote_is_called_in_three_languages() {
        let call = Call {
            to: "anne@exemple.bzh".to_owned(),
            what: What::Opening,
            slug: "des-arbres".to_owned(),
            vote: "Des arbres".to_owned(),
        };
        let mail = for_call(&call, "Kêr-Vihan", "https://mairie.exemple.bzh");
        assert!(mail.subject.ends_with("Des arbres"), "{}", mail.subject);
        for link in ["/depositaire/", "/br/depositaire/", "/en/depositaire/"] {
            let link = format!("https://mairie.exemple.bzh{link}des-arbres");
            assert!(mail.body.contains(&link), "{link}: {}", mail.body);
        }
        assert!(!mail.body.contains('{'), "{}", mail.body);
    }

    #[test]
    fn servers_and_senders() {
        assert!(
            Smtp::parse("smtp://localhost:2525")
                .unwrap()
                .0
                .contains("opportunistic")
        );
        assert!(
            Smtp::parse("smtp://a:b@c.bzh:587")
                .unwrap()
                .0
                .contains("required")
        );
        assert!(Smtp::parse("smtps://a:b@c.bzh").is_ok());
        for odd in [
            "",
            "c.bzh",
            "http://c.bzh",
            "smtp://",
            "smtp://a:b@c.bzh?tls=maybe",
        ] {
            assert!(Smtp::parse(odd).is_err(), "{odd}");
        }
        assert!(Sender::parse("mairie@exemple.bzh").is_ok());
        assert!(Sender::parse("mairie").is_err());
    }

    #[tokio::test]
    async fn a_mail_sent_twice_is_one_private_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = crate::testing::Folder::new("mails");
        let mails = folder.0.join("mails");
        let outbox = Outbox::folder(&mails).unwrap();
        for id in ["0198-b", "0198-b", "0198-a"] {
            outbox.send(id, &code(), Time(0)).await.unwrap();
        }
        let mut files: Vec<_> = fs::read_dir(&mails).unwrap().map(Result::unwrap).collect();
        files.sort_by_key(fs::DirEntry::file_name);
        let names: Vec<_> = files.iter().map(fs::DirEntry::file_name).collect();
        assert_eq!(names, ["000001-0198-b.txt", "000002-0198-a.txt"]);
        assert_eq!(
            files[0].metadata().unwrap().permissions().mode() & 0o777,
            0o600
        );
        let text = fs::read_to_string(files[0].path()).unwrap();
        assert!(
            text.starts_with("To: anne@exemple.bzh\nSubject: 012345"),
            "{text}"
        );
        assert!(
            text.contains("\nDate: 1970-01-01T00:00:00Z\n\nDemat"),
            "{text}"
        );
    }
}
