// What axe finds on a page: nothing.
import axe from "axe-core";

/** The violations on the page as it stands, as sentences; of some rules only, when they are named. */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (only) => {
    const runOnly = only ? { runOnly: { type: "rule", values: only } } : {};
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"], ...runOnly });
    return result.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ""}`) }));
  }, rules);
  return found.map((v) => `axe ${v.id}: ${v.help}\n        ${v.nodes.join("\n        ")}`);
}
