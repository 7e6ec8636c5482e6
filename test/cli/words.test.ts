import { describe, expect, it, test } from "vitest";
import { describeGroup } from "../words/describe-group.ts";
import { complaintSentences, problemSentences, remarkSentences } from "../words/samples/cli.ts";
import { runCli } from "./run-cli.ts";

for (const group of [problemSentences, complaintSentences, remarkSentences]) describeGroup(group);

describe("--lang", () => {
  it("chooses the language of sentences", () => {
    const { error } = runCli("check", "missing.bicep", "--lang", "de");
    const { out } = runCli("check", "missing.bicep", "--lang", "de", "--format", "json");
    expect(error + out).toContain("Datei oder Ordner nicht gefunden");
  });

  test("that is not spoken is wrong usage", () => {
    const { status, error } = runCli("check", "--lang", "fr");
    expect(status).toBe(2);
    expect(error).toContain("unknown language 'fr'; expected one of en, de");
  });
});
