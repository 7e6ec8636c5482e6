import { equalValues, textOf } from "../../evaluate/values/plain.ts";
import { known, knownText, unknown, type Value } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Vault } from "../network.ts";

/** Whether a vault has a name, as far as its own is known. */
export function isNamed({ name }: Vault, text: string): Truth {
  return equalNames(name, known(text, name.origin));
}

/** Whether two names of vaults are one, without case. */
export function equalNames(a: Value, b: Value): Truth {
  const same = equalValues(a, b, true);
  return same === "no" ? equalValues(completed(a), completed(b), true) : same;
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
