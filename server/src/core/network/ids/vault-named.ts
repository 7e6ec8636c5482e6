import { equalPlain } from "../../evaluate/values/plain.ts";
import { is } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Vault } from "../network.ts";

/** Whether a vault has a name, as far as its own is known. */
export function isNamed({ name }: Vault, text: string): Truth {
  return is(name, (value) => equalPlain(value, text, true));
}
