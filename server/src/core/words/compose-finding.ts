import type { FindingFact } from "../rules/facts/finding-fact.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { DocumentId } from "../text/span.ts";
import type { SaidFinding, Words } from "./words.ts";

/** What a language has for findings in addition to the sentences of facts. */
export interface FindingParts {
  readonly fact: (fact: FindingFact, vault: string) => string;
  readonly vault: (label: VaultLabel) => string;
  readonly listAnd: (names: readonly string[]) => string;
  /** "2 more", after the names of instances. */
  readonly more: (count: number) => string;
  readonly whenCreated: string;
  readonly asDeployed: string;
  readonly calledIn: (roots: string) => string;
  readonly inEnvironments: (names: string) => string;
}

/** The sentence of a finding, with the instances, roots or environments for which it holds, if not all. */
export function composeFindings(parts: FindingParts): Pick<Words, "finding" | "inEnvironments"> {
  const within = (names: readonly string[]): string =>
    names.length > 0 ? ` ${parts.inEnvironments(parts.listAnd(names))}` : "";
  return {
    finding: ({ fact, label, among, whenCreated, isAssumed, callers = [], environments = [] }: SaidFinding) =>
      ended(parts.fact(fact, label ? parts.vault(label) : ""), [
        among ? ` (${parts.listAnd(namesOf(among, parts))})` : "",
        whenCreated ? `, ${parts.whenCreated}` : "",
        isAssumed ? `, ${parts.asDeployed}` : "",
        callers.length > 0 ? ` ${parts.calledIn(parts.listAnd(callers.map(shortPath)))}` : "",
        within(environments),
      ]),
    inEnvironments: (sentence, environments) => ended(sentence, [within(environments)]),
  };
}

function namesOf({ names, more }: NonNullable<SaidFinding["among"]>, parts: FindingParts): readonly string[] {
  return more > 0 ? [...names, parts.more(more)] : names;
}

/** Endings are inserted before the period. */
function ended(sentence: string, endings: readonly string[]): string {
  const isWhole = sentence.endsWith(".");
  return `${isWhole ? sentence.slice(0, -1) : sentence}${endings.join("")}${isWhole ? "." : ""}`;
}

/** The last two segments of a path, which distinguish roots that are all named `main.bicep`. */
function shortPath(root: DocumentId): string {
  return root
    .split("/")
    .filter((segment) => segment !== "")
    .slice(-2)
    .join("/");
}
