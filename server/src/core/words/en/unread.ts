import { listAnd } from "../../text/list.ts";
import { limitIn, sayInstead, type UnreadReason, type UnreadWords } from "../unread-words.ts";
import { inDigits, sayCount } from "./count.ts";

const mapping = "map its source to a folder under 'modules' in the access file";

/** Why something was not read, and which option changes that if a limit is the reason. */
function say(reason: UnreadReason): string {
  const limit = limitIn(reason);
  if (limit === null) return reason;
  const why = reason.startsWith("limit ") ? `${reason} reached` : reason;
  return `${why}; --limit ${limit}=NUMBER allows more`;
}

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
    switch (reason) {
      case "not downloaded":
      case "only a folder with its name":
      case "changed alias":
        return kind === "template"
          ? `Add it to the repository, or ${mapping}.`
          : `Run '${command}', or ${mapping}.`;
      case "not readable":
      case "not found":
        return `Correct the path, fetch the submodule that contains it, or ${mapping}.`;
      case "several files fit":
        return `Write a relative path, or ${mapping}.`;
      case "not a template":
        return "Correct the file or the path.";
      case "address not known":
        return `Write the address as a literal string, or ${mapping}.`;
      case "embedded in a resource":
        return "Call it as a module, or check its file on its own.";
      case "type not known":
        return "Write the type as a literal string.";
      case "nested too deeply":
        return "Check the module on its own.";
      default:
        return `Raise the limit with --limit ${limitIn(reason) ?? ""}=NUMBER, or leave the file out with --exclude.`;
      case "syntax error":
        return "Correct the file; what is above the error is checked.";
      case "too large":
        return "Split the file.";
      case "kept elsewhere":
        return "Values from a remote state are not known.";
      case "a submodule whose files are not in the revision":
        return "Both sides are compared without it; compare it in its own repository.";
    }
  },
};
