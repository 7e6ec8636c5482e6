import type { AccessFileFault, JsonType, NewNameFault } from "../../access-file/problem.ts";
import type { TextFormat } from "../../access-file/schema-type.ts";
import { sayBy, type Sentences } from "../words.ts";
import { listOr } from "./count.ts";
import { saySyntax } from "./failures.ts";

const sayTakenName = ({ name }: { readonly name: string }): string =>
  `'${name}' hat in Zugriffsdateien bereits eine Bedeutung; wählen Sie einen anderen Namen.`;

const sentences: Sentences<AccessFileFault> = {
  syntax: ({ fault }) => saySyntax(fault),
  "wrong-type": ({ types }) => `Hier wird ${listOr(types.map((type) => typeNames[type]))} erwartet.`,
  "missing-property": ({ properties }) =>
    `Die Eigenschaft ${listOr(properties.map((each) => `'${each}'`))} fehlt.`,
  "unknown-property": ({ property, known, near }) =>
    `Unbekannte Eigenschaft '${property}'; ${near === null ? `zulässig: ${listOr(known)}.` : `meinten Sie '${near}'?`}`,
  "unknown-rule": ({ rule, near }) =>
    `Unbekannte Regel '${rule}'${near === null ? "." : `; meinten Sie ${near}?`}`,
  "no-parameter-file": ({ path }) =>
    `Die Parameterdatei '${path}' wurde nicht gefunden oder ist nicht lesbar.`,
  "unknown-parameter": ({ parameter, near }) =>
    `Keine Vorlage hier hat einen Parameter oder eine Variable '${parameter}'${near === null ? "." : `; meinten Sie '${near}'?`}`,
  "name-has-meaning": sayTakenName,
  "repeated-key": ({ key }) => `'${key}' steht schon in diesem Objekt; nur der letzte Eintrag zählt.`,
  "defined-above": ({ name, path }) =>
    `'${name}' legt schon '${path}' fest, und das gilt; wählen Sie einen anderen Namen.`,
  "not-one-of": ({ values }) => `Hier wird ${listOr(values)} erwartet.`,
  empty: ({ what }) =>
    what === "string" ? "Die Zeichenfolge darf nicht leer sein." : "Das Array darf nicht leer sein.",
  "wrong-format": ({ value, format }) => `'${value}' ist ${formats[format]}.`,
  "out-of-range": ({ least, most }) =>
    most === null
      ? `Hier wird eine Zahl ab ${least} erwartet.`
      : `Hier wird eine Zahl von ${least} bis ${most} erwartet.`,
};

/** Was an einer Zugriffsdatei falsch ist. */
export const sayAccessFileFault = sayBy(sentences);

/** Warum eine Quelle oder Umgebung nicht so umbenannt werden kann. */
export const sayNewNameFault = sayBy<NewNameFault>({
  "blank-name": () => "Der Name darf nicht leer sein.",
  "spaces-around-name": ({ name }) =>
    `Der Name '${name}' darf nicht mit einem Leerzeichen beginnen oder enden.`,
  "name-taken": ({ name }) => `Der Name '${name}' wird in dieser Datei bereits verwendet.`,
  "name-has-meaning": sayTakenName,
});

const typeNames: Readonly<Record<JsonType, string>> = {
  object: "ein Objekt",
  array: "ein Array",
  string: "eine Zeichenfolge",
  boolean: "true oder false",
  integer: "eine ganze Zahl",
};

const formats: Readonly<Record<TextFormat, string>> = {
  rule: "weder Code noch Name einer Regel, etwa KV103 oder wide-ip-rule",
  reason: "keine Begründung; sagen Sie, warum diese Befunde hingenommen werden",
  date: "kein Datum wie 2027-01-31",
};
