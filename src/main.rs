//! The start in a browser: the console takes the place of the frame that `index.html` paints first.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use swr_console::app::App;
use swr_console::shell::report_panics;

fn main() {
    report_panics();
    let take_frame_away = || {
        if let Some(frame) = document().get_element_by_id("frame") {
            frame.remove();
        }
    };
    mount_to_body(move || view! { <App on_ready=UnsyncCallback::from(take_frame_away)/> });
}
