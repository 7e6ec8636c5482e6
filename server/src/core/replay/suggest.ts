import { ownVaults } from "../access/worlds.ts";
import { changesFor } from "../fixes/apply-fix.ts";
import {
  closeAndKeepCallers,
  type Closing,
  type WantedCaller,
  type WhyNotKept,
} from "../fixes/keep-callers.ts";
import { IpSet } from "../ip/ip-set.ts";
import { readSource } from "../access/source.ts";
import type { Change } from "../text/document.ts";
import type { Analysis } from "../workspace/analyzer.ts";
import { addressesIn } from "./named-callers.ts";
import type { JudgedCaller, ReplayedVault } from "./replay.ts";

export type { WhyNotKept };

/** A vault in one environment, and the callers that are to keep access. */
export interface ToClose extends Pick<ReplayedVault, "analysis" | "across"> {
  readonly wanted: readonly WantedCaller[];
}

/** How a vault is closed, and what pins it. */
export interface Suggestion extends ToClose, Closing {
  /** The environments that the edit is made for: those whose values are written at the same places. */
  readonly environments: readonly (string | null)[];
  /** Sources that still are allowed, as access tests have them. */
  readonly pinned: readonly string[];
  /** The edit in these files; empty if there is none, or if it cannot be written. */
  readonly changesIn: (files: Parameters<typeof changesFor>[1]) => readonly Change[];
}

/** The callers of a log that had success, as those that are to keep access; a private connection passes no firewall. */
export function toClose({ analysis, across, callers }: ReplayedVault): ToClose {
  const successful = callers.filter(({ logged }) => logged.succeeded > 0 && logged.kind !== "private");
  return { analysis, across, wanted: successful.map(wantedOf) };
}

function wantedOf({ from, source, logged }: JudgedCaller): WantedCaller {
  return { name: from ?? "", source, requests: logged.succeeded };
}

/**
 * The smallest settings that close each vault and keep its callers. What is written for several environments at once keeps the callers of
 * all of them.
 */
export function suggest(all: readonly ToClose[], analyses: readonly Analysis[]): readonly Suggestion[] {
  return all.map((each) => {
    const { analysis, across, wanted } = each;
    const alike = analyses.flatMap((other) => {
      const vault =
        other.root === analysis.root && ownVaults(other.worlds).find(({ key }) => key === across.key);
      const asked = all.find((one) => one.analysis === other && one.across.key === across.key);
      return vault ? [asked ?? { analysis: other, across: vault, wanted: [] }] : [];
    });
    const together = closingOf(alike);
    const isShared = alike.length > 1 && together.fix !== null;
    const closing = isShared ? together : closingOf([each]);
    const own = new Set(wanted);
    const kept = closing.kept.filter((caller) => own.has(caller));
    return {
      ...{ ...each, ...closing, kept },
      notKept: closing.notKept.filter(({ caller }) => own.has(caller)),
      environments: (isShared ? alike : [each]).map((one) => one.analysis.environment),
      pinned: pinnedBy(closing.ipRules, kept),
      changesIn: (files) => (closing.fix && changesFor(closing.fix, files)) ?? [],
    };
  });
}

function closingOf(all: readonly ToClose[]): Closing {
  const views = all.flatMap(({ across }) => across.views);
  return closeAndKeepCallers(
    views.map(({ vault, world: { network } }) => ({ vault, network })),
    all.flatMap(({ wanted }) => wanted),
  );
}

/** Rules that are added stand for the addresses in them. */
function pinnedBy(ipRules: readonly string[], kept: readonly WantedCaller[]): readonly string[] {
  const listed = IpSet.unionOf(ipRules.map((each) => addressesIn(readSource(each))));
  const addresses = IpSet.unionOf(kept.map(({ name }) => addressesIn(readSource(name))));
  const rules = ipRules.filter((each) => addressesIn(readSource(each)).overlaps(addresses));
  const others = kept
    .filter(({ name }) => name !== "" && addressesIn(readSource(name)).isEmpty)
    .map(({ name }) => name);
  return [...new Set([...rules, ...addresses.minus(listed).toCidrs(), ...others])];
}
