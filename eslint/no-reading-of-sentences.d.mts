import type { Rule } from "eslint";

export const noReadingOfSentences: Rule.RuleModule;
