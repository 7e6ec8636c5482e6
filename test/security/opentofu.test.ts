import { describe, expect, test } from "vitest";
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

describe.each(closing)("a file of OpenTofu that %s a file of Terraform", (_, added) => {
  const files = { "main.tf": vault(true), ...added };

  test("is an error where no lock file says which of them deploys", () => {
    expect(checked(files)).toEqual([said, "closed", 2]);
    expect(checked({ ...files, ".terraform.lock.hcl": "" })).toEqual([said, "closed", 2]);
    const remark = '# "registry.opentofu.org/"\n';
    expect(checked({ ...files, ".terraform.lock.hcl": remark })).toEqual([said, "closed", 2]);
    const both = lockOf("terraform.io") + lockOf("opentofu.org");
    expect(checked({ ...files, ".terraform.lock.hcl": both })).toEqual([said, "closed", 2]);
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
    expect(checked({ ...module, ...caller })).toEqual([said, "closed", 2]);
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
