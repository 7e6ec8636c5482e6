import type { Vault } from "../network/network.ts";
import type { Resource } from "../network/resource.ts";

/**
 * A symbol that is a long expression is truncated, so that the message stays one line. Terraform's longest type fits
 * with a name.
 */
const longestName = 64;

/** What messages call a vault or another resource: its symbol, regardless of the iteration of a loop. */
export function nameOf({ instance }: Pick<Resource, "instance">): string {
  return shortened(instance.declaration.symbol);
}

/** A name in a sentence: in ARM JSON, names are expressions, which may be long. */
export function shortened(symbol: string): string {
  return symbol.length > longestName ? `${symbol.slice(0, longestName - 1)}…` : symbol;
}

/** What rejects a malformed entry of a vault: Terraform's provider checks it before Azure does. */
export function validatorOf({ exactWords }: Pick<Vault, "exactWords">): "azurerm" | "Azure" {
  return exactWords ? "azurerm" : "Azure";
}
