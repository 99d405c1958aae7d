//! Layers: a tar archive compressed with gzip. Reproducible: the same files produce the same bytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

const BLOCK: usize = 512;

/// A file of a layer, owned by root.
pub struct File<'a> {
    /// Relative, at most 100 bytes, as the oldest form of tar has it.
    pub path: &'a str,
    pub is_executable: bool,
    pub content: &'a [u8],
}

/// The files in their order. All are from 1970: a date would be the only thing that differs.
pub fn tar(files: &[File<'_>]) -> Vec<u8> {
    let mut archive = Vec::new();
    for file in files {
        archive.extend_from_slice(&header(file));
        archive.extend_from_slice(file.content);
        archive.resize(archive.len().next_multiple_of(BLOCK), 0);
    }
    // Two empty blocks are the end.
    archive.resize(archive.len() + 2 * BLOCK, 0);
    archive
}

fn header(file: &File<'_>) -> [u8; BLOCK] {
    let mut header = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    assert!(file.path.len() <= 100, "{} is too long", file.path);
    let mode: &[u8] = if file.is_executable {
        b"0000755"
    } else {
        b"0000644"
    };
    put(0, file.path.as_bytes());
    put(100, mode);
    put(108, b"0000000");
    put(116, b"0000000");
    put(124, format!("{:011o}", file.content.len()).as_bytes());
    put(136, b"00000000000");
    // The checksum counts itself as spaces.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    header
}

/// Without name and time in the header, so that the same bytes stay the same bytes.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes everything")
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    fn files() -> [File<'static>; 2] {
        [
            File {
                path: "usr/bin/app",
                is_executable: true,
                content: b"#!/bin/sh\n",
            },
            File {
                path: "etc/empty",
                is_executable: false,
                content: b"",
            },
        ]
    }

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let archive = gzip(&tar(&files()));
        assert_eq!(archive, gzip(&tar(&files())));
        assert_eq!(archive[..2], [0x1f, 0x8b]);
        assert_eq!(archive[4..8], [0; 4], "no time");
    }

    #[test]
    fn another_program_can_unpack_it() {
        let mut tar_program = Command::new("tar")
            .args(["-tvzf", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let archive = gzip(&tar(&files()));
        tar_program
            .stdin
            .take()
            .unwrap()
            .write_all(&archive)
            .unwrap();
        let output = tar_program.wait_with_output().unwrap();
        let listing = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{listing}");
        let lines: Vec<_> = listing.lines().collect();
        assert!(lines[0].starts_with("-rwxr-xr-x"), "{listing}");
        assert!(lines[0].ends_with("usr/bin/app"), "{listing}");
        assert!(lines[1].ends_with("etc/empty"), "{listing}");
    }
}
