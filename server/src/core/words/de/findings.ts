import type { ExposureFact } from "../../rules/facts/exposure-facts.ts";
import type { FindingFact, RelatedFact } from "../../rules/facts/related-fact.ts";
import { composeFindings } from "../compose-finding.ts";
import { sayBy, sayValues, type Sentences } from "../words.ts";
import { exposures, place, testSentences } from "./access-tests.ts";
import { count, inDigits, listAnd, listOr, sayVault } from "./count.ts";
import { callerFindings } from "./findings/callers.ts";
import { entryFindings } from "./findings/entries.ts";
import { outsideFindings } from "./findings/outside.ts";
import { pathFindings } from "./findings/paths.ts";
import { remarkFindings, unread } from "./findings/remarks.ts";
import { sayGate } from "./gates.ts";

const exposureFindings: Sentences<ExposureFact, [kv: string]> = {
  KV101: (fact, kv) => {
    const why =
      fact.because === "perimeter-rule"
        ? "ein Perimeter lässt alle Adressen zu"
        : open[fact.because](fact.property);
    return `${kv} ist von jeder öffentlichen Adresse erreichbar: ${why}.`;
  },
  KV102: ({ rules, holdsAll }, kv) => {
    const subject =
      typeof rules === "string"
        ? `${rules} lässt`
        : `${count(rules, "IP-Regel", "IP-Regeln")} zusammen lassen`;
    return `${subject} ${holdsAll ? "jede öffentliche" : "fast jede öffentliche"} IPv4-Adresse auf ${kv} zugreifen.`;
  },
  KV103: ({ rule, addresses }, kv) =>
    `${rule} lässt ${count(addresses, "Adresse", "Adressen")} auf ${kv} zugreifen.`,
  KV104: (_, kv) =>
    `${kv} hat einen privaten Endpunkt, ist aber weiterhin von jeder öffentlichen Adresse erreichbar.`,
  KV105: ({ property }, kv) =>
    `${kv} legt ${property} nicht fest; über die Firewall entscheidet Azures Standardwert.`,
  KV106: ({ property, isDocumented }, kv) =>
    isDocumented
      ? `${kv} legt ${property} nicht fest; vertrauenswürdige Dienste sind dann zugelassen.`
      : `${kv} legt ${property} nicht fest; ob vertrauenswürdige Dienste zugelassen sind, ist undokumentiert.`,
  KV107: (_, kv) =>
    `Vertrauenswürdige Dienste erreichen ${kv} weiterhin; nichts hier Deklariertes braucht sie.`,
  KV108: (_, kv) =>
    `${kv} hat keine Netzwerkregeln für den Fall, dass der öffentliche Zugriff aktiviert wird.`,
  KV109: ({ rule }, kv) =>
    `${rule} enthält Adressen von Azure, sodass andere Azure-Kunden ${kv} erreichen können.`,
  KV110: ({ property }, kv) =>
    `${kv} wird mit dem öffentlichen Zugriff von jeder Adresse erreichbar: ${property} ist Allow.`,
};

const open = {
  allow: (property: string) => `${property} ist Allow`,
  "default-action-not-set": (property: string) => `${property} ist nicht angegeben (Allow angenommen)`,
  "rules-not-set": (property: string) => `${property} ist nicht angegeben`,
} as const;

