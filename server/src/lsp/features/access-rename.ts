import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { faultOfNewName, meansEnvironments, meansSource, mentionsIn } from "../../core/index.ts";
import { accessPlaceAt } from "../access-names.ts";
import type { Context } from "../context.ts";
import { workspaceEdit } from "../edits.ts";

/** The range of a name that can be renamed: sources and environments, which are defined only in the access file. */
export async function prepareRename(
  context: Context,
  { textDocument, position }: PrepareRenameParams,
): Promise<Range | null> {
  const place = await accessPlaceAt(context, textDocument.uri, position);
  if (!place || !isOwn(place.mention.kind)) return null;
  const { kind, value } = place.mention;
  const isNamed = kind === "source" ? place.file.sources.has(value) : place.file.environments.has(value);
  return isNamed ? context.converter.toRange(place.document, place.mention.span) : null;
}

/** Renames the definition of a name and all its uses in the file, unless tests would mean something else then. */
export async function rename(
  context: Context,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | ResponseError | null> {
  const place = await accessPlaceAt(context, textDocument.uri, position);
  if (!place || !isOwn(place.mention.kind)) return null;
  const { kind, value } = place.mention;
  const mentions = mentionsIn(place.document).filter((each) => each.kind === kind);
  const fault = faultOfNewName(newName, {
    taken: mentions.flatMap((each) => (each.declares && each.value !== value ? [each.value] : [])),
    hasMeaning: kind === "source" ? meansSource : meansEnvironments,
  });
  if (fault) return new ResponseError(LSPErrorCodes.RequestFailed, context.client.words.newName(fault));
  const same = mentions.filter((each) => each.value === value);
  const text = JSON.stringify(newName).slice(1, -1);
  return workspaceEdit(
    context,
    same.map(({ span }) => ({ span, text })),
  );
}

function isOwn(kind: string): boolean {
  return kind === "source" || kind === "environment";
}
