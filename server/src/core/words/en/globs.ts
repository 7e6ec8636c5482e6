import type { GlobFault } from "../../text/glob.ts";
import { sayBy } from "../words.ts";
import { sayCount } from "./count.ts";

export const sayGlob = sayBy<GlobFault>({
  "empty-glob": () => "an empty pattern matches nothing",
  "glob-too-long": ({ most }) => `a pattern can have at most ${sayCount(most, "character")}`,
  "too-many-alternatives": ({ most }) => `a pattern can have at most ${sayCount(most, "alternative")}`,
});
