import { describe, expect, test } from "vitest";
import {
  keepFirst,
  type Simulation,
  type SimulationResult,
  withFirst,
  withSimulation,
} from "../../client/src/verdicts/simulation.ts";
import { simulationNodes } from "../../client/src/simulator/simulation-nodes.ts";
import { allNodes, type TreeNode } from "../../client/src/tree/tree-node.ts";
import { verdictsOf } from "../../client/src/verdicts/named-verdicts.ts";
import { vaultIn } from "../../client/src/verdicts/labelled-verdict.ts";
import { english } from "./english.ts";
import { onLookup } from "./matrix-results.ts";
import type { VerdictResult } from "../../server/src/protocol/vaults.ts";
import { allowedByRule, dependsOnParameter, partial, step, verdict } from "./verdicts.ts";

describe("the tree of an answer", () => {
  test("has the source, the vault with the deciding rule, and the gates in order", () => {
    expect(draw(simulationNodes(english, [answer(allowedByRule)], "source"))).toBe(`
device-desktop 203.0.113.7
  pass-filled kv | Allowed · IP rule 1
    dash 1 Private endpoint | none
    dash 2 Perimeter | none
    dash 3 Trusted services | not trusted
    arrow-small-down 4 Public access | Enabled by default
    arrow-small-down 5 Default action | Deny
    dash 6 Subnet rules | none
    pass-filled 7 IP rules | 203.0.113.0/24
`);
  });

  test("has the lookups of other roots beneath the vault", () => {
    const result = { ...answer(allowedByRule), verdicts: [onLookup({}), allowedByRule] };
    const [source] = simulationNodes(english, [result], "source");
    expect(source?.children.map(({ label }) => label)).toEqual(["kv"]);
    const references = source?.children[0]?.children.at(-1);
    expect(`${references?.label} ${references?.description}`).toBe("References 1");
    const [lookup] = references?.children ?? [];
    expect([lookup?.label, lookup?.description, lookup?.place?.uri]).toEqual([
      "data.azurerm_key_vault.kv",
      "app/main.tf",
      "file:///app/main.tf",
    ]);
    const [vault, ...others] = simulationNodes(english, [result], "vault");
    expect([vault?.label, others]).toEqual(["kv", []]);
  });

  test("says of a range which part passes, and counts the rest", () => {
    expect(draw(simulationNodes(english, [answer(partial)], "source"))).toBe(`
list-selection 198.51.100.0/24
  pie-chart kv | Partial · 16 of 256
    pass-filled 198.51.100.0/28 | Allowed
    circle-slash the other 240 | Denied
    dash 1 Private endpoint | none
    dash 2 Perimeter | none
    dash 3 Trusted services | not trusted
    arrow-small-down 4 Public access | Enabled by default
    arrow-small-down 5 Default action | Deny
    dash 6 Subnet rules | none
    pass-filled 7 IP rules | 198.51.100.0/28
    circle-slash 8 Everything else | Deny
`);
  });

  test("a verdict that differs from the baseline says what it was, in words and shape", () => {
    const [source] = simulationNodes(english, [answer({ ...allowedByRule, was: "denied" })], "source");
    const [row] = source?.children ?? [];
    expect(row?.description).toBe("was Denied · Allowed · IP rule 1");
    expect(row?.icon).toEqual({ name: "arrow-swap" });
    expect(row?.spoken).toContain("allowed for 203.0.113.7, was denied before");
  });

  test("only what is decided can be turned by a change", () => {
    const words = [allowedByRule, partial, dependsOnParameter].map(
      (each) => simulationNodes(english, [answer(each)], "source")[0]?.children[0]?.words,
    );
    expect(words).toEqual([
      ["verdict", "testable", "fixable"],
      ["verdict", "testable", "fixable"],
      ["verdict", "testable", "settable"],
    ]);
  });

  test("what assumes a value can be neither tested nor turned", () => {
    const { simulation, ...rest } = answer(allowedByRule);
    const assumed = { from: simulation.from, name: "allowedIps", text: "203.0.113.7" };
    const [source] = simulationNodes(
      english,
      [{ simulation: { ...simulation, assumed }, ...rest }],
      "source",
    );
    expect(source?.children[0]?.words).toEqual(["verdict"]);
  });

  test("names what a verdict depends on, and the cases", () => {
    expect(draw(simulationNodes(english, [answer(dependsOnParameter)], "source"))).toBe(`
device-desktop 203.0.113.7
  question kv | Depends · open
    pass-filled if open = true | Allowed
    circle-slash if open = false | Denied
    dash 1 Private endpoint | none
    dash 2 Perimeter | none
    dash 3 Trusted services | not trusted
    arrow-small-down 4 Public access | Enabled by default
    question 5 Default action | depends
    dash 6 Subnet rules | none
    dash 7 IP rules | none
    question 8 Everything else | depends
`);
  });

  test("shows a resource scenario by scenario, and trust with its scenario", () => {
    const scenario = (name: string) => ({ service: name, name, text: `${name} in full`, short: name });
    const verdicts = [
      verdict({
        from: "consumer:site",
        source: "consumer",
        verdict: "allowed",
        reason: "ALLOW_TRUSTED_SERVICE",
        scenario: scenario("certificates"),
      }),
      verdict({ from: "consumer:site", source: "consumer", scenario: scenario("app settings") }),
    ];
    const simulation: Simulation = { from: "consumer:site", label: "site", to: null };
    const nodes = simulationNodes(
      english,
      [{ simulation, verdicts, kind: "consumer", compared: false, error: null }],
      "source",
    );
    expect(draw(nodes)).toBe(`
server-process site | resource
  pass-filled kv | Allowed for “certificates” only
  circle-slash kv | Denied · default · app settings
`);
    expect(new Set(allNodes(nodes).map(({ id }) => id)).size).toBe(3);
  });

  test("warns of a vault that lets anybody in", () => {
    const open = verdict({
      from: "internet",
      source: "internet",
      exposed: true,
      verdict: "allowed",
      reason: "ALLOW_FIREWALL_OFF",
      steps: [
        step("default-action", "allow", { kind: "default-action", value: "Allow", byDefault: false }, 16),
      ],
    });
    expect(draw(simulationNodes(english, [answer(open)], "source"))).toBe(`
globe internet | any client
  warning kv | Allowed · exposed
    warning 1 Default action | Allow
`);
  });

  test("names the subnet rule that lets a subnet in", () => {
    const listed = verdict({
      from: "subnet:snet-app",
      source: "subnet",
      verdict: "allowed",
      reason: "ALLOW_SUBNET_RULE",
      steps: [step("subnet-rule", "allow", { kind: "subnet-rule-lists", number: 2, endpoint: "on" }, 17)],
    });
    expect(draw(simulationNodes(english, [answer(listed)], "source"))).toBe(`
type-hierarchy-sub subnet:snet-app | subnet
  pass-filled kv | Allowed · subnet rule 2
    pass-filled 1 Subnet rules | rule 2
`);
  });

  test.each([
    ["default-action", { kind: "default-action", value: "Deny", byDefault: false }, "Deny, not reached"],
    ["subnet-rule", { kind: "subnet-rules-match-none", count: 0 }, "none, not reached"],
    ["ip-rule", { kind: "ip-rules-match-none", count: 2 }, "no match, not reached"],
    ["ip-rule", { kind: "ip-rules-depend", because: [] }, "not reached"],
  ] as const)("says of a gate that is not reached what else blocks a caller: %s, %o", (gate, fact, said) => {
    const off = verdict({
      reason: "DENY_PUBLIC_ACCESS_DISABLED",
      steps: [
        step("public-access", "deny", { kind: "public-access", value: "Disabled", byDefault: false }, 9),
        step(gate, "not-applicable", fact, 12),
      ],
    });
    expect(draw(simulationNodes(english, [answer(off)], "source"))).toContain(`| ${said}\n`);
  });

  describe("about a vault that is judged in several environments", () => {
    const listed = { ...allowedByRule, steps: [], deciding: null, environment: "prod", vaultName: "kv-prod" };
    const closed = verdict({ environment: "dev", vaultName: "kv-dev" });
    const inTest = { ...closed, environment: "test", vaultName: "kv-test" };
    const about = (verdicts: readonly VerdictResult[]) => [{ ...answer(allowedByRule), verdicts }];

    test("has one row where they agree", () => {
      expect(draw(simulationNodes(english, about([closed, inTest]), "source"))).toBe(`
device-desktop 203.0.113.7
  circle-slash kv | Denied · default
`);
    });

    test("has a row for each answer where they do not, by source and by vault", () => {
      const results = about([closed, listed, inTest]);
      expect(draw(simulationNodes(english, results, "source"))).toBe(`
device-desktop 203.0.113.7
  circle-slash kv (dev, test) | Denied · default
  pass-filled kv (prod) | Allowed · IP rule 1
`);
      expect(draw(simulationNodes(english, results, "vault"))).toBe(`
key kv | main.bicep:2
  circle-slash 203.0.113.7 (dev, test) | Denied · default
  pass-filled 203.0.113.7 (prod) | Allowed · IP rule 1
`);
    });

    test("keeps its row when they begin to differ, and no two rows share an id", () => {
      const ids = (verdicts: readonly VerdictResult[]) =>
        allNodes(simulationNodes(english, about(verdicts), "source")).map(({ id }) => id);
      const differing = ids([closed, listed]);
      expect(differing[1]).toBe(ids([closed, inTest])[1]);
      expect(new Set(differing).size).toBe(differing.length);
    });

    test("is copied as a whole or answer by answer", () => {
      const results = about([closed, listed]);
      const sources = simulationNodes(english, results, "source");
      const rows = sources[0]?.children.slice(1) ?? [];
      expect(verdictsOf(results, sources).map(vaultIn)).toEqual(["kv (dev)", "kv (prod)"]);
      expect(verdictsOf(results, rows).map(vaultIn)).toEqual(["kv (prod)"]);
    });

    test("compares each environment with what it answered first", () => {
      const first = keepFirst(new Map(), [closed, listed]);
      const now = [closed, { ...closed, environment: "prod" }];
      expect(withFirst(now, first).map(({ was }) => was)).toEqual([null, "allowed"]);
    });
  });

  test("does not claim that gates after the deciding one were asked", () => {
    const off = verdict({
      reason: "DENY_PUBLIC_ACCESS_DISABLED",
      steps: [
        step("public-access", "deny", { kind: "public-access", value: "Disabled", byDefault: false }, 9),
        step(
          "ip-rule",
          "not-applicable",
          { kind: "ip-rule-matches", number: 1, rule: "203.0.113.0/24", match: "whole" },
          12,
        ),
      ],
    });
    expect(draw(simulationNodes(english, [answer(off)], "source"))).toBe(`
device-desktop 203.0.113.7
  circle-slash kv | Denied · public access off
    circle-slash 1 Public access | Disabled
    dash 2 IP rules | 203.0.113.0/24, not reached
`);
  });

  test("can start from the vaults", () => {
    const results = [answer(allowedByRule), answer(partial)];
    expect(draw(simulationNodes(english, results, "vault"), 2)).toBe(`
key kv | main.bicep:2
  pass-filled 203.0.113.7 | Allowed · IP rule 1
  pie-chart 198.51.100.0/24 | Partial · 16 of 256
`);
  });

  test("distinguishes vaults with the same name by module or file", () => {
    const other = verdict({ root: "file:///infra/other.json", uri: "file:///infra/other.json" });
    const inModule = verdict({ key: "kv2", module: "keyVault" });
    const simulated = { ...answer(verdict({})), verdicts: [verdict({}), other, inModule] };
    const labels = simulationNodes(english, [simulated], "source")[0]?.children.map((node) => node.label);
    expect(labels).toEqual(["kv (main.bicep)", "kv (other.json)", "kv (keyVault)"]);
  });

  test("shows why a source has no answer", () => {
    const failed: SimulationResult = {
      simulation: about("subnet:gone"),
      kind: "subnet",
      verdicts: [],
      compared: false,
      error: "no such subnet",
    };
    expect(draw(simulationNodes(english, [failed], "source"))).toBe(`
error subnet:gone | no such subnet
`);
  });
});

