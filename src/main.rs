//! The start in a browser: the first page takes the place of the frame that `index.html` paints first,
//! and the whole program the place of the first page.

use swr_console::first;
use swr_console::shell::report_panics;

fn main() {
    report_panics();
    first::start();
}
