import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../../server/src/cli/process.ts";
import type { ReplayedEntry, Report } from "../../server/src/core/formats/report.ts";
import { formatNames } from "../../server/src/core/index.ts";
import { runCli } from "../cli/run-cli.ts";
import { hasGit } from "../support/git.ts";
import { templateText, vaultResource, type Workspace, workspace } from "../cli/workspace.ts";
import { forms, logOf, type Request, secrets } from "./generated-log.ts";

const many = (count: number, request: Request): readonly Request[] =>
  Array.from({ length: count }, (_, day) => ({
    time: `2026-11-${String(1 + (day % 30)).padStart(2, "0")}T10:00:00Z`,
    ...request,
  }));

const subnetId = (network: string, subnet: string): string =>
  `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${subnet}`;

const rules = "ipRules: [{ value: '203.0.113.0/28' }], virtualNetworkRules: [{ id: app.id }]";
const bicep = (acls: string): string => `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
  resource web 'subnets' = {
    name: 'web'
    properties: { addressPrefix: '10.1.1.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
}
resource app 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = { name: 'vnet/app' }
param action string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { ${acls} } }
}
`;
const terraform = `
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.0/28"]
  }
}
`;
const azapi = `
resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2023-07-01"
  name = "kv-shop"
  body = { properties = { networkAcls = { defaultAction = "Deny", bypass = "None", ipRules = [{ value = "203.0.113.0/28" }] } } }
}
`;
const closed = "defaultAction: 'Deny', bypass: 'None'";

const requests: readonly Request[] = [
  ...many(30, { ip: "20.81.49.5" }),
  ...many(3, { ip: "20.81.49.6" }),
  ...many(4, { ip: "203.0.113.5" }),
  ...many(2, { ip: "198.51.100.9", status: 403 }),
  ...many(5, { ip: "198.51.100.9", operation: "VaultGet" }),
  ...many(6, { ip: "198.51.100.9", operation: "Authentication", status: 401 }),
];

let at: Workspace;
beforeAll(() => {
  at = workspace({
    "bicep/main.bicep": bicep(`${closed}, ${rules}`),
    "open/main.bicep": bicep("defaultAction: 'Allow'"),
    "trusting/main.bicep": bicep("defaultAction: 'Deny', bypass: 'AzureServices'"),
    "unknown/main.bicep": bicep("defaultAction: action"),
    "arm/main.json": templateText([
      vaultResource("kv-shop", {
        defaultAction: "Deny",
        bypass: "None",
        ipRules: [{ value: "203.0.113.0/28" }],
      }),
    ]),
    "terraform/main.tf": terraform,
    "azapi/main.tf": azapi,
    "log.json": logOf(requests),
    "none.json": logOf([{ ip: "203.0.113.7" }]).replaceAll("AuditEvent", "StorageRead"),
    "torn.log": `${logOf(many(1, { ip: "203.0.113.7" }), "lines")}a\nb\n`,
    "other.json": logOf([{ vault: "kv-elsewhere", ip: "203.0.113.7" }]),
    "columns.json": logOf([
      { ip: "10.9.9.9", subnet: subnetId("vnet", "app") },
      { ip: "10.9.9.9", subnet: subnetId("VNET", "web") },
      { ip: "10.9.9.9", subnet: subnetId("elsewhere", "app") },
      { ip: "10.1.0.7" },
      { ip: "10.9.9.9" },
      { ip: "10.9.9.8", way: "PrivateConnection" },
      { ip: "20.1.1.1", service: "azure-backup" },
      { ip: "20.1.1.2", service: "AzureSomething" },
      { ip: "20.1.1.2", service: "AzureBackup" },
      { ip: "2001:db8::1" },
    ]),
    ...Object.fromEntries(forms.map((form) => [`forms/${form}.json`, logOf(requests, form)])),
    "forms/table.csv": logOf(requests, "csv"),
    "log.jsonl.gz": gzipSync(logOf(requests, "lines")),
    "wide.log": Buffer.from(`\ufeff${logOf(requests, "lines")}`, "utf16le"),
  });
});
afterAll(() => {
  at.remove();
});

function rowsOf(report: Report): readonly string[] {
  return report.replayed.map(({ from, requests: count, result, verdict, reason, before }: ReplayedEntry) =>
    [from, count, result, verdict, reason, before].join(" "),
  );
}

