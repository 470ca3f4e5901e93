/** A picture of the view in the middle, as SVG text: the map draws its own, the other views are copied with their looks. */

type Draw = () => string | null;
let own: Draw | null = null;

/** A view that draws its own picture says so while it stands; gives back what ends it. */
export function drawsItself(draw: Draw): () => void {
  own = draw;
  return () => {
    if (own === draw) own = null;
  };
}

function looks(): string {
  return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
}

/** The copy stands in an image, where nothing runs and nothing is fetched. */
function copied(): string | null {
  const element = document.querySelector(".centre");
  if (element === null) return null;
  const { width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as Element;
  for (const one of copy.querySelectorAll("button, input, .unseen, canvas")) if (one.textContent.trim() === "" || one.matches("input, .unseen, canvas")) one.remove();
  copy.setAttribute("style", "position:absolute;inset:0;background:var(--page)");
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of Object.entries({ width: `${width}`, height: `${height}`, viewBox: `0 0 ${width} ${height}`, "data-theme": document.documentElement.dataset.theme ?? "light" })) svg.setAttribute(name, value);
  const style = document.createElementNS(space, "style");
  style.textContent = looks();
  const frame = document.createElementNS(space, "foreignObject");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "100%");
  frame.append(copy);
  svg.append(style, frame);
  return new XMLSerializer().serializeToString(svg);
}

export function pictureNow(): string | null {
  return own === null ? copied() : own();
}
