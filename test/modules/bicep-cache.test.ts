import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { type Analysis, analyze, changesFor, type Files, reportVaults } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";

/** What Bicep has put into its cache: a vault, compiled. */
const compiled = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { name: { type: "string" }, action: { type: "string", defaultValue: "Allow" } },
  resources: [
    {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2026-02-01",
      name: "[parameters('name')]",
      properties: {
        networkAcls: { bypass: "AzureServices", defaultAction: "[parameters('action')]" },
      },
    },
  ],
  outputs: { name: { type: "string", value: "[format('{0}!', parameters('name'))]" } },
});

const caller = (reference: string, more = ""): string =>
  `module kv '${reference}' = {\n  params: {\n    name: 'kv'\n    ${more}\n  }\n}\noutput name string = kv.outputs.name\n`;

/** `texts` by path; the workspace is `/home/me/w`. */
function filesOf(texts: Readonly<Record<string, string>>, cache: string | null): Files {
  return {
    get: (id) => (id in texts ? { id, text: texts[id] ?? "" } : null),
    resolve: (from, path) => posix.resolve(posix.dirname(from), path),
    ...(cache === null ? {} : { bicepCache: cache }),
  };
}

function opened(
  text: string,
  place: string,
  more: Readonly<Record<string, string>> = {},
  cache: string | null = "/home/me/.bicep/",
): { readonly files: Files; readonly analysis: Analysis } {
  const files = filesOf({ "/home/me/w/main.bicep": text, [place]: compiled, ...more }, cache);
  return { files, analysis: analyze({ root: "/home/me/w/main.bicep", files }) };
}

const exposures = ({ worlds }: Analysis): readonly string[] =>
  reportVaults(worlds).map(
    ({ name, module, exposure }) => `${module ?? ""} ${typeof name === "string" ? name : "?"} ${exposure}`,
  );

describe("a module that Bicep has restored is read where it lies", () => {
  const aliases = JSON.stringify({
    moduleAliases: {
      br: { our: { registry: "Our.azurecr.io:443", modulePath: "bicep/modules" } },
      ts: { specs: { subscription: "0A", resourceGroup: "Specs" } },
    },
  });
  it.each([
    ["br/public:our/vault:1.0.0", "br/mcr.microsoft.com/bicep$our$vault/1.0.0$"],
    ["br:Our.azurecr.io:443/vault:v1", "br/our.azurecr.io$443/vault/v1$"],
    ["br:our.azurecr.io/a/b/vault:V1-Rc", "br/our.azurecr.io/a$b$vault/V1-Rc$9"],
    ["br:our.azurecr.io/vault@sha256:12ab", "br/our.azurecr.io/vault/sha256#12ab"],
    ["br/our:kv:1", "br/our.azurecr.io$443/bicep$modules$kv/1$"],
    ["ts:0A/My-Group/Spec:V1", "ts/0a/my-group/spec/v1"],
    ["ts/specs:kv:2", "ts/0a/specs/kv/2"],
  ])("%s", (reference, place) => {
    const configuration = { "/home/me/bicepconfig.json": `// ours\n${aliases}` };
    const { analysis } = opened(caller(reference), `/home/me/.bicep/${place}/main.json`, configuration);
    expect(exposures(analysis)).toEqual(["kv kv public"]);
  });

  it.each([
    ["~/cache", "/home/me/cache"],
    ["/var/cache", "/var/cache"],
  ])("in the folder that the configuration names: %s", (cacheRootDirectory, folder) => {
    const configuration = { "/home/me/w/bicepconfig.json": JSON.stringify({ cacheRootDirectory }) };
    const place = `${folder}/br/x.azurecr.io/kv/1$/main.json`;
    const { analysis } = opened(caller("br:x.azurecr.io/kv:1"), place, configuration);
    expect(exposures(analysis)).toEqual(["kv kv public"]);
  });
});

const place = "/home/me/.bicep/br/x.azurecr.io/kv/1$/main.json";

it.each([
  ["is not there", caller("br:x.azurecr.io/kv:2"), "/home/me/.bicep/"],
  ["is called by an alias that no configuration defines", caller("br/x:kv:1"), "/home/me/.bicep/"],
  ["is asked for outside of the cache", caller("br:../../.bicep/br/x.azurecr.io/kv:1"), "/home/me/.bicep/"],
  ["might be there, where there is no cache", caller("br:x.azurecr.io/kv:1"), null],
])("a module that %s is a gap", (_, text, cache) => {
  const { analysis } = opened(text, place, {}, cache);
  expect(exposures(analysis)).toEqual([]);
  expect(analysis.worlds.map(({ network }) => network.unread.map(({ why }) => why))).toEqual([
    ["not-downloaded"],
  ]);
});

it("findings are reported at the call, and nothing in the cache is changed", () => {
  const text = caller("br:x.azurecr.io/kv:1");
  const { analysis, files } = opened(text, place);
  const findings = check(analysis);
  expect(findings.map(({ code, span }) => [code, span.document, text.slice(span.start, span.end)])).toEqual([
    ["KV101", "/home/me/w/main.bicep", "'br:x.azurecr.io/kv:1'"],
  ]);
  const changes = findings.flatMap(({ fixes }) => fixes().map((fix) => changesFor(fix, files)));
  expect(changes.flatMap((each) => each ?? [])).toEqual([]);
});

it("what the caller decides is found and fixed where it says so", () => {
  const text = caller("br:x.azurecr.io/kv:1", "action: 'Allow'");
  const { analysis, files } = opened(text, place);
  const [finding] = check(analysis);
  expect(finding && text.slice(finding.span.start, finding.span.end)).toBe("'Allow'");
  const [fix] = finding?.fixes() ?? [];
  expect(fix && changesFor(fix, files)).toMatchObject([
    { span: { document: "/home/me/w/main.bicep" }, text: "'Deny'" },
  ]);
});

it("a module of a redirected alias is read from where the alias leads", () => {
  const redirected = JSON.stringify({
    moduleAliases: { br: { public: { registry: "x.azurecr.io", modulePath: "m" } } },
  });
  const text = caller("br/public:avm/res/key-vault/vault:0.13.3", "action: 'Deny'");
  const restored = "/home/me/.bicep/br/x.azurecr.io/m$avm$res$key-vault$vault/0.13.3$/main.json";
  const { analysis } = opened(text, restored, { "/home/me/w/bicepconfig.json": redirected });
  expect(exposures(analysis)).toEqual(["kv kv private"]);
});
