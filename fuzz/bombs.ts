import type { Texts } from "./survive.ts";

/** Texts made to cost more than they weigh. */
export interface Bomb {
  readonly what: string;
  readonly root: string;
  readonly texts: () => Texts;
}

const many = 100_000;
const times = (text: string, count = many): string => text.repeat(count);
const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join("");

const arm = (parts: string): string =>
  `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",${parts}}`;
const armVault = (action: string): string =>
  `{"type":"Microsoft.KeyVault/vaults","apiVersion":"2023-07-01","name":"kv","properties":{"networkAcls":{"defaultAction":"${action}"}}}`;
const armVariables = (variables: string, action: string): string =>
  arm(`"variables":{${variables}},"resources":[${armVault(action)}]`);
const bicepVault = (action: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n  properties: { networkAcls: { defaultAction: ${action} } }\n}\n`;
const azurermVault = (action: string): string =>
  `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  network_acls {\n    bypass = "None"\n    default_action = ${action}\n  }\n}\n`;

const single = (what: string, root: string, text: () => string): Bomb => ({
  what,
  root,
  texts: () => new Map([[root, text()]]),
});

const nesting: readonly Bomb[] = [
  single("objects in ARM", "main.json", () => arm(`"resources":[{"a":${times('{"a":')}1${times("}")}}]`)),
  single("lists in ARM that never end", "main.json", () => arm(`"resources":${times("[")}`)),
  single("calls in ARM", "main.json", () => armVariables("", `[${times("concat(")}'x'${times(")")}]`)),
  single("indices in ARM", "main.json", () => armVariables("", `[variables('x')${times("[0]")}]`)),
  single("objects in Bicep", "main.bicep", () => `var x = ${times("{a:")}1${times("}")}\n${bicepVault("x")}`),
  single("parentheses in Bicep that never end", "main.bicep", () => `var x = ${times("(")}`),
  single("interpolation in Bicep", "main.bicep", () => `var x = ${times("'${")}1${times("}'")}\n`),
  single("conditions in Bicep", "main.bicep", () =>
    bicepVault(`${times("true ? ")}'Deny'${times(" : 'Allow'")}`),
  ),
  single("operators in Bicep", "main.bicep", () => bicepVault(`${times("!")}true`)),
  single("a chain of members in Bicep", "main.bicep", () => bicepVault(`x${times(".y")}`)),
  single(
    "lists in HCL",
    "main.tf",
    () => `locals { x = ${times("[")}1${times("]")} }\n${azurermVault("local.x")}`,
  ),
  single("blocks in HCL that never end", "main.tf", () => times("a {\n")),
  single("templates in HCL", "main.tf", () => azurermVault(`${times('"${', 5000)}1${times('}"', 5000)}`)),
  single("objects in Terraform's JSON", "main.tf.json", () => `${times('{"a":')}1${times("}")}`),
  single("objects in an access file", ".keyvault-access.jsonc", () => `${times('{"a":')}1${times("}")}`),
];

const size: readonly Bomb[] = [
  single("100,000 resources in ARM", "main.json", () =>
    arm(
      `"resources":[${rows(many, (n) => `{"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-01-01","name":"st${n}"},`)}${armVault("Deny")}]`,
    ),
  ),
  single("10,000 vaults in ARM, each with a subnet", "main.json", () =>
    arm(
      `"resources":[${rows(10_000, (n) => `${armVault("Deny").replace('"kv"', `"kv${n}"`)},`)}${armVault("Deny")}]`,
    ),
  ),
  single(
    "100,000 resources in Bicep",
    "main.bicep",
    () =>
      rows(
        many,
        (n) => `resource st${n} 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'st${n}'\n}\n`,
      ) + bicepVault("'Deny'"),
  ),
  single(
    "20,000 resources in Terraform",
    "main.tf",
    () =>
      rows(20_000, (n) => `resource "azurerm_storage_account" "st${n}" {\n  name = "st${n}"\n}\n`) +
      azurermVault('"Deny"'),
  ),
  single("a file of 16 MB of space", "main.json", () => armVariables("", "Deny") + times(" ", 16_000_000)),
  single("a string of 16 MB", "main.bicep", () => `var x = '${times("x", 16_000_000)}'\n${bicepVault("x")}`),
];

const doubling = rows(60, (n) => `,"v${n + 1}":"[concat(variables('v${n}'),variables('v${n}'))]"`);
const expressions: readonly Bomb[] = [
  single("texts that double in ARM", "main.json", () =>
    armVariables(`"v0":"ab"${doubling}`, "[variables('v60')]"),
  ),
  single("lists that double in ARM", "main.json", () =>
    armVariables(`"v0":[1,2]${doubling}`, "[string(variables('v60'))]"),
  ),
  single("copy loops within copy loops", "main.json", () =>
    armVariables(
      `"copy":[${rows(30, (n) => `${n > 0 ? "," : ""}{"name":"v${n}","count":800,"input":"[${n > 0 ? `variables('v${n - 1}')` : "copyIndex()"}]"}`)}]`,
      "[string(variables('v29'))]",
    ),
  ),
  single("ranges without end", "main.json", () =>
    armVariables(
      `"r":"[range(0, 2147483647)]"`,
      "[string(map(variables('r'), lambda('x', map(variables('r'), lambda('y', 'z')))))]",
    ),
  ),
  single("variables in a circle", "main.json", () =>
    armVariables(`"a":"[variables('b')]","b":"[variables('a')]"`, "[variables('a')]"),
  ),
  single("a long chain of variables", "main.json", () =>
    armVariables(
      `"v0":"Deny"${rows(20_000, (n) => `,"v${n + 1}":"[variables('v${n}')]"`)}`,
      "[variables('v20000')]",
    ),
  ),
  single(
    "texts that double in Bicep",
    "main.bicep",
    () => `var v0 = 'ab'\n${rows(60, (n) => `var v${n + 1} = '\${v${n}}\${v${n}}'\n`)}${bicepVault("v60")}`,
  ),
  single(
    "functions that call themselves in Bicep",
    "main.bicep",
    () => `func f(x string) string => '\${f(x)}\${f(x)}'\n${bicepVault("f('x')")}`,
  ),
  single(
    "subnets of subnets in Bicep",
    "main.bicep",
    () =>
      `var s = [for i in range(0, 10000): cidrSubnet('10.0.0.0/8', 32, i)]\nvar t = [for i in range(0, 10000): map(s, x => cidrSubnet(x, 32, 0))]\n${bicepVault("t[9999][0]")}`,
  ),
  single("loops within loops in Bicep", "main.bicep", () =>
    bicepVault(rows(20, (n) => `[for i${n} in range(0, 1000): `) + "'Deny'" + times("]", 20)),
  ),
  single(
    "locals in a circle",
    "main.tf",
    () => `locals {\n  a = local.b\n  b = local.a\n}\n${azurermVault("local.a")}`,
  ),
  single(
    "texts that double in Terraform",
    "main.tf",
    () =>
      `locals {\n  v0 = "ab"\n${rows(60, (n) => `  v${n + 1} = "\${local.v${n}}\${local.v${n}}"\n`)}}\n${azurermVault("local.v60")}`,
  ),
  single(
    "products of sets in Terraform",
    "main.tf",
    () =>
      `locals { r = range(1000) }\n${azurermVault("[for a in local.r : [for b in local.r : [for c in local.r : a]]][0]")}`,
  ),
  single("patterns that backtrack in Terraform", "main.tf", () =>
    azurermVault(`replace("${times("a", 5000)}!", "/^(a+)+$/", "x")`),
  ),
  single("subnets of subnets in Terraform", "main.tf", () =>
    azurermVault(`join("", cidrsubnets("10.0.0.0/8", ${times("24, ", 20_000)}24))`),
  ),
];

const linkedTo = (path: string, name: string): string =>
  `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"${name}","properties":{"mode":"Incremental","templateLink":{"relativePath":"${path}"}}}`;
const circles: readonly Bomb[] = [
  {
    what: "templates that call each other twice",
    root: "main.json",
    texts: () =>
      new Map([
        [
          "main.json",
          arm(
            `"resources":[${linkedTo("other.json", "a")},${linkedTo("other.json", "b")},${armVault("Deny")}]`,
          ),
        ],
        ["other.json", arm(`"resources":[${linkedTo("main.json", "a")},${linkedTo("main.json", "b")}]`)],
      ]),
  },
  {
    what: "Bicep modules that fan out",
    root: "m0.bicep",
    texts: () =>
      new Map(
        Array.from({ length: 40 }, (_, n) => [
          `m${n}.bicep`,
          `module a 'm${n + 1}.bicep' = {}\nmodule b 'm${n + 1}.bicep' = {}\n${bicepVault("'Deny'")}`,
        ]),
      ),
  },
  {
    what: "parameter files that extend each other",
    root: "main.bicepparam",
    texts: () =>
      new Map([
        ["main.bicepparam", "using 'main.bicep'\nextends 'other.bicepparam'\n"],
        ["other.bicepparam", "using none\nextends 'main.bicepparam'\n"],
        ["main.bicep", bicepVault("'Deny'")],
      ]),
  },
  {
    what: "Bicep files that import each other",
    root: "main.bicep",
    texts: () =>
      new Map([
        ["main.bicep", `import { a } from 'other.bicep'\n@export()\nvar b = a\n${bicepVault("a")}`],
        ["other.bicep", `import { b } from 'main.bicep'\n@export()\nvar a = b\n`],
      ]),
  },
  {
    what: "Terraform modules that call their own folder",
    root: "main.tf",
    texts: () =>
      new Map([
        [
          "main.tf",
          `module "a" {\n  source = "./"\n}\nmodule "b" {\n  source = "./"\n}\n${azurermVault('"Deny"')}`,
        ],
      ]),
  },
];

/** Each of them has to be survived in bounded time and memory: those that are small, and those that are as large as files may be. */
export const smallBombs: readonly Bomb[] = [...nesting, ...expressions, ...circles];
export const largeBombs: readonly Bomb[] = size;
