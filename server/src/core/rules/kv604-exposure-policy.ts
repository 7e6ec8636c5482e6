import { ipRulesOf } from "../access/entries.ts";
import { publicAddresses } from "../ip/well-known-ranges.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import { placeOfList } from "../network/places.ts";
import type { Rule } from "./rule.ts";

/** The access file's limits for all vaults: exposure is checked when its tests run, the number of addresses here. */
export const exposurePolicy: Rule = {
  code: "KV604",
  name: "exposure-policy",
  severity: "error",
  onByDefault: true,
  fixable: false,
  summary: "A vault is more open than the access file allows.",
  why: `An expectation such as \`{ "to": "*", "exposure": ["private", "selected"] }\` applies to every vault that it matches, including vaults
that are added later. \`limits.maxAddresses\` sets how many public addresses the IP rules of one vault may allow.`,
  fix: "Close the vault, or add an exception to the access file. Only you know which callers need the vault, so there is no automatic fix.",
  references: ["https://learn.microsoft.com/azure/key-vault/general/network-security"],
  alsoKnownAs: [],
  *check(network, { maxAddresses }) {
    if (maxAddresses === null) return;
    for (const vault of judgedVaults(network)) {
      const { size } = ipRulesOf(vault).bounds.certain.intersect(publicAddresses);
      if (size <= maxAddresses) continue;
      yield finding(vault, {
        fact: { kind: "KV604", addresses: size, most: maxAddresses },
        span: placeOfList(vault.ipRules),
      });
    }
  },
};
