import type { Seed } from "../texts.ts";
import { arm, armVault, azurermVault, bicepVault } from "./bomb.ts";

/** Every object has these, so a lookup in a plain object finds something under them that was never added. */
export const inheritedNames: readonly string[] = [
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
];

const q = JSON.stringify;
const armBody = `"type":"Microsoft.KeyVault/vaults","apiVersion":"2023-07-01","name":"kv"`;
const bicepParameters = (body: string): string => `using 'main.bicep'\n${body}`;
const access = (body: string): string => `{"version":1,${body}}`;
const plan = (type: string, values: string): string =>
  `{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{"address":"x","mode":"managed","type":${q(type)},"name":"x","provider_name":"p","values":${values}}]}}}`;

/** Every place in a language where a name can be written. */
const positions: Readonly<Record<string, readonly ((name: string) => string)[]>> = {
  "main.json": [
    (n) => arm(`"parameters":{${q(n)}:{"type":"string"}},"resources":[${armVault(`[parameters('${n}')]`)}]`),
    (n) => arm(`"variables":{${q(n)}:"Deny"},"resources":[${armVault(`[variables('${n}')]`)}]`),
    (n) => arm(`"resources":[${armVault(`[parameters('${n}')]`)}]`),
    (n) => arm(`"resources":[${armVault(`[${n}('a')]`)}]`),
    (n) => arm(`"resources":[${armVault(`[string(createObject('a', 1).${n})]`)}]`),
    (n) => arm(`"variables":{"a":{"b":1}},"resources":[${armVault(`[variables('a')['${n}']]`)}]`),
    (n) => arm(`"languageVersion":"2.0","resources":{${q(n)}:${armVault("Deny")}}`),
    (n) => arm(`"resources":[{"type":${q(n)},"apiVersion":"2023-07-01","name":"kv"}]`),
    (n) => arm(`"resources":[{"type":"Microsoft.KeyVault/${n}","apiVersion":${q(n)},"name":${q(n)}}]`),
    (n) => arm(`"resources":[{${armBody},"properties":{${q(n)}:1,"networkAcls":{${q(n)}:{}}}}]`),
    (n) => arm(`"resources":[{${armBody},"properties":{"publicNetworkAccess":${q(n)}}}]`),
    (n) => arm(`"resources":[{${armBody},"copy":{"name":${q(n)},"count":2}}]`),
    (n) =>
      arm(
        `"resources":[${armVault(`[reference('${n}').x]`)}],"outputs":{${q(n)}:{"type":"string","value":"x"}}`,
      ),
    (n) => arm(`"definitions":{${q(n)}:{"type":"string"}},"parameters":{"a":{"$ref":"#/definitions/${n}"}}`),
    (n) => arm(`"functions":[{"namespace":${q(n)},"members":{${q(n)}:{"output":{"value":"x"}}}}]`),
    (n) => `{"vaults":[{"id":"/subscriptions/s/providers/${n}/vaults/kv","type":${q(n)}}]}`,
    (n) => plan(n, `{${q(n)}:"x"}`),
    (n) => plan("azurerm_key_vault", `{"name":"kv",${q(n)}:[{${q(n)}:1}]}`),
  ],
  "main.bicep": [
    (n) => `param ${n} string\n${bicepVault(n)}`,
    (n) => `var ${n} = 'Deny'\n${bicepVault(n)}`,
    (n) => bicepVault(n),
    (n) => bicepVault(`${n}('a')`),
    (n) => bicepVault(`{a: 1}.${n}`),
    (n) => bicepVault(`{a: 1}['${n}']`),
    (n) => bicepVault(`sys.${n}('a')`),
    (n) => `@${n}('a')\nparam x string\n${bicepVault("x")}`,
    (n) => `type ${n} = string\nparam x ${n}\n${bicepVault("x")}`,
    (n) =>
      `resource ${n} '${n}/${n}@${n}' = {\n  name: '${n}'\n  ${n}: { ${n}: 1 }\n}\n${bicepVault(`${n}.${n}`)}`,
    (n) =>
      `module ${n} '${n}.bicep' = {\n  name: '${n}'\n  params: { ${n}: 1 }\n}\n${bicepVault(`${n}.outputs.${n}`)}`,
    (n) => `module m 'br/${n}:${n}:${n}' = {\n  params: { ${n}: 1 }\n}\n`,
    (n) => `import { ${n} } from '${n}.bicep'\n${bicepVault(n)}`,
    (n) => `func ${n}(${n} string) string => ${n}\n${bicepVault(`${n}('a')`)}`,
    (n) => `${n} x 'y'\ntargetScope = '${n}'\nextension ${n}\noutput ${n} string = ${n}`,
    (n) => bicepVault(`[for ${n} in ['Deny']: ${n}][0]`),
  ],
  "main.bicepparam": [(n) => bicepParameters(`param ${n} = ${n}\n${n} y = 1`), (n) => `using '${n}'`],
  "main.tf": [
    (n) => `resource "${n}" "x" {}\n${azurermVault(`${n}.x.${n}`)}`,
    (n) => `resource "${n}" "${n}" {\n  ${n} = 1\n  ${n} {\n    ${n} = ${n}\n  }\n}`,
    (n) => `data "${n}" "x" {}\n${azurermVault(`data.${n}.x.${n}`)}`,
    (n) => `ephemeral "${n}" "x" {}\n${azurermVault(`ephemeral.${n}.x.${n}`)}`,
    (n) =>
      `resource "azurerm_key_vault_secret" "x" {\n  ${n} = 1\n}\n${azurermVault(`azurerm_key_vault_secret.x.${n}`)}`,
    (n) => `resource "azapi_resource" "x" {\n  type = "${n}@${n}"\n  name = "${n}"\n  body = { ${n} = 1 }\n}`,
    (n) =>
      `resource "azurerm_key_vault" "${n}" {\n  name = "kv"\n  dynamic "${n}" {\n    for_each = [1]\n    content { ${n} = 1 }\n  }\n}`,
    (n) => `${n} "x" {}\n${n} {}\nprovider "${n}" {}`,
    (n) => `variable "${n}" {\n  type = ${n}\n  ${n} = 1\n}\n${azurermVault(`var.${n}`)}`,
    (n) => `locals {\n  ${n} = "Deny"\n}\n${azurermVault(`local.${n}`)}`,
    (n) => azurermVault(`${n}("a")`),
    (n) => azurermVault(`provider::${n}::${n}("a")`),
    (n) => azurermVault(`{ a = 1 }.${n}`),
    (n) => azurermVault(`lookup({ a = 1 }, "${n}", "Deny")`),
    (n) => azurermVault(`merge({ ${n} = 1 }, { "${n}" = 2 })["${n}"]`),
    (n) => azurermVault(`formatdate("${n}", "${n}")`),
    (n) => azurermVault(`[for ${n} in ["Deny"] : ${n}][0]`),
    (n) => azurermVault(`{ for ${n} in ["Deny"] : ${n} => ${n} }["${n}"]`),
    (n) => azurermVault(`${n}.${n}.${n}`),
    (n) => `module "${n}" {\n  source = "${n}"\n  ${n} = 1\n}\n${azurermVault(`module.${n}.${n}`)}`,
    (n) => `module "m" {\n  source = "./${n}"\n  providers = { ${n} = ${n} }\n}`,
    (n) => `output "${n}" {\n  value = 1\n}\nmoved {\n  from = ${n}.x\n  to = ${n}.y\n}`,
  ],
  "main.tf.json": [
    (n) => `{${q(n)}:{${q(n)}:{${q(n)}:{}}}}`,
    ...["resource", "data", "ephemeral", "variable", "module", "output", "provider", "locals"].flatMap(
      (block) => [
        (n: string) => `{${q(block)}:{${q(n)}:{"x":{${q(n)}:1}}}}`,
        (n: string) => `{${q(block)}:{"azurerm_key_vault":{${q(n)}:{"name":"kv",${q(n)}:"\${${n}.x}"}}}}`,
      ],
    ),
  ],
  "terraform.tfvars": [(n) => `${n} = "x"`],
  ".keyvault-access.jsonc": [
    (n) => access(`${q(n)}:{${q(n)}:1}`),
    (n) =>
      access(
        `"sources":{${q(n)}:{${q(n)}:"x"}},"tests":[{"name":"t","from":${q(n)},"to":${q(n)},"expect":${q(n)}}]`,
      ),
    (n) => access(`"sources":{"a":{"ip":"\${env:${n}}"},"b":{"service":${q(n)}},"c":{"tag":${q(n)}}}`),
    (n) =>
      access(`"rules":{${q(n)}:${q(n)}},"limits":{${q(n)}:1},"environments":{${q(n)}:{"set":{${q(n)}:1}}}`),
    (n) => access(`"suppressions":[{"rule":${q(n)},"vault":${q(n)},"reason":${q(n)}}]`),
  ],
};

/** One text for each name in each position. */
export const inheritedNameTexts: readonly Seed[] = Object.entries(positions).flatMap(([name, written]) =>
  inheritedNames.flatMap((inherited) => written.map((write) => ({ name, text: write(inherited) }))),
);