const relatedSentences: Sentences<RelatedFact> = {
  "vault-declared": () => "Hier ist der Key Vault deklariert.",
  "declaration-decides": ({ vault }) => `Maßgeblich ist diese Deklaration von ${sayVault(vault)}.`,
  "declared-too": ({ vault }) => `${sayVault(vault)} ist auch hier deklariert.`,
  "assumed-deployed": () =>
    "Für Werte, die die Vorlage nicht festlegt, werden die bereitgestellten angenommen.",
  "holds-too": ({ vault }) => `Dasselbe gilt für ${sayVault(vault)}.`,
  "case-decided": ({ when }) => `Mit ${listAnd(sayValues(when))} ist dies maßgeblich.`,
  "written-in-module": () => "Im Modul steht es hier.",
  "module-called": () => "Hier wird das Modul aufgerufen.",
  "passed-to-module": () => "Hier wird der Wert an ein Modul übergeben.",
  together: () => "Zusammen mit dieser Regel.",
  opens: () => "Dadurch bleibt er offen.",
  "endpoint-closes-nothing": () => "Dieser private Endpunkt schließt ihn nicht.",
  blocks: () => "Dadurch wird er blockiert.",
  disabled: () => "Hier wird der öffentliche Zugriff deaktiviert.",
  overrides: () => "Diese Einstellung setzt die Regeln außer Kraft.",
  "perimeter-enforced": () => "Hier wird der Perimeter erzwungen.",
  "default-action": () => "Hier wird die Standardaktion festgelegt.",
  "listed-by": ({ rule }) => `Hier steht ${rule}.`,
  "used-by": ({ consumer }) => `'${consumer}' verwendet den Key Vault hier.`,
  "private-endpoint": ({ endpoint }) => `Der private Endpunkt '${endpoint}' ist hier deklariert.`,
  "linked-too": ({ link }) => `'${link}' verknüpft das Netzwerk mit der anderen Zone.`,
  "managed-here": () => "Hier wird ein Key Vault verwaltet.",
  "uses-version": ({ resource, version }) => `'${resource}' verwendet ${version}.`,
  "registered-too": ({ endpoint }) => `Der private Endpunkt ${endpoint} wird hier in der Zone registriert.`,
  "subnet-declared": () => "Hier ist das Subnetz deklariert.",
  "service-endpoint-on": () => "Hier ist der Dienstendpunkt aktiviert.",
  "inbound-rule": () => "Diese Regel lässt Adressen zu.",
  "in-perimeter": () => "Hier wird der Key Vault einem Perimeter zugeordnet.",
  "bypass-none": ({ property }) => `${property} ist hier None.`,
  "fails-too": ({ resource }) => `'${resource}' schlägt ebenfalls fehl.`,
  "address-asked": () => "Die Adresse des aktuellen Laufs wird hier abgefragt.",
  opener: () => "Das macht den Key Vault erreichbar.",
  permission: () => "Das ist die Berechtigung.",
  content: () => "Dies wird hineingeschrieben.",
  "waits-neither": ({ resource }) => `Auch '${resource}' wartet nicht.`,
  "unread-module": ({ module, why }) => `${unread[why].what} '${module}' ${unread[why].one}.`,
  "found-instead": () => "Das wurde stattdessen gefunden.",
  "source-declares": () => "In der Quelle ist er hier deklariert.",
  "changed-here": () => "Hier ändert ihn das Skript oder die Pipeline.",
  "used-here": () => "Hier wird er verwendet.",
  "run-by-job": () => "Dieser Auftrag führt es aus.",
  "run-by-resource": () => "Diese Ressource führt es aus.",
  "run-by-cluster": () => "Dieser Cluster führt es aus.",
  "access-test": ({ test }) => `Das ist der Zugriffstest '${test}'.`,
  gate: ({ facts }) => sayGate(facts),
  "vault-exposure": ({ exposure }) => `Dieser Key Vault ist ${exposures[exposure]}.`,
};

const sayFact = sayBy<FindingFact, [kv: string]>({
  ...exposureFindings,
  ...entryFindings,
  ...pathFindings,
  ...callerFindings,
  ...outsideFindings,
  ...remarkFindings,
  ...testSentences,
  "test-fails-here": ({ test, vault, because, ...where }) =>
    `Der Zugriffstest '${test}' schlägt für ${sayVault(vault)}${place(where)} fehl: ${sayRelated(because)}`,
});

export const sayRelated = sayBy(relatedSentences);

/** Was eine Regel meldet; Zusätze sagen, für welche Instanzen, Aufrufer und Umgebungen es gilt, wo nicht für alle. */
export const findingWords = composeFindings({
  fact: sayFact,
  vault: sayVault,
  listAnd,
  more: (count) => `${inDigits(count)} weitere`,
  assuming: (assumptions, sentence) =>
    `Mit ${listOr(assumptions.map((each) => listAnd(sayValues(each))))}: ${sentence}`,
  otherwise: (sentence) => `Sonst: ${sentence}`,
  whenCreated: "sobald angelegt",
  asDeployed: "mit bereitgestellten Werten",
  marks: { muted: "in einem Test", notCalled: "hier nicht aufgerufen" },
  calledIn: (roots) => `bei Aufruf aus ${roots}`,
  topFolder: "dem obersten Ordner",
  inEnvironments: (names) => `in ${names}`,
});
