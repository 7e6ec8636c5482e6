import { expect, it } from "vitest";
import { type CheckOptions, check } from "../../server/src/core/workspace/check.ts";
import { analyze, changesFor, type Document, type Files, reportVaults } from "../../server/src/core/index.ts";

/** A call of the key vault module of Azure Verified Modules with these parameters. */
function callWith(parameters: string, version = "0.11.0"): string {
  return `param endpoints array
module kv 'br/public:avm/res/key-vault/vault:${version}' = {
  params: {
    name: 'kv'
    ${parameters}
  }
}
`;
}

function judge(
  text: string,
  severities: CheckOptions["severities"] = new Map(),
): { readonly exposure: readonly string[]; readonly findings: readonly string[] } {
  const document: Document = { id: "main.bicep", text };
  const files: Files = { get: (id) => (id === document.id ? document : null), resolve: (_, path) => path };
  const analysis = analyze({ root: document.id, files });
  const findings = check(analysis, { severities }).map((finding) => {
    for (const fix of finding.fixes()) expect(changesFor(fix, files)).toBeDefined();
    return `${finding.code} at ${text.slice(finding.span.start, finding.span.end)}`;
  });
  return { exposure: reportVaults(analysis.worlds).map((vault) => vault.exposure), findings };
}

const reference = "'br/public:avm/res/key-vault/vault:0.11.0'";

it.each([
  ["nothing said", "", "public", `KV101 at ${reference}`],
  ["access on", "publicNetworkAccess: 'Enabled'", "public", `KV101 at ${reference}`],
  ["an open default", "networkAcls: { defaultAction: 'Allow' }", "public", "KV101 at 'Allow'"],
  [
    "a rule that is too wide",
    "networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/0' }] }",
    "public",
    "KV102 at '0.0.0.0/0'",
  ],
])("%s: the finding lies where the caller decides, or at the call", (_, parameters, exposure, finding) => {
  const judged = judge(callWith(parameters));
  expect(judged.exposure).toEqual([exposure]);
  expect(judged.findings).toContain(finding);
});

it.each([
  ["access off", "publicNetworkAccess: 'Disabled'", "private"],
  ["rules", "networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7' }] }", "selected"],
  ["private endpoints and no rules", "privateEndpoints: [{ subnetResourceId: 's' }]", "private"],
  ["private endpoints that may be none", "privateEndpoints: endpoints", "depends"],
])("%s: %s", (_, parameters, exposure) => {
  const judged = judge(callWith(parameters));
  expect(judged.exposure).toEqual([exposure]);
  expect(judged.findings.filter((finding) => /KV10[12]/.test(finding))).toEqual([]);
});

it("private endpoints beside rules leave public access on, as the module does", () => {
  const both = "privateEndpoints: [{ subnetResourceId: 's' }]\n    networkAcls: { defaultAction: 'Allow' }";
  expect(judge(callWith(both)).exposure).toEqual(["public"]);
});

it.each(["0.5.1", "0.15.0", "1.0.0"])("version %s is not understood", (version) => {
  expect(judge(callWith("", version)).exposure).toEqual([]);
});

const app = `resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '\${identity.id}': {} } }
  properties: {
    keyVaultReferenceIdentity: identity.id
    siteConfig: { appSettings: [{ name: 's', value: '@Microsoft.KeyVault(SecretUri=\${kv.outputs.secrets[0].uri})' }] }
  }
}
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'id' }
`;

it.each([
  ["nobody", "", true],
  [
    "a role",
    "roleAssignments: [{ principalId: identity.properties.principalId, roleDefinitionIdOrName: 'Key Vault Secrets User' }]",
    false,
  ],
  [
    "a policy",
    "enableRbacAuthorization: false\n    accessPolicies: [{ objectId: identity.properties.principalId, permissions: { secrets: ['get'] } }]",
    false,
  ],
  [
    "a policy that RBAC ignores, the default of the module",
    "accessPolicies: [{ objectId: identity.properties.principalId, permissions: { secrets: ['get'] } }]",
    true,
  ],
])(
  "%s permitted by its parameters: a consumer of a secret that it writes lacks a permission, or does not",
  (_, parameters, lacks) => {
    const text =
      callWith(
        `secrets: [{ name: 's', value: 'x' }]\n    publicNetworkAccess: 'Enabled'\n    ${parameters}`,
      ) + app;
    const { findings } = judge(text, new Map([["KV507", "warning"]]));
    expect(findings.some((finding) => finding.startsWith("KV507"))).toBe(lacks);
  },
);

