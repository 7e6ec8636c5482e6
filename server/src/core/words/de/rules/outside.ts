import type { OutsideFact } from "../../../rules/facts/outside-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const outsideRules: RuleTexts<OutsideFact["kind"]> = {
  KV801: {
    summary:
      "Ein Skript oder eine Pipeline des Repositorys ändert die Netzwerkeinstellungen eines deklarierten Key Vaults.",
    why: `Wer einen Key Vault erreicht, entscheidet nicht nur die Vorlage. Skripts, auch solche in Vorlagen, und Pipelines können Regeln hinzufügen und entfernen
(\`az keyvault network-rule add\`, \`Add-AzKeyVaultNetworkRule\`) und die Standardaktion oder den öffentlichen Netzwerkzugriff ändern
(\`az keyvault update\`). Bis zur nächsten Bereitstellung ist der Key Vault dann anders konfiguriert, als die Vorlage sagt. Die nächste
Bereitstellung entfernt möglicherweise, was hinzugefügt wurde.`,
    fix: `Deklarieren Sie in der Vorlage, was bleiben soll. Was nur während eines Laufs gelten soll, muss derselbe Auftrag wieder entfernen. Um die
Änderung hinzunehmen, schreiben Sie \`keyvault-network-ignore KV801: Grund\` an den Key Vault.`,
  },
  KV802: {
    summary:
      "Ein Skript oder eine Pipeline fügt eine Netzwerkregel hinzu, die für den Key Vault keine Wirkung hat.",
    why: `Netzwerkregeln wirken nur, solange der öffentliche Netzwerkzugriff aktiviert und die Standardaktion *Deny* ist. Ein Skript, das einem
Key Vault mit deaktiviertem öffentlichem Zugriff oder hinter einem erzwungenen Perimeter eine Regel hinzufügt, öffnet nichts; seine späteren Aufrufe scheitern mit 403. Ist die
Standardaktion *Allow*, ist jede Adresse mit und ohne Regel zugelassen. \`az keyvault create\` mit \`--network-acls-ips\` oder
\`--network-acls-vnets\`, aber ohne \`--default-action Deny\`, legt einen offenen Key Vault an: Die Standardaktion ist dann *Allow*. Dasselbe
gilt für \`New-AzKeyVaultNetworkRuleSetObject\` ohne \`-DefaultAction Deny\`.`,
    fix: `Setzen Sie die Standardaktion auf *Deny*, wo die Regel den Zugriff beschränken soll. Ist der öffentliche Zugriff absichtlich deaktiviert,
führen Sie die Aufrufe auf einem Computer in einem Netzwerk mit privatem Endpunkt aus, oder aktivieren Sie den öffentlichen Zugriff für die
Dauer des Auftrags.`,
  },
  KV803: {
    summary: "Ein Auftrag öffnet einen Key Vault für sich und schließt ihn nicht in jedem Fall wieder.",
    why: `Ein Auftrag, der seine eigene Adresse zulässt, muss die Regel auch dann entfernen, wenn ein Schritt dazwischen fehlschlägt oder der Lauf
abgebrochen wird; sonst bleibt die Adresse zugelassen. Die Adressen gehosteter Agents und Runner gehören zu Computern, die nach dem Auftrag
andere Kunden verwenden. Nach einem Fehler laufen nur Schritte, deren Bedingung das erlaubt, etwa \`always()\`, \`succeededOrFailed()\`
(Azure Pipelines) oder \`!cancelled()\` (GitHub Actions); nach einem Abbruch laufen noch die mit \`always()\`. Diese Regel fragt nur, was nach
einem Fehler geschieht. Eine Variable der Shell endet mit ihrem Schritt: Ein Entfernen in einem anderen Schritt, das sie verwendet, entfernt
nichts. \`terraform apply\` entfernt keine Regeln, die \`ignore_changes\` anderen überlässt. \`trap … EXIT\` in einer Shell und ein \`finally\`-Block in PowerShell laufen dann ebenfalls.`,
    fix: `Entfernen Sie die Regel in einem Schritt desselben Auftrags, der immer läuft, mit \`trap … EXIT\` oder in einem \`finally\`-Block.`,
  },
  KV804: {
    summary:
      "Ein Skript oder eine Pipeline öffnet einen Key Vault für jede öffentliche Adresse und lässt ihn offen.",
    why: `Mit der Standardaktion *Allow* und öffentlichem Netzwerkzugriff kann jede Adresse Anforderungen an den Key Vault senden, welche Regeln er
auch hat. Dasselbe gilt mit einer Regel für \`0.0.0.0/0\`. Setzt ein Skript das und nichts setzt es zurück, bleibt der Key Vault offen, mindestens
bis eine Vorlage bereitgestellt wird, die etwas anderes sagt. Führt ein späterer Schritt etwas aus, das nicht gelesen wird und den Key Vault
schließen kann, ist das ein Hinweis.`,
    fix: `Lassen Sie nur die Adresse zu, die Zugriff braucht (\`az keyvault network-rule add\`), oder setzen Sie am Ende desselben
Auftrags die Standardaktion wieder auf *Deny* und entfernen Sie die Regel, auch wenn ein Schritt fehlschlägt.`,
  },
  KV805: {
    summary:
      "Ein Schritt auf einem gehosteten Agent oder Runner greift auf einen Key Vault zu, der ihn blockiert.",
    why: `Von Microsoft gehostete Agents und von GitHub gehostete Runner sind keine vertrauenswürdigen Dienste; die Ausnahme für
vertrauenswürdige Microsoft-Dienste hilft ihnen also nicht. Ihre Adressen sind die der Azure-Rechenzentren: mehr, als ein Key Vault
auflisten kann, und auch von anderen Kunden verwendet. Ein Key Vault, der standardmäßig verweigert und keine Regel für solche Adressen hat,
antwortet mit 403, ebenso einer mit deaktiviertem öffentlichem Zugriff. Gemeldet wird das, wo es sicher ist: Der Name des Key Vaults ist
bekannt, der Key Vault ist hier deklariert, kein Skript und keine Pipeline gibt ihm Einstellungen, die solche Adressen zulassen, und kein früherer Schritt desselben Auftrags lässt seine Adresse zu oder stellt Vorlagen mit Werten bereit,
die erst der Lauf kennt, etwa dieser Adresse, oder verbindet den Computer mit einem VPN. Gemeldet wird es auch, wo eine Pipeline eine Variablengruppe verwendet, die Terraform mit
einem solchen Key Vault verknüpft, als Hinweis, wo eine Abfrage, eine Ausgabe oder ein Teil des Namens zum einzigen deklarierten Key Vault führt, der passt, und wo sie Terraform anwendet, das Geheimnisse, Schlüssel oder Zertifikate darin deklariert. Für einen
Managed DevOps Pool, den eine Vorlage deklariert, zählt sein Subnetz und was auf dem Weg von dort liegt, ebenso für einen Pool, den die Zugriffsdatei als Quelle \`pool:NAME\` beschreibt. Azure DevOps selbst liest eine Variablengruppe, wenn jemand sie bearbeitet, von den Adressen des Diensttags *AzureDevOps* aus. Ein Task mit \`RunAsPreJob: true\` läuft
vor allen anderen Schritten seines Auftrags; keiner von ihnen kann den Key Vault also für ihn öffnen. Befehle, die nur Azure Resource Manager
verwenden, etwa \`az keyvault show\`, werden nie blockiert.`,
    fix: `Verwenden Sie selbstgehostete Agents oder Runner in einem Subnetz, das der Key Vault zulässt oder das einen privaten Endpunkt hat,
Managed DevOps Pools oder private Netzwerke von GitHub. Oder fügen Sie die Adresse des Computers in einem früheren Schritt desselben Auftrags
den Regeln des Key Vaults hinzu, und entfernen Sie sie in einem Schritt, der immer läuft.`,
  },
};
