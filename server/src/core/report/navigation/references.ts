import { ownVaults, type VaultAcrossWorlds, type World } from "../../access/worlds.ts";
import { namesIn } from "../../evaluate/expressions/uses.ts";
import { callOf } from "../../evaluate/instances/calls.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";
import { rootIdOf } from "../../files/documents.ts";
import { grouped } from "../../logic/grouped.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { ParameterFile } from "../../syntax/syntax.ts";
import { parseDocument } from "../../syntax/syntaxes.ts";
import type { ModuleDeclaration, Template } from "../../template/template.ts";
import { type Document, type Span, spanKey, touches } from "../../text/document.ts";
import { foldName } from "../../text/fold.ts";
import { placeOfField, placeOfItem } from "./vault-places.ts";

/** A reference to something declared elsewhere. */
export interface ReferenceSpan {
  readonly span: Span;
  /** The name or label of what it refers to. */
  readonly target: Span;
}

/**
 * The references in a root: from subnet rules to subnets, from private endpoints to vaults, and from uses of parameters
 * and values in parameter files to their declarations. `documents` are those the root was read from, the root first;
 * `parameterFiles` those that belong to it.
 */
export function referencesIn(
  worlds: readonly World[],
  documents: readonly Document[],
  parameterFiles: readonly Document[],
): readonly ReferenceSpan[] {
  const read = partsOf(documents);
  const scopes = parametersByRoot(read);
  const own = scopes.get(read[0]?.root ?? "") ?? new Map<string, Span>();
  const found = [
    ...lookupReferencesIn(worlds, documents),
    ...worlds.flatMap(({ network }) => [...subnetReferences(network), ...endpointReferences(network)]),
    ...read.flatMap(({ root, template }) => parameterReferences(template, scopes.get(root) ?? new Map())),
    ...read.flatMap(({ template }) => inner(template)).flatMap((each) => parameterReferences(each)),
    ...parameterFiles.flatMap((file) => fileReferences(parseDocument(file).parameterFile, own)),
  ];
  return distinctReferences(found);
}

/** References without those that are there twice. */
export function distinctReferences(references: readonly ReferenceSpan[]): readonly ReferenceSpan[] {
  const byPlaces = references.map((each) => [`${spanKey(each.span)} ${spanKey(each.target)}`, each] as const);
  return [...new Map(byPlaces).values()];
}

/** What leads from lookups of vaults, their names and their uses to the declarations in other roots. */
export function lookupReferencesIn(
  worlds: readonly World[],
  documents: readonly Document[],
): readonly ReferenceSpan[] {
  return lookupsIn(worlds, documents).flatMap(({ span, vault: { linked, candidates } }) =>
    (linked ? [linked] : candidates).map(({ label }) => ({ span, target: label })),
  );
}

/** A place that is or refers to a vault. */
export interface LookupSpan {
  readonly span: Span;
  readonly vault: Vault;
}

/** The lookups of vaults, their names and their uses. */
export function lookupsIn(worlds: readonly World[], documents: readonly Document[]): readonly LookupSpan[] {
  const lookups = worlds.flatMap(({ network }) =>
    network.vaults.filter(({ existing, home }) => existing && home === null),
  );
  return vaultsAndNames(lookups, documents);
}

/** Where vaults are declared, where they are named, and what refers to them in their own templates. */
function vaultsAndNames(vaults: readonly Vault[], documents: readonly Document[]): readonly LookupSpan[] {
  if (vaults.length === 0) return [];
  const roots = new Map(documents.map((document) => [document.id, rootIdOf(document)]));
  const byName = new Map(
    vaults.flatMap((vault) => {
      const { key, span } = vault.instance.declaration;
      return key === null ? [] : [[`${roots.get(span.document) ?? ""} ${key}`, vault]];
    }),
  );
  return [
    ...vaults.map((vault) => ({ span: vault.label, vault })),
    ...vaults.flatMap((vault) => {
      const { name } = vault.instance.declaration;
      return name ? [{ span: name.span, vault }] : [];
    }),
    ...partsOf(documents).flatMap(({ root, template }) =>
      namesIn(template).flatMap(({ space, name, span }) => {
        const vault = space === "resource" ? byName.get(`${root} ${name}`) : undefined;
        return vault ? [{ span, vault }] : [];
      }),
    ),
  ];
}

/**
 * Where the thing at an offset is declared: the target of a reference there, or the declaration itself; several if it is unclear which
 * is meant.
 */
export function declarationsAt(
  references: readonly ReferenceSpan[],
  document: string,
  offset: number,
): readonly Span[] {
  const isAt = (span: Span): boolean => span.document === document && touches(span, offset);
  // If several contain the offset, the innermost applies: a parameter within the ID of a subnet.
  const narrowest = narrowestAt(references, isAt);
  if (narrowest.length > 0) return narrowest.map(({ target }) => target);
  return references.flatMap(({ target }) => (isAt(target) ? [target] : [])).slice(0, 1);
}

/** Those of the spans at a place that are within all others. */
export function narrowestAt<T extends { readonly span: Span }>(
  all: readonly T[],
  isAt: (span: Span) => boolean,
): readonly T[] {
  const length = ({ span }: T): number => span.end - span.start;
  const found = all.filter(({ span }) => isAt(span));
  const shortest = Math.min(...found.map(length));
  return found.filter((each) => length(each) === shortest);
}

