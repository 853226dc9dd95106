// Pictures of a page in three sizes and both themes. They stand in docs/screens, made again when SCREENS is
// set; without it the page is looked at all the same: nothing may jump, nothing may stick out.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { settled } from "./access.mjs";

export const SIZES = [[360, 740], [820, 1180], [1280, 800]];
const folder = fileURLToPath(new URL("../../docs/screens/", import.meta.url));

/** What is wrong with the page as it stands, at any size and in either theme; its pictures, when asked for. */
export async function look(page, name) {
  const wrong = [];
  const before = page.viewportSize();
  if (process.env.SCREENS) await mkdir(folder, { recursive: true });
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await settled(page);
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
      if (wide > width) wrong.push(`${name} is ${wide} px wide at ${width}, ${scheme}`);
      if (process.env.SCREENS) {
        await page.screenshot({ path: `${folder}${name}-${width}-${scheme}.jpg`, type: "jpeg", quality: 82, scale: "css" });
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(before);
  return wrong;
}

/** How far things jumped since the page began (cumulative layout shift), without what people did themselves. */
export function jumped(page) {
  return page.evaluate(() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
  }));
}
