import { describe, expect, test } from "vitest";
import { analyze, type Span } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots, type RootFindings } from "../../server/src/core/workspace/merge-roots.ts";
import { templateOf, vaultWith } from "../rules/harness/templates.ts";
import { messageOf } from "../support/said.ts";

const settings = `"networkAcls": { "defaultAction": "[parameters('action')]", "bypass": "None" }`;

/** A vault that callers may open; that it is open was accepted. */
const optional = vaultWith(`"networkAcls": {
      "bypass": "None",
      // keyvault-network-ignore KV101: holds nothing yet
      "defaultAction": "[if(parameters('optional'), 'Allow', 'Deny')]"
    }`).replace('"kv"', '"optional"');

const texts: Readonly<Record<string, string>> = {
  "/module.json": templateOf(
    [vaultWith(settings), vaultWith("").replace('"kv"', '"open"'), optional].join(",\n"),
    `"action": { "type": "string", "defaultValue": "Allow" },
    "optional": { "type": "bool", "defaultValue": false }`,
  ),
  "/first.json": templateOf(callWith("")),
  "/second.json": templateOf(callWith('"action": { "value": "Deny" }')),
  "/a/tests/setup.json": templateOf(callWith("")),
  "/b/tests/setup.json": templateOf(callWith('"action": { "value": "Deny" }')),
  "/a/first.json": templateOf(callWith("")),
  "/a/second.json": templateOf(callWith('"action": { "value": "Deny" }')),
  "/third.json": templateOf(callWith('"action": { "value": "Allow" }, "optional": { "value": true }')),
};

function callWith(parameters: string): string {
  return `{
    "type": "Microsoft.Resources/deployments",
    "apiVersion": "2022-09-01",
    "name": "call",
    "properties": { "templateLink": { "relativePath": "/module.json" }, "parameters": { ${parameters} } }
  }`;
}

describe("findings of several roots", () => {
  test("in a shared module are one, with the instances of each", () => {
    const merged = mergeRoots(["/first.json", "/second.json"].map(checkRoot));
    const shared = merged.filter((finding) => finding.vault === "open");
    expect(shared.map((finding) => finding.instances)).toEqual([
      [
        {
          root: "/first.json",
          module: "call",
          vault: "open",
          vaultName: "open",
          environments: [],
          call: { span: callIn("/first.json"), isArgument: false },
        },
        {
          root: "/second.json",
          module: "call",
          vault: "open",
          vaultName: "open",
          environments: [],
          call: { span: callIn("/second.json"), isArgument: false },
        },
      ],
    ]);
    expect(shared.map(({ related }) => related)).toEqual([
      ["/first.json", "/second.json"].map((root) => ({
        fact: { kind: "module-called" },
        span: callIn(root),
      })),
    ]);
  });

  test("say for which roots they hold where that is not all, and nothing more where it is", () => {
    const saying = (...roots: readonly string[]): readonly string[] =>
      mergeRoots(roots.map(checkRoot))
        .filter(({ vault, span }) => vault !== null && span.document === "/module.json")
        .map((each) => `${each.vault ?? ""}: ${/ as called in \S+|$/.exec(messageOf(each))?.[0] ?? ""}`);
    expect(saying("/first.json", "/second.json")).toEqual(["kv:  as called in first.json", "open: "]);
    expect(saying("/first.json")).toEqual(["kv: ", "open: "]);
    expect(saying("/a/tests/setup.json", "/b/tests/setup.json")).toEqual([
      "kv:  as called in a/tests/setup.json",
      "open: ",
    ]);
    expect(saying("/a/tests/setup.json", "/second.json")[0]).toBe("kv:  as called in tests/setup.json");
  });

  test("say nothing of the folder around all roots", () => {
    const [kv] = mergeRoots(["/a/first.json", "/a/second.json"].map(checkRoot)).filter(
      ({ vault, span }) => vault === "kv" && span.document === "/module.json",
    );
    expect(kv && messageOf(kv)).toMatch(/ as called in first\.json is /);
  });

  test("lie in no module where a root decides them", () => {
    const [inRoot] = mergeRoots([checkRoot("/third.json")]).filter(({ vault }) => vault === "kv");
    expect(inRoot?.span.document).toBe("/third.json");
    expect(inRoot?.instances.map(({ call }) => call)).toEqual([null]);
  });

  test("lie where each of them decides", () => {
    const merged = mergeRoots(["/first.json", "/second.json", "/third.json"].map(checkRoot));
    const places = merged.filter((finding) => finding.vault === "kv").map((each) => each.span.document);
    expect(places).toEqual(["/module.json", "/third.json"]);
  });

  test("say with each reason in which environments it is the reason", () => {
    const text = `param access string
param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: access
    networkAcls: { bypass: 'None', defaultAction: action, ipRules: [{ value: '203.0.113.7' }] }
  }
}`;
    const documents: Readonly<Record<string, string>> = {
      "/main.bicep": text,
      "/prod.bicepparam": "using 'main.bicep'\nparam access = 'Disabled'\nparam action = 'Deny'\n",
      "/qa.bicepparam": "using 'main.bicep'\nparam access = 'Enabled'\nparam action = 'Allow'\n",
    };
    const files = {
      get: (id: string) => ({ id, text: documents[id] ?? "" }),
      resolve: (_: string, to: string) => `/${to}`,
    };
    const found = ["prod", "qa"].map((name) => {
      const environment = { name, parameters: [`/${name}.bicepparam`], set: new Map() };
      const analysis = analyze({ root: "/main.bicep", files, environment });
      return { analysis, findings: check(analysis) };
    });
    expect(
      mergeRoots(found)
        .filter(({ code }) => code === "KV208")
        .map(messageOf),
    ).toEqual([
      "1 IP rule of 'kv' in prod has no effect: public access is disabled.",
      "1 IP rule of 'kv' in qa has no effect: defaultAction is Allow.",
    ]);
  });

  test("call a suppression unused only when no root needs it", () => {
    expect(unused("/first.json", "/second.json")).toEqual(["This suppression of KV101 matches no finding."]);
    expect(unused("/first.json", "/third.json")).toEqual([]);
  });

  test("come in parts, of which each says only its own", () => {
    const first = checkRoot("/first.json");
    const merged = mergeRoots([first, { analysis: first.analysis, findings: [] }]);
    expect(merged.map(({ code }) => code)).toEqual(mergeRoots([first]).map(({ code }) => code));
    expect(merged.map(({ code }) => code)).toContain("KV902");
  });
});

function callIn(document: string): Span {
  const start = texts[document]?.indexOf('"call"') ?? -1;
  return { document, start, end: start + '"call"'.length };
}

function unused(...roots: readonly string[]): readonly string[] {
  return mergeRoots(roots.map(checkRoot))
    .filter((finding) => finding.code === "KV902")
    .map(messageOf);
}

function checkRoot(root: string): RootFindings {
  const documents = new Map(Object.entries(texts).map(([id, text]) => [id, { id, text }]));
  const files = {
    get: (id: string) => documents.get(id) ?? null,
    resolve: (_from: string, to: string) => to,
  };
  const analysis = analyze({ root, files });
  return { analysis, findings: check(analysis) };
}
