import { services } from "../../server/src/core/services/catalogue.ts";

/** Words that no German sentence has. */
const english =
  /(?<![\w.-])(?:the|is|of|and|are|not|with|for|this|which|from|has|by|it|or|its|to|be|as|on|at)(?![\w.-])/i;

/** Code, quotations, addresses and the names of rules. */
const code = /`[^`]*`|'[^']*'|„[^“]*“|<[^>]*>|\]\([^)]*\)|https?:\S+|\bKV\d+ [\w\\\\-]+/g;

/** Listed services, which have the same names in all languages. */
const names = services()
  .filter(({ list }) => list !== undefined)
  .map(({ name }) => name);

/** Whether a text that should be German has English words in it; code, quotations and names do not count. */
export function hasEnglish(text: string): boolean {
  const prose = text.replace(code, "…").replace(/(?:Azure Database|Cosmos DB) for \w+/g, "…");
  return english.test(names.reduce((rest, name) => rest.replaceAll(name, "…"), prose));
}
