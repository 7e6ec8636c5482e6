import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { association, bicep, declared, drifts, driftsBeside, perimeterBicep } from "../states/scenario.ts";
import {
  graph,
  type PrintedVault,
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

function folder(
  state: unknown,
  files: Readonly<Record<string, string>> = { "infra/main.bicep": bicep },
): Workspace {
  at = workspace({ ...files, "state.json": typeof state === "string" ? state : JSON.stringify(state) });
  return at;
}

function against(state: unknown, files?: Readonly<Record<string, string>>, ...more: readonly string[]) {
  return folder(state, files).json("diff", "--against", "./state.json", "./infra", ...more);
}

/** "internet allowed→denied", by name of the caller whose subnet is printed in its short form. */
function tell({ report }: ReturnType<Workspace["json"]>): readonly string[] {
  return report.changes.map(({ from, before, after }) => {
    const short = from.replace(/subnet:.*\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/, "subnet:$1/$2");
    return `${short} ${String(before)}→${String(after)}`;
  });
}

const tools: readonly [string, (...vaults: readonly PrintedVault[]) => object][] = [
  ["az keyvault show", (...vaults) => vaults.map((vault) => shown(vault))],
  ["Resource Graph", graph],
  ["bicep snapshot", snapshot],
  ["what-if, as it is before", (...vaults) => whatIf(vaults, [declared])],
  ["a Terraform state", terraformState],
  ["terraform.tfstate", terraformStateFile],
  ["a Terraform plan, as it is before", (...vaults) => terraformPlan(vaults, [declared])],
];

describe.each(tools)("against %s", (_, print) => {
  test("that is what the template declares, nothing differs", () => {
    const { status, report } = against(print(declared));
    expect(report).toMatchObject({ changes: [], drift: [], errors: [] });
    expect(status).toBe(0);
  });

  test.each(Object.entries(drifts))("%s differs", (property, { deployed, template, state, changes }) => {
    const run = against(print({ ...declared, ...deployed }));
    const isByName =
      property === "privateEndpointConnections" && !run.report.drift.some((each) => each.state === "0");
    expect(run.report.drift).toMatchObject([
      {
        ...{ vault: "kv", name: "KV-prod", environment: null, property, file: "infra/main.bicep" },
        ...(isByName ? { template: ["pe-kv"], state: [] } : { template, state }),
      },
    ]);
    expect(tell(run)).toEqual(expect.arrayContaining([...changes]));
    expect(tell(run)).toHaveLength(changes.length);
    expect(run.status).toBe(1);
  });
});

test("each property that is compared has a scenario, and is documented", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");
  const [, listed = ""] = /^- `drift`: the properties that differ \(([^)]+)\)/m.exec(page) ?? [];
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(
    [...Object.keys(drifts), ...Object.keys(driftsBeside)].sort(),
  );
});

test("drift is where the property is written", () => {
  const { report } = against(shown({ ...declared, defaultAction: "Allow" }));
  expect(report.drift[0]).toMatchObject({ property: "defaultAction", line: 9 });
});

describe("perimeters", () => {
  const files = { "infra/main.bicep": bicep + perimeterBicep };
  const print = (mode: string): object => [shown(declared), association(mode)];
  test("that agree do not differ", () => {
    expect(against(print("Enforced"), files).report.drift).toEqual([]);
  });

  test.each(Object.entries(driftsBeside))(
    "that differ are said, with the access that differs: %s",
    (property, { mode, template, state, changes }) => {
      const run = against(print(mode), files);
      expect(run.report.drift).toMatchObject([{ property, template, state }]);
      expect(tell(run)).toEqual(expect.arrayContaining([...changes]));
      expect(tell(run)).toHaveLength(changes.length);
      expect(run.status).toBe(1);
    },
  );

  test("of which an export says nothing are not compared", () => {
    expect(against(shown(declared), files).report.drift).toEqual([]);
  });
});

