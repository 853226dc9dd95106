// Pictures of pages in three sizes and both themes, for people to look at: only when SCREENS is set.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const SIZES = [[360, 740], [820, 1180], [1280, 800]];
const folder = fileURLToPath(new URL("../screens/", import.meta.url));

/** Pictures of the page as it stands. */
export async function picture(page, name) {
  if (!process.env.SCREENS) return;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${folder}${name}-${width}-${scheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
}
