//! The embedded templates, documents and assets.

use super::assets::Assets;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// The files that the engine works on. A test brings its own.
#[derive(Clone, Copy, Debug)]
pub struct Sources {
    /// Templates and documents by path, such as `challenge/show.html`.
    pub pages: &'static [(&'static str, &'static str)],
    /// Style sheets, scripts and pictures by name.
    pub assets: &'static [(&'static str, &'static [u8])],
}

impl Sources {
    /// What was in `src/pages` and `src/assets` when the binary was built.
    pub fn embedded() -> Self {
        Self {
            pages: embedded::PAGES,
            assets: embedded::ASSETS,
        }
    }

    /// The text of one file.
    pub fn page(&self, path: &str) -> Option<&'static str> {
        self.pages
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| *text)
    }

    /// The templates among the pages.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let html = |name: &str| name.rsplit_once('.').is_some_and(|(_, ext)| ext == "html");
        self.pages
            .iter()
            .copied()
            .filter(move |(name, _)| html(name))
    }

    /// The assets with their addresses.
    pub fn assets(&self) -> Assets {
        Assets::new(self.assets)
    }
}
