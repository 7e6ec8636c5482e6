import { escapeMarkdown } from "../../text/markdown.ts";
import type { HoverWords } from "../hover-words.ts";
import { sayListed } from "./causes.ts";
import { sayIpRule } from "./ip-rules.ts";
import { identities, trust } from "./findings/callers.ts";
import { inDigits } from "./count.ts";

export const hover: HoverWords = {
  andMore: (count) => `${inDigits(count)} weitere nicht gezeigt.`,
  of: (what, vault) => `${what} von ${vault}`,
  byDefault: "der Standard",
  ipRuleTitle: (listed) => `**IP-Regel** ${escapeMarkdown(sayListed(listed))}`,
  ipRule: sayIpRule,
  learnMore: "Netzwerksicherheit konfigurieren",
  showMatrix: "Zugriffsmatrix anzeigen",
  browseServices: "Vertrauenswürdige Dienste durchsuchen…",
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
    disabled: "Der öffentliche Netzwerkzugriff ist hier deaktiviert; das hat Vorrang vor dieser Einstellung.",
    byPerimeter:
      "Über öffentlichen Datenverkehr entscheidet hier nur ein Netzwerksicherheitsperimeter; das hat Vorrang vor dieser Einstellung.",
    perhapsByPerimeter: (causes) =>
      `Ob ein Netzwerksicherheitsperimeter Vorrang vor dieser Einstellung hat, hängt ab von: ${causes}.`,
    besides:
      "Eingehende Regeln eines Netzwerksicherheitsperimeters lassen zu, was sie aufführen, wie auch immer diese Einstellung ist.",
  },
  permissions: {
    enabledForDeployment:
      "Azure Virtual Machines darf Zertifikate, die als Geheimnisse gespeichert sind, bei der Bereitstellung abrufen (`osProfile.secrets`).",
    enabledForDiskEncryption: "Azure Disk Encryption darf Geheimnisse abrufen und Schlüssel entpacken.",
    enabledForTemplateDeployment:
      "Azure Resource Manager darf während einer Bereitstellung Geheimnisse abrufen (`reference.keyVault`, `getSecret()`).",
  },
  passage: {
    yes: "Das ist eine Berechtigung und öffnet die Firewall nicht: Der Dienst ist als vertrauenswürdiger Dienst zugelassen, weil `bypass` `AzureServices` ist.",
    no: "Das ist eine Berechtigung und öffnet die Firewall nicht: Weil `bypass` `None` ist, wird dem Dienst der Zugriff verweigert, sobald die Firewall an oder der öffentliche Zugriff deaktiviert ist.",
    perimeter:
      "Das ist eine Berechtigung und öffnet die Firewall nicht: Dem Dienst wird der Zugriff verweigert, weil ein Netzwerksicherheitsperimeter entscheidet, der auch vertrauenswürdige Dienste nicht zulässt.",
    perimeterRules: "den Regeln des Netzwerksicherheitsperimeters",
    maybe: (causes) =>
      `Das ist eine Berechtigung und öffnet die Firewall nicht: Ob der Dienst als vertrauenswürdiger Dienst zugelassen ist, hängt ab von: ${causes}.`,
  },
  consumer: {
    codeOf: (app) => `Code von '${app}'`,
    holdsAddress:
      "Eine Einstellung enthält die Adresse oder den Namen des Key Vaults; der Code der App ruft ihn also wahrscheinlich auf, über den eigenen Netzwerkpfad der App. Code ist nie ein vertrauenswürdiger Dienst.",
    elsewhere: (standing) => `verwendet einen Key Vault, der hier nicht deklariert ist: ${standing}.`,
    passages: {
      ALLOW_CONTROL_PLANE: "nicht gefiltert, weil der Zugriff über Azure Resource Manager geht",
      ALLOW_PRIVATE_ENDPOINT: "über einen privaten Endpunkt zugelassen",
      ALLOW_FIREWALL_OFF: "zugelassen, weil die Firewall aus ist",
      ALLOW_TRUSTED_SERVICE: "als vertrauenswürdiger Dienst zugelassen, nur für dieses Szenario",
      ALLOW_SUBNET_RULE: "durch eine Subnetzregel zugelassen",
      ALLOW_IP_RULE: "durch eine IP-Regel zugelassen",
      ALLOW_PERIMETER_RULE: "durch eine Regel des Perimeters zugelassen",
    },
    passes: "zugelassen",
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
