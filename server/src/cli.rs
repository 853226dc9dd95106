//! The command line: every option with its meaning, and a refusal in words for a wrong value.
//! Never here: what the commands do.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::database::Address;
use crate::mail::{Sender, Smtp};
use crate::proxy::Trusted;

mod words;

#[cfg(test)]
pub use words::parse;
pub use words::{Wrong, read, wrong};

/// Tikêr : la mairie dans la poche.
#[derive(Parser)]
#[command(
    name = "tiker",
    version,
    about,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commandes",
    subcommand_value_name = "COMMANDE"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Sert la commune.
    Serve(Serve),
    /// Sert une commune de démonstration, inventée.
    Demo(Demo),
    /// Importe un fichier.
    Import(Import),
    /// Exporte une démarche.
    Export(Export),
    /// Sauvegarde toute la commune dans un fichier scellé, pendant que le service tourne.
    Backup(Backup),
    /// Remet une sauvegarde dans une base neuve.
    Restore(Restore),
    /// Met la base de données à jour.
    Migrate(Base),
    /// Vérifie l’installation et dit quoi faire.
    Doctor(Doctor),
    /// Rôles et nom de la commune.
    Admin(Admin),
    /// Dit ce qui est à effacer, règle par règle ; n’efface rien sans `--erase`.
    Retention(Retention),
    /// Change la clé qui scelle ce qui identifie les personnes, le service arrêté ; tout le monde devra se reconnecter.
    #[command(
        after_help = "L’ancienne clé reste à côté de la nouvelle, sous le nom FICHIER.avant-DATE : les sauvegardes faites avant ne s’ouvrent qu’avec elle. Interrompue, la commande se relance : elle finit ce qui était commencé."
    )]
    RotateKey(Base),
    /// Vérifie l’archive d’un scrutin scellé.
    Verify(Verify),
}

/// Where the data is.
#[derive(Args, Clone)]
pub struct Base {
    /// Base de données : un fichier SQLite (`tiker.db`, `sqlite:tiker.db`) ou `postgres://…` [par défaut : tiker.db].
    #[arg(long, env = "TIKER_DATABASE", value_name = "BASE", default_value = "sqlite:tiker.db", value_parser = Address::parse, hide_env_values = true, hide_default_value = true)]
    pub database: Address,
    /// Fichier de la clé [par défaut : à côté de la base].
    #[arg(long, env = "TIKER_KEY_FILE", value_name = "FICHIER")]
    pub key_file: Option<PathBuf>,
}

/// How mails go out.
#[derive(Args, Clone)]
pub struct Mails {
    /// Serveur d’envoi des courriels : `smtp://nom:secret@serveur:587` ou `smtps://…`.
    #[arg(long, env = "TIKER_SMTP", value_name = "ADRESSE", value_parser = Smtp::parse, hide_env_values = true)]
    pub smtp: Option<Smtp>,
    /// Adresse de l’expéditeur.
    #[arg(long, env = "TIKER_MAIL_FROM", value_name = "COURRIEL", value_parser = Sender::parse)]
    pub mail_from: Option<Sender>,
    /// Dossier des courriels quand aucun serveur d’envoi n’est donné [par défaut : à côté de la base].
    #[arg(long, env = "TIKER_MAIL_FOLDER", value_name = "DOSSIER")]
    pub mail_folder: Option<PathBuf>,
}

/// How citizens sign in with FranceConnect: all three, or none.
#[derive(Args, Clone, Default)]
pub struct FranceConnect {
    /// Adresse de FranceConnect, par exemple `https://oidc.franceconnect.gouv.fr/api/v2`.
    #[arg(
        long,
        env = "TIKER_FRANCECONNECT",
        value_name = "ADRESSE",
        requires = "franceconnect_id"
    )]
    pub franceconnect: Option<String>,
    /// Identifiant de la commune chez FranceConnect (« client id »).
    #[arg(
        long,
        env = "TIKER_FRANCECONNECT_ID",
        value_name = "IDENTIFIANT",
        requires = "franceconnect_secret"
    )]
    pub franceconnect_id: Option<String>,
    /// Fichier (0600) qui contient le secret donné par FranceConnect (« client secret »).
    #[arg(
        long,
        env = "TIKER_FRANCECONNECT_SECRET_FILE",
        value_name = "FICHIER",
        requires = "franceconnect"
    )]
    pub franceconnect_secret: Option<PathBuf>,
    /// Ce qui est demandé à FranceConnect, tel que l’habilitation de la commune le permet [par défaut : les nom et prénoms de naissance, la
    /// date et le lieu]. « aucune » : FranceConnect ouvre alors un compte qui lui est lié, et ne prouve pas qui est la personne.
    #[arg(
        long,
        env = "TIKER_FRANCECONNECT_SCOPES",
        value_name = "DONNÉES",
        value_delimiter = ',',
        value_parser = scope,
        default_value = "given_name,family_name,birthdate,birthplace,birthcountry",
        hide_default_value = true
    )]
    pub franceconnect_scopes: Vec<String>,
}

