import { equalValues, textOf } from "../../evaluate/values/plain.ts";
import { known, knownText, unknown, type Value } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Vault } from "../network.ts";

/** Whether a vault has a name, as far as its own is known. */
export function isNamed(vault: Vault, text: string): Truth {
  return isNamedBy(vault, known(text, vault.name.origin));
}

/** Whether a name is that of a vault, without case. A text without placeholders is completed by nothing, whether Azure accepts it or not. */
export function isNamedBy({ name, instance: { declaration } }: Vault, other: Value): Truth {
  const same = equalValues(name, other, true);
  const isWhole =
    declaration.name?.kind === "literal" && /^[a-z0-9-]*$/i.test(String(declaration.name.value));
  return same === "no" ? equalValues(isWhole ? name : completed(name), completed(other), true) : same;
}

/** Whether Azure can accept a text as the name of a vault: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#vault-name-and-object-name */
export function canBeName(text: string): boolean {
  return /^[a-z](?:-?[a-z0-9]){2,23}$/i.test(text) && text.length <= 24;
}

/**
 * A name that Azure cannot accept is not the one that is deployed: a parameter adds what is missing at its ends or between two hyphens, and
 * a placeholder what its signs are around.
 */
function completed(name: Value): Value {
  const text = knownText(name);
  if (text === null || canBeName(text)) return name;
  const hidden = unknown([], name.origin);
  if (text.length > 24) return hidden;
  const parts = text.split(/[^a-z0-9-](?:.*[^a-z0-9-])?|(?<=-)(?=-)/i).flatMap((part) => [hidden, part]);
  const [, ...inner] = parts;
  const needsHead = !/^[a-z]/i.test(text) || text.length < 3;
  const needsTail = !/[a-z0-9]$/i.test(text) || text.length < 3;
  return known(textOf([...(needsHead ? parts : inner), ...(needsTail ? [hidden] : [])]), name.origin);
}
