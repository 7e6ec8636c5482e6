import { listAnd } from "../../text/list.ts";
import { limitIn, sayInstead, type UnreadReason, type UnreadWords } from "../words.ts";
import { inDigits, sayCount } from "./count.ts";

const mapping = "map its source to a folder under 'modules' in the access file";

/** Why something was not read, and which option changes that if a limit is the reason. */
function say(reason: UnreadReason): string {
  const limit = limitIn(reason);
  if (limit === null) return reason;
  const why = reason.startsWith("limit ") ? `${reason} reached` : reason;
  return `${why}; --limit ${limit}=NUMBER allows more`;
}

const correct = `Correct the path, fetch the submodule that contains it, or ${mapping}.`;

/** How to get it read, where that does not depend on anything else. */
const advice: Readonly<Partial<Record<UnreadReason, string>>> = {
  "not readable": correct,
  "not found": correct,
  "several files fit": `Write a relative path, or ${mapping}.`,
  "not a template": "Correct the file or the path.",
  "address not known": `Write the address as a literal string, or ${mapping}.`,
  "embedded in a resource": "Call it as a module, or check its file on its own.",
  "type not known": "Write the type as a literal string.",
  "nested too deeply": "Check the module on its own.",
  "syntax error": "Correct the file; what is above the error is checked.",
  "too large": "Split the file.",
  "kept elsewhere": "Values from a remote state are not known.",
  "a submodule whose files are not in the revision":
    "Both sides are compared without it; compare it in its own repository.",
};

export const unread: UnreadWords = {
  line: ({ kind, source, reason, instead }) =>
    kind === "limit"
      ? `'${source}' is not fully known: ${say(reason)}`
      : `${kind} '${source}' was not ${kind === "environment" ? "checked" : "read"}: ${say(reason)}${sayInstead({ instead })}`,
  sum: ({ kinds, reasons, likely }) => {
    const [only, ...others] = reasons;
    const why =
      others.length === 0
        ? only && say(only[0])
        : reasons.map(([reason, number]) => `${inDigits(number)} ${say(reason)}`).join(", ");
    const total = kinds.reduce((sum, [, number]) => sum + number, 0);
    const what = listAnd(kinds.map(([kind, number]) => sayCount(number, kind === "limit" ? "part" : kind)));
    const about =
      likely === 0
        ? ""
        : `; ${likely === total ? (total === 1 ? "it" : "they") : `${inDigits(likely)} of them`} probably ${likely === 1 ? "contains" : "contain"} key vaults`;
    return `${what} ${total === 1 ? "was" : "were"} not read (${why ?? ""})${about}.`;
  },
  advice: ({ kind, reason }, command) => {
    if (reason === "not downloaded" || reason === "only a folder with its name" || reason === "changed alias")
      return kind === "template"
        ? `Add it to the repository, or ${mapping}.`
        : `Run '${command}', or ${mapping}.`;
    return (
      advice[reason] ??
      `Raise the limit with --limit ${limitIn(reason) ?? ""}=NUMBER, or leave the file out with --exclude.`
    );
  },
};
