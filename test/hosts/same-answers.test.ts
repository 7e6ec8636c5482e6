import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import type { FindingsResult, VaultsResult } from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";
import { fixtureFolders, pagesIn } from "../rules/harness/fixtures.ts";
import { testGrammar } from "../support/hcl-grammar.ts";

/** The files of the examples, by path. */
function examples(): Readonly<Record<string, string>> {
  const files = readdirSync("examples", { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The files of all pages of the rules, a folder for each page. */
function pages(): Readonly<Record<string, string>> {
  const blocks = fixtureFolders().flatMap((folder) =>
    pagesIn(folder).flatMap(({ stem, blocks }) =>
      blocks.map(({ file, text }) => ({ at: `${folder}/${stem}`, file, text })),
    ),
  );
  return Object.fromEntries(blocks.map(({ at, file, text }) => [`${at}/${placed(file)}`, text]));
}

/** What is written for azapi is a configuration of its own, and an access file has its usual name. */
function placed(file: string): string {
  if (file.endsWith(".access.jsonc")) return ".keyvault-access.jsonc";
  return file.endsWith(".azapi.tf") ? `azapi/${file}` : file;
}

/** What both say of a vault and of a finding in the same words; places are compared apart. */
const ofVaults = [
  "module",
  "environment",
  "name",
  "exposure",
  "dependsOn",
  "ipRules",
  "subnetRules",
  "bypass",
  "defaultAction",
  "publicNetworkAccess",
  "privateEndpoints",
  "notes",
  "exists",
] as const;
const ofFindings = ["code", "severity", "message", "vault", "suppressed"] as const;

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keys.map((key) => [String(key), from[key]]));
}

function sorted(all: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return all.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}

describe("command line and server", () => {
  test.each([
    ["the examples", examples],
    ["the pages of the rules", pages],
  ])(
    "find the same vaults and findings in %s",
    async (_of, files) => {
      const at = workspace(files());
      const folder = pathToFileURL(at.folder).href;
      const editor = await Editor.start({
        folders: [folder],
        host: { files: nodeFiles, loadGrammar: () => Promise.resolve(testGrammar) },
      });
      await editor.request(serverRequests.scan, {});
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
      const file = (uri: string): string =>
        decodeURIComponent(uri).replace(`${decodeURIComponent(folder)}/`, "");
      const reports = {
        vaults: at.json("vaults", "./").report.vaults,
        findings: at.json("check", "./").report.findings,
      };
      const shown = vaults.map((each) => ({
        ...pick(each, ofVaults),
        file: file(each.uri),
        line: each.range.start.line + 1,
        root: withoutSlash(file(each.root)),
      }));
      const printed = reports.vaults.map((each) => ({
        ...pick(each, ofVaults),
        ...pick(each, ["file", "line"]),
        root: withoutSlash(each.root),
      }));
      expect(shown.length).toBeGreaterThan(0);
      expect(sorted(shown)).toEqual(sorted(printed));
      const found = findings.map((each) => ({
        ...pick(each, ofFindings),
        file: file(each.uri),
        line: each.range.start.line + 1,
      }));
      // What lies in an access file is asked for with that file.
      const reported = reports.findings
        .filter((each) => !each.file.endsWith(".keyvault-access.jsonc"))
        .map((each) => pick(each, [...ofFindings, "file", "line"]));
      expect(found.length).toBeGreaterThan(0);
      expect(sorted(found)).toEqual(sorted(reported));
      at.remove();
    },
    120_000,
  );
});
