import { addTo } from "../logic/grouped.ts";
import type { FindingMark } from "../rules/engine/reported-finding.ts";
import type { FindingFact } from "../rules/facts/related-fact.ts";
import type { VaultLabel } from "../access/vault-label.ts";
import type { Assumption } from "../access/assumed.ts";
import type { SaidFinding, Words } from "./words.ts";

/** What a language has for findings in addition to the sentences of facts. */
export interface FindingParts {
  readonly fact: (fact: FindingFact, vault: string) => string;
  readonly vault: (label: VaultLabel) => string;
  readonly listAnd: (names: readonly string[]) => string;
  /** "2 more", after the names of instances. */
  readonly more: (count: number) => string;
  /** The sentence, under one of several assumptions. */
  readonly assuming: (assumptions: readonly Assumption[], sentence: string) => string;
  /** The sentence, under all other assumptions. */
  readonly otherwise: (sentence: string) => string;
  readonly whenCreated: string;
  readonly asDeployed: string;
  readonly marks: Readonly<Record<FindingMark, string>>;
  readonly calledIn: (roots: string) => string;
  /** The folder around all others, for a root there. */
  readonly topFolder: string;
  readonly inEnvironments: (names: string) => string;
}

/** So many names of environments or callers are in a sentence; reports list all. One more takes no more room than its count. */
const mostNamed = 3;

/**
 * The sentence of a finding, with the instances, roots or environments for which it holds, if not all: after the name of the vault,
 * whose they are, or at the end where it is not named.
 */
export function composeFindings(parts: FindingParts): Pick<Words, "finding" | "inEnvironments"> {
  const few = (names: readonly string[]): string => {
    const left = names.length - mostNamed;
    return parts.listAnd(left > 1 ? [...names.slice(0, mostNamed), parts.more(left)] : names);
  };
  const within = (names: string): string => (names === "" ? "" : ` ${parts.inEnvironments(names)}`);
  return {
    finding: (said: SaidFinding) => {
      const { among, whenCreated, isAssumed, mark, callers = [], environments = [] } = said;
      const which = [
        among ? ` (${parts.listAnd(namesOf(among, parts))})` : "",
        whenCreated ? ` (${parts.whenCreated})` : "",
        isAssumed ? ` (${parts.asDeployed})` : "",
        mark ? ` (${parts.marks[mark]})` : "",
        callers.length > 0 ? ` ${parts.calledIn(few(callers.map((each) => each || parts.topFolder)))}` : "",
        // What is said of access tests names them itself.
        "environments" in said.fact ? "" : within(few(environments)),
      ].join("");
      return sentencesOf(said, which, parts).join(" ");
    },
    inEnvironments: (sentence, environments) => ended(sentence, within(parts.listAnd(environments))),
  };
}

/** One sentence, or one for each of the reasons that depend on parameters; the one that holds in most cases is last. */
function sentencesOf(
  { fact, cases, label }: SaidFinding,
  which: string,
  parts: FindingParts,
): readonly string[] {
  const name = label ? parts.vault(label) : "";
  const say = (each: FindingFact): string => {
    const sentence = parts.fact(each, name === "" ? "" : `${name}${which}`);
    return name !== "" && sentence.includes(which) ? sentence : ended(sentence, which);
  };
  const [only, ...others] = cases ?? [];
  if (only && others.length === 0) return [parts.assuming([only.when], say(fact))];
  const reasons = new Map<string, Assumption[]>();
  for (const { when, fact: each } of cases ?? []) addTo(reasons, say(each), when);
  if (reasons.size < 2) return [say(fact)];
  const rarestFirst = [...reasons].sort(([, one], [, other]) => one.length - other.length);
  return rarestFirst.map(([sentence, assumptions], index) =>
    index < rarestFirst.length - 1 ? parts.assuming(assumptions, sentence) : parts.otherwise(sentence),
  );
}

function namesOf({ names, more }: NonNullable<SaidFinding["among"]>, parts: FindingParts): readonly string[] {
  return more > 0 ? [...names, parts.more(more)] : names;
}

/** An ending is inserted before the period. */
function ended(sentence: string, ending: string): string {
  const isWhole = sentence.endsWith(".");
  return `${isWhole ? sentence.slice(0, -1) : sentence}${ending}${isWhole ? "." : ""}`;
}
