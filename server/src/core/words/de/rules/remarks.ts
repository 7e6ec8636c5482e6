import type { RemarkFact } from "../../../rules/facts/remark-facts.ts";
import type { RuleTexts } from "../../rule-words.ts";

export const remarkRules: RuleTexts<RemarkFact["kind"]> = {
  KV604: {
    summary: "Ein Key Vault ist offener, als die Zugriffsdatei erlaubt.",
    why: `Eine Erwartung wie \`{ "to": "*", "exposure": ["private", "selected"] }\` gilt für jeden Key Vault, auf den sie zutrifft, auch für solche,
die später hinzukommen. \`limits.maxAddresses\` legt fest, wie viele öffentliche Adressen einen Key Vault erreichen dürfen: durch seine
IP-Regeln, einen Perimeter oder weil seine Firewall aus ist.`,
    fix: `Schließen Sie den Key Vault, oder nehmen Sie eine Ausnahme in die Zugriffsdatei auf. Welche Aufrufer ihn brauchen, wissen nur Sie;
deshalb gibt es keine automatische Korrektur.`,
  },
  KV701: {
    summary:
      "Azure Policy meldet den Key Vault, wo sie zugewiesen ist: Seine Firewall ist aus und der öffentliche Zugriff nicht deaktiviert.",
    why: `Die integrierte Richtlinie \`55615ac9-af46-4a59-874e-391cc3dfb490\` meldet oder verbietet Key Vaults, deren \`defaultAction\` nicht *Deny*
ist, es sei denn, der öffentliche Zugriff ist mit der API-Version 2021-06-01-preview oder einer späteren deaktiviert. Die Richtlinie sieht
nur, was deklariert ist: Ein Key Vault ohne Netzwerkregeln gilt als offen.`,
    fix: "Setzen Sie `defaultAction` auf *Deny*, oder deaktivieren Sie den öffentlichen Netzwerkzugriff.",
  },
  KV702: {
    summary:
      "Azure Policy meldet den Key Vault, wo sie zugewiesen ist: Sein öffentlicher Netzwerkzugriff ist nicht deaktiviert.",
    why: `Die integrierte Richtlinie \`405c5871-3e91-4644-8a63-58e19d68ff5b\` meldet oder verbietet Key Vaults, deren \`publicNetworkAccess\` etwas
anderes ist als *Disabled*, selbst *SecuredByPerimeter*, und alle Key Vaults mit einer API-Version vor 2021-06-01-preview.`,
    fix: `Deaktivieren Sie den öffentlichen Netzwerkzugriff, und zwar mit einer API-Version, die diese Einstellung unterstützt.`,
  },
  KV703: {
    summary:
      "Azure Policy meldet den Key Vault, wo sie zugewiesen ist, sofern ihm keine andere Bereitstellung einen privaten Endpunkt gibt.",
    why: `Die integrierte Richtlinie \`a6abeaec-4d90-4a02-805f-6b26c4d3fbe9\` meldet Key Vaults ohne genehmigten privaten Endpunkt. Sie wertet aus,
was bereitgestellt ist; eine Vorlage zeigt dagegen nur die Endpunkte, die sie selbst deklariert.`,
    fix: `Fügen Sie einen privaten Endpunkt hinzu, oder unterdrücken Sie den Befund, falls eine andere Bereitstellung das tut.`,
  },
  KV901: {
    summary: "Eine Unterdrückung ist abgelaufen, daher wird wieder gemeldet, was sie verborgen hat.",
    why: `Eine Unterdrückung mit \`until\` nimmt ein Risiko für begrenzte Zeit hin. Nach diesem Datum muss neu entschieden werden.`,
    fix: `Beheben Sie den Befund, oder geben Sie ein neues Datum mit einer Begründung an, die noch gilt.`,
  },
  KV902: {
    summary:
      "Eine Unterdrückung trifft auf nichts zu oder hat keine Wirkung, weil Regel oder Begründung fehlen oder ihr Datum nicht existiert.",
    why: `Eine übrig gebliebene Unterdrückung würde den nächsten Befund an derselben Stelle verbergen, obwohl ihn nie jemand beurteilt hat.`,
    fix: "Entfernen Sie den Kommentar, berichtigen Sie Regel oder Datum, oder ergänzen Sie die fehlende Begründung.",
  },
  KV904: {
    summary:
      "Ein Modul, das wahrscheinlich Key Vaults enthält, ist nicht lesbar, daher werden seine Key Vaults nicht geprüft.",
    why: `Die Ressourcen eines Moduls oder einer verknüpften Vorlage werden zusammen mit der Vorlage geprüft, die es aufruft. Ein Modul, das sich
nicht finden lässt, kann einen Key Vault enthalten, der zum Internet offen ist, und nichts sonst würde ihn melden. Gemeldet wird das
einmal je Vorlage und Ursache, sofern ein Name, die Quelle oder ein Argument des Moduls auf Key Vaults hinweist. Andere Module werden nur
aufgelistet: auf der Befehlszeile unter \`unread\`, in der *Übersicht* unter *Nicht gelesen*. Mit \`--fail-on-unknown\` endet die
Befehlszeile mit dem Exitcode 3, wenn es sonst nichts zu melden gibt.`,
    fix: `Laden Sie das Modul herunter: \`terraform init\` und \`bicep restore\` legen Module dort ab, wo sie gefunden werden, und für Submodule tut
\`git submodule update --init\` dasselbe. Oder geben Sie an, wo es liegt: Ein Ordner des Arbeitsbereichs, der so heißt wie das Repository des
Moduls, wird von selbst gefunden; jeden anderen Ort nennt \`modules\` in der Zugriffsdatei oder die Einstellung \`keyVaultNetwork.modules\`.
Ist ein Pfad falsch, berichtigen Sie ihn.`,
  },
  KV905: {
    summary:
      "Die Key Vaults einer kompilierten Vorlage weichen von denen der Bicep-Datei ab, aus der sie kompiliert wurde.",
    why: `JSON neben der Bicep-Datei, aus der es kompiliert wurde, wird nicht geprüft, denn in der Regel steht darin dasselbe wie in der Quelle.
Ist das JSON veraltet, stellt eine Schaltfläche _Deploy to Azure_ oder eine Pipeline, die es verwendet, eine andere Netzwerkkonfiguration
bereit, als die Quelle zeigt. Verglichen wird mit den Standardwerten beider; Werte, die in einer von beiden nicht bekannt sind, zählen nicht
als Abweichung.`,
    fix: `Kompilieren Sie die Bicep-Datei erneut mit \`bicep build\`, oder löschen Sie das JSON, falls es nicht bereitgestellt wird. Um die
Abweichung hinzunehmen, schreiben Sie \`// keyvault-network-ignore KV905: Grund\` in der Bicep-Datei über den Key Vault, oder
\`keyvault-network-ignore-file\` für alle ihre Key Vaults. Beim Kompilieren wird das JSON überschrieben, auch die Kommentare darin.`,
  },
};
