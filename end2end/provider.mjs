// Stand-ins for FranceConnect and ProConnect beside the demonstration: `node provider.mjs PORT PORT SITE`. They end with
// whoever started them.
import { FranceConnect, ProConnect } from "./lib/provider.mjs";

const [citizens, workers, site] = process.argv.slice(2);
await FranceConnect.start(site, Number(citizens));
await ProConnect.start(site, Number(workers));
console.log("ready");
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(0); }, 1000);
