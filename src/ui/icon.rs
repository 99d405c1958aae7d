//! The line icons. They have no meaning of their own: they are hidden from assistive technology, and are
//! used beside a label or in a button with a name.

use crate::markup::view;
use leptos::prelude::*;

/// What a picture shows, not where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are what the pictures show")]
pub enum Icon {
    Activity,
    Alert,
    ArrowDown,
    ArrowUp,
    Check,
    ChevronDown,
    ChevronRight,
    Close,
    Collapse,
    Columns,
    Copy,
    Cube,
    Download,
    External,
    Globe,
    Help,
    Home,
    Info,
    Key,
    Lock,
    Menu,
    Monitor,
    Moon,
    More,
    Organization,
    Pencil,
    Plus,
    Refresh,
    Rows,
    Search,
    Settings,
    SignOut,
    Sun,
    Switch,
    Tag,
    Trash,
    Upload,
    User,
}

impl Icon {
    /// One path on a grid of 24. Dots are lines of no length: the round caps draw them.
    pub fn path(self) -> &'static str {
        match self {
            Self::Activity => "M2 12h4l3-8 6 16 3-8h4",
            Self::Alert => "M12 3.5 22 20.5H2ZM12 10v4.5M12 17.5h.01",
            Self::ArrowDown => "M12 5v14M6 13l6 6 6-6",
            Self::ArrowUp => "M12 19V5M6 11l6-6 6 6",
            Self::Check => "M4.5 12.5l5 5 10-11",
            Self::ChevronDown => "M6 9l6 6 6-6",
            Self::ChevronRight => "M9 6l6 6-6 6",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Collapse => {
                "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM9 4v16M16 9l-3 3 3 3"
            }
            Self::Columns => {
                "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM9 4v16M15 4v16"
            }
            Self::Copy => {
                "M11 9h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM5 15a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2"
            }
            Self::Cube => {
                "M12 2.5l8.5 4.75v9.5L12 21.5l-8.5-4.75v-9.5ZM3.5 7.25 12 12l8.5-4.75M12 12v9.5"
            }
            Self::Download => "M12 3v12M7 10.5l5 5 5-5M4 20h16",
            Self::External => {
                "M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4"
            }
            Self::Globe => {
                "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c3 2.7 4 5.5 4 9s-1 6.3-4 9c-3-2.7-4-5.5-4-9s1-6.3 4-9"
            }
            Self::Help => {
                "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.3 9.3a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.1-1.5 2.1M12 17h.01"
            }
            Self::Home => "M4 4h6v6H4ZM14 4h6v6h-6ZM14 14h6v6h-6ZM4 14h6v6H4Z",
            Self::Info => "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 11v5.5M12 7.5h.01",
            Self::Key => "M3 16a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.7 12.8 20 3.5M16 7.5l3 3",
            Self::Lock => {
                "M6 11h12a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 18 21H6a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 6 11ZM8 11V7a4 4 0 0 1 8 0v4"
            }
            Self::Menu => "M4 6h16M4 12h16M4 18h16",
            Self::Monitor => {
                "M4 4h16a1.5 1.5 0 0 1 1.5 1.5v10A1.5 1.5 0 0 1 20 17H4a1.5 1.5 0 0 1-1.5-1.5v-10A1.5 1.5 0 0 1 4 4ZM8 21h8M12 17v4"
            }
            Self::Moon => "M20.5 14.2A8.7 8.7 0 1 1 9.8 3.5a7 7 0 0 0 10.7 10.7Z",
            Self::More => {
                "M4 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M18 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0"
            }
            Self::Organization => {
                "M3 21h18M5 21V8l7-5 7 5v13M9.5 21v-5h5v5M9.5 11.5h.01M14.5 11.5h.01"
            }
            Self::Pencil => {
                "M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19ZM14.5 6l3.5 3.5"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Refresh => "M20 4v5h-5M20 9a8.5 8.5 0 1 0 .5 4.5",
            Self::Rows => "M4 6h16M4 12h16M4 18h16",
            Self::Search => "M3.5 10.5a7 7 0 1 0 14 0a7 7 0 1 0-14 0M15.5 15.5 21 21",
            Self::Settings => {
                "M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M4 17h3M11 17h9M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
            }
            Self::SignOut => "M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9",
            Self::Sun => {
                "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Switch => "M8 9.5l4-4 4 4M8 14.5l4 4 4-4",
            Self::Tag => {
                "M3.5 4.5v7.2L12.3 20.5a1.7 1.7 0 0 0 2.4 0l5.8-5.8a1.7 1.7 0 0 0 0-2.4L11.7 3.5H4.5a1 1 0 0 0-1 1ZM8 8h.01"
            }
            Self::Trash => "M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 11v5.5M14 11v5.5",
            Self::Upload => "M12 15V3M7 7.5l5-5 5 5M4 20h16",
            Self::User => "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 21c.5-4.5 3.5-6.5 8-6.5s7.5 2 8 6.5",
        }
    }
}

/// An icon of 16 px in the colour of the text around it.
#[component]
pub fn Glyph(
    /// The picture.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
