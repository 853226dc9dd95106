// Requests as a browser without JavaScript sends them, or as somebody sends them who means harm.

/** Sends a form to an address with the cookies of a context; follows nothing. `fields`: pairs or an object. */
export async function post(context, path, fields, headers = {}) {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields).flatMap(([n, v]) => (Array.isArray(v) ? v.map((x) => [n, x]) : [[n, v]]));
  const response = await context.request.post(path, {
    data: new URLSearchParams(pairs).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    maxRedirects: 0,
  });
  return { status: response.status(), location: response.headers().location, headers: response.headers(), html: await response.text() };
}

/** The forms of the page that is open: where each goes, and the fields it sends as they stand. */
export async function formsOf(page) {
  return page.locator("main form[method=post]").evaluateAll((forms) => forms.map((form) => ({
    action: form.getAttribute("action") || location.pathname,
    fields: [...form.elements].filter((e) => e.name).map((e) => ({
      name: e.name,
      type: e.tagName === "SELECT" ? "select" : e.type,
      value: e.value,
      sent: !["checkbox", "radio"].includes(e.type) || e.checked,
    })),
  })));
}

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'", "#x2F": "/" };
/** A text as HTML holds it, read back. */
export const decoded = (html) => html.replaceAll(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);

/** Whether a page still holds what was typed into a field. */
export function keeps(html, typed) {
  return decoded(html).includes(typed);
}
