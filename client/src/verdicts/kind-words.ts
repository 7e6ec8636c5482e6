import { toSay } from "../say.ts";
import type { SimulationResult } from "./simulation.ts";

/** The name of each kind of source; addresses need none. */
export const kindWords: Readonly<Record<NonNullable<SimulationResult["kind"]>, string>> = {
  internet: toSay("any client"),
  subnet: toSay("subnet"),
  service: toSay("service"),
  consumer: toSay("resource"),
  tag: toSay("service tag"),
  saved: toSay("saved source"),
  range: "",
  address: "",
  ipv6: "",
};
