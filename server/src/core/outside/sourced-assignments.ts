import type { DocumentId } from "../text/document.ts";
import { pathOf } from "./commands/started-script.ts";
import { noNames } from "./names.ts";
import { findUpwards, type OutsideFiles } from "./outside-files.ts";
import { languageOf, scriptIn } from "./script-commands.ts";
import { type Assignment, type Command, literalOf } from "./scripts/script.ts";
import { wholeText } from "./source-text.ts";

/**
 * What scripts assign that commands run in the same shell (https://www.gnu.org/software/bash/manual/html_node/Bourne-Shell-Builtins.html),
 * without the values, because these may depend on what is assigned before. Null if one of the scripts is not known, so that any
 * variable may have another value.
 */
export function sourcedAssignments(
  commands: readonly Command[],
  from: DocumentId,
  files: OutsideFiles,
  seen: ReadonlySet<DocumentId> = new Set(),
): readonly Assignment[] | null {
  const found: Assignment[] = [];
  for (const { words } of commands) {
    const [program, argument] = words;
    if (!/^(?:source|\.)$/.test(literalOf(program) ?? "")) continue;
    const path = argument ? pathOf(argument, noNames) : null;
    const file = path === null ? null : findUpwards(from, path, files);
    if (!file?.document) return null;
    if (seen.has(file.id)) continue;
    const script = scriptIn(wholeText(file.document), languageOf(file.id));
    const others = sourcedAssignments(script.commands, file.id, files, new Set([...seen, file.id]));
    if (script.isCut || !others) return null;
    found.push(...script.assignments.map(({ name }) => ({ name, value: null })), ...others);
  }
  return found;
}
