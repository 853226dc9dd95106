//! The commune's coat of arms: an image that somebody sent, read with limits and made again, so that nothing
//! of the file itself is handed on (a script in a comment, the place where a photograph was taken), and the
//! sizes that pages and home screens want.

use crate::colour::Colour;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgba, RgbaImage};
use std::io::Cursor;

/// Largest file, in bytes.
pub const FILE: usize = 4 * 1024 * 1024;
/// Largest side read, in pixels.
const SIDE: u32 = 6_000;
/// Most memory that reading may take, in bytes: a picture of 6,000 × 6,000.
const MEMORY: u64 = 160 * 1024 * 1024;
/// What is kept fits in a square of so many pixels.
const KEPT: u32 = 400;
/// Smallest side that still looks like something, in pixels.
const LEAST: u32 = 32;
/// Height of the bar's image in pixels: 38 CSS pixels on the finest screens.
const BAR: u32 = 114;

/// Why a file is no coat of arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArmsError {
    /// Neither PNG nor JPEG nor WebP, or damaged.
    #[error("not a readable PNG, JPEG or WebP image")]
    NotAnImage,
    /// Too many bytes or pixels.
    #[error("the image is too large")]
    TooLarge,
    /// Fewer than 32 pixels on a side.
    #[error("the image is too small")]
    TooSmall,
}

/// A coat of arms, read.
#[derive(Clone, Debug)]
pub struct Arms(RgbaImage);

impl Arms {
    /// Reads a file that somebody sent.
    ///
    /// # Errors
    /// [`ArmsError`].
    pub fn read(file: &[u8]) -> Result<Arms, ArmsError> {
        if file.len() > FILE {
            return Err(ArmsError::TooLarge);
        }
        let mut reader = ImageReader::new(Cursor::new(file))
            .with_guessed_format()
            .map_err(|_| ArmsError::NotAnImage)?;
        let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
        if !reader.format().is_some_and(|f| known.contains(&f)) {
            return Err(ArmsError::NotAnImage);
        }
        reader.limits(limits(SIDE));
        let mut decoder = reader.into_decoder().map_err(|e| refusal(&e))?;
        let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut image = DynamicImage::from_decoder(decoder).map_err(|e| refusal(&e))?;
        image.apply_orientation(turned);
        let image = trimmed(image.into_rgba8());
        if image.width().min(image.height()) < LEAST {
            return Err(ArmsError::TooSmall);
        }
        let fitted = fitted(&image, KEPT, KEPT);
        // a strip: large enough as sent, a line of a few pixels as shown
        if fitted.width().min(fitted.height()) < LEAST {
            return Err(ArmsError::TooSmall);
        }
        Ok(Arms(fitted))
    }

    /// Takes back what [`Arms::png`] gave, as it is: what was trimmed and fitted once is not again (the soft
    /// edge that resizing leaves would be cut off, and again each time).
    ///
    /// # Errors
    /// [`ArmsError`].
    pub fn kept(png: &[u8]) -> Result<Arms, ArmsError> {
        let mut reader = ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
        reader.limits(limits(KEPT));
        let image = reader.decode().map_err(|e| refusal(&e))?;
        Ok(Arms(image.into_rgba8()))
    }

    /// What is kept: PNG, at most 400 pixels on a side. [`Arms::kept`] takes it back.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        png(&self.0)
    }

    /// For the bar of pages: PNG and its size in CSS pixels (width, height).
    #[must_use]
    pub fn bar(&self) -> (Vec<u8>, (u32, u32)) {
        let small = fitted(&self.0, BAR * 2, BAR);
        let size = (small.width().div_ceil(3), small.height().div_ceil(3));
        (png(&small), size)
    }

    /// For a home screen: a square PNG of `side` pixels on `ground`. Phones cut a circle or a drop out of a
    /// `maskable` one, so its arms stay within the middle.
    #[must_use]
    pub fn icon(&self, side: u32, ground: Colour, maskable: bool) -> Vec<u8> {
        let mut square =
            RgbaImage::from_pixel(side, side, Rgba([ground.0, ground.1, ground.2, 255]));
        let room = if maskable {
            side * 54 / 100
        } else {
            side * 80 / 100
        };
        let inner = fitted(&self.0, room, room);
        let middle = |outer: u32, inner: u32| i64::from((outer - inner) / 2);
        let (x, y) = (middle(side, inner.width()), middle(side, inner.height()));
        imageops::overlay(&mut square, &inner, x, y);
        png(&square)
    }
}

