// Everything works without this file; it only makes leaving quicker and errors easier to reach.
"use strict";

for (const exit of document.querySelectorAll("[data-quick-exit]")) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    document.title = "";
    window.location.replace(exit.href);
  });
}

let escapes = 0;
document.addEventListener("keydown", (event) => {
  escapes = event.key === "Escape" ? escapes + 1 : 0;
  if (escapes === 3) {
    document.querySelector("[data-quick-exit]")?.click();
  }
});

document.querySelector("[data-focus]")?.focus();

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

// A long list of choices gets a field that narrows it. What is chosen stays, and so does the list
// itself for those who would rather read it.
for (const select of document.querySelectorAll("select[data-narrow]")) {
  const all = [...select.children];
  const label = document.createElement("label");
  const search = document.createElement("input");
  const found = document.createElement("p");
  search.type = "search";
  search.id = select.id + "-narrow";
  search.autocomplete = "off";
  search.setAttribute("aria-controls", select.id);
  label.htmlFor = search.id;
  label.className = "narrow";
  label.textContent = select.dataset.narrow;
  found.className = "hint";
  found.setAttribute("role", "status");
  select.before(label, search, found);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      select.focus();
    }
  });
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (option) =>
      option.value === "" || option.selected || words.every((word) => option.text.toLowerCase().includes(word));
    let count = 0;
    const kept = all.map((child) => {
      if (child.tagName === "OPTION") {
        count += fits(child) && child.value !== "" ? 1 : 0;
        return fits(child) ? child : null;
      }
      child.whole ??= [...child.children];
      const options = child.whole.filter(fits);
      count += options.length;
      child.replaceChildren(...options);
      return options.length > 0 ? child : null;
    });
    const chosen = select.value;
    select.replaceChildren(...kept.filter(Boolean));
    select.value = chosen;
    found.textContent = words.length > 0 ? select.dataset.found.replace("#", count) : "";
  });
}
