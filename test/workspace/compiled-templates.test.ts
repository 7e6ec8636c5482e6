import { describe, expect, it } from "vitest";
import { analyze, compiledTemplateFindings, planWorkspace } from "../../server/src/core/index.ts";
import { templateText } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

interface Vault {
  readonly name: string;
  readonly action: string;
  readonly bypass?: string;
  readonly access?: string;
}

const compiledBy = { metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } } };

/** What the compiler made of vaults, as far as it matters; a name or action in brackets is an expression. */
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
    "'a' differs from main.bicep: its exposure is public here and private there.",
  ],
  "another bypass": [
    compiled([{ ...compiledDeny, bypass: "AzureServices" }]),
    source([deny]),
    "'a' differs from main.bicep: bypass is AzureServices here and None there.",
  ],
  "another name": [
    compiled([{ ...compiledDeny, name: "b" }]),
    source([deny]),
    "'b' differs from main.bicep: its name is 'b' here and 'a' there.",
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
    "main.bicep does not declare 'old', which this compiled template does.",
  ],
  "a vault too few": [
    compiled([]),
    source([deny]),
    "main.bicep declares 'a', which this compiled template does not.",
  ],
  "nothing of what is not known on one side": [
    compiled([{ name: "[parameters('name')]", action: "[parameters('action')]" }], open),
    source([deny]),
  ],
  "a certain difference beside what is not known": [
    compiled([{ name: "[parameters('name')]", action: "Allow" }], open),
    source([deny]),
    "'[parameters('name')]' differs from main.bicep: its exposure is public here and private there.",
  ],
  "nothing of a vault that a module may declare which cannot be read": [
    compiled([compiledDeny, { name: "other", action: "Deny" }]),
    source([deny], "module m 'br:example.azurecr.io/modules/kv:1' = { name: 'm' }\n"),
  ],
  "a setting that was a parameter since": [
    compiled([{ ...compiledDeny, action: "Allow" }]),
    source([{ ...deny, access: "isPrivate ? 'Disabled' : 'Enabled'" }], "param isPrivate bool\n"),
    "'a' differs from main.bicep: its exposure is public here and private there.",
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

describe("a compiled template beside its source", () => {
  it.each(Object.entries(cases))("shows %s", (_, [twin, text, ...messages]) => {
    const files = filesInMemory({ "/main.json": twin, "/main.bicep": text });
    const found = compiledTemplateFindings(
      analyze({ root: "/main.json", files }),
      analyze({ root: "/main.bicep", files }),
    );
    expect(found.map(({ message }) => message)).toEqual(messages);
    for (const { code, severity, span } of found)
      expect([code, severity, span.document]).toEqual(["KV905", "info", "/main.json"]);
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
