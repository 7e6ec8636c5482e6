import { describe, expect, it } from "vitest";
import {
  analyzeTemplate,
  ask,
  type JsonObject,
  onlyVault,
  privateEndpoint,
  template,
  vault,
  vaultsOf,
} from "./deployment.ts";

const text: JsonObject = { type: "string" };

/** A vault whose default action a condition decides. */
function allowedIf(condition: string, more: JsonObject = {}): JsonObject {
  return vault({ networkAcls: { defaultAction: `[if(${condition}, 'Allow', 'Deny')]` } }, more);
}

const startsWith = (name: string): string => `startsWith(parameters('${name}'), 'a')`;

describe("a condition that is not known", () => {
  it("has two answers, which depend on what it depends on", () => {
    const root = template([allowedIf(startsWith("prefix"))], { parameters: { prefix: text } });
    expect(ask(root, "internet")).toMatchObject({
      verdict: "depends",
      reason: "DEPENDS_PARAMETER",
      because: [{ kind: "parameter", name: "prefix" }],
      cases: [
        { when: { "startsWith(parameters('prefix'), 'a')": true }, verdict: "allowed" },
        { when: { "startsWith(parameters('prefix'), 'a')": false }, verdict: "denied" },
      ],
    });
  });

  it("denies a caller either way", () => {
    const properties = {
      publicNetworkAccess: `[if(${startsWith("prefix")}, 'Enabled', 'Disabled')]`,
      networkAcls: { bypass: "None", defaultAction: `[if(${startsWith("prefix")}, 'Deny', 'Allow')]` },
    };
    const root = template([vault(properties)], { parameters: { prefix: text } });
    expect(ask(root, "internet")).toMatchObject({ verdict: "denied", cases: [] });
    expect(onlyVault(root)).toMatchObject({ exposure: "private", cases: [], dependsOn: [] });
  });

  it("is the same in the condition of a resource", () => {
    const root = template([allowedIf(startsWith("prefix"), { condition: `[${startsWith("prefix")}]` })], {
      parameters: { prefix: text },
    });
    expect(onlyVault(root)).toMatchObject({ exists: "maybe", exposure: "public", cases: [] });
  });

  it("is no question where a parameter with few values decides it", () => {
    const env = { ...text, allowedValues: ["dev", "prod"] };
    const root = template([allowedIf("startsWith(parameters('env'), 'd')")], { parameters: { env } });
    expect(onlyVault(root).cases).toEqual([
      { when: { env: "dev" }, exposure: "public" },
      { when: { env: "prod" }, exposure: "private" },
    ]);
    const both = "and(equals(parameters('env'), 'dev'), startsWith(parameters('prefix'), 'a'))";
    const more = template([allowedIf(both)], { parameters: { env, prefix: text } });
    expect(onlyVault(more).cases).toEqual([
      { when: { env: "dev", [both]: true }, exposure: "public" },
      { when: { [both]: false }, exposure: "private" },
      { when: { env: "prod" }, exposure: "private" },
    ]);
  });

  it("is another one in each iteration of a loop", () => {
    const loop = { name: "[concat('kv', copyIndex())]", copy: { name: "vaults", count: 2 } };
    const vaults = vaultsOf(
      template([allowedIf("startsWith(parameters('prefix'), string(copyIndex()))", loop)], {
        parameters: { prefix: text },
      }),
    );
    const written = "startsWith(parameters('prefix'), string(copyIndex()))";
    expect(vaults.map(({ cases }) => cases[0]?.when)).toEqual([
      { [written]: true },
      { [`${written} (2)`]: true },
    ]);
  });

  it("is cut short if it is long", () => {
    const condition = `or(${startsWith("prefix")}, ${Array.from({ length: 9 }, () => startsWith("prefix")).join(", ")})`;
    const root = template([allowedIf(condition)], { parameters: { prefix: text } });
    expect(Object.keys(onlyVault(root).cases[0]?.when ?? {})).toEqual([`${condition.slice(0, 100)}…`]);
  });

  it("makes no worlds where no firewall depends on it", () => {
    const root = template(
      [
        vault({ softDeleteRetentionInDays: `[if(${startsWith("prefix")}, 7, 90)]` }),
        { ...privateEndpoint("subnet"), condition: `[${startsWith("prefix")}]` },
      ],
      { parameters: { prefix: text } },
    );
    expect(analyzeTemplate(root).worlds).toHaveLength(1);
  });

  it("stays unknown where there are too many", () => {
    const names = ["a", "b", "c", "d", "e"];
    const root = template(
      names.map((name) => allowedIf(startsWith(name), { name })),
      { parameters: Object.fromEntries(names.map((name) => [name, text])) },
    );
    expect(analyzeTemplate(root).worlds).toHaveLength(16);
    expect(vaultsOf(root).map(({ cases }) => cases.length)).toEqual([2, 2, 2, 2, 0]);
  });
});
