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
  // The current page is in sight in a long list. `scrollIntoView` would make it the place from which Tab goes on in some browsers:
  // https://html.spec.whatwg.org/multipage/interaction.html#sequential-focus-navigation-starting-point
  const current = side.querySelector('[aria-current="page"]');
  if (current)
    side.scrollTop += Math.max(
      0,
      current.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom,
    );
}
