import { defaultDomain, runtimeProperties, whyNotSeen } from "../expressions/runtime-view.ts";
import { deploymentFact } from "../instances/resource-id.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import { dataRoles } from "../values/data-roles.ts";
import { findEntry } from "../values/find-entry.ts";
import { dictOf, isDict, isList, isText, textOf } from "../values/plain.ts";
import { textPieces } from "../values/symbol.ts";
import { valuesOf, withValues } from "../values/unified.ts";
import { known, knownText, type Origin, unknown, type Value, withOrigin } from "../values/value.ts";
import { generatedShape } from "./generated-text.ts";
import { uriAttribute } from "./uris.ts";

/**
 * An attribute of a Terraform resource: what is written, and the id where we know how Azure will name it. The provider computes
 * the rest.
 */
export function terraformMember(instance: ResourceInstance, name: string, origin: Origin): Value {
  const { declaration, symbol } = instance;
  if (name === "id" && declaration.identity) return withOrigin(instance.id(), origin);
  if (instance.type()?.includes("/") === true) {
    const answer = armAnswer(instance, name, origin);
    if (answer) return answer;
  }
  const written = writtenAttribute(instance, name);
  if (written) return written;
  const derived = derivedAttribute(instance, name, origin);
  if (derived) return derived;
  const path = `${instance.frame.identity}/${symbol}.${name}`;
  const because =
    declaration.existing && /\.az(?:urerm|api)_/.test(symbol)
      ? ({ kind: "existing", symbol } as const)
      : ({ kind: "runtime", call: `${symbol}.${name}` } as const);
  const shape = generatedShape(instance, name, (attribute) => writtenAttribute(instance, attribute));
  const value = unknown(because, origin, `resource ${path}`);
  return shape ? { ...value, shape } : value;
}

/** The type of the resource of azurerm whose id a value is, or begins with, that is not known; null of other values. */
export function typeOfId(value: Value): string | null {
  const symbol = value.kind === "unknown" ? value.symbol : symbolOfStart(value);
  if (!symbol?.endsWith(".id")) return null;
  const instance = symbol.slice(0, -".id".length);
  // A quotation mark within a key is escaped.
  const key = instance.endsWith("]") ? instance.lastIndexOf(instance.endsWith('"]') ? '["' : "[") : -1;
  const declaration = key < 0 ? instance : instance.slice(0, key);
  return /\/(?:data\.)?(azurerm_\w+)\.[\w-]+$/.exec(declaration)?.[1] ?? null;
}

