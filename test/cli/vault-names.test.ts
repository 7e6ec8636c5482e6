import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

const bicep = `@allowed(['dev', 'prod'])
param env string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-\${env}'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: env == 'dev' ? [{ value: '203.0.113.7' }] : []
    }
  }
}
`;
const terraform = `variable "env" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "No such environment."
  }
}
resource "azurerm_key_vault" "kv" {
  name = "kv-\${var.env}"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = var.env == "dev" ? ["203.0.113.7"] : []
  }
}
`;
const deployed = (name: string): object => ({
  id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${name}`,
  ...{ name, type: "microsoft.keyvault/vaults" },
  properties: {
    publicNetworkAccess: "Enabled",
    networkAcls: {
      ...{ defaultAction: "Deny", bypass: "None", virtualNetworkRules: [] },
      ipRules: [{ value: "203.0.113.7/32" }],
    },
  },
});

let at: Workspace;
beforeAll(() => {
  at = workspace({
    "bicep/main.bicep": bicep,
    "terraform/main.tf": terraform,
    "prod.json": JSON.stringify([deployed("kv-prod")]),
    "both.json": JSON.stringify([deployed("kv-dev"), deployed("kv-prod")]),
    "page.json": JSON.stringify({ data: [deployed("kv-other")], skip_token: "more" }),
    "none.json": "[]",
    "no-data.json": '{ "data": [] }',
    "named/main.bicep": bicep.replace("'kv-${env}'", "'kv'"),
  });
});
afterAll(() => {
  at.remove();
});

describe.each(["bicep", "terraform"])("a vault whose name depends on a value, in %s", (folder) => {
  test("has none of the names, and is meant by each of them", () => {
    const { report } = at.json("vaults", `./${folder}`);
    const unknown = folder === "bicep" ? "parameter env" : "variable env";
    expect(report.vaults.map(({ name }) => name)).toEqual([{ unknown }]);
    for (const to of ["kv-dev", "kv-prod"]) {
      const run = at.json("simulate", `./${folder}`, "--from", "internet", "--to", to);
      expect(run.report.verdicts.map(({ verdict }) => verdict)).toEqual(["denied"]);
    }
    expect(at.run("simulate", `./${folder}`, "--from", "internet", "--to", "kv-test").status).toBe(2);
  });

  test("is compared with the only deployed vault of such a name, as it is under that name", () => {
    const { report } = at.json("diff", `./${folder}`, "--against", at.path("prod.json"));
    expect(report.drift.map(({ property, template, state }) => [property, template, state])).toEqual([
      ["ipRules", [], ["203.0.113.7"]],
    ]);
  });

  test("may be each of several, so that none is only deployed", () => {
    const { report } = at.json("diff", `./${folder}`, "--against", at.path("both.json"));
    expect(report.changes).toEqual([]);
    expect(report.drift.map(({ name, template, state }) => [name, template, state]).sort()).toEqual([
      [null, "yes", "maybe"],
      ["kv-dev", "maybe", "yes"],
      ["kv-prod", "maybe", "yes"],
    ]);
  });
});

describe("a state", () => {
  test("that is a page of a longer one says nothing of other vaults, and is exit 2", () => {
    const { status, report } = at.json("diff", "./named", "--against", at.path("page.json"));
    expect(status).toBe(2);
    expect(report.drift.map(({ message }) => message)).toContain(
      "not compared: the state is incomplete and does not contain this vault",
    );
    expect(report.errors.map(({ file, message }) => [file, message])).toEqual([
      ["page.json", "the state is incomplete: there is more than this file contains"],
    ]);
  });

  test.each(["none.json", "no-data.json"])("may be empty: %s", (file) => {
    const { status, report } = at.json("diff", "./named", "--against", at.path(file));
    expect(status).toBe(1);
    expect(report.drift.map(({ message }) => message)).toEqual([
      "only in the template: the state does not contain this vault",
    ]);
  });
});