/// How those who work for the commune sign in with `ProConnect`: all four, or none.
#[derive(Args, Clone, Default)]
pub struct ProConnect {
    /// Adresse de ProConnect, par exemple `https://auth.agentconnect.gouv.fr/api/v2`.
    #[arg(
        long,
        env = "TIKER_PROCONNECT",
        value_name = "ADRESSE",
        requires = "proconnect_id"
    )]
    pub proconnect: Option<String>,
    /// Identifiant de la commune chez ProConnect (« client id »).
    #[arg(
        long,
        env = "TIKER_PROCONNECT_ID",
        value_name = "IDENTIFIANT",
        requires = "proconnect_secret"
    )]
    pub proconnect_id: Option<String>,
    /// Fichier (0600) qui contient le secret donné par ProConnect (« client secret »).
    #[arg(
        long,
        env = "TIKER_PROCONNECT_SECRET_FILE",
        value_name = "FICHIER",
        requires = "proconnect_siret"
    )]
    pub proconnect_secret: Option<PathBuf>,
    /// Établissements de la commune : SIRET (14 chiffres) ou SIREN (9), séparés par des virgules.
    #[arg(
        long,
        env = "TIKER_PROCONNECT_SIRET",
        value_name = "NUMÉROS",
        value_delimiter = ',',
        value_parser = establishment,
        requires = "proconnect"
    )]
    pub proconnect_siret: Vec<String>,
}

/// `tiker serve`.
#[derive(Args)]
pub struct Serve {
    /// Adresse d’écoute [par défaut : 127.0.0.1:8080].
    #[arg(long, env = "TIKER_LISTEN", value_name = "ADRESSE", default_value = "127.0.0.1:8080", value_parser = listen, hide_default_value = true)]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub base: Base,
    /// Nom de la commune, gardé dans la base [par défaut : Ma commune].
    #[arg(long, env = "TIKER_COMMUNE", value_name = "NOM", value_parser = commune)]
    pub commune: Option<String>,
    /// Adresse publique du site, par exemple `https://participer.exemple.bzh`.
    #[arg(long, env = "TIKER_PUBLIC_URL", value_name = "ADRESSE", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,
    /// Nombre de proxys devant Tikêr (1 avec Caddy seul) : l’adresse des visiteurs est lue dans X-Forwarded-For, ou dans Forwarded avec `forwarded:1` [par défaut : aucun, ces en-têtes sont ignorés].
    #[arg(long, env = "TIKER_TRUSTED_PROXIES", value_name = "N", value_parser = Trusted::parse)]
    pub trusted_proxies: Option<Trusted>,
    #[command(flatten)]
    pub mails: Mails,
    /// Laisse les élus, les agents et l’administration entrer à la mairie avec un code par courriel : sans cela, il leur faut une clé d’accès.
    #[arg(long, env = "TIKER_TOWN_HALL_BY_CODE")]
    pub town_hall_by_code: bool,
    #[command(flatten)]
    pub france_connect: FranceConnect,
    #[command(flatten)]
    pub pro_connect: ProConnect,
}

/// `tiker demo`.
#[derive(Args)]
pub struct Demo {
    /// Adresse d’écoute [par défaut : 127.0.0.1:8080].
    #[arg(long, env = "TIKER_LISTEN", value_name = "ADRESSE", default_value = "127.0.0.1:8080", value_parser = listen, hide_default_value = true)]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub base: Base,
    /// Fichier qui déplace l’horloge : un instant (`2026-10-01T08:00:00Z`) ou `+SECONDES`.
    #[arg(long, value_name = "FICHIER")]
    pub clock: Option<PathBuf>,
    /// Sans démarche : seulement les comptes.
    #[arg(long)]
    pub empty: bool,
    /// Dossier des courriels [par défaut : à côté de la base].
    #[arg(long, value_name = "DOSSIER")]
    pub mail_folder: Option<PathBuf>,
    #[command(flatten)]
    pub france_connect: FranceConnect,
    #[command(flatten)]
    pub pro_connect: ProConnect,
}

