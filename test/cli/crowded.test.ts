import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../server/src/cli/main.ts";
import type { FileSystem } from "../../server/src/cli/file-system.ts";
import { localFiles } from "../../server/src/cli/file-system.ts";
import type { Host } from "../../server/src/cli/host.ts";
import { readCases } from "../outside/page.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
import { linked, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

/** What a run says where there is room for so much. */
function runIn(room: number, ...argv: readonly string[]): readonly [number, string, string] {
  return runOn(localFiles, room, ...argv);
}

function runOn(
  files: FileSystem,
  room: number,
  ...argv: readonly string[]
): readonly [number, string, string] {
  let [out, error] = ["", ""];
  const host: Host = {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    grammar: () => testGrammar,
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
    room,
    files,
  };
  return [main(argv, host), out, error];
}

const commands = [
  "check --format json",
  "check --format json --environment *",
  "check --format sarif --permissions",
  "vaults --format json --environment *",
  "simulate --format json --from internet",
  "test --format json",
];

test.each(commands)("%s says the same about the examples where nothing is kept", (command) => {
  expect(runIn(0, ...command.split(" "), "examples")).toEqual(
    runIn(Infinity, ...command.split(" "), "examples"),
  );
});

/** A root without vaults, to whose network another one refers. */
const hub = `resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.1.0/24"]
  service_endpoints    = []
}
`;

const app = `resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet-hub'
  scope: resourceGroup('rg-hub')
  resource app 'subnets' existing = { name: 'app' }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-app'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: hub::app.id }] } }
}
`;

function vault(name: string, action: string): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}'
  properties: { networkAcls: { defaultAction: '${action}', bypass: 'None' } }
}
`;
}

function compiledText(resources: readonly object[]): string {
  return templateText(resources, {
    metadata: { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } },
  });
}

function calling(name: string): string {
  return `module kv '../shared/kv.bicep' = {\n  name: 'kv'\n  params: { name: '${name}' }\n}\n`;
}

/** Roots with vaults, one without that declares their network, and one with nothing; what is broken, unread, accepted and compiled. */
const files = {
  "hub/main.tf": hub,
  "app/main.bicep": app,
  "user/main.tf": 'data "azurerm_key_vault" "kv" {\n  name = "kv-app"\n  resource_group_name = "rg"\n}\n',
  "quiet/main.json": templateText([{ type: "Microsoft.Web/sites", apiVersion: "2023-01-01", name: "w" }]),
  "quiet/main.parameters.json": parametersText({ size: 1 }),
  "accepted/main.bicep": "// keyvault-network-disable-file KV101: accepted\nparam a string\n",
  "unread/main.json": templateText([linked("missing", "missing.json")]),
  "unread/module.bicep": "module m 'br:contoso.azurecr.io/modules/vault:v1' = {\n  name: 'm'\n}\n",
  "broken/main.bicep": "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n",
  "compiled/main.bicep": "param a string\n",
  "compiled/main.json": compiledText([vaultResource("kv-app", { defaultAction: "Allow" })]),
  "twins/main.bicep": vault("kv-twin", "Deny"),
  "twins/main.json": compiledText([vaultResource("kv-twin", { defaultAction: "Allow" })]),
  // The compiled template has a vault, and what the source calls may have it; then the other way around.
  "unread-twins/main.bicep": "module m 'br:contoso.azurecr.io/modules/vault:v1' = {\n  name: 'm'\n}\n",
  "unread-twins/main.json": compiledText([vaultResource("kv-hidden", { defaultAction: "Allow" })]),
  "gone-twins/main.bicep": vault("kv-gone", "Deny"),
  "gone-twins/main.json": compiledText([]),
  "text/unread.txt": Buffer.from([0xff, 0xfe, 0x00]),
  "text/unread.bicep": `var action = loadTextContent('unread.txt')\n${vault("kv-unread", "Allow").replace("'Allow'", "action")}`,
  "text/main.bicep": `var action = loadTextContent('missing.txt')\n${vault("kv-text", "Allow").replace("'Allow'", "action")}`,
  "shared/kv.bicep": `param name string\n${vault("kv", "Allow").replace("'kv'", "name")}`,
  "tested/main.bicep": calling("kv-tested"),
  "tested/.keyvault-access.jsonc": JSON.stringify({
    version: 1,
    tests: [{ name: "closed", from: "internet", to: "*", expect: "deny" }],
  }),
  "settings/main.bicep": calling("kv-settings"),
  "settings/.keyvault-access.jsonc": JSON.stringify({ version: 1, rules: { KV101: "info" } }),
  "called/main.bicep": calling("kv-called"),
  "never/kv.bicep": vault("kv-once", "Allow"),
  "never/created/main.bicep": "module kv '../kv.bicep' = {\n  name: 'kv'\n}\n",
  "never/read/main.bicep": "module kv '../kv.bicep' = if (false) {\n  name: 'kv'\n}\n",
  "environments/main.bicep": `param isOpen bool\n${vault("kv-open", "Allow").replace("'Allow'", "isOpen ? 'Allow' : 'Deny'")}`,
  "environments/main.dev.bicepparam": "using 'main.bicep'\nparam isOpen = true\n",
  "environments/main.prod.bicepparam": "using 'main.bicep'\nparam isOpen = false\n",
  ".github/workflows/ci.yml":
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: az keyvault update --name kv-app --default-action Allow\n",
};

test.each(commands)("%s says the same about linked roots where nothing is kept", (command) => {
  const { folder, remove } = workspace(files);
  const answers = [Infinity, 0].map((room) => runIn(room, ...command.split(" "), folder));
  remove();
  expect(answers[1]).toEqual(answers[0]);
});

test.each(readCases("test/outside/cases"))(
  "check says the same about $name where nothing is kept",
  ({ files }) => {
    const { folder, remove } = workspace(Object.fromEntries(files));
    const answers = [Infinity, 0].map((room) => runIn(room, "check", "--format", "json", folder));
    remove();
    expect(answers[1]).toEqual(answers[0]);
  },
);

test("check says the same where a root that nothing calls declares a second cluster", () => {
  const page = readCases("test/outside/cases").find(({ name }) => name === "d23-cluster-not-listed");
  const texts = Object.fromEntries(page?.files ?? []);
  const second = texts["/main.bicep"]?.replace("'kv1'", "'kv2'") ?? "";
  const { folder, remove } = workspace({ ...texts, "second/main.bicep": second });
  const answers = [Infinity, 0].map((room) => runIn(room, "check", "--format", "json", folder));
  remove();
  expect(answers[1]).toEqual(answers[0]);
});

test("the network of a root that was let go is still that of a vault in another one", () => {
  const { folder, remove } = workspace({ "hub/main.tf": hub, "app/main.bicep": app });
  const [, report] = runIn(0, "check", "--format", "json", folder);
  const [, alone] = runIn(0, "check", "--format", "json", `${folder}/app`);
  remove();
  expect(codesIn(report)).not.toEqual(codesIn(alone));
});

function codesIn(report: string): readonly string[] {
  // The shape is what the tests of the contract are about.
  const { findings } = JSON.parse(report) as { findings: readonly { code: string }[] };
  return findings.map(({ code }) => code);
}

/** The files of this machine, noting down which of them are read. */
function noting(read: string[]): FileSystem {
  return {
    ...localFiles,
    read: (path) => {
      read.push(path);
      return localFiles.read(path);
    },
  };
}

test("how much will be read is known before it is read", () => {
  const text = "param a string\n";
  const { folder, remove } = workspace({ "one/main.bicep": text, "two/main.bicep": text, "notes.md": text });
  const [events, read]: [string[], string[]] = [[], []];
  main(["check", join(folder, "one"), join(folder, "two")], {
    grammar: () => testGrammar,
    input: () => ({ text: "" }),
    files: noting(read),
    room: text.length,
    onInput: ({ size, isCrowded }) =>
      events.push(`${size} after ${read.length}${isCrowded ? ", crowded" : ""}`),
    out: () => undefined,
    error: () => undefined,
    color: false,
  });
  remove();
  expect(events).toEqual([`${text.length} after 0`, `${2 * text.length} after 1, crowded`]);
});

test("files are read once where there is room, and a few times where nothing is kept", () => {
  const { folder, remove } = workspace({ "kv/main.bicep": app, "quiet/main.bicep": "param a string\n" });
  const timesIn = (room: number): readonly number[] => {
    const read: string[] = [];
    runOn(noting(read), room, "check", "--format", "json", folder);
    return ["kv", "quiet"].map((each) => read.filter((path) => path.endsWith(`/${each}/main.bicep`)).length);
  };
  const [once, often] = [timesIn(Infinity), timesIn(0)];
  remove();
  expect(once).toEqual([1, 1]);
  // To find it, to plan, to evaluate, and to say where something was found.
  expect(often).toEqual([4, 3]);
});

test("a file that changes while it is checked gives no places that are wrong", () => {
  const { folder, remove } = workspace({
    "kv/main.bicep": app,
    "other/main.bicep": app.replaceAll("kv-app", "kv-b"),
  });
  /** What a run says where a file has one line more from the second, third or fourth reading on. */
  const statuses = [1, 2, 3].map((unchanged) => {
    const read: string[] = [];
    const files: FileSystem = {
      ...localFiles,
      read: (path) => {
        const reading = localFiles.read(path);
        if (!path.endsWith("/kv/main.bicep") || !("bytes" in reading)) return reading;
        read.push(path);
        return read.length > unchanged
          ? { bytes: Buffer.concat([Buffer.from("// new\n"), reading.bytes]) }
          : reading;
      },
    };
    try {
      const [status, out] = runOn(files, 0, "check", "--format", "json", folder);
      return [status, /main.bicep changed during the check/.test(out)];
    } catch (error) {
      // The program says why, and ends with the same status.
      return [2, /main.bicep changed meanwhile/.test(String(error))];
    }
  });
  remove();
  expect(statuses).toEqual([
    [2, true],
    [2, true],
    [2, true],
  ]);
});
