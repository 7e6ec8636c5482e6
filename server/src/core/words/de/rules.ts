import type { RuleSummaries } from "../words.ts";

/** Was jede Regel meldet, in einem Satz. */
export const ruleSummaries: RuleSummaries = {
  KV101: "Die Firewall ist aus, daher ist der Tresor von jeder öffentlichen Adresse aus erreichbar.",
  KV102: "IP-Regeln lassen alle oder fast alle öffentlichen Adressen zu.",
  KV103: "Eine IP-Regel lässt einen großen Adressbereich zu.",
  KV104:
    "Ein Tresor hat einen privaten Endpunkt, ist aber weiterhin von jeder öffentlichen Adresse aus erreichbar.",
  KV105: "Netzwerkregeln sind ohne Standardaktion deklariert.",
  KV106:
    "Ein Tresor schränkt den Zugriff ein, legt aber nicht fest, ob vertrauenswürdige Dienste zugelassen sind.",
  KV107:
    "Der öffentliche Zugriff ist deaktiviert, aber vertrauenswürdige Dienste erreichen den Tresor weiterhin.",
  KV108: "Ein Tresor, den eine andere Einstellung schließt, hat keine Netzwerkregeln.",
  KV109: "Eine IP-Regel lässt Adressen zu, die auch andere Azure-Kunden verwenden können.",
  KV110:
    "Ein Tresor ist nur geschlossen, weil der öffentliche Zugriff deaktiviert ist: Die Standardaktion ist Allow.",
  KV201: "Eine IP-Regel enthält private Adressen, die Azure ablehnt.",
  KV202: "Eine IP-Regel ist weder eine IPv4-Adresse noch ein CIDR-Bereich.",
  KV203: "In einem CIDR-Bereich sind Hostbits gesetzt.",
  KV204: "Eine IP-Regel nennt Adressen, die kein Client haben kann.",
  KV205: "Eine IP-Regel wiederholt eine andere oder ist in einer anderen enthalten.",
  KV206: "Benachbarte IP-Regeln lassen sich durch eine einzige ersetzen.",
  KV207: "Es gibt mehr IP- oder Subnetzregeln, als Azure zulässt.",
  KV208: "IP- oder Subnetzregeln sind wirkungslos, weil eine andere Einstellung Vorrang hat.",
  KV209: "Eine Einstellung hat einen ungültigen Wert.",
  KV210: "Netzwerkregeln enthalten Eigenschaften oder Werte, die nur Speicherkonten unterstützen.",
  KV211: "Eine IP- oder Subnetzregel hat nicht die Form, die Azure erwartet.",
  KV212:
    "Eine Einstellung, die den Zugriff einschränkt, steht in einer API-Version, die sie nicht unterstützt.",
  KV213: "Eine Datei verwendet API-Versionen von Key Vault, die Azure außer Betrieb nimmt.",
  KV301: "Eine Subnetzregel enthält etwas anderes als eine Subnetz-ID.",
  KV302:
    "Eine Subnetzregel verweist auf ein Subnetz dieser Bereitstellung ohne Dienstendpunkt für Key Vault.",
  KV303:
    "Ein Subnetz hat den Dienstendpunkt für Key Vault, aber nur seine öffentliche Adresse ist eingetragen.",
  KV304: "Ein Subnetz hat einen Dienstendpunkt, dessen Name dem von Key Vault nur ähnelt.",
  KV305:
    "Eine Subnetzregel verweist auf ein Subnetz dieser Bereitstellung, das womöglich noch nicht existiert.",
  KV306: "Ein verwaltetes HSM hat Subnetzregeln, die es nicht unterstützt.",
  KV401: "Ein privater Endpunkt verwendet eine Gruppen-ID, die der Tresor nicht hat.",
  KV402: "Der Name einer privaten DNS-Zone weicht geringfügig von dem ab, den Schlüsseltresore brauchen.",
  KV403:
    "Nichts in der Bereitstellung sorgt dafür, dass der Name des Tresors zu seinem privaten Endpunkt aufgelöst wird.",
  KV404: "Ein privater Endpunkt funktioniert erst, wenn seine Verbindung genehmigt ist.",
  KV405: "Der öffentliche Zugriff ist SecuredByPerimeter, aber hier ist kein Perimeter deklariert.",
  KV406:
    "Ein Perimeter im Lernmodus lässt Adressen zu einem Tresor zu, dessen öffentlicher Zugriff deaktiviert ist.",
  KV407: "Ein Tresor in einem Perimeter hat Subnetzregeln.",
  KV408:
    "Der Terraform-Anbieter azurerm setzt den öffentlichen Zugriff eines Tresors zurück, den ein Perimeter schützen soll.",
  KV411: "Zwei private Endpunkte eines Tresors werden in derselben privaten DNS-Zone registriert.",
  KV412:
    "Eine Zonengruppe, Verknüpfung oder ein Eintrag verweist auf eine private DNS-Zone der Bereitstellung, die nirgends deklariert ist.",
  KV501: "Eine Ressource dieser Bereitstellung verwendet einen Tresor, der sie blockiert.",
  KV502:
    "Ein vertrauenswürdiger Dienst dieser Bereitstellung wird durch bypass None oder einen Perimeter blockiert.",
  KV503: "Ein Tresor erlaubt einem Azure-Dienst das Lesen, aber seine Firewall blockiert diesen Dienst.",
  KV504: "Eine Bereitstellung liest ein Geheimnis aus einem Tresor, der Azure Resource Manager blockiert.",
  KV505: "Terraform liest oder schreibt in einem Tresor, der den ausführenden Rechner blockiert.",
  KV506:
    "Ein Dienst gilt nur mit einer anderen Art von Identität oder Laufzeit als vertrauenswürdig, als er hier verwendet.",
  KV507:
    "Eine Ressource erreicht einen Tresor, aber nichts hier berechtigt ihre Identität, ihn zu verwenden.",
  KV508:
    "Die Bereitstellung braucht Geheimnisse eines Tresors, wartet aber nicht auf das, was ihr Zugriff gibt.",
  KV509:
    "Ein Tresor lässt die aktuelle Adresse des Rechners zu, auf dem Terraform läuft; der nächste Lauf hat möglicherweise eine andere.",
  KV511: "Ein Verweis nennt einen Tresor, der nirgends deklariert ist; ein deklarierter heißt fast genauso.",
  KV512: "Die Bereitstellung verwendet Daten eines Tresors, ohne auf die Berechtigung dafür zu warten.",
  KV601:
    "Die Vorlagen erlauben einen Zugriff, den ein Zugriffstest verbietet, oder blockieren einen, den er verlangt.",
  KV602: "Ein Zugriffstest verweist auf eine Quelle, einen Tresor oder eine Umgebung, die es nicht gibt.",
  KV603: "Ob ein Zugriffstest besteht, hängt von einem unbekannten Wert ab.",
  KV604: "Ein Tresor ist offener, als die Zugriffsdatei erlaubt.",
  KV701:
    "Azure Policy meldet den Tresor: Seine Firewall ist aus und der öffentliche Zugriff nicht deaktiviert.",
  KV702: "Azure Policy meldet den Tresor: Sein öffentlicher Netzwerkzugriff ist nicht deaktiviert.",
  KV703:
    "Azure Policy meldet den Tresor, sofern ihm keine andere Bereitstellung einen privaten Endpunkt gibt.",
  KV901: "Eine Unterdrückung ist abgelaufen, daher wird wieder gemeldet, was sie verborgen hat.",
  KV902: "Eine Unterdrückung trifft auf nichts zu oder nennt keinen Grund und ist daher wirkungslos.",
  KV904:
    "Ein Modul, das wahrscheinlich Schlüsseltresore enthält, ist nicht lesbar, daher werden seine Tresore nicht geprüft.",
  KV905:
    "Die Tresore einer kompilierten Vorlage weichen von denen der Bicep-Datei ab, aus der sie kompiliert wurde.",
};