/** What is known of a call with this reference, below a `bicepconfig.json` of this text. */
function resolved(reference: string, configuration: string | null, nearer: string | null = null): string {
  const texts: Readonly<Record<string, string | null>> = {
    "/w/a/main.bicep": callWith("publicNetworkAccess: 'Disabled'").replace(/br\/public:[^']*/, reference),
    "/w/bicepconfig.json": configuration,
    "/w/a/bicepconfig.json": nearer,
  };
  const get = (id: string): Document | null => {
    const text = texts[id] ?? null;
    return text === null ? null : { id, text };
  };
  const { worlds } = analyze({ root: "/w/a/main.bicep", files: { get, resolve: (_, path) => path } });
  const unread = worlds.flatMap(({ network }) => network.unread.map(({ why }) => why));
  return [...reportVaults(worlds).map(({ exposure }) => exposure), ...unread].join();
}

const aliases = (br: unknown): string => JSON.stringify({ moduleAliases: { br } });
const avm = "br/public:avm/res/key-vault/vault:0.13.3";

it.each([
  ["no configuration", avm, null],
  ["no aliases", avm, "{}"],
  ["aliases of other names", avm, aliases({ our: { registry: "our.azurecr.io" } })],
  ["the default, spelled", avm, aliases({ public: { registry: "mcr.microsoft.com", modulePath: "bicep" } })],
  ["a part of the default", avm, aliases({ public: { registry: "mcr.microsoft.com" } })],
  ["comments and trailing commas", avm, '{ /* ours */ "moduleAliases": {}, }'],
  [
    "an alias of its own",
    "br/avm:key-vault/vault:0.13.3",
    aliases({ avm: { registry: "mcr.microsoft.com", modulePath: "bicep/avm/res" } }),
  ],
  [
    "an address without an alias",
    "br:mcr.microsoft.com/bicep/avm/res/key-vault/vault:0.13.3",
    aliases({ public: { registry: "other.azurecr.io" } }),
  ],
])("%s: the module is the known one", (_, reference, configuration) => {
  expect(resolved(reference, configuration)).toBe("private");
});

const own = "br/avm:avm/res/key-vault/vault:0.13.3";
const storage = "br/public:avm/res/storage/storage-account:0.19.0";
const elsewhere = aliases({ public: { registry: "other.azurecr.io", modulePath: "bicep" } });

it.each([
  ["another registry", avm, elsewhere, "changed-alias"],
  [
    "another registry with the usual path",
    avm,
    aliases({ public: { registry: "o.example" } }),
    "changed-alias",
  ],
  ["another path", avm, aliases({ public: { modulePath: "bicep/mine" } }), "changed-alias"],
  ["an alias that is not an object", avm, aliases({ public: "mcr.microsoft.com" }), "changed-alias"],
  ["aliases that are not an object", avm, aliases(7), "changed-alias"],
  ["a syntax error", avm, '{ "moduleAliases": ', "changed-alias"],
  ["nothing", avm, "", "changed-alias"],
  ["a list", avm, "[1", "changed-alias"],
  ["another alias", own, elsewhere, "changed-alias"],
  [
    "an alias of its own that leads elsewhere",
    own,
    aliases({ avm: { registry: "o.example" } }),
    "not-downloaded",
  ],
  ["another registry of a module that nobody knows", storage, elsewhere, "not-downloaded"],
  ["no configuration and no alias", own, null, "not-downloaded"],
])("a bicepconfig.json with %s: the module is not known", (_, reference, configuration, why) => {
  expect(resolved(reference, configuration)).toBe(why);
});

it("the nearest bicepconfig.json counts, and only that", () => {
  const other = aliases({ public: { registry: "other.azurecr.io" } });
  expect(resolved(avm, other, "{}")).toBe("private");
  expect(resolved(avm, "{}", other)).toBe("changed-alias");
});
