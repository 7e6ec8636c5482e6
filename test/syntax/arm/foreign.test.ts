import { describe, expect, it } from "vitest";
import { isCertainlyForeign, saysTemplate } from "../../../server/src/core/syntax/arm/document-kind.ts";
import { armSyntax } from "../../../server/src/core/syntax/arm/arm.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/";
const vault = { id: "/subscriptions/s/providers/Microsoft.KeyVault/vaults/kv", properties: {} };

/** One text for each way in which a document is recognized. */
const ours: Readonly<Record<string, string>> = {
  template: JSON.stringify({ $schema: `${schema}deploymentTemplate.json#`, resources: [] }),
  "template without a schema":
    '{ "resources": [{ "type": "Microsoft.Web/sites", "APIVERSION": "2024-01-01" }] }',
  parameters: JSON.stringify({ $schema: `${schema}deploymentParameters.json#`, parameters: {} }),
  blueprint: '{ "kind" : "Template", "properties": { "template": { "resources": [] } } }',
  snapshot: '{ "predictedResources": [] }',
  "what-if result": '{ "status": "Succeeded", "changes": [] }',
  export: JSON.stringify([vault]),
  "export, otherwise written": JSON.stringify([vault]).replaceAll("/", "\\/"),
  "snapshot, otherwise written": '{ "predicted\\u0052esources": [] }',
};

describe("JSON is read with places", () => {
  it.each(Object.entries(ours))("if it may be ours: %s", (_, text) => {
    expect(isCertainlyForeign({ id: "/a.json", text })).toBe(false);
    const { template, parameterFile } = armSyntax.parse({ id: "/a.json", text });
    expect(template ?? parameterFile).not.toBeNull();
  });

  it("if its name is that of a parameter file", () => {
    const document = { id: "/main.parameters.json", text: '{ "parameters": {} }' };
    expect(isCertainlyForeign(document)).toBe(false);
    expect(armSyntax.parse(document).parameterFile).not.toBeNull();
  });

  it("if it is not strict", () => {
    for (const text of ["{ /* a */ }", "{,}", "", "[1"])
      expect(isCertainlyForeign({ id: "/a.json", text })).toBe(false);
    expect(armSyntax.parse({ id: "/a.json", text: "[1" }).problems).not.toEqual([]);
    expect(armSyntax.parse({ id: "/a.json", text: "// a\n[]" }).comments).toHaveLength(1);
  });

  it("and otherwise only by the engine", () => {
    const text =
      '{ "name": "package", "resources": ["a"], "parameters": {}, "properties": { "changed": true } }';
    expect(isCertainlyForeign({ id: "/package.json", text })).toBe(true);
    expect(armSyntax.parse({ id: "/package.json", text })).toEqual({
      template: null,
      parameterFile: null,
      comments: [],
      problems: [],
    });
  });
});

describe("the schema of strict JSON", () => {
  it("says that it is a template", () => {
    expect(saysTemplate({ text: ours["template"] ?? "" })).toBe(true);
    expect(saysTemplate({ text: ours["parameters"] ?? "" })).toBe(false);
    expect(saysTemplate({ text: `${ours["template"] ?? ""},` })).toBe(false);
    for (const text of ["null", "[]", '{ "$schema": 1 }']) expect(saysTemplate({ text })).toBe(false);
  });
});
