#!/usr/bin/env bash
# fluent-bundle 0.16.0 takes the default variant for some numbers that have a plural form of their own. The Unicode CLDR says
# `n % 100 = 3..10` for Arabic `few`; the rules in intl_pluralrules 7.0.2 compare n itself with such a range, so 3 is `few`, and
# 103 is not. The same in Lithuanian (22) and Belarusian (15). Needs cargo and a connection to a package registry.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Cargo.toml <<'TOML'
[package]
name = "plurals"
version = "0.0.0"
edition = "2024"
[dependencies]
fluent-bundle = "=0.16.0"
intl_pluralrules = "=7.0.2"
unic-langid = "=0.9.6"
TOML
mkdir src
cat > src/main.rs <<'RUST'
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

fn main() {
    let text = "form = { $n ->\n [one] one\n [few] few\n [many] many\n *[other] other\n}\n";
    for (language, number) in [("ar", 3), ("ar", 103), ("lt", 9), ("lt", 22), ("be", 5), ("be", 15), ("pl", 22)] {
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.add_resource(FluentResource::try_new(text.to_owned()).unwrap()).unwrap();
        let mut values = FluentArgs::new();
        values.set("n", number);
        let pattern = bundle.get_message("form").unwrap().value().unwrap();
        println!("{language} {number} {}", bundle.format_pattern(pattern, Some(&values), &mut Vec::new()));
    }
}
RUST
found=$(cargo run --quiet)
# The CLDR 48.2 has few, few, few, few, many, many, few.
expected='ar 3 few
ar 103 other
lt 9 few
lt 22 other
be 5 many
be 15 other
pl 22 few'
echo "fluent-bundle 0.16.0, intl_pluralrules 7.0.2:"
echo "$found"
[ "$found" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
