import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Workspace } from "./workspace.ts";
import { workspace } from "./workspace.ts";

const bicep = `param action string = 'Deny'
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action, bypass: 'None' } }
}
`;

const terraform = `resource "azurerm_key_vault" "kv" {
  name = var.name
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}
variable "name" {}
`;

/** Links by their paths, and where they lead. */
type Links = Readonly<Record<string, string>>;

function inLinked(files: Readonly<Record<string, string>>, links: Links, use: (at: Workspace) => void): void {
  const at = workspace(files);
  try {
    for (const [path, target] of Object.entries(links)) symlinkSync(target, at.path(path));
    use(at);
  } finally {
    at.remove();
  }
}

describe("a link to a file is read as the file is", () => {
  it("of Terraform, whose folder has nothing else", () => {
    const files = { "shared/vault.tf": terraform, "env/dev/terraform.tfvars": 'name = "kv-dev"\n' };
    inLinked(files, { "env/dev/vault.tf": "../../shared/vault.tf" }, (at) => {
      const { vaults } = at.json("vaults", "./").report;
      expect(vaults.map(({ file, name }) => [file, name])).toContainEqual(["env/dev/vault.tf", "kv-dev"]);
    });
  });

  it("of values", () => {
    const files = { "main.bicep": bicep, "values/open": "using 'main.bicep'\nparam action = 'Allow'\n" };
    inLinked(files, { "main.prod.bicepparam": "values/open" }, (at) => {
      const { vaults } = at.json("vaults", "./").report;
      expect(vaults).toMatchObject([{ exposure: "public" }]);
    });
  });
});

describe("of a link that cannot be followed", () => {
  it.each([
    ["that leads nowhere", "nothing.bicep", /no such file/],
    ["that leads out of the repository", "/etc/hostname", /leads out of the repository/],
    ["to a device", "/dev/zero", /leads out of the repository/],
  ])("%s, it is said, and exit code 2", (_, target, message) => {
    inLinked({ "main.bicep": bicep }, { "linked.bicep": target }, (at) => {
      const { status, report } = at.json("vaults", "./");
      expect(report.errors).toMatchObject([
        { file: "linked.bicep", message: expect.stringMatching(message) as string },
      ]);
      expect([status, report.vaults.length]).toEqual([2, 1]);
    });
  });

  it("with which an editor locks a file, nothing is said", () => {
    inLinked({ "main.bicep": bicep }, { ".#main.bicep": "someone@machine.123:456" }, (at) => {
      expect(at.json("vaults", "./")).toMatchObject({ status: 0, report: { errors: [] } });
    });
  });
});
