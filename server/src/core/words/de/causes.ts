import type { Listed } from "../../access/entries.ts";
import type { Failure } from "../../evaluate/values/failure.ts";
import type { State, Writers } from "../../evaluate/values/state.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { Construct } from "../../template/construct.ts";
import { sayBy, type Sentences } from "../words.ts";
import { inDigits, listAnd } from "./count.ts";

/** „Parameter a und Modul b“; von nichts „ein Wert, der hier nicht bekannt ist“. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayCause)) || "ein Wert, der hier nicht bekannt ist";
}

const failures: Sentences<Failure> = {
  arguments: ({ name }) => `${name}() mit unzulässigen Argumenten`,
  "condition-not-boolean": () => "eine Bedingung, die kein boolescher Wert ist",
  "index-not-number-or-string": () => "ein Index, der weder Zahl noch Zeichenfolge ist",
  "invalid-value": ({ name }) => `der ungültige Wert „${name}“`,
  "item-of-no-list": ({ name }) => `Element ${name} eines Werts, der keine Liste ist`,
  "loop-over-no-list": () => "eine Schleife über einen Wert, der keine Liste ist",
  "member-of-no-object": ({ name }) => `Element „${name}“ eines Werts, der kein Objekt ist`,
  "member-of-null": ({ name }) => `Element „${name}“ von null`,
  message: ({ name }) => name,
  "no-item": ({ name }) => `das fehlende Element ${name}`,
  "no-member": ({ name }) => `das fehlende Element „${name}“`,
  "no-output": ({ name }) => `die fehlende Ausgabe „${name}“`,
  "no-parameter": ({ name }) => `der fehlende Parameter „${name}“`,
  "no-variable": ({ name }) => `die fehlende Variable „${name}“`,
  "not-declared": ({ name }) => `„${name}“ (nicht deklariert)`,
  "property-of-no-object": ({ name }) => `„${name}“ eines Werts, der kein Objekt ist`,
  "reference-without-target": () => "reference() ohne Argumente",
  "repeated-key": ({ name }) => `der mehrfache Schlüssel „${name}“`,
  "value-not-list": () => "ein Wert, der keine Liste ist",
  "wrong-kind": () => "ein Wert vom falschen Typ",
};

const constructs: Sentences<Construct> = {
  "blueprint-parameter": () => "ein Parameter der Blaupause",
  "choice-between-lists": () => "eine Auswahl zwischen Listen",
  code: ({ name }) => name,
  "collection-in-text": () => "ein Objekt oder Array in einer Zeichenfolge",
  "comparison-of-types": () => "ein Vergleich zweier Listen oder Maps",
  "computed-key": () => "ein berechneter Schlüssel oder eine Spread-Angabe",
  "computed-name": ({ name }) => `${name}() mit einem berechneten Namen`,
  "computed-type": () => "ein berechneter Typ",
  deployment: () => "eine Bereitstellung",
  "environment-variable": ({ name }) => `Umgebungsvariable ${name}`,
  "function-as-value": ({ name }) => `„${name}“ als Wert`,
  "perimeter-service-tags": () => "die Diensttags einer Perimeterregel",
  "hsm-service-tags": () => "die Diensttags eines verwalteten HSM",
  "linked-parameter-file": () => "eine verknüpfte Parameterdatei",
  "list-in-list": () => "eine Liste in einer Liste",
  loop: () => "diese Schleife",
  "loop-of-unknown-length": () => "eine Schleife unbekannter Länge",
  "loop-without-iterations": () => "eine Schleife ohne Durchläufe",
  "method-of-resource": ({ name }) => `${name}() einer Ressource`,
  "module-in-parameter-file": () => "ein Modul in einer Parameterdatei",
  "order-of-set": () => "die Reihenfolge einer Menge",
  "nested-in-computed": () => "eine in einer berechneten Ressource verschachtelte Ressource",
  "two-spellings": ({ name }) => `welche der Angaben ${name} gilt`,
  "property-before-its-version": ({ name }) => `${name} in einer API-Version ohne diese Eigenschaft`,
  "resource-of-unknown-type": () => "eine Ressource unbekannten Typs",
  "resource-without-name": () => "eine Ressource ohne Namen",
  "resource-without-type": () => "eine Ressource ohne Typ",
  "secret-reference": () => "ein Verweis auf ein Key-Vault-Geheimnis",
  "some-environment-variable": () => "eine Umgebungsvariable",
  "this-call": ({ name }) => `dieser Aufruf von ${name}()`,
  token: ({ name }) => `Platzhalter ${name}`,
  "too-deep": () => "ein zu tief verschachtelter Ausdruck",
  "unknown-map": () => "eine unbekannte Map",
  "unknown-object": () => "ein unbekanntes Objekt",
};

const states: Sentences<State> = {
  "after-apply": () => "ein Wert, der erst nach apply bekannt ist",
  "approval-of": ({ name }) => `die Genehmigung von ${name}`,
  "ignored-changes": ({ name }) => `ein Wert, den ${name} nicht verwaltet`,
  "kept-if-exists": () => "was bereits vorhanden ist (onlyIfNotExists)",
  "not-printed": () => "ein Wert, den der Zustand nicht enthält",
  "potential-change": () => "eine Änderung, die vielleicht nicht eintritt",
  "recovered-vault": () => "der Key Vault, den createMode wiederherstellt",
  "rest-of-updated-vault": () => "ein Wert, den die Aktualisierung nicht ändert",
  "default-if-new": ({ name }) => `ein Standardwert, der davon abhängt, ob das Netzwerk von ${name} neu ist`,
  "default-of-version": ({ name }) => `ein Standardwert, der von der Version von ${name} abhängt`,
  "subnet-of": ({ name }) => `das Subnetz von ${name}`,
};

const writers: Sentences<Writers> = {
  named: ({ names, more }) =>
    `von ${listAnd(more > 0 ? [...names, more === 1 ? "einer weiteren" : `${inDigits(more)} weiteren`] : names)}`,
  declarations: ({ name }) => `aller Deklarationen von ${name}`,
};

const [sayFailure, sayConstruct] = [sayBy(failures), sayBy(constructs)];
const [sayState, sayWriters] = [sayBy(states), sayBy(writers)];

/** Wovon eine Antwort abhängt oder warum etwas nicht bekannt ist: „Parameter networkAcls“, „Modul net“. */
export const sayCause = sayBy<Cause>({
  parameter: ({ name, isVariable }) => `${isVariable ? "Variable" : "Parameter"} ${name}`,
  runtime: ({ call }) => (typeof call === "string" ? call : sayState(call)),
  existing: ({ symbol }) => `vorhandene Ressource ${symbol}`,
  module: ({ reference }) => `Modul ${reference}`,
  secret: ({ name }) => (name === null ? "Geheimnis eines Key Vaults" : `Geheimnis ${name}`),
  file: ({ path }) => `Datei ${path} (nicht lesbar)`,
  outside: ({ path }) => `Datei ${path} (außerhalb des Repositorys, nicht gelesen)`,
  unsupported: ({ construct }) => `${sayConstruct(construct)} (nicht ausgewertet)`,
  cycle: ({ name }) => `${name} (verweist auf sich selbst)`,
  conflict: (cause) => `die Reihenfolge ${sayWriters(cause.writers)}`,
  environment: () => "die Umgebung",
  syntaxError: () => "ein Syntaxfehler",
  failure: ({ reason }) => sayFailure(reason),
  budget: () => "eine Grenze der Analyse",
});

/** Eine IP-Regel nach dem, was sie aufführt. */
export function sayListed(listed: Listed): string {
  if (typeof listed === "string") return listed;
  const [cause] = listed;
  return cause ? `eine Adresse, abhängig von: ${sayCause(cause)}` : "eine unbekannte Adresse";
}
