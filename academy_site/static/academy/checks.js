// A knowledge check that could not be answered in its place is asked again as a page, which says why.

addEventListener("htmx:responseError", ({ detail }) => {
  const asked = detail.elt;
  if (asked instanceof HTMLFormElement) asked.submit();
  else if (asked.href) location.assign(asked.href);
});
