import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  type Document,
  folderOf,
  isAccessFile,
  type Mention,
  mentionsIn,
  reportSubnets,
  type Span,
  vaultsMeant,
} from "../core/index.ts";
import { askRoots } from "./roots.ts";
import type { Context } from "./context.ts";
import { normalizeUri, resolvePath } from "./files.ts";

/** An access file, what applies there, and the name under the cursor. */
export interface AccessPlace {
  readonly document: Document;
  readonly file: AccessFile;
  readonly mention: Mention;
}

/** The name at a position in an access file; null everywhere else. */
export async function accessPlaceAt(
  context: Context,
  uri: string,
  position: { readonly line: number; readonly character: number },
): Promise<AccessPlace | null> {
  const id = normalizeUri(uri);
  const document = isAccessFile(id) ? await context.session.load(id) : null;
  const file = document ? await context.accessFiles.of(id) : null;
  if (!document || !file) return null;
  const offset = context.converter.toOffset(document, position);
  const mention = mentionsIn(document).find(({ span }) => span.start <= offset && offset <= span.end);
  return mention ? { document, file, mention } : null;
}

/** The templates that an access file applies to, in all their environments. */
export async function templatesUnder(
  context: Context,
  file: AccessFile,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  return context.accessTests.analysesUnder(context, file, token);
}

/** Where the thing that a name refers to is declared. */
export async function declarationsOf(
  context: Context,
  { document, file, mention }: AccessPlace,
  token: CancellationToken,
): Promise<readonly Span[]> {
  const { kind, value } = mention;
  switch (kind) {
    case "source":
      return spanOf(file.sources.get(value)?.name.span);
    case "environment":
      return spanOf(file.environments.get(value)?.name.span);
    case "parameters": {
      const id = resolvePath(document.id, value);
      return (await context.session.load(id)) ? [{ document: id, start: 0, end: 0 }] : [];
    }
    case "vault":
      return askRoots(context, await templatesUnder(context, file, token), (some) =>
        vaultsCalled(value, document, some),
      );
    case "subnet": {
      const subnets = askRoots(context, await templatesUnder(context, file, token), (some) =>
        some.flatMap(({ worlds }) => reportSubnets(worlds)),
      );
      return distinctSpans(
        subnets.filter(({ label }) => label.toLowerCase() === value.toLowerCase()).map(({ place }) => place),
      );
    }
    default:
      return [];
  }
}

function spanOf(span: Span | undefined): readonly Span[] {
  return span ? [span] : [];
}

function vaultsCalled(pattern: string, { id }: Document, templates: readonly Analysis[]): readonly Span[] {
  const hash = pattern.indexOf("#");
  const place = hash < 0 ? null : resolvePath(id, pattern.slice(0, hash));
  const spans = templates.flatMap(({ root, worlds }) =>
    vaultsMeant([pattern.slice(hash + 1)], worlds)
      .map(({ vault: { label } }) => label)
      .filter(({ document }) => place === null || [root, folderOf(root), document].includes(place)),
  );
  return distinctSpans(spans);
}

/** What several environments declare is declared in one place. */
function distinctSpans(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((each) => [`${each.document} ${each.start}`, each])).values()];
}
