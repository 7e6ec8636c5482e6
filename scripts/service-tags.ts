/**
 * Packs a file of Azure's service tags into the one that the product brings along:
 *
 *     npx tsx scripts/service-tags.ts ServiceTags_Public_20260622.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { azureCloud, readOfficialFile } from "../server/src/core/services/service-tags.ts";
import { packTags } from "./service-tags/pack.ts";

const source =
  "Microsoft, Azure IP Ranges and Service Tags, https://www.microsoft.com/download/details.aspx?id=56519, IPv4 only";

const folder = join(import.meta.dirname, "../server/src/core/services");

const path = process.argv[2];
if (path === undefined) fail("Name the file to read.");
else pack(path);

function pack(path: string): void {
  const file = readOfficialFile(readFileSync(path, "utf8"), basename(path));
  if ("error" in file) {
    fail(file.error);
    return;
  }
  const { cloud, published, tags } = file;
  const lines = packTags(tags);
  const [dataCentres] = lines.filter(isDataCentres);
  // Most runs need no other tag, so it is a file of its own.
  write("data-centres.json", { cloud, published, source, line: dataCentres });
  const others = lines.map((line) => (isDataCentres(line) ? azureCloud : line));
  write("service-tags.json", { cloud, published, source, tags: others });
  console.log(`packed ${tags.length} tags of ${published ?? "an unknown date"}`);
}

function isDataCentres(line: string): boolean {
  return line.startsWith(`${azureCloud} `);
}

function write(name: string, packed: object): void {
  writeFileSync(join(folder, name), `${JSON.stringify(packed, null, 2)}\n`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
