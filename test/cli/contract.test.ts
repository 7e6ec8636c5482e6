import { afterAll, describe, expect, it } from "vitest";
import { englishTexts, services } from "../../server/src/core/services/catalogue.ts";
import { closed, linked, templateText, vaultResource, workspace } from "./workspace.ts";

const elsewhere =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/vpn";
const subnet = (name: string): object => ({ name, properties: { addressPrefix: "10.0.0.0/24" } });
const network = (name: string, ...subnets: string[]): object => ({
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name,
  properties: { subnets: subnets.map(subnet) },
});

const at = workspace({
  "main.json": templateText(
    [
      vaultResource("kv-open", { defaultAction: "Allow" }),
      vaultResource("kv-rules", {
        ...closed,
        ipRules: [{ value: "203.0.113.0/24" }, { value: "[parameters('more')]" }],
      }),
      vaultResource("kv-worlds", { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" }),
      vaultResource("[concat('kv-', uniqueString(resourceGroup().id))]", "[parameters('acls')]"),
      linked("inner", "modules/inner.json"),
      network("vnet", "app", "web"),
      network("hub", "app"),
    ],
    { parameters: { more: { type: "string" }, open: { type: "bool" }, acls: { type: "object" } } },
  ),
  "modules/inner.json": templateText([vaultResource("kv-inner", closed)]),
  "broken.json":
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [',
});
afterAll(at.remove);

/** The shape of a value as text: `{a: string, b: [number]}`; lists by the shapes of their items. */
function shapeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join(" | ")}]`;
  if (typeof value !== "object") return typeof value;
  const members = Object.entries(value).map(([key, member]) => `${key}: ${shapeOf(member)}`);
  return `{${members.join(", ")}}`;
}

const word = /^(string|null|\{unknown: string\}|\{oneOf: \[(null|string)( \| string)?\]\})$/;

describe("the JSON report", () => {
  const all = ["check", "vaults", "simulate"] as const;
  const reports = all.map((command) =>
    at.json(
      command,
      "./",
      ...(command === "simulate" ? ["--from", "203.0.113.7", "--from", "192.0.2.0-203.0.113.255"] : []),
    ),
  );

  it("has every array of the contract, whatever the command", () => {
    for (const { report } of reports) {
      expect(Object.keys(report)).toEqual([
        "version",
        "tool",
        "vaults",
        "findings",
        "verdicts",
        "tests",
        "explanation",
        "unread",
        "changes",
        "proof",
        "drift",
        "replayed",
        "suggestions",
        "rules",
        "skipped",
        "errors",
        "undecided",
        "turnedOff",
        "lowered",
        "valuesFrom",
      ]);
      expect(report).toMatchObject({
        version: 1,
        tool: { name: "keyvault-network", version: "0.2.0" },
        tests: [],
        explanation: null,
        changes: [],
        drift: [],
      });
    }
  });

  it("has vaults of one shape", () => {
    const { vaults } = at.json("vaults", "./").report;
    expect(vaults).toHaveLength(5);
    for (const vault of vaults) {
      expect(Object.keys(vault).filter((key) => key !== "displayName")).toEqual([
        "root",
        "module",
        "symbol",
        "name",
        "kind",
        "existing",
        "deployed",
        "environment",
        "linkedTo",
        "state",
        "exists",
        "file",
        "line",
        "character",
        "exposure",
        "dependsOn",
        "cases",
        "trustedServices",
        "publicNetworkAccess",
        "defaultAction",
        "bypass",
        "ipRules",
        "ipRulesOpen",
        "subnetRules",
        "subnetRulesOpen",
        "privateEndpoints",
        "privateEndpointsOpen",
        "perimeters",
        "notes",
        "callers",
      ]);
      const { publicNetworkAccess, defaultAction, bypass, name } = vault;
      for (const each of [publicNetworkAccess, defaultAction, bypass, name])
        expect(shapeOf(each)).toMatch(word);
      expect(shapeOf(vault.ipRules)).toMatch(/^\[((string|\{unknown: string\})( \| )?)*\]$/);
      expect(shapeOf([vault.line, vault.character, vault.privateEndpoints])).toBe("[number]");
      expect(shapeOf([vault.existing, vault.deployed, vault.ipRulesOpen, vault.subnetRulesOpen])).toBe(
        "[boolean]",
      );
      expect(shapeOf(vault.cases)).toMatch(/^\[(\{when: \{open: boolean\}, exposure: string\})?\]$/);
    }
    expect(vaults.find(({ symbol }) => symbol === "kv-rules")).toMatchObject({
      root: "main.json",
      module: null,
      name: "kv-rules",
      kind: "vault",
      exists: "yes",
      file: "main.json",
      line: 29,
      character: 15,
      exposure: "selected",
      dependsOn: [],
      cases: [],
      trustedServices: "denied",
      publicNetworkAccess: null,
      defaultAction: "Deny",
      bypass: "None",
      ipRules: ["203.0.113.0/24", { unknown: "parameter more" }],
      ipRulesOpen: false,
      subnetRules: [],
    });
    expect(vaults.find(({ symbol }) => symbol === "kv-inner")).toMatchObject({
      root: "main.json",
      module: "inner",
      file: "modules/inner.json",
      line: 8,
      character: 15,
    });
  });

  it("has verdicts of one shape", () => {
    const { verdicts } = at.json("simulate", "./", "--from", "203.0.113.7", "--from", "internet").report;
    expect(verdicts).toHaveLength(10);
    for (const verdict of verdicts) {
      const added = [
        "dependsOn",
        "scenario",
        "vaultName",
        "kind",
        "existing",
        "exposed",
        "summary",
        "deciding",
        "linkedTo",
      ];
      expect(Object.keys(verdict).filter((key) => !added.includes(key))).toEqual([
        "from",
        "environment",
        "root",
        "module",
        "vault",
        "file",
        "line",
        "verdict",
        "reason",
        "allowed",
        "denied",
        "unknown",
        "cases",
        "steps",
        "notes",
      ]);
      expect(verdict.steps.map((step) => step.gate)).toEqual([
        "control-plane",
        "private-endpoint",
        "perimeter",
        "trusted-service",
        "public-access",
        "default-action",
        "subnet-rule",
        "ip-rule",
        "default-deny",
      ]);
      expect(shapeOf(verdict.steps)).toMatch(
        /^\[(\{gate: string, outcome: string, text: string, file: (string|null), line: (number|null)\}( \| )?)+\]$/,
      );
    }
    const rules = verdicts.find(({ from, vault }) => from === "203.0.113.7" && vault === "kv-rules");
    expect(rules).toMatchObject({
      verdict: "allowed",
      reason: "ALLOW_IP_RULE",
      allowed: ["203.0.113.7/32"],
      denied: [],
      unknown: [],
      cases: [],
      notes: [],
    });
  });

  it("has findings and errors of one shape", () => {
    const { report } = at.json("check", "./");
    expect(report.findings.length).toBeGreaterThan(0);
    expect(shapeOf(report.findings)).toMatch(
      /\{code: string, name: string, severity: string, message: string, vault: (string|null), vaultName: [^,]+, file: string, line: number, character: number, endLine: number, endCharacter: number, instances: \[\{root: string, module: (string|null), vault: string, vaultName: string, environments: \[\]\}\], environments: \[\], related: /,
    );
    const named = at.json("check", "./broken.json").report;
    expect(shapeOf(named.errors)).toBe("[{file: string, line: number, character: number, message: string}]");
  });

  it("is sorted by file, line and character", () => {
    for (const { report } of reports) {
      for (const entries of [report.vaults, report.findings, report.verdicts, report.errors]) {
        const keys = entries.map(({ file, line }) => `${file} ${String(line).padStart(6, "0")}`);
        expect(keys).toEqual([...keys].sort());
      }
    }
  });

  it("is the same bytes twice", () => {
    for (const command of ["check", "vaults"]) {
      const [first, second] = [
        at.run(command, "./", "--format", "json"),
        at.run(command, "./", "--format", "json"),
      ];
      expect(second.out).toBe(first.out);
      expect(first.out.endsWith("}\n")).toBe(true);
    }
  });
});

describe("simulate", () => {
  const ask = (...argv: string[]): ReturnType<typeof at.run> => at.run("simulate", "./main.json", ...argv);

  it.each([
    [["--from", "internet", "--to", "kv-open", "--expect", "allow"], 0],
    [["--from", "internet", "--to", "kv-open", "--expect", "deny"], 1],
    [["--from", "internet", "--to", "KV-R*", "--expect", "deny"], 0],
    [["--from", "internet", "--to", "kv-worlds", "--expect", "deny"], 1],
    [["--from", "internet", "--to", "kv-worlds", "--expect", "deny", "--fail-on-unknown"], 3],
    [["--from", "internet", "--to", "kv-*", "--expect", "deny", "--fail-on-unknown"], 1],
    [["--from", "internet", "--to", "kv-worlds"], 0],
    [["--from", "subnet:web"], 0],
    [["--from", "subnet:vnet/app"], 0],
    [["--from", "subnet:app"], 2],
    [["--from", "subnet:nowhere"], 2],
    [["--from", `subnet:${elsewhere}`], 0],
    [["--from", "300.1.2.3"], 2],
    [["--from", "service:nobody"], 2],
    [["--from", "internet", "--to", "none*"], 2],
    [[], 2],
  ] as const)("%j ends with %i", (argv, status) => {
    expect(ask(...argv).status).toBe(status);
  });

  it("says which subnets there are", () => {
    expect(ask("--from", "subnet:app").error).toContain("subnet:app is ambiguous: vnet/app and hub/app");
    expect(ask("--from", "subnet:nowhere").error).toContain(
      "no such subnet; available: vnet/app, vnet/web, and hub/app",
    );
  });

  it("judges a subnet that only another root declares, and says so of a consumer without a vault", () => {
    const two = workspace({
      "vault/main.json": templateText([vaultResource("kv", closed)]),
      "net/main.json": templateText([
        {
          type: "Microsoft.Network/virtualNetworks/subnets",
          apiVersion: "2024-05-01",
          name: "spoke/app",
        },
        vaultResource("elsewhere", closed),
        {
          type: "Microsoft.Web/sites",
          apiVersion: "2024-04-01",
          name: "site",
          properties: {
            siteConfig: {
              appSettings: [
                {
                  name: "a",
                  value: "@Microsoft.KeyVault(SecretUri=https://elsewhere.vault.azure.net/secrets/a)",
                },
              ],
            },
          },
        },
      ]),
    });
    const { status, report } = two.json(
      "simulate",
      "./",
      "--from",
      "subnet:spoke/app",
      "--to",
      "kv",
      "--expect",
      "allow",
    );
    expect([status, report.verdicts.map(({ vault }) => vault)]).toEqual([1, ["kv"]]);
    const unused = two.run(
      "simulate",
      "./",
      "--from",
      "consumer:site",
      "--to",
      "kv",
      "--from",
      "internet",
      "--expect",
      "deny",
    );
    expect([unused.status, unused.error]).toEqual([
      2,
      expect.stringContaining("consumer:site does not use any of these vaults"),
    ]);
    two.remove();
  });

  it("explains a malformed source in one line", () => {
    const { out, error } = ask("--from", "1.2.3");
    expect(out).toBe("");
    expect(error.trim().split("\n")).toHaveLength(1);
  });

  it("matches the symbol and the name", () => {
    const { report } = at.json(
      "simulate",
      "./main.json",
      "--from",
      "internet",
      "--to",
      "*open",
      "--to",
      "kv-inner",
    );
    expect(report.verdicts.map(({ vault }) => vault)).toEqual(["kv-open", "kv-inner"]);
  });

  it("takes every service of the catalogue", () => {
    const from = services().flatMap(({ id }) => ["--from", `service:${id}`]);
    const { status, report } = at.json("simulate", "./main.json", "--to", "kv-rules", ...from);
    expect(status).toBe(0);
    const scenarios = report.verdicts.map(({ scenario }) => scenario?.text);
    expect(scenarios).toEqual(services().map(({ id }) => englishTexts(id).scenario.text));
    const steps = report.verdicts.flatMap((verdict) => verdict.steps.map(({ text }) => text));
    expect(steps.filter((text) => /[a-z] (?:The bypass|Whether trusted)/.test(text))).toEqual([]);
  });

  it("leaves out vaults that are certainly not deployed", () => {
    const only = workspace({
      "main.json": templateText([
        { ...vaultResource("never", closed), condition: false },
        vaultResource("kv", closed),
      ]),
    });
    expect(
      only.json("simulate", "./main.json", "--from", "internet").report.verdicts.map(({ vault }) => vault),
    ).toEqual(["kv"]);
    expect(only.json("vaults", "./main.json").report.vaults.map(({ exists }) => exists)).toEqual([
      "no",
      "yes",
    ]);
    only.remove();
  });
});

describe("the exit status", () => {
  it.each([
    [["--help"], 0],
    [["--version"], 0],
    [["frobnicate"], 2],
    [["vaults", "--frobnicate"], 2],
    [["vaults", "--format", "yaml"], 2],
    [["check", "--severity", "loud"], 2],
    [["rules"], 0],
    [["rules", "KV101"], 0],
    [["rules", "KV999"], 2],
    [["vaults", "./main.json"], 0],
    [["vaults", "./main.json", "--fail-on-unknown"], 3],
    [["check", "./main.json"], 1],
    [["check", "./main.json", "--fail-on-unknown"], 1],
    [["check", "./modules/inner.json"], 0],
    [["vaults", "./nothing.json"], 2],
    [["vaults", "./main.json", "--output", "./no/such/folder/out.json"], 2],
  ] as const)("of %j is %i", (argv, status) => {
    const { status: actual, error } = at.run(...argv);
    expect(actual, error).toBe(status);
  });
});
