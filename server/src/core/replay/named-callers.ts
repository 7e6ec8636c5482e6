import type { AccessFile } from "../access-file/access-file.ts";
import type { NamedSourceReading } from "../access-file/problem.ts";
import { resolveSource, type SourceOptions } from "../access-file/resolve-source.ts";
import { attemptsOf } from "../access/consumer-paths.ts";
import { consumerLabel } from "../access/consumer-source.ts";
import { readSource } from "../access/source.ts";
import type { VaultAcrossWorlds } from "../access/worlds.ts";
import { knownText } from "../evaluate/values/value.ts";
import { IpSet } from "../ip/ip-set.ts";
import { egressOf } from "../path/egress.ts";
import { services } from "../services/catalogue.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import { mayUse } from "../services/consumers/consumer.ts";
import type { Service } from "../services/service.ts";
import { foldWord } from "../text/fold.ts";
import type { Analysis } from "../workspace/analyzer.ts";

/** The sources that have names in a workspace. */
export interface NamedSources {
  readonly sourcesAt: (analysis: Pick<Analysis, "root">) => AccessFile["sources"];
  readonly options: SourceOptions;
}

/** A service by its ID or one of its names; logs write these in one word. */
export function serviceNamed(text: string): Service | undefined {
  const squeezed = (name: string): string => foldWord(name).replaceAll(/[^a-z0-9]/g, "");
  const given = squeezed(text);
  return services().find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((each) => squeezed(each) === given),
  );
}

/** The addresses of sources that have a name, and of consumers whose traffic leaves through addresses that are declared here. */
export function namesAt(
  analysis: Analysis,
  { views }: VaultAcrossWorlds,
  { sourcesAt, options }: NamedSources,
): readonly { readonly name: string; readonly has: IpSet }[] {
  const sources = sourcesAt(analysis);
  const named = [...sources.keys()].map((name) => {
    return { name, has: addressesIn(resolveSource(name, sources, options)) };
  });
  const consumers = views.flatMap(({ vault, world: { network } }) =>
    callersOfVaultsIn(network).flatMap((consumer) => {
      const paths = mayUse(consumer, vault) ? attemptsOf(consumer).flatMap((each) => each ?? []) : [];
      return paths.flatMap((path) => {
        const egress =
          path.kind === "subnet" ? egressOf(path.subnet, vault, network, path.integration) : null;
        return (egress?.addresses ?? []).map((each) => ({
          name: `consumer:${consumerLabel(consumer.resource)}`,
          has: addressesIn(readSource((each && knownText(each.value)) ?? "")),
        }));
      });
    }),
  );
  return [...named, ...consumers];
}

/** The addresses that a source has. */
export function addressesIn(reading: NamedSourceReading): IpSet {
  const caller = "source" in reading && reading.source.kind === "caller" ? reading.source.caller : null;
  return caller?.kind === "addresses" ? caller.addresses : IpSet.empty;
}
