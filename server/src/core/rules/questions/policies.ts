import { is } from "../../evaluate/values/value.ts";
import { any, not, type Truth, truth } from "../../logic/truth.ts";
import type { Field } from "../../network/fields/field.ts";
import type { Vault } from "../../network/network.ts";
import { isSameWord } from "../../text/fold.ts";

/**
 * Conditions that built-in policies share, as Azure Policy reads a template: it does not apply defaults, and compares without
 * case. https://learn.microsoft.com/azure/key-vault/general/azure-policy
 */

/** The policies ignore vaults that are being recovered. */
export function isRecovered({ createMode }: Vault): Truth {
  return isWord(createMode, "recover");
}

/** Whether the template says that the default action is Deny. */
export function deniesByDefault({ defaultAction }: Vault): Truth {
  return isWord(defaultAction, "Deny");
}

/** Whether the template disables public access, with an API version in which policies can see that. */
export function disablesPublicAccess(vault: Vault): Truth {
  const isOld = vault.apiVersion
    ? is(vault.apiVersion, (version) => truth(typeof version === "string" && version < "2021-06-01-preview"))
    : "no";
  return not(any([isOld, not(isWord(vault.publicNetworkAccess, "Disabled"))]));
}

function isWord({ value }: Field<string>, word: string): Truth {
  return is(value, (written) => truth(isSameWord(written, word)));
}
