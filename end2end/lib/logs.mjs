// What no log of the server may hold: the addresses, names and codes that people used in these stories, and where they came
// from. Looked for after each test, in everything that the server said at a level below the usual one.
const used = new Set();

/** Fields whose values say who somebody is, or let her in. */
const FIELDS = ["email", "name", "code", "recu", "birth_name", "given_names", "born"];

/** Notes something of somebody; a word so short is found everywhere. */
export function personal(text) {
  if (String(text).length >= 5) used.add(String(text).toLowerCase());
}

/** Notes what is typed into a form. */
export function typed(values) {
  for (const [name, value] of Object.entries(values)) if (FIELDS.includes(name)) personal(value);
}

/** What a log tells of people. */
export function told(log) {
  const lines = log.split("\n").filter((line) => {
    const text = line.toLowerCase();
    return /@[a-z.]+\.(bzh|example)\b/.test(text) || /\b127\.0\.0\.1\b/.test(text) || [...used].some((one) => text.includes(one));
  });
  return lines.map((line) => `the log tells of somebody: ${line}`);
}
