import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sayScanned } from "../../client/src/scan-words.ts";
import type { Say } from "../../client/src/say.ts";
import { english } from "./english.ts";
import type { ScanSummary } from "../../server/src/protocol/vaults.ts";

const nothing = { count: 0, isAtLeast: false };
const all: ScanSummary = {
  vaults: 125,
  public: 3,
  unknown: 2,
  unread: { files: nothing, parameterFiles: nothing, environments: 0, modules: 0 },
};
const some: ScanSummary = {
  ...all,
  vaults: 1,
  unread: {
    files: { count: 95_000, isAtLeast: true },
    parameterFiles: { count: 1, isAtLeast: false },
    environments: 2,
    modules: 1,
  },
};

const texts = JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8")) as Record<string, string>;
const german: Say = (text, ...parts) =>
  english(texts[text] ?? `not translated: ${text}`, ...parts.map((each) => each.toLocaleString("de")));

test("a scan says how many vaults there are", () => {
  expect(sayScanned(english, all)).toBe("125 vaults: 3 public, 2 unknown.");
  expect(sayScanned(german, all)).toBe("125 Key Vaults: 3 öffentlich, 2 unbekannt.");
});

test("a scan that finds none says so, and nothing of how public they are", () => {
  const empty = { ...all, vaults: 0, public: 0, unknown: 0 };
  expect(sayScanned(english, empty)).toBe("No key vault found.");
  expect(sayScanned(german, empty)).toBe("Kein Key Vault gefunden.");
});

test("a scan says what it did not look at", () => {
  expect(sayScanned(english, some)).toBe(
    "1 vault: 3 public, 2 unknown. Not checked: more than 95,000 files, 1 parameter file, 2 environments, 1 module.",
  );
  expect(sayScanned(german, some)).toBe(
    "1 Key Vault: 3 öffentlich, 2 unbekannt. Nicht geprüft: mehr als 95.000 Dateien, 1 Parameterdatei, 2 Umgebungen, 1 Modul.",
  );
});