describe("a caller of a log", () => {
  it.each(["bicep", "arm", "terraform", "azapi"])("is judged against templates (%s)", (folder) => {
    const { status, report } = at.json("replay", "./log.json", `./${folder}`);
    expect(rowsOf(report)).toEqual([
      "20.81.49.5-20.81.49.6 33 succeeded denied DENY_DEFAULT_ACTION ",
      "198.51.100.9 2 failed denied DENY_DEFAULT_ACTION ",
      "203.0.113.5 4 succeeded allowed ALLOW_IP_RULE ",
    ]);
    expect(status).toBe(1);
  });

  it("is a subnet, a service or a private connection where the log says so, and a declared subnet by its address", () => {
    const { report } = at.json("replay", "./columns.json", "./bicep");
    expect(rowsOf(report).toSorted()).toEqual([
      "10.9.9.8 1 succeeded depends DEPENDS_EXISTING ",
      "10.9.9.9 1 succeeded depends DEPENDS_SUBNET ",
      "2001:db8::1 1 succeeded denied DENY_DEFAULT_ACTION ",
      "service:azure-backup 2 succeeded denied DENY_DEFAULT_ACTION ",
      `subnet:${subnetId("elsewhere", "app").toLowerCase()} 1 succeeded denied DENY_DEFAULT_ACTION `,
      "subnet:vnet/app 2 succeeded allowed ALLOW_SUBNET_RULE ",
      "subnet:vnet/web 1 succeeded denied DENY_DEFAULT_ACTION ",
      "trusted services 1 succeeded denied DENY_DEFAULT_ACTION ",
    ]);
    const trusting = at.json("replay", "./columns.json", "./trusting").report;
    expect(rowsOf(trusting).filter((row) => row.includes("ALLOW"))).toEqual([
      "service:azure-backup 2 succeeded allowed ALLOW_TRUSTED_SERVICE ",
      "trusted services 1 succeeded allowed ALLOW_TRUSTED_SERVICE ",
    ]);
  });

  it("that failed, or may be denied, fails no run", () => {
    const failed = workspace({ "log.json": logOf([{ ip: "198.51.100.9", status: 403 }]) });
    expect(at.run("replay", failed.path("log.json"), "./bicep").status).toBe(0);
    failed.remove();
    expect(at.json("replay", "./log.json", "./unknown")).toMatchObject({ status: 0 });
    expect(at.run("replay", "./log.json", "./unknown", "--fail-on-unknown").status).toBe(3);
    expect(at.run("replay", "./log.json", "./open").status).toBe(0);
  });

  it("counts in comparison with a base only if that allowed it", () => {
    const changed = at.json("replay", "./log.json", "./bicep", "--base", at.path("open"));
    expect(changed.status).toBe(1);
    expect(rowsOf(changed.report)).toContain(
      "20.81.49.5-20.81.49.6 33 succeeded denied DENY_DEFAULT_ACTION allowed",
    );
    const same = at.json("replay", "./log.json", "./bicep", "--base", at.path("bicep"));
    expect(same.status).toBe(0);
    expect(rowsOf(same.report)).toContain(
      "20.81.49.5-20.81.49.6 33 succeeded denied DENY_DEFAULT_ACTION denied",
    );
  });
});

describe("an address", () => {
  it("is named after the source or the consumer that has it", () => {
    const names = workspace({
      "main.bicep": `
resource ip 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'ip'
  properties: { ipAddress: '198.51.100.77' }
}
resource nat 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat'
  properties: { publicIpAddresses: [{ id: ip.id }] }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.1.0.0/24', natGateway: { id: nat.id } }
  }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  properties: {
    virtualNetworkSubnetId: vnet::app.id
    vnetRouteAllEnabled: true
    siteConfig: { appSettings: [{ name: 'A', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/a)' }] }
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`,
      ".keyvault-access.jsonc": JSON.stringify({
        version: 1,
        sources: { office: { ip: ["203.0.113.0/24"] }, hosts: { subnet: "vnet/app" } },
      }),
      "log.json": logOf([{ ip: "203.0.113.9" }, { ip: "198.51.100.77" }, { ip: "198.51.100.9" }]),
    });
    const { report } = names.json("replay", "./log.json", "./");
    expect(report.replayed.map(({ from, name }) => [from, name])).toEqual([
      ["198.51.100.77", "consumer:site"],
      ["198.51.100.9", null],
      ["203.0.113.9", "office"],
    ]);
    expect(names.run("replay", "./log.json", "./").out).toContain("  203.0.113.9 (office): 1 request");
    names.remove();
  });
});

