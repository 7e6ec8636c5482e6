import type { PathFact } from "../../../rules/facts/path-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const pathRules: RuleTexts<PathFact["kind"]> = {
  KV301: {
    summary: "Eine Subnetzregel enthält etwas anderes als eine Subnetz-ID.",
    why: `Eine Subnetzregel verweist mit der vollständigen Ressourcen-ID auf ein Subnetz. Die ID eines virtuellen Netzwerks, einen Namen oder
einen Adressbereich lehnt Azure ab, und die Bereitstellung schlägt fehl.`,
    fix: `Schreiben Sie \`/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…\`, oder verweisen Sie auf die
Subnetzressource. Welches Subnetz gemeint ist, wissen nur Sie; deshalb gibt es keine automatische Korrektur.`,
  },
  KV302: {
    summary:
      "Eine Subnetzregel verweist auf ein Subnetz dieser Bereitstellung ohne Dienstendpunkt für Key Vault.",
    why: `Eine Subnetzregel trifft auf Datenverkehr zu, der über den Dienstendpunkt \`Microsoft.KeyVault\` des Subnetzes kommt. Ohne diesen Endpunkt
lehnt Azure die Regel ab (*SubnetsHaveNoServiceEndpointsConfigured*). Mit \`ignoreMissingVnetServiceEndpoint\` gelingt die Bereitstellung,
aber die Regel trifft nie zu.`,
    fix: `Fügen Sie dem Subnetz den Dienstendpunkt \`Microsoft.KeyVault\` hinzu. Das Subnetz braucht dann auch überall dort eine Subnetzregel, wo
seine öffentliche Adresse eingetragen war.`,
  },
  KV303: {
    summary:
      "Ein Subnetz hat den Dienstendpunkt für Key Vault, aber nur seine öffentliche Adresse ist eingetragen.",
    why: `Mit dem Dienstendpunkt kommt der Datenverkehr des Subnetzes beim Key Vault von privaten Adressen. Eine IP-Regel für die öffentliche
Adresse, die das Subnetz vorher hatte, trifft nicht mehr zu, sondern nur noch eine Subnetzregel.`,
    fix: "Fügen Sie eine Subnetzregel für das Subnetz hinzu, oder entfernen Sie den Dienstendpunkt.",
  },
  KV304: {
    summary: "Ein Subnetz hat einen Dienstendpunkt, dessen Name Microsoft.KeyVault nur ähnelt.",
    why: `Der Dienstendpunkt für Key Vault heißt \`Microsoft.KeyVault\`. Anders als bei Storage gibt es keine Variante \`.Global\`, und es gibt keine
Mehrzahl. Mit jedem anderen Namen schlägt die Bereitstellung fehl, oder Subnetzregeln für das Subnetz treffen nie zu.`,
    fix: "Verwenden Sie `Microsoft.KeyVault`.",
  },
  KV305: {
    summary:
      "Eine Subnetzregel verweist auf ein Subnetz dieser Bereitstellung, das womöglich noch nicht existiert.",
    why: `Aus einer ID, die aus Zeichenfolgen zusammengesetzt ist, entsteht keine Abhängigkeit; Azure kennt also die Reihenfolge nicht. Wird der
Key Vault zuerst bereitgestellt, schlägt das mit *VirtualNetworkNotValid* fehl und gelingt beim nächsten Versuch.`,
    fix: `Verweisen Sie auf die Subnetzressource, statt ihre ID zusammenzusetzen, oder nehmen Sie in ARM JSON das virtuelle Netzwerk in
\`dependsOn\` auf.`,
  },
  KV306: {
    summary: "Ein verwaltetes HSM hat Subnetzregeln, die es nicht unterstützt.",
    why: `Verwaltete HSMs unterstützen keine Dienstendpunkte virtueller Netzwerke, obwohl ihr Schema \`virtualNetworkRules\` enthält. Die Regeln
haben keine Wirkung.`,
    fix: "Entfernen Sie die Regeln, und verbinden Sie sich über einen privaten Endpunkt mit dem HSM.",
  },
  KV307: {
    summary:
      "Eine Netzwerksicherheitsgruppe, Route oder Firewall blockiert den Pfad von einem Subnetz zu einem Key Vault, den es verwendet.",
    why: `Das Subnetz steht in den Regeln des Key Vaults, oder eine Ressource, die ihn verwendet, läuft darin. Ihre Anforderungen kommen nie
beim Key Vault an: Eine Regel einer Netzwerksicherheitsgruppe verweigert sie, eine Route verwirft sie, das Subnetz hat keinen ausgehenden
Zugriff, oder keine Regel einer Firewall lässt sie zu. Aufrufe laufen in ein Timeout oder werden von einer Firewall abgelehnt; der Key Vault protokolliert nichts und antwortet nicht
mit 403. Key Vaults werden über TCP-Port 443 aufgerufen. Das Diensttag \`AzureKeyVault\` steht für ihre öffentlichen Adressen, auch bei
einem Dienstendpunkt; ein privater Endpunkt gehört zu \`VirtualNetwork\`. Für Datenverkehr über den Dienstendpunkt
\`Microsoft.KeyVault\` gilt keine Routingtabelle.`,
    fix: `Fügen Sie eine ausgehende Regel hinzu, die \`AzureKeyVault\` (oder \`VirtualNetwork\` für einen privaten Endpunkt) auf Port 443 zulässt,
mit einer kleineren Prioritätszahl als die Regel, die verweigert. Verwirft eine Route den Datenverkehr, aktivieren Sie den Dienstendpunkt des
Subnetzes, oder erstellen Sie einen privaten Endpunkt. Fügen Sie in einer Firewall eine Netzwerkregel für \`AzureKeyVault\` oder eine
Anwendungsregel für \`*.vault.azure.net\` hinzu. Die Korrektur fügt die Regel in eine Netzwerksicherheitsgruppe ein, die ihre Regeln selbst
enthält, oder aktiviert den Dienstendpunkt; Regeln, die eigene Ressourcen sind, und Regeln von Firewalls bleiben Ihnen überlassen.`,
  },
  KV308: {
    summary:
      "Ein Subnetz erreicht einen Key Vault, aber nicht Microsoft Entra ID, das die Token dafür ausstellt.",
    why: `Jede Anforderung an einen Key Vault enthält ein Token von Microsoft Entra ID. Virtuelle Computer und Apps von App Service erhalten die
Token ihrer verwalteten Identität von der Plattform; Container Apps und API Management fordern sie über ihr Subnetz an. Dort lässt eine Regel
oder Route den Datenverkehr zum Key Vault durch, aber nicht den zu Microsoft Entra ID. Aufrufe laufen in ein Timeout, bevor der Key Vault
gefragt wird.`,
    fix: `Fügen Sie eine ausgehende Regel hinzu, die das Diensttag \`AzureActiveDirectory\` auf Port 443 zulässt, mit einer kleineren
Prioritätszahl als die Regel, die verweigert. Lassen Sie in einer Firewall dasselbe Diensttag oder \`login.microsoftonline.com\` zu.`,
  },
  KV309: {
    summary: "Ein Key Vault hat mehr private Endpunkte, als Azure standardmäßig zulässt.",
    why: `Ein Key Vault oder ein verwaltetes HSM lässt bis zu 64 private Endpunkte zu. Azure setzt das seit März 2026 durch; weitere Endpunkte lassen sich nicht
verbinden, wenn der Azure-Support keine Ausnahme gewährt hat. Gezählt werden die Endpunkte aller Stammvorlagen des Repositorys, die es sicher gibt und die sicher mit diesem
Key Vault verbunden sind.`,
    fix: "Nutzen Sie einen Endpunkt in verbundenen Netzwerken gemeinsam, verteilen Sie die Inhalte auf mehrere Key Vaults oder beantragen Sie eine Ausnahme.",
  },
  KV401: {
    summary: "Ein privater Endpunkt verwendet eine Gruppen-ID, die der Key Vault nicht hat.",
    why: `Die Gruppen-ID eines privaten Endpunkts sagt, mit welchem Teil einer Ressource er sich verbindet. Ein Key Vault hat nur die Gruppen-ID
\`vault\`, ein verwaltetes HSM nur \`managedhsm\`. Mit jeder anderen schlägt die Bereitstellung fehl.`,
    fix: "Verwenden Sie `vault`, für ein verwaltetes HSM `managedhsm`.",
  },
  KV402: {
    summary: "Der Name einer privaten DNS-Zone weicht geringfügig von dem ab, den Key Vaults brauchen.",
    why: `Die private DNS-Zone für Key Vaults ist \`privatelink.vaultcore.azure.net\`, obwohl ihre Adressen auf \`vault.azure.net\` enden. Eine Zone
mit anderem Namen, etwa \`privatelink.vault.azure.net\`, wird nie abgefragt; der Name des Key Vaults wird dann in seine öffentliche
Adresse aufgelöst. Eine Zone namens \`vault.azure.net\` oder \`vaultcore.azure.net\` wird abgefragt, aber für alle Key Vaults: Wo sie
verknüpft ist, lässt sich der Name eines Key Vaults ohne Eintrag darin nicht auflösen.`,
    fix: "Geben Sie der Zone genau diesen Namen.",
  },
  KV403: {
    summary:
      "Nichts in der Bereitstellung sorgt dafür, dass der Name des Key Vaults in die Adresse seines privaten Endpunkts aufgelöst wird.",
    why: `Clients verwenden einen privaten Endpunkt nur, wenn sie den Namen des Key Vaults in dessen private Adresse auflösen. Dafür braucht es
eine Zonengruppe oder einen A-Eintrag in \`privatelink.vaultcore.azure.net\` und eine Verknüpfung der Zone mit dem Netzwerk. Ohne
Verknüpfung wird der Name in die öffentliche Adresse aufgelöst; Aufrufer verwenden dann den öffentlichen Endpunkt oder scheitern, wenn er
geschlossen ist. Mit Verknüpfung, aber ohne Eintrag lässt sich der Name gar nicht auflösen.`,
    fix: `Fügen Sie dem Endpunkt eine private DNS-Zonengruppe hinzu, und verknüpfen Sie die Zone mit den Netzwerken der Aufrufer. Trägt ein
zentrales Team oder eine Richtlinie Endpunkte ein, unterdrücken Sie den Befund mit dieser Begründung.`,
  },
  KV404: {
    summary: "Ein privater Endpunkt funktioniert erst, wenn seine Verbindung genehmigt ist.",
    why: `Eine manuelle Verbindung hat zunächst den Status *Pending*. Bis ein Besitzer des Key Vaults sie genehmigt, ist der Endpunkt nicht mit dem
Key Vault verbunden, und dessen Name wird weiterhin in die öffentliche Adresse aufgelöst.`,
    fix: `Genehmigen Sie die Verbindung nach der Bereitstellung, oder verwenden Sie eine automatische Verbindung, falls die bereitstellende
Identität Verbindungen zum Key Vault genehmigen darf.`,
  },
  KV405: {
    summary: "Der öffentliche Zugriff ist SecuredByPerimeter, aber hier ist kein Perimeter deklariert.",
    why: `Ist der öffentliche Zugriff *SecuredByPerimeter*, bestimmt ein Netzwerksicherheitsperimeter über den gesamten Datenverkehr, und auch
vertrauenswürdige Dienste werden blockiert. Solange der Key Vault keinem Perimeter zugeordnet ist, ist er nur über private Endpunkte
erreichbar.`,
    fix: "Ordnen Sie den Key Vault einem Perimeter zu, oder unterdrücken Sie den Befund, falls eine andere Bereitstellung das tut.",
  },
  KV406: {
    summary:
      "Ein Perimeter im Übergangsmodus lässt Adressen zu einem Key Vault zu, dessen öffentlicher Zugriff deaktiviert ist.",
    why: `Im Übergangsmodus (\`Learning\`), der Vorgabe für eine Zuordnung, gelten die Eingangsregeln des Perimeters zusätzlich zu den eigenen
Einstellungen des Key Vaults, auch wenn der öffentliche Netzwerkzugriff deaktiviert ist. Der Key Vault kann dann aus dem Internet
erreichbar sein, obwohl seine Vorlage etwas anderes sagt.`,
    fix: `Erzwingen Sie die Zuordnung, sodass nur der Perimeter entscheidet und sein Protokoll die verweigerten Aufrufer zeigt, oder entfernen Sie
die Eingangsregeln. Ist die Zuordnung erzwungen, gelten diese Regeln weiter, aber vertrauenswürdige Dienste sind
nicht mehr zugelassen.`,
  },
  KV407: {
    summary: "Ein Key Vault in einem Perimeter hat Subnetzregeln.",
    why: `Perimeter unterstützen keinen Datenverkehr über Dienstendpunkte: Er kann verweigert werden, selbst wenn eine Eingangsregel
jede Adresse nennt. Sobald die Zuordnung erzwungen ist, haben Subnetzregeln keine Wirkung.`,
    fix: "Geben Sie den Subnetzen einen privaten Endpunkt; auf ihn wirken sich Perimeter nicht aus.",
  },
  KV408: {
    summary:
      "Der Terraform-Anbieter azurerm setzt den öffentlichen Zugriff eines Key Vaults zurück, den ein Perimeter schützen soll.",
    why: `\`azurerm_key_vault\` hat statt der Einstellung einen Schalter: \`SecuredByPerimeter\`, den Wert, den ein Key Vault in einem Netzwerksicherheitsperimeter haben
soll, liest es als \`false\`. Wo \`public_network_access_enabled\` den Wert \`true\` hat, den Standardwert, zeigt der Plan eine Abweichung, und das nächste apply schreibt
*Enabled*. Mit \`false\` gibt es keine Abweichung, und der Wert bleibt. Im Übergangsmodus (\`Learning\`) entscheidet die eigene
Einstellung des Key Vaults. Eine erzwungene Zuordnung schützt ihn unabhängig davon; dann wird nichts gemeldet.`,
    fix: `Setzen Sie \`publicNetworkAccess\` mit dem Anbieter azapi, und ignorieren Sie in \`lifecycle\` Änderungen an \`public_network_access_enabled\`, oder setzen Sie es auf \`false\`.`,
  },
  KV409: {
    summary:
      "Eine private DNS-Zone, die mit einem Netzwerk verknüpft ist, hat keinen Eintrag für einen Key Vault, der dort verwendet wird.",
    why: `Hat ein Key Vault einen genehmigten privaten Endpunkt, ist sein öffentlicher Name ein Alias für einen Namen in
\`privatelink.vaultcore.azure.net\`. Azure DNS sucht ihn in der Zone dieses Namens, die mit dem Netzwerk des Aufrufers verknüpft ist. Der
private Endpunkt des Key Vaults ist in einer anderen Zone registriert; deshalb antwortet die verknüpfte, dass es den Namen nicht gibt
(*NXDOMAIN*), selbst wenn der Key Vault auch öffentlichen Datenverkehr zulässt. Eine verknüpfte Zone namens \`vault.azure.net\` oder
\`vaultcore.azure.net\` tut das für jeden Key Vault, für den sie keinen Eintrag hat.`,
    fix: `Registrieren Sie den privaten Endpunkt in der Zone, die mit dem Netzwerk verknüpft ist, oder erstellen Sie im Netzwerk einen weiteren
privaten Endpunkt und registrieren Sie diesen. Sollen Aufrufer den öffentlichen Endpunkt verwenden, setzen Sie \`resolutionPolicy\` der
Verknüpfung auf *NxDomainRedirect*: Dann fragt Azure DNS nach Namen, die es in der Zone nicht gibt, das öffentliche DNS.`,
  },
  KV410: {
    summary:
      "Das Netzwerk eines Aufrufers ist nicht mit dem Netzwerk des privaten Endpunkts verbunden, den er verwendet.",
    why: `Der Name des Key Vaults wird in die Adresse eines privaten Endpunkts in einem anderen Netzwerk aufgelöst. Netzwerke verbindet ein Peering
mit je einer Verknüpfung auf beiden Seiten, die den Zugriff zulässt; eine einzelne bleibt im Zustand *Initiated* und überträgt nichts. Peering
ist nicht transitiv: Zwei Netzwerke mit einem Peering zum selben Hub erreichen einander nicht. Aufrufe laufen in ein Timeout.`,
    fix: `Deklarieren Sie die Verknüpfung auf der anderen Seite, lassen Sie in beiden den Zugriff zu (\`allowVirtualNetworkAccess\`), oder verbinden
Sie die beiden Netzwerke direkt. Erstellen Sie sonst einen privaten Endpunkt im Netzwerk des Aufrufers oder im Hub. Sind beide Netzwerke
hier deklariert und nichts verbindet sie, ist das ein Hinweis: Ein anderes Repository kann es tun.`,
  },
  KV411: {
    summary: "Zwei private Endpunkte eines Key Vaults werden in derselben privaten DNS-Zone registriert.",
    why: `Eine Zone hat nur einen A-Eintrag für einen Key Vault. Werden zwei seiner privaten Endpunkte in der Zone registriert, ersetzt der später
bereitgestellte die Adresse des anderen. Clients, die diese Adresse nicht erreichen, verlieren den Key Vault, und wird einer der beiden
Endpunkte gelöscht, verschwindet auch der Eintrag.`,
    fix: `Legen Sie für jedes Netzwerk eine Zone gleichen Namens an, jede in einer eigenen Ressourcengruppe, und registrieren Sie jeden Endpunkt in
der Zone, die mit seinem Netzwerk verknüpft ist. Zwei Endpunkte in einem Netzwerk oder in per Peering verbundenen Netzwerken sind selten nötig:
Entfernen Sie einen.`,
  },
  KV412: {
    summary:
      "Eine Zonengruppe, Verknüpfung oder ein Eintrag verweist auf eine private DNS-Zone der Bereitstellung, die nirgends deklariert ist.",
    why: `Eine private DNS-Zone muss vorhanden sein, bevor ein privater Endpunkt in ihr registriert oder sie mit einem Netzwerk verknüpft werden
kann. Laut der ID liegt die Zone in einer Ressourcengruppe dieser Bereitstellung, aber die Bereitstellung legt sie nicht an. Wurde die Zone
dort nicht schon früher angelegt, schlägt die Bereitstellung mit *ResourceNotFound* oder *ParentResourceNotFound* fehl.`,
    fix: `Deklarieren Sie die Zone. Gibt es sie schon, schlagen Sie sie nach (\`existing\` in Bicep, eine Datenquelle in Terraform), oder nennen Sie
in der ID ihre Ressourcengruppe.`,
  },
  KV413: {
    summary: "Ein Netzwerk ist mit zwei privaten DNS-Zonen gleichen Namens verknüpft, was Azure ablehnt.",
    why: `Azure DNS sucht einen Namen nur in einer Zone dieses Namens. Ein Netzwerk kann mit einer Zone
\`privatelink.vaultcore.azure.net\` verknüpft sein; die Bereitstellung der zweiten Verknüpfung schlägt fehl mit *A virtual network cannot be
linked to multiple zones with overlapping namespaces*.`,
    fix: "Behalten Sie eine Zone je Netzwerk, und registrieren Sie darin alle privaten Endpunkte, die seine Aufrufer verwenden.",
  },
  KV414: {
    summary:
      "Eine Subnetzregel nennt ein Subnetz hinter einer Firewall, aber der Key Vault sieht das Subnetz der Firewall.",
    why: `Eine Subnetzregel gilt für das Subnetz, dessen Dienstendpunkt der Datenverkehr zuletzt verwendet. Das genannte Subnetz hat keinen
Dienstendpunkt, und eine Route leitet seinen Datenverkehr zu einer Azure Firewall, deren eigenes Subnetz einen hat. Der Key Vault sieht die
Identität von *AzureFirewallSubnet*; daher hat die Regel keine Wirkung.`,
    fix: `Nehmen Sie das Subnetz der Firewall in die Regeln auf; das lässt alles zu, was die Firewall zulässt. Oder aktivieren Sie den
Dienstendpunkt des genannten Subnetzes: Sein Datenverkehr zu Key Vaults geht dann an der Firewall vorbei.`,
  },
  KV415: {
    summary:
      "Ein Aufrufer spricht einen Key Vault mit seinem Namen in der privaten DNS-Zone an, für den dessen Zertifikat nicht gilt.",
    why: `\`NAME.privatelink.vaultcore.azure.net\` ist nur ein Alias im DNS, über den \`NAME.vault.azure.net\` zum privaten Endpunkt aufgelöst wird. Das
Zertifikat eines Key Vaults gilt für \`NAME.vault.azure.net\`; Clients, die den Alias verwenden, brechen die Verbindung daher ab, obwohl das
Netzwerk sie zulässt.`,
    fix: "Verwenden Sie `NAME.vault.azure.net`. Wo die private DNS-Zone verknüpft ist, führt dieser Name zum privaten Endpunkt.",
  },
};
