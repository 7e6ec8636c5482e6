import type {
  CancellationToken,
  Location,
  ReferenceParams,
  TextDocumentPositionParams,
} from "vscode-languageserver";
import {
  type Analysis,
  declarationsAt,
  distinctReferences,
  lookupReferencesIn,
  mentionsIn,
  referencesIn,
  type ReferenceSpan,
  referencesTo,
  type Span,
} from "../../core/index.ts";
import { type AccessPlace, accessPlaceAt, declarationsOf } from "../access-names.ts";
import { type Context, locationsOf } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { type Subject, subjectOf, askRoots } from "../roots.ts";

/** Where the vault, subnet or parameter under the cursor is declared; of a vault that is only looked up, in another root. */
export async function definition(
  context: Context,
  params: TextDocumentPositionParams,
  token: CancellationToken,
): Promise<Location[]> {
  const place = await accessPlaceAt(context, params.textDocument.uri, params.position);
  if (place) return locationsOf(context, await declarationsOf(context, place, token));
  const { declarations } = await lookUp(context, params, token);
  return locationsOf(context, declarations);
}

/** Every reference to the vault, subnet or parameter under the cursor; to a vault also those of other roots. */
export async function references(
  context: Context,
  params: ReferenceParams,
  token: CancellationToken,
): Promise<Location[]> {
  const place = await accessPlaceAt(context, params.textDocument.uri, params.position);
  if (place) return locationsOf(context, usesOf(place, params.context.includeDeclaration));
  const { declarations, known } = await lookUp(context, params, token);
  const found = referencesTo(known, declarations);
  return locationsOf(context, params.context.includeDeclaration ? [...declarations, ...found] : found);
}

/** Every place in an access file that refers to the same thing. */
function usesOf({ document, mention }: AccessPlace, includeDeclaration: boolean): readonly Span[] {
  return mentionsIn(document)
    .filter(({ kind, value }) => kind === mention.kind && value === mention.value)
    .filter(({ declares }) => includeDeclaration || !declares)
    .map(({ span }) => span);
}

interface LookedUp {
  readonly declarations: readonly Span[];
  readonly known: readonly ReferenceSpan[];
}

async function lookUp(
  context: Context,
  { textDocument, position }: TextDocumentPositionParams,
  token: CancellationToken,
): Promise<LookedUp> {
  const document = await context.session.load(normalizeUri(textDocument.uri));
  const subject = document && (await subjectOf(context, document.id, token, "judged"));
  if (!document || !subject) return { declarations: [], known: [] };
  const known = await referencesOf(context, subject);
  const offset = context.converter.toOffset(document, position);
  return { declarations: declarationsAt(known, document.id, offset), known };
}

async function referencesOf(context: Context, { analyses }: Subject): Promise<readonly ReferenceSpan[]> {
  const { session, plans } = context;
  const { roots } = await plans.now();
  const referencesOfRoot = ({ root, worlds, documents }: Analysis): readonly ReferenceSpan[] => {
    const plan = roots.find((each) => each.root === root);
    const files = new Set(plan?.available.flatMap(({ parameters }) => parameters));
    const read = [...files].flatMap((id) => session.document(id) ?? []);
    return referencesIn(
      worlds,
      [...documents.values()].map(({ document }) => document),
      read,
    );
  };
  const lookupsOfRoot = ({ worlds, documents }: Analysis): readonly ReferenceSpan[] =>
    lookupReferencesIn(
      worlds,
      [...documents.values()].map(({ document }) => document),
    );
  return distinctReferences([
    ...askRoots(context, analyses, (some) => some.flatMap(referencesOfRoot)),
    ...askRoots(context, session.allLinked(), (some) => some.flatMap(lookupsOfRoot)),
  ]);
}
