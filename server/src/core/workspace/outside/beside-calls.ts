import type { OutsideReading } from "../../outside/read-outside.ts";
import type { Analysis } from "../analyzer.ts";
import { clustersIn } from "./clusters.ts";
import { declaredVaults } from "./declared-vaults.ts";
import { poolSources } from "./managed-pools.ts";
import { filesRunBy } from "./run-files.ts";
import { targetsOf } from "./targets.ts";
import { templateScripts } from "./template-scripts.ts";
import { callsIn } from "./timeline.ts";

/**
 * Whether a root has to be known where pipelines and scripts are linked with vaults: because they call one of its vaults, or because of where it says that they run or
 * what its own scripts change.
 */
export function besideCalls({ jobs }: Pick<OutsideReading, "jobs">): (analysis: Analysis) => boolean {
  const calls = jobs.flatMap(callsIn);
  const isClusterAsked = jobs.some(({ machine }) => machine.kind === "cluster");
  return (analysis) => {
    const networks = analysis.worlds.map(({ network }) => network);
    const declared = declaredVaults([analysis]);
    return (
      mayChangeOthers(analysis) ||
      filesRunBy(analysis).size > 0 ||
      (isClusterAsked && networks.some((network) => clustersIn(network).length > 0)) ||
      poolSources([analysis]).size > 0 ||
      calls.some((placed) => targetsOf(placed, declared, [analysis]).length > 0)
    );
  };
}

/** Whether a script of a root certainly changes one of its vaults, or changes one by a name, which pipelines may know as well. */
function mayChangeOthers(analysis: Analysis): boolean {
  const { changes, certain } = templateScripts(analysis);
  return certain.length > 0 || changes.some(({ call }) => call.vaults !== null);
}
