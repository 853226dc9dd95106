//! The demonstration on a real phone: HTTPS on this machine's address in the local network, by Caddy with an
//! authority of its own, and the address as a QR code in the terminal. Browsers give a page on plain HTTP
//! neither installation nor offline work, so a phone needs HTTPS to show what Tikêr is.

use std::fs;
use std::net::{IpAddr, TcpStream, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::files;
use crate::run::Repo;
use crate::system;

/// Where phones come to. The same each time, so that what a phone was told holds.
const PORT: u16 = 8443;
/// Where the authority's certificate is handed out.
const AUTHORITY_PORT: u16 = 8444;
/// How long Caddy may take to make its authority and a certificate.
const PATIENCE: Duration = Duration::from_secs(30);

/// Puts Caddy in front of `127.0.0.1:upstream` and says how to come. Caddy ends with this process, whatever
/// that becomes.
pub fn open(repo: &Repo, upstream: u16) -> Result<()> {
    let front = Front {
        caddy: system::caddy(repo)?,
        folder: repo.target.join("lan"),
        ip: address()?,
        port: PORT,
        authority_port: AUTHORITY_PORT,
        upstream,
    };
    front.start()?;
    let url = format!("https://{}:{PORT}", front.host());
    for line in qr(&url)?.lines() {
        // white squares on black, whatever the colours of the terminal: scanners want dark on light
        println!("\x1b[97;40m{line}\x1b[0m");
    }
    println!("On the phone, in the same network: {url}");
    println!(
        "It does not know this machine yet: accept its warning, or install the authority once\n\
         from http://{}:{AUTHORITY_PORT}/autorite.crt (needed to install the application and go offline).",
        front.host()
    );
    println!("Everybody in this network can come: the demonstration's accounts are open.");
    Ok(())
}

struct Front {
    caddy: PathBuf,
    /// Where the authority and its certificates stay.
    folder: PathBuf,
    ip: IpAddr,
    port: u16,
    authority_port: u16,
    upstream: u16,
}

impl Front {
    fn host(&self) -> String {
        match self.ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.join("pki/authorities/local/root.crt")
    }

    fn caddyfile(&self) -> String {
        let (ip, host, folder) = (self.ip, self.host(), self.folder.display());
        let (port, authority_port, upstream) = (self.port, self.authority_port, self.upstream);
        // a browser that goes to an address instead of a name does not say which certificate it wants
        format!(
            "{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tdefault_sni {ip}\n\
             \tstorage file_system \"{folder}\"\n\tlog {{\n\t\tlevel ERROR\n\t}}\n}}\n\
             https://{host}:{port} {{\n\tbind {ip}\n\ttls internal\n\treverse_proxy 127.0.0.1:{upstream} {{\n\
             \t\tlb_try_duration 30s\n\t\tlb_try_interval 250ms\n\t}}\n}}\n\
             http://{host}:{authority_port} {{\n\tbind {ip}\n\troot * \"{folder}/public\"\n\
             \theader Content-Type application/x-x509-ca-cert\n\tfile_server\n}}\n"
        )
    }

    /// Starts Caddy and waits until it answers.
    fn start(&self) -> Result<Child> {
        let public = self.folder.join("public");
        fs::create_dir_all(&public).context("no folder for the local authority")?;
        let file = self.folder.join("Caddyfile");
        files::write(&file, self.caddyfile())?;
        // the signal ends it with us, also when we have become another program
        let mut child = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--"])
            .arg(&self.caddy)
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .env("HOME", &self.folder)
            .env("XDG_CONFIG_HOME", &self.folder)
            .env("XDG_DATA_HOME", &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start caddy")?;
        let begun = Instant::now();
        while TcpStream::connect((self.ip, self.port)).is_err() || !self.root().is_file() {
            if let Some(status) = child.try_wait()? {
                bail!(
                    "caddy ended at once ({status}): is port {} free?",
                    self.port
                );
            }
            ensure!(
                begun.elapsed() < PATIENCE,
                "caddy was not ready after {PATIENCE:?}"
            );
            thread::sleep(Duration::from_millis(50));
        }
        // only the certificate: the authority's key lies beside it
        fs::copy(self.root(), public.join("autorite.crt")).context("no certificate to hand out")?;
        Ok(child)
    }
}

/// This machine's address in its network: the one it would use to go out. Nothing is sent.
fn address() -> Result<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0")?;
    socket
        .connect("192.0.2.1:9")
        .context("this machine is in no network")?;
    let ip = socket.local_addr()?.ip();
    ensure!(!ip.is_loopback(), "this machine is in no network");
    Ok(ip)
}

/// A QR code for the terminal, two rows of it a line; what is drawn is its light squares.
fn qr(text: &str) -> Result<String> {
    let code = QrCode::new(text).context("the address does not fit a QR code")?;
    let drawn = code
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .build();
    Ok(drawn)
}

/// The port among the options of `tiker demo`.
pub fn port_of(options: &[String]) -> Result<u16> {
    let mut given = None;
    for (i, option) in options.iter().enumerate() {
        if let Some(value) = option.strip_prefix("--listen=") {
            given = Some(value);
        } else if option == "--listen" {
            given = options.get(i + 1).map(String::as_str);
        }
    }
    let Some(given) = given else {
        return Ok(8080);
    };
    let (host, port) = given.rsplit_once(':').unwrap_or(("", ""));
    ensure!(
        matches!(host, "127.0.0.1" | "localhost"),
        "--lan puts Caddy in front: give --listen 127.0.0.1:PORT, or nothing"
    );
    port.parse().context("--listen has no port")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;
    use crate::postgres::free_port;
    use crate::run::{in_ci, output};
    use std::io::{Read as _, Write as _};

    fn caddy() -> Option<PathBuf> {
        let named = std::env::var_os("TIKER_CADDY").map(PathBuf::from);
        system::on_path("caddy").or(named)
    }

    #[test]
    fn a_code_is_drawn_for_scanners() {
        let drawn = qr("https://192.168.1.20:8443").unwrap();
        let lines: Vec<&str> = drawn.lines().collect();
        // 29 squares and a border of four on each side, two rows a line
        assert_eq!((lines.len(), lines[0].chars().count()), (17, 33));
        assert!(lines[0].chars().all(|c| c != ' '), "a light border");
        println!("{drawn}");
    }

    #[test]
    fn the_port_is_that_of_the_demonstration() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(port_of(&[]).unwrap(), 8080);
        assert_eq!(
            port_of(&words("--empty --listen 127.0.0.1:9000")).unwrap(),
            9000
        );
        assert_eq!(port_of(&words("--listen=localhost:9001")).unwrap(), 9001);
        assert!(port_of(&words("--listen 0.0.0.0:80")).is_err());
    }

    #[test]
    fn a_phone_that_knows_the_authority_comes_by_https() {
        let (Some(caddy), Some(_)) = (caddy(), system::on_path("curl")) else {
            assert!(!in_ci(), "caddy or curl is not here");
            // a runner hides what a passing test prints: `test` reads this file instead
            if let Some(file) = std::env::var_os("TIKER_SKIPPED") {
                let mut kept = fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(file)
                    .unwrap();
                writeln!(kept, "lan: caddy or curl is not here").unwrap();
            }
            return;
        };
        let scratch = Scratch::new("lan");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let upstream = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let mut socket = socket;
                let _ = socket.read(&mut [0; 4096]);
                let _ = socket.write_all(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nDemat",
                );
            }
        });
        let front = Front {
            caddy,
            folder: scratch.path().join("lan"),
            ip: "127.0.0.1".parse().unwrap(),
            port: free_port().unwrap(),
            authority_port: free_port().unwrap(),
            upstream,
        };
        let mut child = front.start().unwrap();
        let certificate = scratch.path().join("ca.crt");
        let curl =
            |arguments: &[&str]| output(Command::new("curl").args(["-s", "-f"]).args(arguments));
        let authority = format!("http://127.0.0.1:{}", front.authority_port);
        let url = format!("https://127.0.0.1:{}/", front.port);
        let asked = (|| -> Result<(String, bool, String)> {
            let crt = format!("{authority}/autorite.crt");
            curl(&["-o", &certificate.to_string_lossy(), &crt])?;
            let known = curl(&["--cacert", &certificate.to_string_lossy(), &url])?;
            let unknown = curl(&[&url]).is_err();
            Ok((known, unknown, files::read_text(&certificate)?))
        })();
        let _ = child.kill();
        let _ = child.wait();
        let (known, unknown, text) = asked.unwrap();
        assert_eq!(known, "Demat");
        assert!(unknown, "a stranger's certificate is not trusted");
        assert!(text.contains("BEGIN CERTIFICATE") && !text.contains("PRIVATE"));
    }
}
