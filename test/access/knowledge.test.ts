import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeTemplate,
  type JsonObject,
  only,
  template,
  vault,
  verdictsOf,
  virtualNetwork,
} from "./deployment.ts";
import { sayCause } from "../../server/src/core/words/en/causes.ts";

/** The values of one template, by name; each is written as a literal or as a parameter. */
interface Values {
  readonly access: string;
  readonly action: string;
  readonly bypass: string;
  readonly ip: string;
  readonly network: string;
}

const values: fc.Arbitrary<Values> = fc.record({
  access: fc.constantFrom("Enabled", "Disabled", "SecuredByPerimeter"),
  action: fc.constantFrom("Allow", "Deny"),
  bypass: fc.constantFrom("AzureServices", "None"),
  ip: fc.constantFrom(
    "203.0.113.0/24",
    "198.51.100.7",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "203.0.113.9/24",
    "nonsense",
  ),
  network: fc.constantFrom("vnet", "other"),
});

const names = ["access", "action", "bypass", "ip", "network"] as const;
type Name = (typeof names)[number];

/** How each hidden value is declared: open to anything, or one of a few. */
const anything: JsonObject = { type: "string" };
const choices: Readonly<Record<Name, JsonObject>> = {
  access: { type: "string", allowedValues: ["Enabled", "Disabled", "SecuredByPerimeter"] },
  action: { type: "string", allowedValues: ["Allow", "Deny"] },
  bypass: { type: "string", allowedValues: ["AzureServices", "None"] },
  ip: { type: "string" },
  network: { type: "string", allowedValues: ["vnet", "other"] },
};

const callers = [
  "internet",
  "203.0.113.7",
  "198.51.100.0-203.0.113.255",
  "10.1.2.3",
  "2001:db8::1",
  "subnet:vnet/app",
  "service:azure-sql-database",
];

function build(known: Values, hidden: readonly Name[], kind: "any" | "few"): JsonObject {
  const value = (name: Name): string => (hidden.includes(name) ? `[parameters('${name}')]` : known[name]);
  const network = hidden.includes("network") ? "parameters('network')" : `'${known.network}'`;
  const properties: JsonObject = {
    publicNetworkAccess: value("access"),
    networkAcls: {
      defaultAction: value("action"),
      bypass: value("bypass"),
      ipRules: [{ value: "192.0.2.0/24" }, { value: value("ip") }],
      virtualNetworkRules: [
        { id: `[resourceId('Microsoft.Network/virtualNetworks/subnets', ${network}, 'app')]` },
      ],
    },
  };
  const parameters = Object.fromEntries(
    hidden.map((name) => [name, kind === "few" ? choices[name] : anything]),
  );
  return template([virtualNetwork("vnet", { app: true }), vault(properties)], { parameters });
}

describe("more knowledge", () => {
  it("never turns allowed into denied or back", () => {
    fc.assert(
      fc.property(
        values,
        fc.subarray([...names]),
        fc.constantFrom("any" as const, "few" as const),
        (known, hidden, kind) => {
          const whole = analyzeTemplate(build(known, [], kind));
          const less = analyzeTemplate(build(known, hidden, kind));
          // An unknown item of a closed list is assumed not to allow all addresses.
          const mayBeForAll = hidden.includes("ip") && known.ip === "0.0.0.0/0";
          for (const from of callers) {
            if (mayBeForAll && (from === "internet" || from.startsWith("service:"))) continue;
            const [full, part] = [only(verdictsOf(whole, from)), only(verdictsOf(less, from))];
            if (part.verdict !== "depends") expect(part.verdict, from).toBe(full.verdict);
            expect(part.addresses.allowed.isSubsetOf(full.addresses.allowed), from).toBe(true);
            expect(part.addresses.denied.isSubsetOf(full.addresses.denied), from).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("of the whole block never flips an answer either", () => {
    fc.assert(
      fc.property(values, (known) => {
        const whole = only(verdictsOf(analyzeTemplate(build(known, [], "any")), "203.0.113.7"));
        const opaque = vault({ publicNetworkAccess: known.access, networkAcls: "[parameters('acls')]" });
        const root = template([opaque], { parameters: { acls: { type: "object" } } });
        const part = only(verdictsOf(analyzeTemplate(root), "203.0.113.7"));
        if (part.verdict !== "depends") expect(part.verdict).toBe(whole.verdict);
      }),
      { numRuns: 50 },
    );
  });

  it("leaves what is not known open", () => {
    const hidden = build(
      { access: "Enabled", action: "Deny", bypass: "None", ip: "", network: "vnet" },
      ["action"],
      "any",
    );
    const { verdict, reason, because } = only(verdictsOf(analyzeTemplate(hidden), "internet"));
    expect({ verdict, reason, dependsOn: because.map(sayCause) }).toEqual({
      verdict: "depends",
      reason: "DEPENDS_PARAMETER",
      dependsOn: ["parameter action"],
    });
  });
});
