import type { World } from "../access/worlds.ts";
import { namesIn } from "../evaluate/uses.ts";
import type { Network } from "../network/network.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { ParameterFile } from "../syntax/syntax.ts";
import type { Template } from "../template/template.ts";
import type { Document } from "../text/document.ts";
import type { Span } from "../text/span.ts";
import { spanKey, touches } from "../text/span.ts";
import { placeOfField, placeOfItem } from "./places.ts";

/** A place that speaks of something declared elsewhere. */
export interface Reference {
  readonly span: Span;
  /** The name or label of what it speaks of. */
  readonly target: Span;
}

/**
 * What leads where in a root: subnet rules to subnets, private endpoints to vaults, uses of parameters and the values in
 * parameter files to their declarations. `documents` are those the root was read from, the root first;
 * `parameterFiles` those that belong to it.
 */
export function referencesIn(
  worlds: readonly World[],
  documents: readonly Document[],
  parameterFiles: readonly Document[],
): readonly Reference[] {
  const templates = documents.flatMap((document) => withInner(parseDocument(document).template));
  const found = [
    ...worlds.flatMap(({ network }) => [...subnetReferences(network), ...endpointReferences(network)]),
    ...templates.flatMap(parameterReferences),
    ...parameterFiles.flatMap((file) => fileReferences(parseDocument(file).parameterFile, templates[0])),
  ];
  return [...new Map(found.map((each) => [`${spanKey(each.span)} ${spanKey(each.target)}`, each])).values()];
}

/** Where the thing at an offset is declared: what a reference there leads to, or the declaration itself. */
export function declarationAt(
  references: readonly Reference[],
  document: string,
  offset: number,
): Span | null {
  const isAt = (span: Span): boolean => span.document === document && touches(span, offset);
  // Of several that hold the offset the innermost is meant: a parameter within the id of a subnet.
  const [narrowest] = references
    .filter(({ span }) => isAt(span))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  return narrowest?.target ?? references.find(({ target }) => isAt(target))?.target ?? null;
}

/** Every place that speaks of a declaration, without the declaration itself. */
export function referencesTo(references: readonly Reference[], declaration: Span): readonly Span[] {
  const key = spanKey(declaration);
  return references.filter(({ target }) => spanKey(target) === key).map(({ span }) => span);
}

function withInner(template: Template | null): readonly Template[] {
  if (!template) return [];
  const inner = template.modules.flatMap(({ source }) =>
    source.kind === "inline" ? withInner(source.template) : [],
  );
  return [template, ...inner];
}

function subnetReferences(network: Network): readonly Reference[] {
  return network.vaults.flatMap((vault) =>
    vault.subnetLinks.flatMap(({ item, link }) => {
      const span = placeOfItem(item);
      return span && link.kind === "declared" ? [{ span, target: link.to.label }] : [];
    }),
  );
}

function endpointReferences(network: Network): readonly Reference[] {
  return network.privateEndpoints.flatMap((endpoint) =>
    endpoint.connections.flatMap(({ target, vault }) => {
      const span = placeOfField(target);
      return span && vault?.kind === "declared" ? [{ span, target: vault.to.label }] : [];
    }),
  );
}

function parameterReferences(template: Template): readonly Reference[] {
  return namesIn(template).flatMap(({ space, name, span }) => {
    const declaration = space === "parameter" ? template.parameters.get(name) : undefined;
    return declaration ? [{ span, target: declaration.nameSpan }] : [];
  });
}

function fileReferences(file: ParameterFile | null, template: Template | undefined): readonly Reference[] {
  if (!file || !template) return [];
  const declared = new Map(
    [...template.parameters.values()].map((each) => [each.name.toLowerCase(), each.nameSpan]),
  );
  return [...file.values].flatMap(([name, { nameSpan }]) => {
    const target = declared.get(name.toLowerCase());
    return target ? [{ span: nameSpan, target }] : [];
  });
}
