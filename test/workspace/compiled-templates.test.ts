import { describe, expect, it } from "vitest";
import { analyze, planWorkspace } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { compiledTemplateFindings } from "../../server/src/core/workspace/compiled-templates.ts";
import { templateText } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { messageOf } from "../support/said.ts";

interface Vault {
  readonly name: string;
  readonly action: string;
  readonly bypass?: string;
  readonly access?: string;
}

const compiledBy = { metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } } };

/** The relevant parts of compiled vaults; a name or action in brackets is an expression. */
function compiled(vaults: readonly Vault[], parts: object = {}): string {
  const resources = vaults.map(({ name, action, bypass = "None", access }) => ({
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2024-11-01",
    name,
    properties: {
      ...(access === undefined ? {} : { publicNetworkAccess: access }),
      networkAcls: { defaultAction: action, bypass },
    },
  }));
  return templateText(resources, { ...compiledBy, ...parts });
}

/** A source of vaults; their names and actions are written as Bicep writes them. */
function source(vaults: readonly Vault[], declarations = ""): string {
  const resources = vaults.map(
    (
      { name, action, bypass = "None", access },
      index,
    ) => `resource kv${index} 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: ${name}
  properties: {
    ${access === undefined ? "" : `publicNetworkAccess: ${access}`}
    networkAcls: { defaultAction: ${action}, bypass: '${bypass}' }
  }
}
`,
  );
  return declarations + resources.join("");
}

const deny = { name: "'a'", action: "'Deny'" };
const compiledDeny = { name: "a", action: "Deny" };
const open = { parameters: { name: { type: "string" }, action: { type: "string" } } };

const cases: Readonly<Record<string, readonly [compiled: string, source: string, ...messages: string[]]>> = {
  "nothing where they are the same": [compiled([compiledDeny]), source([deny])],
  "nothing where a default is written in one of them": [
    compiled([{ ...compiledDeny, access: "Enabled" }]),
    source([deny]),
  ],
  "another default action": [
    compiled([{ ...compiledDeny, action: "Allow" }]),
    source([deny]),
    "'a' is public here but private in main.bicep.",
  ],
  "another bypass": [
    compiled([{ ...compiledDeny, bypass: "AzureServices" }]),
    source([deny]),
    "'a' has bypass AzureServices here but None in main.bicep.",
  ],
  "another name": [
    compiled([{ ...compiledDeny, name: "b" }]),
    source([deny]),
    "'b' is named 'b' here but 'a' in main.bicep.",
  ],
  "nothing where the order is another one": [
    compiled([
      { name: "b", action: "Allow" },
      { name: "a", action: "Deny" },
    ]),
    source([deny, { name: "'b'", action: "'Allow'" }]),
  ],
  "a vault too many": [
    compiled([compiledDeny, { name: "old", action: "Deny" }]),
    source([deny]),
    "'old' is declared here but not in main.bicep.",
  ],
  "a vault too few": [compiled([]), source([deny]), "'a' is declared in main.bicep but not here."],
  "nothing of what is not known on one side": [
    compiled([{ name: "[parameters('name')]", action: "[parameters('action')]" }], open),
    source([deny]),
  ],
  "a certain difference beside what is not known": [
    compiled([{ name: "[parameters('name')]", action: "Allow" }], open),
    source([deny]),
    "Vault 'name' is public here but private in main.bicep.",
  ],
  "nothing of a vault that a module may declare which cannot be read": [
    compiled([compiledDeny, { name: "other", action: "Deny" }]),
    source([deny], "module m 'br:example.azurecr.io/modules/kv:1' = { name: 'm' }\n"),
  ],
  "a setting that was a parameter since": [
    compiled([{ ...compiledDeny, action: "Allow" }]),
    source([{ ...deny, access: "isPrivate ? 'Disabled' : 'Enabled'" }], "param isPrivate bool\n"),
    "'a' is public here but private in main.bicep.",
  ],
  "one that is open, whatever the source may be": [
    compiled([{ ...compiledDeny, action: "Allow" }]),
    source([{ ...deny, action: "action" }], "param action string\n"),
    "'a' is public here but unknown in main.bicep.",
  ],
  "one that is open, whatever a module may declare which cannot be read": [
    compiled([compiledDeny, { name: "other", action: "Allow" }]),
    source([deny], "module m 'br:example.azurecr.io/modules/kv:1' = { name: 'm' }\n"),
    "'other' is public here but unknown in main.bicep.",
  ],
  "one that is less exposed": [
    compiled([compiledDeny]),
    source([{ ...deny, action: "'Allow'" }]),
    "'a' is private here but public in main.bicep.",
  ],
  "partners that leave one for every vault": [
    compiled(
      [
        { name: "[parameters('name')]", action: "Deny" },
        { name: "a", action: "Deny" },
      ],
      open,
    ),
    source([deny, { name: "'b'", action: "'Deny'" }]),
  ],
};

