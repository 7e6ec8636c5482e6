import fc from "fast-check";
import { expect, test } from "vitest";
import { commandAddress } from "../../server/src/protocol.ts";
import { markupOf } from "./markup.ts";

const hostile = "()[]<>!*_`\\\"' www.evil.example\n\ud800";

test("whatever a file writes stays in the address of its link", () => {
  const text = fc.string({ unit: fc.constantFrom(...hostile.split("")) });
  fc.assert(
    fc.property(text, (written) => {
      const address = commandAddress("run", written);
      const { tags, addresses } = markupOf(`[link](${address}) after`);
      expect([...tags].toSorted()).toEqual(["a", "p"]);
      expect(addresses).toHaveLength(1);
      expect(JSON.parse(decodeURIComponent(address.slice("command:run?".length)))).toEqual([written]);
    }),
  );
});
