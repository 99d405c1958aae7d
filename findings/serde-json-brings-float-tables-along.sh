#!/usr/bin/env bash
# serde_json 1.0.154: a WebAssembly program that reads one text out of an object, and has no number anywhere,
# carries the tables by which floating numbers are written (crate zmij). The message for a value of a wrong type
# quotes the value, and that might be a number.
#
# Expected: what writes floating numbers is left out by the linker where no type has one.
# Seen: reading the object as a type takes at least 4,000 bytes of data more than reading it as any value
# (serde_json::Value) and asking that for the text, which has numbers in it.
set -euo pipefail

VERSION=1.0.154
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rustup target add wasm32-unknown-unknown > /dev/null 2>&1 || true

build() {
  mkdir -p "$folder/$1/src"
  cat > "$folder/$1/Cargo.toml" <<TOML
[package]
name = "reading"
version = "0.0.0"
edition = "2021"
[lib]
crate-type = ["cdylib"]
[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "=$VERSION"
[profile.release]
opt-level = "z"
lto = true
codegen-units = 1
panic = "abort"
TOML
  cat > "$folder/$1/src/lib.rs"
  cargo build --quiet --release --target wasm32-unknown-unknown --manifest-path "$folder/$1/Cargo.toml" \
    --target-dir "$folder/target-$1"
}

build type <<'RUST'
#[derive(serde::Deserialize)]
struct Named {
    name: String,
}

#[no_mangle]
pub unsafe extern "C" fn read(json: *const u8, length: usize) -> usize {
    match serde_json::from_slice::<Named>(std::slice::from_raw_parts(json, length)) {
        Ok(named) => named.name.len(),
        Err(error) => error.to_string().len(),
    }
}
RUST
build value <<'RUST'
#[no_mangle]
pub unsafe extern "C" fn read(json: *const u8, length: usize) -> usize {
    match serde_json::from_slice::<serde_json::Value>(std::slice::from_raw_parts(json, length)) {
        Ok(value) => value["name"].as_str().unwrap_or_default().len(),
        Err(error) => error.to_string().len(),
    }
}
RUST

cat > "$folder/data.py" <<'PYTHON'
"""The bytes of the data section of a WebAssembly program."""

import sys


def number(program, at):
    value = shift = 0
    while True:
        value |= (program[at] & 127) << shift
        shift += 7
        at += 1
        if program[at - 1] < 128:
            return value, at


program = open(sys.argv[1], "rb").read()
at = 8
while at < len(program):
    kind = program[at]
    length, at = number(program, at + 1)
    if kind == 11:
        print(length)
    at += length
PYTHON
data_of() { python3 "$folder/data.py" "$folder/target-$1/wasm32-unknown-unknown/release/reading.wasm"; }

type=$(data_of type)
value=$(data_of value)
echo "serde_json $VERSION, bytes of data: as a type $type, as any value $value"
if (( type - value < 4000 )); then
  echo "this differs from what was found" >&2
  exit 1
fi
