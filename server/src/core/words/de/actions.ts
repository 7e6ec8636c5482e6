import { type ActionFact, type ChangedTest, sayBy } from "../words.ts";
import { inDigits, listAnd } from "./count.ts";

/** Was ein Editor neben Korrekturen anbietet, und was Zugriffstests zu einer Korrektur sagen. */
export const sayAction = sayBy<ActionFact>({
  suppress: ({ code }) => `${code} hier unterdrücken…`,
  explain: ({ code }) => `${code} erklären`,
  "open-documentation": ({ code }) => `Dokumentation zu ${code} öffnen`,
  "close-vault": () => "Key Vault schließen und sehen, wer Zugriff behält…",
  "fix-all": () => "Alle Probleme beheben, die keinen Zugriff ändern",
  "tests-change": ({ fixed, broken }) => {
    if (fixed.length === 0)
      return broken.length === 0
        ? "kein Zugriffstest schlägt dadurch fehl"
        : `${sayTests(broken)} ${broken.length === 1 ? "schlägt" : "schlagen"} fehl`;
    const also =
      broken.length === 0
        ? "keiner schlägt fehl"
        : `${sayTests(broken)} ${broken.length === 1 ? "schlägt" : "schlagen"} fehl`;
    return `behebt ${sayTests(fixed)}; ${also}`;
  },
  "test-group": ({ of, vault, expect }) =>
    `${groups[of]} erreichen ${vault}${expect === "allow" ? "" : " nicht"}`,
  "test-name": ({ from, vault, expect }) => `${from} erreicht ${vault}${expect === "allow" ? "" : " nicht"}`,
});

const groups = {
  known: "Bekannte Aufrufer",
  consumers: "Ressourcen",
  jobs: "Jobs",
  sources: "Benannte Quellen",
} as const;

/** Die ersten zwei mit Namen, denn Titel sind kurz. */
function sayTests(tests: readonly ChangedTest[]): string {
  const named = tests
    .slice(0, 2)
    .map(({ test, environments }) =>
      environments.length === 0 ? `'${test}'` : `'${test}' in ${listAnd(environments)}`,
    );
  return listAnd(tests.length > 2 ? [...named, `${inDigits(tests.length - 2)} weitere`] : named);
}
