//! The position of a popup: below its anchor, above if there is more room, or at its side; never beyond the
//! edge. Pure, so it is tested without a browser; the browser's own anchor positioning is not available
//! everywhere yet.

/// A box on the screen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Which edge of the anchor the floating box keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Center,
    End,
    /// At its left, where there is room, on the same line.
    Side,
}

const GAP: f64 = 4.0;
const MARGIN: f64 = 8.0;

/// Left and top of a floating box of the given size.
pub(super) fn place(
    anchor: Area,
    size: (f64, f64),
    screen: (f64, f64),
    align: Align,
) -> (f64, f64) {
    let (width, height) = size;
    let right = anchor.left + anchor.width;
    let before = anchor.left - GAP - width;
    let left = match align {
        Align::Center => anchor.left + (anchor.width - width) / 2.0,
        Align::End => right - width,
        Align::Side if before >= MARGIN => before,
        Align::Side => right + GAP,
    };
    let below = anchor.top + anchor.height + GAP;
    let above = anchor.top - GAP - height;
    let room_below = screen.1 - MARGIN - below;
    let top = match align {
        Align::Side => anchor.top + (anchor.height - height) / 2.0,
        _ if room_below >= height || room_below >= anchor.top => below,
        _ => above,
    };
    // The lower bound wins: what is wider than the screen starts at its left edge.
    let clamp = |at: f64, length: f64, limit: f64| at.min(limit - MARGIN - length).max(MARGIN);
    (clamp(left, width, screen.0), clamp(top, height, screen.1))
}

/// Puts a shown element beside its anchor.
pub(super) fn place_element(
    floating: &web_sys::HtmlElement,
    anchor: &web_sys::Element,
    align: Align,
) {
    let area = |element: &web_sys::Element| {
        let bounds = element.get_bounding_client_rect();
        Area {
            left: bounds.left(),
            top: bounds.top(),
            width: bounds.width(),
            height: bounds.height(),
        }
    };
    let own = area(floating);
    let window = leptos::prelude::window();
    let length = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|it| it.as_f64()).unwrap_or_default()
    };
    let screen = (length(window.inner_width()), length(window.inner_height()));
    let (left, top) = place(area(anchor), (own.width, own.height), screen, align);
    let style = floating.style();
    // Set through the object model: a strict policy blocks the attribute, not this.
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: (f64, f64) = (1000.0, 800.0);

    fn anchor_at(left: f64, top: f64) -> Area {
        Area {
            left,
            top,
            width: 32.0,
            height: 32.0,
        }
    }

    #[test]
    fn it_stands_below_and_keeps_to_the_edge_requested() {
        assert_eq!(
            place(anchor_at(500.0, 100.0), (200.0, 300.0), SCREEN, Align::End),
            (332.0, 136.0)
        );
        assert_eq!(
            place(
                anchor_at(500.0, 100.0),
                (132.0, 30.0),
                SCREEN,
                Align::Center
            ),
            (450.0, 136.0)
        );
    }

    #[test]
    fn it_goes_above_when_there_is_no_room_below() {
        assert_eq!(
            place(anchor_at(500.0, 700.0), (200.0, 300.0), SCREEN, Align::End).1,
            396.0
        );
    }

    #[test]
    fn at_the_side_it_stands_on_the_line_of_its_anchor() {
        let at = |left| place(anchor_at(left, 100.0), (80.0, 24.0), SCREEN, Align::Side);
        assert_eq!(at(500.0), (416.0, 104.0));
        assert_eq!(at(92.0), (8.0, 104.0));
        assert_eq!(at(91.0), (127.0, 104.0));
    }

    #[test]
    fn it_never_leaves_the_screen() {
        assert_eq!(
            place(
                anchor_at(990.0, 100.0),
                (200.0, 300.0),
                SCREEN,
                Align::Center
            )
            .0,
            792.0
        );
        assert_eq!(
            place(anchor_at(0.0, 100.0), (200.0, 300.0), SCREEN, Align::End).0,
            8.0
        );
        assert_eq!(
            place(
                anchor_at(0.0, 100.0),
                (2000.0, 300.0),
                SCREEN,
                Align::Center
            )
            .0,
            8.0
        );
    }
}
