import { expect, test } from "vitest";
import { Budget } from "../../../server/src/core/evaluate/budget.ts";
import { evaluate } from "../../../server/src/core/evaluate/evaluate.ts";
import { rootFrame } from "../../../server/src/core/evaluate/instances/frames.ts";
import { functionsOf } from "../../../server/src/core/evaluate/functions/tables.ts";
import { framesBelow } from "../../../server/src/core/evaluate/instances/calls.ts";
import { resourceInstances } from "../../../server/src/core/evaluate/instances/instances.ts";
import { isDict, isList } from "../../../server/src/core/evaluate/values/plain.ts";
import type { Value } from "../../../server/src/core/evaluate/values/value.ts";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";

/** A value as JSON; what is not known as `?`. */
function print(value: Value): string {
  if (value.kind !== "known") return "?";
  const plain = value.value;
  if (isList(plain)) return `[${plain.items.map(print).join(", ")}]`;
  if (isDict(plain))
    return `{${[...plain.entries].map(([key, entry]) => `${key}: ${print(entry.value)}`).join(", ")}}`;
  return typeof plain === "object" && plain !== null ? plain.kind : JSON.stringify(plain);
}

/** Every resource of a deployment: where it is called, its names, its properties. */
function deployed(members: string): readonly string[] {
  const text = `{ "$schema": "deploymentTemplate.json#", ${members} }`;
  const { template, problems } = armSyntax.parse({ id: "main.json", text });
  expect(problems).toEqual([]);
  if (!template) throw new Error("no template was read");
  const run = {
    budget: new Budget(),
    evaluate,
    functions: functionsOf,
    resolveModule: () => ({ why: "not-found", cause: { kind: "file", path: "none" } }) as const,
    world: new Map(),
    home: null,
    readEmbedded: () => null,
  };
  const frames = framesBelow(rootFrame(run, template, new Map()));
  return frames.flatMap((frame) =>
    resourceInstances(frame).map((each) => {
      const body = each.body();
      const properties =
        body.kind === "known" && isDict(body.value) ? body.value.entries.get("p") : undefined;
      const names = each.nameSegments().map(print).join("/");
      return `${frame.path ?? "root"}: ${names} ${properties ? print(properties.value) : "-"} ${each.exists().truth}`;
    }),
  );
}

const deployment = (name: string, rest: string, properties: string): string =>
  `{ "type": "Microsoft.Resources/deployments", "name": "${name}", ${rest} "properties": { ${properties} } }`;
const inner = `"expressionEvaluationOptions": { "scope": "inner" }`;
const resource = (name: string, value: string, rest = ""): string =>
  `{ "type": "Microsoft.KeyVault/vaults", "name": "${name}", "p": ${value}${rest} }`;

