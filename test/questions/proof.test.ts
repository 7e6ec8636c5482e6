import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diff, type DiffAnswer } from "../../server/src/core/index.ts";
import { formatIpv4, parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import { neverPublic } from "../../server/src/core/ip/ip-set.ts";
import { services } from "../../server/src/core/services/catalogue.ts";
import { amount } from "../support/amount.ts";
import { compared, sideOf, verdictOn } from "../support/compared.ts";

/** What a template says of the firewall of a vault; `open` rules are a parameter, and a text without quotes is one. */
interface Firewall {
  readonly action: "Allow" | "Deny" | "param";
  readonly access: "Enabled" | "Disabled" | null;
  readonly rules: readonly string[];
  readonly open: "none" | "p" | "q";
}

type Write = (vault: Firewall) => readonly [file: string, text: string];

const bicep: Write = ({ action, access, rules, open }) => {
  const own = rules.map((value) => `{ value: '${value}' }`);
  const list = open === "none" ? `[${own.join(", ")}]` : `concat([${own.join(", ")}], ${open})`;
  const word = action === "param" ? "action" : `'${action}'`;
  return [
    "/w/main.bicep",
    `param p array\nparam q array\nparam action string\nresource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop'
  properties: {
    ${access ? `publicNetworkAccess: '${access}'` : ""}
    networkAcls: { defaultAction: ${word}, bypass: 'None', ipRules: ${list} }
  }
}
`,
  ];
};

const arm: Write = ({ action, access, rules, open }) => {
  const own = rules.map((value) => ({ value }));
  const list = `[concat(createArray(${rules.map((each) => `createObject('value', '${each}')`).join(", ")}), parameters('${open}'))]`;
  return [
    "/w/main.json",
    JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { p: { type: "array" }, q: { type: "array" }, action: { type: "string" } },
      resources: [
        {
          type: "Microsoft.KeyVault/vaults",
          apiVersion: "2024-11-01",
          name: "kv-shop",
          properties: {
            ...(access ? { publicNetworkAccess: access } : {}),
            networkAcls: {
              defaultAction: action === "param" ? "[parameters('action')]" : action,
              bypass: "None",
              ipRules: open === "none" ? own : list,
            },
          },
        },
      ],
    }),
  ];
};

const variables = `variable "p" { type = list(string) }
variable "q" { type = list(string) }
variable "action" { type = string }
`;

const azurerm: Write = ({ action, access, rules, open }) => {
  const own = `[${rules.map((each) => `"${each}"`).join(", ")}]`;
  return [
    "/w/main.tf",
    `${variables}resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  ${access ? `public_network_access_enabled = ${String(access === "Enabled")}` : ""}
  network_acls {
    bypass         = "None"
    default_action = ${action === "param" ? "var.action" : `"${action}"`}
    ip_rules       = ${open === "none" ? own : `concat(${own}, var.${open})`}
  }
}
`,
  ];
};

const azapi: Write = ({ action, access, rules, open }) => {
  const own = `[${rules.map((each) => `{ value = "${each}" }`).join(", ")}]`;
  return [
    "/w/main.tf",
    `${variables}resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2024-11-01"
  name = "kv-shop"
  body = {
    properties = {
      ${access ? `publicNetworkAccess = "${access}"` : ""}
      networkAcls = {
        bypass        = "None"
        defaultAction = ${action === "param" ? "var.action" : `"${action}"`}
        ipRules       = ${open === "none" ? own : `concat(${own}, [for each in var.${open} : { value = each }])`}
      }
    }
  }
}
`,
  ];
};

const syntaxes = { bicep, arm, azurerm, azapi };

const rule = fc.constantFrom(
  "203.0.113.0/24",
  "203.0.113.0/25",
  "203.0.113.64/26",
  "203.0.113.7",
  "198.51.100.0/24",
  "20.0.0.0/8",
  "0.0.0.0/1",
  "128.0.0.0/1",
);
const firewall: fc.Arbitrary<Firewall> = fc.record({
  action: fc.constantFrom("Deny", "Deny", "Allow", "param"),
  access: fc.constantFrom("Enabled", "Disabled", null, null),
  rules: fc.uniqueArray(rule, { maxLength: 4 }),
  open: fc.constantFrom("none", "none", "p", "q"),
});
const address = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc
    .constantFrom("203.0.113.7", "203.0.113.70", "203.0.113.200", "198.51.100.1", "20.1.2.3")
    .map((each) => parseIpv4(each) ?? 0),
);

