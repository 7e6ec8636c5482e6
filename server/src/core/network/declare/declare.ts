import { framesBelow } from "../../evaluate/instances/calls.ts";
import type { Frame, ResourceInstance } from "../../evaluate/types.ts";
import { memoize } from "../../logic/memoize.ts";
import { Reference, type Referent } from "../../template/reference.ts";
import type { Template } from "../../template/template.ts";
import { dictionaryOf, type NewResource } from "../../template/written.ts";
import type { DocumentId } from "../../text/document.ts";
import { foldWord, isSameWord } from "../../text/fold.ts";
import { isAzurerm } from "../bind/resource.ts";
import { referenceTo, referenceToArgument, referenceToName } from "../ids/reference-to.ts";
import { hasArgument } from "../provider-arguments.ts";
import type { Resource } from "../resources-by-type.ts";
import type { Entries, Kind } from "./kinds.ts";

/** What others may refer to: a resource of the template, or one that a fix declares. */
export interface Named {
  readonly id: Reference;
  readonly name: Reference | null;
  /** What it says of its location or group, for a declaration in a document; null if that cannot be repeated. */
  readonly argument: (key: string, into: DocumentId) => Reference | null;
}

/** A resource that a fix declares. */
export interface Declared extends Named {
  readonly resource: NewResource;
}

/** What is declared, whatever the syntax. */
export interface Description<S> {
  /** The resource behind which it is written, in the words of the same provider. */
  readonly beside: Resource;
  /** The resource whose child it is; null without one. */
  readonly parent: Named | null;
  /** What its symbol is made of. */
  readonly words: readonly string[];
  readonly name: string | Reference;
  readonly values: (schema: S) => Entries;
}

/**
 * A resource of the template as others refer to it. Null if there is no way to, or if it is deployed on a condition, which whatever
 * refers to it would have to share.
 */
export function named(resource: Resource, id = referenceTo(resource, "id")): Named | null {
  if (!id || resource.instance.declaration.condition) return null;
  return {
    id,
    name: referenceToName(resource),
    argument: (key, into) => referenceToArgument(resource, key, into),
  };
}

/** Declares a resource; null if the template has no words for a part of it. */
export function declare<S>(kind: Kind<S>, description: Description<S>): Declared | null {
  const { beside, parent } = description;
  const own = isSharedModule(beside.instance.frame) ? null : named(beside);
  if (!own) return null;
  if (!isAzurerm(beside.instance)) return declareForAzure(kind, description, own);
  if (!kind.azurerm) return null;
  const { type, schema, always, parent: key } = kind.azurerm;
  const { span } = beside.instance.declaration;
  const group = [
    ["resource_group_name"],
    (parent ?? own).argument("resource_group_name", span.document),
  ] as const;
  // Since version 5 of the provider, a zone is named by its ID: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide
  const isById = key !== null && !hasArgument(type, key, beside.instance.frame);
  const entries: Entries = [
    ...(parent && isById ? [[["private_dns_zone_id"], parent.id] as const] : [group]),
    ...(parent && key !== null && !isById ? [[[key], parent.name] as const] : []),
    ...always,
    ...description.values(schema),
  ];
  return declared(description, entries, { type, apiVersion: null, parent: null });
}

/** Whether a template is called more than once, so that all of its callers would get what is declared for one. */
function isSharedModule({ template, caller }: Frame): boolean {
  if (!caller) return false;
  let root = caller;
  while (root.caller) root = root.caller;
  return (timesCalled(root).get(template) ?? 0) > 1;
}

const timesCalled = memoize((root: Frame): ReadonlyMap<Template, number> => {
  const times = new Map<Template, number>();
  for (const { template } of framesBelow(root)) times.set(template, (times.get(template) ?? 0) + 1);
  return times;
});

/** In Terraform, azapi names the parent, or else the resource group, by its id. */
function declareForAzure<S>({ arm }: Kind<S>, description: Description<S>, own: Named): Declared | null {
  const { type, version, schema, always } = arm;
  const { beside, parent } = description;
  const { template } = beside.instance.frame;
  const isAzapi = template.dialect === "terraform";
  const around = isAzapi
    ? (parent?.id ?? own.argument("parent_id", beside.instance.declaration.span.document))
    : parent && new Reference(parent.id.referent, []);
  if (isAzapi && !around) return null;
  return declared(description, [...always, ...description.values(schema)], {
    type,
    apiVersion: versionOf(type, version, template),
    parent: around,
  });
}