/// The formats known.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// Pabulib (`.pb`).
    Pabulib,
}

/// `tiker import`.
#[derive(Args)]
pub struct Import {
    /// Format du fichier.
    pub format: Format,
    /// Le fichier.
    #[arg(value_name = "FICHIER")]
    pub file: PathBuf,
    #[command(flatten)]
    pub base: Base,
    /// Écrit un objet JSON sur la sortie standard, et rien d’autre.
    #[arg(long)]
    pub json: bool,
}

/// `tiker export`.
#[derive(Args)]
pub struct Export {
    /// Format du fichier.
    pub format: Format,
    /// La démarche, comme dans son adresse.
    #[arg(value_name = "DÉMARCHE")]
    pub process: String,
    #[command(flatten)]
    pub base: Base,
    /// Fichier à écrire [par défaut : la sortie standard].
    #[arg(long, value_name = "FICHIER")]
    pub output: Option<PathBuf>,
}

/// `tiker verify`.
#[derive(Args)]
#[command(
    after_help = "Code de sortie : 0 l’archive est juste ; 1 elle ne l’est pas, ou le bulletin cherché n’y est pas ; 2 rien n’a pu être contrôlé."
)]
pub struct Verify {
    /// L’archive (`.bel`).
    #[arg(value_name = "FICHIER")]
    pub file: PathBuf,
    /// Écrit un objet JSON sur la sortie standard, et rien d’autre ; rien du tout si le code est 2.
    #[arg(long)]
    pub json: bool,
    /// Dit si ce bulletin est dans l’urne : son numéro de suivi.
    #[arg(long, value_name = "NUMÉRO")]
    pub tracker: Option<String>,
    /// Un maillon publié plus tôt, que l’archive doit encore contenir ; peut être répété.
    #[arg(long, value_name = "EMPREINTE")]
    pub head: Vec<String>,
}

/// `tiker backup`.
#[derive(Args)]
pub struct Backup {
    /// Le fichier à écrire, ou un dossier : la sauvegarde y prend le nom du moment.
    #[arg(value_name = "FICHIER")]
    pub file: PathBuf,
    #[command(flatten)]
    pub base: Base,
    /// Dans un dossier, n’en garde que les N dernières.
    #[arg(long, value_name = "N", value_parser = keep)]
    pub keep: Option<u32>,
}

/// `tiker restore`.
#[derive(Args)]
pub struct Restore {
    /// La sauvegarde.
    #[arg(value_name = "FICHIER")]
    pub file: PathBuf,
    /// Où la remettre.
    #[command(flatten)]
    pub base: Base,
}

/// `tiker doctor`.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    pub base: Base,
    #[command(flatten)]
    pub mails: Mails,
    /// Adresse publique du site, comme pour `tiker serve`.
    #[arg(long, env = "TIKER_PUBLIC_URL", value_name = "ADRESSE", value_parser = PublicUrl::parse)]
    pub public_url: Option<PublicUrl>,
    /// Envoie un courriel d’essai à cette adresse.
    #[arg(long, value_name = "COURRIEL", value_parser = email)]
    pub mail_to: Option<String>,
}

/// `tiker retention`.
#[derive(Args)]
pub struct Retention {
    #[command(flatten)]
    pub base: Base,
    /// Efface, au lieu de dire ce qui le serait. Le service le fait de lui-même toutes les dix minutes.
    #[arg(long)]
    pub erase: bool,
}

/// `tiker admin`.
#[derive(Args)]
pub struct Admin {
    #[command(subcommand)]
    pub act: AdminAct,
}