/** Every reference to a declaration, without the declaration itself. */
export function referencesTo(
  references: readonly ReferenceSpan[],
  declarations: readonly Span[],
): readonly Span[] {
  const keys = new Set(declarations.map(spanKey));
  return references.filter(({ target }) => keys.has(spanKey(target))).map(({ span }) => span);
}

/** The declarations in one document, and its root: the files of a Terraform folder share their parameters. */
interface Part {
  readonly root: string;
  readonly template: Template;
}

function partsOf(documents: readonly Document[]): readonly Part[] {
  return documents.flatMap((document): readonly Part[] => {
    const { template } = parseDocument(document);
    return template ? [{ root: rootIdOf(document), template }] : [];
  });
}

/** Where a parameter is declared, by the name that expressions use for it. */
type Parameters = ReadonlyMap<string, Span>;

function parametersByRoot(parts: readonly Part[]): ReadonlyMap<string, Parameters> {
  const scopes = new Map<string, Map<string, Span>>();
  for (const { root, template } of parts) {
    const scope = scopes.get(root) ?? new Map<string, Span>();
    for (const [name, span] of parametersOf(template)) scope.set(name, span);
    scopes.set(root, scope);
  }
  return scopes;
}

function parametersOf({ parameters }: Template): Parameters {
  return new Map([...parameters].map(([name, { nameSpan }]) => [name, nameSpan]));
}

function inner(template: Template): readonly Template[] {
  return template.modules.flatMap(({ source }) =>
    source.kind === "inline" ? [source.template, ...inner(source.template)] : [],
  );
}

function subnetReferences(network: Network): readonly ReferenceSpan[] {
  return network.vaults.flatMap((vault) =>
    vault.subnetLinks.flatMap(({ item, link }) => {
      const span = placeOfItem(item);
      return span && link.kind === "declared" ? [{ span, target: link.to.label }] : [];
    }),
  );
}

function endpointReferences(network: Network): readonly ReferenceSpan[] {
  return network.privateEndpoints.flatMap((endpoint) =>
    endpoint.connections.flatMap(({ target, vault }) => {
      const span = placeOfField(target);
      if (!span || vault?.kind !== "declared") return [];
      return [{ span, target: (vault.to.linked ?? vault.to).label }];
    }),
  );
}

function parameterReferences(
  template: Template,
  parameters = parametersOf(template),
): readonly ReferenceSpan[] {
  return namesIn(template).flatMap(({ space, name, span }) => {
    const target = space === "parameter" ? parameters.get(name) : undefined;
    return target ? [{ span, target }] : [];
  });
}

function fileReferences(file: ParameterFile | null, parameters: Parameters): readonly ReferenceSpan[] {
  if (!file) return [];
  const declared = new Map([...parameters].map(([name, span]) => [foldName(name), span]));
  return [...file.values].flatMap(([name, { nameSpan }]) => {
    const target = declared.get(foldName(name));
    return target ? [{ span: nameSpan, target }] : [];
  });
}

/** The calls of modules through which a vault is declared, innermost first. */
export function callsOfVault({ vault }: VaultAcrossWorlds): readonly Span[] {
  return callsAround(vault).map(({ labelSpan }) => labelSpan);
}

function callsAround(vault: Vault): readonly ModuleDeclaration[] {
  return framesAround(vault.instance.frame).flatMap((frame) => callOf(frame)?.declaration ?? []);
}

/** Every place that is or refers to a vault that a root declares: its symbol, name and rules, its uses, and calls of its module. */
export function vaultUses(worlds: readonly World[], documents: readonly Document[]): readonly LookupSpan[] {
  const declared = ownVaults(worlds).filter(({ vault }) => !vault.existing);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const vaults = declared.map(({ vault }) => vault);
  return [
    ...vaultsAndNames(vaults, documents),
    ...vaults.flatMap((vault) => {
      const { entry } = vault.networkAcls.slot;
      const document = entry && byId.get(entry.document);
      return entry && document ? [{ span: headOf(entry, document), vault }] : [];
    }),
    ...declared.flatMap((across) => callsOfVault(across).map((span) => ({ span, vault: across.vault }))),
    ...moduleUses(vaults, documents),
  ];
}

/** What refers to the modules through which vaults are declared, such as uses of their outputs. */
function moduleUses(vaults: readonly Vault[], documents: readonly Document[]): readonly LookupSpan[] {
  const roots = new Map(documents.map((document) => [document.id, rootIdOf(document)]));
  const byCall = grouped(vaults, (vault) =>
    callsAround(vault).map(({ key, span }) => `${roots.get(span.document) ?? ""} ${key ?? ""}`),
  );
  if (byCall.size === 0) return [];
  return documents.flatMap((document) => {
    const { template } = parseDocument(document);
    const names = template ? namesIn(template).filter(({ space }) => space === "module") : [];
    return names.flatMap(({ name, span }) =>
      (byCall.get(`${rootIdOf(document)} ${name}`) ?? []).map((vault) => ({ span, vault })),
    );
  });
}

/** The name at the beginning of an entry: its value may have hovers of its own. */
function headOf(entry: Span, { text }: Document): Span {
  const [head = ""] = /^["\w]*/.exec(text.slice(entry.start, entry.end)) ?? [];
  return { ...entry, end: entry.start + head.length };
}
