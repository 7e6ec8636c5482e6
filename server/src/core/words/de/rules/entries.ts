import type { EntryFact } from "../../../rules/facts/path-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const entryRules: RuleTexts<EntryFact["kind"]> = {
  KV201: {
    summary: "Eine IP-Regel enthält private Adressen, die Azure ablehnt.",
    why: `In IP-Regeln sind nur öffentliche Adressen erlaubt. Zu einer Regel innerhalb von 10.0.0.0/8, 172.16.0.0/12 oder 192.168.0.0/16 meldet
Azure *belongs to forbidden range*, und die Bereitstellung schlägt fehl. Wirken könnte eine solche Regel ohnehin nicht: Key Vault sieht
nie eine private Adresse.`,
    fix: `Entfernen Sie die Regel. Um ein virtuelles Netzwerk zuzulassen, fügen Sie eine Subnetzregel für sein Subnetz hinzu oder verwenden Sie
einen privaten Endpunkt. Um Computer hinter NAT zuzulassen, tragen Sie die öffentliche Adresse ein, von der ihre ausgehenden Anforderungen
kommen.`,
  },
  KV202: {
    summary: "Eine IP-Regel ist weder eine IPv4-Adresse noch ein CIDR-Bereich.",
    why: `Eine IP-Regel enthält eine einzelne IPv4-Adresse wie \`203.0.113.7\` oder einen CIDR-Bereich wie \`203.0.113.0/24\`. IPv6 wird nicht
unterstützt. Bereiche der Form \`a-b\` sind nicht dokumentiert; die Azure CLI und Terraform lehnen sie ab.`,
    fix: `Schreiben Sie die Adresse oder den Bereich in CIDR-Notation. Die Korrektur ersetzt einen Bereich \`a-b\` durch CIDR-Bereiche, die genau
dieselben Adressen umfassen.`,
  },
  KV203: {
    summary: "In einem CIDR-Bereich sind Hostbits gesetzt.",
    why: `\`203.0.113.7/24\` lässt sich als einzelne Adresse oder als ganzer Bereich lesen. Wie Key Vault es versteht, ist nicht dokumentiert: Die
Azure CLI lehnt es ab, andere Programme lesen den ganzen Bereich. Deshalb ist unklar, welche Adressen die Regel zulässt.`,
    fix: "Schreiben Sie den Bereich mit seiner Netzwerkadresse oder die einzelne Adresse mit `/32`.",
  },
  KV204: {
    summary: "Eine IP-Regel nennt Adressen, die kein Client haben kann.",
    why: `Anforderungen an einen öffentlichen Endpunkt kommen nie von Loopback-, verbindungslokalen, Multicast- oder reservierten Adressen, aus dem
Carrier-Grade NAT (100.64.0.0/10), aus 0.0.0.0/8 oder von Azures eigener Adresse 168.63.129.16. Die Regel trifft nie zu, und der
Aufrufer, für den sie gedacht war, wird blockiert.`,
    fix: "Entfernen Sie die Regel, und tragen Sie die öffentliche Adresse des Aufrufers ein, für den sie gedacht war.",
  },
  KV205: {
    summary: "Eine IP-Regel wiederholt eine andere oder ist in einer anderen enthalten.",
    why: `IP-Regeln können Adressen nur zulassen: Es gibt keine verbietenden Regeln, und die Reihenfolge spielt keine Rolle. Eine Regel, deren
Adressen schon eine andere umfasst, hat keine Wirkung; \`203.0.113.7\` und \`203.0.113.7/32\` sind dasselbe. Die Azure CLI lehnt solche
Listen ab.`,
    fix: "Entfernen Sie die Regel.",
  },
  KV206: {
    summary: "Benachbarte IP-Regeln lassen sich durch eine einzige ersetzen.",
    why: `Zwei benachbarte Bereiche, die zusammen einen größeren CIDR-Bereich ergeben, lassen dieselben Adressen zu wie dieser. Eine Regel ist
leichter zu lesen, und ein Key Vault unterstützt höchstens 1.000.`,
    fix: "Fassen Sie die Regeln zusammen. Die zugelassenen Adressen bleiben genau dieselben.",
  },
  KV207: {
    summary: "Es gibt mehr IP- oder Subnetzregeln, als Azure zulässt.",
    why: `Ein Key Vault unterstützt bis zu 1.000 IP-Regeln und 200 Subnetzregeln, ein verwaltetes HSM bis zu 10 IP-Regeln. Mit mehr Regeln schlägt
die Bereitstellung fehl (*Too many items found at properties.networkAcls.ipRules*).`,
    fix: "Fassen Sie benachbarte Bereiche zusammen, oder geben Sie den Aufrufern einen privaten Endpunkt.",
  },
  KV208: {
    summary: "IP- oder Subnetzregeln haben keine Wirkung, weil eine andere Einstellung Vorrang hat.",
    why: `Regeln wirken nur, solange der öffentliche Netzwerkzugriff aktiviert und die Standardaktion *Deny* ist. Bei *Allow* sind ohnehin alle
Aufrufer zugelassen; ist der öffentliche Zugriff deaktiviert oder durch einen Perimeter gesichert, werden auch eingetragene Aufrufer
blockiert. Der Key Vault verhält sich nicht so, wie seine Regeln vermuten lassen. Ein verwaltetes HSM lehnt IP-Regeln sogar ab, solange seine
Standardaktion *Allow* ist.`,
    fix: "Ändern Sie die Einstellung, die Vorrang hat, oder entfernen Sie die Regeln.",
  },
  KV209: {
    summary: "Eine Einstellung hat einen ungültigen Wert.",
    why: `Der Bicep-Compiler akzeptiert als \`publicNetworkAccess\` eines Key Vaults jede Zeichenfolge, sodass Werte wie *Disable* oder *true* nicht
auffallen. Was der Dienst aus einem solchen Wert macht, ist nicht dokumentiert; es ist also unklar, ob der Key Vault offen ist.`,
    fix: `Verwenden Sie einen der Werte, die die Einstellung kennt. Azure unterscheidet dabei nicht zwischen Groß- und Kleinschreibung, der
Terraform-Anbieter azurerm schon.`,
  },
  KV210: {
    summary: "Netzwerkregeln enthalten Eigenschaften oder Werte, die nur Speicherkonten unterstützen.",
    why: `Die Netzwerkregeln von Speicherkonten sehen aus wie die von Key Vaults, können aber mehr: \`action\` und \`state\` in jeder Regel,
\`resourceAccessRules\` und mehrere Werte in \`bypass\`. Key Vaults unterstützen nichts davon. Ein Aufrufer, der darauf angewiesen ist, etwa
auf eine Regel für eine Ressourceninstanz, wird dadurch nicht zugelassen.`,
    fix: "Entfernen Sie, was Key Vaults nicht unterstützen, und behalten Sie den einen Wert von `bypass`, den sie kennen.",
  },
  KV211: {
    summary: "Eine IP- oder Subnetzregel hat nicht die Form, die Azure erwartet.",
    why: `\`ipRules\` ist eine Liste von Objekten mit \`value\`, und \`virtualNetworkRules\` ist eine Liste von Objekten mit \`id\`. Bloße
Zeichenfolgen, wie sie Module und andere Dienste annehmen, lassen die Bereitstellung fehlschlagen.`,
    fix: "Schreiben Sie die Regel als Objekt.",
  },
  KV212: {
    summary:
      "Eine Einstellung, die den Zugriff einschränkt, steht in einer API-Version, die sie nicht unterstützt.",
    why: `\`networkAcls\` gibt es seit der API-Version 2018-02-14-preview, \`ignoreMissingVnetServiceEndpoint\` seit 2019-09-01 und
\`publicNetworkAccess\` seit 2021-06-01-preview. Was Azure in einer älteren Version damit macht, ist nicht dokumentiert: Der Key Vault
bleibt womöglich offen, obwohl seine Vorlage *Deny* oder *Disabled* sagt, und Azure Policy behandelt ihn als offen. Einstellungen, die
den Zugriff nicht einschränken, werden nicht gemeldet.`,
    fix: `Verwenden Sie eine neuere API-Version. Ab 2026-02-01 verwendet ein neuer Key Vault ohne \`enableRbacAuthorization\` Rollenzuweisungen
statt Zugriffsrichtlinien; die Korrektur legt diese Eigenschaft deshalb ausdrücklich fest.`,
  },
  KV213: {
    summary: "Eine Vorlage verwendet eine API-Version von Key Vault, die Azure außer Betrieb nimmt.",
    why: `Alle API-Versionen der Steuerungsebene von Key Vault vor 2026-02-01 werden am 27. Februar 2027 außer Betrieb genommen. Von da an
schlagen Bereitstellungen fehl, die eine von ihnen verwenden. Das betrifft Key Vaults und ihre Geheimnisse, Schlüssel und
Zugriffsrichtlinien, auch in Vorlagen, die nur auf sie verweisen; Geheimnisse bleiben lesbar. Von neueren Vorschauversionen zieht Azure alle außer
2026-04-01-preview zurück, 90 Tage nach einer Ankündigung. Jede Version wird je Stammvorlage einmal gemeldet, mit ihren anderen Stellen,
auch denen in Modulen. Bis zum 26. Februar 2027 ist das eine Information, ab dem 27. Februar 2027 ein Fehler; \`--today 2027-02-27\`
zeigt schon heute, was dann gemeldet wird.`,
    fix: `Ändern Sie die API-Versionen in 2026-02-01. Ein neuer Key Vault ohne \`enableRbacAuthorization\` verwendet dann Rollenzuweisungen statt
Zugriffsrichtlinien; die Korrektur legt diese Eigenschaft deshalb ausdrücklich fest.`,
  },
  KV214: {
    summary:
      "Ein Werkzeug oder eine Anforderung verwaltet Key Vaults mit einer API-Version, die Azure außer Betrieb nimmt.",
    why: `Ab dem 27. Februar 2027 bedient Azure Anforderungen an die Steuerungsebene nur noch mit API-Version 2026-02-01 oder neuer. In Werkzeuge ist die Version
eingebaut; ältere können Key Vaults dann nicht mehr anlegen, ändern oder ihre Einstellungen lesen, Geheimnisse aber weiterhin. Gemeldet wird, wo eine Version gewählt
ist, die sicher zu alt ist, und mit ihr Key Vaults verwaltet werden:

- Terraforms Provider azurerm vor 4.81.0 (verwaltete HSMs: 4.80.0), nach der Bedingung oder, wenn diese neuere zulässt, nach der Sperrdatei
- die Azure CLI vor 2.90.0, das PowerShell-Modul Az.KeyVault vor 6.6.0 und das Modul Az vor 16.3.0, in Jobs und Skripts, die damit Key Vaults verwalten
- Anforderungen mit einer älteren \`api-version\`: \`az rest\`, \`az resource\`, \`Invoke-AzRestMethod\`, \`curl\` und ähnliche
- die Pakete Azure.ResourceManager.KeyVault vor 1.4.0 für .NET und armkeyvault vor v2 für Go; für andere Sprachen ist keine erste Version dokumentiert

Nicht gemeldet werden Adressen von Key Vaults (\`https://NAME.vault.azure.net/…?api-version=7.4\`), Pakete, die nur diese verwenden, und Werkzeuge ohne gewählte
Version. Bis zum 26. Februar 2027 ist das eine Information, ab dem 27. Februar 2027 ein Fehler; \`--today 2027-02-27\` zeigt schon heute, was dann gemeldet wird.`,
    fix: `Wählen Sie eine neuere Version. Für azurerm 4 hebt die Korrektur die Bedingung auf 4.81.0 an; führen Sie danach \`terraform init -upgrade\` aus, um die Sperrdatei
zu aktualisieren. Von azurerm 3 gibt es keine Version, die weiterhin funktioniert; folgen Sie der Anleitung für die Umstellung auf Version 4.`,
  },
  KV215: {
    summary: "Ein Key Vault hat eine Eigenschaft, die Azure ignoriert und die fast wie eine andere heißt.",
    why: `Azure ignoriert Eigenschaften, die es nicht kennt. Eine falsch geschriebene, etwa \`ipRule\` statt \`ipRules\`, hat daher keine Wirkung,
ebenso wenig, was in \`networkAcls.value\` steht: Ein \`value\` gibt es dort nur in Parameterdateien. Compiler und Linter warnen höchstens.`,
    fix: "Berichtigen Sie den Namen, oder schreiben Sie den Inhalt von `value` direkt in `networkAcls`.",
  },
  KV216: {
    summary: "Eine Terraform-Konfiguration deklariert zwei Key Vaults mit demselben Namen.",
    why: `Namen von Key Vaults sind in ganz Azure eindeutig. Terraform verwaltet jede Adresse als eigene Ressource, legt also den ersten Key Vault
an und scheitert am zweiten, den es schon gibt. In ARM JSON und Bicep sind zwei Deklarationen mit einem Namen ein Key Vault.`,
    fix: "Entfernen Sie eine der Deklarationen, oder geben Sie einem der Key Vaults einen anderen Namen.",
  },
};
