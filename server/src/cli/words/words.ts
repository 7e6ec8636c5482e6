import { nearestSpelling } from "../../core/index.ts";
import type { Complaint, ProblemFact, Remark } from "../complaint.ts";
import type { UsageFault } from "../usage.ts";
import type { HelpWords } from "./help-words.ts";

/** What the command line itself has to say. */
export interface CliWords {
  /** What keeps a file or a root from being evaluated. */
  readonly problem: (fact: ProblemFact) => string;
  readonly complaint: (complaint: Complaint) => string;
  readonly remark: (remark: Remark) => string;
  /** Why the command line cannot be understood. */
  readonly usage: (fault: UsageFault) => string;
  /** Where to find out how it is used. */
  readonly tryHelp: string;
  readonly help: HelpWords;
  /** A mistake of the program itself. */
  readonly failed: (why: string) => string;
  /** The output could not be written. */
  readonly notPrinted: (why: string) => string;
}

/** The one of some words that is probably meant: it begins with what is given, or is spelled like it; null if several may be. */
export function nearestWord(given: string, known: readonly string[]): string | null {
  const [only, ...others] = given.length < 3 ? [] : known.filter((each) => each.startsWith(given));
  return only !== undefined && others.length === 0 ? only : nearestSpelling(given, known);
}

/** The name in the value of `--limit`. */
export function limitName(given: string): string {
  return given.split("=", 1)[0] ?? given;
}
