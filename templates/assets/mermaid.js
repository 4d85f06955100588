/* Mermaid diagrams: where script runs, the source in `pre.mermaid` gives way to its drawing. A diagram that
   cannot be drawn keeps its source. Loaded only by pages that hold one, after the library. */
(() => {
  "use strict";
  const dark = () =>
    document.documentElement.dataset.theme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

  let count = 0; // of drawings: a drawing's styles go by its id

  async function draw() {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      theme: dark() ? "dark" : "neutral",
      fontFamily: getComputedStyle(document.body).fontFamily,
    });
    for (const element of document.querySelectorAll("pre.mermaid:not([data-drawn])")) {
      const number = count++;
      element.dataset.drawn = element.textContent;
      try {
        const { svg } = await mermaid.render(`-diagram-${number}`, element.textContent);
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", element.textContent.trim());
        element.innerHTML = svg;
      } catch {
        document.getElementById(`d-diagram-${number}`)?.remove();
      }
    }
  }

  draw();
  addEventListener("notes-wiki-update", draw); // live.js has put a new page in place
})();
