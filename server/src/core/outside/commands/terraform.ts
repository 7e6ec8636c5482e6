import { type Command, literalOf, type Word } from "../scripts/script.ts";

/** That a command applies a configuration of Terraform; its folder is null if the command names none. */
export interface AppliedTerraform {
  readonly folder: Word | null;
  /** Plain where neither a plan nor values of variables are among them. */
  readonly options: readonly Word[];
}

/** https://developer.hashicorp.com/terraform/cli/commands/apply; null of any other command. */
export function terraformApplied({ words }: Command): AppliedTerraform | null {
  const [tool, ...others] = words;
  if (!/^(?:terraform|tofu)(?:\.exe)?$/i.test(literalOf(tool) ?? "")) return null;
  const [first, second] = others;
  const folder = first ? folderIn(first) : null;
  if (literalOf(folder ? second : first) !== "apply") return null;
  return { folder, options: others.slice(folder ? 2 : 1) };
}

/** Whether options, as a task or action passes them on, leave what is applied as it is. */
export function areOptionsPlain(options: string): boolean {
  return options.split(/\s+/).every((option) => option === "" || plainOption.test(option));
}

/** Options that leave what is applied as it is. */
const plainOption =
  /^-{1,2}(?:auto-approve|input|no-color|lock|lock-timeout|parallelism|compact-warnings|refresh)(?:=.*)?$/;

/** What `-chdir=` says. */
function folderIn(word: Word): Word | null {
  const [first, ...others] = word.pieces;
  if (first?.kind !== "text" || !first.text.startsWith("-chdir=")) return null;
  return { ...word, pieces: [{ kind: "text", text: first.text.slice("-chdir=".length) }, ...others] };
}
