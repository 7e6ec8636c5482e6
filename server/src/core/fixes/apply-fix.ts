import type { Files } from "../files/files.ts";
import { type Alteration, documentOf, isInside, joined } from "./alteration.ts";
import { planOf } from "./plan.ts";
import type { Fix } from "./fix.ts";
import { editorOf } from "../syntax/syntaxes.ts";
import type { SyntaxEditor } from "../syntax/syntax.ts";
import type { Document, DocumentId, Change } from "../text/document.ts";

/**
 * The changes of a fix, possibly to several documents; undefined if no change would surely be right, and the fix is
 * better not offered. Spans are those of the documents that were analysed.
 */
export function changesFor(fix: Fix, files: Pick<Files, "get">): readonly Change[] | undefined {
  const plan = planOf(fix);
  return plan ? changesOf(plan.alterations, files) : undefined;
}

/** What is fixed: a finding, unless it is suppressed. */
export interface Repairable {
  readonly code: string;
  readonly fixes: () => readonly Fix[];
  readonly suppressed: unknown;
}

/** The changes that fix everything in a document that can be fixed without affecting access; empty if nothing can. */
export function fixAll(
  findings: readonly Repairable[],
  document: DocumentId,
  files: Pick<Files, "get">,
): readonly Change[] {
  return fixAllIn(findings, files, { only: document }).get(document) ?? [];
}

/**
 * The same for each document, or only one. Of the findings of some rules, the preferred fix is taken although it affects access. A fix
 * that changes several documents is left out.
 */
export function fixAllIn(
  findings: readonly Repairable[],
  files: Pick<Files, "get">,
  { rules, only }: { readonly rules?: ReadonlySet<string>; readonly only?: DocumentId },
): ReadonlyMap<DocumentId, readonly Change[]> {
  const fixes = new Map<DocumentId, (readonly Alteration[])[]>();
  for (const { code, suppressed, fixes: offered } of findings) {
    if (suppressed !== null) continue;
    const fix = offered().find((each) => each.preferred && (each.keepsAccess || rules?.has(code) === true));
    const alterations = (fix && planOf(fix)?.alterations) ?? [];
    const [document, ...others] = new Set(alterations.map(documentOf));
    if (document === undefined || others.length > 0 || (only !== undefined && document !== only)) continue;
    if (changesOf(alterations, files) === undefined) continue;
    fixes.set(document, [...(fixes.get(document) ?? []), alterations]);
  }
  return new Map(
    [...fixes].map(([id, own]) => [id, changesOf(joined(withoutGone(own).flat()), files) ?? []]),
  );
}

/** The fixes that change nothing within what another one removes: of such a fix, only a part would be made. */
function withoutGone(fixes: readonly (readonly Alteration[])[]): readonly (readonly Alteration[])[] {
  const gone = fixes.flat().flatMap((each) => (each.kind === "remove" ? each.spans : []));
  return gone.length === 0
    ? fixes
    : fixes.filter((own) => !own.some((each) => gone.some((span) => isInside(each, span))));
}

function changesOf(
  alterations: readonly Alteration[],
  files: Pick<Files, "get">,
): readonly Change[] | undefined {
  const changes = alterations.map((alteration) => {
    const document = files.get(documentOf(alteration));
    const editor = document && editorOf(document);
    return document && editor ? apply(alteration, document, editor) : undefined;
  });
  const certain = changes.filter((each) => each !== undefined);
  return certain.length === changes.length ? certain.flat() : undefined;
}

function apply(
  alteration: Alteration,
  document: Document,
  editor: SyntaxEditor,
): readonly Change[] | undefined {
  switch (alteration.kind) {
    case "replace":
      return editor.replace(document, alteration.span, alteration.value);
    case "respell":
      return respell(document, alteration);
    case "insert":
      return editor.insert(document, alteration.into, alteration.path, alteration.value);
    case "append":
      return editor.append(document, alteration.to, alteration.values);
    case "declare":
      return editor.declare(document, alteration.after, alteration.resources);
    case "remove":
      return editor.remove(document, alteration.from, alteration.spans);
  }
}

/** A word that occurs exactly once in its place is replaced, regardless of quotes or other text around it. */
function respell(
  { id, text }: Document,
  { span, from, to }: Extract<Alteration, { readonly kind: "respell" }>,
): readonly Change[] | undefined {
  const written = text.slice(span.start, span.end);
  const offset = written.indexOf(from);
  if (offset < 0 || offset !== written.lastIndexOf(from)) return undefined;
  const start = span.start + offset;
  return [{ span: { document: id, start, end: start + from.length }, text: to }];
}
