//! Lists the files of the built-in themes, for `src/theme/built_in.rs`, and minifies their stylesheets and scripts, so that no
//! build of a site has to.

#[path = "src/theme/minify.rs"]
mod minify;
#[path = "src/theme/reference.rs"]
#[expect(dead_code, reason = "only its reading of scripts is needed here")]
mod reference;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    for place in ["build.rs", "themes", "src/theme/minify.rs", "src/theme/reference.rs"] {
        println!("cargo::rerun-if-changed={place}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets this for build scripts"));
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets this for build scripts"));

    let mut files = Vec::new();
    if root.join("themes").is_dir() {
        list_files(&root.join("themes"), "themes", &mut files)?;
    }
    files.sort();
    let mut code = String::from("static BUILT_IN: &[BuiltIn] = &[\n");
    for (number, (name, place)) in files.iter().enumerate() {
        let minified = match minify::minified(name, &fs::read(place)?) {
            Some(text) => {
                // Beside the code that includes it.
                let place = format!("minified-{number}");
                fs::write(target.join(&place), text)?;
                format!("Some(include_str!({place:?}))")
            }
            None => "None".to_owned(),
        };
        code.push_str(&format!(
            "    BuiltIn {{ path: {name:?}, bytes: include_bytes!({place:?}), minified: {minified} }},\n"
        ));
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