fn limits(side: u32) -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(side);
    limits.max_image_height = Some(side);
    limits.max_alloc = Some(MEMORY);
    limits
}

fn refusal(error: &image::ImageError) -> ArmsError {
    match error {
        image::ImageError::Limits(_) => ArmsError::TooLarge,
        _ => ArmsError::NotAnImage,
    }
}

/// Without the empty rows and columns around it.
fn trimmed(image: RgbaImage) -> RgbaImage {
    let seen = image.enumerate_pixels().filter(|(_, _, p)| p.0[3] > 8);
    let frame = seen.fold(None, |frame, (x, y, _)| {
        let (l, t, r, b) = frame.unwrap_or((x, y, x, y));
        Some((x.min(l), y.min(t), x.max(r), y.max(b)))
    });
    match frame {
        Some((l, t, r, b)) => imageops::crop_imm(&image, l, t, r - l + 1, b - t + 1).to_image(),
        // nothing is seen: too small, as the caller finds
        None => RgbaImage::new(1, 1),
    }
}

/// As large as fits in the frame, its proportions kept, never enlarged more than the frame asks.
fn fitted(image: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    let (w, h) = (u64::from(image.width()), u64::from(image.height()));
    let (most_w, most_h) = (u64::from(width), u64::from(height));
    // the side that meets its limit first
    let (new_w, new_h) = if w * most_h > h * most_w {
        (most_w, (h * most_w / w).max(1))
    } else {
        ((w * most_h / h).max(1), most_h)
    };
    let side = |n: u64| u32::try_from(n).unwrap_or(width);
    if (new_w, new_h) == (w, h) {
        return image.clone();
    }
    imageops::resize(image, side(new_w), side(new_h), FilterType::Lanczos3)
}

