import { afterEach, describe, expect, test } from "vitest";
import { shown } from "../states/printed.ts";
import type { Workspace } from "./workspace.ts";
import { closed, templateText, vaultResource, workspace } from "./workspace.ts";

let at: Workspace | undefined;
afterEach(() => {
  at?.remove();
  at = undefined;
});

const state = [shown({ name: "kv-prod", ipRules: ["203.0.113.0/24"], subnets: ["vnet/app"] })];

function folder(template: string, printed: unknown = state): Workspace {
  const text = typeof printed === "string" ? printed : JSON.stringify(printed);
  at = workspace({ "infra/main.json": template, "state.json": text });
  return at;
}

const open = templateText([vaultResource("kv-prod", "[parameters('acls')]")], {
  parameters: { acls: { type: "object" } },
});
const world = templateText(
  [vaultResource("kv-prod", { ...closed, defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" })],
  { parameters: { open: { type: "bool" } } },
);
const note = "NOTE_ASSUMED_DEPLOYED";

describe("--assume", () => {
  test("is off by default", () => {
    const [vault] = folder(open).json("vaults", "./infra").report.vaults;
    expect(vault).toMatchObject({ exposure: "depends", notes: [] });
  });

  test("judges what a template leaves open as it is deployed, and says so", () => {
    const { report } = folder(open).json("vaults", "./infra", "--assume", "./state.json");
    expect(report.vaults).toMatchObject([
      {
        ...{ exposure: "selected", defaultAction: "Deny", bypass: "None", ipRules: ["203.0.113.0/24"] },
        ...{ ipRulesOpen: false, file: "infra/main.json", deployed: false, notes: [note] },
      },
    ]);
    const { verdicts } =
      at?.json("simulate", "--from", "203.0.113.7", "./infra", "--assume", "./state.json").report ?? {};
    expect(verdicts).toMatchObject([{ verdict: "allowed", reason: "ALLOW_IP_RULE", notes: [note] }]);
  });

  test("keeps what the template says", () => {
    const own = templateText([vaultResource("kv-prod", { defaultAction: "Allow", bypass: "None" })]);
    const { vaults } = folder(own).json("vaults", "./infra", "--assume", "./state.json").report;
    expect(vaults).toMatchObject([{ exposure: "public", defaultAction: "Allow", notes: [] }]);
  });

  test("chooses among worlds, and says so", () => {
    const { vaults } = folder(world).json("vaults", "./infra", "--assume", "./state.json").report;
    expect(vaults).toMatchObject([{ exposure: "private", cases: [], notes: [note] }]);
  });

  test("knows what is only looked up", () => {
    const looked = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-prod'\n}\n";
    at = workspace({ "infra/main.bicep": looked, "state.json": JSON.stringify(state) });
    const { vaults } = at.json("vaults", "./infra", "--assume", "./state.json").report;
    expect(vaults).toMatchObject([{ existing: true, exposure: "selected", notes: [note] }]);
  });

  test("leaves vaults of other names as they are", () => {
    const { vaults } = folder(open, [shown({ name: "kv-other" })]).json(
      "vaults",
      "./infra",
      "--assume",
      "./state.json",
    ).report;
    expect(vaults).toMatchObject([{ exposure: "depends", notes: [] }]);
  });

  test("marks findings that lean on it, which are in the template", () => {
    const printed = [shown({ name: "kv-prod", defaultAction: "Allow" })];
    const { findings } = folder(open, printed).json("check", "./infra", "--assume", "./state.json").report;
    const found = findings.find(({ code }) => code === "KV101");
    expect(found).toMatchObject({ file: "infra/main.json" });
    expect(found?.related.map(({ message }) => message)).toContain(
      "Values that the template leaves open are assumed to be as they are deployed.",
    );
  });

  test("says so in German, too", () => {
    const { out } = folder(open).run("vaults", "./infra", "--assume", "./state.json", "--lang", "de");
    expect(out).toContain(
      "Werte, die die Vorlage offenlässt, werden so angenommen, wie sie bereitgestellt sind.",
    );
  });

  test("leaves no difference from the same state", () => {
    const run = folder(open).json("diff", "--against", "./state.json", "--assume", "./state.json", "./infra");
    expect(run).toMatchObject({ status: 0, report: { changes: [], drift: [] } });
  });

  test.each<readonly [string, unknown]>([
    ["foreign JSON", { x: 1 }],
    ["half of a state", JSON.stringify(state).slice(0, 200)],
    ["nesting without end", "[".repeat(10_000)],
  ])("refuses %s", (_, printed) => {
    const { status, error } = folder(open, printed).run("vaults", "./infra", "--assume", "./state.json");
    expect(status).toBe(2);
    expect(error).toMatch(/state\.json: /);
  });
});
