import type { GlobFault } from "../../text/glob.ts";
import { sayBy } from "../words.ts";
import { count } from "./count.ts";

export const sayGlob = sayBy<GlobFault>({
  "empty-glob": () => "ein leeres Muster trifft auf nichts zu",
  "glob-too-long": ({ most }) => `ein Muster darf höchstens ${count(most, "Zeichen", "Zeichen")} lang sein`,
  "too-many-alternatives": ({ most }) =>
    `ein Muster darf höchstens ${count(most, "Alternative", "Alternativen")} haben`,
});