/** Of a resource inside of another one; one beside it has a type of its own behind the id of their group. */
function symbolOfStart(value: Value): string | null {
  const parts = value.kind === "known" && isText(value.value) ? value.value.parts : [];
  const [first] = parts;
  const isBeside = parts.some((part) => typeof part === "string" && /\/providers\//i.test(part));
  return first === undefined || typeof first === "string" || isBeside ? null : first.symbol;
}

/** An output of a module as `module.net.subnet_id` names it. */
export function isTerraformCall({ caller }: ModuleInstance): boolean {
  return caller.template.dialect === "terraform";
}

/**
 * What Azure answers about a resource of azapi, which its `output` exports: as it is, or under the names that
 * `response_export_values` gives to what is at some paths
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource).
 */
function armAnswer(instance: ResourceInstance, name: string, origin: Origin): Value | null {
  if (name !== "properties" && name !== "output") return null;
  const properties = known(runtimeProperties(instance, origin), origin);
  if (name === "properties") return properties;
  const answer = known(dictOf([["properties", properties]], whyNotSeen(instance, name)), origin);
  const named = writtenAttribute(instance, "response_export_values");
  if (named && named.kind !== "known") return unknown(whyNotSeen(instance, name), origin);
  if (!named || !isDict(named.value)) return answer;
  const { entries, open } = named.value;
  const exported = [...entries].map(
    ([key, { value }]) => [key, valueAt(value, answer, instance, origin)] as const,
  );
  return known(dictOf(exported, open), origin);
}

/** What is at a path, which is read if it consists of names: https://jmespath.org/specification.html */
function valueAt(path: Value, answer: Value, instance: ResourceInstance, origin: Origin): Value {
  const text = knownText(path) ?? "";
  const hidden = unknown(whyNotSeen(instance, "output"), origin);
  if (!/^\w+(?:\.\w+)*$/.test(text)) return hidden;
  const member = (value: Value, name: string): Value =>
    value.kind === "known" && isDict(value.value) ? (findEntry(value.value, name)?.value ?? hidden) : hidden;
  return text.split(".").reduce(member, answer);
}

/** A null is what the provider computes; of a data source what is written is what it was looked up by. */
function writtenAttribute(instance: ResourceInstance, name: string): Value | null {
  const body = instance.body();
  const value = body.kind === "known" && isDict(body.value) ? body.value.entries.get(name)?.value : undefined;
  if (!value || (value.kind === "known" && value.value === null)) return null;
  if (value.kind !== "known" || !isList(value.value)) return ofProvider(value);
  const { items, open, site } = value.value;
  if (items.length === 0 && open.length === 0) return null;
  return ofProvider(
    site?.blocks ? { ...value, value: { ...value.value, items: items.map(opened(instance, name)) } } : value,
  );
}

/** Which types the collections of an attribute have, the provider says, whatever is written. */
function ofProvider(value: Value): Value {
  const plain = value.kind === "known" ? value.value : null;
  if (isList(plain) && plain.isOfOneType !== undefined) {
    const { isOfOneType: _, ...list } = plain;
    return { ...value, kind: "known", value: { ...list, items: list.items.map(ofProvider) } };
  }
  if (!isDict(plain) || plain.isOfOneType === undefined) return value;
  const { isOfOneType: _, ...dict } = withValues(plain, valuesOf(plain).map(ofProvider));
  return { ...value, kind: "known", value: dict };
}

/** A block with what the provider adds to it, such as the `principal_id` of an identity. */
function opened({ symbol, frame }: ResourceInstance, name: string): (block: Value, index: number) => Value {
  return (block, index) => {
    if (block.kind !== "known" || !isDict(block.value)) return block;
    const call = `${symbol}.${name}[${index}]`;
    const { kind, entries, site } = block.value;
    const open = [...block.value.open, { kind: "runtime", call } as const];
    const view = `resource ${frame.identity}/${call}`;
    return { ...block, value: { kind, entries, open, site, symbol: view } };
  };
}

/**
 * Attributes that follow from others: the addresses of vaults and of what they hold, whose subscription it is, and the output of
 * `terraform_data`, which is its input (https://developer.hashicorp.com/terraform/language/resources/terraform-data).
 */
function derivedAttribute(instance: ResourceInstance, name: string, origin: Origin): Value | null {
  const type = instance.type();
  if (type === "terraform_data" && name === "output") return writtenAttribute(instance, "input");
  const uri = uriAttribute(instance, name, (attribute) => writtenAttribute(instance, attribute), origin);
  if (uri) return uri;
  if (type === "azurerm_role_definition" && instance.declaration.existing)
    return roleDefinitionAttribute(name, (attribute) => writtenAttribute(instance, attribute), origin);
  if (type === "azurerm_container_app_environment" && name === "default_domain")
    return defaultDomain(instance, name, origin);
  const isOwnSubscription = type === "azurerm_client_config" || type === "azurerm_subscription";
  const isLookedUpByNothing = instance.declaration.existing && instance.nameSegments().length <= 1;
  if (!isOwnSubscription || !isLookedUpByNothing) return null;
  const subscription = deploymentFact("subscription().subscriptionId", origin.span);
  if (name === "subscription_id") return subscription;
  return type === "azurerm_subscription" && name === "id"
    ? known(textOf(["/subscriptions/", subscription]), origin)
    : null;
}

/**
 * The id of a role that is looked up by its GUID or name, or its GUID; null where that is not known
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/data-sources/role_definition).
 */
function roleDefinitionAttribute(
  name: string,
  written: (attribute: string) => Value | null,
  origin: Origin,
): Value | null {
  const [guid, role, scope] = ["role_definition_id", "name", "scope"].map(written);
  const id = guid ? knownText(guid) : dataRoles.get((role && knownText(role)) ?? "");
  if (!id) return null;
  if (name === "role_definition_id") return known(id, origin);
  if (name !== "id") return null;
  const around = scope ? textPieces(scope) : [];
  return known(textOf([...around, `/providers/Microsoft.Authorization/roleDefinitions/${id}`]), origin);
}
