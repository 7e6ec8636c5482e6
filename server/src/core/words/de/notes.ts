import type { Note } from "../../access/codes.ts";

export const notes: Readonly<Record<Note, string>> = {
  NOTE_ASSUMED_DEFAULT_ACTION: "defaultAction ist nicht angegeben; angenommen wird Allow.",
  NOTE_ASSUMED_BYPASS: "bypass ist nicht angegeben; angenommen wird AzureServices.",
  NOTE_PERIMETER_NOT_VISIBLE: "Ist anderswo ein Perimeter zugeordnet, entscheiden dessen Regeln.",
  NOTE_REDEPLOY:
    "Den Key Vault gibt es schon: Netzwerkeinstellungen, die hier fehlen, behalten möglicherweise ihre bereitgestellten Werte.",
  NOTE_LISTED_ADDRESSES: "Nur Aufrufer, die in den Regeln stehen, sind zugelassen.",
  NOTE_IPV6_NOT_SUPPORTED: "IP-Regeln von Key Vaults unterstützen nur IPv4-Adressen.",
  NOTE_PRIVATE_IP_NOT_MATCHABLE:
    "IP-Regeln treffen nie auf private Adressen zu; simulieren Sie stattdessen das Subnetz.",
  NOTE_DNS_NOT_VISIBLE:
    "Hier ist nicht zu sehen, ob der Name des Key Vaults in die Adresse des privaten Endpunkts aufgelöst wird.",
  NOTE_SERVICE_ENDPOINT_MISSING: "Dem Subnetz fehlt der Dienstendpunkt Microsoft.KeyVault.",
  NOTE_ENDPOINT_ASSUMED: "Das Subnetz ist hier nicht deklariert; sein Dienstendpunkt gilt als aktiviert.",
  NOTE_SCENARIO_LIMITED:
    "Der Dienst ist nur für dieses Szenario vertrauenswürdig, nicht für andere Anforderungen.",
  NOTE_NEEDS_PERMISSION: "Der Aufrufer braucht außerdem Berechtigungen für den Key Vault.",
  NOTE_CONTROL_PLANE: "Netzwerkregeln filtern die Steuerungsebene nicht.",
  NOTE_BUDGET: "Die Vorlage überschreitet eine Grenze der Analyse, deshalb sind einige Werte unbekannt.",
  NOTE_NOT_CALLED: "Das sieht nach einem Modul aus, und keine Vorlage hier ruft es auf.",
  NOTE_LINKED_BY_EXPRESSION:
    "Das ist wahrscheinlich der Key Vault, den eine andere Vorlage deklariert: Beide bilden seinen Namen mit demselben Ausdruck.",
  NOTE_TOKEN_BLOCKED:
    "Dieses Subnetz erreicht Microsoft Entra ID nicht; ein Token bekommen daher nur virtuelle Computer und App Service-Apps mit verwalteter Identität.",
  NOTE_IDENTITY_BLOCKED:
    "Eine Sicherheitsregel blockiert AzurePlatformIMDS; daher bekommen virtuelle Computer in diesem Subnetz kein Token für ihre verwaltete Identität.",
  NOTE_ASSUMED_DEPLOYED: "Für Werte, die die Vorlage nicht festlegt, werden die bereitgestellten angenommen.",
  NOTE_PLANNED: "Aus einem Plan: So wird der Key Vault nach der Bereitstellung sein.",
};
