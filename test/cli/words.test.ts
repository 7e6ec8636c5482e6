import { describe, expect, it, test } from "vitest";
import { optionNames } from "../../server/src/cli/option-names.ts";
import { commands, formatNames, languages } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";

describe("--lang", () => {
  it("chooses the language of sentences", () => {
    const { error } = runCli("check", "missing.bicep", "--lang", "de");
    const { out } = runCli("check", "missing.bicep", "--lang", "de", "--format", "json");
    expect(error + out).toContain("Datei oder Ordner nicht gefunden");
  });

  it.each([
    [["check", "--foo", "--lang", "de"], "unbekannte Option '--foo'"],
    [["--lang=de", "frob"], "unbekannter Befehl 'frob'; möglich sind check, "],
    [["--lang=de", "chekc"], "unbekannter Befehl 'chekc'; meinten Sie 'check'?"],
    [["--lang", "de"], "es fehlt ein Befehl"],
    [["check", "--lang", "de", "--config"], "die Option '--config' verlangt einen Wert"],
    [["check", "--config", "--quiet", "--lang", "de"], "schreiben Sie --config=--quiet"],
    [["check", "--quiet=yes", "--lang", "de"], "die Option '--quiet' hat keinen Wert"],
    [["check", "--lang", "de", "--format", "svg"], "--format svg gibt es nur bei simulate"],
    [["check", "--lang", "en", "--lang", "de"], "die Option '--lang' hat zwei verschiedene Werte"],
    [["simulate", "--lang", "de"], "simulate verlangt --from QUELLE"],
    [["diff", "--lang", "de"], "diff verlangt --base REF"],
    [["rules", "KV000", "--lang", "de"], "keine Regel 'KV000'"],
  ])("%j is refused in that language, wherever it is asked for", (argv, message) => {
    const { status, out, error } = runCli(...argv);
    expect([status, out]).toEqual([2, ""]);
    expect(error).toContain(message);
    expect(error).not.toMatch(/\b(?:Try|expected|unknown|option)\b/);
  });

  it("explains rules in that language", () => {
    const { out } = runCli("rules", "KV203", "--lang", "de");
    expect(out).toMatch(/^KV203 \S+ \(Warnung · mit automatischer Korrektur\)\n\nIn einem CIDR-Bereich/);
    expect(out).toContain("/docs/rules/de/KV203.md");
    expect(runCli("rules", "--lang", "de").out).toContain("In einem CIDR-Bereich sind Hostbits gesetzt.");
  });

  it.each(languages)("has help on all commands and options, at most 100 characters wide (%s)", (language) => {
    const { status, out } = runCli("--help", "--lang", language);
    expect(status).toBe(0);
    for (const name of [...commands, ...optionNames.map((option) => `--${option}`)])
      expect(out).toMatch(new RegExp(`^  ${name}(?:,| |$)`, "m"));
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    for (const format of formatNames) expect(out).toContain(format);
  });

  it("leaves no help in English", () => {
    const lines = (language: string): readonly string[] =>
      runCli("--help", "--lang", language).out.split("\n");
    const english = new Set(lines("en").filter((line) => /[a-z]{3} [a-z]{3}/.test(line)));
    expect(lines("de").filter((line) => english.has(line))).toEqual([]);
  });

  test("that is not spoken is wrong usage", () => {
    const { status, error } = runCli("check", "--lang", "fr");
    expect(status).toBe(2);
    expect(error).toContain("unknown language 'fr'; expected one of en, de");
  });
});
