/**
 * Compares the catalog of services with Microsoft's list and with the published service tags, and prints the body of an issue:
 *
 *     npx tsx scripts/trusted-services.ts [--list PAGE.md] [--tags ServiceTags_Public_20260622.json]
 *
 * Without a file, the published one is looked up. Ends with 0 if nothing differs, with 1 if something does, and with 2 if something could
 * not be looked at, which the text says.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { builtInTags } from "../server/src/core/services/built-in-tags.ts";
import { type Comparison, compareList } from "./trusted-services/compare-list.ts";
import { compareTags } from "./trusted-services/compare-tags.ts";
import { issueBody, statusOf } from "./trusted-services/report.ts";

const listPage =
  "https://raw.githubusercontent.com/MicrosoftDocs/azure-security-docs/main/articles/key-vault/general/overview-vnet-service-endpoints.md";
const tagsPage = "https://www.microsoft.com/download/details.aspx?id=56519";

const compared = {
  today: new Date().toISOString().slice(0, 10),
  list: await looked(async () => compareList(await textOf(argument("--list") ?? listPage))),
  tags: await looked(async () => {
    const path = argument("--tags") ?? (await tagsFile());
    return compareTags(builtInTags, await textOf(path), basename(path));
  }),
};
console.log(issueBody(compared));
process.exitCode = statusOf(compared);

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function looked(compare: () => Promise<Comparison>): Promise<Comparison> {
  try {
    return await compare();
  } catch (error) {
    return { unseen: error instanceof Error ? error.message : String(error) };
  }
}

/** The address of the file changes every week; the page of the download names it. */
async function tagsFile(): Promise<string> {
  const [address] =
    /https:\/\/download\.microsoft\.com\/[^"']*ServiceTags_Public_\d{8}\.json/.exec(await textOf(tagsPage)) ??
    [];
  if (address === undefined) throw new Error(`${tagsPage} names no file of service tags.`);
  return address;
}

async function textOf(place: string): Promise<string> {
  if (!place.startsWith("https://")) return readFileSync(place, "utf8");
  const answer = await fetch(place, { signal: AbortSignal.timeout(60_000) }).catch(() => null);
  if (!answer?.ok)
    throw new Error(`${place} could not be read${answer ? ` (status ${answer.status})` : ""}.`);
  return answer.text();
}
