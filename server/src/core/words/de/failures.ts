import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy, type Sentences } from "../words.ts";
import { count } from "./count.ts";
import type { GlobFault } from "../../text/glob.ts";
import type { StateFault, SyntaxFault } from "../../syntax/syntax-fault.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Wegen eines internen Fehlers wird hier nichts geprüft: ${error}`,
  "too-slow": ({ seconds }) =>
    `wird ausgelassen, weil die Auswertung länger als ${count(seconds, "Sekunde", "Sekunden")} dauert`,
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

const sentences: Sentences<SyntaxFault> = {
  "expected-value": () => "Hier wird ein Wert erwartet.",
  "expected-type": () => "Hier wird ein Typ erwartet.",
  "expected-name": () => "Hier wird ein Name erwartet.",
  "expected-key": () => "Hier wird ein Eigenschaftsname erwartet.",
  "expected-quoted-key": () => "Hier wird ein Eigenschaftsname in doppelten Anführungszeichen erwartet.",
  "expected-item": () => "Hier wird ein Element erwartet.",
  "expected-text": () => "Hier wird eine Zeichenfolge erwartet.",
  "expected-body": () => "Hier wird ein Block in geschweiften Klammern erwartet.",
  "expected-keyword": () => "Hier wird ein Schlüsselwort erwartet.",
  "expected-separator": () => "Hier wird ein Zeilenumbruch oder ein Komma erwartet.",
  "expected-newline": () => "Hier wird ein Zeilenumbruch erwartet.",
  "expected-closer": () => "Hier wird eine schließende Klammer erwartet.",
  "expected-declaration": () => "Nach den Dekoratoren wird eine Deklaration erwartet.",
  "expected-token": ({ token }) => `Hier wird '${token}' erwartet.`,
  "unknown-declaration": () => "Hier wird eine Deklaration wie param, var, resource oder module erwartet.",
  "wrong-file": () => "Diese Deklaration ist in dieser Art von Datei nicht zulässig.",

  "unexpected-comma": () => "Unerwartetes Komma am Ende der Zeile.",
  "unexpected-newline": () => "Unerwarteter Zeilenumbruch.",
  "unexpected-text": () => "Unerwarteter Text.",
  "comma-after-nothing": () => "Unerwartetes Komma: Davor steht nichts.",
  "text-after-end": () => "Unerwarteter Text nach dem Ende des Dokuments.",

  "unterminated-string": () => "Die Zeichenfolge ist nicht abgeschlossen.",
  "unterminated-comment": () => "Der Kommentar ist nicht abgeschlossen.",
  "bad-escape": () => "Die Zeichenfolge enthält eine ungültige Escapesequenz.",

  "invalid-json": () => "Kein gültiges JSON.",
  "invalid-json-value": () => "Kein gültiger JSON-Wert.",
  "invalid-arm-expression": () => "Kein gültiger Vorlagenausdruck.",
  "invalid-terraform": () => "Keine gültige Terraform-Syntax.",

  "attribute-without-value": () => "Für dieses Argument wird ein Wert erwartet.",
  "name-alone": () => "Nach diesem Namen wird ein Wert oder ein Block erwartet.",
  incomplete: () => "Der Text ist hier unvollständig.",
  "repeated-member": ({ name }) => `„${name}“ steht schon in diesem Objekt; was gilt, hängt vom Werkzeug ab.`,
  "only-for-opentofu": ({ file }) =>
    `Nur OpenTofu liest diese Datei neben „${file}“: Sie ist auszuschließen, oder die Lock-Datei von OpenTofu gehört hierher.`,
  "state-version": ({ version, expected }) =>
    `Terraform-Zustände der Formatversion ${version} werden nicht unterstützt; erwartet wird Version ${expected}.`,
  "too-deep": () => "Zu tief verschachtelt, um gelesen zu werden.",
};

/** Was an einem Text falsch ist. */
export const saySyntax = sayBy(sentences);
