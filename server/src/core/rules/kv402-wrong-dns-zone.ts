import { capturingZones, zoneNames, zoneNamesAt } from "../path/private-dns.ts";
import { textsAmong } from "../evaluate/values/among.ts";
import type { Text } from "../evaluate/values/plain.ts";
import type { Absent, Value } from "../evaluate/values/value.ts";
import { sameId, sameResource } from "../network/ids/links.ts";
import type { Network, PrivateDnsZone, PrivateEndpoint, Vault } from "../network/network.ts";
import { fix, type Fix, respell } from "../fixes/fix.ts";
import { judgedVaults, placeOfItem } from "../network/places.ts";
import { certainEndpoints } from "../access/certain-endpoints.ts";
import { learn, type Finding, type Found, type Rule, finding } from "./rule.ts";
import { foldWord } from "../text/fold.ts";

export const wrongDnsZone: Rule = {
  code: "KV402",
  name: "wrong-dns-zone",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/private-link-service", "private-link/private-endpoint-dns"),
  check: (network) => [
    ...network.privateDnsZones.flatMap((zone) => checkZone(zone, network)),
    ...judgedVaults(network).flatMap((vault) =>
      certainEndpoints(vault, network).flatMap((endpoint) => checkGroups(vault, endpoint, network)),
    ),
  ],
};

const [vaultZone = ""] = zoneNames.vault;
const [hsmZone = ""] = zoneNames.managedHsm;
const rightNames: readonly string[] = [...zoneNames.vault, ...zoneNames.managedHsm];

function checkZone(zone: PrivateDnsZone, network: Network): Found {
  const { name } = zone;
  const names = zone.exists.truth === "no" ? [] : knownTexts(textsAmong(name));
  const [first] = names;
  const meant = names.map((each) => meantBy(foldWord(each)));
  const [right = null] = meant;
  if (first === undefined || right === null || meant.includes(null)) return [];
  const isLiteral = name.kind === "known" && typeof name.value === "string";
  return finding(null, {
    fact: { kind: "KV402", of: captures(first) ? "all-vaults" : "zone", zone: first, right },
    span: zone.label,
    fixes: isLiteral && !isNamedElsewhere(zone, network) ? [rename(zone, first, right)] : [],
  });
}

/** What may be of any name in one cloud is not certainly wrong. */
function knownTexts(texts: readonly (string | Text)[] | null): readonly string[] {
  return texts?.every((each) => typeof each === "string") === true ? texts : [];
}

/** The correct name for a zone whose name is almost right; null for all others. */
function meantBy(name: string): string | null {
  if (captures(name)) return `privatelink.${name.replace(/^vault\./, "vaultcore.")}`;
  if (rightNames.includes(name) || !name.startsWith("privatelink.")) return null;
  if (name.includes("hsm")) return hsmZone;
  if (!/^privatelink\.(key)?vault/.test(name)) return null;
  const cloud = zoneNames.vault.find((right) =>
    name.endsWith(right.slice(right.indexOf(".vaultcore.") + 10)),
  );
  return cloud ?? vaultZone;
}

/** Whether a zone answers for all vaults, or all managed HSMs. */
function captures(name: string): boolean {
  const names = Object.values(capturingZones).flatMap((each) => [...each.vault, ...each.managedHsm]);
  return names.includes(foldWord(name));
}

/** If links, records or groups repeat the name, changing one place would break the connection. */
function isNamedElsewhere({ id, instance }: PrivateDnsZone, network: Network): boolean {
  const isLinked = [...network.virtualNetworkLinks, ...network.addressRecords].some(
    (each) => each.instance.parent() !== instance && sameResource(each.zoneId, id) !== "no",
  );
  const groups = network.privateEndpoints.flatMap((endpoint) => endpoint.zoneGroups);
  const items = groups.flatMap((group) => group.zones.items);
  return isLinked || items.some((item) => sameId(item.field.value, id) !== "no");
}

function rename(zone: PrivateDnsZone, from: string, to: string): Fix {
  return fix({
    title: { kind: "change", to, as: "text", allows: null },
    preferred: true,
    target: zone,
    edits: [respell(zone.name.origin, from, to)],
  });
}

/** A group may also name a zone for another service; a wrong zone that is declared here is reported at its declaration. */
function checkGroups(vault: Vault, endpoint: PrivateEndpoint, network: Network): readonly Finding[] {
  return endpoint.zoneGroups
    .filter((group) => group.exists.truth === "yes")
    .flatMap(({ zones }) => {
      if (zones.open.length > 0) return [];
      const wrong = zones.items.map((item) => ({ item, names: wrongNames(item.field.value, vault) }));
      if (wrong.some(({ names }) => names.length === 0)) return [];
      return wrong
        .filter(({ names }) => !names.every((name) => meantBy(name) !== null && isDeclared(name, network)))
        .map(({ item, names: [zone = ""] }) =>
          finding(vault, {
            fact: {
              kind: "KV402",
              of: captures(zone) ? "group-of-all-vaults" : "group",
              zone,
              right: zoneNames[vault.kind][0] ?? "",
            },
            span: placeOfItem(item),
          }),
        );
    });
}

/** The names that a zone may have; none if one of them is right, or not known. */
function wrongNames(zoneId: Value | Absent, vault: Vault): readonly string[] {
  const names = knownTexts(zoneId.kind === "absent" ? null : zoneNamesAt(zoneId));
  return names.some((name) => zoneNames[vault.kind].includes(name)) ? [] : names;
}

function isDeclared(name: string, network: Network): boolean {
  return network.privateDnsZones.some(({ name: own }) =>
    (textsAmong(own) ?? []).some((each) => typeof each === "string" && foldWord(each) === name),
  );
}
