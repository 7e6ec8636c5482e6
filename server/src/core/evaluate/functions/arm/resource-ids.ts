/**
 * Ids of resources, made of the same parts as those of declared resources so that both compare equal:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
 */
import { deploymentFact, groupParts } from "../../instances/resource-id.ts";
import { textPieces } from "../../values/symbol.ts";
import type { Plain } from "../../values/plain.ts";
import type { Value } from "../../values/value.ts";
import { type Call, type TemplateFunction, wrongArguments } from "../function.ts";
import { notSeen, perOption, plainOf, type Single } from "./arguments.ts";
import { isTextual, joined, type Piece } from "./texts.ts";

export const resourceIds: Readonly<Record<string, TemplateFunction>> = {
  extensionResourceId: perOption(([base, ...rest], call) =>
    base && mayBeId(plainOf(base)) ? idBelow(() => textPieces(base), rest, 0, call) : wrongArguments(call),
  ),
  managementGroupResourceId: perOption((values, call) => idBelow(managementGroup, values, 1, call)),
  resourceId: perOption((values, call) => idBelow(resourceGroup, values, 2, call)),
  subscriptionResourceId: perOption((values, call) => idBelow(subscription, values, 1, call)),
  tenantResourceId: perOption((values, call) => idBelow(() => [], values, 0, call)),
};

function mayBeId(plain: Plain | undefined): boolean {
  return typeof plain !== "string" || /^\/[^/]+\/./.test(plain);
}

type ScopeOf = (given: readonly Single[], call: Call) => readonly Piece[];

/** The scope, made of up to `most` leading arguments, then the type and one name for each of its segments. */
function idBelow(scopeOf: ScopeOf, values: readonly Single[], most: number, call: Call): Value {
  const at = values.slice(0, most + 1).findIndex(isType);
  const type = plainOf(values[at]);
  if (typeof type !== "string") return notSeen(call, values);
  const [provider = "", ...segments] = type.split("/");
  const names = values.slice(at + 1);
  // A name that is not a text is refused; an empty name also omits its type.
  const isNamed = names.every(
    (name) => name.kind === "unknown" || (isTextual(name.value) && name.value !== ""),
  );
  if (segments.length !== names.length || !isNamed) return wrongArguments(call);
  const pieces: Piece[] = [...scopeOf(values.slice(0, at), call), `/providers/${provider}`];
  segments.forEach((segment, index) => {
    const name = names[index];
    pieces.push(`/${segment}/`);
    for (const piece of name ? textPieces(name) : []) pieces.push(piece);
  });
  return joined(pieces, call);
}

/** `Microsoft.KeyVault/vaults`, rather than the name of a group or the id of a subscription. */
function isType(value: Single): boolean {
  const plain = plainOf(value);
  return typeof plain === "string" && /^[^/][^/.]*\.[^/]+\/./.test(plain);
}

function subscription(given: readonly Single[], call: Call): readonly Piece[] {
  const [id = call.group.subscription] = given;
  return ["/subscriptions/", ...textPieces(id)];
}

/** A single leading argument is the group, unless it is the id of a subscription. */
function resourceGroup(given: readonly Single[], call: Call): readonly Piece[] {
  const group = given.at(-1);
  if (!group) return groupParts(call.group);
  if (given.length === 1 && isGuid(group))
    return [...subscription(given, call), ...groupParts(call.group).slice(2)];
  return [...subscription(given.slice(0, -1), call), "/resourceGroups/", ...textPieces(group)];
}

function isGuid(value: Single): boolean {
  const plain = plainOf(value);
  return typeof plain === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(plain);
}

function managementGroup(given: readonly Single[], call: Call): readonly Piece[] {
  const [name] = given;
  const own = deploymentFact("managementGroup().name", call.origin.span);
  return ["/providers/Microsoft.Management/managementGroups/", ...(name ? textPieces(name) : [own])];
}
