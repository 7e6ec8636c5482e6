import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { rules } from "../server/src/core/index.ts";
import { ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "./templates.ts";
import { folderTexts } from "./terraform.ts";

const edits = 500;

/** From keystroke to diagnostics: the change sent to a server process, and its findings received. */
export async function benchKeystrokes(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const length of [5_000, 50_000, 1_000_000]) {
    rows.push(await inOneFile("ARM JSON", "main.json", "json", ordinaryArm(length)));
    rows.push(await inOneFile("Bicep", "main.bicep", "bicep", ordinaryBicep(length)));
    rows.push(await inOneFile("Terraform", "main.tf", "terraform", ordinaryTerraform(length)));
  }
  const others = [await inFolder(), await amongRoots(1), await amongRoots(10)];
  return [
    ...rows,
    ...others,
    await amongRoots(10, { what: ", no rules", settings: { rules: allOff } }),
    await amongRoots(10, {
      what: ", no rules, one resource with properties",
      settings: { rules: allOff },
      template: withProperties,
    }),
    await amongRoots(10, { what: ", one vault", template: withOneVault }),
    await amongRoots(10, { length: 1_000_000 }),
  ];
}

/** What is left is reading, evaluating and linking: whatever is done to rules, a keystroke takes that long. */
const allOff = Object.fromEntries(rules.map(({ code }) => [code, "off"]));

/** Only the first vault is one, which the keystrokes change: as if the other three cost nothing after each of them. */
function withOneVault(text: string): string {
  let found = 0;
  return text.replaceAll("Microsoft.KeyVault/vaults@", (type) =>
    found++ === 0 ? type : "Microsoft.Example/others@",
  );
}

/** Only the resource that the keystrokes change has properties: as if those of all others were evaluated once for all environments. */
function withProperties(text: string): string {
  let found = 0;
  return text.replaceAll(/^ {2}properties: \{\n(?: {4}.*\n)*? {2}\}\n/gm, (own) =>
    found++ === 0 ? own : "",
  );
}

interface Variant {
  readonly what?: string;
  readonly settings?: object | null;
  readonly template?: (text: string) => string;
  readonly length?: number;
}

/** In a template with so many environments, in a workspace with 200 other roots that were all read. */
async function amongRoots(
  environments: number,
  { what = "", settings = null, template = (text) => text, length = 50_000 }: Variant = {},
): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-roots-"));
  const text = template(ordinaryBicep(length));
  const texts = new Map([["main/main.bicep", text]]);
  for (let at = 0; at < 200; at++) texts.set(`r${at}/main.bicep`, ordinaryBicep(1_000));
  for (let at = 0; at < environments; at++)
    texts.set(`main/main.e${at}.bicepparam`, `using 'main.bicep'\nparam location = 'region${at}'\n`);
  writeAll(folder, texts);
  const server = await ServerProcess.start([folder], undefined, [], settings);
  const uri = pathToFileURL(join(folder, "main/main.bicep")).href;
  await server.open(uri, text, "bicep");
  await setTimeout(secondsToReadRoots * 1000);
  const row = await typed(
    server,
    uri,
    text,
    `Bicep, ${(length / 1000).toFixed(0)} kB, ${environments} environments, 200 other roots${what}`,
  );
  server.stop();
  rmSync(folder, { recursive: true });
  return row;
}

const secondsToReadRoots = 10;

function writeAll(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

async function inOneFile(syntax: string, name: string, languageId: string, text: string): Promise<Row> {
  const server = await ServerProcess.start();
  const uri = `untitled:/${name}`;
  await server.open(uri, text, languageId);
  const row = await typed(server, uri, text, `${syntax}, ${(text.length / 1000).toFixed(0)} kB`);
  server.stop();
  return row;
}

async function inFolder(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-folder-"));
  const texts = folderTexts();
  writeAll(folder, texts);
  const server = await ServerProcess.start([folder]);
  const uri = pathToFileURL(join(folder, "w/f0.tf")).href;
  const text = texts.get("/w/f0.tf") ?? "";
  await server.open(uri, text, "terraform");
  const row = await typed(server, uri, text, "Terraform, 200 files and 40 modules");
  server.stop();
  rmSync(folder, { recursive: true });
  return row;
}

/** Types and deletes a character of an address, as a user would. */
async function typed(server: ServerProcess, uri: string, text: string, what: string): Promise<Row> {
  const at = text.indexOf(text.includes("20.7.7.7") ? "20.7.7.7" : "203.0.113.");
  const line = text.slice(0, at).split("\n").length - 1;
  const character = at - (text.lastIndexOf("\n", at - 1) + 1) + 1;
  const times: number[] = [];
  await server.diagnostics(uri);
  const before = server.processorTime();
  for (let edit = 0; edit < edits; edit++) {
    const start = performance.now();
    await (edit % 2 === 0
      ? server.type(uri, line, character, 0, "1")
      : server.type(uri, line, character, 1, ""));
    await server.diagnostics(uri);
    times.push(performance.now() - start);
  }
  const processor = (server.processorTime() - before) / edits;
  return {
    ...{ what, edits: String(edits), p50: part(times, 0.5), p95: part(times, 0.95) },
    // In ten environments, V8 takes some 250 keystrokes until it has optimized all of them.
    "p95 of the last 250": part(times.slice(-250), 0.95),
    "processor time": `${processor.toFixed(1)} ms`,
  };
}

/** The time that so many of the keystrokes do not exceed. */
function part(times: readonly number[], share: number): string {
  return `${(times.toSorted((a, b) => a - b)[Math.floor(share * times.length)] ?? 0).toFixed(1)} ms`;
}
