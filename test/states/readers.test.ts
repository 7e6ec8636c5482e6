import { describe, expect, it, test } from "vitest";
import {
  analyze,
  changesFor,
  decodeText,
  type Document,
  documentKindOf,
  parseDocument,
  readStateFile,
  reportVaults,
  type VaultReport,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { printTemplate } from "../support/print-ir.ts";
import {
  graph,
  group,
  type PrintedVault,
  shown,
  snapshot,
  terraformPlan,
  terraformState,
  terraformStateFile,
  vaultId,
  whatIf,
} from "./printed.ts";

function documentOf(printed: unknown, moment?: Document["moment"]): Document {
  const text = typeof printed === "string" ? printed : JSON.stringify(printed, null, 2);
  return { id: "/w/printed.json", text, ...(moment ? { moment } : {}) };
}

function vaultsIn(printed: unknown, moment?: Document["moment"]): readonly VaultReport[] {
  const document = documentOf(printed, moment);
  expect(documentKindOf(document)).toBe("template");
  const files = { get: (id: string) => (id === document.id ? document : null), resolve: () => "" };
  return reportVaults(analyze({ root: document.id, files }).worlds);
}

const open: PrintedVault = {
  ...{ name: "kv-one", defaultAction: "Allow", bypass: "AzureServices" },
};
const listed: PrintedVault = {
  ...{ name: "kv-one", ipRules: ["203.0.113.0/24"], subnets: ["vnet/app"], endpoints: ["pe-kv"] },
};
const off: PrintedVault = { name: "kv-two", publicNetworkAccess: "Disabled" };

const tools: readonly [
  tool: string,
  state: "planned" | "deployed",
  print: (...all: readonly PrintedVault[]) => object,
][] = [
  ["bicep snapshot", "planned", snapshot],
  ["az deployment group what-if", "planned", (...all) => whatIf([], all)],
  ["terraform show of a plan", "planned", (...all) => terraformPlan([], all)],
  ["terraform show of a state", "deployed", terraformState],
  ["terraform.tfstate", "deployed", terraformStateFile],
  ["Resource Graph", "deployed", graph],
  ["az keyvault list", "deployed", (...all) => all.map((each) => shown(each))],
];

describe.each(tools)("%s", (_, state, print) => {
  it.each([[[open]], [[listed]], [[off]], [[open, off]]])("says what it was made from", (vaults) => {
    const facts = vaultsIn(print(...vaults)).map((each) => ({
      name: each.name,
      state: each.state,
      deployed: each.deployed,
      publicNetworkAccess: each.publicNetworkAccess,
      defaultAction: each.defaultAction,
      bypass: each.bypass,
      ipRules: each.ipRules,
      subnets: each.subnetRules.map((rule) => typeof rule === "string" && rule.split("/").at(-1)),
      isOpen: each.ipRulesOpen || each.subnetRulesOpen,
      privateEndpoints: each.privateEndpoints,
      existing: each.existing,
      exists: each.exists,
    }));
    expect(facts).toEqual(
      vaults.map(
        ({ name, publicNetworkAccess = "Enabled", defaultAction = "Deny", bypass = "None", ...rest }) => ({
          ...{ name, state, deployed: state === "deployed", publicNetworkAccess, defaultAction, bypass },
          ipRules: rest.ipRules ?? [],
          subnets: (rest.subnets ?? []).map((each) => each.split("/")[1]),
          isOpen: false,
          privateEndpoints: rest.endpoints?.length ?? 0,
          existing: false,
          exists: "yes",
        }),
      ),
    );
  });
});

describe("a document with two states", () => {
  const before = { ...listed, defaultAction: "Allow" };
  test.each([
    ["what-if", whatIf([before, off], [listed])],
    ["plan", terraformPlan([before, off], [listed])],
  ])("is read as it will be, and as it is (%s)", (_, printed) => {
    const facts = (moment?: Document["moment"]): unknown =>
      vaultsIn(printed, moment).map(({ name, state, defaultAction }) => [name, state, defaultAction]);
    expect(facts()).toEqual([["kv-one", "planned", "Deny"]]);
    expect(facts("before")).toEqual([
      ["kv-one", "deployed", "Allow"],
      ["kv-two", "deployed", "Deny"],
    ]);
  });

  test("that has but one is read as that", () => {
    expect(vaultsIn(terraformPlan([], [listed]), "before")).toMatchObject([{ state: "planned" }]);
    expect(vaultsIn(snapshot(listed), "before")).toMatchObject([{ state: "planned" }]);
    expect(vaultsIn(graph(listed), "before")).toMatchObject([{ state: "deployed" }]);
  });
});

describe("a what-if result", () => {
  const resourceId = vaultId("kv-one");
  const after = shown(listed);
  const path = "properties.networkAcls.defaultAction";
  const modify = (delta: readonly object[]): object => ({
    status: "Succeeded",
    changes: [{ resourceId, changeType: "Modify", before: after, after: null, delta }],
  });

  test("of the REST API has its changes below properties", () => {
    const { changes } = whatIf([], [open]) as { readonly changes: unknown };
    expect(vaultsIn({ status: "Succeeded", properties: { changes } })).toMatchObject([
      { exposure: "public" },
    ]);
  });

  test("leaves out what is deleted, and keeps what is ignored", () => {
    const ignored = { resourceId, changeType: "Ignore", before: after, after };
    const deleted = { resourceId: vaultId("kv-two"), changeType: "Delete", before: shown(off), after: null };
    expect(vaultsIn({ status: "Succeeded", changes: [ignored, deleted] })).toMatchObject([
      { name: "kv-one" },
    ]);
  });

  test("that prints ids only says nothing of the properties", () => {
    const [vault] = vaultsIn({ status: "Succeeded", changes: [{ resourceId, changeType: "Deploy" }] });
    expect(vault).toMatchObject({
      name: "kv-one",
      exposure: "depends",
      dependsOn: ["a value that the state does not contain"],
      publicNetworkAccess: { unknown: "a value that the state does not contain" },
    });
  });

  test("may list potential changes, which may not happen", () => {
    const change = { resourceId, changeType: "Create", after };
    expect(vaultsIn({ status: "Succeeded", changes: [], potentialChanges: [change] })).toMatchObject([
      { name: "kv-one", exists: "maybe" },
    ]);
  });

  test("keeps expressions that are not evaluated as what they depend on", () => {
    const unknown = { ...open, defaultAction: "[reference('x', '2020-01-01').action]" };
    expect(vaultsIn(whatIf([], [unknown]))).toMatchObject([{ exposure: "depends" }]);
  });

  test.each<readonly [string, readonly object[], object]>([
    [
      "a path",
      [{ path, propertyChangeType: "Modify", before: "Deny", after: "Allow" }],
      { defaultAction: "Allow", ipRules: ["203.0.113.0/24"] },
    ],
    [
      "children",
      [
        {
          path: "properties",
          propertyChangeType: "Modify",
          children: [
            {
              path: "networkAcls",
              propertyChangeType: "Modify",
              children: [{ path: "bypass", propertyChangeType: "Modify", after: "AzureServices" }],
            },
          ],
        },
      ],
      { bypass: "AzureServices", defaultAction: "Deny" },
    ],
    [
      "items of a list",
      [
        {
          path: "properties.networkAcls.ipRules",
          propertyChangeType: "Array",
          children: [
            { path: "0", propertyChangeType: "Delete", before: { value: "203.0.113.0/24" }, after: null },
            { path: "1", propertyChangeType: "Create", after: { value: "198.51.100.7" } },
          ],
        },
      ],
      { ipRules: ["198.51.100.7"] },
    ],
    [
      "a property that is removed",
      [{ path, propertyChangeType: "Delete", before: "Deny" }],
      { defaultAction: null },
    ],
    [
      "a property that is new",
      [{ path: "tags.owner", propertyChangeType: "Create", after: "me" }],
      { defaultAction: "Deny" },
    ],
    [
      "one without effect",
      [{ path, propertyChangeType: "NoEffect", after: "Allow" }],
      { defaultAction: "Deny" },
    ],
  ])("without a payload is what it was with its delta: %s", (_, delta, facts) => {
    expect(vaultsIn(modify(delta))).toMatchObject([facts]);
  });

  test.each([
    [[{ path, propertyChangeType: "Sideways" }]],
    [[{ propertyChangeType: "Modify", after: 1 }]],
    [["x"]],
    [[{ path: "location.deep", propertyChangeType: "Create", after: 1 }]],
  ])("with a delta that cannot be understood says nothing of the vault", (delta) => {
    expect(vaultsIn(modify(delta as readonly object[]))).toMatchObject([
      { exposure: "depends", name: "kv-one" },
    ]);
  });
});

describe("a file in which Terraform keeps a state", () => {
  const of = (resource: object): object => ({ ...terraformStateFile(), resources: [resource] });
  const attributes = (name: string): object => ({
    name,
    network_acls: [{ default_action: "Deny", bypass: "None" }],
  });
  const vault = { mode: "managed", type: "azurerm_key_vault", name: "this" };

  test("names each instance as its configuration does", () => {
    const instances = [
      { index_key: 0, attributes: attributes("kv-a") },
      { index_key: 'a"b', attributes: attributes("kv-b") },
    ];
    const found = vaultsIn(of({ ...vault, module: 'module.net["x"]', instances }));
    expect(found.map(({ symbol, name }) => [symbol, name])).toEqual([
      ['module.net["x"].azurerm_key_vault.this[0]', "kv-a"],
      ['module.net["x"].azurerm_key_vault.this["a\\"b"]', "kv-b"],
    ]);
  });

  test("knows what a data source found out", () => {
    const [found] = vaultsIn(of({ ...vault, mode: "data", instances: [{ attributes: attributes("kv-a") }] }));
    expect(found).toMatchObject({
      symbol: "data.azurerm_key_vault.this",
      existing: false,
      state: "deployed",
    });
  });

  test.each(["/w/terraform.tfstate", "/w/terraform.tfstate.backup", "/w/prod.TFSTATE", "/w/state.json"])(
    "is one as %s",
    (id) => {
      const document = { id, text: JSON.stringify(terraformStateFile(open)) };
      expect(parseDocument(document).template).toMatchObject({ state: "deployed", intact: true });
    },
  );

  test.each<readonly [string, object]>([
    ["without instances", vault],
    [
      "with flat attributes of an old provider",
      { ...vault, instances: [{ attributes_flat: { name: "kv" } }] },
    ],
    ["without attributes", { ...vault, instances: [{ attributes: null }] }],
    ["without a type", { ...vault, type: 1, instances: [] }],
    ["that is none", []],
  ])("and has a resource %s may lack vaults", (_, resource) => {
    expect(parseDocument(documentOf(of(resource))).template).toMatchObject({ resources: [], intact: false });
  });

  test.each([3, 5, 4.5, 0])("of format version %d is not read, and says so", (version) => {
    const old = {
      version,
      terraform_version: "0.11.14",
      serial: 1,
      lineage: "x",
      modules: [{ path: ["root"] }],
    };
    const reading = readStateFile(documentOf(old), { get: () => null, resolve: () => "" });
    const fault = { kind: "syntax", fault: { kind: "state-version", version: String(version), expected: 4 } };
    expect(reading).toEqual({ fault });
    expect(documentKindOf(documentOf(old))).toBe("unreadable");
  });

  test.each([
    ["terraform.tfstate", terraformStateFile(open)],
    ["terraform show", terraformState(open)],
  ])("that is cut off or nested too deep says so (%s)", (_, printed) => {
    const text = JSON.stringify(printed, null, 1);
    const cut = parseDocument(documentOf(text.slice(0, -30)));
    expect(cut.problems.map(({ fault }) => fault.kind)).toEqual(["invalid-json"]);
    expect(cut.template?.intact).toBe(false);
    const deep = text.slice(0, -2) + `,"x":${"[".repeat(5_000)}`;
    expect(parseDocument(documentOf(deep)).problems.map(({ fault }) => fault.kind)).toEqual(["too-deep"]);
  });
});

describe("an export", () => {
  test("of which there is another page may lack vaults", () => {
    const files = (printed: object) => documentOf({ ...graph(open), ...printed });
    const isIntact = (printed: object): boolean | undefined => parseDocument(files(printed)).template?.intact;
    expect([isIntact({}), isIntact({ skip_token: "abc" }), isIntact({ $skipToken: "abc" })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("without properties says nothing of them", () => {
    const { properties: _, ...bare } = shown(open) as { readonly properties: object };
    expect(vaultsIn([bare])).toMatchObject([{ name: "kv-one", state: "deployed", exposure: "depends" }]);
  });

  test("reads what is around the vault", () => {
    const { predictedResources } = snapshot(listed) as { readonly predictedResources: readonly object[] };
    expect(vaultsIn(predictedResources)).toMatchObject([{ state: "deployed", privateEndpoints: 1 }]);
  });
});

describe("a state is never edited", () => {
  test.each([
    ["snapshot", snapshot(open)],
    ["what-if", whatIf([], [open])],
    ["export", [shown(open)]],
    ["terraform.tfstate", terraformStateFile(open)],
  ])("%s", (_, printed) => {
    const document = documentOf(printed);
    const files = { get: () => document, resolve: () => "" };
    const findings = check(analyze({ root: document.id, files }));
    expect(findings.map(({ code }) => code)).toContain("KV101");
    for (const { fixes } of findings)
      for (const fix of fixes()) expect(changesFor(fix, files)).toBeUndefined();
  });
});

describe("hostile input", () => {
  const odd: readonly unknown[] = [null, 1, "x", [], {}, [[]], [{}], { id: 5, type: {} }, { properties: [] }];
  const frames: readonly (readonly [string, (value: unknown) => unknown])[] = [
    ["predictedResources", (value) => ({ predictedResources: value, diagnostics: [] })],
    ["a predicted resource", (value) => ({ predictedResources: [value, shown(open)] })],
    ["changes", (value) => ({ status: "Succeeded", changes: value })],
    ["a change", (value) => ({ status: "Succeeded", changes: [value] })],
    [
      "payloads",
      (value) => ({
        status: "Succeeded",
        changes: [{ changeType: "Modify", resourceId: value, before: value, after: value, delta: value }],
      }),
    ],
    [
      "ids",
      (value) => ({
        status: "Succeeded",
        changes: [{ changeType: value, resourceId: vaultId("kv"), delta: [value] }],
      }),
    ],
    ["the resources of a state", (value) => ({ ...terraformStateFile(), resources: value })],
    ["a resource of a state", (value) => ({ ...terraformStateFile(), resources: [value] })],
    [
      "an instance of a state",
      (value) => ({
        ...terraformStateFile(),
        resources: [
          {
            mode: value,
            type: "azurerm_key_vault",
            name: "kv",
            module: value,
            instances: [value, { index_key: value, attributes: { name: value, network_acls: value } }],
          },
        ],
      }),
    ],
    ["rows", (value) => ({ data: value })],
    ["a vault", (value) => [{ ...shown(open), id: value, name: value, properties: value }]],
    [
      "network rules",
      (value) => [{ ...shown(open), properties: { networkAcls: value, privateEndpointConnections: value } }],
    ],
  ];
  test.each(frames)("in place of %s never throws", (_, frame) => {
    for (const value of odd)
      for (const moment of [undefined, "before"] as const) {
        const document = documentOf(frame(value), moment);
        const files = { get: () => document, resolve: () => "" };
        const analysis = analyze({ root: document.id, files });
        expect(analysis.kind).toBe("evaluated");
        check(analysis);
        expect(() => reportVaults(analysis.worlds)).not.toThrow();
      }
  });

  test("in the names of a delta changes nothing else", () => {
    for (const path of [
      "__proto__.x",
      "constructor",
      "a.".repeat(2_000),
      "",
      ".",
      "properties.networkAcls.ipRules.99999999",
    ]) {
      const delta = [{ path, propertyChangeType: "Create", after: { value: "0.0.0.0/0" } }];
      const changes = [
        { resourceId: vaultId("kv-one"), changeType: "Modify", before: shown(listed), after: null, delta },
      ];
      expect(vaultsIn({ status: "Succeeded", changes })[0]?.defaultAction).toBe("Deny");
    }
  });

  test("nested too deep or cut off says so", () => {
    const deep = `{"predictedResources":${"[".repeat(5_000)}`;
    expect(documentKindOf(documentOf(deep))).toBe("unreadable");
    const text = JSON.stringify(snapshot(open), null, 1);
    const cut = parseDocument(documentOf(text.slice(0, text.length / 2)));
    expect(cut.problems.length).toBeGreaterThan(0);
    expect(cut.template?.intact).toBe(false);
  });

  test("in UTF-16, as PowerShell writes it, is read", () => {
    const text = JSON.stringify(snapshot(open));
    const decoded = decodeText(Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect("text" in decoded && vaultsIn(decoded.text)).toMatchObject([{ exposure: "public" }]);
  });
});

test("a snapshot declares its resources under their ids", () => {
  const template = parseDocument(documentOf(snapshot(listed))).template;
  expect(template && printTemplate(template)).toMatch(/^planned\nresource · kv-one/);
  expect(
    template?.resources.map(({ identity }) => typeof identity === "object" && identity.id),
  ).toMatchObject([
    { value: vaultId("kv-one") },
    { value: `${group}/providers/Microsoft.Network/privateEndpoints/pe-kv` },
  ]);
});
