import type { Reference } from "./reference.ts";
import { referencesIn, type WrittenDictionary } from "./written.ts";

/** A resource that a fix declares; how a template spells it is the syntax's business. */
export interface NewResource {
  /** What the template calls it, behind its type in Terraform. */
  readonly symbol: string;
  /** As its provider spells it: `Microsoft.Network/privateEndpoints`, `azurerm_private_endpoint`. */
  readonly type: string;
  /** Null of the azurerm provider, which chooses the version itself. */
  readonly apiVersion: string | null;
  /** The resource that its name is below; azurerm names that among the arguments. */
  readonly parent: Reference | null;
  /** A text, or the name of another resource. */
  readonly name: string | Reference;
  /** All else, in the words of its type. */
  readonly body: WrittenDictionary;
}

/** The references in what is declared. */
export function referencesOfNew({ parent, name, body }: NewResource): readonly Reference[] {
  return [...(parent ? [parent] : []), ...referencesIn([name, body])];
}