describe("a vault that is deployed", () => {
  it("is judged as it is", () => {
    const state = workspace({
      "state.json": JSON.stringify({
        id: "/subscriptions/a/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-shop",
        name: "kv-shop",
        type: "Microsoft.KeyVault/vaults",
        location: "westeurope",
        properties: {
          networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [{ value: "203.0.113.0/28" }] },
          vaultUri: "https://kv-shop.vault.azure.net/",
        },
      }),
      "log.json": logOf(requests),
    });
    const { status, report } = state.json("replay", "./log.json", "./state.json", "--suggest");
    expect(status).toBe(1);
    expect(rowsOf(report)).toContain("20.81.49.5-20.81.49.6 33 succeeded denied DENY_DEFAULT_ACTION ");
    expect(report.suggestions).toMatchObject([{ ipRules: ["20.81.49.4/30"], edits: [] }]);
    state.remove();
  });
});

describe.runIf(hasGit)("a git revision as the base", () => {
  it("is judged for the callers that a change would deny", () => {
    const change = workspace({ "main.tf": terraform.replace("Deny", "Allow"), "log.json": logOf(requests) });
    const git = (...argv: readonly string[]): unknown =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
        cwd: change.folder,
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "open");
    writeFileSync(change.path("main.tf"), terraform);
    const before = process.cwd();
    process.chdir(change.folder);
    const { status, out } = runCli("replay", "log.json", "--base", "HEAD", "--format", "json", ".");
    process.chdir(before);
    expect(status).toBe(1);
    expect(rowsOf(JSON.parse(out) as Report)).toEqual([
      "20.81.49.5-20.81.49.6 33 succeeded denied DENY_DEFAULT_ACTION allowed",
      "198.51.100.9 2 failed denied DENY_DEFAULT_ACTION allowed",
      "203.0.113.5 4 succeeded allowed ALLOW_IP_RULE allowed",
    ]);
    change.remove();
  });
});

describe("a report on a log", () => {
  it("says how many callers lose access, and what was left out", () => {
    const { out } = at.run("replay", "./log.json", "./bicep");
    expect(out).toContain(
      "kv-shop: 2 callers with 33 requests in 30 days would be denied:\n  20.81.49.5-20.81.49.6 (AzureCloud.",
    );
    expect(out).toContain("kv-shop: 1 caller with 4 requests in 4 days would keep access.\n");
    expect(out).toContain(
      "39 requests in the log; left out: 5 control-plane operations and 6 authentication challenges.",
    );
  });

  it.each(forms)("is the same of each form (%s)", (form) => {
    const [one, other] = ["./log.json", `./forms/${form}.json`].map((log) =>
      rowsOf(at.json("replay", log, "./bicep").report),
    );
    expect(other).toEqual(one);
  });

  it.each(
    formatNames.filter(
      (format) => !["sarif", "github", "azure", "comment", "svg", "junit", "tap"].includes(format),
    ),
  )("never says who called, for what, and with which program (%s)", (format) => {
    for (const log of ["./log.json", "./forms/table.csv", "./torn.log"])
      for (const lang of ["en", "de"]) {
        const { out, error } = at.run("replay", log, "./bicep", "--format", format, "--lang", lang);
        expect(`${out}${error}`.length).toBeGreaterThan(20);
        for (const secret of secrets) expect(`${out}${error}`).not.toContain(secret);
      }
  });

  it("ends with 2 if it is about nothing, or about little of the log", () => {
    for (const [log, says] of [
      ["./none.json", "no records of a key vault"],
      ["./torn.log", "2 records of the log cannot be read"],
      ["./other.json", "no template declares a vault of the log: kv-elsewhere"],
    ] as const) {
      const { status, error } = at.run("replay", log, "./bicep");
      expect({ status, error }).toMatchObject({ status: 2, error: expect.stringContaining(says) as string });
    }
    expect(at.run("replay").error).toContain("replay requires LOG");
  });
});

describe("the program", () => {
  const run = async (
    ...argv: readonly string[]
  ): Promise<{ readonly status: number; readonly out: string; readonly error: string }> => {
    let [out, error] = ["", ""];
    const streams = {
      out: (text: string) => (out += text),
      error: (text: string) => (error += text),
      color: false,
    };
    const status = await runProgram(["replay", ...argv], streams, {
      input: () => Promise.reject(new Error("unasked")),
    });
    return { status, out, error };
  };

  it.each(["log.jsonl.gz", "wide.log"])("reads %s in pieces", async (log) => {
    const { status, out } = await run(at.path(log), at.path("bicep"));
    expect(status).toBe(1);
    expect(out).toContain("2 callers with 33 requests in 30 days would be denied");
  });

  it("reads several logs, and says which is not there", async () => {
    const both = await run(at.path("log.json"), at.path("columns.json"), at.path("bicep"));
    expect(both.out).toContain("49 requests in the log");
    expect(await run(at.path("nowhere.json"), at.path("bicep"))).toMatchObject({ status: 2 });
    expect(await run(at.path("bicep"), at.path("bicep"))).toMatchObject({ status: 2 });
  });
});
