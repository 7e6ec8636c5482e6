import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAccessFile } from "../../server/src/core/index.ts";
import { accessFileSchema } from "../../server/src/core/access-file/schema.ts";

const isValid = new Ajv({ strict: false, allErrors: false }).compile(accessFileSchema);

const texts = fc.constantFrom(
  "internet",
  "kv",
  "",
  "allow",
  "deny",
  "private",
  "error",
  "off",
  "skip",
  "ipRule",
  "KV103",
  "wide-ip-rule",
  "2027-01-31",
  "2027-02-29",
);
const words = ["name", "from", "to", "expect", "via", "exposure", "environment", "severity", "onUnknown"];
const others = [
  "ip",
  "subnet",
  "any",
  "description",
  "parameters",
  "set",
  "rule",
  "reason",
  "until",
  "target",
  "x",
];
const tops = ["version", "root", "sources", "environments", "tests", "limits", "rules", "suppressions"];

const leaf = fc.oneof(texts, fc.constantFrom<unknown>(1, 33, -1, true, null));
const member = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }));
const entry = fc.dictionary(fc.constantFrom(...words, ...others), member, { maxKeys: 5 });
const limits = fc.dictionary(fc.constantFrom("widestIpPrefix", "maxAddresses", "x"), leaf, { maxKeys: 2 });
const part = fc.oneof(
  leaf,
  fc.array(fc.oneof(entry, leaf), { maxLength: 2 }),
  fc.dictionary(texts, fc.oneof(entry, leaf), { maxKeys: 2 }),
  limits,
);
const file = fc
  .dictionary(fc.constantFrom(...tops, "x"), part, { maxKeys: 4 })
  .map((parts) => ({ version: 1, ...parts }));

test("the reader finds something wrong with a file exactly where the schema does", () => {
  fc.assert(
    fc.property(file, (content) => {
      const { problems } = readAccessFile({ id: "/a", text: JSON.stringify(content) });
      expect(problems.length === 0, JSON.stringify([content, problems])).toBe(isValid(content));
    }),
    { numRuns: 3000 },
  );
});
