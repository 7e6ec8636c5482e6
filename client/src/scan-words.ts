import type { Counted, ScanSummary } from "../../server/src/protocol/vaults.ts";
import { type Say, toSay, hasNone, sayVaults } from "./say.ts";

/** "125 vaults: 3 public, 2 unknown. Not looked at: 631 files, 2 environments." */
export function sayScanned(say: Say, summary: ScanSummary): string {
  const { vaults, unread, ...counts } = summary;
  const sentence = hasNone(vaults)
    ? say("No key vault found.")
    : say("{0}: {1} public, {2} unknown.", sayVaults(say, vaults), counts.public, counts.unknown);
  const left = [
    sayCount(say, unread.files, toSay("1 file"), toSay("{0} files")),
    sayCount(say, unread.parameterFiles, toSay("1 parameter file"), toSay("{0} parameter files")),
    sayCount(say, exactly(unread.environments), toSay("1 environment"), toSay("{0} environments")),
    sayCount(say, exactly(unread.modules), toSay("1 module"), toSay("{0} modules")),
  ].filter((each) => each !== "");
  return left.length === 0 ? sentence : `${sentence} ${say("Not checked: {0}.", left.join(", "))}`;
}

/** Empty if there is nothing to count. */
function sayCount(say: Say, { count, isAtLeast }: Counted, one: string, many: string): string {
  if (count === 0) return "";
  if (isAtLeast) return say(many, say("more than {0}", count));
  return count === 1 ? say(one) : say(many, count);
}

function exactly(count: number): Counted {
  return { count, isAtLeast: false };
}