const examples: readonly {
  readonly name: string;
  readonly text: string;
  readonly deploys: readonly string[];
}[] = [
  {
    name: "outer scope: parameters, variables and user functions are the caller's",
    text: `"parameters": { "a": { "type": "string", "defaultValue": "outer" } },
      "variables": { "v": "outer variable" },
      "functions": [{ "namespace": "n", "members": { "f": { "parameters": [{ "name": "a" }], "output": { "value": "[concat('outer ', parameters('a'))]" } } } }],
      "resources": [${deployment(
        "d",
        "",
        `"template": {
          "parameters": { "a": { "type": "string", "defaultValue": "inner" } },
          "variables": { "v": "inner variable" },
          "resources": [${resource("kv", `["[parameters('a')]", "[variables('v')]", "[n.f('call')]"]`)}] }`,
      )}]`,
    deploys: [`d: "kv" ["outer", "outer variable", "outer call"] yes`],
  },
  {
    name: "inner scope: they are the template's own, and arguments the caller's",
    text: `"parameters": { "a": { "type": "string", "defaultValue": "outer" } }, "variables": { "v": "outer variable" },
      "resources": [${deployment(
        "d",
        "",
        `${inner}, "parameters": { "B": { "value": "[parameters('a')]" } }, "template": {
          "parameters": { "a": { "type": "string", "defaultValue": "inner" }, "b": { "type": "string" } },
          "variables": { "v": "inner variable" },
          "resources": [${resource("kv", `["[parameters('a')]", "[parameters('b')]", "[variables('v')]"]`)}] }`,
      )}]`,
    deploys: [`d: "kv" ["inner", "outer", "inner variable"] yes`],
  },
  {
    name: "four levels of inner scope",
    text: `"resources": [${[1, 2, 3, 4].reduceRight(
      (nested, level) =>
        deployment(
          `d${level}`,
          "",
          `${inner}, "parameters": { "a": { "value": "${level === 1 ? "x" : "[concat(parameters('a'), 'x')]"}" } },
           "template": { "parameters": { "a": { "type": "string" } }, "resources": [${nested}] }`,
        ),
      resource("kv", `"[parameters('a')]"`),
    )}]`,
    deploys: [`d1/d2/d3/d4: "kv" "xxxx" yes`],
  },
  {
    name: "an outer-scope deployment in an inner-scope one speaks of the latter",
    text: `"resources": [${deployment(
      "d1",
      "",
      `${inner}, "template": { "variables": { "v": "middle" }, "resources": [${deployment(
        "d2",
        "",
        `"template": { "variables": { "v": "innermost" }, "resources": [${resource("kv", `"[variables('v')]"`)}] }`,
      )}] }`,
    )}]`,
    deploys: [`d1/d2: "kv" "middle" yes`],
  },
  {
    name: "copyIndex in an outer-scope deployment is the position of the deployment",
    text: `"resources": [${deployment(
      "d",
      `"copy": { "name": "each", "count": 2 },`,
      `"template": { "resources": [${resource("[concat('kv', copyIndex())]", `"[copyIndex('each', 5)]"`)}] }`,
    )}]`,
    deploys: [`d[0]: "kv0" 5 yes`, `d[1]: "kv1" 6 yes`],
  },
  {
    name: "a copied resource, its children and its copied properties",
    text: `"resources": [${resource(
      "[concat('kv', copyIndex(1))]",
      `{ "copy": [{ "name": "ips", "count": 2, "input": "[concat(copyIndex('ips'), '-', copyIndex())]" }] }`,
      `, "copy": { "name": "vaults", "count": 2 }, "resources": [{ "type": "secrets", "name": "[concat('s', copyIndex())]" }]`,
    )}]`,
    deploys: [
      `root: "kv1" {ips: ["0-0", "1-0"]} yes`,
      `root: "kv2" {ips: ["0-1", "1-1"]} yes`,
      `root: "kv1"/"s0" - yes`,
      `root: "kv2"/"s1" - yes`,
    ],
  },
  {
    name: "conditions of deployments hold for what is in them",
    text: `"parameters": { "p": { "type": "bool" } }, "resources": [
      ${deployment("never", `"condition": false,`, `"template": { "resources": [${resource("a", "1")}] }`)},
      ${deployment("maybe", `"condition": "[parameters('p')]",`, `"template": { "resources": [${resource("b", "1")}] }`)}]`,
    deploys: [`never: "a" 1 no`, `maybe: "b" 1 maybe`],
  },
  {
    name: "outputs of nested deployments",
    text: `"resources": [
      ${deployment("d", "", `${inner}, "template": { "outputs": { "Deny": { "type": "string", "value": "Deny" } } }`)},
      ${resource("kv", `"[reference('d').outputs.deny.value]"`)},
      ${resource("kv2", `"[reference(resourceId('Microsoft.Resources/deployments', 'd')).outputs.Deny.value]"`)}]`,
    deploys: [`root: "kv" "Deny" yes`, `root: "kv2" "Deny" yes`],
  },
  {
    name: "copies of variables and outputs, lambdas and user functions with parameters of one name",
    text: `"variables": { "copy": [{ "name": "list", "count": 2, "input": "[mul(copyIndex('list'), 10)]" }] },
      "functions": [{ "namespace": "n", "members": { "f": { "parameters": [{ "name": "x" }],
        "output": { "value": "[map(createArray(1), lambda('x', concat(lambdaVariables('x'), parameters('X'))))]" } } } }],
      "resources": [${resource("kv", `["[variables('list')]", "[n.f('a')]"]`)}]`,
    deploys: [`root: "kv" [[0, 10], ["1a"]] yes`],
  },
];

test.each(examples)("$name", ({ text, deploys }) => {
  expect(deployed(text)).toEqual(deploys);
});
