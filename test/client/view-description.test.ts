import { expect, test } from "vitest";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import { viewDescription } from "../../client/src/verdicts/view-description.ts";
import { english } from "./english.ts";

const vaults = [{}] as unknown as EnvironmentsResult["vaults"];
const dev = {
  name: "dev",
  from: "parameterFiles",
  files: [],
} as unknown as EnvironmentsResult["environments"][number];

test.each<[string, EnvironmentsResult | null, Parameters<typeof viewDescription>[2]]>([
  ["", null, null],
  ["", { active: null, environments: [], vaults: [] }, null],
  ["Defaults", { active: null, environments: [], vaults }, null],
  ["All environments", { active: null, environments: [dev], vaults }, null],
  ["dev", { active: "dev", environments: [dev], vaults }, null],
  [
    "dev · compared with HEAD, 14:05",
    { active: "dev", environments: [dev], vaults },
    { label: "HEAD", since: "14:05" },
  ],
  [
    "Defaults · compared with 14:05",
    { active: null, environments: [], vaults },
    { label: null, since: "14:05" },
  ],
])("a view says: '%s'", (text, environments, baseline) => {
  expect(viewDescription(english, environments, baseline)).toBe(text);
});
