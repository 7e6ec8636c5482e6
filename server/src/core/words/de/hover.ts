import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { Cause } from "../../evaluate/values/value.ts";
import type { GarbageReason } from "../../ip/ip-entry.ts";
import { escapeMarkdown, escapeSentence } from "../../text/markdown.ts";
import type { HoverWords } from "../hover-words.ts";
import type { Addresses, IpRuleFact } from "../ip-rule-fact.ts";
import { type ExistingFact, type LensWords, sayBy, sayValues } from "../words.ts";
import { sayCauses, sayListed } from "./causes.ts";
import { count, inDigits, listAnd } from "./count.ts";
import { identities, trust } from "./findings/callers.ts";
import { addressFaults } from "./sources.ts";

/** Was zu einer IP-Regel unter dem Cursor zu sagen ist. */
const sayIpRule = sayBy<IpRuleFact>({
  ...said(messages.hover.sayIpRule, () => ({
    addresses: sayAddresses,
    realms,
    instead,
    fault: sayFault,
    digits: inDigits,
  })),
  dash: ({ range, cidrs }) =>
    `${sayAddresses(range)}. Für Key Vault sind Bereiche mit Bindestrich nicht dokumentiert; als CIDR: ${cidrs.join(", ")}.`,
  depends: ({ because }) => `hängt ab von: ${escapeSentence(sayCauses(because))}`,
  owners: ({ tags, more, published }) => {
    const rest = more > 0 ? [count(more, "weiteres Tag", "weitere Tags")] : [];
    const day = published === null ? "" : ` (Stand ${published})`;
    return `Enthält Adressen von Azure${day}: ${listAnd([...tags.map(escapeMarkdown), ...rest])}.`;
  },
  same: ({ other }) => `Führt dasselbe auf wie ${escapeMarkdown(sayListed(other))}.`,
  covered: ({ other }) => `Ist in ${escapeMarkdown(sayListed(other))} bereits enthalten.`,
  covers: ({ other }) => `Enthält ${escapeMarkdown(sayListed(other))}.`,
  overlaps: ({ other, addresses }) =>
    `Überschneidet sich mit ${escapeMarkdown(sayListed(other))}: ${count(addresses, "gemeinsame Adresse", "gemeinsame Adressen")}.`,
  limits: ({ of }) => {
    const [folder, most] =
      of === "vault" ? ["general", "1.000 je Key Vault"] : ["managed-hsm", "10 je verwaltetem HSM"];
    return `[IP-Regeln](https://learn.microsoft.com/azure/key-vault/${folder}/network-security) nehmen öffentliche IPv4-Adressen und CIDR-Bereiche an, höchstens ${most}.`;
  },
});

const realms = terms.hover.realms;

const instead = {
  vault: "eine Subnetzregel oder einen privaten Endpunkt.",
  managedHsm: "einen privaten Endpunkt.",
} as const;

export const hover: HoverWords = {
  andMore: (count) => `${inDigits(count)} weitere nicht gezeigt.`,
  of: (what, vault) => `${what} von ${vault}`,
  byDefault: "der Standard",
  ipRuleTitle: (listed) => `**IP-Regel** ${escapeMarkdown(sayListed(listed))}`,
  ipRule: sayIpRule,
  ...terms.hover.labels,
  defaultAction: {
    allow: (hasSubnetRules) =>
      `\`Allow\`: Die Firewall ist aus. Der Key Vault ist aus jedem Netzwerk erreichbar, und seine ${rules(hasSubnetRules)} sind wirkungslos.`,
    deny: (hasSubnetRules) =>
      `\`Deny\`: Die Firewall ist an. Datenverkehr, den keine ${hasSubnetRules ? "Subnetz- oder " : ""}IP-Regel zulässt, wird verweigert; über private Endpunkte und vertrauenswürdige Dienste wird getrennt entschieden.`,
  },
  publicAccess: {
    enabled: (value, block) => `\`${value}\`, der Standard: Die Firewall (\`${block}\`) entscheidet.`,
    disabled: (value, hasSubnetRules) =>
      `\`${value}\`: Nur private Endpunkte sind zugelassen, und vertrauenswürdige Dienste, wenn \`bypass\` \`AzureServices\` ist. ${rules(hasSubnetRules)} sind wirkungslos.`,
    perimeter:
      "`SecuredByPerimeter`: Nur die Regeln eines Netzwerksicherheitsperimeters entscheiden; vertrauenswürdige Dienste sind nicht zugelassen.",
  },
  overridden: {
    ...terms.hover.overridden,
    perhapsByPerimeter: (causes) =>
      `Ob ein Netzwerksicherheitsperimeter Vorrang vor dieser Einstellung hat, hängt ab von: ${causes}.`,
    besides:
      "Eingehende Regeln eines Netzwerksicherheitsperimeters lassen zu, was sie aufführen, wie auch immer diese Einstellung ist.",
  },
  permissions: terms.hover.permissions,
  passage: {
    ...terms.hover.passage,
    maybe: (causes) =>
      `Das ist eine Berechtigung und öffnet die Firewall nicht: Ob der Dienst als vertrauenswürdiger Dienst zugelassen ist, hängt ab von: ${causes}.`,
  },
  consumer: {
    codeOf: (app) => `Code von '${app}'`,
    holdsAddress:
      "Eine Einstellung enthält die Adresse oder den Namen des Key Vaults; der Code der App ruft ihn also wahrscheinlich auf, über den eigenen Netzwerkpfad der App. Code ist nie ein vertrauenswürdiger Dienst.",
    elsewhere: (standing) => `verwendet einen Key Vault, der hier nicht deklariert ist: ${standing}.`,
    ...terms.hover.consumer,
    blocked: (why) => `**verweigert**, ${why}`,
    notTrusted: "**kein** vertrauenswürdiger Dienst",
    brokenTrust: ({ trusted, instead }) =>
      `weil nur ${trust[trusted]} vertrauenswürdig ist; die Ressource ${identities[instead]}`,
    ruledOut: "weil hinter einer Firewall keine benutzerseitig zugewiesene Identität unterstützt wird",
    byPerimeter: "weil ein Perimeter auch vertrauenswürdigen Diensten den Zugriff verweigert",
    byBypass: "weil bypass None ist, obwohl der Dienst für dieses Szenario vertrauenswürdig ist",
    unclear: (standing) => `**unklar**: ${standing}`,
    dependsOn: (causes) => `ob zugelassen wird, hängt ab von: ${causes}`,
    dependsOnThis: (sentence) => `ob zugelassen wird, ist unklar: ${sentence}`,
    notDeclared: "etwas, das hier nicht deklariert ist",
    needs: (ways) => `braucht: ${ways}`,
    needsRole: (role) => `braucht die Rolle ${role}`,
    needsPermission: "braucht eine Berechtigung für den Key Vault",
  },
};

function rules(hasSubnetRules: boolean): string {
  return hasSubnetRules ? "IP- und Subnetzregeln" : "IP-Regeln";
}

function sayAddresses(range: Addresses): string {
  return `${range.text}, ${count(range.count, "Adresse", "Adressen")}`;
}

function sayFault(why: GarbageReason): string {
  return why === "not-an-address" ? "" : `: ${addressFaults[why]}`;
}

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
  ...terms.hover.lens,
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
  since: (text, label) => `${text} seit ${label ?? "dem Vergleichsstand"}`,
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
