// The Method of Equal Shares once more, short and slow, from its published description
// (https://equalshares.net): what the program counted is compared with it. Exact fractions; utility of a
// project is its cost; completed by growing every share by `unit`, then by number of votes.

const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const frac = (n, d = 1n) => { const g = gcd(n, d) || 1n; return { n: n / g, d: d / g }; };
const less = (a, b) => a.n * b.d < b.n * a.d;
const minus = (a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d);
const plus = (a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d);
const over = (a, k) => frac(a.n, a.d * BigInt(k));

/** What each supporter pays at most, or null when together they have too little. */
function price(cost, wallets) {
  const sorted = [...wallets].sort((a, b) => (less(a, b) ? -1 : 1));
  let rest = frac(BigInt(cost));
  for (const [i, wallet] of sorted.entries()) {
    const part = over(rest, sorted.length - i);
    if (!less(wallet, part)) return part;
    rest = minus(rest, wallet);
  }
  return null;
}

function once(projects, ballots, share) {
  const wallets = ballots.map(() => share);
  const won = [];
  for (;;) {
    let best = null;
    for (const [p, project] of projects.entries()) {
      if (won.includes(p)) continue;
      const fans = ballots.flatMap((b, i) => (b.includes(p) ? [i] : []));
      const each = fans.length ? price(project.cost, fans.map((i) => wallets[i])) : null;
      if (!each) continue;
      const rate = frac(each.n, each.d * BigInt(project.cost));
      const ties = best && !less(rate, best.rate) && !less(best.rate, rate);
      if (!best || less(rate, best.rate) || (ties && project.cost < projects[best.p].cost)) best = { p, fans, each, rate };
    }
    if (!best) return won;
    won.push(best.p);
    for (const i of best.fans) wallets[i] = less(wallets[i], best.each) ? frac(0n) : minus(wallets[i], best.each);
  }
}

/** The places in `projects` (`{ cost }`, no two alike) that win; ballots list places; money in cents. */
export function equalShares(projects, ballots, budget, unit) {
  const votes = projects.map((_, p) => ballots.filter((b) => b.includes(p)).length);
  const spent = (won) => won.reduce((sum, p) => sum + projects[p].cost, 0);
  const fits = (won) => (_, p) => !won.includes(p) && votes[p] > 0 && projects[p].cost <= budget - spent(won);
  let won = [];
  let share = over(frac(BigInt(budget)), ballots.length);
  for (;;) {
    const next = once(projects, ballots, share);
    if (spent(next) > budget) break;
    won = next;
    if (!projects.some(fits(won))) break;
    share = plus(share, frac(BigInt(unit)));
  }
  const order = projects.map((_, p) => p).sort((a, b) => votes[b] - votes[a] || projects[a].cost - projects[b].cost);
  for (const p of order) if (fits(won)(null, p)) won.push(p);
  return { won, votes };
}
