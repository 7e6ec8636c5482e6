import type { ModuleInstance, ResourceInstance } from "./deployment.ts";
import { isDict, isList, textOf } from "./plain.ts";
import { deploymentFact } from "./resource-id.ts";
import { textPieces } from "./text-pieces.ts";
import type { Origin, Value } from "./value.ts";
import { known, unknown, withOrigin } from "./value.ts";

/**
 * An attribute of a Terraform resource: what is written, and the id where we know how Azure will name it. The provider computes
 * the rest.
 */
export function terraformMember(instance: ResourceInstance, name: string, origin: Origin): Value {
  const { declaration, symbol } = instance;
  if (name === "id" && declaration.identity) return withOrigin(instance.id(), origin);
  const written = writtenAttribute(instance, name);
  if (written) return written;
  const derived = derivedAttribute(instance, name, origin);
  if (derived) return derived;
  const path = `${instance.frame.path ?? ""}/${symbol}.${name}`;
  const because =
    declaration.existing && /\.az(?:urerm|api)_/.test(symbol)
      ? ({ kind: "existing", symbol } as const)
      : ({ kind: "runtime", call: `${symbol}.${name}` } as const);
  return unknown(because, origin, `resource ${path}`);
}

/** An output of a module as `module.net.subnet_id` names it. */
export function isTerraformCall({ caller }: ModuleInstance): boolean {
  return caller.template.dialect === "terraform";
}

/** A null is what the provider computes; of a data source what is written is what it was looked up by. */
function writtenAttribute(instance: ResourceInstance, name: string): Value | null {
  const body = instance.body();
  const value = body.kind === "known" && isDict(body.value) ? body.value.entries.get(name)?.value : undefined;
  if (!value || (value.kind === "known" && value.value === null)) return null;
  const isNoBlock = value.kind === "known" && isList(value.value) && value.value.items.length === 0;
  return isNoBlock && value.value.open.length === 0 ? null : value;
}

/** Attributes that follow from others: a vault's address, and whose subscription it is. */
function derivedAttribute(instance: ResourceInstance, name: string, origin: Origin): Value | null {
  const type = instance.type();
  if (name === "vault_uri" && type === "azurerm_key_vault") {
    const pieces = textPieces(instance.nameSegments().at(-1) ?? unknown([], origin));
    return known(textOf(["https://", ...pieces, ".vault.azure.net/"]), origin);
  }
  const isOwnSubscription = type === "azurerm_client_config" || type === "azurerm_subscription";
  const isLookedUpByNothing = instance.declaration.existing && instance.nameSegments().length <= 1;
  if (isOwnSubscription && isLookedUpByNothing && name === "subscription_id")
    return deploymentFact("subscription().subscriptionId", origin.span);
  return null;
}
