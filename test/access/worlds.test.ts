import { describe, expect, it } from "vitest";
import { analyzeTemplate, ask, type JsonObject, onlyVault, template, vault } from "./deployment.ts";

const bool: JsonObject = { type: "bool" };

describe("worlds", () => {
  it("agree about one parameter used in two places", () => {
    const root = template(
      [
        vault({
          publicNetworkAccess: "[if(parameters('open'), 'Enabled', 'Disabled')]",
          networkAcls: {
            bypass: "None",
            defaultAction: "[if(parameters('open'), 'Deny', 'Allow')]",
          },
        }),
      ],
      { parameters: { open: bool } },
    );
    expect(ask(root, "internet")).toMatchObject({ verdict: "denied", cases: [] });
    expect(onlyVault(root)).toMatchObject({ exposure: "private", cases: [], dependsOn: [] });
  });

  it.each([[["Disabled", "Enabled"]], [["Enabled", "Disabled"]]])(
    "give the same steps and reason in any order: %j",
    (allowedValues) => {
      const properties = {
        publicNetworkAccess: "[parameters('access')]",
        networkAcls: { defaultAction: "Deny", bypass: "None" },
      };
      const root = template([vault(properties)], {
        parameters: { access: { type: "string", allowedValues } },
      });
      const { verdict, reason, cases, steps } = ask(root, "203.0.113.7");
      expect({ verdict, reason, cases }).toEqual({
        verdict: "denied",
        reason: "DENY_DEFAULT_ACTION",
        cases: [],
      });
      expect(steps.slice(-5).map(({ outcome }) => outcome)).toEqual([
        "maybe",
        "continue",
        "not-applicable",
        "continue",
        "deny",
      ]);
    },
  );

  it("are cases where they differ", () => {
    const properties = { networkAcls: { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" } };
    const root = template([vault(properties)], { parameters: { open: bool } });
    expect(ask(root, "internet")).toMatchObject({
      verdict: "depends",
      reason: "DEPENDS_PARAMETER",
      because: [{ kind: "parameter", name: "open" }],
      cases: [
        { when: { open: true }, verdict: "allowed" },
        { when: { open: false }, verdict: "denied" },
      ],
    });
  });

  it("name only the parameters that make a difference", () => {
    const properties = {
      enabledForDeployment: "[parameters('other')]",
      networkAcls: { defaultAction: "[parameters('action')]", bypass: "[parameters('bypass')]" },
    };
    const root = template([vault(properties)], {
      parameters: {
        other: bool,
        bypass: { type: "string", allowedValues: ["None", "AzureServices"] },
        action: { type: "string", allowedValues: ["Allow", "Deny"] },
      },
    });
    expect(onlyVault(root)).toMatchObject({
      dependsOn: ["parameter action"],
      cases: [
        { when: { action: "Allow" }, exposure: "public" },
        { when: { action: "Deny" }, exposure: "private" },
      ],
    });
  });

  it("leave a name that is unknown in all of them as it is", () => {
    const name = "[concat('kv-', copyIndex())]";
    const copy = { name: "each", count: "[parameters('count')]" };
    const properties = { networkAcls: { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" } };
    const root = template([vault(properties, { name, copy })], {
      parameters: { open: bool, count: { type: "int" } },
    });
    expect(onlyVault(root)).toMatchObject({
      exposure: "depends",
      name: { unknown: "kv-<parameter count>" },
    });
  });

  it("are those of a default no more", () => {
    const properties = { networkAcls: { defaultAction: "[if(parameters('open'), 'Allow', 'Deny')]" } };
    const root = template([vault(properties)], { parameters: { open: { ...bool, defaultValue: false } } });
    expect(onlyVault(root)).toMatchObject({ exposure: "private", cases: [] });
    expect(analyzeTemplate(root).worlds).toHaveLength(1);
  });

  it("are sixteen at most; parameters beyond that are unknown", () => {
    const names = ["a", "b", "c", "d", "e"];
    const parameters = Object.fromEntries(names.map((name) => [name, bool]));
    const ipRules = names.map((name, index) => ({
      value: `[if(parameters('${name}'), '203.0.113.${index}', '192.0.2.${index}')]`,
    }));
    const root = template([vault({ networkAcls: { defaultAction: "Deny", ipRules } })], { parameters });
    expect(analyzeTemplate(root).worlds).toHaveLength(16);
    expect(ask(root, "203.0.113.0")).toMatchObject({ verdict: "depends" });
    expect(ask(root, "198.51.100.1").verdict).toBe("denied");
    expect(onlyVault(root).exposure).toBe("selected");
  });

  it("decide whether a vault exists", () => {
    const root = template([vault({}, { condition: "[parameters('deploy')]" })], {
      parameters: { deploy: bool },
    });
    expect(onlyVault(root)).toMatchObject({ exists: "maybe", exposure: "public" });
    const never = template([vault({}, { condition: false })]);
    expect(onlyVault(never)).toMatchObject({ exists: "no" });
  });

  it("show parameters that only a first assumption brings into play", () => {
    const properties = {
      networkAcls: {
        defaultAction: "[if(parameters('strict'), 'Deny', if(parameters('open'), 'Allow', 'Deny'))]",
      },
    };
    const root = template([vault(properties)], { parameters: { strict: bool, open: bool } });
    expect(onlyVault(root).cases).toEqual([
      { when: { strict: true }, exposure: "private" },
      { when: { strict: false, open: true }, exposure: "public" },
      { when: { open: false }, exposure: "private" },
    ]);
  });
});

describe("choices that no parameter names", () => {
  const parameters = { env: { type: "string" } };
  const chosen = (yes: string, no: string): string =>
    `[if(equals(parameters('env'), 'prod'), '${yes}', '${no}')]`;

  it("are one of their options", () => {
    const root = template([vault({ networkAcls: { defaultAction: chosen("Deny", "Allow") } })], {
      parameters,
    });
    expect(onlyVault(root)).toMatchObject({
      exposure: "depends",
      dependsOn: ["parameter env"],
      defaultAction: { oneOf: ["Deny", "Allow"] },
    });
    expect(ask(root, "internet")).toMatchObject({ verdict: "depends", reason: "DEPENDS_PARAMETER" });
  });

  it("do not matter where all options mean the same", () => {
    const root = template([vault({ publicNetworkAccess: chosen("Disabled", "disabled") })], { parameters });
    expect(onlyVault(root).exposure).toBe("private");
  });

  it("may be a rule of a list", () => {
    const ipRules = [{ value: chosen("203.0.113.7", "192.0.2.1") }];
    const root = template([vault({ networkAcls: { defaultAction: "Deny", ipRules } })], { parameters });
    expect(onlyVault(root).exposure).toBe("selected");
    expect(ask(root, "203.0.113.7").verdict).toBe("depends");
  });
});
