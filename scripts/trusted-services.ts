/**
 * Compares the catalog of services with Microsoft's list and with the published service tags, and prints the body of an issue:
 *
 *     npx tsx scripts/trusted-services.ts [--list PAGE.md] [--tags ServiceTags_Public_20260622.json]
 *
 * Without a file, the published one is looked up. Ends with 0 if nothing differs, with 1 if something does, and with 2 if something could
 * not be looked at, which the text says.
 */
import { readFileSync } from "node:fs";
import { compareAll } from "./trusted-services/compared.ts";
import { issueBody, statusOf } from "./trusted-services/report.ts";

const today = new Date().toISOString().slice(0, 10);
const compared = await compareAll({ list: argument("--list"), tags: argument("--tags") }, today, textOf);
console.log(issueBody(compared));
process.exitCode = statusOf(compared);

function argument(name: string): string | null {
  const at = process.argv.indexOf(name);
  return (at < 0 ? null : process.argv[at + 1]) ?? null;
}

async function textOf(place: string): Promise<string> {
  if (!place.startsWith("https://")) return readFileSync(place, "utf8");
  const answer = await fetch(place, { signal: AbortSignal.timeout(60_000) }).catch(() => null);
  if (!answer?.ok)
    throw new Error(`${place} could not be read${answer ? ` (status ${answer.status})` : ""}.`);
  return answer.text();
}