describe.each([allowedByRule, partial, dependsOnParameter])("every row about $from", (shown) => {
  const nodes = allNodes(simulationNodes(english, [answer(shown)], "source"));

  test("has an id of its own", () => {
    expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
  });

  test("has labels for screen readers", () => {
    for (const node of nodes) expect(node.spoken).toContain(node.label.replace(/^\d+ /, ""));
  });
});

test("a description fits into a sidebar of 300 pixels", () => {
  const nodes = allNodes(simulationNodes(english, [answer(allowedByRule), answer(partial)], "source"));
  for (const node of nodes) expect(node.description.length, node.description).toBeLessThanOrEqual(22);
});

test("names from templates cannot write Markdown", () => {
  const evil = verdict({ vaultName: "[kv](command:evil)" });
  const [source] = simulationNodes(english, [answer(evil)], "source");
  expect(source?.children[0]?.tooltip).not.toContain("[kv](command:evil)");
});

test("a source that is simulated again is shown once, with the vaults of both simulations", () => {
  const [a, b] = [
    { root: "file:///main.bicep", key: "a" },
    { root: "file:///main.bicep", key: "b" },
  ];
  const twice = withSimulation([{ ...about("internet"), to: [a] }], { ...about("internet"), to: [a, b] });
  expect(twice).toEqual([{ ...about("internet"), to: [a, b] }]);
  expect(withSimulation(twice, about("internet"))).toEqual([about("internet")]);
});

test("an edit shows what it does: a verdict says what it was first, until it is so again", () => {
  const first = keepFirst(new Map(), [allowedByRule, partial]);
  const then = keepFirst(first, [verdict({}), partial]);
  expect(withFirst([verdict({}), partial], then).map(({ was }) => was)).toEqual(["allowed", null]);
  expect(withFirst([allowedByRule, partial], then).map(({ was }) => was)).toEqual([null, null]);
});

function about(from: string): Simulation {
  return { from, label: from, to: null };
}

function answer(shown: VerdictResult): SimulationResult {
  return {
    simulation: about(shown.from),
    kind: shown.source,
    verdicts: [shown],
    compared: false,
    error: null,
  };
}

/** The rows as a person sees them: icon, label, description. */
function draw(nodes: readonly TreeNode[], depth = 3): string {
  const lines = (node: TreeNode, indent: string): readonly string[] => [
    `${indent}${node.icon?.name ?? ""} ${node.label}${node.description === "" ? "" : ` | ${node.description}`}`,
    ...(indent.length / 2 + 1 < depth ? node.children.flatMap((child) => lines(child, `${indent}  `)) : []),
  ];
  return `\n${nodes.flatMap((node) => lines(node, "")).join("\n")}\n`;
}
