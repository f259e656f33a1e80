//! Compressed copies of a file, which servers send to programs that can read them (RFC 9110, section 8.4.1).
//!
//! Takes bytes, gives bytes. Does not know what is worth compressing.

use std::io::Read;

use brotli::enc::BrotliEncoderParams;
use flate2::read::GzDecoder;
use libdeflater::{CompressionLvl, Compressor};

/// A content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Brotli (RFC 7932), which all browsers read, but only over HTTPS.
    Brotli,
    /// gzip (RFC 1952), which everything reads.
    Gzip,
}

impl Coding {
    /// Every coding.
    pub const ALL: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

    /// What the name of a copy has after that of the file: servers know it.
    pub fn extension(self) -> &'static str {
        match self {
            Coding::Brotli => ".br",
            Coding::Gzip => ".gz",
        }
    }

    /// Compresses bytes as well as the coding can.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Coding::Brotli => {
                let settings =
                    BrotliEncoderParams { size_hint: bytes.len(), ..BrotliEncoderParams::default() };
                let mut packed = Vec::with_capacity(bytes.len() / 3);
                brotli::BrotliCompress(&mut &*bytes, &mut packed, &settings)
                    .expect("reading and writing memory does not fail");
                packed
            }
            Coding::Gzip => {
                // Higher levels take ten times as long to save 2 %.
                let level = CompressionLvl::new(9).expect("libdeflate has this level");
                let mut compressor = Compressor::new(level);
                let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
                let length = compressor.gzip_compress(bytes, &mut packed);
                packed.truncate(length.expect("there is room for the worst case"));
                packed
            }
        }
    }

    /// Whether `packed` is a copy of these bytes.
    pub fn is_copy(self, packed: &[u8], bytes: &[u8]) -> bool {
        // One byte more shows that there are more.
        let most = bytes.len() as u64 + 1;
        let mut unpacked = Vec::with_capacity(bytes.len() + 1);
        let read = match self {
            Coding::Brotli => brotli::Decompressor::new(packed, 4096).take(most).read_to_end(&mut unpacked),
            Coding::Gzip => GzDecoder::new(packed).take(most).read_to_end(&mut unpacked),
        };
        read.is_ok() && unpacked == bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_smaller_and_of_exactly_these_bytes() {
        let bytes = "Ink and paper. ".repeat(100).into_bytes();
        for coding in Coding::ALL {
            let packed = coding.compress(&bytes);
            assert!(packed.len() < bytes.len() / 10, "{coding:?}");
            assert!(coding.is_copy(&packed, &bytes), "{coding:?}");
            for other in [&bytes[1..], &bytes[..bytes.len() - 1], b""] {
                assert!(!coding.is_copy(&packed, other), "{coding:?}");
            }
            assert!(!coding.is_copy(&packed[..packed.len() / 2], &bytes), "{coding:?}");
            assert!(!coding.is_copy(b"", &bytes), "{coding:?}");
        }
    }
}
