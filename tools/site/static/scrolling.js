// What scrolls sideways can be reached by the keyboard, and nothing else.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const look = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const each of document.querySelectorAll("article pre, article .table-wrapper")) look.observe(each);
});
