import type { ExistingFact } from "../../../server/src/core/words/words.ts";
import { sentences } from "../sentence-group.ts";

export const existingSentences = sentences<ExistingFact>(
  "CodeLenses of vaults that a template only looks up",
  {
    "not-known": [{}],
    "being-read": [{}],
    "looked-up": [{}],
    unclear: [{ roots: ["FOLDER/ROOT", "FOLDER/OTHER"] }],
    declared: [
      { root: "FOLDER/ROOT", certain: true },
      { root: "FOLDER/ROOT", certain: false },
    ],
  },
  ({ lens }) => lens.existing,
  { shape: /^\S.*\S$/s },
);
