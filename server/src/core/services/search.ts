import { englishTexts, services, type ServiceTexts } from "./catalogue.ts";
import type { Service } from "./service.ts";

/** Points for the place where a typed word is found; a word of the name says most about what was meant. */
const weights = { name: 8, alias: 6, id: 4, scenario: 2, implied: 1 } as const;

/** People put the maker before any name: "azure kubernetes" must not fail on an entry that is called AKS. */
const implied = ["azure", "microsoft"];

interface Indexed {
  readonly service: Service;
  /** What people call it as a whole: "customer key" is one product, and a word of many. */
  readonly called: ReadonlySet<string>;
  readonly fields: readonly (readonly [weight: number, words: readonly string[]])[];
}

/** What people read of an entry in their language. */
type Texts = (id: string) => Pick<ServiceTexts, "name" | "scenario">;

/** The words of the catalog in the languages that are searched. */
const indexes = new Map<Texts, readonly Indexed[]>();

function indexIn(texts: Texts): readonly Indexed[] {
  const before = indexes.get(texts);
  if (before) return before;
  const index = services().map((service): Indexed => {
    const { name, scenario } = texts(service.id);
    return {
      service,
      called: new Set([service.name, name, ...service.aliases].map(joinedWords)),
      fields: [
        [weights.name, wordsOf(`${service.name} ${name}`)],
        [weights.alias, service.aliases.flatMap(wordsOf)],
        // "azuredevops" is one word for who types it.
        [weights.id, [...wordsOf(service.id), joinedWords(service.id), joinedWords(service.name)]],
        [weights.scenario, wordsOf(`${englishTexts(service.id).scenario.text} ${scenario.text}`)],
        [weights.implied, implied],
      ],
    };
  });
  indexes.set(texts, index);
  return index;
}

/**
 * The services that match every word of `text`, best first: by name, alias, ID or scenario, by whole word,
 * beginning of a word, inner part, or with letters left out. Services that are not trusted are included, so that
 * typing "devops" gives an answer. Names and scenarios count in English and as `texts` has them. An empty text returns the whole
 * catalog in its own order.
 */
export function searchServices(text: string, texts: Texts = englishTexts): readonly Service[] {
  const typed = wordsOf(text);
  return indexIn(texts)
    .map(({ service, called, fields }) => ({
      service,
      score: scoreOf(typed, fields) * (typed.length > 1 && called.has(typed.join("")) ? 2 : 1),
    }))
    .filter(({ score }) => score > 0 || typed.length === 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ service }) => service);
}

/** The services that a text which is not the ID of one was probably meant for, best first. */
export function servicesNear(text: string, limit = 3): readonly Service[] {
  const whole = searchServices(text);
  const said = wordsOf(text).filter((word) => !implied.includes(word));
  const found = whole.length > 0 || said.length === 0 ? whole : said.flatMap((word) => searchServices(word));
  return [...new Set(found)].slice(0, limit);
}

/** Zero as soon as one of the typed words is found nowhere. */
function scoreOf(typed: readonly string[], fields: Indexed["fields"]): number {
  const scores = typed.map((word) =>
    Math.max(...fields.map(([weight, words]) => weight * closeness(word, words))),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function closeness(typed: string, words: readonly string[]): number {
  return Math.max(0, ...words.map((word) => likeness(typed, word)));
}

function likeness(typed: string, word: string): number {
  if (word === typed) return 4;
  if (word.startsWith(typed)) return 3;
  if (typed.length >= 3 && word.includes(typed)) return 1;
  return hasLettersLeftOut(typed, word) ? 0.5 : 0;
}

/** "kubernets" for "kubernetes": the letters in order, the first one right, not more than two missing. */
function hasLettersLeftOut(typed: string, word: string): boolean {
  if (typed.length < 5 || word.length - typed.length > 2 || !word.startsWith(typed.slice(0, 1))) return false;
  let next = 0;
  for (const letter of word) if (letter === typed[next]) next += 1;
  return next === typed.length;
}

function joinedWords(text: string): string {
  return wordsOf(text).join("");
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
