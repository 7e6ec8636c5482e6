import { subnetLabel } from "../access/source.ts";
import { egressOf, mayHaveEgress } from "../path/egress.ts";
import { lists } from "../access/gate-ip-rules.ts";
import { ipRulesOf } from "../access/entries.ts";
import { serviceEndpointName, serviceEndpointOn } from "../path/endpoints.ts";
import { judge } from "../access/verdict.ts";
import { is } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { truth } from "../logic/truth.ts";
import type { Network, Subnet, Vault } from "../network/network.ts";
import { letInBySubnetRules } from "../fixes/open-path.ts";
import { placeOfList } from "../network/places.ts";
import { learn, eachVault, type Related, type Rule, finding } from "./rule.ts";
import { isSameWord } from "../text/fold.ts";

export const endpointWithoutRule: Rule = {
  code: "KV303",
  name: "endpoint-without-rule",
  severity: "warning",
  fixable: true,
  references: learn(
    "virtual-network/virtual-network-service-endpoints-overview",
    "key-vault/general/network-security",
  ),
  check: eachVault((vault, network) => {
    if (vault.kind !== "vault") return [];
    const shutOut = candidates(network).filter((subnet) => isShutOut(vault, subnet, network));
    const [subnet] = shutOut;
    if (!subnet) return [];
    return finding(vault, {
      fact: { kind: "KV303", subnets: shutOut.map(subnetLabel) },
      span: placeOfList(vault.ipRules),
      decided: { kind: "subnet", subnet },
      related: shutOut.flatMap(endpointsOf),
      fixes: letInBySubnetRules(vault, shutOut).map((each) => ({ ...each, preferred: true })),
    });
  }),
};

/** The subnets that any vault may block. */
const candidates = memoize((network: Network): readonly Subnet[] =>
  network.subnets.filter(
    (subnet) =>
      subnet.exists.truth !== "no" && serviceEndpointOn(subnet) === "yes" && mayHaveEgress(subnet, network),
  ),
);

function isShutOut(vault: Vault, subnet: Subnet, network: Network): boolean {
  if (!isListedByAddress(vault, subnet, network)) return false;
  const { verdict, reason } = judge(vault, network, { kind: "subnet", subnet });
  return verdict === "denied" && reason === "DENY_DEFAULT_ACTION";
}

/** Whether the IP rules list the address that the subnet has for the internet. */
function isListedByAddress(vault: Vault, subnet: Subnet, network: Network): boolean {
  const egress = egressOf(subnet, vault, network);
  if (egress === null) return false;
  const { rules, bounds } = ipRulesOf(vault);
  const values = rules.map((rule) => rule.item.field.value);
  return lists({ values, bounds }, egress) === "yes";
}

function endpointsOf({ serviceEndpoints }: Subnet): readonly Related[] {
  const own = serviceEndpoints.items.filter(
    ({ field }) => is(field.value, (name) => truth(isSameWord(name, serviceEndpointName))) === "yes",
  );
  return own.map(({ whole }) => ({ fact: { kind: "service-endpoint-on" }, span: whole.origin.span }));
}
