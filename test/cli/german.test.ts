import type { Log } from "sarif";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wordsIn } from "../../server/src/core/index.ts";
import { logOf } from "../replay/generated-log.ts";
import { hasEnglish } from "../support/english-left.ts";
import { closed, linked, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const refused = `{"error":{"code":"Forbidden","message":"Client address is not authorized and caller is not a trusted service.\\r\\nClient address: 198.51.100.7\\r\\nCaller: appid=a;oid=o;iss=i\\r\\nVault: kv;location=westeurope","innererror":{"code":"ForbiddenByFirewall"}}}`;

const before = templateText([vaultResource("kv", closed), vaultResource("old", closed)]);
const compiled = JSON.stringify({
  ...(JSON.parse(templateText([vaultResource("kvc", closed)])) as object),
  metadata: { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } },
});

let folder: Workspace;
beforeAll(() => {
  folder = workspace({
    "infra/app.json": templateText(
      [
        vaultResource("kv", {
          ...closed,
          ipRules: [{ value: "203.0.113.0/24" }, { value: "[parameters('more')]" }],
        }),
        vaultResource("kv2", { defaultAction: "Allow", bypass: "None" }),
        vaultResource("kv3", { ...closed, defaultAction: "[parameters('action')]" }),
        vaultResource("kv4", { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" }),
        { ...vaultResource("kv5", closed), condition: false },
        linked("inner", "missing.json"),
      ],
      { parameters: { more: { type: "string" }, action: { type: "string" }, open: { type: "bool" } } },
    ),
    "infra/app.dev.parameters.json": JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
      contentVersion: "1.0.0.0",
      parameters: { action: { value: "Allow" } },
    }),
    "infra/kvc.bicep": "resource kvc 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kvc'\n}\n",
    "infra/kvc.json": compiled,
    "infra/broken.json":
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [ {, [',
    "infra/.keyvault-access.jsonc": JSON.stringify({
      version: 1,
      tests: [
        { name: "offen", from: ["internet", "192.0.2.0/28"], to: "kv2", expect: "deny" },
        { name: "zu", from: "internet", to: "kv", expect: "deny" },
        { name: "später", from: "internet", to: "kv3", expect: "deny", onUnknown: "skip" },
        { name: "nirgends", from: "internet", to: "kv9", expect: "deny" },
      ],
    }),
    "then/app.json": before,
    "403.log": refused,
    "log.json": logOf([
      { vault: "kv", ip: "198.51.100.9" },
      { vault: "kv", ip: "198.51.100.9", operation: "VaultGet" },
      { vault: "kv", ip: "198.51.100.9", operation: "Authentication" },
      { vault: "kv", ip: "198.51.100.9", operation: "KeyExpiredEventGridNotification" },
      { vault: "kv", ip: "?" },
      { vault: "kv3", ip: "198.51.100.9", service: "unnamed" },
      { vault: "kv4", ip: "198.51.100.9", status: 403 },
      { vault: "kv4", ip: "10.0.0.4" },
      { vault: "kv2", ip: "203.0.113.7" },
      { vault: "nowhere", ip: "203.0.113.7" },
    ]),
  });
});
afterAll(() => {
  folder.remove();
});

/** What a command prints, in German, where it finds something to say. */
function germanOf(...argv: readonly string[]): string {
  const { out, error } = folder.run(...argv, "--lang", "de");
  expect(out).not.toBe("");
  return `${error}${out}`;
}

const commands: Readonly<Record<string, readonly string[]>> = {
  check: ["check", "./infra"],
  vaults: ["vaults", "./infra"],
  environments: ["vaults", "./infra", "--environment", "*"],
  simulate: [
    "simulate",
    "./infra",
    "--from",
    "internet",
    "--from",
    "203.0.113.0/23",
    "--from",
    "service:azure-backup",
  ],
  test: ["test", "./infra"],
  "explain-403": ["explain-403", "./403.log", "./infra"],
  diff: ["diff", "./infra", "--base"],
  replay: ["replay", "./log.json", "./infra"],
  rules: ["rules"],
};

const formats = ["text", "markdown"] as const;
const cases = [
  ...Object.keys(commands).flatMap((command) => formats.map((format) => [command, format] as const)),
  ["simulate", "svg"],
  ["check", "sarif"],
  ["check", "github"],
  ["check", "azure"],
  ["test", "junit"],
  ["test", "tap"],
] as const;

describe.each(cases)("%s as %s", (command, format) => {
  test("is said in German", () => {
    const base = command === "diff" ? [folder.path("then")] : [];
    const printed = germanOf(...(commands[command] ?? []), ...base, "--format", format);
    const lines = (format === "sarif" ? resultsIn(printed) : printed).split("\n");
    const said = lines.map((line) => line.replace(fixed, "…"));
    expect(said.filter((line) => hasEnglish(line) || labels.test(line))).toEqual([]);
  });
});

/** SARIF has all rules, whose texts have tests of their own. */
function resultsIn(sarif: string): string {
  const { runs } = JSON.parse(sarif) as Log;
  const messages = runs.flatMap(({ results = [] }) => results).map(({ message }) => message.text ?? "");
  expect(messages).not.toEqual([]);
  return messages.join("\n");
}

/** English labels and words for answers, except those that German has too, or that are what a property or scheme is called. */
const terms = termsOf("en").filter(
  (term) => !termsOf("de").join(" ").includes(term) && !/^(bypass|service)$/i.test(term),
);
const labels = new RegExp(`(?<![\\w./-])(?:${terms.join("|")})(?![\\w./-])`);

/** What problem matchers and programs read: severities and codes before a message, keys and code. */
const fixed =
  /^.*:\d+:\d+: (?:error|warning|info|hint)|^::\w+ [^:]*::|^##vso\[[^\]]*\]|^(?:not )?ok |^ {2}(?:message|rule|at|expected|actual):|^\.\w+ \{.*|"[^"]*"|'[^']*'|<[^>]*>/g;

function termsOf(language: "en" | "de"): readonly string[] {
  const { sentences: _, ...records } = wordsIn(language).document;
  return Object.values(records)
    .flatMap((record) => Object.values<string>(record))
    .filter((term) => term !== "");
}
