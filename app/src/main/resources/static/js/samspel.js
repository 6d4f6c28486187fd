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