fn png(image: &RgbaImage) -> Vec<u8> {
    use image::codecs::png::{CompressionType, FilterType as Rows, PngEncoder};
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Best, Rows::Adaptive);
    // Writing an image of a known size to memory has nothing to fail on.
    let _ = image.write_with_encoder(encoder);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shield with empty space around it.
    fn drawn(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, |x, y| {
            let inside = x > width / 4 && x < width * 3 / 4 && y > height / 8 && y < height * 7 / 8;
            if inside {
                Rgba([200, u8::try_from(y % 256).unwrap(), 30, 255])
            } else {
                Rgba([0, 0, 0, 0])
            }
        }))
    }

    fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn size(png: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory_with_format(png, ImageFormat::Png).unwrap();
        (image.width(), image.height())
    }

    #[test]
    fn three_kinds_of_file_are_read_trimmed_and_made_again() {
        let image = drawn(800, 800);
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let arms = Arms::read(&file(&image, format)).unwrap();
            assert_eq!(size(&arms.png()), (266, 400), "{format:?}");
        }
        let photo = DynamicImage::ImageRgb8(image.to_rgb8());
        let arms = Arms::read(&file(&photo, ImageFormat::Jpeg)).unwrap();
        assert_eq!(size(&arms.png()), (400, 400));
    }

    #[test]
    fn what_is_kept_is_read_back_the_same() {
        let arms = Arms::read(&file(&drawn(900, 500), ImageFormat::Png)).unwrap();
        let again = Arms::kept(&arms.png()).unwrap();
        assert_eq!(again.png(), arms.png());
    }

    #[test]
    fn a_soft_edge_is_kept_as_it_is() {
        // a first row that is hardly there: once made smaller, it is not seen at all
        let soft = DynamicImage::ImageRgba8(RgbaImage::from_fn(900, 900, |_, y| {
            Rgba([20, 80, 90, if y < 2 { 9 } else { 255 }])
        }));
        let mut faint = RgbaImage::from_pixel(40, 40, Rgba([1, 2, 3, 255]));
        for x in 0..40 {
            faint.put_pixel(x, 0, Rgba([1, 2, 3, 8]));
        }
        let read = Arms::read(&file(&soft, ImageFormat::Png)).unwrap();
        for arms in [read, Arms(faint)] {
            let again = Arms::kept(&arms.png()).unwrap();
            assert_eq!(again.png(), arms.png());
        }
    }

    #[test]
    fn nothing_of_the_file_itself_is_kept() {
        let mut bytes = file(&drawn(300, 300), ImageFormat::Png);
        // A text chunk before the end chunk (12 bytes), with its checksum.
        let end = bytes.split_off(bytes.len() - 12);
        let body = b"tEXtComment\0<script>alert(1)</script>";
        let mut crc = u32::MAX;
        for byte in body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
            }
        }
        let length = u32::try_from(body.len() - 4).unwrap();
        bytes.extend(length.to_be_bytes());
        bytes.extend(body);
        bytes.extend((!crc).to_be_bytes());
        bytes.extend(end);
        bytes.extend(b"PK\x03\x04 a second file behind the first");
        let made = Arms::read(&bytes).unwrap().png();
        let text = String::from_utf8_lossy(&made).into_owned();
        assert!(!text.contains("script") && !text.contains("second file"));
    }

    #[test]
    fn what_is_no_image_is_refused_and_nothing_breaks() {
        for junk in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x10\x00\x00\x00WEBPVP8 ",
            b"\xff\xd8\xff\xe0",
        ] {
            assert_eq!(Arms::read(junk).err(), Some(ArmsError::NotAnImage));
        }
        let whole = file(&drawn(300, 300), ImageFormat::Png);
        for cut in [20, 60, whole.len() / 2] {
            assert!(Arms::read(&whole[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn too_large_and_too_small_are_told_apart() {
        assert_eq!(
            Arms::read(&vec![0; FILE + 1]).err(),
            Some(ArmsError::TooLarge)
        );
        let wide = file(&DynamicImage::new_luma8(SIDE + 1, 40), ImageFormat::Png);
        assert_eq!(Arms::read(&wide).err(), Some(ArmsError::TooLarge));
        let tiny = file(&DynamicImage::new_rgb8(31, 400), ImageFormat::Png);
        assert_eq!(Arms::read(&tiny).err(), Some(ArmsError::TooSmall));
        let strip = file(&DynamicImage::new_rgb8(6_000, 40), ImageFormat::Png);
        assert_eq!(Arms::read(&strip).err(), Some(ArmsError::TooSmall));
        let empty = file(&DynamicImage::new_rgba8(400, 400), ImageFormat::Png);
        assert_eq!(Arms::read(&empty).err(), Some(ArmsError::TooSmall));
    }

    #[test]
    fn icons_are_square_and_opaque_and_leave_the_edge_of_a_mask_free() {
        let arms = Arms::read(&file(&drawn(500, 500), ImageFormat::Png)).unwrap();
        let (bar, shown) = arms.bar();
        assert_eq!((size(&bar), shown), ((75, 114), (25, 38)));
        for (side, maskable, free) in [(192, false, 18), (512, true, 116)] {
            let png = arms.icon(side, Colour(15, 72, 82), maskable);
            let image = image::load_from_memory(&png).unwrap().into_rgba8();
            assert_eq!((image.width(), image.height()), (side, side));
            for (x, y, pixel) in image.enumerate_pixels() {
                assert_eq!(pixel.0[3], 255);
                if x.min(y) < free || x.max(y) >= side - free {
                    assert_eq!(pixel.0, [15, 72, 82, 255], "{x} {y}");
                }
            }
        }
    }
}