/** A vault with rules for subnets, each a text of its language. */
function withSubnets(...subnets: readonly string[]): string {
  const resource = {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2024-11-01",
    name: "a",
    properties: {
      networkAcls: {
        defaultAction: "Deny",
        bypass: "None",
        virtualNetworkRules: subnets.map((name) => ({ id: name })),
      },
    },
  };
  return templateText([resource], { ...compiledBy, parameters: { subnet: { type: "string" } } });
}

function subnetsInSource(...subnets: readonly string[]): string {
  const rules = subnets.map((id) => `{ id: ${id} }`).join(", ");
  return `param subnet string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'a'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [${rules}] } }
}
`;
}

const [app, web] = ["app", "web"].map(
  (name) => `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', '${name}')]`,
);
const [appInSource, webInSource] = ["app", "web"].map(
  (name) => `resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', '${name}')`,
);

describe("subnet rules of a compiled template", () => {
  const shown = (twin: string, own: string): readonly string[] => {
    const files = filesInMemory({ "/main.json": twin, "/main.bicep": own });
    return compiledTemplateFindings(
      analyze({ root: "/main.json", files }),
      analyze({ root: "/main.bicep", files }),
    ).map(messageOf);
  };

  it("are compared by the subnets they name, in any order and case", () => {
    const same = withSubnets(web ?? "", (app ?? "").replace("'vnet'", "'VNET'"));
    expect(shown(same, subnetsInSource(appInSource ?? "", webInSource ?? ""))).toEqual([]);
    expect(shown(withSubnets(web ?? ""), subnetsInSource(appInSource ?? ""))).toEqual([
      "'a' lists vnet/web here but vnet/app in main.bicep.",
    ]);
    const two = subnetsInSource(appInSource ?? "", webInSource ?? "");
    expect(shown(withSubnets(app ?? ""), two)).toEqual([
      "'a' lists vnet/app here but vnet/app and vnet/web in main.bicep.",
    ]);
  });

  it("are not a difference as long as unknown values may be equal", () => {
    const open = "[parameters('subnet')]";
    expect(shown(withSubnets(open), subnetsInSource(appInSource ?? ""))).toEqual([]);
    expect(shown(withSubnets(open, web ?? ""), subnetsInSource(appInSource ?? "", "subnet"))).toEqual([]);
    expect(
      shown(withSubnets(open, web ?? ""), subnetsInSource(appInSource ?? "", appInSource ?? "")),
    ).toEqual(["'a' lists vnet/web and an unknown entry here but vnet/app and vnet/app in main.bicep."]);
  });
});

