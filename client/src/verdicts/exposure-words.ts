import type { Exposure } from "../../../server/src/protocol.ts";
import { toSay } from "../say.ts";

/** How exposed a vault is, in words. */
export const exposureWords: Readonly<Record<Exposure, string>> = {
  public: toSay("public"),
  selected: toSay("open to selected networks"),
  private: toSay("private"),
  perimeter: toSay("in a perimeter"),
  depends: toSay("unknown"),
};
