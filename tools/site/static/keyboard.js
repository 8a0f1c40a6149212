// What the theme leaves to a pointer can be done by the keyboard as well.
"use strict";

// What scrolls sideways can be reached, and nothing else.
function scrolling() {
  const look = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const each of document.querySelectorAll("article pre, article .table-wrapper")) look.observe(each);
}

// In a narrow window a drawer is opened by its sign, and what is in it cannot be reached while it is closed.
function drawer(name, side) {
  const box = document.getElementById(name);
  const signs = [...document.querySelectorAll(`label[for="${name}"] .icon`)];
  const shown = () => signs.find((sign) => sign.getClientRects().length);
  const tell = () => {
    side.inert = Boolean(shown()) && !box.checked;
    for (const sign of signs) sign.setAttribute("aria-expanded", String(box.checked));
  };
  const turn = (open) => {
    box.checked = open;
    tell();
    (open ? side.querySelector("a, input") : shown())?.focus();
  };
  for (const sign of signs) {
    sign.tabIndex = 0;
    sign.setAttribute("role", "button");
    sign.setAttribute("aria-label", box.getAttribute("aria-label"));
    sign.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      turn(!box.checked);
    });
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape" && box.checked) turn(false); });
  box.addEventListener("change", tell);
  addEventListener("resize", tell);
  tell();
}

addEventListener("DOMContentLoaded", () => {
  scrolling();
  drawer("__navigation", document.querySelector(".sidebar-drawer"));
  drawer("__toc", document.querySelector(".toc-drawer"));
});
