import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy } from "../words.ts";
import { count } from "./count.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Wegen eines internen Fehlers wird hier nichts geprüft: ${error}`,
  "too-slow": ({ seconds }) =>
    `wird ausgelassen, weil die Auswertung länger als ${count(seconds, "Sekunde", "Sekunden")} dauert`,
  changed: ({ file }) => `hier wird nichts geprüft, weil ${file} während der Prüfung geändert wurde`,
  silent: ({ seconds }) =>
    `Die Analyse dauerte länger als ${count(seconds, "Sekunde", "Sekunden")}; die Datei wird ignoriert, bis sie sich ändert.`,
  failed: () => "Die Analyse ist fehlgeschlagen; die Datei wird ignoriert, bis sie sich ändert.",
});
