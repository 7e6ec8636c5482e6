import { dictionaryOf, type Written } from "../../template/written.ts";
import type { AllowedRequests } from "../firewall.ts";
import type { NetworkSchema } from "./choose.ts";
import type { RuleKind, SaidKind } from "./spelling.ts";

/** A rule as it is written in a collection of a firewall: https://learn.microsoft.com/azure/firewall/rule-processing */
export function writtenRequests(
  { kind, name, sources, to }: AllowedRequests,
  { network, application }: NetworkSchema["ruleCollectionGroup"]["rules"]["collection"],
  said: RuleKind | SaidKind,
): Written {
  const { protocols, type, port } = application;
  return dictionaryOf([
    [["name"], name],
    ...(typeof said === "string" ? [] : [[said.ofRule.path, said.written[kind]] as const]),
    [network.sources.path, sources],
    ...(kind === "network"
      ? ([
          [network.protocols.path, ["TCP"]],
          [network.destinations.path, [to]],
          [network.ports.path, ["443"]],
        ] as const)
      : ([
          [application.fqdns.path, [to]],
          [
            protocols.path,
            [
              dictionaryOf([
                [type.path, "Https"],
                [port.path, 443],
              ]),
            ],
          ],
        ] as const)),
  ]);
}
