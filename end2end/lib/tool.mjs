// Elections made wholly by belenios-tool 2.0, from the first key to the result.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const version = (() => { try { return execFileSync("belenios-tool", ["--version"], { encoding: "utf8" }); } catch { return ""; } })();
export const hasTool = version.startsWith("2.0 ");

const GROUP = ["--group", "BELENIOS-2048"];
const QUESTIONS = {
  description: "Fabriquée par l’outil",
  name: "Essai de l’outil",
  questions: [{ answers: ["A", "B"], blank: true, min: 1, max: 1, question: "Un seul ?" }],
};

/** An election of so many voters in a folder: its archive, and its result. */
export function electionByTool(folder, voters) {
  const tool = (args, input = "") => execFileSync("belenios-tool", args, { cwd: folder, input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
  const file = (ending) => join(folder, readdirSync(folder).find((name) => name.endsWith(ending)));
  const read = (ending) => readFileSync(file(ending), "utf8");
  const write = (name, text) => { writeFileSync(join(folder, name), text); return name; };
  const uuid = tool(["setup", "generate-token"]).trim();
  tool(["setup", "generate-credentials", "--uuid", uuid, ...GROUP, "--count", String(voters)]);
  tool(["setup", "generate-trustee-key", ...GROUP]);
  write("public_keys.jsons", read(".pubkey"));
  write("public_creds.json", read(".pubcreds"));
  tool(["setup", "make-trustees"]);
  write("questions.json", JSON.stringify(QUESTIONS));
  tool(["setup", "make-election", "--uuid", uuid, ...GROUP, "--template", "questions.json"]);
  tool(["archive", "init"]);
  const counts = [0, 0, 0];
  for (const [i, line] of read(".privcreds").trim().split("\n").entries()) {
    const choice = i % 3;
    counts[choice] += 1;
    write("credential", line.split(" ").at(-1));
    write("choices.json", JSON.stringify([[0, 1, 2].map((k) => Number(k === choice))]));
    const ballot = tool(["election", "generate-ballot", "--privcred", "credential", "--ballot", "choices.json"]);
    tool(["archive", "add-event", "--type=Ballot"], ballot);
  }
  tool(["archive", "add-event", "--type=EndBallots"]);
  tool(["archive", "add-event", "--type=EncryptedTally"], tool(["election", "compute-encrypted-tally"]));
  tool(["archive", "add-event", "--type=PartialDecryption"], tool(["election", "decrypt", "--privkey", file(".privkey"), "--trustee-id", "1"]));
  tool(["archive", "add-event", "--type=Result"], tool(["election", "compute-result"]));
  return { file: file(".bel"), result: [counts] };
}
