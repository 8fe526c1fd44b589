/* Small comforts. Every page works without this file: the menu is then open, the file field plain. */
"use strict";
document.documentElement.classList.add("js");

function menu(button) {
  const side = document.getElementById(button.getAttribute("aria-controls"));
  const open = side.classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
  if (open) side.querySelector("a")?.focus();
}

function closeSheets(keep) {
  for (const sheet of document.querySelectorAll(".tools details[open]")) {
    if (sheet !== keep) sheet.open = false;
  }
}

function named(zone) {
  const file = zone.querySelector("input[type=file]").files[0];
  zone.classList.toggle("filled", Boolean(file));
  const told = zone.querySelector("[data-file-name]");
  if (told) told.textContent = file ? `${file.name} · ${(file.size / 1024).toFixed(0)} KB` : "";
}

function dropping(zone) {
  const input = zone.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    named(zone);
  });
  input.addEventListener("change", () => named(zone));
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-drop]").forEach(dropping);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest(".menu-button");
  if (button) menu(button);
  if (event.target.closest("[data-print]")) window.print();
  closeSheets(event.target.closest(".tools details"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const sheet = document.querySelector(".tools details[open]");
  if (sheet) { sheet.open = false; sheet.querySelector("summary").focus(); }
});
document.addEventListener("change", (event) => {
  const name = event.target.dataset.tickAll;
  if (name) {
    const boxes = event.target.form.querySelectorAll(`[name="${name}"]`);
    for (const box of boxes) box.checked = event.target.checked;
  }
  const form = event.target.closest("form[data-autosend]");
  if (form) form.requestSubmit();
});
