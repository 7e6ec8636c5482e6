import { describe } from "vitest";
import { itShowsVaults } from "./support/features.ts";
import { bicep } from "./support/languages.ts";

describe("Bicep", () => {
  itShowsVaults(bicep);
});
