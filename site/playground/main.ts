import { chooseTheme } from "../client/choose-theme.ts";
import { Playground } from "./playground.ts";
import { languageOf, wordingIn, writeWords } from "./words/in-page.ts";

/** Starts the page in its language. */
const language = languageOf(location.search, navigator.languages);
const wording = await wordingIn(language);
writeWords(document, wording);
for (const header of document.querySelectorAll("header")) {
  header.hidden = false;
  if (header.lang !== language) header.remove();
}
chooseTheme();
const playground = new Playground(wording);
for (const link of document.querySelectorAll<HTMLAnchorElement>("a.language"))
  link.addEventListener("click", (event) => {
    event.preventDefault();
    void playground.save().then(() => {
      // The page is loaded again with the same files.
      location.search = new URL(link.href).search;
    });
  });
await playground.open(location.hash);
window.addEventListener("hashchange", () => {
  void playground.open(location.hash);
});
