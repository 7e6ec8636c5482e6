import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSharing } from "../../server/src/core/ip/first-sharing.ts";
import { set } from "./arbitraries.ts";

test("the first set that shares an address, as a search one by one finds it", () => {
  fc.assert(
    fc.property(fc.array(set, { maxLength: 12 }), set, (sets, asked) => {
      const index = sets.findIndex((each) => each.overlaps(asked));
      expect(firstSharing(sets)(asked)).toBe(index < 0 ? null : index);
    }),
    { numRuns: 300 },
  );
});
