import type { Say } from "../say.ts";

/**
 * The content of a new access file: a test that passes for every vault that is not open on purpose, and the environments in which it
 * runs.
 */
export function starter(say: Say, environments: readonly string[]): string {
  const names = environments.map((name) => JSON.stringify(name)).join(", ");
  const comment =
    environments.length === 0
      ? ""
      : `  // ${say("Environments found: {0}. A test without 'environment' runs in all of them.", names)}\n`;
  return `{
  "version": 1,
${comment}  "tests": [
    { "name": ${JSON.stringify(say("Internet is blocked"))}, "from": "internet", "to": "*", "expect": "deny" }
  ]
}
`;
}