function ofAddresses({ changes }: DiffAnswer) {
  return changes.find(({ isSource, callerKind }) => callerKind === "addresses" && !isSource)?.sets;
}

const name = fc.constantFrom<(keyof typeof syntaxes)[]>("bicep", "arm", "azurerm", "azapi");

describe("the sets of addresses", () => {
  test("say of every address what simulate says on both sides, and swap with them", () => {
    fc.assert(
      fc.property(
        name,
        firewall,
        firewall,
        fc.array(address, { minLength: 4, maxLength: 4 }),
        (syntax, was, is, asked) => {
          const [past, now] = [was, is].map((each) => sideOf(Object.fromEntries([syntaxes[syntax](each)])));
          if (!past || !now) throw new Error("Two sides.");
          const sets = ofAddresses(compared(past, now));
          const back = ofAddresses(compared(now, past));
          for (const [one, other] of [
            ["gained", "lost"],
            ["lost", "gained"],
            ["undecided", "undecided"],
          ] as const)
            expect(sets?.[one].toCidrs() ?? []).toEqual(back?.[other].toCidrs() ?? []);
          const witnesses = [sets?.gained, sets?.lost].flatMap((set) => set?.ranges[0]?.first ?? []);
          for (const each of [...asked, ...witnesses]) {
            if (neverPublic.has(each)) continue;
            const [before, after] = [past, now].map((side) => verdictOn(side, formatIpv4(each), "kv-shop"));
            expect(sets?.gained.has(each) ?? false).toBe(before === "denied" && after === "allowed");
            expect(sets?.lost.has(each) ?? false).toBe(before === "allowed" && after === "denied");
            const depends = [before, after].filter((word) => word === "depends").length;
            if (depends === 1) expect(sets?.undecided.has(each)).toBe(true);
            if (depends === 0) expect(sets?.undecided.has(each) ?? false).toBe(false);
            // Both depend on the parameters that the side names.
            if (depends === 2 && (was.open !== is.open || was.action !== is.action))
              expect(sets?.undecided.has(each)).toBe(true);
          }
        },
      ),
      { numRuns: amount(40, 2_000) },
    );
  });

  test("are empty for equal files, and so for files that are only moved or written otherwise", () => {
    fc.assert(
      fc.property(name, firewall, (syntax, vault) => {
        const [file, text] = syntaxes[syntax](vault);
        const before = sideOf({ [file]: text });
        const equal = compared(before, sideOf({ [file]: text }));
        expect(equal.changes).toEqual([]);
        expect(equal.proof).toMatchObject({ complete: true, undecided: 0, missing: [] });
        expect(equal.proof?.compared).toMatchObject({ vaults: 1, equal: 1 });
        const moved = compared(
          before,
          sideOf({ [file]: syntax === "arm" ? `\n\n${text}` : `\n\n${text}\n` }),
        );
        expect(moved.changes).toEqual([]);
        expect(moved.proof).toMatchObject({ complete: true, undecided: 0, missing: [] });
        expect(moved.proof?.compared).toMatchObject({ vaults: 1, equal: 0 });
      }),
      { numRuns: amount(20, 500) },
    );
  });

  test("stay as they are when a root is added that has nothing to do with the vault", () => {
    fc.assert(
      fc.property(name, firewall, firewall, (syntax, was, is) => {
        const [past, now] = [was, is].map((each) => Object.fromEntries([syntaxes[syntax](each)]));
        const other = {
          "/other/main.bicep":
            "resource st 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 'st' }\n",
        };
        const alone = compared(sideOf(past ?? {}), sideOf(now ?? {}));
        const beside = compared(sideOf(past ?? {}), sideOf({ ...now, ...other }));
        const told = ({ changes }: DiffAnswer): readonly string[] =>
          changes.map(
            ({ from, before, after }) => `${from} ${before?.verdict ?? ""} ${after?.verdict ?? ""}`,
          );
        expect(told(beside)).toEqual(told(alone));
        expect(beside.proof?.undecided).toBe(alone.proof?.undecided);
        expect(beside.proof?.complete).toBe(alone.proof?.complete);
      }),
      { numRuns: amount(15, 500) },
    );
  });

  test("every difference has a line on a side", () => {
    fc.assert(
      fc.property(name, firewall, firewall, (syntax, was, is) => {
        const [past, now] = [was, is].map((each) => Object.fromEntries([syntaxes[syntax](each)]));
        const { changes } = compared(sideOf(past ?? {}), sideOf(now ?? {}));
        for (const { before, after } of changes)
          expect((after ?? before)?.label.document).toMatch(/^\/w\/main/);
      }),
      { numRuns: amount(10, 300) },
    );
  });
});

