//! What the command line says of itself: help, and refusals with their key and the reason. A refused
//! value is never repeated: it may hold a secret.

use super::{Cli, Command};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _};
use std::error::Error as _;
use std::process::ExitCode;

/// A wrong value that was seen only later: its key and the reason.
#[derive(Debug)]
pub struct Wrong {
    /// The option.
    pub key: &'static str,
    /// Why it is refused.
    pub reason: String,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} : {}", self.key, self.reason)
    }
}

impl std::error::Error for Wrong {}

/// A refusal of a value.
pub fn wrong(key: &'static str, reason: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Wrong {
        key,
        reason: reason.into(),
    })
}

/// Reads the command line of this process; when there is nothing to do, its exit code.
pub fn read() -> Result<Command, ExitCode> {
    match parse(std::env::args_os()) {
        Ok(command) => Ok(command),
        Err(error) => {
            match in_words(&error) {
                Some(words) => crate::out::complain(&words),
                None => {
                    let _ = error.print();
                }
            }
            Err(if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            })
        }
    }
}

/// The command of a line.
pub fn parse<I, T>(line: I) -> Result<Command, clap::Error>
where
    I: IntoIterator<Item = T>,
    T: Into<std::ffi::OsString> + Clone,
{
    let matches = with_help(Cli::command()).try_get_matches_from(line)?;
    Ok(Cli::from_arg_matches(&matches)?.command)
}

/// The flag `--help` with its meaning in French, on every command.
fn with_help(command: clap::Command) -> clap::Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Affiche cette aide");
    let mut command = command.disable_help_flag(true).arg(help);
    if command.get_version().is_some() {
        let version = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help("Affiche la version");
        command = command.disable_version_flag(true).arg(version);
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, with_help);
    }
    command
}

fn in_words(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join(", ")),
        _ => None,
    };
    if error.kind() == ErrorKind::InvalidSubcommand {
        let command = text(ContextKind::InvalidSubcommand)?;
        return Some(format!("{command} : commande inconnue, voyez tiker --help"));
    }
    let key = text(ContextKind::InvalidArg)?;
    if error.kind() == ErrorKind::MissingRequiredArgument {
        return Some(format!("il manque {key}"));
    }
    let key = with_variable(key.split_whitespace().next().unwrap_or(&key));
    match error.kind() {
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            Some(format!("{key} : {reason}"))
        }
        ErrorKind::InvalidValue => Some(match text(ContextKind::ValidValue) {
            Some(valid) if !valid.is_empty() => {
                format!("{key} : valeur inconnue, attendu : {valid}")
            }
            _ => format!("{key} : il manque la valeur"),
        }),
        ErrorKind::UnknownArgument if key.starts_with('-') => {
            Some(format!("{key} : option inconnue"))
        }
        ErrorKind::UnknownArgument => Some(format!("{key} : en trop")),
        ErrorKind::ArgumentConflict => Some(format!("{key} : donné deux fois")),
        _ => None,
    }
}

/// `--listen`, or `--listen (TIKER_LISTEN)` when the value came from there.
fn with_variable(key: &str) -> String {
    let Some(name) = key.strip_prefix("--") else {
        return key.to_owned();
    };
    let variable = format!("TIKER_{}", name.to_uppercase().replace('-', "_"));
    let typed = std::env::args().any(|a| a == key || a.starts_with(&format!("{key}=")));
    if std::env::var_os(&variable).is_some() && !typed {
        format!("{key} ({variable})")
    } else {
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(arguments: &[&str]) -> String {
        let line = ["tiker"].iter().chain(arguments);
        let Err(error) = parse(line) else {
            panic!("{arguments:?} was taken");
        };
        in_words(&error).unwrap()
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_key_and_the_reason() {
        let cases: [(&[&str], &str, &str); 13] = [
            (
                &["serve", "--listen", "partout"],
                "--listen",
                "127.0.0.1:8080",
            ),
            (&["demo", "--listen"], "--listen", "manque"),
            (
                &["serve", "--database", "mysql://x:chut42@y"],
                "--database",
                "postgres://",
            ),
            (
                &["serve", "--public-url", "exemple.bzh"],
                "--public-url",
                "https://",
            ),
            (
                &["serve", "--public-url", "https://a.bzh/b"],
                "--public-url",
                "sans chemin",
            ),
            (
                &["serve", "--smtp", "http://a:chut42@x"],
                "--smtp",
                "smtp://",
            ),
            (
                &["serve", "--mail-from", "chut42"],
                "--mail-from",
                "mairie@",
            ),
            (&["serve", "--commune", " "], "--commune", "80"),
            (&["serve", "--clock", "x"], "--clock", "inconnue"),
            (&["import", "csv", "x"], "<FORMAT>", "pabulib"),
            (&["import", "pabulib"], "<FICHIER>", "manque"),
            (
                &["admin", "grant", "chut42", "agent"],
                "<COURRIEL>",
                "prenom@",
            ),
            (
                &["admin", "grant", "anne@exemple.bzh", "roi"],
                "<RÔLE>",
                "administratrice",
            ),
        ];
        for (arguments, key, reason) in cases {
            let said = refused(arguments);
            assert!(said.contains(key) && said.contains(reason), "{said}");
            assert!(!said.contains("chut42"), "{said}");
        }
        assert!(refused(&["sevre"]).contains("commande inconnue"));
    }

    #[test]
    fn the_command_line_is_well_formed() {
        with_help(Cli::command()).debug_assert();
        assert!(matches!(parse(["tiker", "serve"]), Ok(Command::Serve(_))));
        let Ok(Command::Serve(serve)) = parse([
            "tiker",
            "serve",
            "--listen",
            "localhost:1",
            "--public-url",
            "https://Ma.bzh/",
        ]) else {
            panic!("refused");
        };
        assert_eq!(serve.listen.to_string(), "127.0.0.1:1");
        let public = serve.public_url.unwrap();
        assert!(public.https && public.origin == "https://ma.bzh");
    }
}