describe("vaults on one side", () => {
  const other: PrintedVault = { name: "kv-other" };
  test("are said, and differ in access", () => {
    const { status, report } = against([shown(other)]);
    expect(report.drift).toMatchObject([
      { vault: "kv", property: "exists", template: "yes", state: "no", file: "infra/main.bicep" },
      {
        vault: "kv-other",
        name: "kv-other",
        property: "exists",
        template: "no",
        state: "yes",
        file: "state.json",
      },
    ]);
    expect(report.changes).toContainEqual(
      expect.objectContaining({
        kind: "removed",
        vault: "kv-other",
        from: "internet",
        before: "denied",
        after: null,
      }),
    );
    expect(report.changes).toContainEqual(
      expect.objectContaining({
        kind: "added",
        vault: "kv",
        from: "203.0.113.0/24",
        before: null,
        after: "allowed",
      }),
    );
    expect(status).toBe(1);
  });

  test("may be on a page that was not printed", () => {
    const { status, report } = against({ ...graph(), data: [shown(other)], skip_token: "more" });
    expect(report.drift).toMatchObject([{ vault: "kv", state: "maybe" }, { vault: "kv-other" }]);
    expect(report.changes.every(({ vault }) => vault === "kv-other")).toBe(true);
    expect(status).toBe(2);
  });

  test("may be declared in a module that was not read", () => {
    const calling = `${bicep}module more 'br/public:example/more:1.0.0' = {\n  name: 'more'\n}\n`;
    const run = against(
      [shown(declared), shown(other)],
      { "infra/main.bicep": calling },
      "--fail-on-unknown",
    );
    expect(run.report.drift).toMatchObject([
      {
        ...{ vault: "kv-other", property: "exists", template: "maybe", state: "yes" },
        message:
          "not compared: only in the state, but a part of the templates that was not read may declare it",
      },
    ]);
    expect([run.report.changes, run.status]).toEqual([[], 3]);
  });

  test("that templates only look up are compared with nothing", () => {
    const looked = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-other'\n}\n";
    const { status, report } = against([shown(other)], { "infra/main.bicep": looked });
    expect(report).toMatchObject({ changes: [], drift: [] });
    expect(status).toBe(0);
  });
});

describe("names", () => {
  const vault = shown({ ...declared, defaultAction: "Allow" });
  const hsm = JSON.parse(JSON.stringify(vault).replaceAll("/vaults", "/managedHSMs")) as object;
  const ofVault = ["KV-prod defaultAction"];
  const ofHsm = ["kv-prod exists"];

  test.each([
    ["the vault", [vault], ofVault],
    ["the managed HSM", [hsm], ["KV-prod exists", ...ofHsm]],
    ["both, the vault first", [vault, hsm], [...ofVault, ...ofHsm]],
    ["both, the vault last", [hsm, vault], [...ofVault, ...ofHsm]],
  ])("that a vault and a managed HSM share: %s", (_, state, drift) => {
    const { report } = against(state);
    expect(report.drift.map(({ name, property }) => `${String(name)} ${property}`)).toEqual(drift);
  });

  test("that a managed HSM has, too, do not stand for the vault that a state is assumed for", () => {
    const open = bicep
      .replace(/defaultAction: '\w+'/, "defaultAction: action")
      .replace(/^/, "param action string\n");
    folder([vault, hsm], { "infra/main.bicep": open });
    const argv = ["simulate", "./infra", "--from", "192.0.2.1", "--assume", "./state.json"];
    expect(at?.json(...argv).report.verdicts).toMatchObject([{ verdict: "allowed" }]);
  });

  const named = (expression: string): Readonly<Record<string, string>> => ({
    "infra/main.json": templateText([vaultResource(expression, closed)]),
  });
  const prefixed = named("[concat('kv-', uniqueString(resourceGroup().id))]");

  test("of which a part is known match the only vault that they may be", () => {
    const { report } = against([shown({ name: "kv-abcdefgh23456" }), shown({ name: "other" })], prefixed);
    expect(report.drift).toMatchObject([{ vault: "other", property: "exists" }]);
  });

  test("of which a part is known match no vault that they cannot be", () => {
    const { report } = against([shown({ name: "kv-partner-prod" })], prefixed);
    expect(report.drift.map(({ vault, template }) => [vault, template])).toContainEqual([
      "kv-partner-prod",
      "no",
    ]);
  });

  test("that are not known are said, and leave the answer open", () => {
    const run = against(
      [shown({ name: "kv-aaaaaaaaaaaaa" }), shown({ name: "kv-bbbbbbbbbbbbb" })],
      prefixed,
      "--fail-on-unknown",
    );
    expect(run.report.drift.map(({ name, template, state }) => [name, template, state])).toEqual([
      [null, "yes", "maybe"],
      ["kv-aaaaaaaaaaaaa", "maybe", "yes"],
      ["kv-bbbbbbbbbbbbb", "maybe", "yes"],
    ]);
    expect([run.report.changes, run.status]).toEqual([[], 3]);
  });

  test("of which nothing is known may be those of any vault of the state", () => {
    const unknown = {
      "infra/main.bicep": `param vaultName string\n${bicep.replace("'KV-${environment}'", "vaultName")}`,
    };
    const { status, report } = against([shown({ name: "kv-a" })], unknown, "--fail-on-unknown");
    expect(report.drift.map(({ message }) => message)).toEqual([
      "not compared: its name is not known before the deployment",
      "not compared: only in the state, unless it is 'kv', whose name is not known before the deployment",
    ]);
    expect([report.changes, status]).toEqual([[], 3]);
  });
});

