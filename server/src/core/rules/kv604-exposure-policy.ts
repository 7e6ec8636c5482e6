import type { Caller } from "../access/caller.ts";
import type { Step } from "../access/decision.ts";
import { judge } from "../access/verdict.ts";
import { publicAddresses } from "../ip/ip-set.ts";
import { placeOfList } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/document.ts";

/** The access file's limits for all vaults: exposure is checked when its tests run, the number of addresses here. */
export const exposurePolicy: Rule = {
  code: "KV604",
  name: "exposure-policy",
  severity: "error",
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault, network, { maxAddresses }) => {
    if (maxAddresses === null) return [];
    const { allowed, steps } = judge(vault, network, everyClient);
    if (allowed.size <= maxAddresses) return [];
    const addresses = allowed.equals(publicAddresses) ? "all" : allowed.size;
    return finding(vault, {
      fact: { kind: "KV604", addresses, most: maxAddresses },
      span: placeOfOpening(vault, steps),
    });
  }),
};

const everyClient: Caller = { kind: "addresses", addresses: publicAddresses };

/** Where the first gate that certainly allows addresses is written. */
function placeOfOpening(vault: Vault, steps: readonly Step[]): Span {
  const opening = steps.find(
    ({ gate: { effect, settles } }) => effect === "allow" && settles?.certain.isEmpty === false,
  );
  const isByRule = opening?.gate.name === "ip-rule";
  return isByRule ? placeOfList(vault.ipRules) : (opening?.gate.span ?? vault.label);
}