describe("a compiled template that is known to be out of date", () => {
  const open = compiled([{ ...compiledDeny, action: "Allow" }]);
  const own = source([deny]);
  const suppressedIn = (text: string): unknown => {
    const files = filesInMemory({ "/main.json": open, "/main.bicep": text });
    const [twin, main] = ["/main.json", "/main.bicep"].map((root) => analyze({ root, files }));
    if (!twin || !main) throw new Error("Both can be analysed.");
    expect(check(main).filter((each) => messageOf(each).includes("KV905"))).toEqual([]);
    return compiledTemplateFindings(twin, main).map(({ suppressed }) => suppressed?.reason ?? null);
  };

  it("is accepted by a comment of its source, at the vault or for the file", () => {
    expect(suppressedIn(own)).toEqual([null]);
    expect(suppressedIn(`// keyvault-network-ignore KV905: nothing deploys it\n${own}`)).toEqual([
      "nothing deploys it",
    ]);
    expect(suppressedIn(`${own}\n// keyvault-network-ignore-file KV905: nothing deploys it\n`)).toEqual([
      "nothing deploys it",
    ]);
  });

  it("is not accepted by a comment at another vault, for another rule or without a reason", () => {
    const second = source([deny, { name: "'b'", action: "'Deny'" }]);
    const elsewhere = second.replace("resource kv1", "// keyvault-network-ignore KV905: of b\nresource kv1");
    const files = filesInMemory({
      "/main.json": compiled([
        { ...compiledDeny, action: "Allow" },
        { name: "b", action: "Deny" },
      ]),
      "/main.bicep": elsewhere,
    });
    const found = compiledTemplateFindings(
      analyze({ root: "/main.json", files }),
      analyze({ root: "/main.bicep", files }),
    );
    expect(found.map(({ suppressed }) => suppressed)).toEqual([null]);
    expect(suppressedIn(`// keyvault-network-ignore-file KV904: of another rule\n${own}`)).toEqual([null]);
  });

  it("is shown with the vault of its source beside it", () => {
    const files = filesInMemory({ "/main.json": open, "/main.bicep": own });
    const [finding] = compiledTemplateFindings(
      analyze({ root: "/main.json", files }),
      analyze({ root: "/main.bicep", files }),
    );
    expect(finding?.related.map(({ span }) => own.slice(span.start, span.end))).toEqual(["kv0"]);
  });
});

describe("a compiled template beside its source", () => {
  it.each(Object.entries(cases))("shows %s", (_, [twin, text, ...messages]) => {
    const files = filesInMemory({ "/main.json": twin, "/main.bicep": text });
    const found = compiledTemplateFindings(
      analyze({ root: "/main.json", files }),
      analyze({ root: "/main.bicep", files }),
    );
    expect(found.map(messageOf)).toEqual(messages);
    const severity = messages.some((each) => each.includes("is public here")) ? "warning" : "info";
    for (const each of found)
      expect([each.code, each.severity, each.span.document]).toEqual(["KV905", severity, "/main.json"]);
  });

  it("is known as such, and judged itself only where it is named", () => {
    const files = filesInMemory({ "/main.json": compiled([compiledDeny]), "/main.bicep": source([deny]) });
    const found = ["/main.json", "/main.bicep"];
    const planned = (...named: readonly string[]): readonly unknown[] => {
      const plan = planWorkspace({ found, named, parameterFiles: [], accessFileOf: () => null }, files);
      return [plan.roots.map(({ root }) => root), plan.compiled];
    };
    const pair = { file: "/main.json", source: "/main.bicep" };
    expect(planned()).toEqual([["/main.bicep"], [pair]]);
    expect(planned("/main.json")).toEqual([["/main.bicep", "/main.json"], [pair]]);
  });

  it("says nothing where the rule is off", () => {
    const files = filesInMemory({ "/main.json": compiled([]), "/main.bicep": source([deny]) });
    const [twin, own] = ["/main.json", "/main.bicep"].map((root) => analyze({ root, files }));
    const severities = new Map([["KV905", "off" as const]]);
    expect(twin && own && compiledTemplateFindings(twin, own, { severities })).toEqual([]);
  });
});
