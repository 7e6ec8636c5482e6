import { partsOf, isText, type Plain } from "../evaluate/values/plain.ts";
import { nameOf } from "../access/vault-label.ts";
import { fix, respell } from "../fixes/fix.ts";
import { placeOfReference } from "../network/places.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import type { Consumer, VaultUse } from "../services/consumers/consumer.ts";
import { learn, type Finding, type Found, type Rule, finding } from "./rule.ts";

export const privateLinkHostName: Rule = {
  code: "KV415",
  name: "private-link-host-name",
  severity: "warning",
  fixable: true,
  references: learn("key-vault/general/private-link-service", "private-link/private-endpoint-dns"),
  check: (network) => callersOfVaultsIn(network).flatMap((caller) => checkCaller(caller)),
};

function checkCaller({ resource, exists, uses }: Consumer): readonly Finding[] {
  if (exists.truth !== "yes") return [];
  return uses.flatMap((use) => checkUse(use, resource));
}

function checkUse({ reference, vault: link }: VaultUse, resource: Consumer["resource"]): Found {
  const { value } = reference;
  const zone = value.kind === "known" ? zoneOf(value.value) : null;
  if (value.kind !== "known" || zone === null) return [];
  const vault = link.kind === "declared" ? link.to : null;
  const [from, to] = [`.privatelink.${zone}.`, zone === "vaultcore" ? ".vault." : `.${zone}.`];
  return finding(vault, {
    fact: { kind: "KV415", caller: nameOf(resource) },
    span: placeOfReference(reference, resource),
    about: resource,
    fixes: [
      fix({
        title: { kind: "correct-word", from, to },
        preferred: true,
        target: resource,
        edits: [respell(value.origin, from, to)],
      }),
    ],
  });
}

/** The zone of an address in it, whatever vault it is of: the name of the zone alone is no address. */
function zoneOf(written: Plain): string | null {
  if (typeof written !== "string" && !isText(written)) return null;
  const parts = partsOf(written).map((part) => (typeof part === "string" ? part : "x"));
  return /[\w-]\.privatelink\.(vaultcore|managedhsm)\./.exec(parts.join(""))?.[1] ?? null;
}
