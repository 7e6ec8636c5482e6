/** On the page for addresses that do not exist: a rule in any spelling leads to its page. */
const language = location.pathname.includes("/de/") ? "de/" : "";
const code = /KV\d{3}/i.exec(location.pathname)?.[0].toUpperCase();
const place = document.querySelector<HTMLElement>("[data-perhaps]");

if (code !== undefined && place) {
  const link = document.createElement("a");
  link.href = new URL(`../${language}rules/${code}/`, import.meta.url).href;
  link.textContent = code;
  place.append(place.dataset["perhaps"] ?? "", " ", link);
}
