//! Lists the pages and the assets, so that the binary carries them and runs from an empty
//! directory. A list of `include_str!` needs no crate, is the same in every profile, and cargo
//! rebuilds when a file is added, changed or removed.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let pages = root.join("src/pages");
    let assets = root.join("src/assets");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", pages.display());
    println!("cargo:rerun-if-changed={}", assets.display());

    let mut code = String::from(
        "/// The templates and documents below `src/pages`, by their path there.\npub(super) static PAGES: &[(&str, &str)] = &[\n",
    );
    for (name, path) in files(&pages)? {
        let text = Path::new(&name)
            .extension()
            .is_some_and(|ext| ext == "html" || ext == "graphql");
        if text {
            // Writing to a string cannot fail.
            let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", path.display());
        }
    }
    code.push_str("];\n/// The files of `src/assets`, by name.\npub(super) static ASSETS: &[(&str, &[u8])] = &[\n");
    for (name, path) in files(&assets)? {
        let _ = writeln!(
            code,
            "    ({name:?}, include_bytes!({:?})),",
            path.display()
        );
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), code)
}

/// The files below a folder with their paths relative to it, in order; hidden ones are left out.
fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), folder.to_path_buf())];
    while let Some((prefix, folder)) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let relative = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                folders.push((format!("{relative}/"), entry.path()));
            } else {
                found.push((relative, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}
