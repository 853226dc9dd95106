//! The commune as pages show it: its name, and the files made of its colour and coat of arms. Made once when
//! they change, kept in memory. Never here: who may change them (services::commune).

use axum::body::Bytes;
use services::commune::{Arms, Commune, Palette};
use services::{Tx, commune};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Folder of these files in addresses.
pub const FOLDER: &str = "/identite";
/// The name before one is given.
const NAMELESS: &str = "Ma commune";
/// Sides of the icons of a home screen, in pixels; the first is Apple's, which is not in the manifest.
const SIDES: [u32; 3] = [180, 192, 512];

/// A file, its name made of its content: it can be kept for ever.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its bytes.
    pub body: Bytes,
    /// Its media type.
    pub kind: &'static str,
}

/// The coat of arms in the bar.
#[derive(Clone, Debug)]
pub struct Shield {
    /// Address of the image.
    pub src: String,
    /// Width and height in CSS pixels.
    pub size: (u32, u32),
}

/// An icon of the home screen.
#[derive(Clone, Debug)]
pub struct HomeIcon {
    /// Address of the image.
    pub src: String,
    /// Side in pixels.
    pub side: u32,
    /// Whether phones may cut its edge off.
    pub maskable: bool,
}

/// The commune as pages show it.
#[derive(Clone, Debug)]
pub struct Look {
    /// Its name.
    pub name: Arc<str>,
    /// Whether a name was given at all.
    pub named: bool,
    /// Address of its own style sheet, when it has a colour.
    pub css: Option<String>,
    /// Its coat of arms, when it has one.
    pub shield: Option<Shield>,
    /// Its icons, when it has a coat of arms.
    pub icons: Vec<HomeIcon>,
    /// Colour of the bar by day and in the dark.
    pub bars: [String; 2],
    version: i64,
    files: HashMap<String, Made>,
}

impl Look {
    /// Makes what pages need. Takes some tenths of a second when there is a coat of arms.
    #[must_use]
    pub fn of(commune: &Commune) -> Look {
        let mut look = Look {
            name: commune.name.as_deref().unwrap_or(NAMELESS).into(),
            named: commune.name.is_some(),
            css: None,
            shield: None,
            icons: Vec::new(),
            // those of style/tokens.css
            bars: ["#0f4852".to_owned(), "#0d2b31".to_owned()],
            version: commune.version,
            files: HashMap::new(),
        };
        let palette = commune.colour.map(Palette::of);
        if let Some(palette) = palette {
            let css = palette.css().into_bytes();
            look.css = Some(look.add("couleurs", "css", "text/css; charset=utf-8", css));
            look.bars = [palette.light.bar, palette.dark.bar].map(|c| c.to_string());
        }
        if let Some(arms) = &commune.arms {
            look.dress(arms, palette);
        }
        look
    }

    fn dress(&mut self, arms: &Arms, palette: Option<Palette>) {
        let (png, size) = arms.bar();
        let src = self.add("blason", "png", "image/png", png);
        self.shield = Some(Shield { src, size });
        let ground = palette.map_or(services::commune::Colour(0x0f, 0x48, 0x52), |p| p.light.bar);
        for side in SIDES {
            for maskable in [false, true] {
                if maskable && side == SIDES[0] {
                    continue;
                }
                let png = arms.icon(side, ground, maskable);
                let src = self.add("icone", "png", "image/png", png);
                self.icons.push(HomeIcon {
                    src,
                    side,
                    maskable,
                });
            }
        }
    }

    fn add(&mut self, what: &str, ending: &str, kind: &'static str, body: Vec<u8>) -> String {
        let digest = Sha256::digest(&body);
        let hash: String = digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
        let name = format!("{what}-{hash}.{ending}");
        let address = format!("{FOLDER}/{name}");
        let body = Bytes::from(body);
        self.files.insert(name, Made { body, kind });
        address
    }

    /// The file of that name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Made> {
        self.files.get(name)
    }

    /// Apple's icon of the home screen, when there is a coat of arms.
    #[must_use]
    pub fn apple(&self) -> Option<&str> {
        let icon = self.icons.iter().find(|icon| icon.side == SIDES[0]);
        icon.map(|icon| icon.src.as_str())
    }
}

impl Default for Look {
    fn default() -> Look {
        Look::of(&Commune::default())
    }
}

/// The look that every request sees, and that changes at once for all.
#[derive(Debug, Default)]
pub struct Shown(RwLock<Arc<Look>>);

impl Shown {
    /// The present look.
    #[must_use]
    pub fn look(&self) -> Arc<Look> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the commune again if it changed: here, or on another server that shares the database.
    ///
    /// # Errors
    /// What the database says.
    pub async fn refresh(&self, tx: &mut Tx) -> services::Result<()> {
        let known = self.look();
        if known.named && commune::version(tx).await? == known.version {
            return Ok(());
        }
        let commune = commune::load(tx).await?;
        // images are made here, some tenths of a second: other requests go on meanwhile
        if let Ok(look) = tokio::task::spawn_blocking(move || Look::of(&commune)).await {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(look);
        }
        Ok(())
    }
}
