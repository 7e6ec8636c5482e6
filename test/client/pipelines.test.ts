import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { pipelines } from "../../client/src/testing/pipelines.ts";
import { readOptions } from "../../server/src/cli/options.ts";

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};

test.each(pipelines)("the step for $label is YAML whose command line the program takes", ({ step }) => {
  expect(load(step)).toBeInstanceOf(Array);
  const [, argv = ""] = /: keyvault-network (.+)/.exec(step) ?? [];
  const reading = readOptions(argv.split(" "));
  expect(reading).toMatchObject({ kind: "options", options: { command: "test", paths: ["."] } });
});

test("nothing that people copy lets the checked folder choose the program", () => {
  const texts = [
    ...pipelines.map(({ step }) => step),
    ...["docs/command-line.md", "README.md"].map((path) => readFileSync(join(root, path), "utf8")),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(/npx (?:--yes )?keyvault-network/);
    for (const [, installed] of text.matchAll(/npm install (.*keyvault-network@\S+)/g))
      expect(installed).toBe(`--global --ignore-scripts keyvault-network@${version}`);
  }
});
