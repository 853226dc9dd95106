//! Starting and stopping the service: state, job runner, listening. The same for `serve` and `demo`.

use anyhow::{Result, anyhow};
use app::web::provider::{Provider, Providers};
use app::web::{App, Clock, Demonstration, FirstStart};
use civic::identity::Way;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::session::Demand;
use services::{Db, enrolment, passkey};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::meta;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::assets::Site;
use crate::cli::{self, Base, Mails, PublicUrl, Serve, wrong};
use crate::mail::Outbox;
use crate::proxy::Trusted;
use crate::{clock, database, http, jobs, oidc, out};

/// How long requests may still take once the service stops.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// What a service is started with.
pub struct Service {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The open database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The way out of mails.
    pub outbox: Outbox,
    /// Set for `demo`.
    pub demonstration: Option<Demonstration>,
    /// Where people come to.
    pub public: Option<PublicUrl>,
    /// Whether nobody administers yet.
    pub first_start: FirstStart,
    /// Where the browser files of former releases are kept.
    pub kept_site: Option<PathBuf>,
    /// The proxies in front.
    pub proxies: Option<Trusted>,
    /// FranceConnect and `ProConnect`, where they are set up.
    pub providers: Providers,
    /// What a session must have proven before roles can be used in it.
    pub demand: Demand,
}

/// `tiker serve`.
pub async fn serve(options: Serve) -> Result<()> {
    let outbox = outbox(&options.base, &options.mails)?;
    let db = options.base.open().await?;
    database::claim(&db, false).await?;
    if matches!(outbox, Outbox::Folder(_)) {
        tracing::warn!(
            "aucun serveur d'envoi (--smtp) : les codes de connexion restent dans le dossier des courriels"
        );
    }
    if options.trusted_proxies.is_some() && !options.listen.ip().is_loopback() {
        tracing::warn!(
            "--trusted-proxies : quiconque atteint --listen sans passer par le proxy peut se donner une autre adresse ; fermez ce port au reste du réseau"
        );
    }
    name(&db, options.commune.as_deref()).await?;
    let (first_start, code) = first_start(&db, &outbox).await?;
    let public = options.public_url.as_ref().map(|p| p.origin.clone());
    let providers = providers(
        &options.france_connect,
        &options.pro_connect,
        public.as_deref(),
    )?;
    let demand = demand(public.as_deref(), options.town_hall_by_code);
    by_code(&db, demand).await?;
    let kept_site = Some(options.base.database.beside("site"));
    let service = Service {
        listen: options.listen,
        db,
        clock: clock::machine(),
        outbox,
        demonstration: None,
        demand,
        public: options.public_url,
        first_start,
        kept_site,
        proxies: options.trusted_proxies,
        providers,
    };
    run(service, |address| {
        out::say(&format!("Tikêr est prêt : http://{address}"));
        if let Some(code) = code {
            let site = public.unwrap_or_else(|| format!("http://{address}"));
            out::say("Personne n’administre encore ce site. Pour commencer :");
            out::say(&format!("  ouvrez  {site}{}", app::route::FIRST_START));
            out::say(&format!(
                "  tapez   {code}   (ce code sert une seule fois, et change à chaque démarrage)"
            ));
        }
    })
    .await
}

/// While nobody administers: a new code for the page of the first start, and what pages know of it.
async fn first_start(db: &Db, outbox: &Outbox) -> Result<(FirstStart, Option<String>)> {
    let mut tx = db.write().await?;
    let mut rng = ChaCha20Rng::from_os_rng();
    let Some(code) = services::first_start::offer(&mut tx, &mut rng).await? else {
        return Ok((FirstStart::default(), None));
    };
    let empty = store::process::all(&mut tx, true).await?.is_empty();
    tx.commit().await?;
    let pending = FirstStart::pending(matches!(outbox, Outbox::Smtp(_)), empty);
    Ok((pending, Some(code)))
}

/// The way out of mails that the options ask for.
pub fn outbox(base: &Base, mails: &Mails) -> Result<Outbox> {
    match (&mails.smtp, &mails.mail_from) {
        (Some(smtp), Some(from)) => Outbox::smtp(smtp, from),
        (Some(_), None) => Err(wrong(
            "--mail-from",
            "à donner avec --smtp : l’adresse de l’expéditeur, par exemple mairie@exemple.bzh",
        )),
        (None, _) => Outbox::folder(&mail_folder(base, mails.mail_folder.clone())),
    }
}

