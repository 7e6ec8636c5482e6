import type { Cause } from "../../evaluate/values/value.ts";
import type { Sentences } from "../words.ts";
import { sayBy } from "../words.ts";
import { listAnd } from "./count.ts";

/** „Parameter a und Modul b“; von nichts „ein Wert, der hier nicht bekannt ist“. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayBy(sentences))) || "ein Wert, der hier nicht bekannt ist";
}

const sentences: Sentences<Cause> = {
  parameter: ({ name, isVariable }) => `${isVariable ? "Variable" : "Parameter"} ${name}`,
  runtime: ({ call }) => call,
  existing: ({ symbol }) => `vorhandene Ressource ${symbol}`,
  module: ({ reference }) => `Modul ${reference}`,
  secret: ({ name }) => `Geheimnis ${name}`,
  file: ({ path }) => `Datei ${path} (nicht lesbar)`,
  outside: ({ path }) => `Datei ${path} (außerhalb des Repositorys, nicht gelesen)`,
  unsupported: ({ construct }) => `${construct} (wird nicht ausgewertet)`,
  cycle: ({ name }) => `${name} (verweist auf sich selbst)`,
  conflict: ({ writers }) => `die Reihenfolge von ${writers}`,
  syntaxError: () => "ein Syntaxfehler",
  failure: ({ reason }) => reason,
  budget: () => "eine Grenze der Analyse",
};
