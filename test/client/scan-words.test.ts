import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sayScanned } from "../../client/src/scan-words.ts";
import type { Say } from "../../client/src/say.ts";
import { english } from "./english.ts";
import type { ScanSummary } from "../../server/src/protocol/vaults.ts";

const nothing = { count: 0, isAtLeast: false };
const all: ScanSummary = {
  vaults: { declared: 125, referenced: 0, inStates: 0 },
  public: 3,
  unknown: 2,
  unread: { files: nothing, parameterFiles: nothing, environments: 0, modules: 0 },
};
const some: ScanSummary = {
  ...all,
  vaults: { declared: 1, referenced: 0, inStates: 0 },
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

test("a scan says how many vaults are only referenced, or deployed or planned", () => {
  const others = { ...all, vaults: { declared: 0, referenced: 46, inStates: 2 }, public: 0, unknown: 0 };
  expect(sayScanned(english, others)).toBe(
    "0 vaults, 46 referenced, 2 deployed or planned: 0 public, 0 unknown.",
  );
  expect(sayScanned(german, others)).toBe(
    "0 Key Vaults, 46 referenziert, 2 bereitgestellt oder geplant: 0 öffentlich, 0 unbekannt.",
  );
});

test("a scan that finds none says so, and nothing of how public they are", () => {
  const empty = { ...all, vaults: { declared: 0, referenced: 0, inStates: 0 }, public: 0, unknown: 0 };
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
