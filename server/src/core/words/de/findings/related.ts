import type { RelatedFact } from "../../../rules/facts/related-fact.ts";
import { type Sentences, sayValues } from "../../words.ts";
import { listAnd } from "../count.ts";
import { sayGate } from "../gates.ts";
import { exposures } from "../access-tests.ts";
import { sayVault } from "../vault.ts";
import { unread } from "./remarks.ts";

export const relatedSentences: Sentences<RelatedFact> = {
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
  "run-by-job": () => "Dieser Auftrag führt es aus.",
  "run-by-resource": () => "Diese Ressource führt es aus.",
  "run-by-cluster": () => "Dieser Cluster führt es aus.",
  "access-test": ({ test }) => `Das ist der Zugriffstest '${test}'.`,
  gate: ({ facts }) => sayGate(facts),
  "vault-exposure": ({ exposure }) => `Dieser Key Vault ist ${exposures[exposure]}.`,
};
