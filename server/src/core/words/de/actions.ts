import type { ActionFact } from "../words.ts";
import { sayBy } from "../words.ts";
import { count, inDigits } from "./count.ts";

/** Was ein Editor neben Korrekturen anbietet, und was Zugriffstests zu einer Korrektur sagen. */
export const sayAction = sayBy<ActionFact>({
  suppress: ({ code }) => `${code} hier unterdrücken…`,
  explain: ({ code }) => `${code} erklären`,
  "open-documentation": ({ code }) => `Dokumentation zu ${code} öffnen`,
  "fix-all": () => "Alle Probleme beheben, die keinen Zugriff ändern",
  "tests-break": ({ broken }) =>
    `${count(broken, "Zugriffstest", "Zugriffstests")} ${broken === 1 ? "würde" : "würden"} fehlschlagen`,
  "tests-pass": ({ passing, all }) => {
    if (all === 1)
      return passing === 1 ? "der Zugriffstest ist bestanden" : "der Zugriffstest schlägt weiterhin fehl";
    if (passing < all) return `${inDigits(passing)} von ${inDigits(all)} Zugriffstests bestanden`;
    return `${all === 2 ? "beide" : `alle ${inDigits(all)}`} Zugriffstests bestanden`;
  },
  "test-name": ({ from, vault, expect }) => `${from} erreicht ${vault}${expect === "allow" ? "" : " nicht"}`,
});
