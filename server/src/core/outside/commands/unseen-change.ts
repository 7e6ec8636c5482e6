import type { Language } from "../script-commands.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { isOrdinaryUse, runsItsArguments } from "./known-programs.ts";
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

/** Whether a command of Azure CLI, other than those that are read, may change the network settings of a vault. */
function mayChangeThroughAzure(words: readonly Word[]): boolean {
  const [group, ...verbs] = words.slice(0, 4).map((word) => foldWord(literalOf(word)) ?? null);
  if (group === undefined) return false;
  if (words.some((word) => /^(?:-h|--help)$/.test(literalOf(word) ?? ""))) return false;
  if (group === null || group.startsWith("@")) return true;
  if (group === "keyvault") return verbs[0] === null || (verbs[0] === "network-rule" && verbs[1] === null);
  if (verbs.some((verb) => reading.test(verb ?? "")) || areOfOthers(words)) return false;
  if (group === "rest") return !isRead(words);
  return writing.get(group)?.test(verbs.join(" ")) ?? false;
}

/** Commands that write any resource, or run something elsewhere, by their group. */
const writing: ReadonlyMap<string, RegExp> = new Map([
  ...["resource", "deployment", "stack", "ts"].map((group): [string, RegExp] => [group, /./]),
  ["policy", /^(?:assignment|remediation) (?:create|update)/],
  ["vm", /^run-command/],
  ["vmss", /^run-command/],
  ["aks", /^command/],
  ["container", /^(?:create|exec|start|restart)/],
  ["automation", /^runbook start/],
]);
const reading = /^(?:list|show|wait|export|validate|what-if|exists|(?:list|get|show)-[\w-]+)$/;

/** Whether a cmdlet or a tool for requests may change a resource: https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults */
function mayRequestChange(name: string, words: readonly Word[]): boolean {
  const cmdlet = name.replace(/^.*\\/, "");
  if (areOfOthers(words)) return false;
  if (/^(?:(?:new|set)-az\w*deployment\w*|(?:set|new)-azresource)$/.test(cmdlet)) return true;
  if (/^invoke-azrest(?:method)?$/.test(cmdlet)) return !isRead(words);
  if (!/^(?:curl|wget|irm|iwr|invoke-(?:restmethod|webrequest))$/.test(cmdlet)) return false;
  return !isRead(words) && (words.some(isOfAzure) || /^(?:patch|put)$/i.test(methodOf(words) ?? ""));
}

/** Whether a request only reads; the method is GET unless another is given. */
function isRead(words: readonly Word[]): boolean {
  const method = methodOf(words);
  return method === undefined || /^(?:get|head)$/i.test(method);
}

/** The method of a request; empty if it is not known. */
function methodOf(words: readonly Word[]): string | undefined {
  const at = words.findIndex((word) => methodOption.test(writtenOf(word)));
  const option = words[at];
  // A table of parameters, which PowerShell passes as a whole, may have one.
  if (!option) return words.some((word) => /^@\w+$/.test(writtenOf(word))) ? "" : undefined;
  return methodOption.exec(writtenOf(option))?.[1] ?? literalOf(words[at + 1]) ?? "";
}

const methodOption = /^(?:--?method|-m|--request|-x)(?:[=:](.*))?$/i;

/** Whether words name a type of resource, or an address, that is certainly not that of a vault. */
function areOfOthers(words: readonly Word[]): boolean {
  const text = words.map(writtenOf).join(" ");
  return otherType.test(text) && !/keyvault|vaults|microsoft\.resources/i.test(text);
}

const otherType = /microsoft\.[a-z]+\/[a-z]|https:\/\/graph\.microsoft\.com/i;

function isOfAzure(word: Word): boolean {
  return /management\.|microsoft\.keyvault/i.test(writtenOf(word));
}

/** What is written of a word. */
function writtenOf({ pieces }: Word): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : "…")).join("");
}
