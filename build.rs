//! Lists the files of the built-in themes, for `src/theme/built_in.rs`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=themes");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets this for build scripts"));
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets this for build scripts"));

    let mut files = Vec::new();
    if root.join("themes").is_dir() {
        list_files(&root.join("themes"), "themes", &mut files)?;
    }
    files.sort();
    let mut code = String::from("static BUILT_IN: &[(&str, &[u8])] = &[\n");
    for (name, place) in files {
        code.push_str(&format!("    ({name:?}, include_bytes!({place:?})),\n"));
    }
    code.push_str("];\n");
    fs::write(target.join("built_in_themes.rs"), code)
}

fn list_files(folder: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file_name = entry.file_name().into_string().expect("a theme's file names are UTF-8");
        // Files that editors and file managers leave behind are not part of a theme.
        if file_name.starts_with('.') {
            continue;
        }
        let name = format!("{name}/{file_name}");
        match entry.file_type()?.is_dir() {
            true => list_files(&entry.path(), &name, files)?,
            false => files.push((name, entry.path())),
        }
    }
    Ok(())
}
