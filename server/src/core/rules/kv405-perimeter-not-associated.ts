import { publicAccess } from "../access/effective.ts";
import { membershipsOf } from "../access/perimeter.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Vault } from "../network/network.ts";
import { placeOfSetting } from "../network/places.ts";
import { learn, eachVault, type Found, type Rule, finding } from "./rule.ts";

export const perimeterNotAssociated: Rule = {
  code: "KV405",
  name: "perimeter-not-associated",
  severity: "info",
  references: learn("private-link/network-security-perimeter-transition"),
  check: eachVault(checkVault),
};

/** A module that gets the vault and cannot be read may declare the association. */
function checkVault(vault: Vault, network: Network): Found {
  const secured = is(publicAccess(vault).value, (word) => truth(word === "SecuredByPerimeter"));
  if (secured !== "yes" || membershipsOf(vault, network).length > 0) return [];
  if (mayDeclareAbout(network, vault)) return [];
  return finding(vault, {
    fact: { kind: "KV405" },
    span: placeOfSetting(vault, vault.publicNetworkAccess),
  });
}
