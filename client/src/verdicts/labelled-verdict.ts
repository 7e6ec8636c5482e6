import type { Assumed } from "./simulation.ts";
import type { VerdictResult } from "../../../server/src/protocol/vaults.ts";

/** A verdict with display names. */
interface LabelledVerdict {
  readonly verdict: VerdictResult;
  readonly source: string;
  readonly vault: string;
  /** The environments in which it holds, if others do not agree; otherwise empty. */
  readonly environments: string;
}

/** A verdict that has a row. */
export interface NamedVerdict extends LabelledVerdict {
  /** The ID of its row. */
  readonly id: string;
  /** The verdict in each environment that agrees. */
  readonly agreeing: readonly VerdictResult[];
  /** The value that it assumes; undefined if it is that of the files. */
  readonly assumed: Assumed | undefined;
  /** The same verdict on lookups of the vault in other roots. */
  readonly lookups: readonly VerdictResult[];
}

/** "kv", or "kv (dev, test)" if other environments do not agree. */
export function vaultIn({ vault, environments }: Pick<LabelledVerdict, "vault" | "environments">): string {
  return environments === "" ? vault : `${vault} (${environments})`;
}

/** "office", or "office (dev, test)" if other environments do not agree. */
export function sourceIn({ source, environments }: LabelledVerdict): string {
  return environments === "" ? source : `${source} (${environments})`;
}
