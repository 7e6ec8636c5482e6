import { expect, test } from "vitest";
import { bicepSyntax } from "../../../server/src/core/syntax/bicep/bicep.ts";
import type { Template } from "../../../server/src/core/template/template.ts";
import { printTemplate } from "../../support/print-ir.ts";

function templateOf(text: string): Template {
  const { template } = bicepSyntax.parse({ id: "kv.bicep", text });
  if (!template) throw new Error("no template");
  return template;
}

/** Each text with what it is read as. */
const examples: readonly (readonly [string, string, string])[] = [
  [
    "parameters",
    `type word = 'a' | 'b'
@secure()
param password string
@sys.allowed(['x', 'y'])
@description('…')
param listed string = 'x'
param open bool
param word word?
param numbers 1 | 2
param list string[]
param any resourceInput<'Microsoft.KeyVault/vaults@2023-07-01'>.tags
param acls { ip: string }?`,
    `param password: string secure
param listed: string of ["x","y"] = "x"
param open: bool
param word: string nullable of ["a","b"]
param numbers: int of [1,2]
param list: array
param any: any
param acls: object nullable`,
  ],
  [
    "values",
    `var a = 'kv-\${b}'
var b = c == 1 ? [1, -2, ...d] : { k: null, 'k 2': true, 'x\${a}': 1, ...e }
var f = [for (x, i) in b: { v: i }]
var g = map(b, (x, i) => x.?y.z[^1] ?? any(!i))
var h = b[?0].c + sys.length(b)`,
    `var a = text("kv-", variable b)
var b = (==(variable c, 1) ? [1, -2, variable d] : {k: null, k 2: true, [text("x", variable a)]: 1, ...variable e})
var f = for x, i in variable b: {v: local i}
var g = map(variable b, (x, i) => ??(tryGet(local x, "y", "z", {value: 1, fromEnd: true}), any(!(local i))))
var h = +(tryGet(variable b, 0, "c"), length(variable b))`,
  ],
  [
    "a vault and what is nested in it",
    `param deploy bool
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (deploy) {
  name: 'kv'
  dependsOn: [other]
  resource secret 'secrets' = {
    name: 's'
    resource version 'versions@2024-01-01' existing = { name: '1' }
  }
}
resource other 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'other'
  scope: resourceGroup('rg')
}
var id = kv::secret::version.id`,
    `param deploy: bool
var id = resource kv::secret::version.id
resource · kv (kv) · "Microsoft.KeyVault/vaults" · name "kv" · if parameter deploy · after [resource other] · {name: "kv"}
resource · secret (kv::secret) · "secrets" · name "s" · in kv · if parameter deploy · {name: "s"}
existing · version (kv::secret::version) · "versions" · name "1" · in secret · if parameter deploy · {name: "1"}
existing · other (other) · "Microsoft.KeyVault/vaults" · name "other" · {name: "other"}`,
  ],
  [
    "loops",
    `param names array
resource kvs 'Microsoft.KeyVault/vaults@2023-07-01' = [for (name, i) in names: if (i > 0) {
  name: name
}]
resource secrets 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [for i in range(0, 2): {
  parent: kvs[i]
  name: 's'
}]`,
    `param names: array
resource · kvs (kvs) · "Microsoft.KeyVault/vaults" · name local name · if >(local i, 0) · for name, i in parameter names · {name: local name}
resource · secrets (secrets) · "Microsoft.KeyVault/vaults/secrets" · name "s" · in resource kvs[local i] · for i in range(0, 2) · {name: "s"}`,
  ],
  [
    "modules",
    `param names array
module one 'one.bicep' = {
  name: 'one'
  params: { a: two.outputs.b }
}
module two 'br/public:avm/res/x/y:1.0.0' = [for name in names: if (name != '') {}]
module three 'ts:sub/rg/spec:1' = {
  params: all
}
module four 'a\${names}' = {}`,
    `param names: array
module · one (one) · file one.bicep · {a: module two.outputs.b}
module · two (two) · if !=(local name, "") · for name in parameter names · registry br/public:avm/res/x/y:1.0.0 · {}
module · three (three) · registry ts:sub/rg/spec:1 · variable all
module · four (four) · unreadable source · {}`,
  ],
  [
    "functions and outputs",
    `func trailing(
  prefix string,
  n int,
) string => '\${prefix}\${n}'
func kvName(prefix string, n int) string => '\${prefix}\${n}'
output id string = kvName('kv', 1)
output secret string = kv.getSecret('s')
output keys object = kv.listKeys()
output text string = loadTextContent('a.txt')
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'kv' }`,
    `func trailing(prefix, n) = text(local prefix, local n)
func kvName(prefix, n) = text(local prefix, local n)
existing · kv (kv) · "Microsoft.KeyVault/vaults" · name "kv" · {name: "kv"}
output id = kvName("kv", 1)
output secret = <a key vault secret reference {keyVault: {id: resource kv.id}, secretName: "s"}>
output keys = listKeys(resource kv.id)
output text = loadTextContent("a.txt")`,
  ],
  [
    "names that hide each other",
    `param x string
var a = [for x in [1]: map([x], x => x)]
func f(x string) string => x
var b = x`,
    `param x: string
var a = for x in [1]: map([local x], (x) => local x)
var b = parameter x
func f(x) = local x`,
  ],
  [
    "a value that is missing",
    `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction:
      bypass: 'None'
    }
  }
}
var a = 1 +
var b = f(1, )
var c = x ? 'y'
var d = 'after'`,
    `not intact
var a = <?>
var b = <?>
var c = <?>
var d = "after"
resource · kv (kv) · "Microsoft.KeyVault/vaults" · name "kv" · {name: "kv", properties: {networkAcls: {defaultAction: <?>, bypass: "None"}}}`,
  ],
  [
    "a body that is missing",
    `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' =
module m 'm.bicep' =
resource 'Microsoft.KeyVault/vaults@2023-07-01' = {}`,
    `not intact
resource · kv (kv) · "Microsoft.KeyVault/vaults" · name - · <?>
resource · ? · "Microsoft.KeyVault/vaults" · name - · {}
module · m (m) · file m.bicep · <?>`,
  ],
];

test.each(examples)("%s", (_, text, expected) => {
  expect(printTemplate(templateOf(text))).toBe(expected);
});

test("type and version lie where they are written", () => {
  const text = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {}\n";
  const [kv] = templateOf(text).resources;
  expect(text.slice(kv?.type.span.start, kv?.type.span.end)).toBe("Microsoft.KeyVault/vaults");
  expect(text.slice(kv?.apiVersion?.span.start, kv?.apiVersion?.span.end)).toBe("2023-07-01");
  expect(text.slice(kv?.labelSpan.start, kv?.labelSpan.end)).toBe("kv");
});

test("imports go by the names they have here", () => {
  const { imports } = templateOf(
    "import { a, b as c, 'd' as e } from 'x.bicep'\nimport * as all from 'br:r/m:1'\n",
  );
  const printed = [...(imports ?? [])].map(
    ([name, { source, name: there }]) => `${name} = ${there ?? "*"} of ${source.kind}`,
  );
  expect(printed).toEqual(["a = a of file", "c = b of file", "e = d of file", "all = * of registry"]);
});

test("comments are given without their marks, directives are not given", () => {
  const { comments } = bicepSyntax.parse({
    id: "kv.bicep",
    text: "// one\n/* two */\n#disable-next-line x\nvar a = 1\n",
  });
  expect(comments.map((comment) => comment.text)).toEqual([" one", " two "]);
});
