import { expect, test } from "vitest";
import { printCase } from "./print-case.ts";
import { vaultWith } from "./vault-with.ts";

test.each([
  ["handlers", "trap 'az keyvault network-rule remove -n kv1' EXIT\n", 6000],
  [
    "settings",
    "az keyvault update -n kv1 --default-action Allow\naz keyvault update -n kv1 --default-action Deny\n",
    1500,
  ],
])(
  "the findings of a script with many %s do not take long",
  (_, part, times) => {
    const texts = new Map([
      ["/main.bicep", vaultWith("Deny")],
      ["/a.sh", part.repeat(times)],
    ]);
    expect(printCase(texts)).toContain("KV801 A script or pipeline changes the network settings of 'kv1'.");
  },
  20_000,
);
