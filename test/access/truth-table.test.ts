import { describe, expect, it } from "vitest";
import {
  ask,
  type JsonObject,
  managedHsm,
  privateEndpoint,
  subnetId,
  template,
  vault,
  virtualNetwork,
} from "./deployment.ts";

/** What the settings of a vault come to, for traffic that has no private endpoint. */
type Regime = "open" | "rules" | "disabled" | "perimeter";

/** Verdict, reason, notes; the three sets of addresses of ranges that split. */
type Answer = readonly [verdict: string, reason: string, ...notes: string[]];

const external = (name: string): string =>
  `/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/${name}`;

const rules: JsonObject = {
  ipRules: [{ value: "203.0.113.0/24" }, { value: "198.51.100.7" }],
  virtualNetworkRules: [
    { id: subnetId("vnet", "listed") },
    { id: subnetId("vnet", "no-endpoint") },
    { id: external("listed") },
    { id: external("unchecked"), ignoreMissingVnetServiceEndpoint: true },
  ],
};

const around: readonly JsonObject[] = [
  virtualNetwork("vnet", { listed: true, "no-endpoint": false, "not-listed": true, plain: false }),
  virtualNetwork("spoke", { private: false, workload: false }),
];
const endpointOfVault = privateEndpoint(subnetId("spoke", "private"));
const endpointOfHsm = privateEndpoint(
  subnetId("spoke", "private"),
  "[resourceId('Microsoft.KeyVault/managedHSMs', 'hsm')]",
  "managedhsm",
);

const firewallOff: Answer = ["allowed", "ALLOW_FIREWALL_OFF"];
const disabled: Answer = ["denied", "DENY_PUBLIC_ACCESS_DISABLED"];
const perimeter: Answer = ["denied", "DENY_PERIMETER", "NOTE_PERIMETER_NOT_VISIBLE"];
const denied = (...notes: string[]): Answer => ["denied", "DENY_DEFAULT_ACTION", ...notes];
const egress = (...notes: string[]): Answer => ["depends", "DEPENDS_EGRESS", ...notes];
const byRule = (rule: Answer, hsm: Answer = rule): Row => ({
  open: firewallOff,
  rules: rule,
  hsm,
  disabled,
  perimeter,
});
const byEndpoint: Answer = ["allowed", "ALLOW_PRIVATE_ENDPOINT", "NOTE_DNS_NOT_VISIBLE"];

interface Row extends Readonly<Record<Regime, Answer>> {
  /** The answer of a managed HSM whose rules are in force. */
  readonly hsm: Answer;
}

/** Callers whose verdict does not depend on the bypass. */
const callers: Readonly<Record<string, Row>> = {
  "203.0.113.7": byRule(["allowed", "ALLOW_IP_RULE"]),
  "203.0.113.64/26": byRule(["allowed", "ALLOW_IP_RULE"]),
  "192.0.2.1": byRule(denied()),
  "203.0.113.128-203.0.114.127": byRule(["partial", "PARTIAL_ADDRESSES"]),
  "10.1.0.4": {
    open: firewallOff,
    rules: ["depends", "DEPENDS_SUBNET", "NOTE_PRIVATE_IP_NOT_MATCHABLE"],
    hsm: ["depends", "DEPENDS_SUBNET", "NOTE_PRIVATE_IP_NOT_MATCHABLE"],
    disabled: ["depends", "DEPENDS_SUBNET"],
    perimeter: ["depends", "DEPENDS_SUBNET", "NOTE_PERIMETER_NOT_VISIBLE"],
  },
  "2001:db8::1": byRule(denied("NOTE_IPV6_NOT_SUPPORTED")),
  internet: byRule(denied("NOTE_LISTED_ADDRESSES")),
  "subnet:vnet/listed": byRule(["allowed", "ALLOW_SUBNET_RULE"], egress()),
  "subnet:vnet/no-endpoint": byRule(egress("NOTE_SERVICE_ENDPOINT_MISSING"), egress()),
  "subnet:vnet/not-listed": byRule(denied(), egress()),
  "subnet:vnet/plain": byRule(egress()),
  [`subnet:${external("listed")}`]: byRule(
    ["allowed", "ALLOW_SUBNET_RULE", "NOTE_ENDPOINT_ASSUMED"],
    egress(),
  ),
  [`subnet:${external("unchecked")}`]: byRule(["depends", "DEPENDS_SUBNET"], egress()),
  [`subnet:${external("not-listed")}`]: byRule(egress()),
  "subnet:spoke/workload": {
    open: byEndpoint,
    rules: byEndpoint,
    hsm: byEndpoint,
    disabled: byEndpoint,
    perimeter: byEndpoint,
  },
};

interface Settings {
  readonly access: string | null;
  /** Null without the whole block. */
  readonly acls: { readonly action: string | null; readonly bypass: string | null } | null;
}

