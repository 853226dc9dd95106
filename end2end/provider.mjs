// A stand-in for FranceConnect beside the demonstration: `node provider.mjs PORT SITE`. It ends with whoever started it.
import { FranceConnect } from "./lib/provider.mjs";

const [port, site] = process.argv.slice(2);
await FranceConnect.start(site, Number(port));
console.log("ready");
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(0); }, 1000);
