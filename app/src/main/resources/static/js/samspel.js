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
    // A file leaves the page where it is, so its button may be used again.
    if (event.submitter?.hasAttribute("data-again")) {
      return;
    }
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

// A diagram point by point: left and right go through the rows of its table, which is what is read out.
for (const figure of document.querySelectorAll("[data-figure]")) {
  const chart = figure.querySelector("[data-chart]");
  const reading = figure.querySelector("[data-reading]");
  const rows = [...figure.querySelectorAll("tbody tr[data-row]")];
  const heads = [...figure.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  let at = rows.length;
  if (!chart || !reading || rows.length === 0) {
    continue;
  }
  reading.textContent = reading.dataset.hint;
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -rows.length, End: rows.length }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    at = Math.min(rows.length - 1, Math.max(0, at + step));
    const cells = [...rows[at].children].map((cell) => cell.textContent.trim());
    reading.textContent = cells
      .map((cell, column) => (column === 0 || cell === "" ? cell : `${heads[column]} ${cell}`))
      .filter((cell) => cell !== "")
      .join(", ");
    for (const old of chart.querySelectorAll(".read")) {
      old.classList.remove("read");
    }
    const dot = chart.querySelector(`[data-row="${rows[at].dataset.row}"]`);
    if (dot) {
      dot.classList.add("read");
      const box = dot.getBoundingClientRect();
      const frame = chart.getBoundingClientRect();
      chart.scrollLeft += box.left - frame.left - frame.width / 2;
    }
  });
}

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
