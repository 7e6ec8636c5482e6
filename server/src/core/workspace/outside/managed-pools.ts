import type { NamedSource } from "../../access-file/access-file.ts";
import { subnetName } from "../../access/source.ts";
import { memoize } from "../../logic/memoize.ts";
import { bindResource } from "../../network/bind/resource.ts";
import { readSteps, stepsOf } from "../../network/fields/read-path.ts";
import { isIdText, linkTo } from "../../network/ids/links.ts";
import type { Network, Subnet } from "../../network/network.ts";
import type { Span } from "../../text/document.ts";
import type { Analysis } from "../analyzer.ts";
import { foldWord } from "../../text/fold.ts";

/** A Managed DevOps Pool, which has the same name in Azure DevOps, and the subnet that its machines are in. */
interface ManagedPool {
  readonly name: string;
  readonly subnet: Subnet;
  readonly label: Span;
}

/** Where the subnet is written: https://learn.microsoft.com/azure/devops/managed-devops-pools/configure-networking */
const places: ReadonlyMap<string, string> = new Map([
  ["microsoft.devopsinfrastructure/pools", "properties.fabricProfile.networkProfile.subnetId"],
  ["azurerm_managed_devops_pool", "virtual_machine_scale_set_fabric.subnet_id"],
]);

/** The source that says where the machines of a pool are, whatever the case of its name. */
export function poolAmong(
  sources: ReadonlyMap<string, NamedSource>,
  name: string | null,
): NamedSource | undefined {
  const wanted = `pool:${name ?? ""}`;
  const folded = [...sources].find(([each]) => foldWord(each) === foldWord(wanted));
  return name === null ? undefined : (sources.get(wanted) ?? folded?.[1]);
}

const poolsIn = memoize((network: Network): readonly ManagedPool[] =>
  [...places].flatMap(([type, path]) =>
    network.resources(type).flatMap((instance) => {
      const { declaration } = instance;
      const { name, label } = bindResource(instance);
      const isCertain = !declaration.existing && instance.exists().truth === "yes";
      if (!isCertain || name.kind !== "known" || typeof name.value !== "string") return [];
      const text = name.value;
      return readSteps(instance.body(), stepsOf(path), declaration.labelSpan).found.flatMap(({ field }) => {
        const { value } = field;
        const isId = value.kind === "unknown" || (value.kind === "known" && isIdText(value.value));
        const link = isId ? linkTo(value, network.subnets) : null;
        return link?.kind === "declared" ? [{ name: text, subnet: link.to, label }] : [];
      });
    }),
  ),
);

/** The pools of a root as sources, such as `pool:agents`. */
export function poolSources(analyses: readonly Analysis[]): ReadonlyMap<string, NamedSource> {
  const pools = analyses.flatMap(({ worlds }) =>
    worlds.flatMap(({ network }) => poolsIn(network).map((pool) => ({ ...pool, network }))),
  );
  return new Map(
    pools.map(({ name, subnet, network, label }): [string, NamedSource] => {
      const value = `pool:${name}`;
      const named = { value: subnetName(subnet, network), span: label };
      const means = { kind: "subnet", name: named, serviceEndpoints: null, privateEndpoint: false } as const;
      return [value, { name: { value, span: label }, description: null, means }];
    }),
  );
}
