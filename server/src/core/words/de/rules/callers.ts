import type { CallerFact } from "../../../rules/facts/caller-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const callerRules: RuleTexts<CallerFact["kind"]> = {
  KV501: {
    summary: "Eine Ressource dieser Bereitstellung verwendet einen Key Vault, der sie blockiert.",
    why: `Mit \`bypass\` *AzureServices* sind die Dienste auf Microsofts Liste zugelassen, jeder für bestimmte Szenarien. Ihr eigener Code in Azure
gehört nicht dazu: Key-Vault-Verweise in App-Einstellungen, Container, Pods, Skripts. Er braucht einen eigenen Weg durch die Firewall. Hier
hat er keinen, und seine Aufrufe scheitern mit 403 *ForbiddenByFirewall* oder *ForbiddenByConnection*.`,
    fix: `Betreiben Sie die Ressource in einem Subnetz mit dem Dienstendpunkt \`Microsoft.KeyVault\`, für das der Key Vault eine Regel hat, oder
geben Sie dem Key Vault einen privaten Endpunkt im Netzwerk der Ressource. Ist das Subnetz hier deklariert, ergänzt die Korrektur, was
fehlt.`,
  },
  KV502: {
    summary:
      "Ein vertrauenswürdiger Dienst dieser Bereitstellung wird durch bypass None oder einen Perimeter blockiert.",
    why: `Der Dienst steht für dieses Szenario auf Microsofts Liste, und er greift von Computern aus zu, die Ihre Regeln nicht erkennen können. Mit
\`bypass\` *None* wird er blockiert wie jeder andere Aufrufer. Entscheidet ein Perimeter, hat \`bypass\` keine Wirkung. Ein Server, der
seinen Schlüssel nicht erreicht, fällt früher oder später aus.`,
    fix: `Setzen Sie \`bypass\` auf *AzureServices*. Fügen Sie bei einem Perimeter eine Eingangsregel hinzu, oder nehmen Sie
den Dienst in den Perimeter auf.`,
  },
  KV503: {
    summary:
      "Ein Key Vault erlaubt einem Azure-Dienst das Lesen, aber seine Firewall blockiert diesen Dienst.",
    why: `\`enabledForDeployment\`, \`enabledForDiskEncryption\` und \`enabledForTemplateDeployment\` erlauben Azure Virtual Machines, Azure Disk
Encryption und Azure Resource Manager, den Key Vault zu lesen. Seine Firewall öffnen sie nicht; durch sie gelangen diese Dienste als
vertrauenswürdige Dienste. Mit \`bypass\` *None* oder unter einem Netzwerksicherheitsperimeter, der entscheidet, wird ihnen der Zugriff
verweigert, und die Bereitstellung, die sie braucht, schlägt fehl.`,
    fix: "Lassen Sie vertrauenswürdige Dienste zu, oder entfernen Sie die Berechtigung, wenn sie nicht gebraucht wird. Unter einem Perimeter lässt keine Einstellung des Key Vaults sie zu.",
  },
  KV504: {
    summary:
      "Eine Bereitstellung liest ein Geheimnis aus einem Key Vault, der Azure Resource Manager blockiert.",
    why: `Azure Resource Manager holt das Geheimnis für \`reference.keyVault\`, \`getSecret()\` oder \`az.getSecret()\`. Dazu muss er als
vertrauenswürdiger Dienst durch die Firewall dürfen, und er braucht \`enabledForTemplateDeployment\`. Fehlt eines davon, scheitert die
Bereitstellung mit *KeyVaultParameterReferenceSecretRetrieveFailed*; woran es lag, sagen nur die Einzelheiten des Fehlers.`,
    fix: "Setzen Sie `bypass` auf *AzureServices* und `enabledForTemplateDeployment` auf true.",
  },
  KV505: {
    summary: "Terraform liest oder schreibt in einem Key Vault, der den ausführenden Computer blockiert.",
    why: `Bei jedem plan und apply greift der Anbieter azurerm über den Endpunkt des Key Vaults auf Geheimnisse, Schlüssel und Zertifikate zu, also
durch dessen Firewall. Der Computer, auf dem Terraform läuft, ist kein vertrauenswürdiger Dienst. Die Standardaktion des Key Vaults ist
*Deny*, oder sein Perimeter verweigert die Anforderung, und weder eine Regel noch ein privater Endpunkt könnte für diesen Computer gelten;
daher scheitert die Ausführung mit 403 *ForbiddenByFirewall* oder *ForbiddenByConnection*.`,
    fix: `Tragen Sie die Adresse oder das Subnetz des Computers ein, führen Sie Terraform in einem Netzwerk aus, das einen privaten Endpunkt des Key
Vaults hat, oder schreiben Sie Geheimnisse und Schlüssel über Azure Resource Manager (\`azapi_resource\` vom Typ
\`Microsoft.KeyVault/vaults/secrets\`); auf diesen Weg wirkt sich die Firewall nicht aus.`,
  },
  KV506: {
    summary:
      "Ein Dienst gilt mit der Art von Identität oder Runtime, die er hier verwendet, nicht als vertrauenswürdig.",
    why: `Manche Dienste sind nur teilweise vertrauenswürdig: API Management und Synapse sind mit ihrer systemseitig zugewiesenen Identität
zugelassen, aber nicht mit einer benutzerseitig zugewiesenen; Data Factory ist mit der Runtime von Azure zugelassen, aber nicht mit einer
selbstgehosteten. Einen anderen Weg zum Key Vault hat der Dienst hier nicht, was eine Warnung ist, wo bekannt ist, was vertrauenswürdig ist.`,
    fix: `Verwenden Sie die Identität oder Runtime, der vertraut wird, oder geben Sie dem Dienst eine Subnetzregel oder einen privaten Endpunkt.`,
  },
  KV507: {
    summary:
      "Eine Ressource erreicht einen Key Vault, aber nichts hier berechtigt ihre Identität, ihn zu verwenden.",
    why: `Die Firewall ist nur die erste Prüfung. Danach verlangt der Key Vault ein Token und eine Berechtigung: mit RBAC eine Rolle, sonst eine
Zugriffsrichtlinie. Hier lässt das Netzwerk den Aufrufer zu, aber es gibt weder eine Rollenzuweisung noch eine Zugriffsrichtlinie für
seine Identität, und der Key Vault antwortet weiterhin mit 403. Die Berechtigung kann anderswo erteilt werden; deshalb ist diese Regel ohne
Ihr Zutun ausgeschaltet.`,
    fix: "Weisen Sie eine Rolle wie *Key Vault Secrets User* zu, oder fügen Sie eine Zugriffsrichtlinie für die Identität hinzu.",
  },
  KV508: {
    summary:
      "Die Bereitstellung braucht Geheimnisse eines Key Vaults, wartet aber nicht auf das, was ihr Zugriff gibt.",
    why: `Ressourcen, die nicht voneinander abhängen, werden gleichzeitig bereitgestellt. Beginnt ein Terraform-Geheimnis, ein
Bereitstellungsskript oder eine Container-App mit Geheimnissen des Key Vaults, bevor es den privaten Endpunkt gibt, ist der Key Vault noch geschlossen: Die Bereitstellung schlägt fehl und
gelingt beim nächsten Versuch.`,
    fix: `Fügen Sie eine Abhängigkeit von dem hinzu, was den Zugriff gibt: \`depends_on\` in Terraform, \`dependsOn\` in Bicep und ARM JSON.`,
  },
  KV509: {
    summary:
      "Ein Key Vault lässt die aktuelle Adresse des Computers zu, auf dem Terraform läuft; der nächste Lauf hat möglicherweise eine andere.",
    why: `Zu Beginn jedes Laufs liest Terraform die Geheimnisse, Schlüssel und Zertifikate, die es verwaltet, über den Endpunkt des Key Vaults.
Erst danach ändert es dessen Regeln. Kommt der nächste Lauf von einer anderen Adresse, etwa von einem gehosteten Runner oder vom Computer
eines anderen Entwicklers, lässt der Key Vault noch die vorige zu, und der Lauf scheitert mit 403 *ForbiddenByFirewall*, bevor er die Regel
ändern kann.`,
    fix: `Tragen Sie einen festen Adressbereich ein, etwa den eines NAT-Gateways oder VPN, führen Sie Terraform in einem Subnetz mit einer Regel
oder einem privaten Endpunkt aus, oder schreiben Sie Geheimnisse und Schlüssel über Azure Resource Manager (\`azapi_resource\` vom Typ
\`Microsoft.KeyVault/vaults/secrets\`); auf diesen Weg wirkt sich die Firewall nicht aus.`,
  },
  KV510: {
    summary: "Eine App ist mit der Adresse eines Key Vaults konfiguriert, der sie blockiert.",
    why: `Eine Einstellung, Umgebungsvariable oder ein Argument der App enthält den URI oder Namen des Key Vaults; ihr Code liest ihn also
wahrscheinlich mit einem SDK. Code in Azure ist kein vertrauenswürdiger Dienst: Er braucht einen eigenen Weg durch die Firewall. Hier hat er
keinen, und seine Aufrufe scheitern mit 403 *ForbiddenByFirewall* oder *ForbiddenByConnection*. Deklarierte Key-Vault-Verweise und Geheimnisse
meldet KV501.`,
    fix: `Betreiben Sie die App in einem Subnetz mit dem Dienstendpunkt \`Microsoft.KeyVault\`, für das der Key Vault eine Regel hat, oder geben
Sie dem Key Vault einen privaten Endpunkt im Netzwerk der App. Ist das Subnetz hier deklariert, ergänzt die Korrektur, was fehlt.`,
  },
  KV511: {
    summary:
      "Ein Verweis nennt einen Key Vault, der nirgends deklariert ist; ein deklarierter heißt fast genauso.",
    why: `Ein Name, der nachgeschlagen wird oder in einer ID steht, wird vor der Bereitstellung nicht geprüft. Enthält er einen Tippfehler, schlägt
die Bereitstellung fehl, weil es den Key Vault nicht gibt, oder sie verwendet, was schlimmer ist, einen anderen. Namen, die sich in einer
Zahl oder am Anfang oder Ende eines Wortes unterscheiden, sind meist absichtlich verschieden und werden nicht gemeldet.`,
    fix: "Berichtigen Sie den Namen. Gibt es den anderen Key Vault, unterdrücken Sie den Befund mit dieser Begründung.",
  },
  KV512: {
    summary:
      "Die Bereitstellung verwendet Daten eines Key Vaults, ohne auf die Berechtigung dafür zu warten.",
    why: `Terraform und Bereitstellungsskripts schreiben Schlüssel, Geheimnisse und Zertifikate über den Key Vault selbst, und Container-Apps
holen beim Anlegen Geheimnisse aus ihm; das erfordert eine Zugriffsrichtlinie oder eine Rolle. Legt dieselbe Bereitstellung diese Berechtigung an und bestimmt nichts die Reihenfolge, entsteht beides
gleichzeitig: Der Key Vault antwortet mit 403, und die Bereitstellung gelingt beim nächsten Versuch. Ressourcen, die Azure Resource Manager
schreibt, brauchen diese Berechtigung nicht.`,
    fix: `Fügen Sie eine Abhängigkeit von der Zugriffsrichtlinie oder Rollenzuweisung hinzu: \`depends_on\` in Terraform, \`dependsOn\` in Bicep und
ARM JSON.`,
  },
  KV514: {
    summary:
      "Kein Aufrufer erreicht einen Key Vault über das Netzwerk, obwohl er etwas enthält oder Berechtigungen gewährt.",
    why: `Die Firewall führt nichts auf oder der öffentliche Zugriff ist deaktiviert, vertrauenswürdige Dienste sind blockiert, und kein privater
Endpunkt führt zum Key Vault. Niemand kann seinen Inhalt und die Berechtigungen dafür nutzen. Verwendet eine Ressource der Bereitstellung den
Key Vault, so sagt das stattdessen der Befund zu dieser Ressource. Ein Endpunkt in einem anderen Repository ist nicht zu sehen.`,
    fix: `Fügen Sie einen privaten Endpunkt hinzu, tragen Sie die Aufrufer ein, oder lassen Sie vertrauenswürdige Dienste zu. Wird der Endpunkt
anderswo angelegt, unterdrücken Sie diesen Befund mit dieser Begründung.`,
  },
};
