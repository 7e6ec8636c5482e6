import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dumpBicep } from "./dump.ts";
import { parseBicep, parseBicepParameters } from "../../../server/src/core/syntax/bicep/parse.ts";
import { readSamples, writeSamples } from "./fixture.ts";

const folder = new URL("trees/", import.meta.url);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".txt")))("%s", (name) => {
  const path = new URL(name, folder);
  const samples = readSamples(path);
  const parse = name === "parameters.txt" ? parseBicepParameters : parseBicep;
  const dump = (text: string): string => dumpBicep(parse(text));
  if (process.env["UPDATE"]) writeSamples(path, samples, dump);

  test.each(readSamples(path))("$title", ({ text, tree }) => {
    expect(dump(text).trimEnd()).toBe(tree.trimEnd());
  });
});
