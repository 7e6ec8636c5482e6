import { describe, expect, test } from "vitest";
import { editorOf } from "../lsp/support/memory.ts";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

const vault = (access: boolean): string => `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  public_network_access_enabled = ${access}
}
`;
const update = `resource "azapi_update_resource" "u" {
  type        = "Microsoft.KeyVault/vaults@2026-02-01"
  resource_id = azurerm_key_vault.kv.id
  body        = { properties = { publicNetworkAccess = "Disabled" } }
}
`;
const lockOf = (registry: string): string =>
  `# This file is maintained automatically.\n\nprovider "registry.${registry}/hashicorp/azurerm" {\n  version = "4.0.0"\n}\n`;

/** Which errors there are in which files, whether the vault is reported as open, and the exit status. */
function checked(files: MemoryFiles): readonly unknown[] {
  const { report, status } = runInMemory(files);
  return [
    ...report.errors.map(({ file, message }) => `${file.split("/").at(-1)}: ${message}`),
    report.findings.some(({ code }) => code === "KV101") ? "open" : "closed",
    status,
  ];
}

const closing: readonly [string, MemoryFiles][] = [
  ["replaces", { "main.tofu": vault(false) }],
  ["overrides", { "x_override.tofu": vault(false) }],
  ["is added to", { "more.tofu": update }],
];
const said = expect.stringMatching(/\.tofu: Only OpenTofu reads this file next to 'main.tf'/) as unknown;

const readings = ({ report }: ReturnType<typeof runInMemory>): unknown => [
  report.findings.filter(({ code }) => code === "KV101").map(({ message }) => message.split(" '")[0]),
  report.vaults.map(({ exposure, cases }) => [exposure, cases]),
];
const casesOf = (tf: string, tofu: string): unknown => [
  { when: { ".tf/.tofu": ".tf" }, exposure: tf },
  { when: { ".tf/.tofu": ".tofu" }, exposure: tofu },
];

describe.each(closing)("a file of OpenTofu that %s a file of Terraform", (_, added) => {
  const files = { "main.tf": vault(true), ...added };

  test("is an error where no lock file says which of them deploys, and both are judged", () => {
    expect(checked(files)).toEqual([said, "open", 2]);
    expect(checked({ ...files, ".terraform.lock.hcl": "" })).toEqual([said, "open", 2]);
    const remark = '# "registry.opentofu.org/"\n';
    expect(checked({ ...files, ".terraform.lock.hcl": remark })).toEqual([said, "open", 2]);
    const both = lockOf("terraform.io") + lockOf("opentofu.org");
    expect(checked({ ...files, ".terraform.lock.hcl": both })).toEqual([said, "open", 2]);
  });

  test("is one of two readings, and findings, vaults, and verdicts say which", () => {
    expect(readings(runInMemory(files))).toEqual([
      ['With .tf/.tofu = ".tf":'],
      [["depends", casesOf("public", "private")]],
    ]);
    const { report } = runInMemory(files, "simulate", "--from", "internet");
    expect(report.verdicts.map(({ verdict, cases }) => [verdict, cases.map((each) => each.verdict)])).toEqual(
      [["depends", ["allowed", "denied"]]],
    );
  });

  test("closes nothing where Terraform's files do already", () => {
    const closed = { ...files, "main.tf": vault(false) };
    expect(checked(closed)).toEqual([said, "closed", 2]);
    expect(readings(runInMemory(closed))).toEqual([[], [["private", []]]]);
  });

  test("is not read where Terraform's says so", () => {
    expect(checked({ ...files, ".terraform.lock.hcl": lockOf("terraform.io") })).toEqual(["open", 1]);
  });

  test("is read where OpenTofu's says so, in modules too", () => {
    const lock = { ".terraform.lock.hcl": lockOf("opentofu.org") };
    expect(checked({ ...files, ...lock })).toEqual(["closed", 0]);
    const module = Object.fromEntries(Object.entries(files).map(([name, text]) => [`m/${name}`, text]));
    const caller = { "main.tf": 'module "m" {\n  source = "./m"\n}\n' };
    expect(checked({ ...module, ...caller, ...lock })).toEqual(["closed", 0]);
    expect(checked({ ...module, ...caller })).toEqual([said, "open", 2]);
    expect(readings(runInMemory({ ...module, ...caller }))).toEqual([
      ['With .tf/.tofu = ".tf":'],
      [["depends", casesOf("public", "private")]],
    ]);
  });
});

test.each(["", lockOf("opentofu.org"), lockOf("terraform.io")])(
  "files of OpenTofu alone are read, with the lock file %j",
  (lock) => {
    const files = { "main.tofu": vault(true), "x_override.tofu": "", ".terraform.lock.hcl": lock };
    expect(checked(files)).toEqual(["open", 1]);
    expect(checked({ ...files, "x_override.tofu": vault(false) })).toEqual(["closed", 0]);
  },
);

test.each([
  ["replaces", "main.tofu", "main.tofu"],
  ["overrides", "x_override.tofu", "main.tf"],
])("a file of OpenTofu that opens what it %s is reported", (_, name, place) => {
  const run = runInMemory({ "main.tf": vault(false), [name]: vault(true) });
  expect(readings(run)).toEqual([['With .tf/.tofu = ".tofu":'], [["depends", casesOf("private", "public")]]]);
  expect(run.report.findings.find(({ code }) => code === "KV101")?.file).toMatch(new RegExp(`${place}$`));
});

test("a vault that only one of both declares is reported, and one that both open is open for certain", () => {
  const other = vault(true).replaceAll("kv", "other");
  const more = runInMemory({ "main.tf": vault(false), "more.tofu": other });
  expect(more.report.findings.map(({ code, vault: of }) => [code, of])).toContainEqual([
    "KV101",
    "azurerm_key_vault.other",
  ]);
  const gone = runInMemory({ "main.tf": vault(true), "main.tofu": "# nothing\n" });
  expect(gone.report.findings.filter(({ code }) => code === "KV101")).toHaveLength(1);
  const both = runInMemory({ "main.tf": vault(true), "main.tofu": vault(true) });
  expect(readings(both)).toEqual([
    ["'kv' is reachable from any public address: network_acls is not set."].map(
      (text) => text.split(" '")[0],
    ),
    [["public", []]],
  ]);
});

test("the editor shows what Terraform deploys, too", async () => {
  const editor = await editorOf({ "file:///w/main.tf": vault(true), "file:///w/main.tofu": vault(false) });
  await editor.open("file:///w/main.tf", vault(true), "terraform");
  expect((await editor.diagnostics("file:///w/main.tf")).map(({ code }) => code)).toContain("KV101");
});

test("only the lock file of the root says which tool deploys", () => {
  const caller = { "main.tf": 'module "m" {\n  source = "./m"\n}\n' };
  const files = { ...caller, "m/main.tf": vault(true), "m/main.tofu": vault(false) };
  for (const registry of ["opentofu.org", "terraform.io"])
    expect(checked({ ...files, "m/.terraform.lock.hcl": lockOf(registry) })).toEqual([said, "open", 2]);
  expect(checked({ ...files, ".terraform.lock.hcl": lockOf("terraform.io") })).toEqual(["open", 1]);
  expect(checked({ ...files, ".terraform.lock.hcl": lockOf("opentofu.org") })).toEqual(["closed", 0]);
});