function declared(
  { beside, parent, words, name }: Pick<Description<unknown>, "beside" | "parent" | "words" | "name">,
  entries: Entries,
  said: Pick<NewResource, "type" | "apiVersion" | "parent">,
): Declared | null {
  if (entries.some(([, value]) => value === null)) return null;
  const { template } = beside.instance.frame;
  const block = said.apiVersion === null ? said.type : "azapi_resource";
  const prefix = template.dialect === "terraform" ? `${block}.` : "";
  const symbol = freeSymbol(words, prefix, template);
  const resource: NewResource = { symbol, name, body: dictionaryOf(entries), ...said };
  const referent = referentOf(resource, prefix, parent, beside.instance);
  const read = (key: string): Reference | null => (prefix === "" ? null : new Reference(referent, [key]));
  return { resource, id: new Reference(referent, ["id"]), name: read("name"), argument: read };
}

/** How others refer to what is not declared yet: as if it were declared with the one that it is beside. */
function referentOf(
  { symbol, type, name }: NewResource,
  prefix: string,
  parent: Named | null,
  { declaration: { span, key }, frame }: ResourceInstance,
): Referent {
  const address = prefix + symbol;
  const isSymbolic = frame.template.dialect !== "arm" || key !== null;
  return {
    declaration: { span, symbol: address, key: isSymbolic ? address : null, existing: false },
    iteration: null,
    type,
    names: [
      ...(parent?.id.referent.names ?? []),
      typeof name === "string" ? [{ kind: "literal", span, value: name }] : name.referent.names.flat(),
    ],
    child: null,
    home: frame,
  };
}

/**
 * A symbol that nothing in the template has yet, made of words in the manner of its language: `kvEndpoint` in Bicep, `kv_endpoint` in
 * Terraform, where it is a name behind the type in `prefix`.
 */
function freeSymbol(words: readonly string[], prefix: string, template: Template): string {
  const isTerraform = template.dialect === "terraform";
  const parts = words.flatMap((word) => word.match(/[A-Z]*[a-z\d]+|[A-Z]+/g) ?? []);
  const base = isTerraform
    ? foldWord(parts.join("_"))
    : parts.map((part, index) => (index === 0 ? lowerFirst(part) : upperFirst(part))).join("");
  const taken = namesIn(template);
  const free = (count: number): string => {
    const candidate = count === 1 ? base : `${base}${isTerraform ? "_" : ""}${count}`;
    return taken.has(prefix + candidate) ? free(count + 1) : candidate;
  };
  return free(1);
}

const namesIn = memoize(({ resources, modules, ...named }: Template): ReadonlySet<string> => {
  const { parameters, variables, functions, types, imports } = named;
  const declared = [...resources, ...modules].flatMap(({ key, symbol }) => [key ?? symbol, symbol]);
  const others = [parameters, variables, functions, types, imports];
  return new Set([...declared, ...others.flatMap((names) => [...(names?.keys() ?? [])])]);
});

function lowerFirst(text: string): string {
  return foldWord(text.charAt(0)) + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The version that the template names for a type or, as they share versions, for its parent or children. */
function versionOf(type: string, otherwise: string, { resources }: Template): string {
  const versions = resources.flatMap(({ type: each, apiVersion }) =>
    each.kind === "literal" && apiVersion?.kind === "literal" && isRelated(String(each.value), type)
      ? [
          {
            isSame: isSameWord(String(each.value), type),
            version: String(apiVersion.value),
          },
        ]
      : [],
  );
  return (versions.find(({ isSame }) => isSame) ?? versions[0])?.version ?? otherwise;
}

function isRelated(a: string, b: string): boolean {
  const family = (type: string): string => foldWord(type).split("/").slice(0, 2).join("/");
  return family(a) === family(b);
}

/** A word for a resource, for names that contain it: of a name that is computed, the first text in it. */
export function wordFor({ instance }: Resource): string {
  const { symbol } = instance.declaration;
  const [, quoted] = /'[^']*?([A-Za-z][\w-]*)/.exec(symbol) ?? [];
  const last =
    symbol
      .split(/[^\w-]/)
      .at(-1)
      ?.replace(/^[^A-Za-z]+/, "") ?? "";
  return quoted ?? (last === "" ? "resource" : last);
}
