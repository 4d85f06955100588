// Mermaid diagrams: replaces the source in `pre.mermaid` by its drawing. A diagram that cannot be drawn keeps its
// source. Only pages with a diagram load this, after the library.
(() => {
  "use strict";
  const dark = () =>
    document.documentElement.dataset.theme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

  let count = 0; // of drawings, for their ids: the styles of a drawing name its id

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
