import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const p = await b.newPage({ viewport: { width: 1900, height: 1900 } });
const html = process.argv.slice(3).map((n) => `<img src="data:image/png;base64,${readFileSync(`/tmp/shot-${n}.png`).toString("base64")}" style="width:360px;height:1850px;object-fit:cover;object-position:top;margin-right:14px">`).join("");
await p.setContent(`<body style="margin:0;display:flex">${html}</body>`); await p.waitForTimeout(300);
await p.screenshot({ path: process.argv[2] }); await b.close();
