import { Playground } from "./playground.ts";
import { languageOf, wordingIn, writeWords } from "./words/in-page.ts";
import { byId } from "./ui/elements.ts";

/** Starts the page in its language. */
const language = languageOf(location.search, navigator.languages);
const wording = await wordingIn(language);
writeWords(document, wording);
const choice = byId("language", HTMLSelectElement);
choice.value = language;
const playground = new Playground(wording);
choice.addEventListener("change", () => {
  void playground.save().then(() => {
    // The page is loaded again with the same files.
    location.search = `?lang=${choice.value}`;
  });
});
await playground.open(location.hash);
window.addEventListener("hashchange", () => {
  void playground.open(location.hash);
});
