// Finding one's way in the demonstration commune, whose names and ids are not known here.

const get = async (server, path) => (await fetch(server.url(path))).text();
const unique = (html, pattern) => [...new Set([...html.matchAll(pattern)].map((m) => m[1]))];

/** The names (slugs) of the processes listed. */
export async function processes(server) {
  return unique(await get(server, "/demarches"), /href="\/demarches\/([^"/?#]+)"/g);
}

/** The process whose page links to something, such as its form for a proposal. */
export async function processWith(server, link) {
  for (const slug of await processes(server)) {
    if ((await get(server, `/demarches/${slug}`)).includes(link(slug))) return slug;
  }
  throw new Error("the demonstration has no such process");
}

/** A process where one may propose now. */
export const openForProposals = (server) => processWith(server, (slug) => `"/demarches/${slug}/proposer"`);

/** A process where one may vote now. */
export async function openForVotes(server) {
  const [slug] = unique(await get(server, "/voter"), /href="\/voter\/([^"/?#]+)"/g);
  if (!slug) throw new Error("the demonstration has no open vote");
  return slug;
}

/** Addresses of the first proposals of a process. */
export async function proposalsOf(server, slug) {
  return unique(await get(server, `/demarches/${slug}/propositions`), /href="(\/propositions\/[^"/?#]+)"/g);
}

/** A participatory budget as an official fills its form in; the vote is from 14 to 21 October 2026. */
export const BUDGET_FORM = {
  title: "Budget participatif d’automne",
  summary: "Trente mille euros pour des projets que les habitantes et habitants proposent et choisissent.",
  promise: "Les projets choisis sont réalisés dans l’année, et leur avancement est raconté ici.",
  budget: "30 000",
  ballot: "up_to",
  max_choices: "3",
  rule: "equal_shares",
  categories: "Nature\nVie du bourg\nSport",
  opens_0: "2026-10-05T09:00", closes_0: "2026-10-09T18:00",
  opens_1: "2026-10-09T18:00", closes_1: "2026-10-14T18:00",
  opens_2: "2026-10-14T18:00", closes_2: "2026-10-21T18:00",
  opens_3: "2026-10-21T18:00", closes_3: "2027-10-21T18:00",
};
