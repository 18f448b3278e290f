//! A drawing made of rectangles, lines and text, as SVG of our own, rendered with the fonts in the binary.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{FontResolver, Options, Tree};

/// Pixels per unit of the layout, for screens that have two.
const DENSITY: f32 = 2.0;
/// The longest text that is drawn; the rest would leave the picture anyway.
const LONGEST: usize = 200;

pub(super) const INK: &str = "#1d2433";
pub(super) const FAINT_INK: &str = "#5d6675";
pub(super) const GRID: &str = "#e7eaf0";
/// Orange and blue stay apart for every kind of colour blindness (Okabe and Ito), and grey recedes.
pub(super) const NEGATIVE: &str = "#d55e00";
pub(super) const NEUTRAL: &str = "#c5cbd6";
pub(super) const POSITIVE: &str = "#0072b2";

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub size: f32,
    pub bold: bool,
    pub ink: &'static str,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Pen {
    pub const TITLE: Self = Self { size: 16.0, bold: true, ink: INK, anchor: "start" };
    pub const LABEL: Self = Self { size: 12.0, bold: false, ink: FAINT_INK, anchor: "start" };

    pub fn anchored(self, anchor: &'static str) -> Self {
        Self { anchor, ..self }
    }
}

/// A picture in the making; units are half pixels.
#[derive(Debug)]
pub(super) struct Canvas {
    width: f32,
    height: f32,
    body: String,
}

impl Canvas {
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, body: String::new() }
    }

    pub fn rect(&mut self, [x, y, width, height]: [f32; 4], fill: &str, radius: f32) {
        if width > 0.0 && height > 0.0 {
            self.push(format_args!(
                r#"<rect x="{x:.2}" y="{y:.2}" width="{width:.2}" height="{height:.2}" rx="{radius}" fill="{fill}"/>"#
            ));
        }
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), stroke: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.push(format_args!(
            r#"<path d="M{x1:.2} {y1:.2} L{x2:.2} {y2:.2}" stroke="{stroke}" stroke-width="1" fill="none"/>"#
        ));
    }

    /// A dashed line through points, on a light halo so that it is seen over columns.
    pub fn dashes(&mut self, points: &[(f32, f32)]) {
        let path: String = points.iter().fold(String::new(), |mut path, (x, y)| {
            let _ = write!(path, "{}{x:.2} {y:.2}", if path.is_empty() { 'M' } else { 'L' });
            path
        });
        if points.len() > 1 {
            let common = r#"fill="none" stroke-linejoin="round" stroke-linecap="round""#;
            self.push(format_args!(
                r##"<path d="{path}" {common} stroke="#ffffff" stroke-opacity="0.8" stroke-width="4"/>"##
            ));
            self.push(format_args!(
                r#"<path d="{path}" {common} stroke="{INK}" stroke-width="1.6" stroke-dasharray="4 3.4"/>"#
            ));
        }
    }

    /// Text with its baseline at `y`. Whatever it says, it is drawn as text.
    pub fn text(&mut self, (x, y): (f32, f32), text: &str, pen: Pen) {
        let element = element((x, y), text, pen);
        self.body.push_str(&element);
    }

    /// Text that ends in an ellipsis rather than going beyond `width`. Answers how wide it became.
    pub fn fitted(&mut self, at: (f32, f32), text: &str, pen: Pen, width: f32) -> f32 {
        let text = fit(text, pen, width);
        self.text(at, &text, pen);
        measure(&text, pen)
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let tree = Tree::from_str(&self.svg(), &options()).map_err(|error| error.to_string())?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand pixels")]
        let (width, height) = ((self.width * DENSITY).ceil() as u32, (self.height * DENSITY).ceil() as u32);
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| format!("{width} by {height} pixels"))?;
        resvg::render(&tree, Transform::from_scale(DENSITY, DENSITY), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| error.to_string())
    }

    pub fn svg(&self) -> String {
        let Self { width, height, body } = self;
        document(&format!(r##"<rect width="{width}" height="{height}" fill="#ffffff"/>{body}"##), *width, *height)
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(element);
    }
}

/// How wide a text will be, with the fonts it is drawn with.
pub(super) fn measure(text: &str, pen: Pen) -> f32 {
    let alone = document(&element((0.0, 0.0), text, pen.anchored("start")), 1.0, 1.0);
    Tree::from_str(&alone, &options()).map_or(0.0, |tree| tree.root().abs_bounding_box().right())
}

/// The text, or as much of its start as fits, with an ellipsis.
pub(super) fn fit(text: &str, pen: Pen, width: f32) -> String {
    let text: String = text.chars().take(LONGEST).collect();
    if measure(&text, pen) <= width {
        return text;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| format!("{}…", text.get(..ends.get(count).copied().unwrap_or(0)).unwrap_or("").trim_end());
    let fits = |count: usize| measure(&cut(count), pen) <= width;
    let (mut low, mut high) = (0, ends.len());
    while low + 1 < high {
        let middle = low.midpoint(high);
        if fits(middle) { low = middle } else { high = middle }
    }
    cut(low)
}

fn element((x, y): (f32, f32), text: &str, pen: Pen) -> String {
    let Pen { size, bold, ink, anchor } = pen;
    let weight = if bold { 700 } else { 400 };
    format!(
        r#"<text x="{x:.2}" y="{y:.2}" font-size="{size}" font-weight="{weight}" fill="{ink}" text-anchor="{anchor}">{}</text>"#,
        escape(text)
    )
}

fn document(body: &str, width: f32, height: f32) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="Noto Sans" xml:space="preserve">{body}</svg>"#
    )
}

/// Text as XML takes it: no mark-up, and no characters that XML can't hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(LONGEST) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            hidden if hidden.is_control() => {}
            shown => out.push(shown),
        }
    }
    out
}

fn options() -> Options<'static> {
    let (fonts, chinese) = fonts();
    Options {
        fontdb: fonts.clone(),
        font_family: "Noto Sans".to_owned(),
        font_resolver: FontResolver {
            select_fallback: Box::new(move |_, used, _| chinese.filter(|id| !used.contains(id))),
            ..FontResolver::default()
        },
        ..Options::default()
    }
}

/// The fonts in the binary, and which of them is the Chinese one.
fn fonts() -> (&'static Arc<Database>, Option<ID>) {
    static FONTS: OnceLock<(Arc<Database>, Option<ID>)> = OnceLock::new();
    let (fonts, chinese) = FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        for file in [
            include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf").as_slice(),
            include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
        ] {
            fonts.load_font_source(Source::Binary(Arc::new(file)));
        }
        let chinese = include_bytes!("../../../assets/fonts/NotoSansTC-Regular.otf").as_slice();
        let chinese = fonts.load_font_source(Source::Binary(Arc::new(chinese))).first().copied();
        (Arc::new(fonts), chinese)
    });
    (fonts, *chinese)
}
