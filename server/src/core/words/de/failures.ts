import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy } from "../words.ts";
import { count } from "./count.ts";
import type { GlobFault } from "../../text/glob.ts";
import type { StateFault } from "../../syntax/syntax-fault.ts";
import { saySyntax } from "./syntax.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Wegen eines internen Fehlers wird hier nichts geprüft: ${error}`,
  "too-slow": ({ seconds }) =>
    `wird ausgelassen, weil die Auswertung länger als ${count(seconds, "Sekunde", "Sekunden")} dauert`,
  changed: ({ file }) => `hier wird nichts geprüft, weil ${file} während der Prüfung geändert wurde`,
  silent: ({ seconds }) =>
    `Die Analyse dauerte länger als ${count(seconds, "Sekunde", "Sekunden")}; die Datei wird ignoriert, bis sie sich ändert.`,
  failed: () => "Die Analyse ist fehlgeschlagen; die Datei wird ignoriert, bis sie sich ändert.",
});

export const sayGlob = sayBy<GlobFault>({
  "empty-glob": () => "ein leeres Muster trifft auf nichts zu",
  "glob-too-long": ({ most }) => `ein Muster darf höchstens ${count(most, "Zeichen", "Zeichen")} lang sein`,
  "too-many-alternatives": ({ most }) =>
    `ein Muster darf höchstens ${count(most, "Alternative", "Alternativen")} haben`,
});

export const sayStateFault = sayBy<StateFault>({
  "not-read": () => "die Datei gibt es nicht, oder sie ist nicht lesbar",
  "not-a-state": () =>
    "kein Zustand; erwartet wird JSON von az keyvault, az graph query, az deployment … what-if, bicep snapshot oder terraform show oder eine Zustandsdatei von Terraform",
  syntax: ({ fault }) => saySyntax(fault),
  failed: ({ why }) => sayFailure(why),
});
