import { grouped } from "../logic/grouped.ts";
import { judgedVaults } from "../network/places.ts";
import { nameKey } from "../network/writes/writes.ts";
import { learn, type Rule, finding } from "./rule.ts";

export const nameDeclaredTwice: Rule = {
  code: "KV216",
  name: "name-declared-twice",
  severity: "error",
  fixable: false,
  references: learn("key-vault/general/about-keys-secrets-certificates"),
  check: (network) => {
    const certain = judgedVaults(network).filter(
      ({ exists, symbol, state }) =>
        state === null && exists.truth === "yes" && /(?:^|\.)az(?:urerm_\w+|api_resource)\./.test(symbol),
    );
    return [...grouped(certain, (vault) => [nameKey(vault) ?? vault]).values()].flatMap(
      ([first, ...others]) =>
        others
          .filter(({ kind, instance: { declaration, frame } }) => {
            const { instance } = first;
            return (
              kind === first.kind && frame.run === instance.frame.run && declaration !== instance.declaration
            );
          })
          .map((vault) =>
            finding(vault, {
              fact: { kind: "KV216", other: first.symbol },
              span: vault.label,
              related: [{ fact: { kind: "vault-declared" }, span: first.label }],
            }),
          ),
    );
  },
};
