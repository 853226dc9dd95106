//! What is said on the terminal. Logs are `tracing`'s; this is for the person who typed the command.

use std::io::Write as _;

/// A line on standard output. A closed pipe is no failure.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Text as it is on standard output.
pub fn print(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// A line on standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "tiker : {line}");
}
