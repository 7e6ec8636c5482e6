import { expect, test } from "vitest";
import { findingsMarkdown, findingsSarif } from "../../client/src/matrix/findings-text.ts";
import { english } from "../../client/src/say.ts";
import type { FindingResult } from "../../server/src/protocol.ts";
import { place } from "./vault.ts";

const finding: FindingResult = {
  ...place,
  code: "KV101",
  name: "open-to-the-internet",
  severity: "warning",
  message: "kv accepts traffic | from everybody.",
  vault: "kv",
  environments: ["dev"],
  instances: [],
  related: [],
  page: "https://example.com/KV101.md",
  suppressed: null,
};
const path = "infra/main file.json";
const accepted = { ...finding, code: "KV103", suppressed: { reason: "Migrates", until: "2027-01-31" } };
const filed = [finding, accepted].map((each) => ({ finding: each, path }));

test("a document tells what is reported, and what is accepted with the reason", () => {
  expect(findingsMarkdown(english, filed)).toEqual([
    "## Findings",
    "| Rule | Severity | Finding | Where |\n| --- | --- | --- | --- |\n| [KV101](https://example.com/KV101.md) | warning | kv accepts traffic \\| from everybody. | [infra/main file.json:5](infra/main%20file.json#L5) |",
    "## Accepted findings",
    "| Rule | Severity | Finding | Where | Reason |\n| --- | --- | --- | --- | --- |\n| [KV103](https://example.com/KV101.md) | warning | kv accepts traffic \\| from everybody. | [infra/main file.json:5](infra/main%20file.json#L5) | Migrates (until 2027-01-31) |",
  ]);
  expect(findingsMarkdown(english, [])).toEqual(["## Findings", "None."]);
});

test("SARIF names rules, places, the environment and why something is accepted", () => {
  const { runs } = JSON.parse(findingsSarif(filed, { version: "1.2.3", environment: "prod" })) as {
    readonly runs: readonly unknown[];
  };
  expect(runs).toMatchObject([
    {
      tool: { driver: { version: "1.2.3", rules: [{ id: "KV101" }, { id: "KV103" }] } },
      automationDetails: { id: "keyvault-network/prod/" },
      results: [
        {
          ruleId: "KV101",
          level: "warning",
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: "infra/main%20file.json" },
                region: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 5 },
              },
            },
          ],
          suppressions: [],
          properties: { environments: ["dev"] },
        },
        { ruleId: "KV103", suppressions: [{ justification: "Migrates (until 2027-01-31)" }] },
      ],
    },
  ]);
});

test("names of files and messages cannot lead anywhere else", () => {
  const hostile = {
    finding: { ...finding, message: "'[click](https://evil.example)' is public." },
    path: "a:b/(x) #1?\ud800.json",
  };
  const address = "a%3Ab/%28x%29%20%231%3F%EF%BF%BD.json";
  const [, table] = findingsMarkdown(english, [hostile]);
  expect(table).toContain(`](${address}#L5)`);
  const sarif = findingsSarif([hostile], { version: "1.2.3", environment: null });
  expect(sarif).toContain(`"uri": "${address}"`);
  expect(sarif).toContain("'[click] (https://evil.example)'");
});
