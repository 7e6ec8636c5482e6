import { factsOfDrift } from "../report/drift.ts";
import type { VaultDrift } from "../report/compare-state.ts";
import { byPlace, type Edge } from "./entries.ts";
import type { DriftEntry } from "./report.ts";
import type { Words } from "../words/words.ts";

/** Differences from a state as the JSON report has them, by place. */
export function driftEntries(found: readonly VaultDrift[], { places, words }: Edge): readonly DriftEntry[] {
  return found
    .map((each) => ({ each, place: places.start(each.span) }))
    .map(({ each, place }) => ({ entry: entryOf(each, place, words), ...place }))
    .sort(byPlace(({ entry }) => `${entry.environment ?? ""} ${entry.vault} ${entry.property}`))
    .map(({ entry }) => entry);
}

function entryOf(
  { vault, name, environment, difference }: VaultDrift,
  { file, line }: { readonly file: string; readonly line: number },
  words: Words,
): DriftEntry {
  const { property, template, state } = difference;
  return {
    vault,
    name,
    environment,
    property,
    template: template === "unread" ? "maybe" : template,
    state: state === "unread" ? "maybe" : state,
    message: sayDrift(difference, words),
    file,
    line,
  };
}

/** A difference in one sentence. */
function sayDrift(difference: VaultDrift["difference"], { refusals }: Pick<Words, "refusals">): string {
  if (difference.property !== "exists") return factsOfDrift(difference).map(refusals.drift).join("; ");
  switch (difference.template) {
    case "yes":
      return refusals.drift({ kind: notInState[difference.state] });
    case "no":
      return refusals.drift({ kind: "vault-only-deployed" });
    case "unread":
      return refusals.drift({ kind: "vault-perhaps-unread" });
    case "maybe":
      return refusals.drift({ kind: "vault-perhaps-declared", vaults: difference.vaults });
  }
}

const notInState = {
  no: "vault-only-declared",
  maybe: "vault-not-compared",
  unread: "vault-not-in-part",
} as const;
