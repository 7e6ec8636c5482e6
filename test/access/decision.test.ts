import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type Decision, type Gate, gate } from "../../server/src/core/access/decision.ts";
import { IpBounds, IpSet } from "../../server/src/core/ip/ip-set.ts";

/** Few addresses, so that sets meet and every completion can be enumerated. */
const mostAddress = 5;
const addresses = Array.from({ length: mostAddress + 1 }, (_, address) => address);

const sets: fc.Arbitrary<IpSet> = fc
  .subarray(addresses)
  .map((chosen) => IpSet.of(chosen.map((address) => ({ first: address, last: address }))));

const gates: fc.Arbitrary<Gate> = fc
  .record({ effect: fc.constantFrom("allow" as const, "deny" as const), certain: sets, more: sets })
  .map(({ effect, certain, more }) =>
    gate({
      name: "ip-rule",
      effect,
      settles: IpBounds.between(certain, more),
      reason: "ALLOW_IP_RULE",
      facts: [],
    }),
  );

const lastGate = gate({
  name: "default-deny",
  effect: "deny",
  settles: IpBounds.known(IpSet.all),
  reason: "DENY_DEFAULT_ACTION",
  facts: [],
});

/** Firewalls as they are: whatever gates, and one that settles the rest. */
const firewalls = fc.array(gates, { maxLength: 4 }).map((some) => [...some, lastGate]);

/** Every outcome one address can have, found by trying each gate both ways wherever it is not known. */
function outcomesOf(address: number, [first, ...rest]: readonly Gate[]): ReadonlySet<string> {
  if (!first?.settles) return new Set();
  const outcomes = new Set<string>();
  const answer = first.settles.has(address);
  if (answer !== "no") outcomes.add(first.effect);
  if (answer !== "yes") for (const outcome of outcomesOf(address, rest)) outcomes.add(outcome);
  return outcomes;
}

function same(a: Decision, b: Pick<Decision, "allowed" | "denied" | "unknown">): boolean {
  return a.allowed.equals(b.allowed) && a.denied.equals(b.denied) && a.unknown.equals(b.unknown);
}

describe("decide", () => {
  it("divides the traffic without overlap and leaves nothing out", () => {
    fc.assert(
      fc.property(sets, firewalls, (traffic, firewall) => {
        const { allowed, denied, unknown } = decide(traffic, firewall);
        expect(allowed.union(denied).union(unknown).equals(traffic)).toBe(true);
        expect(allowed.overlaps(denied) || allowed.overlaps(unknown) || denied.overlaps(unknown)).toBe(false);
      }),
    );
  });

  it("agrees with trying every completion of what is not known", () => {
    fc.assert(
      fc.property(firewalls, (firewall) => {
        const traffic = IpSet.of([{ first: 0, last: mostAddress }]);
        const decision = decide(traffic, firewall);
        for (const address of addresses) {
          const outcomes = [...outcomesOf(address, firewall)].sort().join(" ");
          const part = decision.allowed.has(address)
            ? "allow"
            : decision.denied.has(address)
              ? "deny"
              : "allow deny";
          expect(part).toBe(outcomes);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("decides a union as the union of decisions", () => {
    fc.assert(
      fc.property(sets, sets, firewalls, (a, b, firewall) => {
        const [left, right] = [decide(a, firewall), decide(b, firewall)];
        const together = {
          allowed: left.allowed.union(right.allowed),
          denied: left.denied.union(right.denied),
          unknown: left.unknown.union(right.unknown),
        };
        expect(same(decide(a.union(b), firewall), together)).toBe(true);
      }),
    );
  });

  it("never allows less with one more gate that allows", () => {
    fc.assert(
      fc.property(sets, firewalls, gates, fc.nat(4), (traffic, firewall, extra, at) => {
        const allowing: Gate = { ...extra, effect: "allow" };
        const before = decide(traffic, firewall);
        const position = Math.min(at, firewall.length - 1);
        const after = decide(traffic, [
          ...firewall.slice(0, position),
          allowing,
          ...firewall.slice(position),
        ]);
        const could = before.allowed.union(before.unknown);
        expect(could.isSubsetOf(after.allowed.union(after.unknown))).toBe(true);
        expect(before.allowed.isSubsetOf(after.allowed)).toBe(true);
      }),
    );
  });

  it("only ever decides more when more is known of a gate", () => {
    fc.assert(
      fc.property(sets, firewalls, sets, fc.nat(4), (traffic, firewall, told, at) => {
        const chosen = firewall[Math.min(at, firewall.length - 1)];
        const narrowed = firewall.map((each) => {
          if (each !== chosen || !each.settles) return each;
          const { certain, possible } = each.settles;
          return { ...each, settles: IpBounds.known(certain.union(possible.intersect(told))) };
        });
        const [before, after] = [decide(traffic, firewall), decide(traffic, narrowed)];
        expect(before.allowed.isSubsetOf(after.allowed)).toBe(true);
        expect(before.denied.isSubsetOf(after.denied)).toBe(true);
      }),
    );
  });

  it("says of each gate what it did to the traffic that reached it", () => {
    fc.assert(
      fc.property(sets, firewalls, (traffic, firewall) => {
        const { steps } = decide(traffic, firewall);
        let open = traffic;
        for (const { gate: each, outcome } of steps) {
          const settles = each.settles ?? IpBounds.none;
          const expected = open.isEmpty
            ? "not-applicable"
            : !open.overlaps(settles.possible)
              ? "continue"
              : open.intersect(settles.possible).isSubsetOf(settles.certain)
                ? each.effect
                : "maybe";
          expect(outcome).toBe(expected);
          open = open.minus(settles.certain);
        }
      }),
    );
  });
});