test("each environment is compared with the vault of its name", () => {
  const run = against(
    [shown({ ...declared, defaultAction: "Allow" }), shown({ ...declared, name: "kv-dev" })],
    {
      "infra/main.bicep": bicep,
      "infra/main.dev.bicepparam": "using 'main.bicep'\nparam environment = 'dev'\n",
      "infra/main.prod.bicepparam": "using 'main.bicep'\nparam environment = 'prod'\n",
    },
  );
  expect(run.report.drift).toMatchObject([{ environment: "prod", property: "defaultAction" }]);
  expect(run.report.changes.map(({ environment }) => environment)).toEqual(["prod", "prod"]);
});

test("what a template leaves open does not differ, and is no failure", () => {
  const open = templateText([vaultResource("kv-prod", "[parameters('acls')]")], {
    parameters: { acls: { type: "object" } },
  });
  const run = against([shown({ name: "kv-prod" })], { "infra/main.json": open });
  expect(run.report.drift).toEqual([]);
  expect(tell(run)).toContain("internet denied→depends");
  expect(run.status).toBe(0);
  const strict = at?.json("diff", "--against", "./state.json", "./infra", "--fail-on-unknown");
  expect(strict?.status).toBe(3);
});

test("a state among the templates is compared with, and not compared", () => {
  at = workspace({ "infra/main.bicep": bicep, "infra/state.json": JSON.stringify([shown(declared)]) });
  expect(at.json("diff", "--against", "./infra/state.json", "./infra")).toMatchObject({
    status: 0,
    report: { drift: [], changes: [] },
  });
});

