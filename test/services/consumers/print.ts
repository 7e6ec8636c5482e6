import { subnetLabel } from "../../../server/src/core/access/source.ts";
import { judge } from "../../../server/src/core/access/verdict.ts";
import type { World } from "../../../server/src/core/access/worlds.ts";
import type { Value } from "../../../server/src/core/evaluate/values/value.ts";
import type { Network, Vault } from "../../../server/src/core/network/network.ts";
import {
  type Consumer,
  type ConsumerPlace,
  usesVault,
} from "../../../server/src/core/services/consumers/consumer.ts";
import { consumersOf } from "../../../server/src/core/services/consumers/find-consumers.ts";
import type { Service } from "../../../server/src/core/services/service.ts";

/** The vaults of the frame, by the setting they represent. */
const settings = [
  ["Deny, AzureServices", "kv"],
  ["Deny, None", "kv-none"],
  ["Disabled, AzureServices", "kv-disabled"],
  ["SecuredByPerimeter", "kv-perimeter"],
  ["Deny, None, subnet listed", "kv-listed"],
] as const;

/** The consumers of one scenario without what differs between syntaxes, each with its verdict under every setting. */
export function printConsumers([world]: readonly World[], service: Service): string {
  if (!world) return "";
  const found = consumersOf(world.network).filter((consumer) => consumer.service === service);
  return found
    .map((consumer) => printConsumer(consumer, world.network))
    .toSorted()
    .join("\n");
}

function printConsumer(consumer: Consumer, network: Network): string {
  const facts = [
    `identity ${word(consumer.identity)}`,
    ...(word(consumer.runtime) === "azure" ? [] : [`runtime ${word(consumer.runtime)}`]),
    where(consumer.place),
  ];
  return [
    `${called(consumer)} ${uses(consumer, network.vaults)}; ${facts.join(", ")}`,
    ...settings.flatMap(([setting, name]) => {
      const vault = network.vaults.find((each) => word(each.name) === name);
      if (!vault) return [`  ${setting}: no vault`];
      const { verdict, reason } = judge(vault, network, { kind: "consumer", consumer });
      return [`  ${setting}: ${verdict} ${reason}`];
    }),
    "",
  ].join("\n");
}

/** Settings of another resource have no name in azurerm; their address ends in what they are called. */
function called({ resource }: Consumer): string {
  const name = word(resource.name);
  return name === "?" ? (resource.symbol.split(".").at(-1) ?? "") : name;
}

function uses(consumer: Consumer, vaults: readonly Vault[]): string {
  const certain = vaults.filter((vault) => usesVault(consumer, vault) === "yes");
  const possible = vaults.filter((vault) => usesVault(consumer, vault) === "maybe");
  if (certain.length > 0) return `uses ${certain.map(({ name }) => word(name)).join(", ")}`;
  return possible.length === vaults.length
    ? "uses a vault that is not said, maybe kv"
    : `may use ${possible.map(({ name }) => word(name)).join(", ")}`;
}

function where(place: ConsumerPlace): string {
  if (place.kind === "outside") return "in no subnet";
  if (place.kind === "unseen") return "place not seen";
  if (place.kind === "unknown") return "place not said";
  const labels = place.subnets.map(({ link }) =>
    link.kind === "declared" ? subnetLabel(link.to) : link.kind,
  );
  return `in ${[...new Set(labels)].join(", ")}`;
}

function word(value: Value<unknown>): string {
  return value.kind === "known" && typeof value.value === "string" ? value.value : "?";
}
