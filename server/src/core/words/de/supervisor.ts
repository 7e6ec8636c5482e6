import type { SupervisorWords } from "../supervisor-words.ts";
import { count } from "./count.ts";

export const supervisor: SupervisorWords = {
  leavesOut: (name, why) =>
    why.kind === "silent"
      ? `Key Vault Network ignoriert ${name}, bis sich die Datei ändert, weil ihre Analyse länger als ${count(why.seconds, "Sekunde", "Sekunden")} dauerte.`
      : `Key Vault Network ignoriert ${name}, bis sich die Datei ändert, weil ihre Analyse fehlgeschlagen ist.`,
  restarted: (why) =>
    why.kind === "silent"
      ? `Key Vault Network hat ${count(why.seconds, "Sekunde", "Sekunden")} lang nicht geantwortet und wurde neu gestartet.`
      : "Key Vault Network wurde unerwartet beendet und neu gestartet.",
  noAnswer: "Die Anforderung hat zu lange gedauert.",
};
