import type { Language } from "../script-commands.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { isOrdinaryUse, runsItsArguments } from "./known-programs.ts";
import { mayChangeThroughAzure, mayRequestChange } from "./resource-change.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Whether a command may change a vault in a way that is not read: it runs a program in another language, a file or what is not known,
 * deploys templates, or requests something of Azure itself.
 */
export function mayChangeUnseen({ words }: Command, language: Language): boolean {
  const [first, ...others] = words;
  const program = foldWord(literalOf(first));
  if (first === undefined || isOperator(others[0])) return false;
  // In PowerShell, what is not named is an expression, unless it is called.
  if (program === undefined) return language === "shell" || startsUnknown(first);
  if (unknownPart.test(program)) return true;
  const name = program.replace(/^.*[\\/]/, "").replace(/\.(?:exe|cmd)$/, "");
  const given = others.map((word) => foldWord(literalOf(word)) ?? null);
  if (name === "az") return mayChangeThroughAzure(others);
  if (isOrdinaryUse(name, given)) return false;
  return (
    runsItsArguments(name) ||
    isFileOfRepository(program) ||
    [name, ...given].some((each) => scriptFile.test(each ?? "")) ||
    given.some((each, index) => each === "az" && given[index + 1] === "keyvault") ||
    mayRequestChange(name, others)
  );
}

/** What takes the place of a part of a script that only the deployment knows. */
const unknownPart = /^[\uE000-\uF8FF]/;
const scriptFile = /\.(?:sh|bash|zsh|ps1|psm1|py|[cm]?js|[cm]?ts|rb|pl|cmd|bat)$/;

function startsUnknown({ pieces: [first] }: Word): boolean {
  return first?.kind === "text" && unknownPart.test(first.text);
}

/** That the words are a comparison, a calculation, an entry of a table or the beginning of `case`. */
function isOperator(word: Word | undefined): boolean {
  return /^(?:[-+*/%!=]?=~?|!=|[+*/%]|-(?:eq|ne|lt|le|gt|ge|and|or|not|like|match|f|join|split|is|as|in|contains)|in)$/i.test(
    literalOf(word) ?? "",
  );
}

/** A program in a folder of the repository, which may be a script without an ending. */
function isFileOfRepository(program: string): boolean {
  return /^\.{1,2}[\\/]/.test(program) && !/node_modules|[\\/](?:gradlew|mvnw)(?:\.\w+)?$/.test(program);
}
