//! The component library: everything visible, and nothing of its subject. It does not depend on addresses,
//! the session or the service; a component that is a link takes an `href`.
//!
//! Each component has the style sheet of the same name in `style/components`; its class is its name, and
//! states are attributes, so the visible and the announced state are always the same.

mod focus;
mod icon;
mod identity;
pub mod ordering;
mod placement;
pub mod texts;
mod tone;

mod badge;
mod bar_list;
mod button;
mod chart;
mod checkbox;
mod command_block;
mod confirm;
mod consequence;
mod copy_button;
mod dialog;
mod empty_state;
mod error_panel;
mod facet_chip;
mod fact_list;
mod field;
mod figure;
mod form_dialog;
mod live_region;
mod mark;
mod menu;
mod moment;
mod name_list;
mod notice;
mod page_facts;
mod page_header;
mod panel;
mod properties;
mod prose;
mod radio_group;
mod searchable_text;
mod select;
mod skeleton;
mod step_list;
mod submission;
mod submit_dialog;
mod switch;
mod table;
mod tabs;
mod text_input;
mod toast;
mod tooltip;
mod treemap;
mod typed_name;
mod unknown;
mod value_table;

pub use badge::Badge;
pub use bar_list::{BarList, BarRow};
pub use button::{Button, ButtonVariant, IconButton, LinkButton};
pub use chart::{Chart, ChartPoint, ChartWords};
pub use checkbox::Checkbox;
pub use command_block::CommandBlock;
pub use confirm::Confirm;
pub use consequence::Consequence;
pub use copy_button::{CopyButton, CopyTextButton, Copying, use_copying};
pub use dialog::{Dialog, DialogFooter, DialogHandle, use_dialog};
pub use empty_state::{EmptyState, NothingYet};
pub use error_panel::{ErrorBanner, ErrorPanel, Problem};
pub use facet_chip::FacetChip;
pub use fact_list::{Fact, FactList, NamedFact};
pub use field::{Field, FieldControl, FieldIds};
pub use figure::{Figure, Figures};
pub use focus::{find_all, keep_focus};
pub use form_dialog::FormDialog;
pub use icon::{Glyph, Icon};
pub use live_region::LiveRegion;
pub use mark::Mark;
pub use menu::{Menu, MenuItem, MenuItems};
pub use moment::{Age, Dated, Moment, provide_moment_clock};
pub use name_list::NameList;
pub use notice::Notice;
pub use page_facts::PageFacts;
pub use page_header::{AwaitedHeading, PageHeader};
pub use panel::Panel;
pub use properties::{MoreProperties, Properties, Property};
pub use prose::Prose;
pub use radio_group::RadioGroup;
pub use searchable_text::SearchableText;
pub use select::{Choice, Select};
pub use skeleton::Skeleton;
pub use step_list::{Step, StepList};
pub use submission::Submission;
pub use switch::Switch;
pub use table::{
    BulkAction, Column, LoadState, Sort, Table, TableControls, TableDefinition, TableProgress,
    TableView, least_table_width,
};
pub use tabs::{ChoiceTabs, Tab, TabbedBody, Tabs};
pub use text_input::{InputOptions, TextArea, TextInput};
pub use toast::{Overlays, Toasts, provide_toasts, use_toasts};
pub use tone::Tone;
pub use tooltip::Tooltip;
pub use treemap::{Treemap, TreemapPart};
pub use typed_name::TypedName;
pub use unknown::Unknown;
pub use value_table::{LinkedValue, ValueTable};
