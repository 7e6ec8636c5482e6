import { findNodeAtLocation, parse, type ParseError, parseTree } from "jsonc-parser";
import { folderOf, foldersFrom } from "../files/documents.ts";
import type { WatchedFiles } from "../files/files.ts";
import { isTooDeep } from "../text/depth.ts";
import { templateAt } from "../syntax/arm/arm.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { Document, DocumentId, Span } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

/** What a `bicepconfig.json` says of modules. */
interface Configuration {
  readonly moduleAliases?: unknown;
  readonly cacheRootDirectory?: unknown;
  readonly document?: Document;
}

const templates = new WeakMap<Document, WeakMap<Registry, Template>>();

/**
 * The compiled template of a module that Bicep has restored into its cache; null if it has not. Its findings are
 * reported on the call, because the cache must not be edited
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules#registry).
 */
export function restoredBicepModule(source: Registry, files: WatchedFiles): Template | null {
  const { bicepCache } = files;
  // Of references in Terraform Bicep's cache holds nothing.
  if (bicepCache === undefined || !/^(?:br|ts)[:/]/.test(source.reference)) return null;
  const configuration = configurationFor(source.span.document, files);
  const place = placeOf(bicepAddress(source, files) ?? "");
  if (place === null) return null;
  const id = files.resolve(cacheOf(configuration, bicepCache, files), `${place}/main.json`);
  const document = files.get(id);
  return document ? memoizedTemplate(document, source) : null;
}

function memoizedTemplate(document: Document, source: Registry): Template | null {
  const before = templates.get(document) ?? new WeakMap<Registry, Template>();
  templates.set(document, before);
  const template = before.get(source) ?? templateAt(document, source.span);
  if (template) before.set(source, template);
  return template;
}

/**
 * The folder of a module in the cache, formed from every part of its reference in a way that file systems accept
 * (https://github.com/Azure/bicep/blob/main/src/Bicep.Core/Registry/OciArtifactRegistry.cs); null if it is not a
 * reference.
 */
function placeOf(reference: string): string | null {
  const image = /^br:([\w.-]*\w(?::\d+)?)\/([\w./-]+)(?::([\w.-]+)|@(\w+:\w+))$/.exec(reference);
  if (image) {
    const [, registry = "", repository = "", tag, digest = ""] = image;
    const version = tag === undefined ? digest.replace(":", "#") : `${tag}$${capitalsOf(tag)}`;
    return `br/${foldWord(registry.replace(":", "$"))}/${repository.replaceAll("/", "$")}/${version}`;
  }
  const spec = /^ts:([\w-]+)\/([-\w.()]*[-\w()])\/([-\w.()]*[-\w()]):([-\w.()]*[-\w()])$/.exec(reference);
  return spec ? foldWord(`ts/${spec.slice(1).join("/")}`) : null;
}

/** The uppercase letters of a tag as the bits of a hexadecimal number, because file systems may ignore case. */
function capitalsOf(tag: string): string {
  let bits = 0n;
  for (let at = 0; at < tag.length; at++) if (/[A-Z]/.test(tag.charAt(at))) bits |= 1n << BigInt(at);
  return bits === 0n ? "" : bits.toString(16);
}

/** An alias in the reference of a module of Bicep. */
interface Alias {
  /** `br/public`. */
  readonly name: string;
  /** What is behind it in the reference. */
  readonly rest: string;
  /** The address that it makes of the reference; null if that is not known. */
  readonly address: string | null;
  /** Where it is defined, or would be; null if there is no `bicepconfig.json`. */
  readonly place: Span | null;
}

/** The address of a module of Bicep with its alias resolved; null if that is not known. */
export function bicepAddress(source: Registry, files: Pick<WatchedFiles, "get">): string | null {
  const alias = aliasIn(source, files);
  return alias ? alias.address : source.reference;
}

/**
 * The alias in a reference, as the next `bicepconfig.json` defines it; null if there is none. What that says of `public` replaces parts of what
 * Bicep knows itself (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-config-modules#aliases-for-modules).
 */
export function aliasIn({ reference, span }: Registry, files: Pick<WatchedFiles, "get">): Alias | null {
  const [, scheme = "", alias = "", rest = ""] = /^(br|ts)\/([\w-]+):(.+)$/.exec(reference) ?? [];
  if (scheme === "") return null;
  const { moduleAliases, document } = configurationFor(span.document, files);
  const own = memberOf(memberOf(moduleAliases, scheme), alias);
  const said = {
    ...(scheme === "br" && alias === "public" ? publicRegistry : {}),
    ...(isObject(own) ? own : {}),
  };
  const [first, second] =
    scheme === "br" ? ["registry", "modulePath"] : (["subscription", "resourceGroup"] as const);
  const [outer, inner = ""] = [memberOf(said, first), memberOf(said, second)];
  const isKnown =
    (own === undefined || isObject(own)) && typeof outer === "string" && typeof inner === "string";
  return {
    name: `${scheme}/${alias}`,
    rest,
    address: isKnown ? `${scheme}:${outer}/${inner === "" ? "" : `${inner}/`}${rest}` : null,
    place: document ? placeIn(document, ["moduleAliases", scheme, alias]) : null,
  };
}

/** Where a property is; the beginning of a document that does not have it. */
function placeIn(document: Document, path: readonly string[]): Span {
  const tree = isTooDeep(document.text) ? undefined : parseTree(document.text);
  const start = (tree && findNodeAtLocation(tree, [...path])?.parent?.offset) ?? 0;
  return { document: document.id, start, end: start };
}

const publicRegistry = { registry: "mcr.microsoft.com", modulePath: "bicep" };

/** What the `bicepconfig.json` next to a file, or in the next folder around it, says; no aliases are known from one with errors. */
function configurationFor(document: DocumentId, files: Pick<WatchedFiles, "get">): Configuration {
  for (const folder of foldersFrom(folderOf(document))) {
    const found = files.get(`${folder}bicepconfig.json`);
    if (!found) continue;
    const errors: ParseError[] = [];
    const read: unknown = isTooDeep(found.text)
      ? null
      : parse(found.text, errors, { allowTrailingComma: true });
    return { ...(isObject(read) && errors.length === 0 ? read : { moduleAliases: null }), document: found };
  }
  return {};
}

/** A file in the cache folder, used to resolve paths in it. */
function cacheOf(
  { cacheRootDirectory: root }: Configuration,
  given: DocumentId,
  files: WatchedFiles,
): DocumentId {
  if (typeof root !== "string" || root === "") return `${given}_`;
  // The user's home folder is derived from the cache folder that contains it.
  return files.resolve(`${given}_`, `${root.replace(/^~(?=[/\\]|$)/, "..")}/_`);
}

/** Undefined if an object does not have the member, null if it is not an object. */
function memberOf(value: unknown, key: string): unknown {
  if (value === undefined) return undefined;
  return isObject(value) ? Object.entries(value).find(([name]) => name === key)?.[1] : null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