describe("formats", () => {
  const printed = [shown({ ...declared, bypass: "AzureServices" })];
  const run = (...argv: readonly string[]) =>
    folder(printed).run("diff", "--against", "./state.json", "./infra", ...argv);

  test("text has a line for each difference", () => {
    expect(run().out).toBe(
      [
        "KV-prod: bypass: the state says AzureServices, the template says None  infra/main.bicep:8",
        "trusted services → KV-prod: allowed → denied  infra/main.bicep:9",
        "",
      ].join("\n"),
    );
  });

  test("Markdown has two tables", () => {
    const { out } = run("--format", "markdown", "--lang", "de");
    expect(out).toContain("## Abweichungen vom Zustand");
    expect(out).toContain("| KV-prod | bypass: laut Zustand AzureServices, laut Vorlage None |");
  });

  test("SARIF has a result for each, with rules of its own", () => {
    const { runs } = JSON.parse(run("--format", "sarif").out) as {
      readonly runs: readonly {
        readonly results: readonly { readonly ruleId: string; readonly message: { readonly text: string } }[];
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      }[];
    };
    expect(runs[0]?.results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual([
      ["access-differs", "trusted services → KV-prod: Allowed → Denied"],
      ["configuration-differs", "KV-prod: bypass: the state says AzureServices, the template says None"],
    ]);
    expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual([
      "access-differs",
      "configuration-differs",
    ]);
  });

  test("CSV has both", () => {
    expect(run("--format", "csv").out.split("\r\n").slice(1, 3)).toEqual([
      "changed,trusted services,kv,allowed,denied,infra/main.bicep,9,",
      "drift,bypass,kv,AzureServices,None,infra/main.bicep,8,",
    ]);
  });
});

describe("a state that cannot be used is named, and nothing is claimed", () => {
  test.each<readonly [string, unknown, RegExp]>([
    ["a template", templateText([]), /state\.json: not a state/],
    ["foreign JSON", { name: "x" }, /not a state/],
    ["nothing", "", /not a state/],
    ["text", "hello", /./],
    ["half of it", JSON.stringify([shown(declared)]).slice(0, 300), /state\.json: /],
    ["nesting without end", "[".repeat(10_000), /deep|nest/],
    ["a failed what-if", { status: "Failed", error: { code: "x" }, changes: null }, /not a state/],
  ])("%s", (_, state, message) => {
    const { status, out, error } = folder(state).run("diff", "--against", "./state.json", "./infra");
    expect([status, out]).toEqual([2, ""]);
    expect(error).toMatch(message);
  });

  test("a file that is not there", () => {
    const { status, error } = folder([]).run("diff", "--against", "./none.json", "./infra");
    expect(status).toBe(2);
    expect(error).toMatch(/none\.json: no such file/);
  });

  test("and one in UTF-16 is read", () => {
    at = workspace({
      "infra/main.bicep": bicep,
      "state.json": Buffer.from(`\uFEFF${JSON.stringify([shown(declared)])}`, "utf16le"),
    });
    expect(at.json("diff", "--against", "./state.json", "./infra").status).toBe(0);
  });
});

test("wrong usage is named", () => {
  const { status, error } = folder([]).run("diff", "--against", "./state.json", "--base", "HEAD");
  expect([status, error]).toEqual([2, expect.stringMatching(/--base and --against cannot be used together/)]);
  expect(at?.run("diff").error).toMatch(/diff requires --base REF or --against STATE\.json/);
  expect(at?.run("check", "--against", "x").error).toMatch(/--against is available only for diff/);
});

test("a vault that another environment declares is missing in the chosen one only", () => {
  const values = (name: string): string => `using 'main.bicep'\nparam name = '${name}'\n`;
  const files = {
    "infra/main.bicep": `param name string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`,
    "infra/main.dev.bicepparam": values("kv-dev"),
    "infra/main.prod.bicepparam": values("kv-prod"),
  };
  const state = ["kv-dev", "kv-prod"].map((name) => ({
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${name}`,
    type: "Microsoft.KeyVault/vaults",
    name,
    properties: { networkAcls: { defaultAction: "Deny", bypass: "None" } },
  }));
  const { report } = against(state, files, "--environment", "prod");
  const rows = [...report.drift, ...report.changes].map(({ vault, environment }) => [vault, environment]);
  expect(rows).toEqual([
    ["kv-dev", "prod"],
    ["kv-dev", "prod"],
  ]);
  expect(at?.json("diff", "--against", "./state.json", "./infra").report).toMatchObject({
    drift: [],
    changes: [],
  });
});

describe("rules of a state while public access is disabled", () => {
  const template = bicep.replace("'Enabled'", "'Disabled'");
  const { properties, ...printed } = shown({ ...declared, publicNetworkAccess: "Disabled" }) as {
    readonly properties: Readonly<Record<string, unknown>>;
  };
  const driftOf = (some: Readonly<Record<string, unknown>>): readonly string[] => {
    const { report } = against([{ ...printed, properties: { ...properties, ...some } }], {
      "infra/main.bicep": template,
    });
    at?.remove();
    return report.drift.map(({ property }) => property);
  };

  const acls = { defaultAction: "Deny", bypass: "None", ipRules: [{ value: "203.0.113.7" }] };
  const body = { publicNetworkAccess: "Disabled", networkAcls: acls };
  test.each([
    ["main.json", templateText([{ ...vaultResource("kv-prod", acls), properties: body }])],
    ["main.bicep", template],
    [
      "main.tf",
      `resource "azurerm_key_vault" "kv" {
  name                          = "kv-prod"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["203.0.113.7"]
  }
}
`,
    ],
    [
      "azapi.tf",
      `resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2024-11-01"
  name = "kv-prod"
  body = { properties = jsondecode("${JSON.stringify(body).replaceAll('"', '\\"')}") }
}
`,
    ],
  ])("are no drift in %s where Azure dropped them", (file, text) => {
    const rules = new Set(["defaultAction", "ipRules", "virtualNetworkRules"]);
    const found = (networkAcls: unknown): readonly string[] =>
      against([{ ...printed, properties: { ...properties, networkAcls } }], {
        [`infra/${file}`]: text,
      }).report.drift.flatMap(({ property }) => (rules.has(property) ? [property] : []));
    expect(found(undefined)).toEqual([]);
    at?.remove();
    expect(found({ defaultAction: "Allow", bypass: "None" })).toEqual(
      expect.arrayContaining(["defaultAction", "ipRules"]),
    );
  });

  test("are no drift where Azure dropped them, and are where it lists others or public access is enabled", () => {
    expect(driftOf({ networkAcls: undefined })).toEqual([]);
    expect(
      driftOf({
        networkAcls: { defaultAction: "Allow", bypass: "None", ipRules: [], virtualNetworkRules: [] },
      }),
    ).toEqual(["defaultAction", "ipRules", "virtualNetworkRules"]);
    expect(driftOf({ networkAcls: undefined, publicNetworkAccess: "Enabled" })).toEqual(
      expect.arrayContaining(["publicNetworkAccess", "defaultAction", "ipRules"]),
    );
    at = undefined;
  });
});
