import { analyze, type Document, type Files } from "../server/src/core/index.ts";
import { check } from "../server/src/core/workspace/check.ts";
import { pathGates } from "../server/src/core/access/gate-path.ts";
import type { Network } from "../server/src/core/network/network.ts";
import { leastProcessorTime } from "./measure.ts";
import type { Row } from "./table.ts";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "./templates.ts";

const length = 250_000;
const seconds = 3;

/**
 * What following the path to the vault adds to templates that declare nothing on it: the path of every subnet that a vault
 * lists, each network anew, compared with a full analysis and check.
 */
export function benchPath(): readonly Row[] {
  return [
    row("ARM JSON", "main.json", ordinaryArm(length)),
    row("Bicep", "main.bicep", ordinaryBicep(length)),
    row("Terraform", "main.tf", ordinaryTerraform(length)),
  ];
}

function row(what: string, id: string, text: string): Row {
  const full = leastProcessorTime(seconds, () => {
    check(analyzed(id, text));
  });
  let path = Number.POSITIVE_INFINITY;
  const end = performance.now() + seconds * 1000;
  do {
    const networks = analyzed(id, text).worlds.map(({ network }) => network);
    const start = process.cpuUsage();
    for (const network of networks) followPaths(network);
    const { user, system } = process.cpuUsage(start);
    path = Math.min(path, (user + system) / 1000);
  } while (performance.now() < end);
  return {
    what: `${what}, ${(text.length / 1000).toFixed(0)} kB`,
    "analysis and check": `${full.toFixed(1)} ms`,
    path: `${path.toFixed(2)} ms`,
    share: `${((100 * path) / full).toFixed(1)} %`,
  };
}

function followPaths(network: Network): void {
  for (const vault of network.vaults)
    for (const { link } of vault.subnetLinks)
      if (link.kind === "declared") pathGates(vault, network, { kind: "subnet", subnet: link.to });
}

/** A new document each time, so that nothing is memoized. */
function analyzed(id: string, text: string): ReturnType<typeof analyze> {
  const document: Document = { id, text };
  const files: Files = {
    get: (asked) => (asked === id ? document : null),
    resolve: (_from, path) => path,
    list: () => [id],
  };
  return analyze({ root: id, files });
}
