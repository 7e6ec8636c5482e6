import { is, knownText, type Value } from "../evaluate/values/value.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import { IpBounds, IpSet, publicAddresses } from "../ip/ip-set.ts";
import { memoize } from "../logic/memoize.ts";
import { any, type Truth, truth } from "../logic/truth.ts";
import { configured } from "../network/bind/resource.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn } from "../network/fields/lists.ts";
import { readField } from "../network/fields/read-field.ts";
import type { Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { word } from "../network/schema/spelling.ts";
import { builtInTags } from "../services/built-in-tags.ts";
import { foldWord } from "../text/fold.ts";

/**
 * Where packets to a vault go: its public addresses, or those of a private endpoint. What takes work to find is asked for, because most
 * subnets have neither rules nor routes.
 */
export interface Destination {
  /** One of these, it is not known which. */
  readonly addresses: () => IpSet;
  /** What the tag `VirtualNetwork` contains of them. */
  readonly virtualNetwork: IpBounds;
  /** The service whose public address it is, as service tags call it in small letters; null for a private address. */
  readonly service: "azurekeyvault" | "azureactivedirectory" | null;
  /** The region of the service in small letters; null if it is not known. */
  readonly region: () => string | null;
  /** Of an address that Azure answers at inside of every network; not there for all others. */
  readonly platform?: Platform | null;
}

/** What only rules that name its tag concern: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
export interface Platform {
  readonly tag: "azureplatformdns" | "azureplatformimds";
  readonly protocol: "udp" | "tcp";
  readonly port: number;
}

/**
 * The public addresses of a vault: those of the service tag of its region
 * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview).
 */
export function publicDestination(vault: Vault, virtualNetwork: IpBounds): Destination {
  return {
    addresses: () => addressesIn(regionOf(vault) ?? ""),
    virtualNetwork,
    service: "azurekeyvault",
    region: () => regionOf(vault),
  };
}

/**
 * The addresses of Microsoft Entra ID, which issues the tokens that vaults ask for:
 * https://learn.microsoft.com/azure/key-vault/general/access-behind-firewall
 */
export function tokenDestination(virtualNetwork: IpBounds): Destination {
  return {
    addresses: () => builtInTags.addressesOf("AzureActiveDirectory") ?? publicAddresses,
    virtualNetwork,
    service: "azureactivedirectory",
    region: () => null,
  };
}

function addressesIn(region: string): IpSet {
  const name = region === "" ? "AzureKeyVault" : `AzureKeyVault.${region}`;
  // Other clouds have their own file; there, any public address is possible.
  return builtInTags.addressesOf(name) ?? publicAddresses;
}

/** The region of a resource, if it is known; asked for each path to a vault. */
export const regionOf = memoize(({ instance, label }: Resource): string | null => {
  const { value } = readField(configured(instance), word("location"), label);
  return value.kind === "known" ? foldWord(value.value).replaceAll(" ", "") : null;
});

/** The addresses that a word in a rule means: an address, a range, `*` or a service tag, without case. */
export function addressesOf(word: string, destination: Destination): IpBounds {
  const name = foldWord(word.trim());
  if (destination.platform) return name === destination.platform.tag ? everything : IpBounds.none;
  if (name === "*" || name === "any") return everything;
  const entry = classifyIpEntry(word.trim());
  if (entry.kind === "ipv6") return IpBounds.none;
  if (entry.kind !== "garbage") return IpBounds.known(IpSet.of([entry.range]));
  if (name === "internet") return IpBounds.known(publicAddresses);
  if (name === "virtualnetwork") return destination.virtualNetwork;
  return tagAddresses(name, destination);
}

const everything = IpBounds.known(IpSet.all);

/** Tags contain public addresses only. That of the service itself is compared by name, since addresses are added every week. */
function tagAddresses(name: string, { service, region }: Destination): IpBounds {
  if (service === null || name.startsWith("azureplatform")) return IpBounds.none;
  const [own = "", ...rest] = name.split(".");
  const place = rest.join(".");
  const isWhole = place === "" || place === region();
  if (own === service && isWhole) return everything;
  if (own === service && region() !== null) return IpBounds.none;
  // The tag of all data centers does not contain all of Microsoft Entra ID.
  if (own === "azurecloud" && service === "azurekeyvault" && isWhole) return everything;
  const addresses = builtInTags.addressesOf(name);
  return addresses ? IpBounds.known(addresses) : IpBounds.unknown;
}

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
