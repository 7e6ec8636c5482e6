import { load } from "js-yaml";
import { expect, test } from "vitest";
import { pipelines } from "../../client/src/testing/pipelines.ts";
import { readOptions } from "../../server/src/cli/options.ts";

test.each(pipelines)("the step for $label is YAML whose command line the program takes", ({ step }) => {
  expect(load(step)).toBeInstanceOf(Array);
  const [, argv = ""] = /npx --yes keyvault-network@0 (.+)/.exec(step) ?? [];
  const reading = readOptions(argv.split(" "));
  expect(reading).toMatchObject({ kind: "options", options: { command: "test", paths: ["."] } });
});