test("services of one standing get the same answer, so that one of them can be asked for all", () => {
  const vaults = [
    ...["Allow", "Deny", "param"].flatMap((action) =>
      ["Enabled", "Disabled", null].flatMap((access) =>
        [[], ["203.0.113.7"], ["0.0.0.0/1", "128.0.0.0/1"]].map((rules) =>
          bicep({ action, access, rules, open: "none" } as Firewall),
        ),
      ),
    ),
  ];
  const withBypass = vaults.map(([file, text]) => [file, text.replace("'None'", "'AzureServices'")] as const);
  for (const vault of [...vaults, ...withBypass]) {
    const side = sideOf(Object.fromEntries([vault]));
    const answers = new Map<string, Set<string | null>>();
    for (const { id, reportAs } of services())
      answers.set(
        reportAs,
        (answers.get(reportAs) ?? new Set()).add(verdictOn(side, `service:${id}`, "kv-shop")),
      );
    for (const [standing, each] of answers)
      expect([standing, [...each]]).toEqual([standing, [...each].slice(0, 1)]);
  }
});

describe("a comparison asks", () => {
  const root = (value: string): string =>
    `module kv '../kv.bicep' = { params: { value: '${value}' } }\nresource st 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 'st' }\n`;
  const module = `param value string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-\${value}'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '203.0.113.7' }] } }
}
`;
  const roots = (count: number): Readonly<Record<string, string>> => ({
    "/w/kv.bicep": module,
    ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`/w/r${at}/main.bicep`, root(`v${at}`)])),
  });

  /** How many callers were asked about at how many roots. */
  const asked = (before: Readonly<Record<string, string>>, after: typeof before, most = Infinity): number => {
    const [past, now] = [sideOf(before), sideOf(after)];
    let count = 0;
    const isStopped = (): boolean => ++count > most;
    diff(past, now, { from: [], among: now.analyses.map(({ root: each }) => each), isStopped });
    return count;
  };

  test("nothing where all inputs are equal, and as much as one root alone where one of 200 changes", () => {
    const many = roots(200);
    expect(asked(many, many)).toBe(0);
    const changed = { "/w/r7/main.bicep": root("other") };
    const alone = asked(roots(1), { ...roots(1), "/w/r0/main.bicep": root("other") });
    const among = asked(many, { ...many, ...changed });
    expect(alone).toBeGreaterThan(0);
    // Each of the 200 rules is an address of its own only if it differs, so the callers are the same.
    expect(among).toBeLessThanOrEqual(2 * alone);
    const { proof } = compared(sideOf(many), sideOf({ ...many, ...changed }));
    expect(proof?.compared).toMatchObject({ vaults: 201, equal: 199 });
  });

  test("no further caller once it is stopped, and gives an answer all the same", () => {
    const [before, after] = [
      roots(20),
      { ...roots(20), "/w/kv.bicep": module.replace("203.0.113.7", "203.0.113.8") },
    ];
    const [past, now] = [sideOf(before), sideOf(after)];
    const among = now.analyses.map(({ root: each }) => each);
    expect(
      diff(past, now, { from: [], among, isStopped: () => true }).changes.filter(({ isSource }) => isSource),
    ).toEqual([]);
    expect(diff(past, now, { from: [], among }).changes.filter(({ isSource }) => isSource)).toHaveLength(40);
  });
});
