import { arm, armVault, azurermVault, bicepVault, type Bomb, rows, times } from "./bomb.ts";

const linkedTo = (path: string, name: string): string =>
  `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"${name}","properties":{"mode":"Incremental","templateLink":{"relativePath":"${path}"}}}`;
/** Templates and parameter files that call each other, or exceed the limits on calls. */
export const moduleBombs: readonly Bomb[] = [
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
  {
    what: "loops of vaults in modules in loops",
    root: "main.bicep",
    texts: () =>
      new Map([
        ["main.bicep", "module a 'm.bicep' = [for i in range(0, 800): {\n  name: 'a${i}'\n}]\n"],
        [
          "m.bicep",
          "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = [for i in range(0, 800): {\n  name: 'kv${uniqueString(resourceGroup().id)}${i}'\n}]\n",
        ],
      ]),
  },
  {
    what: "modules of 10,000 resources in loops",
    root: "main.bicep",
    texts: () =>
      new Map([
        ["main.bicep", "module a 'm.bicep' = [for i in range(0, 800): {\n  name: 'a${i}'\n}]\n"],
        [
          "m.bicep",
          rows(
            10_000,
            (n) => `resource s${n} 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 's${n}'\n}\n`,
          ),
        ],
      ]),
  },
  {
    what: "Bicep modules in loops that fan out",
    root: "m0.bicep",
    texts: () =>
      new Map(
        Array.from({ length: 10 }, (_, n) => [
          `m${n}.bicep`,
          `module a 'm${n + 1}.bicep' = [for i in range(0, 800): {\n  name: 'a\${i}'\n}]\n${bicepVault("'Deny'")}`,
        ]),
      ),
  },
  {
    what: "Terraform modules in loops that fan out",
    root: "main.tf",
    texts: () =>
      new Map(
        Array.from({ length: 10 }, (_, n) => [
          n === 0 ? "main.tf" : `m${n}/main.tf`,
          `module "a" {\n  source = "${n === 0 ? "./" : "../"}m${n + 1}"\n  count = 1000\n}\nmodule "b" {\n  source = "${n === 0 ? "./" : "../"}m${n + 1}"\n  for_each = toset(["x", "y"])\n}\n${azurermVault('"Deny"')}`,
        ]),
      ),
  },
  {
    what: "parameter files of every language, large and deep",
    root: "main.bicep",
    texts: () =>
      new Map([
        ["main.bicep", `param a object\nparam b string\n${bicepVault("string([a, b])")}`],
        [
          "main.parameters.json",
          `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","contentVersion":"1.0.0.0","parameters":{"a":{"value":${times('{"a":')}1${times("}")}}${rows(50_000, (n) => `,"p${n}":{"value":${n}}`)}}}`,
        ],
        [
          "main.bicepparam",
          `using 'main.bicep'\nvar v0 = 'ab'\n${rows(60, (n) => `var v${n + 1} = '\${v${n}}\${v${n}}'\n`)}param b = v60\nparam a = ${times("{a:")}1${times("}")}\n`,
        ],
      ]),
  },
  {
    what: "values of Terraform, large and deep",
    root: "main.tf",
    texts: () =>
      new Map([
        ["main.tf", `variable "a" {}\nvariable "b" {}\n${azurermVault("jsonencode([var.a, var.b])")}`],
        [
          "terraform.tfvars",
          `a = ${times("[", 50_000)}1${times("]", 50_000)}\n${rows(20_000, (n) => `p${n} = ${n}\n`)}`,
        ],
        ["b.auto.tfvars.json", `{"b":${times("[")}`],
      ]),
  },
];
