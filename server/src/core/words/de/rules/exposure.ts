import type { ExposureFact } from "../../../rules/facts/exposure-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const exposureRules: RuleTexts<ExposureFact["kind"]> = {
  KV101: {
    summary:
      "Die Firewall ist aus oder ein Perimeter lässt alle Adressen zu: Jede öffentliche Adresse erreicht den Key Vault.",
    why: `Ein Key Vault ohne Netzwerkregeln oder mit \`defaultAction\` *Allow* nimmt Anforderungen von jeder öffentlichen Adresse an. Seine Geheimnisse
schützen dann nur noch Token und Berechtigungen. Solange die Standardaktion *Allow* ist, haben IP- und Subnetzregeln keine Wirkung, denn
auch Anforderungen, auf die keine Regel zutrifft, sind erlaubt. Eine Eingangsregel eines Netzwerksicherheitsperimeters, die alle Adressen
aufführt, etwa \`0.0.0.0/0\`, wirkt ebenso, unabhängig von den Einstellungen des Key Vaults.`,
    fix: `Setzen Sie \`defaultAction\` auf *Deny* und tragen Sie die Aufrufer ein, die den Key Vault brauchen, oder deaktivieren Sie den
öffentlichen Netzwerkzugriff und verwenden Sie einen privaten Endpunkt. Lässt ein Perimeter alle Adressen zu, führen Sie in seinen Eingangsregeln nur die Adressen auf,
die den Key Vault brauchen. Jede dieser Änderungen blockiert alle Aufrufer, die nicht eingetragen sind;
simulieren Sie daher vorher den Zugriff derer, die Sie kennen.`,
  },
  KV102: {
    summary: "IP-Regeln lassen alle oder fast alle öffentlichen Adressen zu.",
    why: `Eine Regel wie \`0.0.0.0/0\` oder mehrere Regeln, die zusammen dasselbe bedeuten, etwa \`0.0.0.0/1\` und \`128.0.0.0/1\`, heben die
Standardaktion *Deny* auf: Die Firewall ist an, blockiert aber so gut wie nichts.`,
    fix: "Entfernen Sie diese Regeln und tragen Sie nur die Adressen ein, die den Key Vault brauchen.",
  },
  KV103: {
    summary: "Eine IP-Regel lässt einen großen Adressbereich zu.",
    why: `Je größer ein Bereich ist, desto mehr seiner Adressen gehören anderen Organisationen. Die Einstellung \`limits.widestIpPrefix\` legt
fest, welche Bereiche als groß gelten: die mit einem kürzeren Präfix, ohne Angabe als 24.`,
    fix: `Tragen Sie die Adressen ein, von denen Ihre Aufrufer tatsächlich ausgehende Anforderungen senden. Welche das sind, wissen nur Sie;
deshalb gibt es keine automatische Korrektur.`,
  },
  KV104: {
    summary:
      "Ein Key Vault hat einen privaten Endpunkt, ist aber weiterhin von jeder öffentlichen Adresse aus erreichbar.",
    why: `Ein privater Endpunkt eröffnet einen weiteren Weg zum Key Vault, schließt aber nicht den öffentlichen. Solange der öffentliche
Netzwerkzugriff nicht deaktiviert und die Standardaktion nicht *Deny* ist, nimmt der Key Vault weiterhin Anforderungen von jeder öffentlichen
Adresse an. KV101 und KV102, die den offenen Key Vault melden und Korrekturen dafür anbieten, nennen den Endpunkt als zugehörige Stelle; diese
Regel meldet ihn, wo sie ausgeschaltet sind.`,
    fix: `Deaktivieren Sie den öffentlichen Netzwerkzugriff, oder setzen Sie die Standardaktion auf *Deny* und tragen Sie die wenigen Aufrufer
ein, die den öffentlichen Endpunkt brauchen.`,
  },
  KV105: {
    summary: "Netzwerkregeln sind ohne Standardaktion deklariert.",
    why: `Azure dokumentiert nicht, was ohne \`defaultAction\` in \`networkAcls\` gilt. Key Vault Network nimmt *Allow* an; die Regeln haben dann
keine Wirkung. Richtlinien, die *Deny* verlangen, melden den Key Vault. Wo KV101 oder KV102 meldet, dass der Key Vault offen ist, schweigt
diese Regel.`,
    fix: "Legen Sie die Standardaktion ausdrücklich fest. Damit die Regeln wirken, muss sie *Deny* sein.",
  },
  KV106: {
    summary:
      "Ein Key Vault schränkt den Zugriff ein, legt aber nicht fest, ob vertrauenswürdige Dienste zugelassen sind.",
    why: `Fehlt \`bypass\`, gilt *AzureServices*: Vertrauenswürdige Dienste von Microsoft dürfen durch die Firewall, und zwar in den Szenarien,
für die ihnen vertraut wird. Was gilt, wenn der öffentliche Zugriff deaktiviert ist und es gar keine Netzwerkregeln gibt, lässt die
Dokumentation offen. Ein ausdrücklicher Wert beseitigt den Zweifel.`,
    fix: `Setzen Sie \`bypass\` auf *AzureServices*, um vertrauenswürdige Dienste zuzulassen, oder auf *None*, um sie zu blockieren.`,
  },
  KV107: {
    summary:
      "Der öffentliche Zugriff ist deaktiviert, aber vertrauenswürdige Dienste erreichen den Key Vault weiterhin.",
    why: `Wer den öffentlichen Netzwerkzugriff deaktiviert, schaltet damit nicht die Ausnahme für vertrauenswürdige Dienste aus: In den Szenarien,
für die ihnen vertraut wird, erreichen sie den Key Vault weiterhin ohne privaten Endpunkt. Keine Ressource der geprüften Vorlagen
verwendet den Key Vault in einem solchen Szenario, zum Beispiel für die Datenträgerverschlüsselung; täte es eine, würde nichts gemeldet.
Ressourcen anderer Vorlagen zählen, wenn sie den Key Vault beim Namen nennen. Nichts gemeldet wird auch, wenn der Key Vault selbst Dienste
berechtigt (\`enabledForDiskEncryption\` und Ähnliches), wenn eine Rolle für seine Daten etwas zugewiesen ist, das hier nicht deklariert
ist und ein solcher Dienst sein kann, oder wenn ein Modul, das nicht gelesen werden kann, den Key Vault erhält.`,
    fix: `Setzen Sie \`bypass\` auf *None*, um auch vertrauenswürdige Dienste zu blockieren, oder unterdrücken Sie den Befund und geben Sie an,
wozu sie gebraucht werden.`,
  },
  KV108: {
    summary: "Ein Key Vault, den eine andere Einstellung schließt, hat keine Netzwerkregeln.",
    why: `Azure dokumentiert nicht, was geschieht, wenn eine Vorlage Netzwerkregeln auslässt, die der bereitgestellte Key Vault schon hat. Der
Terraform-Anbieter azurerm behält sie bei, weil der Block berechnet ist. Wird der öffentliche Zugriff später aktiviert, von Hand oder durch
eine Richtlinie, öffnet sich der Key Vault für das, was diese Regeln erlauben, oder für jede öffentliche Adresse.`,
    fix: "Deklarieren Sie die Regeln, die gelten sollen, sobald der öffentliche Zugriff aktiviert ist.",
  },
  KV109: {
    summary: "Eine Regel lässt Adressen zu, die auch andere Azure-Kunden verwenden können.",
    why: `Microsoft veröffentlicht die Adressbereiche seiner Rechenzentren, und Azure-Dienste senden ihre Anforderungen aus diesen Bereichen. Dasselbe
tun virtuelle Computer anderer Kunden und Dienste, die Workloads aller Kunden ausführen, etwa Azure DevOps: Jeder ihrer Clients in dieser
Region kann eine Adresse haben, die die Regel zulässt. Nur wenige dieser Adressen gehören Ihnen. Die Regel eines Netzwerksicherheitsperimeters
kann sie alle mit dem Diensttag \`AzureCloud\` nennen, oder die einer Region.`,
    fix: `Geben Sie Ihren Aufrufern einen eigenen Weg: eine Subnetzregel, einen privaten Endpunkt oder ein NAT-Gateway, dessen Adresse Sie
eintragen. Vertrauenswürdige Dienste von Microsoft brauchen keine IP-Regel.`,
  },
  KV110: {
    summary:
      "Ein Key Vault ist nur geschlossen, weil der öffentliche Zugriff deaktiviert ist: Die Standardaktion ist Allow.",
    why: `Solange der öffentliche Netzwerkzugriff deaktiviert ist, beachtet Azure die Standardaktion nicht. Sobald er aktiviert wird, zum
Beispiel um eine IP-Regel hinzuzufügen, öffnet die Standardaktion *Allow* den Key Vault für jede öffentliche Adresse.`,
    fix: `Setzen Sie \`defaultAction\` auf *Deny*. Solange der öffentliche Zugriff deaktiviert ist, ändert das nichts; wird er später aktiviert,
öffnet sich der Key Vault nur für die Adressen und Subnetze seiner Regeln.`,
  },
};
