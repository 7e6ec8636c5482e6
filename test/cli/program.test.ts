import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { runProgram, readInput } from "../../server/src/cli/process.ts";
import { readOptions } from "../../server/src/cli/options.ts";
import { workspace } from "./workspace.ts";

const forbidden = `Client address is not authorized and caller is not a trusted service.
Client address: 198.51.100.7
Caller: appid=x;oid=y
Vault: kv;location=westeurope`;
const terraform = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';

interface Run {
  readonly status: number;
  readonly out: string;
  readonly error: string;
  readonly reads: number;
}

async function run(argv: readonly string[], input: Iterable<Uint8Array> | Error): Promise<Run> {
  let [out, error, reads] = ["", "", 0];
  const streams = {
    out: (text: string) => (out += text),
    error: (text: string) => (error += text),
    color: false,
  };
  const status = await runProgram(argv, streams, {
    input: () => {
      reads++;
      return input instanceof Error ? Promise.reject(input) : readInput(Readable.from(input));
    },
  });
  return { status, out, error, reads };
}

test.each([
  ["UTF-8", Buffer.from(forbidden)],
  ["UTF-16", Buffer.from(`\ufeff${forbidden}`, "utf16le")],
])("a log in %s is read once from the standard input, beside Terraform", async (_, bytes) => {
  const at = workspace({ "main.tf": terraform });
  const { status, out, reads } = await run(["explain-403", "-", at.folder], [bytes]);
  at.remove();
  expect({ status, reads }).toEqual({ status: 0, reads: 1 });
  expect(out).toContain("198.51.100.7");
});

test("several sources may follow one --from, separated by commas", () => {
  const subnets = ["app", "app2"].map((name) => `{ name: '${name}' }`).join(", ");
  const at = workspace({
    "main.bicep": `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = { name: 'vnet', properties: { subnets: [${subnets}] } }
`,
    ".keyvault-access.jsonc": '{ "version": 1, "sources": { "office": { "ip": "192.0.2.1" } } }',
  });
  const asked = (from: string): readonly string[] =>
    at.json("simulate", "./main.bicep", "--from", from).report.verdicts.map((each) => each.from);
  expect(asked("203.0.113.1-3, internet")).toEqual(["203.0.113.1-3", "internet"]);
  expect(asked("subnet:app,subnet:app2")).toEqual(["subnet:app", "subnet:app2"]);
  expect(asked("subnet:app,office")).toEqual(["subnet:app", "office"]);
  expect(readOptions(["simulate", "--from", 'consumer:web["a,b"]'])).toMatchObject({
    options: { from: ['consumer:web["a,b"]'] },
  });
  at.remove();
});

test("addresses are listed by their answers, a few of many, and not where all have the same", () => {
  const rules = Array.from({ length: 25 }, (_, index) => `{ value: '203.0.113.${String(index * 2)}' }`).join(
    ", ",
  );
  const at = workspace({
    "main.bicep": `param action string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action, ipRules: [${rules}] } }
}
`,
  });
  const all = at.run("simulate", "./main.bicep", "--from", "tag:AzureCloud").out;
  const several = at.run("simulate", "./main.bicep", "--from", "203.0.113.0/26").out;
  at.remove();
  expect(all).toContain("depends  DEPENDS_PARAMETER");
  expect(all).not.toMatch(/^ {2}depends:/m);
  expect(several).toMatch(/^ {2}allowed: 203\.0\.113\.0\/32, .* and 5 more$/m);
});

test("an input without end is left at the limit of files", async () => {
  let chunks = 0;
  function* endless(): Generator<Uint8Array> {
    for (; ; chunks++) yield Buffer.alloc(1024 * 1024, "y\n");
  }
  const { status, error } = await run(["explain-403"], endless());
  expect({ status, error }).toMatchObject({ status: 2, error: expect.stringContaining("16 MB") as string });
  expect(chunks).toBeLessThan(64);
});

test("a mistake of the program is one line and never looks like findings", async () => {
  const { status, out, error } = await run(["explain-403"], new Error("a\nmistake"));
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(error).toMatch(/^keyvault-network: .*a mistake\n$/);
});
