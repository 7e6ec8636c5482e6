import { beforeEach, describe, expect, it } from "vitest";
import type { AddTestResult, TestsResult } from "../../server/src/protocol/access-tests.ts";
import type { FindingsResult } from "../../server/src/protocol/findings.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { SourcesResult } from "../../server/src/protocol/sources.ts";
import { rules, vaultText } from "../access-file/judge-text.ts";
import { Editor } from "./support/editor.ts";

const access = "file:///w/.keyvault-access.jsonc";
const main = "file:///w/main.bicep";
const template = vaultText("kv", rules("Allow", ["203.0.113.0/28"]));
const accessText = JSON.stringify({
  version: 1,
  sources: { office: { ip: "203.0.113.1" } },
  tests: [{ name: "Internet is blocked", from: "internet", to: "kv", expect: "deny" }],
});

let settings: object = {};
let editor: Editor;
beforeEach(async () => {
  settings = {};
  editor = await Editor.start({
    folders: ["file:///w"],
    settings: () => settings,
    host: { files: { readFile: () => Promise.resolve(null), ...empty } },
  });
  await editor.open(access, accessText, "jsonc");
  await editor.open(main, template, "bicep");
});

const empty = { listFolder: () => Promise.resolve([access, main]), findFiles: () => Promise.resolve([]) };

async function change(to: object): Promise<void> {
  settings = to;
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
}

describe("sources of one's own", () => {
  beforeEach(() =>
    change({
      simulation: {
        sources: {
          laptop: "198.51.100.7",
          office: "192.0.2.1",
          team: { ip: ["203.0.113.2", "203.0.113.3"], description: "Ours" },
          broken: 7,
        },
      },
    }),
  );

  it("are offered with those of the access file, which take precedence", async () => {
    const { saved } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "" });
    expect(
      saved.map(({ from, meaning, description, place }) => [from, meaning, description, place?.uri]),
    ).toEqual([
      ["office", "public IPv4 address", null, access],
      ["laptop", "public IPv4 address", null, undefined],
      ["team", "2 addresses, evaluated as a whole", "Ours", undefined],
    ]);
  });

  it("can be asked about by their names", async () => {
    await editor.type(main, "'Allow'", "'Deny'");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["laptop", "team", "office"],
    });
    expect(verdicts.map(({ from, verdict }) => [from, verdict])).toEqual([
      ["laptop", "denied"],
      ["team", "allowed"],
      ["office", "allowed"],
    ]);
  });

  it("are written as addresses in a test, because other users do not have that name", async () => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const add = (from: string): Promise<AddTestResult> =>
      editor.request(serverRequests.addTest, { from, to: vaults[0], expect: "deny" });
    expect((await add("laptop"))?.text).toContain('"from": "198.51.100.7", "to": "kv"');
    expect((await add("office"))?.text).toContain('"from": "office", "to": "kv"');
  });
});

describe("sources on offer", () => {
  it("are also the addresses that rules list", async () => {
    const { listed } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "" });
    expect(listed).toEqual([{ from: "203.0.113.0/28", kind: "range" }]);
  });

  it.each([
    ["10.1.2.3", ["vnet/data"]],
    ["10.1.2.128-10.1.3.4", ["vnet/data"]],
    ["10.9.9.9", []],
    ["203.0.113.7", []],
    ["da", ["vnet/data"]],
  ])("are for %s the subnets %j", async (typed, labels) => {
    const subnets = [
      ["app", "10.1.1.0/24"],
      ["data", "10.1.2.0/24"],
    ].map(([name, range]) => `{ name: '${name}', properties: { addressPrefix: '${range}' } }`);
    await editor.open(
      "file:///w/network.bicep",
      `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      ${subnets.join("\n      ")}
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv' }
`,
      "bicep",
    );
    const result = await editor.request<SourcesResult>(serverRequests.sources, { typed });
    expect(result.subnets.map(({ label }) => label)).toEqual(labels);
  });

  it("are none for a 403, which is recognized and not repeated", async () => {
    const typed =
      "Client address is not authorized and caller is not a trusted service. Client address: 198.51.100.7 Caller: appid=11111111-2222-3333-4444-555555555555 Vault: kv;location=westeurope";
    const result = await editor.request<SourcesResult>(serverRequests.sources, { typed });
    expect(result.typed).toEqual({ kind: "forbidden", description: "198.51.100.7 → kv" });
    expect(JSON.stringify(result)).not.toContain("11111111");
  });

  it("are none for a failed connection, which is recognized", async () => {
    const typed = "RestError: getaddrinfo ENOTFOUND kv.vault.azure.net";
    const result = await editor.request<SourcesResult>(serverRequests.sources, { typed });
    expect(result.typed).toEqual({
      kind: "failure",
      description: "The host name was not found: the resolver has no address for it.",
    });
  });
});

describe("access tests", () => {
  const problems = async (): Promise<readonly string[]> =>
    [...(await editor.problems(access)), ...(await editor.problems(main))].filter((each) =>
      each.startsWith("KV6"),
    );

  it("are evaluated as the user types", async () => {
    expect(await problems()).toEqual(["KV601 Internet is blocked", "KV601 'Allow'"]);
    await editor.type(main, "'Allow'", "'Deny'");
    expect(await problems()).toEqual([]);
  });

  it("are judged once all is saved, where the settings say so", async () => {
    await change({ accessTests: { run: "onSave" } });
    expect(await problems()).toEqual(["KV601 Internet is blocked", "KV601 'Allow'"]);
    await editor.type(main, "'Allow'", "'Deny'");
    expect(await problems()).toEqual(["KV601 Internet is blocked"]);
    await editor.save(main);
    expect(await problems()).toEqual([]);
  });

  it("are judged only when they are run, where the settings say so", async () => {
    await change({ accessTests: { run: "manual" } });
    expect(await problems()).toEqual([]);
    const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
    expect(files[0]?.tests[0]?.results[0]?.outcome).toBe("failed");
  });
});

describe("all findings", () => {
  it("are reported for every known template, suppressed ones with the reason", async () => {
    await editor.type(
      main,
      "defaultAction: 'Allow'",
      "// keyvault-network-ignore KV101: on purpose\n    defaultAction: 'Allow'",
    );
    const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
    const told = findings.map(({ code, uri, suppressed }) => [code, uri, suppressed?.reason ?? null]);
    expect(told).toContainEqual(["KV101", main, "on purpose"]);
    expect(told).toContainEqual(["KV601", main, null]);
  });
});
