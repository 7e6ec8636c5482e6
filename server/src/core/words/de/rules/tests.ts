import type { RuleTexts } from "../../rule-words.ts";

export const testRules: RuleTexts<"KV601" | "KV602" | "KV603"> = {
  KV601: {
    summary:
      "Die Vorlagen erlauben einen Zugriff, den ein Zugriffstest verbietet, oder blockieren einen, den er verlangt.",
    why: `Die Tests in \`.keyvault-access.jsonc\` sagen, welche Aufrufer welchen Key Vault erreichen sollen. Schlägt ein Test fehl, sagen die
Vorlagen etwas anderes. Gemeldet wird das am Test und an der Eigenschaft, die entscheidet.`,
    fix: `Ändern Sie die Eigenschaft, die entscheidet, oder den Test, falls sich die Absicht geändert hat. Was davon falsch ist, wissen nur Sie;
deshalb gibt es keine automatische Korrektur. Die Korrekturen anderer Befunde sagen, wie sie sich auf die Tests auswirken.`,
  },
  KV602: {
    summary:
      "Ein Zugriffstest verweist auf eine Quelle, einen Key Vault oder eine Umgebung, die es nicht gibt, oder auf mehrere Subnetze eines Namens.",
    why: `Ein Test, der auf nichts zutrifft, wäre immer bestanden, auch wenn der Key Vault, für den er geschrieben wurde, inzwischen anders heißt. Von mehreren
Subnetzen eines Namens kann eines den Key Vault erreichen und ein anderes nicht.`,
    fix: `Berichtigen Sie den Namen. Schreibt sich ein vorhandener fast gleich, setzt die Korrektur ihn ein; die Vervollständigung schlägt alle
vor. Geben Sie bei einem Subnetz auch das Netzwerk an (\`vnet/app\`) oder seine vollständige Ressourcen-ID.`,
  },
  KV603: {
    summary: "Ob ein Zugriffstest bestanden ist, hängt von einem unbekannten Wert ab.",
    why: `Mitunter legt eine Vorlage den Wert nicht fest, der entscheidet, zum Beispiel wenn ein Parameter keinen Wert hat. Der Test kann dann weder
bestanden sein noch fehlschlagen.`,
    fix: `Geben Sie den Wert in einer Umgebung der Zugriffsdatei an, mit einer Datei in \`parameters\` oder mit \`set\`. Um solche Tests stattdessen
zu überspringen, schreiben Sie \`"onUnknown": "skip"\` für einen einzelnen Test oder für die ganze Datei.`,
  },
};
