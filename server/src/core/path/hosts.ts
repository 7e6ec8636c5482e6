import { is, knownText, type Value } from "../evaluate/values/value.ts";
import { any, type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn } from "../network/fields/lists.ts";
import type { Vault } from "../network/network.ts";
import { foldWord } from "../text/fold.ts";

/** The names that rules are compared with. */
export interface Host {
  /** The domains that it is in, one for each cloud. */
  readonly domains: readonly string[];
  /** Its name in these domains; null if the domain itself is meant. */
  readonly name: Value | null;
}

/** The domains of vaults and managed HSMs in Azure's clouds: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const domains: Readonly<Record<Vault["kind"], readonly string[]>> = {
  vault: ["vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn"],
  managedHsm: ["managedhsm.azure.net"],
};

/** The host name of a vault. */
export function hostOf({ kind, name }: Vault): Host {
  return { domains: domains[kind], name };
}

/** Where tokens are issued, for each cloud: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
export const tokenHost: Host = {
  domains: ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"],
  name: null,
};

/** A wildcard contains any name below it, but not the name behind it: https://learn.microsoft.com/azure/firewall/firewall-faq */
export function hasName(names: ListField<string>, host: Host, withWildcards: boolean): Truth {
  return anyIn(names, (value) =>
    is(value, (written) => {
      const name = foldWord(written);
      if (!name.startsWith("*")) return isHost(name, host);
      return withWildcards ? endsWith(host, name.slice(1)) : "no";
    }),
  );
}

/** Of a name that is not known, what is before the domain may be anything. */
function endsWith({ domains, name }: Host, suffix: string): Truth {
  const label = foldWord(knownText(name)) ?? "";
  const isUnknown = name !== null && label === "";
  return any(
    domains.map((domain) => {
      const end = name === null ? domain : `${label}.${domain}`;
      return end.endsWith(suffix) ? "yes" : isUnknown && suffix.endsWith(end) ? "maybe" : "no";
    }),
  );
}

function isHost(written: string, { domains, name }: Host): Truth {
  if (name === null) return truth(domains.includes(written));
  const domain = domains.find((each) => written.endsWith(`.${each}`));
  const label = domain && written.slice(0, -domain.length - 1);
  if (label === undefined || label.includes(".")) return "no";
  return name.kind === "known" && typeof name.value === "string"
    ? truth(foldWord(name.value) === label)
    : "maybe";
}
