import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workspace } from "../cli/workspace.ts";
import { fixtureFolders, pagesIn } from "../rules/harness/fixtures.ts";
import { askCommandLine } from "./support/command-line.ts";
import type { Answers } from "./support/answers.ts";
import { workspaces } from "./support/generated-workspaces.ts";
import { askServer } from "./support/server.ts";
import { joined, type Texts } from "./support/texts.ts";

/** The files below a folder of the repository, by path. */
function filesBelow(folder: string): Texts {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** The files of the pages of a rule, a folder for each page. */
function pagesOf(folder: string): Texts {
  const files = pagesIn(folder).flatMap(({ stem, blocks }) =>
    blocks.map(({ file, text }) => [`${stem}/${placed(file)}`, text] as const),
  );
  return Object.fromEntries(files);
}

/** What is written for azapi is a configuration of its own, and an access file has its usual name. */
function placed(file: string): string {
  if (file.endsWith(".access.jsonc")) return ".keyvault-access.jsonc";
  return file.endsWith(".azapi.tf") ? `azapi/${file}` : file;
}

/** An arbitrary client, a range that splits, an address of a network, and a trusted service. */
const callers = ["internet", "203.0.113.0/23", "10.0.1.4", "service:azure-backup"];

/** Compares what both hosts say of some files, field by field. */
async function compare(files: Texts): Promise<Answers> {
  const { folder, remove } = workspace(files);
  const printed = askCommandLine(folder, callers);
  const shown = await askServer(folder, callers);
  remove();
  for (const kind of ["vaults", "findings", "verdicts"] as const)
    expect(differences(printed[kind], shown[kind]), kind).toEqual({ printed: [], shown: [] });
  return printed;
}

/** The rows that only one of the two says, or says more often. */
function differences(printed: readonly string[], shown: readonly string[]): object {
  return { printed: without(printed, shown), shown: without(shown, printed) };
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const each of others) left.set(each, (left.get(each) ?? 0) + 1);
  return some.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

describe("command line and server say the same of", () => {
  test.each(["examples", "test/scenarios"])("%s", async (folder) => {
    const { vaults, findings, verdicts } = await compare(filesBelow(folder));
    expect(Math.min(vaults.length, findings.length, verdicts.length)).toBeGreaterThan(0);
  });

  test.each(fixtureFolders())("the pages of %s", async (folder) => {
    const { findings } = await compare(pagesOf(folder));
    expect(findings.length).toBeGreaterThan(0);
  });

  const generated = fc.sample(workspaces, { numRuns: 300, seed: 15 });
  const batch = 30;

  test.each(Array.from({ length: 10 }, (_, index) => index * batch))(
    `${batch} generated workspaces from the %ith on`,
    async (first) => {
      const some = generated.slice(first, first + batch);
      const { findings } = await compare(
        joined(some.map((files, index) => within(`w${first + index}`, files))),
      );
      expect(findings.length).toBeGreaterThan(batch);
    },
  );
});

function within(folder: string, files: Texts): Texts {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