/// The providers that are set up: they must know how this site is reached.
pub fn providers(
    france: &cli::FranceConnect,
    pro: &cli::ProConnect,
    origin: Option<&str>,
) -> Result<Providers> {
    Ok(Providers {
        france_connect: provider(
            Way::FranceConnect,
            ["--franceconnect", "--franceconnect-secret"],
            (
                &france.franceconnect,
                &france.franceconnect_id,
                &france.franceconnect_secret,
            ),
            (&[], &france.franceconnect_scopes),
            origin,
        )?,
        pro_connect: provider(
            Way::ProConnect,
            ["--proconnect", "--proconnect-secret"],
            (&pro.proconnect, &pro.proconnect_id, &pro.proconnect_secret),
            (&pro.proconnect_siret, &[]),
            origin,
        )?,
    })
}

/// What is set up of a provider: address, our name there, the file of the secret.
type Given<'a> = (&'a Option<String>, &'a Option<String>, &'a Option<PathBuf>);

fn provider(
    way: Way,
    [option, of_secret]: [&'static str; 2],
    given: Given<'_>,
    (establishments, scopes): (&[String], &[String]),
    origin: Option<&str>,
) -> Result<Option<Arc<dyn Provider>>> {
    let (Some(issuer), Some(id), Some(file)) = given else {
        return Ok(None);
    };
    let Some(origin) = origin else {
        let why = format!(
            "à donner avec {option} : {} y renvoie les personnes",
            way.name()
        );
        return Err(wrong("--public-url", why));
    };
    let secret = std::fs::read_to_string(file).map_err(|error| {
        let why = out::trouble(&error);
        wrong(of_secret, format!("{} : {why}", file.display()))
    })?;
    if crate::key::is_open(file) {
        tracing::warn!(
            file = %file.display(),
            "d'autres comptes de cette machine peuvent lire le secret de {} : chmod 600",
            way.name()
        );
    }
    if secret.trim().is_empty() {
        let why = format!("{} : le fichier est vide", file.display());
        return Err(wrong(of_secret, why));
    }
    let scopes: Vec<String> = scopes.iter().filter(|s| *s != cli::NONE).cloned().collect();
    // half of who somebody is tells nobody apart
    if !scopes.is_empty()
        && oidc::PIVOT
            .iter()
            .any(|name| scopes.iter().all(|s| s != name))
    {
        let why = format!("donnez {}, ou {}", oidc::PIVOT.join(","), cli::NONE);
        return Err(wrong("--franceconnect-scopes", why));
    }
    let client = oidc::Client {
        way,
        establishments: establishments.to_vec(),
        scopes,
        issuer: issuer.clone(),
        id: id.clone(),
        secret: secret.trim().to_owned(),
        origin: origin.to_owned(),
    };
    let provider = oidc::OpenId::new(client).map_err(|why| wrong(option, why.to_string()))?;
    Ok(Some(Arc::new(provider)))
}

/// Once the town hall has been open to codes by mail, whoever read an agent's mails may have made a passkey of her own: when
/// it is not any more, those go, and everybody with a role needs a code.
async fn by_code(db: &Db, demand: Demand) -> Result<()> {
    const FACT: &str = "town_hall_by_code";
    let mut tx = db.write().await?;
    let was = meta::get(&mut tx, FACT)
        .await?
        .is_some_and(|kept| kept == "yes");
    match demand {
        Demand::Any if !was => meta::set(&mut tx, FACT, "yes").await?,
        Demand::Strong if was => {
            let now = (clock::machine())();
            let rng = &mut ChaCha20Rng::from_os_rng();
            let people = enrolment::closed_to_codes(&mut tx, now, rng).await?;
            meta::set(&mut tx, FACT, "no").await?;
            if people > 0 {
                tracing::warn!(
                    people,
                    "la mairie ne s'ouvre plus par code : les clés d'accès faites jusqu'ici sont retirées ; donnez un code à chaque personne (tiker admin grant, ou Mairie > Personnes)"
                );
            }
        }
        Demand::Any | Demand::Strong => {}
    }
    Ok(tx.commit().await?)
}

/// The folder of mails: as given, else beside the database.
pub fn mail_folder(base: &Base, given: Option<PathBuf>) -> PathBuf {
    given.unwrap_or_else(|| base.database.beside("courriels"))
}

/// Keeps the commune's name when one is given, and gives the one kept.
pub async fn name(db: &Db, given: Option<&str>) -> Result<Option<String>> {
    let mut tx = db.write().await?;
    if let Some(name) = given {
        services::commune::rename(&mut tx, name).await?;
    }
    let name = meta::get(&mut tx, meta::COMMUNE).await?;
    tx.commit().await?;
    Ok(name)
}

/// Listens until it is told to stop; `ready` says so once the address is taken.
pub async fn run(service: Service, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let mut site = Site::load()?;
    if site.is_empty() {
        tracing::warn!(
            "la partie navigateur n'est pas là (TIKER_SITE) : les pages marchent, sans style ni script"
        );
    }
    if let Some(folder) = &service.kept_site
        && let Err(error) = site.keep(folder, (service.clock)())
    {
        // pages open since before the upgrade ask in vain for their style; all else goes on
        tracing::warn!(%error, folder = %folder.display(), "les fichiers du navigateur ne sont pas gardés");
    }
    let site = Arc::new(site);
    let mail_folder = match (&service.outbox, &service.demonstration) {
        (Outbox::Folder(folder), Some(_)) => Some(Arc::new(folder.clone())),
        // the mails of real people are on no page
        _ => None,
    };
    let origin = origin(&service).map(Arc::from);
    let app = App {
        elections: Arc::default(),
        db: service.db.clone(),
        clock: service.clock,
        shown: Arc::default(),
        first_start: Arc::new(service.first_start),
        assets: Arc::new(site.assets.clone()),
        mail_folder,
        origin,
        demonstration: service.demonstration.map(Arc::new),
        https: service.public.as_ref().is_some_and(|p| p.https),
        bringing: Arc::default(),
        demand: service.demand,
        providers: service.providers,
    };
    app.shown.refresh(&mut app.db.read().await?).await?;
    let router = http::router(app.clone(), site, service.public.as_ref(), service.proxies)?;
    let listener = TcpListener::bind(service.listen).await.map_err(|error| {
        let why = out::trouble(&error);
        anyhow!("--listen : {} : {why}", service.listen)
    })?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let running = jobs::start(&app, service.outbox, &stopped);
    ready(address);

    let mut told = stopped.clone();
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        let _ = told.changed().await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        ended = &mut server => ended??,
        signal = stop_signal() => {
            signal?;
            tracing::info!("arrêt demandé");
            let _ = stop.send(true);
            if tokio::time::timeout(LAST_REQUESTS, &mut server).await.is_err() {
                server.abort();
            }
        }
    }
    let _ = stop.send(true);
    for task in running {
        let _ = tokio::time::timeout(LAST_REQUESTS, task).await;
    }
    service.db.close().await;
    Ok(())
}

/// Ends when the program is asked to stop (Ctrl-C, or by the system).
async fn stop_signal() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        done = tokio::signal::ctrl_c() => done?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Roles ask for a passkey wherever a device can have one, unless whoever runs the machine says otherwise.
fn demand(public: Option<&str>, by_code: bool) -> Demand {
    match public {
        Some(public) if !by_code && passkey::possible(public) => Demand::Strong,
        _ => {
            tracing::warn!(
                "les élus et les agents entrent à la mairie avec un code par courriel : qui lit leurs courriels y entre aussi (donnez --public-url en https://)"
            );
            Demand::Any
        }
    }
}

/// How people reach it from a mail: as configured; a demonstration, by where it listens.
fn origin(service: &Service) -> Option<String> {
    match &service.public {
        Some(public) => Some(public.origin.clone()),
        None => service
            .demonstration
            .is_some()
            .then(|| local_origin(service.listen)),
    }
}

/// The address of a demonstration, which is reached where it listens.
pub fn local_origin(listen: SocketAddr) -> String {
    format!("http://{listen}")
}
