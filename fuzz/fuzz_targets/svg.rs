#![no_main]

use kb_fuzz::{checks, run};

libfuzzer_sys::fuzz_target!(|data: &[u8]| run(checks::svg, data));