const accesses = [null, "Enabled", "Disabled", "SecuredByPerimeter"] as const;
const words = [null, "Allow", "Deny"] as const;
const bypasses = [null, "AzureServices", "None"] as const;
const settings: readonly Settings[] = accesses.flatMap((access) => [
  { access, acls: null },
  ...words.flatMap((action) => bypasses.map((bypass) => ({ access, acls: { action, bypass } }))),
]);

function regimeOf({ access, acls }: Settings): Regime {
  if (access === "Disabled") return "disabled";
  if (access === "SecuredByPerimeter") return "perimeter";
  return acls?.action === "Deny" ? "rules" : "open";
}

function properties({ access, acls }: Settings): JsonObject {
  return {
    ...(access === null ? {} : { publicNetworkAccess: access }),
    ...(acls === null
      ? {}
      : {
          networkAcls: {
            ...(acls.action === null ? {} : { defaultAction: acls.action }),
            ...(acls.bypass === null ? {} : { bypass: acls.bypass }),
            ...rules,
          },
        }),
  };
}

function print(each: Settings): string {
  const acls = each.acls ? `${each.acls.action ?? "-"} ${each.acls.bypass ?? "-"}` : "no networkAcls";
  return `${each.access ?? "-"} ${acls}`;
}

/** Where the answer comes from the default action, and that is an undocumented default, a note says so. */
function expected(answer: Answer, each: Settings): Answer {
  const isAssumed = each.acls?.action === null;
  return answer[1] === "ALLOW_FIREWALL_OFF" && isAssumed
    ? [...answer, "NOTE_ASSUMED_DEFAULT_ACTION"]
    : answer;
}

function answer(root: JsonObject, from: string): Answer {
  const { verdict, reason, notes } = ask(root, from);
  return [verdict, reason, ...notes];
}

describe("a vault", () => {
  describe.each(settings.map((each) => [print(each), each] as const))("%s", (_, each) => {
    const root = template([vault(properties(each)), ...around, endpointOfVault]);
    it.each(Object.entries(callers))("from %s", (from, row) => {
      expect(answer(root, from)).toEqual(expected(row[regimeOf(each)], each));
    });

    it("from a trusted service", () => {
      expect(answer(root, "service:azure-sql-database")).toEqual(expected(trusted(each), each));
    });
  });
});

/** The column of trusted services in the table of facts. */
function trusted(each: Settings): Answer {
  const regime = regimeOf(each);
  if (regime === "perimeter") return perimeter;
  if (each.acls?.bypass === "None") return { open: firewallOff, rules: denied(), disabled }[regime];
  const assumed = regime === "disabled" && !each.acls?.bypass ? ["NOTE_ASSUMED_BYPASS"] : [];
  return ["allowed", "ALLOW_TRUSTED_SERVICE", "NOTE_SCENARIO_LIMITED", "NOTE_NEEDS_PERMISSION", ...assumed];
}

describe("a managed HSM", () => {
  const known = settings.filter(({ access }) => access !== "SecuredByPerimeter");
  describe.each(known.map((each) => [print(each), each] as const))("%s", (_, each) => {
    const root = template([managedHsm(properties(each)), ...around, endpointOfHsm]);
    const regime = regimeOf(each);
    it.each(Object.entries(callers))("from %s", (from, row) => {
      expect(answer(root, from)).toEqual(expected(regime === "rules" ? row.hsm : row[regime], each));
    });

    it("from a service that vaults trust", () => {
      const [verdict, reason] = answer(root, "service:azure-sql-database");
      const isOff = each.acls?.bypass === "None";
      const closed = regime === "disabled" ? disabled : denied();
      const byBypass: Answer =
        regime === "open" ? firewallOff : isOff ? closed : ["depends", "DEPENDS_SERVICE"];
      expect([verdict, reason]).toEqual(byBypass);
    });
  });

  it("knows no perimeter", () => {
    const root = template([managedHsm({ publicNetworkAccess: "SecuredByPerimeter" })]);
    const { verdict, steps } = ask(root, "internet");
    expect(verdict).toBe("depends");
    expect(steps.find(({ gate }) => gate === "perimeter")?.outcome).toBe("not-applicable");
  });
});

it("splits a range exactly", () => {
  const root = template([vault({ networkAcls: { defaultAction: "Deny", ...rules } })]);
  const { allowed, denied: out, unknown } = ask(root, "203.0.113.128-203.0.114.127").addresses;
  expect({ allowed: allowed.toCidrs(), out: out.toCidrs(), unknown: unknown.toCidrs() }).toEqual({
    allowed: ["203.0.113.128/25"],
    out: ["203.0.114.0/25"],
    unknown: [],
  });
});
