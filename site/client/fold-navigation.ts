/** The list of pages is open beside a page, and folded above it where there is no room beside it. */
export function foldNavigation(): void {
  const side = document.querySelector<HTMLDetailsElement>("details.side");
  if (!side) return;
  const narrow = matchMedia("(width < 56rem)");
  const fold = (): void => {
    side.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);
  // The current page is in sight in a long list.
  side.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
}
