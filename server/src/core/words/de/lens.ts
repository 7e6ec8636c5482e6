import type { Cause } from "../../evaluate/values/value.ts";
import type { ExistingFact, LensWords } from "../lens-words.ts";
import { sayCauses } from "./causes.ts";
import { sayBy, sayValues } from "../words.ts";
import { count, inDigits, listAnd } from "./count.ts";

const mostCauses = 2;
export const lens: LensWords = {
  existing: sayBy<ExistingFact>({
    "not-known": () => "Vorhandener Key Vault · seine Netzwerkeinstellungen sind hier nicht deklariert",
    "looked-up": () => "Vorhandener Key Vault",
    "being-read": () => "Vorhandener Key Vault · andere Ordner werden noch gelesen",
    unclear: (fact) =>
      `Vorhandener Key Vault · deklariert in ${listAnd(fact.roots)}, daher ist unklar, welcher gemeint ist`,
    declared: (fact) => `${fact.certain ? "Deklariert" : "Wahrscheinlich deklariert"} in ${fact.root}`,
  }),
  headlines: {
    "firewall-off": "Firewall aus",
    "every-address": "IP-Regeln lassen jede Adresse zu",
    perimeter: "Durch einen Perimeter gesichert",
    "public-access-disabled": "Öffentlicher Zugriff deaktiviert",
    deny: "Standardmäßig verweigert",
    depends: "Unklar",
  },
  anyNetwork: "jedes Netzwerk",
  trustedServices: "vertrauenswürdige Dienste",
  notCreated: "nicht angelegt",
  asDeployed: "angenommen wie bereitgestellt",
  dependsOn: (causes) => `Hängt ab von: ${sayFew(causes)}`,
  openWhenCreated: "für jedes Netzwerk offen, sobald er angelegt wird",
  openWith: (when, isAny) =>
    `mit ${listAnd(sayValues(when))} für ${isAny ? "jedes Netzwerk" : "ausgewählte Netzwerke"} offen`,
  restDependsOn: (causes) => `das Übrige hängt ab von: ${sayFew(causes)}`,
  addresses: (least, most) => {
    const counted = `${inDigits(most)} ${most === 1 ? "Adresse" : "Adressen"}`;
    return least === most ? counted : `${inDigits(least)} bis ${counted}`;
  },
  subnets: (count) => `${inDigits(count)} ${count === 1 ? "Subnetz" : "Subnetze"}`,
  privateEndpoints: (count) => (count === 1 ? "1 privater Endpunkt" : `${inDigits(count)} private Endpunkte`),
  perimeter: "Perimeter",
  was: (text, past) => `${text} (war: ${past})`,
  accessTests: (passed, all) => `${inDigits(passed)}/${count(all, "Zugriffstest", "Zugriffstests")}`,
  simulate: "Zugriff simulieren",
  callers: (count, exposures) => `${inDigits(count)} Aufrufer: ${exposures}`,
  vaults: (count, texts) => `${inDigits(count)} ${count === 1 ? "Key Vault" : "Key Vaults"}: ${texts}`,
  defaults: "Standardwerte",
};

function sayFew(causes: readonly Cause[]): string {
  const more = causes.length - mostCauses;
  if (more <= 0) return sayCauses(causes);
  const first = causes.slice(0, mostCauses).map((each) => sayCauses([each]));
  return listAnd([...first, more === 1 ? "1 weiterer Wert" : `${inDigits(more)} weitere Werte`]);
}
