import { translatedTexts } from "../../services/service-texts.ts";
import type { WayIn } from "../../services/vocabulary.ts";
import type { ServiceWords } from "../service-words.ts";
import catalogue from "./catalogue.json" with { type: "json" };
import { listAnd, listOr } from "./count.ts";

const wayIns: ServiceWords["wayIns"] = {
  "subnet-rule": "Subnetzregel",
  "ip-rule": "IP-Regel",
  "private-endpoint": "Privater Endpunkt",
  "any-network-path": "Netzwerkpfad",
  "public-access": "Öffentlicher Zugriff",
  "hybrid-worker": "Hybrid Worker",
  "trusted-bypass-per-service-doc": "Vertrauenswürdige Dienste, laut eigener Dokumentation",
  "control-plane": "Steuerungsebene",
  "follow-client": "Der Pfad des Clients",
  nothing: "Nichts",
};

/** Dieselben hinter „braucht“. */
const needed: Readonly<Record<WayIn, string>> = {
  "subnet-rule": "eine Subnetzregel",
  "ip-rule": "eine IP-Regel",
  "private-endpoint": "einen privaten Endpunkt",
  "any-network-path": "einen Netzwerkpfad",
  "public-access": "öffentlichen Zugriff",
  "hybrid-worker": "einen Hybrid Worker",
  "trusted-bypass-per-service-doc": "bypass für vertrauenswürdige Dienste, laut eigener Dokumentation",
  "control-plane": "die Steuerungsebene",
  "follow-client": "den Pfad des Clients",
  nothing: "nichts",
};

export const services: ServiceWords = {
  texts: translatedTexts(catalogue),
  wayIns,
  needs: (ways) => listOr(new Set(ways.map((way) => needed[way]))),
  whatItNeeds: "Was der Dienst braucht:",
  vaultNeeds: (flags) => `- Der Key Vault braucht ${listAnd(flags)}.`,
  notCovered: (uses) => `- Nicht abgedeckt: ${uses.join("; ")}.`,
  listed: ({ url, asOf, since }) => `[Liste von Microsoft](${url}), Stand ${asOf}, gelistet seit ${since}`,
  bypassSummary: ({ url, asOf, count, notCovered, kind, isDefault }) =>
    `- \`AzureServices\`${isDefault ? ", der Standard" : ""}: Vertrauenswürdige Microsoft-Dienste sind zugelassen, auch bei deaktiviertem öffentlichem Zugriff. ${
      kind === "vault"
        ? `Das sind die ${count} Dienste auf der \
[Liste von Microsoft](${url}) (Stand ${asOf}), jeder nur in seinem gelisteten Szenario und nur mit Berechtigungen für den Key Vault.`
        : `In welchen Szenarien, ist für Key Vaults dokumentiert ([Liste von Microsoft](${url})), nicht für verwaltete HSMs.`
    }
- \`None\`: Der Zugriff wird ihnen verweigert wie jedem anderen Aufrufer.

**Nicht abgedeckt**: ${notCovered.join(" · ")}. Diese brauchen ${kind === "vault" ? "eine Subnetzregel, " : ""}eine IP-Regel oder einen privaten Endpunkt.`,
  someClient: "ein Client",
  someVault: "ein Key Vault",
};
