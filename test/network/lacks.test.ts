import { describe, expect, it } from "vitest";
import { parseDocument } from "../../server/src/core/index.ts";
import { certainlyLacks } from "../../server/src/core/template/lacks.ts";
import { stepsOf } from "../../server/src/core/network/fields/read-path.ts";

/** What `properties` may be, what is asked for, and whether it is certainly not there. */
const cases = [
  ["{ encryption: { keySource: 'Storage' } }", "properties.encryption.keyUri", true],
  ["{ encryption: { keySource: 'Storage' } }", "properties.other.keyUri", true],
  ["{ encryption: 'none' }", "properties.encryption.keyUri", true],
  ["{ Encryption: { KEYURI: 'https://kv.vault.azure.net' } }", "properties.encryption.keyUri", false],
  ["{ encryption: any(other) }", "properties.encryption.keyUri", false],
  ["{ list: [ { name: 'a' }, { name: 'b' } ] }", "properties.list[].keyUri", true],
  ["{ list: [ { name: 'a' }, { keyUri: 'b' } ] }", "properties.list[].keyUri", false],
  ["{ list: [ { name: 'a' }, any(other) ] }", "properties.list[].keyUri", false],
  ["{ any: { deep: { name: 'a' } } }", "properties.any.*.keyUri", true],
  ["{ any: { deep: { keyUri: 'a' } } }", "properties.any.*.keyUri", false],
] as const;

const bicepOnly = [
  ["{ ...other }", "properties.keyUri", false],
  ["{ list: [ ...other ] }", "properties.list[].keyUri", false],
  ["{ '${name}': 'a' }", "properties.keyUri", false],
  ["{ encryption: { keySource: } }", "properties.encryption.keyUri", false],
] as const;

const armOnly = [
  [`{ "[variables('name')]": "a" }`, "properties.keyUri", false],
  [`{ "copy": [{ "name": "keyUri", "count": 2, "input": "a" }] }`, "properties.keyUri", false],
  [`{ "copy": [{ "name": "other", "count": 2, "input": "a" }] }`, "properties.keyUri", true],
  [`{ "encryption": "[[none]" }`, "properties.encryption.keyUri", true],
  [`{ "encryption": { "keySource": } }`, "properties.encryption.keyUri", true],
  [`{ "encryption": { "keySource" } }`, "properties.encryption.keyUri", false],
] as const;

describe("that nothing is written at a path", () => {
  it.each([...cases, ...bicepOnly])("is seen in Bicep: %s at %s", (properties, path, expected) => {
    const text = `resource st 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'st'\n  properties: ${properties}\n}\n`;
    expectLacks({ id: "/main.bicep", text }, path, expected);
  });

  const inJson = cases.map(([properties, path, expected]) => [json(properties), path, expected] as const);
  it.each([...inJson, ...armOnly])("is seen in ARM JSON: %s at %s", (properties, path, expected) => {
    const head = `"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01", "name": "st"`;
    const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    const text = `{ "$schema": "${schema}", "contentVersion": "1.0.0.0", "resources": [{ ${head}, "properties": ${properties} }] }`;
    expectLacks({ id: "/main.json", text }, path, expected);
  });
});

function json(bicep: string): string {
  return bicep
    .replaceAll(/any\(other\)/g, `"[variables('other')]"`)
    .replaceAll(/(\w+): /g, '"$1": ')
    .replaceAll(/'(https:\/\/[\w.]+|\w+)'(?!\))/g, '"$1"');
}

function expectLacks(document: { id: string; text: string }, path: string, expected: boolean): void {
  const [resource] = parseDocument(document).template?.resources ?? [];
  const steps = stepsOf(path);
  expect(resource && certainlyLacks(resource.body, steps)).toBe(expected);
}
