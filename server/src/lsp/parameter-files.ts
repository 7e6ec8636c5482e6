import type { CancellationToken } from "vscode-languageserver";
import type { Document } from "../core/index.ts";
import { documentKindOf, folderOf, mayBeParameters, templateOfParameters } from "../core/index.ts";
import { rootOf } from "./root-of.ts";
import type { Session } from "./session.ts";

/** More parameter files than this beside a template are not looked at. */
const mostFiles = 64;

/** The root that a parameter file gives values to; null when neither its text nor its name says. */
export async function rootOfParameters(session: Session, file: Document): Promise<string | null> {
  if (rootOf(file) !== file.id) return rootOf(file);
  return session.ask((files) => templateOfParameters(file, files));
}

/** The parameter files of a root that stand beside it. */
export async function parameterFilesOf(
  session: Session,
  root: string,
  token: CancellationToken,
): Promise<readonly Document[]> {
  const beside = (await session.list(folderOf(root))) ?? usualNames(root);
  const found: Document[] = [];
  for (const id of beside.filter(mayBeParameters).slice(0, mostFiles)) {
    if (token.isCancellationRequested) break;
    const file = await session.load(id);
    const isOurs =
      file && documentKindOf(file) === "parameters" && (await rootOfParameters(session, file)) === root;
    if (isOurs) found.push(file);
  }
  return found;
}

/** Where folders cannot be listed. */
function usualNames(root: string): readonly string[] {
  const [, stem, ending] = /^(.*)\.(jsonc?|bicep)$/i.exec(root) ?? [];
  if (!stem || !ending) return [];
  return ending === "bicep"
    ? [`${stem}.bicepparam`, `${stem}.parameters.json`]
    : [`${stem}.parameters.${ending}`];
}
