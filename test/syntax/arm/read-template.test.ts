import { expect, test } from "vitest";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";
import { printTemplate } from "../../support/print-ir.ts";

interface Example {
  readonly name: string;
  /** The members of the template. */
  readonly text: string;
  readonly reads: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: "parameters with types, defaults, allowed values and secrets",
    text: `"parameters": {
      "Name": { "type": "string" },
      "open": { "type": "BOOL", "defaultValue": true },
      "pna": { "type": "string", "allowedValues": ["Enabled", "Disabled"] },
      "password": { "type": "securestring" },
      "acl": { "$ref": "#/definitions/acl" },
      "tags": { "type": "object", "nullable": true, "defaultValue": null }
    },
    "definitions": { "acl": { "type": "object", "nullable": true } }`,
    reads: [
      "param name: string",
      "param open: bool = true",
      'param pna: string of ["Enabled","Disabled"]',
      "param password: string secure",
      "param acl: object nullable",
      "param tags: object nullable = null",
    ],
  },
  {
    name: "definitions that refer to each other",
    text: `"parameters": { "a": { "$ref": "#/definitions/x" } },
      "definitions": { "x": { "$ref": "#/definitions/y" }, "y": { "$ref": "#/definitions/x", "type": "int" } }`,
    reads: ["param a: int"],
  },
  {
    name: "variables, also by copy",
    text: `"variables": {
      "vaultName": "[concat(parameters('Name'), '-kv')]",
      "copy": [
        { "name": "ips", "count": 2, "input": { "value": "[format('203.0.113.{0}', copyIndex('ips', 7))]" } },
        { "name": "same", "count": "[length(variables('ips'))]", "input": "[copyIndex()]" }
      ],
      "copied": { "copy": [{ "name": "list", "count": 1, "input": "x" }], "other": true }
    }`,
    reads: [
      'var vaultname = concat(parameter name, "-kv")',
      'var ips = for copy:ips in range(0, 2): {value: format("203.0.113.{0}", add(local copy:ips, 7))}',
      "var same = for copy:same in range(0, length(variable ips)): local copy:same",
      'var copied = {list: for copy:list in range(0, 1): "x", other: true}',
    ],
  },
  {
    name: "a variable called copy that copies nothing",
    text: `"variables": { "copy": ["a"], "x": { "copy": { "name": "a" } } }`,
    reads: ['var copy = ["a"]', 'var x = {copy: {name: "a"}}'],
  },
  {
    name: "user functions",
    text: `"functions": [{ "namespace": "__bicep", "members": { "isOpen": {
      "parameters": [{ "name": "Acl", "type": "object" }],
      "output": { "type": "bool", "value": "[empty(filter(parameters('Acl'), lambda('acl', lambdaVariables('acl'))))]" }
    } } }],
    "outputs": { "Open": { "type": "bool", "value": "[__bicep.isOpen(variables('x'))]" } }`,
    reads: [
      "func __bicep.isopen(acl) = empty(filter(local acl, (lambda:acl) => local lambda:acl))",
      "output open = __bicep.isopen(variable x)",
    ],
  },
  {
    name: "a vault with condition, loop, dependencies and children",
    text: `"resources": [{
      "type": "Microsoft.KeyVault/vaults", "name": "[concat('kv', copyIndex(1))]",
      "condition": "[parameters('deploy')]", "dependsOn": ["vnet"],
      "copy": { "name": "Vaults", "count": 3 },
      "properties": { "networkAcls": { "copy": [{ "name": "ipRules", "count": 2, "input": { "value": "[copyIndex('ipRules')]", "vault": "[copyIndex()]" } }] } },
      "resources": [{ "type": "secrets", "name": "[format('s{0}', copyIndex())]" }]
    }]`,
    reads: [
      'resource · [concat(\'kv\', copyIndex(1))] · "Microsoft.KeyVault/vaults" · name concat("kv", add(local copy:vaults, 1))' +
        ' · if parameter deploy · for copy:vaults in range(0, 3) · after ["vnet"]' +
        ' · {type: "Microsoft.KeyVault/vaults", name: concat("kv", add(local copy:vaults, 1)), condition: parameter deploy, dependsOn: ["vnet"], copy: {name: "Vaults", count: 3},' +
        " properties: {networkAcls: {ipRules: for copy:iprules in range(0, 2): {value: local copy:iprules, vault: local copy:vaults}}}}",
      "resource · [format('s{0}', copyIndex())] · \"secrets\" · name format(\"s{0}\", local copy:vaults) · in [concat('kv', copyIndex(1))]" +
        ' · for copy:vaults in range(0, 3) · {type: "secrets", name: format("s{0}", local copy:vaults)}',
    ],
  },
  {
    name: "symbolic names and existing resources",
    text: `"languageVersion": "2.0", "resources": {
      "kv": { "existing": true, "type": "Microsoft.KeyVault/vaults", "name": "shared", "scope": "[resourceGroup('x')]" },
      "Link": { "type": "Microsoft.KeyVault/vaults/secrets", "name": "shared/a", "properties": "[resourceInfo('kv')]" }
    }`,
    reads: [
      'existing · kv (kv) · "Microsoft.KeyVault/vaults" · name "shared" · {existing: true, type: "Microsoft.KeyVault/vaults", name: "shared", scope: resourcegroup("x")}',
      'resource · Link (Link) · "Microsoft.KeyVault/vaults/secrets" · name "shared/a" · {type: "Microsoft.KeyVault/vaults/secrets", name: "shared/a", properties: resource kv}',
    ],
  },
  {
    name: "nested deployments, inner and outer",
    text: `"resources": [
      { "type": "microsoft.resources/deployments", "name": "in", "properties": {
        "expressionEvaluationOptions": { "scope": "Inner" },
        "parameters": {
          "a": { "value": "[variables('v')]" },
          "b": "[if(parameters('p'), createObject('value', 1), createObject('value', 2))]",
          "c": { "copy": [{ "name": "value", "count": 2, "input": "[copyIndex('value')]" }] },
          "d": { "reference": { "keyVault": { "id": "x" }, "secretName": "s" } }
        },
        "template": { "parameters": { "a": { "type": "int" } }, "resources": [] } } },
      { "type": "Microsoft.Resources/deployments", "name": "out", "copy": { "name": "loop", "count": 2 }, "condition": false,
        "properties": { "template": { "outputs": { "o": { "value": "[add(variables('v'), copyIndex())]" } } } } }
    ]`,
    reads: [
      'module · in · inline inner · {a: variable v, b: (parameter p ? createobject("value", 1) : createobject("value", 2)).value, c: for copy:value in range(0, 2): local copy:value,' +
        ' d: <a key vault secret reference {keyVault: {id: "x"}, secretName: "s"}>}',
      "  param a: int",
      "module · out · if false · for copy:loop in range(0, 2) · inline outer · {}",
      "  output o = add(variable v, local copy:loop)",
    ],
  },
  {
    name: "linked templates",
    text: `"resources": [
      { "type": "Microsoft.Resources/deployments", "name": "a", "properties": { "templateLink": { "relativePath": "nested/kv.json" } } },
      { "type": "Microsoft.Resources/deployments", "name": "b", "properties": { "templateLink": { "uri": "https://example.com/kv.json" }, "parametersLink": { "uri": "x" } } },
      { "type": "Microsoft.Resources/deployments", "name": "c", "properties": { "templateLink": { "uri": "[uri(deployment().properties.templateLink.uri, 'kv.json')]" }, "parameters": "[variables('all')]" } },
      { "type": "Microsoft.Resources/deployments", "name": "d", "properties": { "templateLink": { "id": "[variables('spec')]" } } },
      { "type": "Microsoft.Resources/deployments", "name": "e", "properties": { "templateLink": { "relativePath": "[variables('path')]" } } },
      { "type": "Microsoft.Resources/deployments", "name": "f", "properties": { "template": "[variables('t')]" } }
    ]`,
    reads: [
      'resource · f · "Microsoft.Resources/deployments" · name "f" · {type: "Microsoft.Resources/deployments", name: "f", properties: {template: variable t}}',
      "module · a · file nested/kv.json · {}",
      "module · b · address https://example.com/kv.json, ending https://example.com/kv.json · <a linked parameter file>",
      "module · c · file kv.json · for argument name, argument in variable all: local argument name: local argument.value",
      "module · d · registry [variables('spec')] · {}",
      "module · e · unreadable source · {}",
    ],
  },
  {
    name: "linked templates at an address that is the template's own by default",
    text: `"parameters": {
        "_artifactsLocation": { "type": "string", "defaultValue": "[deployment().properties.templateLink.uri]" },
        "_artifactsLocationSasToken": { "type": "securestring", "defaultValue": "" },
        "elsewhere": { "type": "string" }
      }, "resources": [
      { "type": "Microsoft.Resources/deployments", "name": "a", "properties": { "templateLink": { "uri": "[uri(parameters('_artifactsLocation'), concat('nested/kv.json', parameters('_artifactsLocationSasToken')))]" } } },
      { "type": "Microsoft.Resources/deployments", "name": "b", "properties": { "templateLink": { "uri": "[uri(parameters('elsewhere'), 'kv.json')]" } } },
      { "type": "Microsoft.Resources/deployments", "name": "c", "properties": {} }
    ]`,
    reads: [
      "param _artifactslocation: string = deployment().properties.templateLink.uri",
      'param _artifactslocationsastoken: string secure = ""',
      "param elsewhere: string",
      "module · a · file nested/kv.json · {}",
      "module · b · address [uri(parameters('elsewhere'), 'kv.json')], ending kv.json · {}",
      "module · c · unreadable source · {}",
    ],
  },
  {
    name: "outputs by copy",
    text: `"outputs": { "Ids": { "type": "array", "copy": { "count": 2, "input": "[copyIndex()]" } }, "none": { "type": "string" } }`,
    reads: ["output ids = for copy:ids in range(0, 2): local copy:ids", "output none = <?>"],
  },
  {
    name: "members are found without case",
    text: `"Parameters": { "a": { "Type": "int", "DEFAULTVALUE": 1 } }, "RESOURCES": [{ "Type": "A.B/c", "Name": "n" }]`,
    reads: ["param a: int = 1", 'resource · n · "A.B/c" · name "n" · {Type: "A.B/c", Name: "n"}'],
  },
  {
    name: "what a syntax error hides is not claimed",
    text: `"parameters": { "a": { "type": "string" "x": ? } },
      "resources": [{ "type": "A.B/c", "name": "n", 5, "tags": { "x": , "y": 1 } }]`,
    reads: [
      "not intact",
      "param a: string = <?>",
      'resource · n · "A.B/c" · name "n" · if <?> · {type: "A.B/c", name: "n", tags: {x: <?>, y: 1}, …}',
    ],
  },
  {
    name: "resources that are an expression are those of a deployment",
    text: `"resources": "[variables('x')]"`,
    reads: [
      "resource · [variables('x')] · \"Microsoft.Resources/deployments\" · name - · {properties: {template: {resources: variable x}}}",
    ],
  },
  {
    name: "resources that are neither a list nor an expression may be anything",
    text: `"resources": "kv"`,
    reads: ["not intact"],
  },
  {
    name: "the content of a resource without a type or name",
    text: `"resources": [{}, "text", { "type": "[variables('t')]" }]`,
    reads: [
      "resource · ? · <a resource without a type> · name - · {}",
      "resource · ? · variable t · name - · {type: variable t}",
    ],
  },
];

test.each(examples)("reads $name", ({ text, reads }) => {
  const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  const { template } = armSyntax.parse({ id: "kv.json", text: `{ "$schema": "${schema}", ${text} }` });
  expect(template && printTemplate(template).split("\n")).toEqual(reads);
});