/// What to administer.
#[derive(Subcommand)]
pub enum AdminAct {
    /// Donne un rôle.
    Grant(RoleOf),
    /// Retire un rôle.
    Revoke(RoleOf),
    /// Retire toutes les clés d’accès d’une personne qui a perdu ses appareils, et la déconnecte partout.
    ForgetPasskeys {
        /// Adresse courriel de la personne.
        #[arg(value_name = "COURRIEL", value_parser = email)]
        email: String,
        #[command(flatten)]
        base: Base,
    },
    /// Change le nom de la commune.
    Commune {
        /// Le nom.
        #[arg(value_name = "NOM", value_parser = commune)]
        name: String,
        #[command(flatten)]
        base: Base,
    },
}

/// A person and a role.
#[derive(Args)]
pub struct RoleOf {
    /// Adresse courriel de la personne.
    #[arg(value_name = "COURRIEL", value_parser = email)]
    pub email: String,
    /// Le rôle : `élue` (ou service), `accueil`, `administratrice`.
    #[arg(value_name = "RÔLE", value_parser = role)]
    pub role: civic::permission::Role,
    #[command(flatten)]
    pub base: Base,
}

/// Where people come to.
#[derive(Clone, Debug)]
pub struct PublicUrl {
    /// `https://participer.exemple.bzh`, as browsers send it.
    pub origin: String,
    /// Whether it is HTTPS.
    pub https: bool,
}

impl PublicUrl {
    /// The name and the port that people connect to.
    pub fn host_and_port(&self) -> (&str, u16) {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let usual = if self.https { 443 } else { 80 };
        let (host, port) = match host.rsplit_once(':') {
            // the colons of a bare `[::1]` are no port's
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().unwrap_or(usual)),
            _ => (host, usual),
        };
        (host.trim_start_matches('[').trim_end_matches(']'), port)
    }

    fn parse(text: &str) -> Result<PublicUrl, String> {
        let wrong = || {
            "attendu : https://… ou http://…, sans chemin, par exemple https://participer.exemple.bzh"
                .to_owned()
        };
        let origin = text.trim().trim_end_matches('/');
        let https = origin.starts_with("https://");
        let host = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"))
            .ok_or_else(wrong)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:[]".contains(&b);
        if host.is_empty() || !host.bytes().all(plain) {
            return Err(wrong());
        }
        Ok(PublicUrl {
            origin: origin.to_ascii_lowercase(),
            https,
        })
    }
}

fn keep(text: &str) -> Result<u32, String> {
    let many = text
        .trim()
        .parse()
        .ok()
        .filter(|n| (1..=10_000).contains(n));
    many.ok_or_else(|| "attendu : un nombre de 1 à 10 000".to_owned())
}

fn commune(text: &str) -> Result<String, String> {
    civic::field::line(text, 1, 80)
        .map_err(|_| "attendu : un nom de 1 à 80 caractères, sur une ligne".to_owned())
}

fn establishment(text: &str) -> Result<String, String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = matches!(digits.len(), 9 | 14) && digits.bytes().all(|b| b.is_ascii_digit());
    whole
        .then_some(digits)
        .ok_or_else(|| "attendu : un SIRET (14 chiffres) ou un SIREN (9 chiffres)".to_owned())
}

/// What stands for nothing in a list that would otherwise be empty.
pub const NONE: &str = "aucune";

fn scope(text: &str) -> Result<String, String> {
    let text = text.trim();
    let known = crate::oidc::PIVOT.contains(&text) || text == NONE;
    known.then(|| text.to_owned()).ok_or_else(|| {
        let all = crate::oidc::PIVOT.join(", ");
        format!("attendu : {NONE}, ou parmi {all}")
    })
}

fn email(text: &str) -> Result<String, String> {
    civic::field::email(text)
        .map_err(|_| "attendu : une adresse comme prenom@exemple.fr".to_owned())
}

fn role(text: &str) -> Result<civic::permission::Role, String> {
    // the words of the pages too, with their accents or without
    let name = match text.trim().to_lowercase().as_str() {
        "élue" | "élu" | "elue" | "elu" | "mairie" | "service" => "official".to_owned(),
        "accueil" => "agent".to_owned(),
        "administratrice" | "administrateur" | "administration" => "administrator".to_owned(),
        other => other.to_owned(),
    };
    civic::permission::Role::parse(&name)
        .ok_or_else(|| "attendu : élue, accueil ou administratrice".to_owned())
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    let local = text.strip_prefix("localhost:");
    local
        .map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"))
        .parse()
        .map_err(|_| "attendu : une adresse et un port, par exemple 127.0.0.1:8080".to_owned())
}
