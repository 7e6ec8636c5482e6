import type { Language } from "../../outside/script-commands.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode } from "../../outside/yaml.ts";
import { isText, partsOf } from "../../evaluate/values/plain.ts";
import type { Absent, Value } from "../../evaluate/values/value.ts";
import { decode } from "../../text/bytes.ts";

/** A script as a resource holds it. */
export interface WrittenScript {
  readonly text: string;
  readonly language: Language;
}

/**
 * The scripts in a text that a resource runs: the text itself, also in base 64; the commands of an extension in JSON
 * (https://learn.microsoft.com/azure/virtual-machines/extensions/custom-script-linux); those of cloud-init
 * (https://cloudinit.readthedocs.io/en/latest/reference/examples.html).
 */
export function scriptsIn(text: string): readonly WrittenScript[] {
  const plain = decoded(text);
  if (/^\s*#cloud-config\b/.test(plain)) return commandsOfCloudInit(plain);
  if (/^\s*\{/.test(plain)) return commandsOfExtension(plain);
  return [{ text: plain, language: languageOf(plain) }];
}

/** Whether cloud-init runs the data of a machine, which begins with what says so. */
export function isRunAtStart(value: Value | Absent): boolean {
  const written = value.kind === "unknown" ? value.encodes : value;
  if (written?.kind !== "known" || (typeof written.value !== "string" && !isText(written.value)))
    return false;
  const [first = ""] = partsOf(written.value);
  return typeof first === "string" && /^\s*#(?:!|cloud-config\b)/.test(decoded(first));
}

/** A script has blanks, which base 64 has not. */
function decoded(text: string): string {
  const compact = text.trim();
  const plain = compact.length >= 16 ? decode(compact) : undefined;
  return plain !== undefined && /\s/.test(plain) ? plain : text;
}

function commandsOfExtension(text: string): readonly WrittenScript[] {
  const commands = [...text.matchAll(/"(?:commandToExecute|script)"\s*:\s*("(?:[^"\\]|\\.)*")/g)];
  return commands.flatMap(([, quoted = '""']) => scriptsIn(unquoted(quoted)));
}

function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** What it runs at the start, and the scripts among the files that it writes, which are there to be run. */
function commandsOfCloudInit(text: string): readonly WrittenScript[] {
  const [config] = readYaml({ id: "", text }).documents;
  const run = ["bootcmd", "runcmd"].flatMap((key) => itemsOf(valueOf(config, key)).map(commandText));
  const files = itemsOf(valueOf(config, "write_files")).flatMap(
    (file) => textOf(valueOf(file, "content")) ?? [],
  );
  const scripts = files.filter((content) => content.startsWith("#!"));
  return [...run, ...scripts].map((each) => ({ text: each, language: languageOf(each) }));
}

/** A command is a line for the shell, or a list of its words. */
function commandText(command: YamlNode): string {
  if (command.kind === "list") return command.items.map((word) => `'${textOf(word) ?? ""}'`).join(" ");
  return (
    textOf(command) ??
    entriesOf(command)
      .map(({ key }) => key.text)
      .join(" ")
  );
}

function languageOf(text: string): Language {
  return /-Az(?:ure)?(?:Rm)?KeyVault|\$env:|^[ \t]*param\s*\(/im.test(text) ? "powershell" : "shell";
}
