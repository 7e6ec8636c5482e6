import { afterEach, describe, expect, test } from "vitest";
import {
  shown,
  snapshot,
  terraformPlan,
  terraformState,
  terraformStateFile,
  whatIf,
} from "../states/printed.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

let at: Workspace | undefined;
afterEach(() => {
  at?.remove();
  at = undefined;
});

const state = JSON.stringify(terraformStateFile({ name: "kv-prod", ipRules: ["203.0.113.0/24"] }), null, 2);
const old = JSON.stringify({
  ...{ version: 3, terraform_version: "0.11.14", serial: 1, lineage: "x" },
  modules: [{ path: ["root"], resources: { "azurerm_key_vault.kv": { type: "azurerm_key_vault" } } }],
});
const looksUp = `data "azurerm_key_vault" "kv" {
  name                = "kv-prod"
  resource_group_name = "rg"
}
`;

function folder(files: Readonly<Record<string, string>>): Workspace {
  at = workspace(files);
  return at;
}

describe("a terraform.tfstate in a repository", () => {
  test("is not judged, and declares nothing", () => {
    const { status, report } = folder({ "infra/main.tf": looksUp, "infra/terraform.tfstate": state }).json(
      "vaults",
      "./infra",
    );
    expect(report.vaults).toMatchObject([{ file: "infra/main.tf", existing: true, linkedTo: null }]);
    expect(report).toMatchObject({ errors: [], unread: [], skipped: [] });
    expect(status).toBe(0);
  });

  test("as JSON is judged as a state, and never linked with", () => {
    const files = { "infra/main.tf": looksUp, "infra/state.json": state };
    const { vaults } = folder(files).json("vaults", "./infra").report;
    expect(vaults).toMatchObject([
      { file: "infra/main.tf", existing: true, linkedTo: null, deployed: false },
      { file: "infra/state.json", existing: false, linkedTo: null, deployed: true, state: "deployed" },
    ]);
  });

  test.each([
    ["a snapshot", snapshot({ name: "kv-prod" })],
    ["a what-if result", whatIf([], [{ name: "kv-prod" }])],
    ["an export", [shown({ name: "kv-prod" })]],
    ["a plan", terraformPlan([], [{ name: "kv-prod" }])],
    ["the state of terraform show", terraformState({ name: "kv-prod" })],
  ])("%s is never linked with either", (_, printed) => {
    const files = { "infra/main.tf": looksUp, "infra/state.json": JSON.stringify(printed) };
    const { vaults } = folder(files).json("vaults", "./infra").report;
    expect(vaults.map(({ file, linkedTo, existing }) => [file, linkedTo, existing])).toEqual([
      ["infra/main.tf", null, true],
      ["infra/state.json", null, false],
    ]);
  });

  test("is judged if it is named", () => {
    const { vaults } = folder({ "terraform.tfstate": state }).json("vaults", "./terraform.tfstate").report;
    expect(vaults).toMatchObject([
      { symbol: "azurerm_key_vault.kv-prod", name: "kv-prod", deployed: true, exposure: "selected" },
    ]);
  });

  test("supplies what templates leave open", () => {
    const { vaults } = folder({ "infra/main.tf": looksUp, "terraform.tfstate": state }).json(
      ...["vaults", "./infra", "--assume", "./terraform.tfstate"],
    ).report;
    expect(vaults).toMatchObject([{ exposure: "selected", notes: ["NOTE_ASSUMED_DEPLOYED"] }]);
  });
});

describe("a state of an old format", () => {
  const template = templateText([vaultResource("kv-prod", closed)]);

  test.each([
    ["diff", "--against"],
    ["vaults", "--assume"],
  ])("is refused for %s %s, in both languages", (command, option) => {
    const files = { "infra/main.json": template, "terraform.tfstate": old };
    const argv = [command, option, "./terraform.tfstate", "./infra"] as const;
    const run = folder(files).run(...argv);
    expect(run.status).toBe(2);
    expect(run.error).toMatch(/terraform\.tfstate: .*format version 3.*expected version 4/);
    expect(at?.run(...argv, "--lang", "de").error).toContain("der Formatversion 3");
  });

  test("as JSON in a folder is said, because it may contain vaults", () => {
    const { status, report } = folder({ "main.json": template, "state.json": old }).json("vaults", "./.");
    expect(report.errors).toMatchObject([
      { file: "state.json", message: expect.stringContaining("version 3") as string },
    ]);
    expect(status).toBe(2);
  });
});
