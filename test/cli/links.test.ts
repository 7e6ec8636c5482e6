import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

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

describe("a link to a folder is followed", () => {
  const open = bicep.replace("'Deny'", "'Allow'");

  it("once for each folder, however many links lead there", () => {
    const files = { "shared/prod/main.bicep": open, "infra/main.bicep": bicep, "infra/own/a.bicep": bicep };
    const links = { "infra/prod": "../shared/prod", "infra/again": "../shared", "infra/own/up": "../own" };
    inLinked({ ...files, ".git/HEAD": "" }, links, (at) => {
      const { status, report } = at.json("vaults", "./infra");
      expect(report.vaults.map(({ file, exposure }) => [file, exposure])).toEqual([
        ["infra/again/prod/main.bicep", "public"],
        ["infra/main.bicep", "private"],
        ["infra/own/a.bicep", "private"],
      ]);
      expect([status, report.errors]).toEqual([0, []]);
    });
  });

  it("also where nothing but the link leads to Terraform", () => {
    const files = { "shared/vault.tf": terraform, "infra/README.md": "" };
    inLinked({ ...files, ".git/HEAD": "" }, { "infra/dev": "../shared" }, (at) => {
      const { vaults } = at.json("vaults", "./infra").report;
      expect(vaults).toMatchObject([{ file: "infra/dev/vault.tf", exposure: "public" }]);
    });
  });

  it("in a circle, to its end", () => {
    inLinked({ "a/main.bicep": bicep }, { "a/up": "..", b: "a" }, (at) => {
      const { status, report } = at.json("vaults", "./");
      expect([status, report.vaults.map(({ file }) => file)]).toEqual([0, ["a/main.bicep"]]);
    });
  });

  it("but not out of the repository, which is said", () => {
    inLinked({ "main.bicep": bicep }, { out: "/etc" }, (at) => {
      const { status, report } = at.json("vaults", "./");
      expect(report.errors).toMatchObject([
        { file: "out", message: expect.stringMatching(/leads out of the repository/) as string },
      ]);
      expect([status, report.vaults.length]).toEqual([2, 1]);
    });
  });

  it("unless it is excluded", () => {
    inLinked({ "main.bicep": bicep }, { out: "/etc" }, (at) => {
      const { status, report } = at.json("vaults", "./", "--exclude", "out/");
      expect([status, report.errors]).toEqual([0, []]);
    });
  });

  it.each([
    ["bicep", "main.bicep", open],
    ["tf", "vault.tf", terraform],
    [
      "json",
      "main.json",
      templateText([vaultResource("kv", { networkAcls: { defaultAction: "Allow", bypass: "None" } })]),
    ],
  ])("also if it is hidden: %s", (_, name, text) => {
    const files = { [`shared/${name}`]: text, "infra/main.bicep": bicep, ".git/HEAD": "" };
    inLinked(files, { "infra/.prod": "../shared", "infra/.prod2": "../shared" }, (at) => {
      const { status, report } = at.json("check", "./infra");
      const open = report.findings.filter(({ code }) => code === "KV101");
      expect([status, open.map(({ file }) => file)]).toEqual([1, [`infra/.prod/${name}`]]);
    });
  });

  it("not twice if it is hidden and leads to what is walked anyway", () => {
    inLinked({ "infra/main.bicep": open, ".git/HEAD": "" }, { ".infra": "infra" }, (at) => {
      const { status, report } = at.json("check", "./");
      expect([status, report.vaults.map(({ file }) => file), report.errors]).toEqual([
        1,
        ["infra/main.bicep"],
        [],
      ]);
    });
  });
});

describe("folders of packages and of downloaded modules", () => {
  const open = bicep.replace("'Deny'", "'Allow'");
  const files = {
    "main.bicep": bicep,
    "node_modules/x/main.bicep": open,
    "b/node_modules/y/main.bicep": open,
    "tf/.terraform/modules/m/main.tf": terraform,
    ".git/main.bicep": open,
  };

  it("are counted, and change no exit status", () => {
    inLinked(files, {}, (at) => {
      const { status, report } = at.json("check", "./");
      expect([status, report.vaults.length, report.skipped]).toEqual([
        0,
        1,
        [
          { file: "b/node_modules", reason: "folders of this name are not searched (2)" },
          { file: "tf/.terraform", reason: "folders of this name are not searched (1)" },
        ],
      ]);
      expect(at.run("check", "./").out).toContain("b/node_modules: skipped, folders of this name");
    });
  });

  it("are not if they are excluded, and are read if they are named", () => {
    inLinked(files, {}, (at) => {
      const exclude = ["--exclude", "**/node_modules", "--exclude", "tf"];
      expect(at.json("check", "./", ...exclude).report.skipped).toEqual([]);
      expect(at.json("check", "./node_modules").status).toBe(1);
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
