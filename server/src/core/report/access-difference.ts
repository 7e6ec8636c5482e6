import { IpSet } from "../ip/ip-set.ts";
import { type AddressSets, setsBetween } from "./address-sets.ts";
import type { CallerKind } from "./compared-callers.ts";
import type { VerdictReport } from "./verdicts.ts";

/** A verdict that differs; null on the side without such a vault, or, if both have the vault, without such a caller. */
export interface AccessDifference {
  /** Whether the vault was added or removed; "changed" if both sides have it. */
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  readonly callerKind: CallerKind;
  /** Whether `from` can be asked about; all trusted services together are not a source, nor are all addresses. */
  readonly isSource: boolean;
  readonly root: string;
  readonly environment: string | null;
  readonly before: VerdictReport | null;
  readonly after: VerdictReport | null;
  /** Which of its addresses the change concerns; none of a caller without addresses, or at a vault that is new or gone. */
  readonly sets: AddressSets;
  /** Whether others say all of it: those about the internet and about single addresses. */
  readonly repeats: boolean;
}

function isAtSameVault(one: AccessDifference, other: AccessDifference): boolean {
  return one.before?.vaultKey === other.before?.vaultKey && one.after?.vaultKey === other.after?.vaultKey;
}

/** Whether what is said of a service is said of the internet or of all trusted services as well. */
export function isFolded(each: AccessDifference, told: readonly AccessDifference[]): boolean {
  return told.some(
    (other) =>
      (other.from === "internet" || (other.callerKind === "service" && !other.isSource)) &&
      isAtSameVault(other, each) &&
      other.before?.verdict === each.before?.verdict &&
      other.after?.verdict === each.after?.verdict,
  );
}

/**
 * What becomes of all addresses at a vault; none if nothing does. At one that is new, those that it allows are gained: of one that is closed,
 * and of one that is gone, nothing is.
 */
export function rowOfAll(
  each: AccessDifference,
  told: readonly AccessDifference[],
): readonly AccessDifference[] {
  const { kind, before, after, sets } = each;
  const beside = told.filter((other) => isAtSameVault(other, each));
  if (kind === "changed")
    return Object.values(sets).every(({ isEmpty }) => isEmpty)
      ? []
      : [{ ...each, repeats: isSaid(sets, beside) }];
  const internet = beside.find(({ from }) => from === "internet");
  const repeats = (internet?.after ?? internet?.before)?.verdict === (after ?? before)?.verdict;
  return [{ ...each, from: "vault", callerKind: "vault", sets: setsBetween(null, after, false), repeats }];
}

/** Whether what becomes of all addresses is what becomes of the internet and of those that other differences are about. */
function isSaid(sets: AddressSets, told: readonly AccessDifference[]): boolean {
  const internet = told.find(({ from }) => from === "internet");
  const turns = [internet?.before?.verdict, internet?.after?.verdict].join(" ");
  const isAmong = (which: keyof AddressSets): boolean =>
    sets[which].isSubsetOf(IpSet.unionOf(told.map((each) => each.sets[which])));
  return (
    (turns === "denied allowed" || isAmong("gained")) &&
    (turns === "allowed denied" || isAmong("lost")) &&
    (turns.includes("depends") || isAmong("undecided"))
  );
}
