import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { bodies, wrappings } from "../forbidden/bodies.ts";
import { shown } from "../states/printed.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

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
      "Values that the template does not determine are assumed to be as deployed.",
    );
  });

  describe("marks only answers that rely on it:", () => {
    // The rules depend on a parameter; the bypass is written.
    const rules = templateText(
      [
        vaultResource("kv-prod", { ...closed, ipRules: "[parameters('rules')]" }),
        vaultResource("kv-known", closed),
      ],
      { parameters: { rules: { type: "array" } } },
    );
    const both = [...state, shown({ name: "kv-known" })];
    const assumed = (...argv: readonly string[]) =>
      folder(rules, both).json(...argv, "./infra", "--assume", "./state.json").report;
    const deployed = "it is assumed to be as deployed.";

    test("a verdict, and its steps", () => {
      const of = (from: string) => {
        const [verdict] = assumed("simulate", "--from", from, "--to", "kv-prod").verdicts;
        const steps = verdict?.steps.filter(({ text }) => text.includes(deployed)).map(({ gate }) => gate);
        return [verdict?.verdict, verdict?.notes.includes(note), verdict?.summary, steps];
      };
      expect(of("203.0.113.7")).toEqual([
        "allowed",
        true,
        "Allowed · IP rule 1 · assumed as deployed",
        ["ip-rule"],
      ]);
      expect(of("service:azure-backup")).toEqual(["denied", false, expect.anything(), []]);
    });

    test("a vault", () => {
      const { vaults } = assumed("vaults");
      expect(vaults.map(({ name, notes }) => [name, notes.includes(note)])).toEqual([
        ["kv-prod", true],
        ["kv-known", false],
      ]);
    });

    test("a vault as spreadsheets have it", () => {
      const rows = folder(rules, both)
        .run("vaults", "./infra", "--assume", "./state.json", "--format", "csv")
        .out.trim()
        .split(/\r?\n/);
      expect(rows.map((row) => row.includes(note))).toEqual([false, true, false]);
    });

    test("a finding", () => {
      const unsaid = templateText(
        [
          vaultResource("kv-prod", { ...closed, defaultAction: "[parameters('action')]" }),
          { ...vaultResource("kv-known", closed), apiVersion: "2015-06-01" },
        ],
        { parameters: { action: { type: "string" } } },
      );
      const printed = [shown({ name: "kv-prod", defaultAction: "Allow" }), shown({ name: "kv-known" })];
      const at = folder(unsaid, printed);
      const { findings } = at.json("check", "./infra", "--assume", "./state.json").report;
      const marked = findings.filter(({ message }) => message.includes(" (with deployed values)"));
      expect(marked.map(({ code }) => code)).toContain("KV101");
      expect(
        marked.every(({ related }) => related.some(({ message }) => message.includes("as deployed"))),
      ).toBe(true);
      const before = at.json("check", "./infra").report.findings.map(({ message }) => message);
      expect(before.length).toBeGreaterThan(0);
      const unmarked = findings.filter((each) => !marked.includes(each));
      expect(unmarked.map(({ message }) => message)).toEqual(before);
      const { out } = at.run("check", "./infra", "--assume", "./state.json", "--lang", "de");
      expect(out).toContain("mit bereitgestellten Werten");
    });

    test.each(["text", "markdown", "csv"])("how open a vault is in an environment, as %s", (format) => {
      const { out } = folder(rules, both).run(
        ...["vaults", "./infra", "--assume", "./state.json", "--environment", "*", "--format", format],
      );
      expect(out).toMatch(/elected(?: networks)? \(assumed as deployed\)/);
      expect(out.match(/rivate \(assumed/g)).toBeNull();
    });

    test("what a 403 error shows: drift is what the template says otherwise", () => {
      const unknown = templateText(
        [vaultResource("kv-one", { ...closed, bypass: "[parameters('bypass')]" })],
        { parameters: { bypass: { type: "string" } } },
      );
      const at = folder(unknown, [shown({ name: "kv-one", bypass: "AzureServices" })]);
      const [body] = bodies.filter(({ shape }) => shape === "firewall-bypass-none");
      writeFileSync(at.path("build.log"), body && wrappings["the body"] ? wrappings["the body"](body) : "");
      const argv = ["explain-403", "./build.log", "./infra", "--assume", "./state.json"] as const;
      const { explanation } = at.json(...argv).report;
      expect(explanation?.template?.vaultName).toBe("kv-one");
      expect(explanation?.drift).toEqual([]);
    });

    const tests = {
      version: 1,
      tests: [
        { name: "office", from: "203.0.113.7", to: "kv-prod", expect: "allow" },
        { name: "services", from: "service:azure-backup", to: "kv-prod", expect: "deny" },
      ],
    };
    test.each([
      ["json", /"name": "office",[^}]*NOTE_ASSUMED_DEPLOYED/s],
      ["text", /note: office: Values that the template does not determine/],
      ["markdown", /office .*Values that the template does not determine/],
      ["tap", /ok 1 - office\n# Values that the template does not determine/],
      ["junit", /name="office"[^\n]*<system-out>Values that the template does not determine/],
    ])("an access test, as %s", (format, expected) => {
      at = workspace({
        "infra/main.json": rules,
        "infra/.keyvault-access.jsonc": JSON.stringify(tests),
        "state.json": JSON.stringify(both),
      });
      const { out } = at.run("test", "./infra", "--assume", "./state.json", "--format", format);
      expect(out).toMatch(expected);
      expect(out.match(/NOTE_ASSUMED_DEPLOYED|Values that the template does not determine/g)).toHaveLength(1);
      expect(at.run("test", "./infra", "--assume", "./state.json").status).toBe(0);
    });

    test.each([
      ["text", /203\.0\.113\.0\/24 → \S*: allowed → denied \(assumed as deployed\)/],
      ["markdown", /203\.0\.113\.0\/24 .*Denied \(assumed as deployed\)/],
    ])("a change of access, as %s", (format, expected) => {
      at = workspace({
        "infra/main.json": rules,
        "state.json": JSON.stringify([
          shown({ name: "kv-prod" }),
          shown({ name: "kv-known", bypass: "AzureServices" }),
        ]),
        "now.json": JSON.stringify(both),
      });
      const argv = ["diff", "--against", "./now.json", "./infra", "--assume", "./state.json"] as const;
      expect(at.run(...argv, "--format", format).out).toMatch(expected);
    });
  });

  test("is nothing that a template says: a state is compared with what is written", () => {
    at = workspace({
      "infra/main.json": open,
      "state.json": JSON.stringify(state),
      "other.json": JSON.stringify([shown({ name: "kv-prod", defaultAction: "Allow" })]),
    });
    const { drift } = at.json(
      "diff",
      "--against",
      "./other.json",
      "./infra",
      "--assume",
      "./state.json",
    ).report;
    expect(drift).toEqual([]);
  });

  test("says so in German, too", () => {
    const { out } = folder(open).run(
      ...["vaults", "./infra", "--details", "--assume", "./state.json", "--lang", "de"],
    );
    expect(out).toContain(
      "Für Werte, die die Vorlage nicht festlegt, werden die bereitgestellten angenommen.",
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
