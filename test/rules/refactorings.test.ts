import { describe, expect, test } from "vitest";
import { vaultsAcross, judgeAcross } from "../../server/src/core/access/worlds.ts";
import type { Fix } from "../../server/src/core/index.ts";
import { analyze, applyChanges, changesFor, refactoringsAt } from "../../server/src/core/index.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { templateOf, vaultWith } from "./harness/templates.ts";

const path = "/main.json";

function templateWith(...rules: readonly string[]): string {
  const items = rules.map((rule) => `{ "value": "${rule}" }`).join(",\n        ");
  return templateOf(
    vaultWith(`"networkAcls": {
      "defaultAction": "Deny",
      "bypass": "None",
      "ipRules": [
        ${items}
      ]
    }`),
  );
}

function filesOf(text: string): Parameters<typeof analyze>[0]["files"] {
  const document = { id: path, text };
  return { get: (id) => (id === path ? document : null), resolve: (_from, to) => to };
}

/** The refactorings on offer where a text stands in a template. */
function offered(text: string, at: string): readonly Fix[] {
  const start = text.indexOf(at);
  const { worlds } = analyze({ root: path, files: filesOf(text) });
  return refactoringsAt(worlds, { document: path, start, end: start });
}

/** How many addresses the vault certainly admits. */
function admitted(text: string): number {
  const { worlds } = analyze({ root: path, files: filesOf(text) });
  const [across] = vaultsAcross(worlds);
  const everywhere = { kind: "addresses", addresses: IpSet.all } as const;
  return (across && judgeAcross(across, () => everywhere)?.answer.allowed.size) ?? 0;
}

describe("merging IP rules into one range", () => {
  const text = templateWith("203.0.113.4", "203.0.113.6/31", "198.51.100.7", "203.0.113.128/26");

  test("is offered with the nearest neighbours, and says how many more get in", () => {
    expect(offered(text, '"203.0.113.4"').map(({ title }) => title)).toEqual([
      "Merge 2 IP rules into 203.0.113.4/30 (lets in 1 more address)",
    ]);
  });

  test("is offered with the whole list where one range holds it", () => {
    const near = templateWith("203.0.113.4", "203.0.113.6/31", "203.0.113.128/26");
    expect(offered(near, '"203.0.113.4"').map(({ title }) => title)).toEqual([
      "Merge 2 IP rules into 203.0.113.4/30 (lets in 1 more address)",
      "Merge 3 IP rules into 203.0.113.0/24 (lets in 189 more addresses)",
    ]);
  });

  test("lets in exactly as many as it says, and keeps the other rules", () => {
    for (const fix of [...offered(text, '"203.0.113.4"'), ...offered(text, '"203.0.113.128/26"')]) {
      const after = applyChanges(text, changesFor(fix, filesOf(text)) ?? []);
      const [, more = ""] = /lets in ([\d,]+) more/.exec(fix.title) ?? [];
      expect(admitted(after) - admitted(text)).toBe(Number(more.replaceAll(",", "")));
      expect(after).toContain('{ "value": "198.51.100.7" }');
      expect(fix.keepsAccess).toBe(false);
    }
  });

  test.each([
    ["rules that are far apart", templateWith("203.0.113.7", "198.51.100.7"), '"203.0.113.7"'],
    ["an exact merge", templateWith("203.0.113.0/25", "203.0.113.128/25"), '"203.0.113.0/25"'],
    ["a single rule", templateWith("203.0.113.7"), '"203.0.113.7"'],
    ["other places", text, '"defaultAction"'],
  ])("is not offered for %s", (_, template, at) => {
    expect(offered(template, at)).toEqual([]);
  });

  test("is not offered where a list has other uses", () => {
    const rules = '"rules": [{ "value": "203.0.113.4" }, { "value": "203.0.113.6" }]';
    const kv = vaultWith(`"networkAcls": { "defaultAction": "Deny", "ipRules": "[variables('rules')]" }`);
    const shared = templateOf([kv, kv.replace('"kv"', '"kv2"')].join(",\n")).replace(
      '"resources"',
      `"variables": { ${rules} }, "resources"`,
    );
    expect(offered(shared, '"203.0.113.4"')).toEqual([]);
  });
});
