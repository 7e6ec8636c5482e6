import { describe, expect, test } from "vitest";
import { Editor } from "../lsp/support/editor.ts";
import { runInMemory } from "../support/memory-cli.ts";

const vaults = "br:mcr.microsoft.com/bicep/avm/res/key-vault/vault:0.13.3";

const values = (using: string, action: string): string => `${using}
var action = '${action}'
param name = 'kv'
param publicNetworkAccess = 'Enabled'
param networkAcls = { bypass: 'AzureServices', defaultAction: action }
`;

const facts = ({ report }: ReturnType<typeof runInMemory>): unknown =>
  report.unread.map(({ kind, reason, file, line }) => [kind, reason, file.replace(/^.*repo\//, ""), line]);

/** As a file of the folder, and named. */
const ways = { walked: [], named: ["/repo/infra/prod.bicepparam"] } as const;

describe.each(Object.entries(ways))("a parameter file that deploys what is in a registry, %s", (_, named) => {
  const run = (text: string, others = {}): ReturnType<typeof runInMemory> =>
    runInMemory({ "infra/prod.bicepparam": text, ...others }, "check", ...named);

  test.each([vaults, "br/public:avm/res/key-vault/vault:0.13.3"])(
    "%s is judged with its values",
    (reference) => {
      const open = run(values(`using '${reference}'`, "Allow"));
      expect(open.report.findings).toContainEqual(
        expect.objectContaining({
          code: "KV101",
          severity: "warning",
          file: expect.stringMatching(/prod\.bicepparam$/) as unknown,
        }),
      );
      expect([open.status, open.report.unread]).toEqual([1, []]);
      const closed = run(values(`using '${reference}'`, "Deny"));
      expect(closed.report.findings.filter(({ code }) => code === "KV101")).toEqual([]);
      expect([closed.status, closed.report.unread]).toEqual([0, []]);
    },
  );

  test.each([
    "ts:00000000-0000-0000-0000-000000000000/rg/keyvault:1",
    "ts/specs:web:1",
    "br:contoso.azurecr.io/web:v1",
    "br/contoso:web:v1",
  ])("%s is not read", (reference) => {
    const unread = run(values(`\n// What is deployed\nusing '${reference}'`, "Deny"));
    expect(facts(unread)).toEqual([["deployment", "not downloaded", "infra/prod.bicepparam", 3]]);
    expect(unread.report.findings.map(({ code, line }) => [code, line])).toEqual([["KV904", 3]]);
    expect(unread.status).toBe(2);
  });

  test("values that it takes from another file are not read", () => {
    const unread = run(`${values(`using '${vaults}'`, "Deny")}extends 'base.bicepparam'\n`, {
      "infra/base.bicepparam": "using none\nparam networkAcls = { defaultAction: 'Allow' }\n",
    });
    expect(facts(unread)).toEqual([["deployment", "address not known", "infra/prod.bicepparam", 1]]);
    expect(unread.status).toBe(2);
  });
});

test("values for others deploy nothing, and those of a file belong to it", () => {
  const template = "param name string\nparam networkAcls object\nparam publicNetworkAccess string\n";
  const run = runInMemory({
    "infra/base.bicepparam": values("using none", "Allow"),
    "infra/main.bicep": template,
    "infra/main.prod.bicepparam": values("using 'main.bicep'", "Allow"),
  });
  expect([run.status, run.report.unread, run.report.findings]).toEqual([0, [], []]);
});

test("a parameter file whose template is not there is an error, and one for none is not", () => {
  const said = (using: string): unknown => {
    const { status, report } = runInMemory({ "infra/prod.bicepparam": values(using, "Allow") });
    return [status, report.errors.map(({ line, message }) => [line, message])];
  };
  expect(said("using './gone.bicep'")).toEqual([2, [[1, "no template was found for this parameter file"]]]);
  expect(said("using none")).toEqual([0, []]);
});

test("the editor reports them in the parameter file", async () => {
  const editor = await Editor.start();
  const uri = "file:///w/prod.bicepparam";
  await editor.open(uri, values(`using '${vaults}'`, "Allow"), "bicep-params");
  expect((await editor.diagnostics(uri)).map(({ code }) => code)).toContain("KV101");
  const unread = "file:///w/web.bicepparam";
  await editor.open(unread, "using 'ts:0/rg/web:1'\n", "bicep-params");
  expect(await editor.problems(unread)).toEqual(["KV904 'ts:0/rg/web:1'"]);
});
