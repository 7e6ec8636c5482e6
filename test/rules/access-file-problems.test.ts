import { expect, test } from "vitest";
import { accessFileProblems, readAccessFile } from "../../server/src/core/index.ts";

function problemsIn(rules: string): readonly unknown[] {
  const text = `{ "version": 1, "rules": { ${rules} } }`;
  const file = readAccessFile({ id: "/.keyvault-access.jsonc", text });
  return accessFileProblems(file).map(({ span, fault }) => [text.slice(span.start, span.end), fault]);
}

test("codes, names and former names of rules are known in any case", () => {
  expect(problemsIn(`"kv101": "off", "Wide-IP-Rule": "error", "policy-of-the-house": "hint"`)).toEqual([]);
});

test("a rule that does not exist is reported where it is written, with the one that was probably meant", () => {
  expect(problemsIn(`"KV101": "off", "wide-ip-rules": "off", "KV1O3": "error", "no": "off"`)).toEqual([
    ["wide-ip-rules", { kind: "unknown-rule", rule: "wide-ip-rules", near: "wide-ip-rule" }],
    ["KV1O3", { kind: "unknown-rule", rule: "KV1O3", near: "KV103" }],
    ["no", { kind: "unknown-rule", rule: "no", near: null }],
  ]);
});

test("a name that means something without being defined is refused, and keeps its meaning", () => {
  const sources = ["Internet", "10.0.0.0/8", "service:azure-backup", "tag:x", "pipeline:a.yml", "pool:Linux"];
  const text = JSON.stringify({
    version: 1,
    sources: Object.fromEntries([...sources, "office"].map((name) => [name, { ip: "192.0.2.1" }])),
    environments: Object.fromEntries(["*", "default", "Default", "prod"].map((name) => [name, {}])),
  });
  const file = readAccessFile({ id: "/.keyvault-access.jsonc", text });
  const found = accessFileProblems(file);
  expect(found.map(({ span, fault }) => [text.slice(span.start, span.end), fault])).toEqual(
    [...sources.slice(0, -1), "*", "default"].map((name) => [name, { kind: "name-has-meaning", name }]),
  );
  expect([...file.sources.keys()]).toEqual(["pool:Linux", "office"]);
  expect([...file.environments.keys()]).toEqual(["Default", "prod"]);
});

test("a key that an object has already is reported, because what is under the first one has no effect", () => {
  const text = `{ "version": 1, "tests": [], "sources": { "a": { "ip": "192.0.2.1" }, "a": { "ip": "192.0.2.2" } }, "tests": [] }`;
  const file = readAccessFile({ id: "/.keyvault-access.jsonc", text });
  const found = accessFileProblems(file).map(({ span, fault }) => [span.start, fault]);
  expect(found).toEqual([
    [text.lastIndexOf('"tests"'), { kind: "repeated-key", key: "tests" }],
    [text.lastIndexOf('"a"'), { kind: "repeated-key", key: "a" }],
  ]);
});
